"""Printing for people: consoles, indented text, tables, and the stream that data goes to.

On a terminal text is wrapped to its width and may be bold or coloured. Anywhere else it is plain
and every paragraph is one line, so that ``grep`` finds it whole.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
MOST_FOR_NAMES = 0.7
"""The part of a terminal's width that a table's names may take."""
BETWEEN_COLUMNS = 3
_WIDE_AS_NEEDED = 10_000


def console_on(stream: TextIO) -> Console:
    """Return a console that prints text as it stands: no markup, no guessed highlights."""
    return Console(file=stream, markup=False, emoji=False, highlight=False)


def printable(text: str) -> str:
    """Return text that cannot steer a terminal: each control character is shown as U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text)


def print_indented(console: Console, text: Text, by: int) -> None:
    """Print text with ``by`` spaces before each line; only a terminal wraps it."""
    if console.is_terminal:
        console.print(Padding(text, (0, 0, 0, by)))
        return
    for line in text.split("\n", allow_blank=True) if text.plain else [Text()]:
        console.print(Text.assemble(" " * by, line), soft_wrap=True)


def print_item(console: Console, marker: Text, text: Text) -> None:
    """Print text after a marker; a terminal wraps it beside the marker, never below."""
    if not console.is_terminal:
        console.print(Text.assemble(marker, text), soft_wrap=True)
        return
    grid = Table.grid()
    grid.add_column(width=marker.cell_len)
    grid.add_column()
    grid.add_row(marker, text)
    console.print(grid)


def print_table(console: Console, columns: Sequence[str], rows: Iterable[Sequence[str]], right: int = 0) -> None:
    """Print a table; the first column holds names, the last ``right`` columns numbers.

    On a terminal cells wrap to fit its width, the names only where they would take most of it;
    elsewhere columns are as wide as their texts.
    """
    cells = [tuple(map(printable, row)) for row in rows]
    names = max((len(row[0]) for row in cells), default=0)
    numbers = [max(len(row[place]) for row in (columns, *cells)) for place in range(len(columns) - right, len(columns))]
    room = console.width - sum(numbers) - len(columns) * BETWEEN_COLUMNS
    names_fit = names <= min(console.width * MOST_FOR_NAMES, room)
    table = Table(box=SIMPLE_HEAD if console.is_terminal else None, pad_edge=False, show_edge=False)
    for place, name in enumerate(columns):
        numeric = place >= len(columns) - right
        table.add_column(
            name, justify="right" if numeric else "left", no_wrap=numeric or (not place and names_fit), overflow="fold"
        )
    for row in cells:
        table.add_row(*row)
    if console.is_terminal:
        console.print(table)
        return
    wide = Console(file=console.file, width=_WIDE_AS_NEEDED, markup=False, emoji=False, highlight=False)
    with wide.capture() as captured:
        wide.print(table)
    for line in captured.get().splitlines():
        console.file.write(line.rstrip() + "\n")


def file_encoding(form: str) -> str:
    """Return the encoding of files of a format: UTF-8, for CSV with the mark spreadsheets know it by."""
    return "utf-8-sig" if form == "csv" else "utf-8"


@contextmanager
def writing_to(path: Path | None, encoding: str = "utf-8") -> Iterator[TextIO]:
    """Give the stream that text goes to: a file that appears whole or not at all, or stdout.

    Raises:
        OSError: the file cannot be written.
    """
    if path is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    with (
        _appearing(path) as partial,
        partial.open("w", encoding=encoding, newline="", errors="backslashreplace") as stream,
    ):
        yield stream


@contextmanager
def writing_bytes_to(path: Path | None) -> Iterator[BinaryIO]:
    """Give the stream that bytes go to: a file that appears whole or not at all, or stdout.

    Raises:
        OSError: the file cannot be written.
    """
    if path is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with _appearing(path) as partial, partial.open("wb") as stream:
        yield stream


@contextmanager
def _appearing(path: Path) -> Iterator[Path]:
    """Give the file to write, which takes the place of ``path`` when it is whole."""
    partial = path.with_name(f".{path.name}.part")
    try:
        yield partial
        partial.replace(path)
    except OSError as error:
        if error.filename == str(partial):
            error.filename, error.filename2 = str(path), None
        raise
    finally:
        partial.unlink(missing_ok=True)

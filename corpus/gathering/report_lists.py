"""Lists of reports, ``reports.csv``: what a person knows of the files beside it and their readers may not.

One row a file: ``path``, from the list's own folder on, and any of the columns of
``corpus.reading.list_cells``. An empty cell leaves the field as it is read. A row or cell that cannot be
taken is a problem with its line, and the rest still counts.
"""

from __future__ import annotations

import csv
import io
import os
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from corpus.csv_text import csv_text
from corpus.errors import CorpusError
from corpus.file_paths import absolute, path_text, why_not_opened
from corpus.reading.list_cells import COLUMNS, OTHER_NAMES, PASSED_OVER, Given, read_cell

PATH = "path"
_DELIMITERS = (",", ";", "\t")
_SHOWN = 80


class ListProblem(NamedTuple):
    """What is wrong in a list, in which line (``None`` for the list as a whole), and what to do."""

    path: str
    line: int | None
    message: str


class ListRow(NamedTuple):
    """What one row gives, by field, and its line."""

    line: int
    given: Mapping[str, Given]


@dataclass(slots=True)
class ReportList:
    """One list. ``rows`` are by the file that each is about, as far as there is one."""

    path: Path
    rows: dict[Path, ListRow] = field(default_factory=dict)
    problems: list[ListProblem] = field(default_factory=list)

    def object_to(self, line: int | None, message: str) -> None:
        """Note a problem."""
        self.problems.append(ListProblem(path_text(self.path), line, message))


def read_report_list(path: Path, files: Collection[Path]) -> ReportList:
    """Return what a list says of its files; ``files`` are those that were found.

    Raises:
        CorpusError: the list cannot be opened or is no text.
    """
    found = ReportList(path)
    rows = _rows(found, _text_of(path))
    heading = next(rows, None)
    columns = _columns(found, *heading) if heading else []
    if heading is None or PATH not in columns:
        found.problems.clear()  # what else is wrong in the first line follows from that
        found.object_to(
            heading[0] if heading else None,
            "the list has no column 'path', so nothing in it could be used; its first line must name the columns, "
            f"which are path, {', '.join(COLUMNS)}",
        )
        return found
    names = _Names(path.parent, files)
    for line, cells in rows:
        _take(found, names, line, dict(zip(columns, cells, strict=False)))
        if any(cell.strip() for cell in cells[len(columns) :]):
            found.object_to(
                line, "the row has more cells than there are columns; put cells with commas in quotation marks"
            )
    return found


def _take(found: ReportList, names: _Names, line: int, cells: Mapping[str | None, str]) -> None:
    """Add a row to the list, or say why it is none."""
    typed = cells.get(PATH, "").strip()
    if not typed:
        if any(cell.strip() for cell in cells.values()):
            found.object_to(line, "the row does not say which file it is about; fill in the column 'path'")
        return
    try:
        target = names.find(typed)
    except LookupError as missing:
        found.object_to(line, str(missing.args[0]))
        return
    if target in found.rows:
        found.object_to(
            line,
            f"'{_cut(typed)}' has a row already, in line {found.rows[target].line}, which counts; delete one of them",
        )
        return
    given = {}
    for name, text in cells.items():
        if name in (None, PATH) or not text.strip():
            continue
        try:
            given[name] = Given(name, read_cell(name, text), path_text(found.path))
        except ValueError as wrong:
            found.object_to(line, f"{name}: {wrong}")
    found.rows[target] = ListRow(line, given)


def _columns(found: ReportList, line: int, heading: Sequence[str]) -> list[str | None]:
    """Return the field of each column, ``None`` for those that say nothing we know."""
    columns: list[str | None] = []
    for typed in heading:
        plain = "_".join(typed.casefold().replace("_", " ").replace("-", " ").split())
        name = OTHER_NAMES.get(plain, plain)
        if name in columns:
            found.object_to(line, f"the column '{_cut(typed)}' is there twice; the first one counts")
            columns.append(None)
        elif name == PATH or name in COLUMNS:
            columns.append(name)
        else:
            columns.append(None)
            if plain and name not in PASSED_OVER:
                near = get_close_matches(name, [PATH, *COLUMNS], n=1)
                hint = f"did you mean '{near[0]}'?" if near else f"the columns are path, {', '.join(COLUMNS)}"
                found.object_to(line, f"there is no column '{_cut(typed)}', so it was left out; {hint}")
    return columns


def _text_of(path: Path) -> str:
    remedy = "Save it as CSV (comma separated), and close it in other programs."
    try:
        return csv_text(path.read_bytes())
    except OSError as error:
        raise CorpusError(f"The list of reports {path} cannot be opened: {why_not_opened(error)}. {remedy}") from error
    except ValueError as error:
        raise CorpusError(f"The list of reports {path} is not text. {remedy}") from error


def _rows(found: ReportList, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, each with the line it begins in."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=first.count), strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as problem:
        found.object_to(begins, f"the list cannot be read from here on ({problem}); check the quotation marks")


@dataclass(slots=True)
class _Names:
    """Finds the files that a list's paths mean: as written, with either slash, as the file system tells names apart."""

    folder: Path
    files: Collection[Path]
    _folded: dict[str, Path] = field(default_factory=dict)

    def find(self, typed: str) -> Path:
        """Return the file that a path of the list means.

        Raises:
            LookupError: with a sentence on what is wrong.
        """
        written = [absolute(self.folder / name) for name in dict.fromkeys((typed, typed.replace("\\", "/")))]
        for path in written:
            if not path.is_relative_to(self.folder):
                message = (
                    f"'{_cut(typed)}' is not in the folder of this list; move the list up, or make another one there"
                )
                raise LookupError(message)
            if path in self.files:
                return path
        alike = next((self._alike()[key] for path in written if (key := _fold(path)) in self._alike()), None)
        if alike is not None and any(_same_file(path, alike) for path in written):
            return alike
        there = next((path for path in written if os.path.lexists(path)), None)
        if there is None:
            raise LookupError(f"there is no file '{_cut(typed)}'; {self._hint(alike, written[-1])}")
        if there.is_dir():
            raise LookupError(f"'{_cut(typed)}' is a folder; give each file in it a row of its own")
        return there

    def _alike(self) -> Mapping[str, Path]:
        if not self._folded:
            self._folded = {_fold(path): path for path in self.files if path.is_relative_to(self.folder)}
        return self._folded

    def _hint(self, alike: Path | None, wanted: Path) -> str:
        near = [alike] if alike else []
        if not near:
            names = {path.relative_to(self.folder).as_posix(): path for path in self._alike().values()}
            near = [names[name] for name in get_close_matches(wanted.relative_to(self.folder).as_posix(), names, n=1)]
        if near:
            return f"did you mean '{path_text(near[0].relative_to(self.folder))}'?"
        return "write its path from the folder of this list on, with its ending"


def _fold(path: Path) -> str:
    return unicodedata.normalize("NFC", str(path)).casefold()


def _same_file(written: Path, found: Path) -> bool:
    """Whether a name in other case, or with accents put together otherwise, is the file that was found."""
    if unicodedata.normalize("NFC", str(written)) == unicodedata.normalize("NFC", str(found)):
        return True
    try:
        return written.samefile(found)
    except (OSError, ValueError):
        return False


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"

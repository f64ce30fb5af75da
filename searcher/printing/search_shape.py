"""What a search is written as, and where: what the options of ``searcher search`` come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

import click

FORMATS = ("table", "json", "jsonl", "csv", "md", "html", "docx")


class Content(Enum):
    """What of a search is wanted."""

    PASSAGES = auto()
    COUNT = auto()
    EXPLANATION = auto()


@dataclass(frozen=True, slots=True)
class Shape:
    """What a search is written as: one of ``FORMATS``, to a file or to stdout."""

    form: str
    output: Path | None
    content: Content = Content.PASSAGES


def chosen_shape(form: str | None, output: Path | None, *, explain: bool, count: bool) -> Shape:
    """Return what to write, and where.

    Raises:
        UsageError: the options do not go together, or the file's ending names no format.
    """
    if explain and count:
        raise click.UsageError("Give either --explain or --count.")
    form = form or form_of(output, FORMATS)
    if (explain or count) and form not in ("table", "json"):
        raise click.UsageError(f"--{'explain' if explain else 'count'} goes with --format table or json, not {form}.")
    return Shape(form, output, Content.EXPLANATION if explain else Content.COUNT if count else Content.PASSAGES)


def form_of(output: Path | None, forms: Sequence[str]) -> str:
    """Return the format that a file's ending names; stdout and plain text are the table.

    Raises:
        UsageError: it names none of ``forms``.
    """
    ending = output.suffix.lower().lstrip(".") if output else ""
    if ending in ("", "txt"):
        return "table"
    if ending not in forms:
        raise click.UsageError(f"No format ends in .{ending}. Choose one with --format: {', '.join(forms)}.")
    return ending

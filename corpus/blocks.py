"""What a reader yields: the blocks of one document in reading order, page furniture removed.

Readers know file formats and nothing of inspections; forms know inspections and nothing of
file formats. Blocks are the seam between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """How a block is printed."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered"
    TABLE = "table"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Style:
    """Type as printed: size in points (``None`` where the format has none), bold, italic."""

    size: float | None = None
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: its blocks in reading order (may be empty), and whether it is a header cell."""

    blocks: tuple[Block, ...]
    header: bool = False

    @property
    def text(self) -> str:
        """The cell's words, blocks joined by one space."""
        return " ".join(block.text for block in self.blocks if block.text)


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A footnote's mark as printed ("1", "*"), and where it stood: before character ``at`` of the text."""

    mark: str
    at: int


Marks = tuple[NoteMark, ...]
"""The footnote marks of a text; their places follow when texts are cut and joined."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, bullet, numbered paragraph, footnote or table.

    ``text`` is whole: lines re-joined, bullet glyph and number taken off. ``number`` is the
    printed number without its dot ("17"), of a footnote its mark; ``note_marks`` are the marks
    of footnotes taken out of the text, in order. ``level`` is the heading level (1 outermost) or the
    list nesting (1 top level). ``bold_lead`` is how many characters at the start are bold
    (the whole text for a bold paragraph), so forms can tell a quoted finding or a run-in
    heading. ``rows`` is filled for tables only, a tuple of rows of cells, and ``text`` is then
    empty. Pages count from 1, inclusive, ``None`` where the format has no pages.
    """

    kind: BlockKind
    text: str
    level: int = 1
    number: str | None = None
    page: int | None = None
    page_end: int | None = None
    style: Style = Style()
    bold_lead: int = 0
    rows: tuple[tuple[Cell, ...], ...] = ()
    note_marks: tuple[NoteMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read. ``format`` is ``pdf html docx markdown text``; ``pages`` ``None`` if unpaged.

    ``furniture`` holds the running headers and footers that were taken out, once each, as
    printed. ``title`` is the document's own metadata title, often useless. ``notes`` are
    sentences on what the reader found doubtful. Of PDFs, ``printed`` holds all text of each page
    however it was read, and ``set_aside`` what the reader took out on purpose, as often as it is
    printed: so that words which are in neither blocks nor ``set_aside`` can be counted.
    """

    format: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    title: str | None = None
    furniture: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()

    def walk(self) -> Iterator[Block]:
        """Yield every block, descending into table cells, in reading order (tables themselves too)."""
        yield from _walk(self.blocks)


def _walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        for row in block.rows:
            for cell in row:
                yield from _walk(cell.blocks)


def moved(marks: Sequence[NoteMark], by: int) -> Marks:
    """Return the marks with their places ``by`` characters further on, none before the text begins."""
    return tuple(NoteMark(mark.mark, max(0, mark.at + by)) for mark in marks)


def within(marks: Sequence[NoteMark], length: int) -> Marks:
    """Return the marks with no place beyond a text of ``length`` characters."""
    return tuple(NoteMark(mark.mark, min(mark.at, length)) for mark in marks)


def parted(marks: Sequence[NoteMark], at: int) -> tuple[Marks, Marks]:
    """Return the marks of the two halves of a text cut before character ``at``, in characters of the whole.

    A mark that stands at the cut belongs to the words before it.
    """
    return tuple(mark for mark in marks if mark.at <= at), tuple(mark for mark in marks if mark.at > at)


def joined(pieces: Sequence[tuple[str, Sequence[NoteMark]]], between: str = " ") -> Marks:
    """Return the marks of texts that are joined with ``between`` into one."""
    marks: list[NoteMark] = []
    start = 0
    for text, own in pieces:
        marks += moved(own, start)
        start += len(text) + len(between)
    return tuple(marks)

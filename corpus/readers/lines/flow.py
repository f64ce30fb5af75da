"""The running text of a marked-up document: headings, lists and paragraphs as their marks say.

Markdown, web pages and Word files differ in their marks alone; what is said with them is the
same, and so are their gaps: headings that are only bold type, bullets typed by hand, paragraphs
that a page break cut before the file was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from corpus.blocks import Block, BlockKind, Document
from corpus.readers.lines.headings import has_heading_shape, promote_headings, rank_headings
from corpus.readers.lines.marks import find_number
from corpus.readers.lines.paragraphs import LineReading
from corpus.readers.lines.prose import rejoin, rejoin_groups, repair_hyphens
from corpus.readers.styled_text.noted_text import text_block, without_notes
from corpus.readers.styled_text.styled import StyledText
from corpus.readers.unreadable import UnreadableContent

LONGEST_HEADING = 300
"""Characters: a longer "heading" is a paragraph that someone gave the wrong style."""

_UNKNOWN_CHARACTER = "\ufffd"


@dataclass(frozen=True, slots=True)
class ListMark:
    """What an item of a marked list begins with: its printed number (``None`` for a bullet), its nesting."""

    level: int
    number: str | None = None


@dataclass(slots=True)
class Flow:
    """Collects the blocks of a document or of one table cell, in groups as printed.

    In a cell nothing becomes a heading by bold type, and no number is taken for a paragraph number.
    """

    reading: LineReading = field(default_factory=LineReading)
    in_cell: bool = False
    groups: list[list[Block]] = field(default_factory=list)
    marked_headings: bool = False
    _heading_level: int = 0

    @classmethod
    def of_cell(cls) -> Flow:
        """Return the flow of one table cell."""
        return cls(LineReading(numbers=False), in_cell=True)

    @property
    def blocks(self) -> list[Block]:
        """All blocks so far, in order."""
        return [block for group in self.groups for block in group]

    def add(self, blocks: Iterable[Block]) -> None:
        """Add finished blocks as one group; a heading among them is taken for one marked as such."""
        group = list(blocks)
        if group:
            self.groups.append(group)
            self.marked_headings |= any(block.kind is BlockKind.HEADING for block in group)

    def add_heading(self, text: StyledText, level: int, number: str | None = None) -> None:
        """Add a heading that is marked as one; an empty one is left out, an overlong one is a paragraph.

        ``number`` is one that the format prints of itself, not part of ``text``.
        """
        text = text.tidy()
        if not text:
            return
        if len(text) > LONGEST_HEADING:
            self.add([text_block(BlockKind.PARAGRAPH if number is None else BlockKind.NUMBERED, text, number=number)])
            return
        self._heading_level = level
        self.add([text_block(BlockKind.HEADING, text, level, number)])

    def add_paragraph(self, lines: Sequence[StyledText], mark: ListMark | None = None, *, in_list: bool) -> None:
        """Add the lines of one paragraph; with ``mark`` it is the first of a list item.

        A short first line wholly in bold, outside lists and cells, is a heading one level below the last.
        """
        lines = [line for line in lines if line.text.strip()]
        if not lines:
            return
        if mark is not None:
            self.add(self._item(lines, mark))
            return
        heading: list[Block] = []
        if not in_list and not self.in_cell and _is_bold_heading(lines[0]):
            heading = [text_block(BlockKind.HEADING, lines[0], self._heading_level + 1)]
            lines = lines[1:]
        self.groups.append([*heading, *self.reading.blocks(lines)])

    def _item(self, lines: Sequence[StyledText], mark: ListMark) -> list[Block]:
        first, *rest = self.reading.blocks(lines)
        if first.kind in {BlockKind.TABLE, BlockKind.FOOTNOTE}:
            return [first, *rest]
        number = mark.number if mark.number is not None else first.number
        kind = BlockKind.BULLET if number is None else BlockKind.NUMBERED
        return [replace(first, kind=kind, level=mark.level, number=number), *rest]

    def document(self, file_format: str, title: str | None = None, furniture: tuple[str, ...] = ()) -> Document:
        """Return the document: broken paragraphs made whole, and headings told by shape if none is marked.

        ``title`` defaults to the first top-level heading.

        Raises:
            UnreadableContent: there is no word in it.
        """
        blocks = repair_hyphens(self._whole())
        if not any(character.isalnum() for block in blocks for character in _words(block)):
            raise UnreadableContent("it holds no words")
        if title is None:
            headings = (block for block in blocks if block.kind is BlockKind.HEADING and block.level == 1)
            title = next((block.text for block in headings), None)
        return Document(file_format, blocks, title=title, furniture=furniture, notes=_notes(blocks))

    def _whole(self) -> list[Block]:
        if not any(block.kind is BlockKind.HEADING for block in self.blocks):
            return promote_headings(rejoin_groups(self.groups))
        blocks = rejoin(self.blocks)
        return blocks if self.marked_headings else rank_headings(blocks)


def _is_bold_heading(line: StyledText) -> bool:
    text, _ = without_notes(line.tidy())
    return text.wholly_bold and find_number(text.text) is None and has_heading_shape(text.text)


def _words(block: Block) -> str:
    return block.text or " ".join(cell.text for row in block.rows for cell in row)


def _notes(blocks: Sequence[Block]) -> tuple[str, ...]:
    unknown = sum(_words(block).count(_UNKNOWN_CHARACTER) for block in blocks)
    if not unknown:
        return ()
    were = "character" if unknown == 1 else "characters"
    return (f"{unknown:,} {were} could not be read; each is shown as {_UNKNOWN_CHARACTER}.",)

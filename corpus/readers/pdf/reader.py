"""PDF reports: PDFium's text objects and structure tree in, blocks out.

Tagged content alone is text; what carries no marked-content id is page furniture. Untagged
files are read by their layout. Paragraphs and bullets that a page break cuts are made whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.blocks import Block, BlockKind, Cell, Document, NoteMark, Style, within
from corpus.readers.lines.hyphens import HyphenEvidence
from corpus.readers.pdf.breaks import join_pages
from corpus.readers.pdf.items import SYMBOL_DASH, Item, ItemKind, TreeWalk, every_item, is_empty
from corpus.readers.pdf.layout import LayoutReading
from corpus.readers.pdf.lines import LINE_HYPHEN, Prose, clean
from corpus.readers.pdf.notes import begins_with_mark, settle_notes, take_raised_mark
from corpus.readers.pdf.objects import PdfContent, PdfUnreadableError, load_pdf
from corpus.readers.pdf.set_aside import each_once, left_out, running, unmarked_lines
from corpus.readers.pdf.spacing import split_at_gaps

HEADING_CHARACTERS = 250
HEADING_GROWTH = 1.12  # of the body size: larger type is a heading even where it is not bold
TITLE_GROWTH = 1.4  # of the body size: may end in a full stop and still be a heading
MAX_HEADING_LEVEL = 6
FEWEST_WORDS = 20

NO_TEXT = "it holds no text, only pictures of pages; run text recognition (OCR) on it first"

_SENTENCE_END = re.compile(r"[.;:,]\W*$")

__all__ = ["NO_TEXT", "PdfUnreadableError", "read_pdf"]


INDENT = 0.8  # of the type size: less than this further right is no indent


def read_pdf(data: bytes) -> Document:
    """Return the document in a PDF file.

    Raises:
        PdfUnreadableError: encrypted, damaged, without text, or too long; the message is the
            reason, for a person.
    """
    content = load_pdf(data)
    tagged = any(page.tree for page in content.pages)
    if tagged:
        pages = split_at_gaps([TreeWalk(page).items() for page in content.pages])
        unmarked = unmarked_lines(content.pages)
        furniture, lines = each_once(unmarked), running(unmarked)
        notes: tuple[str, ...] = ()
    else:
        layout = LayoutReading(content.pages)
        pages, furniture, lines = layout.pages, tuple(dict.fromkeys(layout.furniture)), layout.furniture
        notes = ("The PDF has no structure, so headings and paragraphs were told apart by their layout.",)
    body = _body_size(pages)
    items = join_pages(settle_notes(pages, body))
    nest_by_indent(items)
    blocks = BlockMaking(items, body).blocks()
    if sum(len(block.text.split()) for block in _every(blocks)) < FEWEST_WORDS:
        raise PdfUnreadableError(NO_TEXT)
    return Document(
        "pdf",
        blocks,
        len(content.pages),
        _title(content),
        furniture,
        notes,
        printed=tuple(page.text for page in content.pages),
        set_aside=(*lines, *left_out(items)),
    )


def _every(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        for row in block.rows:
            for cell in row:
                yield from _every(cell.blocks)


def _title(content: PdfContent) -> str | None:
    return clean(content.title).strip() or None if content.title else None


def _body_size(pages: Sequence[Sequence[Item]]) -> float:
    """Return the type size most of the text is set in, 0 without text."""
    weight: Counter[float] = Counter()
    for items in pages:
        for item in every_item(items):
            for line in item.prose.lines:
                weight[line.size] += len(line.text)
    return weight.most_common(1)[0][0] if weight else 0.0


class BlockMaking:
    """Turns items into blocks: finds headings by style, levels them, repairs hyphens."""

    def __init__(self, items: Sequence[Item], body: float) -> None:
        self._items = items
        self._body = body
        flat = list(every_item(items))
        self._evidence = HyphenEvidence((item.prose.text for item in flat), LINE_HYPHEN)
        styles = {_style_rank(item) for item in flat if self._is_heading(item) and item.prose.size > self._body}
        styles |= {_style_rank(item) for item in items if self._is_heading(item)}
        self._levels = {style: min(n, MAX_HEADING_LEVEL) for n, style in enumerate(sorted(styles), 1)}

    def blocks(self) -> tuple[Block, ...]:
        """Return the document's blocks in reading order; contents lists are left out."""
        return tuple(self._make(self._items))

    def _make(self, items: Sequence[Item], in_cell: bool = False) -> Iterator[Block]:
        for item in items:
            if item.kind is ItemKind.TABLE:
                yield self._table(item)
            elif item.kind is not ItemKind.CONTENTS and not is_empty(item):
                yield self._block(item, in_cell)

    def _block(self, item: Item, in_cell: bool) -> Block:
        text = self._printed(item.prose.text).strip()
        bold_lead = min(item.prose.bold_lead, len(text))
        kind, level, number = BlockKind.PARAGRAPH, 1, None
        if item.kind in {ItemKind.PARAGRAPH, ItemKind.LIST_ITEM} and begins_with_mark(item):
            take_raised_mark(item)
            item.kind = ItemKind.NOTE
        if item.kind is ItemKind.NOTE:
            kind, number = BlockKind.FOOTNOTE, item.mark
        elif self._is_heading(item) and not (in_cell and item.prose.size < HEADING_GROWTH * self._body):
            kind, level = BlockKind.HEADING, self._levels.get(_style_rank(item), MAX_HEADING_LEVEL)
        elif item.numbered:
            kind, level, number = BlockKind.NUMBERED, item.depth, item.mark
        elif item.kind is ItemKind.LIST_ITEM:
            kind, level = BlockKind.BULLET, item.depth
        style = Style(item.prose.size, item.prose.bold, item.prose.italic)
        block = Block(kind, text, level, number, item.page, item.page_end, style, bold_lead)
        return replace(block, note_marks=self._placed(item.prose, text)) if item.prose.note_marks else block

    def _printed(self, raw: str) -> str:
        """Return text as printed: line hyphens kept or dropped, the Symbol font's dash a dash."""
        return self._evidence.repair(raw).replace(SYMBOL_DASH, "–")

    def _placed(self, prose: Prose, text: str) -> tuple[NoteMark, ...]:
        """Return the footnote marks of a text that was joined, at their places in it as printed."""
        places = [len(self._printed(prose.text[: one.at]).lstrip()) for one in prose.note_marks]
        return within([NoteMark(one.mark, at) for one, at in zip(prose.note_marks, places, strict=True)], len(text))

    def _table(self, item: Item) -> Block:
        rows = tuple(
            tuple(Cell(tuple(self._make(cell, in_cell=True)), head) for cell, head in zip(row, heads, strict=True))
            for row, heads in zip(item.rows, item.heads, strict=True)
        )
        return Block(BlockKind.TABLE, "", page=item.page, page_end=item.page_end, rows=rows)

    def _is_heading(self, item: Item) -> bool:
        if item.kind is ItemKind.HEADING:
            return len(item.prose.text) <= 2 * HEADING_CHARACTERS
        if item.kind is not ItemKind.PARAGRAPH or item.mark or not item.prose.lines:
            return False
        text = item.prose.text.strip()
        if len(text) > HEADING_CHARACTERS or not any(character.isalpha() for character in text):
            return False
        if item.prose.size >= TITLE_GROWTH * self._body:
            return True
        larger = item.prose.size >= HEADING_GROWTH * self._body
        stands_out = larger or (item.prose.bold and item.prose.size >= self._body)
        return stands_out and not _SENTENCE_END.search(text)


def _style_rank(item: Item) -> tuple[float, bool, bool]:
    """Return a key that sorts headings outermost first: larger, then bold, then upright."""
    return (-round(item.prose.size * 2) / 2, not item.prose.bold, item.prose.italic)


def nest_by_indent(items: Sequence[Item]) -> None:
    """Set the nesting of bullets, in the document and in each cell, by their indents; none becomes less nested."""
    lists = _Lists()
    for item in items:
        for row in item.rows:
            for cell in row:
                nest_by_indent(cell)
        if item.kind is ItemKind.NOTE:
            continue  # at the foot of a page, between two items
        if item.kind is ItemKind.LIST_ITEM and item.mark is not None and not item.numbered:
            lists.settle(item)
        else:
            lists = _Lists()


@dataclass(slots=True)
class _Lists:
    """The lists open at one place: where their marks stand, in points, and how deep their items are at the least."""

    _open: list[tuple[float, int]] = field(default_factory=list)
    _above: int = 0

    def settle(self, item: Item) -> None:
        """Set the depth of the next bullet."""
        line = item.prose.lines[0]
        room = INDENT * line.size
        while self._open and line.x0 < self._open[-1][0] - room:
            self._open.pop()
        if not self._open or line.x0 > self._open[-1][0] + room:
            self._open.append((line.x0, self._above + 1 if self._open else 1))
        item.depth = max(item.depth, self._open[-1][1])
        self._above = item.depth

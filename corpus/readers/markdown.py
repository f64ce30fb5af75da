"""Markdown, written by hand or taken from a PDF: pages broken in mid-sentence, HTML in table cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.blocks import Block, BlockKind, Cell, Document
from corpus.readers.characters import clean_characters, collapse_spaces, show_control_bullets
from corpus.readers.headings import has_heading_shape, heading_levels, promote_headings
from corpus.readers.html import read_fragment
from corpus.readers.inline import inline_groups
from corpus.readers.lines import LineReading, wrap_width
from corpus.readers.marks import find_number
from corpus.readers.prose import rejoin, rejoin_groups, repair_hyphens
from corpus.readers.sniff import decode
from corpus.readers.styled import StyledText
from corpus.readers.unreadable import MAX_TEXT_BYTES, UnreadableContent

_LONGEST_HEADING = 300  # characters: a longer "heading" is a paragraph above a line of dashes
_DEEPEST = 100  # levels: the parser stops, and loses text, at its limit, so nesting is cut down first
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n((?:[\w-]+:[^\n]*\n|[ \t]+[^\n]*\n|-[ \t][^\n]*\n)+)---[ \t]*\n")
_DEEP_INDENT = re.compile(r"(?m)^[ \t]{25,}")
_DEEP_MARKS = re.compile(
    r"(?m)^((?:[ \t]*(?:[-*+>]|\d{1,9}[.)])(?=[ \t>])){8})[ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t>]+)+"
)


def read_markdown(data: bytes) -> Document:
    """Return the document in a Markdown file (CommonMark with tables).

    A short paragraph wholly in bold is a heading one level below the last. A file without any
    heading gets those its shape shows (see ``headings``). Paragraphs, bullets and numbered
    paragraphs that a page break cut are made whole. The title is the first top-level heading.

    Raises:
        UnreadableContent: not text, too long, or without a word in it.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableContent(f"it is text of more than {MAX_TEXT_BYTES // 1024 // 1024} MB; split it")
    text = clean_characters(show_control_bullets(decode(data)))
    text, furniture = _without_front_matter(text)
    text = _DEEP_MARKS.sub(r"\1 ", _DEEP_INDENT.sub(" " * 24, text))
    walk = _Walk(_parser().parse(text), LineReading(wrap_width(text.split("\n"))))
    groups = walk.groups()
    if any(block.kind is BlockKind.HEADING for group in groups for block in group):
        blocks = rejoin(block for group in groups for block in group)
        if not walk.marked_headings:
            blocks = _ranked(blocks)
    else:
        blocks = promote_headings(rejoin_groups(groups))
    if not any(character.isalnum() for block in blocks for character in _words(block)):
        raise UnreadableContent("it holds no words")
    title = next((block.text for block in blocks if block.kind is BlockKind.HEADING and block.level == 1), None)
    return Document("markdown", repair_hyphens(blocks), title=title, furniture=furniture)


def _parser() -> MarkdownIt:
    # Indented text in a report is a paragraph or list item, never program code.
    return MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").disable("code")


def _without_front_matter(text: str) -> tuple[str, tuple[str, ...]]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return text, ()
    return text[match.end() :], tuple(collapse_spaces(line) for line in match.group(1).splitlines())


def _words(block: Block) -> str:
    return block.text or " ".join(cell.text for row in block.rows for cell in row)


def _ranked(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, headings told by bold type alone ranked as those told by shape are."""
    at = [place for place, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    levels = heading_levels([blocks[place].text for place in at], titled=at[0] == 0)
    ranked = dict(zip(at, levels, strict=True))
    return [replace(block, level=ranked.get(place, block.level)) for place, block in enumerate(blocks)]


@dataclass(slots=True)
class _Walk:
    """One pass over the parser's tokens. ``marked_headings`` tells whether any heading had its own mark."""

    tokens: Sequence[Token]
    reading: LineReading
    marked_headings: bool = False
    _heading_level: int = 0
    _lists: list[Token] = field(default_factory=list)
    _item: Token | None = None

    def groups(self) -> list[list[Block]]:
        """Return the blocks, grouped as printed: one group a paragraph, heading, item or table."""
        tokens = iter(self.tokens)
        groups = [self._read(token, tokens) for token in tokens]
        return [group for group in groups if group]

    def _read(self, token: Token, tokens: Iterator[Token]) -> list[Block]:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._lists.append(token)
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
                self._item = None
            case "list_item_open":
                self._item = token
            case "heading_open":
                return self._heading(token, next(tokens))
            case "inline":
                return [block for lines in inline_groups(token) for block in self._paragraph(lines)]
            case "table_open":
                return [_table(tokens)]
            case "html_block":
                return list(read_fragment(token.content))
            case "fence" | "code_block":
                return self._paragraph([StyledText.of(line) for line in token.content.split("\n")])
        return []

    def _heading(self, token: Token, inline: Token) -> list[Block]:
        text = _one_line(inline)
        if not text:
            return []
        if len(text) > _LONGEST_HEADING:
            return [Block(BlockKind.PARAGRAPH, text.text, style=text.style, bold_lead=text.bold_lead)]
        self.marked_headings = True
        self._heading_level = int(token.tag[1:])
        return [_heading(text, self._heading_level)]

    def _paragraph(self, lines: Sequence[StyledText]) -> list[Block]:
        item, self._item = self._item, None
        if item is not None and self._lists:
            return self._list_item(item, lines)
        heading: list[Block] = []
        lines = [line for line in lines if line.text.strip()]
        if lines and not self._lists:
            first = lines[0].tidy()
            numbered = find_number(first.text) is not None
            if first.wholly_bold and not numbered and has_heading_shape(first.text):
                heading = [_heading(first, self._heading_level + 1)]
                lines = lines[1:]
        return heading + self.reading.blocks(lines)

    def _list_item(self, item: Token, lines: Sequence[StyledText]) -> list[Block]:
        ordered = self._lists[-1].type == "ordered_list_open"
        blocks = self.reading.blocks(lines)
        if not blocks:
            return []
        first = blocks[0]
        if first.kind is BlockKind.TABLE:
            return blocks
        kind = BlockKind.NUMBERED if ordered else BlockKind.BULLET
        number = item.info if ordered else first.number
        return [replace(first, kind=kind, level=len(self._lists), number=number), *blocks[1:]]


def _heading(text: StyledText, level: int) -> Block:
    return Block(BlockKind.HEADING, text.text, level, style=text.style, bold_lead=text.bold_lead)


def _one_line(inline: Token) -> StyledText:
    parts = [part for lines in inline_groups(inline) for line in lines for part in (line, StyledText.of(" "))]
    return StyledText.concatenate(parts).tidy()


def _table(tokens: Iterator[Token]) -> Block:
    rows: list[list[Cell]] = []
    header = False
    for token in tokens:
        match token.type:
            case "table_close":
                break
            case "tr_open":
                rows.append([])
            case "th_open" | "td_open":
                header = token.type == "th_open"
            case "inline":
                rows[-1].append(Cell(tuple(_cell_blocks(token)), header=header))
    return Block(BlockKind.TABLE, "", rows=tuple(tuple(row) for row in rows))


def _cell_blocks(token: Token) -> list[Block]:
    return [block for lines in inline_groups(token) for block in LineReading(numbers=False).blocks(lines)]

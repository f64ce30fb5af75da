"""Markdown, written by hand or taken from a PDF: pages broken in mid-sentence, HTML in table cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from corpus.blocks import Block, BlockKind, Cell, Document
from corpus.readers.html.reader import read_fragment
from corpus.readers.lines.flow import Flow, ListMark
from corpus.readers.lines.paragraphs import LineReading, wrap_width
from corpus.readers.markdown.inline import inline_groups, note_label
from corpus.readers.sniff import decode
from corpus.readers.styled_text.characters import clean_characters, collapse_spaces, show_control_bullets
from corpus.readers.styled_text.noted_text import note_blocks
from corpus.readers.styled_text.styled import StyledText
from corpus.readers.unreadable import MAX_TEXT_BYTES, UnreadableContent, too_big

_DEEPEST = 100  # levels: the parser loses text that is nested deeper, so nesting is cut down first
# Some converters escape what they escaped before: "[http://a/b\\_c](http://a/b_c)".
_ADDRESS_SHOWN = re.compile(r"\[https?://[^\]\s]+\](?=\()")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n((?:[\w-]+:[^\n]*\n|[ \t]+[^\n]*\n|-[ \t][^\n]*\n)+)---[ \t]*\n")
_DEEP_INDENT = re.compile(r"(?m)^[ \t]{25,}")
_LIST_MARK = r"(?:[-*+>]|\d{1,9}+[.)])"
_DEEP_MARKS = re.compile(rf"(?m)^((?:[ \t]*+{_LIST_MARK}(?=[ \t>])){{8}})[ \t]*+(?:{_LIST_MARK}[ \t>]++)++")
# A sentence may go on with a year, "... until 2024. Since then ..."; no list counts so far.
_YEAR = re.compile(rf"(?m)^((?:[ \t]*+{_LIST_MARK}[ \t]++)*[ \t]*+\d{{4,9}})([.)])(?=\s|$)")


def read_markdown(data: bytes) -> Document:
    """Return the document in a Markdown file (CommonMark with tables).

    A short paragraph wholly in bold is a heading one level below the last. A file without any
    heading gets those its shape shows (see ``headings``). Paragraphs, bullets and numbered
    paragraphs that a page break cut are made whole. The title is the first top-level heading.

    Raises:
        UnreadableContent: not text, too long, or without a word in it.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableContent(too_big(len(data), MAX_TEXT_BYTES))
    text = clean_characters(show_control_bullets(decode(data)))
    text, furniture = _without_front_matter(text)
    text = _ADDRESS_SHOWN.sub(lambda address: address[0].replace("\\\\", "\\"), text)
    text = _YEAR.sub(r"\1\\\2", _DEEP_MARKS.sub(r"\1 ", _DEEP_INDENT.sub(" " * 24, text)))
    flow = Flow(LineReading(wrap_width(text.split("\n"))))
    _Walk(flow).read_all(_parser().parse(text))
    return flow.document("markdown", furniture=furniture)


def _parser() -> MarkdownIt:
    # Indented text in a report is a paragraph or list item, never program code.
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").disable("code")
    # Footnotes stay where they are written: at the end the plugin leaves out those nobody refers to.
    return parser.use(footnote_plugin, inline=False, move_to_end=False)


def _without_front_matter(text: str) -> tuple[str, tuple[str, ...]]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return text, ()
    return text[match.end() :], tuple(collapse_spaces(line) for line in match.group(1).splitlines())


@dataclass(slots=True)
class _Walk:
    """One pass over the parser's tokens into a flow."""

    flow: Flow
    _lists: list[Token] = field(default_factory=list)
    _mark: ListMark | None = None
    _number: str = ""

    def read_all(self, tokens: Sequence[Token]) -> None:
        """Add the blocks of all tokens to the flow."""
        remaining = iter(tokens)
        for token in remaining:
            self._read(token, remaining)

    def _read(self, token: Token, tokens: Iterator[Token]) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._keep_number()
                self._lists.append(token)
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
                self._mark = None
            case "list_item_open":
                ordered = self._lists[-1].type == "ordered_list_open"
                self._mark = ListMark(len(self._lists), token.info if ordered else None)
                self._number = token.info + token.markup
            case "list_item_close":
                self._keep_number()
            case "heading_open":
                self.flow.add_heading(_one_line(next(tokens)), int(token.tag[1:]))
            case "inline":
                for lines in inline_groups(token):
                    self._add_paragraph(lines)
            case "table_open":
                self.flow.add([_table(tokens)])
            case "footnote_reference_open":
                self.flow.add(_note(note_label(token), tokens))
            case "html_block":
                self.flow.add(read_fragment(token.content))
            case "fence" | "code_block":
                self._add_paragraph([StyledText.of(line) for line in token.content.split("\n")])

    def _keep_number(self) -> None:
        """Add a list number that nothing follows as text: it ends a sentence, "... until they are 18."."""
        if self._mark is not None and self._mark.number is not None:
            self._mark = None
            self._add_paragraph([StyledText.of(self._number)])

    def _add_paragraph(self, lines: Sequence[StyledText]) -> None:
        mark, self._mark = self._mark, None
        self.flow.add_paragraph(lines, mark, in_list=bool(self._lists))


def _note(label: str, tokens: Iterator[Token]) -> list[Block]:
    """Return a footnote, of as many paragraphs as there are; none if it holds no text."""
    inside = list(takewhile(lambda token: token.type != "footnote_reference_close", tokens))
    flow = Flow.of_cell()
    _Walk(flow).read_all(inside)
    return note_blocks(label, flow.blocks)


def _one_line(inline: Token) -> StyledText:
    parts = [part for lines in inline_groups(inline) for line in lines for part in (line, StyledText.of(" "))]
    return StyledText.concatenate(parts)


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
    flow = Flow.of_cell()
    for lines in inline_groups(token):
        flow.add_paragraph(lines, in_list=False)
    return flow.blocks

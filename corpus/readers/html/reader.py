"""Web pages: the main part of the page, without navigation, scripts and forms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HTMLParser

from corpus.blocks import Block, Cell, Document
from corpus.readers.grid import Grid
from corpus.readers.html.notes import NoteLinks, find_notes
from corpus.readers.html.page_parts import is_left_out, main_part
from corpus.readers.lines.flow import Flow, ListMark
from corpus.readers.lines.marks import printed_number
from corpus.readers.sniff import decode
from corpus.readers.styled_text.characters import clean_characters, collapse_spaces
from corpus.readers.styled_text.noted_text import carried, note_blocks, raised_text
from corpus.readers.styled_text.styled import StyledText
from corpus.readers.unreadable import UnreadableContent

_DEEPEST_TABLES = 8  # tables within tables: deeper ones are read as running text
_TOO_DEEP = "ERR_RESOURCE_LIMIT"  # libxml2's name for nesting beyond 2,048 elements, where it stops reading

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = {"b", "strong"}
_ITALIC = {"i", "em", "cite"}
_LISTS = {"ul", "ol", "menu", "dir"}
_TABLES = {"table", "dl"}
_CELLS = {"td", "th", "dt", "dd"}
_INLINE = {
    *_BOLD,
    *_ITALIC,
    *("a", "abbr", "acronym", "bdi", "bdo", "big", "code", "data", "del", "dfn", "font", "ins", "kbd", "label", "mark"),
    *("q", "s", "samp", "small", "span", "strike", "sub", "sup", "time", "tt", "u", "var", "wbr", "br"),
}
_QUOTES = {"start": "\u201c", "end": "\u201d"}


def read_html(data: bytes) -> Document:
    """Return the document in a web page.

    Read is the page's main part where it names one, else its body, without scripts, navigation,
    page header and footer, asides, forms and what is hidden. Nothing is fetched. Malformed HTML
    is read as browsers do. The title is the page's own.

    Raises:
        UnreadableContent: not text, nested beyond reading, or without a word in it.
    """
    root = _parse(decode(data))
    flow = Flow()
    _read(root, main_part(root), flow)
    title = root.find(".//title")
    words = collapse_spaces(clean_characters("".join(title.itertext()))) if title is not None else ""
    return flow.document("html", title=words or None)


def read_fragment(source: str) -> list[Block]:
    """Return the blocks of a piece of HTML inside another document; none if it holds no text."""
    if not source.strip():
        return []
    flow = Flow()
    root = _parse(source)
    _read(root, root, flow)
    return flow.blocks


def _read(root: etree._Element, part: etree._Element, flow: Flow) -> None:
    """Add the blocks of a part of a page, then the footnotes that it refers to."""
    notes = find_notes(root, part)
    _PageReading([_Place(flow)], notes).read(part)
    for holder, mark in notes.holders.items():
        inside = Flow.of_cell()
        _PageReading([_Place(inside)], notes).read(holder)
        flow.add(note_blocks(mark, inside.blocks))


def _parse(source: str) -> etree._Element:
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    # Character references aside, NUL and lone surrogates cannot be handed to the parser.
    root = etree.fromstring(source.replace("\0", "").encode("utf-8", errors="replace"), parser)
    if any(entry.type_name == _TOO_DEEP for entry in parser.error_log):
        raise UnreadableContent("its elements are nested too deeply to be read")
    return etree.Element("html") if root is None else root


@dataclass(slots=True)
class _Place:
    """Where text goes: the page or one cell, the lists open there, and the paragraph being read."""

    flow: Flow
    cell: etree._Element | None = None
    grid: Grid | None = None
    lists: list[_List] = field(default_factory=list)
    mark: ListMark | None = None
    heading: int | None = None
    lines: list[StyledText] = field(default_factory=list)
    parts: list[StyledText] = field(default_factory=list)

    def end_line(self) -> None:
        if self.parts:
            self.lines.append(StyledText.concatenate(self.parts))
            self.parts = []

    def end_paragraph(self) -> None:
        self.end_line()
        lines, self.lines = self.lines, []
        if not any(line.text.strip() for line in lines):
            return
        if self.heading is not None:
            spaced = [part for line in lines for part in (line, StyledText.of(" "))]
            self.flow.add_heading(StyledText.concatenate(spaced), self.heading)
            return
        mark, self.mark = self.mark, None
        self.flow.add_paragraph(lines, mark, in_list=bool(self.lists))


@dataclass(slots=True)
class _List:
    style: str | None
    next_number: int


@dataclass(slots=True)
class _PageReading:
    """One pass over an element tree, without recursion. The last place is where text goes now."""

    places: list[_Place]
    notes: NoteLinks = field(default_factory=NoteLinks)
    grids: list[Grid] = field(default_factory=list)
    bold: int = 0
    italic: int = 0
    raised: int = 0
    preformatted: int = 0

    def read(self, root: etree._Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        left_out: etree._Element | None = None
        for event, element in walk:
            if event == "start":
                if element is not root and (is_left_out(element) or self.notes.is_apart(element)):
                    left_out = element
                    walk.skip_subtree()
                    self._refer(self.notes.marks.get(element))
                else:
                    self._start(element)
                    self._add(element.text)
                continue
            if element is left_out:
                left_out = None
            else:
                self._end(element)
            if element is not root:
                self._add(element.tail)
        self.places[-1].end_paragraph()

    @property
    def _here(self) -> _Place:
        return self.places[-1]

    def _refer(self, mark: str | None) -> None:
        """Put in a footnote's mark."""
        if mark is not None:
            self._here.parts.append(carried(mark))

    def _add(self, text: str | None) -> None:
        if not text:
            return
        for at, line in enumerate(text.split("\n") if self.preformatted else [text]):
            if at:
                self._here.end_line()
            flat = line.expandtabs(4) if self.preformatted else " ".join(re.split(r"\s+", line))
            styled = StyledText.of(flat, bold=self.bold > 0, italic=self.italic > 0)
            before = self._here.parts[-1] if self._here.parts else StyledText()
            self._here.parts.append(raised_text(before, styled) if self.raised else styled)

    def _style(self, tag: str, step: int) -> None:
        self.bold += step * (tag in _BOLD)
        self.italic += step * (tag in _ITALIC)
        self.raised += step * (tag == "sup")
        self.preformatted += step * (tag == "pre")
        if tag == "q":
            self._add(_QUOTES["start" if step > 0 else "end"])

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag not in _INLINE:
            self._here.end_paragraph()
        self._style(tag, 1)
        if tag == "br":
            self._here.end_line()
        elif tag in _HEADINGS:
            self._here.heading = _HEADINGS[tag]
        elif tag in _LISTS:
            self._here.lists.append(_opened_list(element))
        elif tag == "li":
            self._here.mark = self._begin_item(element)
        elif tag in _TABLES:
            self.grids.append(Grid())
        elif tag in {"tr", "dt"} and self.grids:
            self.grids[-1].begin_row()
        if tag in _CELLS and self.grids:
            if self._here.grid is self.grids[-1]:
                self._end_cell()  # A cell that was left open ends where the next begins.
            flow = Flow.of_cell() if len(self.grids) <= _DEEPEST_TABLES else self._here.flow
            self.places.append(_Place(flow, element, self.grids[-1]))

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag not in _INLINE:
            self._here.end_paragraph()
        self._style(tag, -1)
        if tag in _HEADINGS:
            self._here.heading = None
        elif tag in _LISTS:
            if self._here.lists:
                self._here.lists.pop()
            self._here.mark = None
        elif tag == "li":
            self._here.mark = None
        elif self._here.cell is element:
            self._end_cell()
        elif tag in _TABLES and self.grids:
            self._here.flow.add(self.grids.pop().blocks())

    def _begin_item(self, element: etree._Element) -> ListMark:
        if not self._here.lists:
            return ListMark(1)
        open_list = self._here.lists[-1]
        level = len(self._here.lists)
        if open_list.style is None:
            return ListMark(level)
        number = _whole_number(element.get("value"), open_list.next_number)
        open_list.next_number = number + 1
        return ListMark(level, printed_number(number, open_list.style))

    def _end_cell(self) -> None:
        place = self.places.pop()
        place.end_paragraph()
        element = place.cell
        if element is None or len(self.grids) > _DEEPEST_TABLES:
            return
        header = element.tag in {"th", "dt"} or _in_table_head(element)
        columns, rows = _whole_number(element.get("colspan"), 1), _whole_number(element.get("rowspan"), 1)
        self.grids[-1].add(Cell(tuple(place.flow.blocks), header=header), columns, rows)


def _in_table_head(cell: etree._Element) -> bool:
    row = cell.getparent()
    group = row.getparent() if row is not None else None
    return group is not None and group.tag == "thead"


def _opened_list(element: etree._Element) -> _List:
    if element.tag != "ol":
        return _List(None, 1)
    return _List(element.get("type") or "1", _whole_number(element.get("start"), 1))


def _whole_number(text: str | None, default: int) -> int:
    stripped = (text or "").strip()
    return int(stripped) if re.fullmatch(r"-?[0-9]{1,6}", stripped) else default

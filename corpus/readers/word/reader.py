"""Word files (.docx): headings by style, lists with the numbers Word prints, tables, footnotes.

Read from the file's own XML, because python-docx hands out neither list numbers nor tracked
changes, and refuses files in the Strict variant of the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from corpus.blocks import Block, BlockKind, Cell, Document
from corpus.readers.grid import Grid
from corpus.readers.lines.flow import Flow, ListMark
from corpus.readers.styled_text.characters import clean_characters, collapse_spaces
from corpus.readers.styled_text.noted_text import note_blocks, raised_text, text_block
from corpus.readers.styled_text.styled import StyledText
from corpus.readers.word.notes import WordNotes, brings_own_mark, notes_of
from corpus.readers.word.package import WordPackage, child, element_name, is_on, open_package, value, whole_number
from corpus.readers.word.styles import ListCounting, Styles

_DEEPEST_TABLES = 8  # tables within tables: deeper ones are read as running text

# Tracked deletions, field codes, comments and drawing properties are not part of the printed text.
_LEFT_OUT = {"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "Fallback"}
_CONTENTS = re.compile(r"toc (?:[1-9]|heading)", re.IGNORECASE)
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def read_word(data: bytes) -> Document:
    """Return the document in a Word file.

    Tracked insertions are read, deletions are not. Text boxes follow the paragraph they hang on.
    Footnotes and endnotes come last, with the marks that Word counts. Running headers and
    footers are furniture, a contents list is left out.

    Raises:
        UnreadableContent: damaged, protected by a password, too big once unpacked, or without a word in it.
    """
    package = open_package(data)
    reading = _WordReading(Styles.of(package.styles), ListCounting.of(package.numbering), notes_of(package))
    flow = Flow()
    reading.read_body(package.body, flow)
    flow.add(reading.note_texts())
    return flow.document("docx", _title(package), _furniture(package))


def _title(package: WordPackage) -> str | None:
    title = child(package.properties, "title")
    return collapse_spaces(clean_characters(title.text or "")) or None if title is not None else None


def _furniture(package: WordPackage) -> tuple[str, ...]:
    lines = (
        collapse_spaces(clean_characters("".join(text.text or "" for text in root.iter() if element_name(text) == "t")))
        for root in package.running
    )
    return tuple(dict.fromkeys(line for line in lines if line))


@dataclass(slots=True)
class _WordReading:
    """One pass over the body. ``notes`` are its footnotes and endnotes by the elements that refer to them."""

    styles: Styles
    counting: ListCounting
    notes: Mapping[str, WordNotes] = field(default_factory=dict)
    _tables: int = 0

    def read_body(self, holder: etree._Element, flow: Flow) -> None:
        """Add the paragraphs and tables of a body, cell or text box to ``flow``."""
        for element in _block_elements(holder):
            if element_name(element) == "p":
                self._read_paragraph(element, flow)
            elif self._tables >= _DEEPEST_TABLES:
                for cell in element.iter():
                    if element_name(cell) == "p":
                        self._read_paragraph(cell, flow)
            else:
                self._tables += 1
                flow.add(self._table(element))
                self._tables -= 1

    def _read_paragraph(self, element: etree._Element, flow: Flow) -> None:
        properties = child(element, "pPr")
        boxes: list[etree._Element] = []
        text = StyledText.concatenate(self._pieces(element, properties, boxes))
        place = self.styles.numbering(properties)
        written = bool(text.text.strip())
        if place and not written and child(properties, "rPr", "del") is not None:
            place = None  # A deleted paragraph is not counted, an empty one is.
        number = self.counting.next_number(place) if place else None
        if written and not _CONTENTS.fullmatch(self.styles.name(properties)):
            level = self.styles.heading_level(properties)
            if level is not None:
                flow.add_heading(text, level, number)
            else:
                mark = ListMark(place.nesting, number) if place else None
                flow.add_paragraph(text.split("\n"), mark, in_list=place is not None)
        for box in boxes:
            self.read_body(box, flow)

    def _pieces(
        self, paragraph: etree._Element, properties: etree._Element | None, boxes: list[etree._Element]
    ) -> Iterator[StyledText]:
        """Yield the text of a paragraph run by run; text boxes on the way go to ``boxes``."""
        before, typed_mark = StyledText(), False
        walk = etree.iterwalk(paragraph, events=("start",))
        for _, element in walk:
            name = element_name(element)
            if name == "txbxContent":
                boxes.append(element)
                walk.skip_subtree()
            elif name in _LEFT_OUT:
                walk.skip_subtree()
            elif name in self.notes:
                yield from self.notes[name].refer(element)
                typed_mark = brings_own_mark(element)
            elif text := _text_of(element, name):
                run = element.getparent()
                styled = self._styled(text, child(run, "rPr"), properties)
                raised = typed_mark or value(child(run, "rPr", "vertAlign")) == "superscript"
                typed_mark = False
                before = raised_text(before, styled) if raised else styled
                yield before

    def _styled(self, text: str, run: etree._Element | None, paragraph: etree._Element | None) -> StyledText:
        if self.styles.is_set("vanish", run, paragraph):
            return StyledText()
        bold = self.styles.is_set("b", run, paragraph)
        return StyledText.of(text, bold=bold, italic=self.styles.is_set("i", run, paragraph))

    def _table(self, element: etree._Element) -> list[Block]:
        grid = Grid()
        for row in _elements(element, "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                continue
            grid.begin_row()
            header = bool(is_on(child(properties, "tblHeader")))
            for _ in range(min(whole_number(value(child(properties, "gridBefore"))) or 0, _DEEPEST_TABLES)):
                grid.add(Cell(()))
            for cell in _elements(row, "tc"):
                self._add_cell(grid, cell, header=header)
        return grid.blocks()

    def _add_cell(self, grid: Grid, element: etree._Element, *, header: bool) -> None:
        properties = child(element, "tcPr")
        columns = whole_number(value(child(properties, "gridSpan"))) or 1
        merge = child(properties, "vMerge")
        if merge is not None and value(merge) != "restart":
            grid.add(Cell(()), columns)
            return
        flow = Flow.of_cell()
        self.read_body(element, flow)
        grid.add(Cell(tuple(flow.blocks), header=header), columns)

    def note_texts(self) -> Iterator[Block]:
        """Yield the footnotes and endnotes that the body refers to, in order."""
        for notes in self.notes.values():
            for mark, note in notes.met:
                paragraphs = [StyledText.concatenate(self._pieces(p, None, [])) for p in _elements(note, "p")]
                blocks = [text_block(BlockKind.PARAGRAPH, text) for text in paragraphs if text.text.strip()]
                own = blocks[0].number if blocks and blocks[0].kind is BlockKind.FOOTNOTE else None
                yield from note_blocks(mark or own, blocks)


def _block_elements(holder: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables directly in a holder, also those in content controls."""
    return (element for element in _unwrapped(holder) if element_name(element) in {"p", "tbl"})


def _elements(holder: etree._Element, name: str) -> Iterator[etree._Element]:
    return (element for element in _unwrapped(holder) if element_name(element) == name)


def _unwrapped(holder: etree._Element) -> Iterator[etree._Element]:
    """Yield the children, and in place of content controls, insertions and the like what they hold."""
    waiting = list(reversed(holder))
    while waiting:
        element = waiting.pop()
        if element_name(element) in {"sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent", "Choice"}:
            waiting += reversed(element)
        else:
            yield element


def _text_of(element: etree._Element, name: str) -> str:
    if name == "t":
        return (element.text or "").replace("\n", " ")
    if name == "sym":
        code = value(element, "char") or ""
        return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else ""
    return _CHARACTERS.get(name, "")

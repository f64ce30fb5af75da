"""The outline of a report: blocks become sections in reading order, each with its passages.

Shared by all forms. A form says in its ``Layout`` which headings its family prints and how its
tables are to be read; the outline does the rest and hands back drafts the form may still change
(a judgement, a finding, a section split in two) before the report is put together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from corpus.blocks import Block, BlockKind
from corpus.forms.rejoin import rejoin
from corpus.forms.tables import TableReading, columns_with_headings, default_reading, row_text
from corpus.report import Finding, PassageKind
from corpus.vocabulary import finding_of_heading, normalise_heading

NO_RULE = "no rule for this heading"
BEFORE_HEADINGS = "printed before the first heading"
NOTES = "footnotes"

_KINDS = {
    BlockKind.PARAGRAPH: PassageKind.PARAGRAPH,
    BlockKind.BULLET: PassageKind.BULLET,
    BlockKind.NUMBERED: PassageKind.NUMBERED,
    BlockKind.HEADING: PassageKind.PARAGRAPH,
    BlockKind.FOOTNOTE: PassageKind.PARAGRAPH,
}


@dataclass(slots=True)
class PassageDraft:
    """A passage before it has an id. ``bold`` says that all of its words are printed bold."""

    kind: PassageKind
    text: str
    level: int = 1
    number: str | None = None
    page: int | None = None
    page_end: int | None = None
    bold: bool = False


@dataclass(slots=True)
class SectionDraft:
    """A section that a form may still change. ``heading`` is as printed, "" where none is printed."""

    heading: str
    level: int
    finding: Finding
    finding_rule: str
    path: tuple[str, ...] = ()
    judgement: str | None = None
    page: int | None = None
    passages: list[PassageDraft] = field(default_factory=list)


@dataclass(frozen=True)
class StandardHeading:
    """A heading a family always prints, so that it is known however it is styled.

    ``pattern`` matches the whole heading once normalised (lower case, straight quotes, no number,
    no mark at the end). ``level`` is its place in the outline. ``finding`` overrules the
    vocabulary's where this family uses the heading in a sense of its own.
    """

    pattern: str
    level: int
    finding: Finding | None = None

    @cached_property
    def _matcher(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def matches(self, normalised: str) -> bool:
        """Return whether this is the heading."""
        return self._matcher.fullmatch(normalised) is not None


ChooseTable = Callable[[Block, str], TableReading | None]
"""A form's say on a table: given the table and the heading it stands under, a reading or ``None``."""


@dataclass(frozen=True)
class Layout:
    """What a form tells the outline.

    ``is_left_out`` picks blocks that are no text of the report (a drawn scale, a contents list);
    they are handed back in ``Outline.left_out``. ``is_heading`` and ``is_no_heading`` overrule
    the reader for headings that no standard heading matches.
    """

    headings: tuple[StandardHeading, ...] = ()
    choose_table: ChooseTable | None = None
    is_left_out: Callable[[Block], bool] | None = None
    is_heading: Callable[[Block], int | None] | None = None
    is_no_heading: Callable[[Block], bool] | None = None

    def standard(self, text: str) -> StandardHeading | None:
        """Return the standard heading that ``text`` is, if it is one."""
        if len(text) > MAX_HEADING:
            return None
        normalised = normalise_heading(text)
        return next((known for known in self.headings if known.matches(normalised)), None)


MAX_HEADING = 300


@dataclass(frozen=True)
class Outline:
    """``sections`` in reading order; ``left_out`` the text of the blocks that were left out."""

    sections: list[SectionDraft]
    left_out: tuple[str, ...] = ()

    def named(self, pattern: str) -> SectionDraft | None:
        """Return the first section whose normalised heading matches ``pattern`` whole."""
        matcher = re.compile(pattern)
        return next((s for s in self.sections if matcher.fullmatch(normalise_heading(s.heading))), None)


def outline(blocks: Sequence[Block], layout: Layout) -> Outline:
    """Return the sections of a document, every printed word in one passage or in ``left_out``.

    Text cut in two by a page is re-joined, paragraphs that are a standard heading become
    headings, tables are read as the form says, footnotes come last in a section of their own.
    """
    writer = _Writer(layout)
    notes = [block for block in blocks if block.kind is BlockKind.FOOTNOTE]
    body = [block for block in blocks if block.kind is not BlockKind.FOOTNOTE]
    writer.write(rejoin(body, lambda text: layout.standard(text) is not None))
    if notes:
        section = SectionDraft("", 1, Finding.CONTEXT, NOTES, page=notes[0].page)
        section.passages = [_passage(note) for note in notes]
        writer.sections.append(section)
    kept = [section for section in writer.sections if section.heading or section.passages]
    return Outline(kept, tuple(writer.left_out))


def judged_heading(heading: str, standard: StandardHeading | None, parent: SectionDraft | None) -> tuple[Finding, str]:
    """Return what a section says of the area and the rule that set it.

    The form's own sense of the heading comes first, then the vocabulary, then the section above.
    """
    if standard is not None and standard.finding is not None:
        return standard.finding, f"heading '{heading}' in this family of report"
    found = finding_of_heading(heading)
    if found is not None:
        return found
    if parent is not None and parent.finding is not Finding.MIXED:
        return parent.finding, f"under '{parent.heading}'" if parent.heading else parent.finding_rule
    return Finding.MIXED, NO_RULE


class _Writer:
    """Writes blocks into sections, one after the other."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.sections = [SectionDraft("", 1, Finding.CONTEXT, BEFORE_HEADINGS)]
        self.left_out: list[str] = []
        self._open: list[SectionDraft] = []
        self._shift = 0

    @property
    def _current(self) -> SectionDraft:
        return self.sections[-1]

    def write(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if self.layout.is_left_out is not None and self.layout.is_left_out(block):
                self.left_out.append(_all_text(block))
            elif block.kind is BlockKind.TABLE:
                self._write_table(block)
            elif block.text.strip():
                self._write_text(block)

    def _write_text(self, block: Block) -> None:
        level = self._heading_level(block)
        if level is not None:
            self.open_section(block.text, level, block.page)
            return
        draft = _passage(block)
        if draft.kind is PassageKind.BULLET and self._inside_numbered():
            draft.level = max(2, draft.level)
        self._current.passages.append(draft)

    def _inside_numbered(self) -> bool:
        """Whether the last passage that is no bullet is a numbered paragraph: its list follows."""
        for passage in reversed(self._current.passages):
            if passage.kind is not PassageKind.BULLET:
                return passage.kind is PassageKind.NUMBERED
        return False

    def _heading_level(self, block: Block) -> int | None:
        """Return the outline level of a block that is a heading, else ``None``."""
        standard = self.layout.standard(block.text) if block.kind is not BlockKind.BULLET else None
        if standard is not None:
            if block.kind is BlockKind.HEADING:
                self._shift = block.level - standard.level
            return standard.level
        if self.layout.is_heading is not None:
            level = self.layout.is_heading(block)
            if level is not None:
                return level
        if block.kind is not BlockKind.HEADING:
            return None
        if self.layout.is_no_heading is not None and self.layout.is_no_heading(block):
            return None
        return max(1, block.level - self._shift)

    def open_section(self, heading: str, level: int, page: int | None) -> SectionDraft:
        self._open = [section for section in self._open if section.level < level]
        parent = self._open[-1] if self._open else None
        finding, rule = judged_heading(heading, self.layout.standard(heading), parent)
        path = tuple(section.heading for section in self._open)
        section = SectionDraft(heading, level, finding, rule, path, page=page)
        self.sections.append(section)
        self._open.append(section)
        return section

    def _write_table(self, block: Block) -> None:
        reading = None
        if self.layout.choose_table is not None:
            reading = self.layout.choose_table(block, self._current.heading)
        if reading is None:
            reading = default_reading(block, lambda text: self.layout.standard(text) is not None)
        if reading is TableReading.LEFT_OUT:
            self.left_out.append(_all_text(block))
        elif reading is TableReading.LAYOUT:
            self.write(b for row in block.rows for cell in row for b in cell.blocks)
        elif reading is TableReading.ROWS:
            for row in block.rows:
                text, page, page_end = row_text(row)
                if text:
                    draft = PassageDraft(PassageKind.TABLE, text, page=page or block.page, page_end=page_end)
                    self._current.passages.append(draft)
        elif reading is TableReading.COLUMNS:
            self._write_columns(block)
        else:
            for row in block.rows:
                for cell in row:
                    self._write_items(cell.blocks)

    def _write_columns(self, block: Block) -> None:
        """Write each column with a heading as a section below the one the table stands in."""
        above = self._current
        columns = columns_with_headings(block)
        # A column headed as the section already is continues that section, before the others.
        columns.sort(key=lambda column: normalise_heading(column[0]) != normalise_heading(above.heading))
        for heading, page, cells in columns:
            if heading and normalise_heading(heading) != normalise_heading(above.heading):
                level = above.level + 1 if above.heading else 1
                standard = self.layout.standard(heading)
                self.open_section(heading, standard.level if standard and len(columns) == 1 else level, page)
            for blocks in cells:
                self._write_items(blocks)

    def _write_items(self, blocks: Sequence[Block]) -> None:
        """Write one cell: its first block is a table item, bullets after a paragraph are below it."""
        led = False
        for block in blocks:
            if block.kind is BlockKind.TABLE:
                self._write_table(block)
                continue
            if not block.text.strip():
                continue
            draft = _passage(block)
            if block.kind is BlockKind.BULLET and led:
                draft.level = max(2, draft.level)
            else:
                draft.kind = PassageKind.TABLE
            led = led or block.kind is not BlockKind.BULLET
            self._current.passages.append(draft)


def _passage(block: Block) -> PassageDraft:
    text = block.text.strip()
    level = 1 if block.kind is BlockKind.HEADING else max(1, block.level)
    bold = block.bold_lead >= len(text) > 0
    return PassageDraft(_KINDS[block.kind], text, level, block.number, block.page, block.page_end, bold)


def _all_text(block: Block) -> str:
    inner = [b.text for row in block.rows for cell in row for b in cell.blocks]
    return " ".join(part for part in (block.text, *inner) if part)

"""The outline of a report: blocks become sections in reading order, each with its passages.

Shared by all forms. A form says in its ``Layout`` which headings its family prints and how its
tables are to be read; the outline does the rest and hands back drafts the form may still change
(a judgement, a finding, a section split in two) before the report is put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.blocks import Block, BlockKind, Marks, joined
from corpus.forms.body.footnotes import NOTES
from corpus.forms.body.publisher_address import address_lines_together
from corpus.forms.body.row_facts import NO_FACTS, RowFacts, without_facts
from corpus.forms.body.sections import Layout, PassageDraft, SectionDraft, cut_passage, judged_heading, passage_of
from corpus.forms.body.tables import (
    TableReading,
    all_cell_text,
    all_text,
    columns_with_headings,
    default_reading,
    every_word,
    row_text,
)
from corpus.report import Finding, PassageKind
from corpus.vocabulary import normalise_heading

BEFORE_HEADINGS = "printed before the first heading"
ABOUT_THE_INSPECTORATE = "the inspectorate's standing words at the end of a report"

_STANDING_WORDS = re.compile(
    r"If you are not happy with the inspection|The Office for Standards in Education, Children.{1,40}? regulates"
)


@dataclass(frozen=True)
class Outline:
    """``sections`` in reading order; ``left_out`` the text of the blocks that were left out."""

    sections: list[SectionDraft]
    left_out: tuple[str, ...] = ()

    def named(self, pattern: str) -> SectionDraft | None:
        """Return the first section whose normalised heading matches ``pattern`` whole."""
        return next(iter(self.all_named(pattern)), None)

    def all_named(self, pattern: str) -> list[SectionDraft]:
        """Return every section whose normalised heading matches ``pattern`` whole."""
        matcher = re.compile(pattern)
        return [s for s in self.sections if matcher.fullmatch(normalise_heading(s.heading))]

    def passages(self) -> Iterator[PassageDraft]:
        """Yield every passage in reading order."""
        for section in self.sections:
            yield from section.passages


def outline(blocks: Sequence[Block], layout: Layout) -> Outline:
    """Return the sections of a document, every printed word in one passage, heading or ``left_out``.

    Paragraphs that are a standard heading become headings, tables are read as the form says.
    Passages printed after a table read by columns
    belong to the section the table stands in. The inspectorate's standing words and footnotes
    come last in sections of their own, untitled, as context.
    """
    writer = _Writer(layout)
    notes = [block for block in blocks if block.kind is BlockKind.FOOTNOTE]
    body = [block for block in blocks if block.kind is not BlockKind.FOOTNOTE]
    writer.write(body)
    sections = _standing_words_apart(writer.sections)
    if notes:
        passages = [passage_of(note) for note in notes]
        sections.append(SectionDraft("", 1, Finding.CONTEXT, NOTES, page=notes[0].page, passages=passages))
    kept = [section for section in sections if section.heading or section.passages]
    return Outline(kept, tuple(writer.left_out))


class _Writer:
    """Writes blocks into sections, one after the other."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.sections = [SectionDraft("", 1, Finding.CONTEXT, BEFORE_HEADINGS)]
        self.left_out: list[str] = []
        self._here = self.sections[0]
        self._open: list[SectionDraft] = []
        self._shift = 0

    def is_standard(self, text: str) -> bool:
        return self.layout.standard(text) is not None

    def write(self, blocks: Iterable[Block], facts: RowFacts = NO_FACTS) -> None:
        """Write blocks; ``facts`` are those of the row of a table that they stand in."""
        for block in blocks:
            if self.layout.is_left_out is not None and self.layout.is_left_out(block):
                self.left_out.append(every_word(block))
            elif block.kind is BlockKind.TABLE:
                self._write_table(block, facts)
            elif block.text.strip():
                self._write_text(block, facts)

    def _write_text(self, block: Block, facts: RowFacts) -> None:
        level = self._heading_level(block)
        if level is not None:
            self._open_section(block.text.strip(), level, block.page, passage_of(block).note_marks)
            return
        draft = passage_of(block)
        if draft.kind is PassageKind.BULLET and self._inside_numbered():
            draft.level = max(2, draft.level)
        self._add(draft, facts)

    def _add(self, draft: PassageDraft, facts: RowFacts) -> None:
        draft.time_scale, draft.responsible = facts.time_scale, facts.responsible
        self._here.passages.append(draft)

    def _inside_numbered(self) -> bool:
        """Return whether the last passage that is no bullet is a numbered paragraph: its list follows."""
        for passage in reversed(self._here.passages):
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

    def _open_section(self, heading: str, level: int, page: int | None, marks: Marks = ()) -> None:
        if not self._here.passages and normalise_heading(heading) == normalise_heading(self._here.heading):
            self.left_out.append(heading)  # printed twice: above a table, and as the table's heading row
            return
        self._open = [section for section in self._open if section.level < level]
        parent = self._open[-1] if self._open else None
        finding, rule = judged_heading(heading, self.layout.standard(heading), parent)
        path = tuple(section.heading for section in self._open)
        self._here = SectionDraft(heading, level, finding, rule, path, page=page, note_marks=marks)
        self.sections.append(self._here)
        self._open.append(self._here)

    def _write_table(self, block: Block, facts: RowFacts) -> None:
        block, of_rows, taken_off = without_facts(block, facts)
        self.left_out += taken_off
        reading = None
        if self.layout.choose_table is not None:
            reading = self.layout.choose_table(block, self._here.heading)
        if reading is None:
            reading = default_reading(block, self.is_standard)
        if reading is TableReading.LEFT_OUT:
            self.left_out.append(every_word(block))
        elif reading is TableReading.LAYOUT:
            for row, of_row in zip(block.rows, of_rows, strict=True):
                self.write((b for cell in row for b in cell.blocks), of_row)
        elif reading is TableReading.ROWS:
            for row, of_row in zip(block.rows, of_rows, strict=True):
                text, page, page_end = row_text(row)
                if text:
                    draft = PassageDraft(PassageKind.TABLE, text, page=page or block.page, page_end=page_end)
                    draft.note_marks = joined([(b.text, b.note_marks) for cell in row for b in cell.blocks if b.text])
                    self._add(draft, of_row)
        elif reading is TableReading.COLUMNS:
            self._write_columns(block, of_rows)
        else:
            here = self.layout.standard(self._here.heading)
            for row, of_row in zip(block.rows, of_rows, strict=True):
                for cell in row:
                    whole = here is not None and here.whole_cells and all_cell_text(cell)
                    self._write_items([_as_one(cell.blocks)] if whole else cell.blocks, of_row)

    def _write_columns(self, block: Block, of_rows: Sequence[RowFacts]) -> None:
        """Write each column with a heading as a section below the one the table stands in."""
        above, opened = self._here, list(self._open)
        columns = columns_with_headings(block)
        # The column that continues the section, or has a place in the outline, comes before those beside it.
        same = normalise_heading(above.heading)
        columns.sort(key=lambda column: (normalise_heading(column[0]) != same, not self.is_standard(column[0])))
        level = above.level + 1 if above.heading else 1
        for heading, page, cells in columns:
            if heading and normalise_heading(heading) != same:
                standard = self.layout.standard(heading)
                self._open_section(heading, standard.level if standard else level, page)
                if standard and standard.level < level:
                    above, opened, level = self._here, list(self._open), standard.level + 1
            else:
                self.left_out.append(heading)  # the section's own, printed again as the table's heading row
                self._here, self._open = above, list(opened)
            known = self.layout.standard(heading)
            for row, blocks in cells:
                self._write_items([_as_one(blocks)] if known and known.whole_cells else blocks, of_rows[row])
        self._here, self._open = above, opened

    def _write_items(self, blocks: Sequence[Block], facts: RowFacts) -> None:
        """Write one cell: its first block is a table item, bullets after a paragraph are below it."""
        led, within, deeper = False, 2, 3
        for block in blocks:
            if block.kind is BlockKind.TABLE:
                self._write_table(block, facts)
                continue
            if not block.text.strip():
                continue
            draft = passage_of(block)
            if led and block.kind is BlockKind.BULLET:
                draft.level = max(within, draft.level)
            elif led and draft.text.endswith(":"):
                draft.level, within = 2, deeper  # the words that open a list within the item
            if draft.level == 1 and block.kind not in {BlockKind.NUMBERED, BlockKind.FOOTNOTE}:
                draft.kind = PassageKind.TABLE
            if not led and block.kind is not BlockKind.BULLET:
                led = True
                deeper = 2 if draft.text.endswith(":") else 3  # beside the list that the item itself opens, or below
            self._add(draft, facts)


def _as_one(blocks: Sequence[Block]) -> Block:
    """Return the blocks of a cell, one at least, as one."""
    texts = [all_text(block) for block in blocks]
    marks = joined([(text, block.note_marks) for text, block in zip(texts, blocks, strict=True)])
    return replace(blocks[0], text=" ".join(texts), page_end=blocks[-1].page_end, note_marks=marks)


def _standing_words_apart(sections: Iterable[SectionDraft]) -> list[SectionDraft]:
    """Return the sections, the inspectorate's standing words in one of their own, after the columns of a table."""
    apart = list(sections)
    for at in reversed(range(len(apart))):
        section = apart[at]
        words = ((place, _STANDING_WORDS.search(p.text)) for place, p in enumerate(section.passages))
        place, found = next(((place, found) for place, found in words if found), (0, None))
        if found is None:
            continue
        if found.start():
            section.passages[place : place + 1] = cut_passage(section.passages[place], found.start())
            place += 1
        rest = section.split(place, Finding.CONTEXT, ABOUT_THE_INSPECTORATE)
        rest.passages = address_lines_together(rest.passages)
        end = next((n for n in range(at + 1, len(apart)) if apart[n].level <= section.level), len(apart))
        rest.level, rest.path = 1, ()
        apart.insert(end, rest)
    return apart

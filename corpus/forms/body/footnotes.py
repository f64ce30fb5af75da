"""Footnotes of a report: brought together at its end, each linked to the place its mark stands.

A mark without a footnote is no doubt of the reading: where reports have one, a note was deleted.
A footnote whose mark stands nowhere has no place, and is a doubt for a person to look at: the
report may misnumber it, or print its mark as a plain figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.blocks import Block
from corpus.forms.body.sections import PassageDraft, SectionDraft, passage_of
from corpus.report import Finding, Footnote

NOTES = "footnotes"

NO_PLACE = "no mark of it stands in the text, so its place is not known"
LONGEST_LINE = 300
"""Characters: of a title or heading that bears a mark."""


@dataclass(slots=True)
class _Place:
    """Where a mark stands: in the passage with the id ``of``, or else in a line that is none."""

    mark: str
    page: int | None
    page_end: int | None
    at: int
    of: str | None = None
    heading: str | None = None
    taken: bool = False

    def is_on(self, page: int) -> bool:
        """Tell whether the mark can stand on that page."""
        return self.page is not None and self.page <= page <= (self.page_end or self.page)


def notes_last(sections: Sequence[SectionDraft]) -> list[SectionDraft]:
    """Return the sections without footnotes, which come last, as context in a section of their own."""
    notes: list[PassageDraft] = []
    kept: list[SectionDraft] = []
    for section in sections:
        found = [passage for passage in section.passages if passage.is_note]
        notes += found
        if found:
            section.passages = [passage for passage in section.passages if not passage.is_note]
        if section.passages or section.heading or not found:
            kept.append(section)
    if notes:
        kept.append(SectionDraft("", 1, Finding.CONTEXT, NOTES, page=notes[0].page, passages=notes))
    return kept


def link_footnotes(sections: Sequence[SectionDraft], blocks: Iterable[Block]) -> list[tuple[str, int | None]]:
    """Set the footnote of every passage that is one; return a doubt, and its page, for each whose mark was not found.

    The mark is looked for among the passages, which have their ids, the headings, and the lines of ``blocks``
    that are in no section. Where the file has pages, a footnote belongs to the first place on its page that bears
    its mark; to an earlier page's only if no other footnote has that mark (notes at the end of the
    report). Without pages, footnotes and places of one mark are matched in order, if there is one
    note or as many of either.
    """
    notes = [passage for section in sections for passage in section.passages if passage.is_note]
    places = list(_places(sections, blocks)) if notes else []
    shared = Counter(note.mark for note in notes)
    doubts: list[tuple[str, int | None]] = []
    for note in notes:
        alike = [place for place in places if place.mark == note.mark]
        found = _on_page(note, alike, shared) if note.page is not None else _in_order(alike, shared)
        if found is None:
            note.footnote = Footnote(note.mark)
            name = f"Footnote {note.mark}" if note.mark else "A footnote printed without a mark"
            doubts.append((f"{name}: {NO_PLACE}", note.page))
            continue
        note.footnote = Footnote(note.mark, found.of, found.heading, found.at)
        for place in alike:
            place.taken |= place is found or (found.page is not None and place.page == found.page)
    return doubts


def _on_page(note: PassageDraft, alike: Sequence[_Place], shared: Mapping[str | None, int]) -> _Place | None:
    page = note.page or 0
    here = next((place for place in alike if place.is_on(page) and not place.taken), None)
    if here is not None or shared[note.mark] > 1:
        return here
    before = [place for place in alike if place.page is not None and place.page < page]
    return before[-1] if before else None


def _in_order(alike: Sequence[_Place], shared: Mapping[str | None, int]) -> _Place | None:
    free = [place for place in alike if not place.taken]
    one_note = bool(free) and shared[free[0].mark] == 1
    return free[0] if free and (one_note or shared[free[0].mark] == len(alike)) else None


def _places(sections: Sequence[SectionDraft], blocks: Iterable[Block]) -> Iterator[_Place]:
    """Yield the marks in reading order, then those of title lines, which are in no section."""
    printed = set()
    for section in sections:
        printed.add(section.heading)
        for mark in section.note_marks:
            yield _Place(mark.mark, section.page, section.page, mark.at, heading=section.heading)
        for passage in section.passages:
            if passage.note_marks:
                printed.add(passage.text)
            for mark in passage.note_marks:
                yield _Place(mark.mark, passage.page, passage.page_end, mark.at, passage.id)
    for line in (passage_of(block) for block in blocks if block.note_marks):
        if len(line.text) <= LONGEST_LINE and line.text not in printed:
            for mark in line.note_marks:
                yield _Place(mark.mark, line.page, line.page_end, mark.at, heading=line.text)

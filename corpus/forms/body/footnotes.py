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
    """Where a mark stands: in a passage, or else in a line that is none."""

    mark: str
    page: int | None
    page_end: int | None
    at: int
    passage: PassageDraft | None = None
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


class FootnoteLinks:
    """Finds the mark of each footnote of a report among its passages, its headings and its title.

    Where the file has pages, a footnote belongs to the first place on its page that bears its
    mark; to an earlier page's only if no other footnote has that mark (notes at the end of the
    report). Without pages, footnotes and places of one mark are matched in order, if there is one
    note or as many of either.
    """

    def __init__(self, sections: Sequence[SectionDraft], blocks: Iterable[Block]) -> None:
        self._places: dict[int, _Place] = {}
        notes = [passage for section in sections for passage in section.passages if passage.is_note]
        self._notes = notes
        if not notes:
            return
        places = list(_places(sections, blocks))
        shared = Counter(note.mark for note in notes)
        for note in notes:
            alike = [place for place in places if place.mark == note.mark]
            found = _on_page(note, alike, shared) if note.page is not None else _in_order(alike, shared)
            if found is not None:
                self._places[id(note)] = found
                for place in alike:
                    place.taken |= place is found or (found.page is not None and place.page == found.page)

    def doubts(self) -> Iterator[tuple[str, int | None]]:
        """Yield a sentence on each footnote without a place, with its page."""
        for note in self._notes:
            if id(note) not in self._places:
                name = f"footnote {note.mark}" if note.mark else "a footnote printed without a mark"
                yield f"{name[0].upper()}{name[1:]}: {NO_PLACE}", note.page

    def footnote(self, note: PassageDraft, ids: Mapping[int, str]) -> Footnote | None:
        """Return what makes a passage a footnote, ``None`` where it is none; ``ids`` are by identity of drafts."""
        if not note.is_note:
            return None
        place = self._places.get(id(note))
        if place is None:
            return Footnote(note.mark)
        of = ids[id(place.passage)] if place.passage is not None else None
        return Footnote(note.mark, of, place.heading, place.at)


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
                yield _Place(mark.mark, passage.page, passage.page_end, mark.at, passage)
    for line in (passage_of(block) for block in blocks if block.note_marks):
        if len(line.text) <= LONGEST_LINE and line.text not in printed:
            for mark in line.note_marks:
                yield _Place(mark.mark, line.page, line.page_end, mark.at, heading=line.text)

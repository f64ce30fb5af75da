"""Footnote marks printed as plain figures: taken out of the text where the page leaves no doubt.

A template, or whoever copied from one, now and then loses the raised type, and prints
"special schools4, all of them". Of a footnote whose mark stands nowhere such a figure is the mark where
it is the only one on the page, and either hangs on a word, or stands between a word of the footnote and a stop.
What may be a number of something ("key stage 4.") stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.blocks import Marks, NoteMark, moved, parted
from corpus.forms.body.sections import PassageDraft, SectionDraft

_FIGURE = re.compile(r"(?P<word>[^\W\d_]{3,})(?P<gap> ?)(?P<mark>\d{1,2})(?![\w%]|[.,:/-]\d)(?P<closed>[.,;:)]|$)?")
_NUMBERED = re.compile(
    r"(?:stage|level|grade|section|part|paragraph|article|page|table|figure|annex|appendix|chapter|phase|tier|band|step|"
    r"age|aged|year|term|group|note|footnote|version|number|category|class|schedule|standard|recommendation|priority|"
    r"outcome|week|day|item|form|area|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)s?",
    re.IGNORECASE,
)


def take_flat_marks(sections: Sequence[SectionDraft]) -> None:
    """Make marks of the plain figures that the footnotes without one leave no doubt about."""
    passages = [passage for section in sections for passage in section.passages]
    marks = {one.mark for marks in _all_marks(sections) for one in marks}
    for note in passages:
        if note.is_note and note.page is not None and note.mark is not None and note.mark not in marks:
            found = list(_figures(note, passages))
            if len(found) == 1 and _is_mark(found[0][1], note):
                _take(*found[0])


def _all_marks(sections: Iterable[SectionDraft]) -> Iterator[Marks]:
    for section in sections:
        yield section.note_marks
        yield from (passage.note_marks for passage in section.passages)


def _figures(note: PassageDraft, passages: Iterable[PassageDraft]) -> Iterator[tuple[PassageDraft, re.Match[str]]]:
    """Yield the figures on the page of a footnote that may be its mark."""
    page = note.page or 0
    for passage in passages:
        if passage.is_note or passage.page is None or not passage.page <= page <= (passage.page_end or passage.page):
            continue
        for found in _FIGURE.finditer(passage.text):
            hangs_or_ends = not found["gap"] or found["closed"] is not None
            if found["mark"] == note.mark and hangs_or_ends and not _NUMBERED.fullmatch(found["word"]):
                yield passage, found


def _is_mark(figure: re.Match[str], note: PassageDraft) -> bool:
    spoken_of = re.search(rf"\b{figure['word']}\b", note.text, re.IGNORECASE) is not None
    return spoken_of or (not figure["gap"] and figure["word"].islower())


def _take(passage: PassageDraft, figure: re.Match[str]) -> None:
    at, end = figure.end("word"), figure.end("mark")
    before, after = parted(passage.note_marks, at)
    passage.note_marks = (*before, NoteMark(figure["mark"], at), *moved(after, at - end))
    passage.text = passage.text[:at] + passage.text[end:]

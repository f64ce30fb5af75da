"""By when recommendations are to be met: read from headings, lines before lists, tables and brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.forms.body.sections import SectionDraft
from corpus.report import Finding, PassageKind
from corpus.vocabulary import TIME_SCALES

_SCALE = rf"(?P<scale>{'|'.join(TIME_SCALES)})".replace(" ", r"\s")
_LIST = r"(?:recommendations?|areas? for improvement)"


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


_LINE = _pattern(rf"\W*(?:(?:[^.]{{0,60}}\b)?{_LIST}\s*[:,(-]*\s*)?{_SCALE}[\s):.;]*")
_OPENING = (_pattern(rf"{_SCALE}\b[^.]{{1,200}}:"), _pattern(rf"[^.]{{1,250}}\b{_SCALE}\s*:"))
_AT_START = _pattern(rf"{_SCALE}\s*[:,]\s")
_AT_END = _pattern(rf"[(\[]{_SCALE}[)\]][.;]?\s*$")
LONGEST_LINE = 250
"""Characters: of a heading or a line that opens a list."""

_DASHES = str.maketrans("\u2010\u2011\u2013\u2014\u2212", "-----")
_NOTHING = re.compile(
    r"there (?:are|were|is) no\b|(?:the )?(?:inspection|inspectors) (?:did not|have not|has not)\b|none\b|no areas?\b",
    re.IGNORECASE,
)


def set_time_scales(sections: Sequence[SectionDraft]) -> None:
    """Give recommendations the time scale that is printed for them, if there is one.

    It stands in brackets at the end of one, or at its beginning, before a colon or comma; else in
    a line before the list, or in a heading above. A line holds until the list under it ends.
    """
    for section in sections:
        if section.finding is Finding.RECOMMENDATION:
            _set_in(section)


def _set_in(section: SectionDraft) -> None:
    headings = (section.heading, *reversed(section.path))
    scale = next((found for heading in headings if (found := scale_of_line(heading))), None)
    listed = False
    for passage in section.passages:
        line = scale_of_line(passage.text)
        if line is not None:
            scale, listed = line, False
            continue
        if passage.kind is not PassageKind.PARAGRAPH:
            listed = True
        elif passage.text.endswith(":"):
            continue  # the words that open a list
        elif listed:
            scale = None  # what follows a list is not one of it
        if passage.time_scale is None and not _NOTHING.match(passage.text):
            passage.time_scale = scale_inside(passage.text) or scale


def scale_of_line(text: str) -> str | None:
    """Return the time scale that a heading, or a line that opens a list, prints; ``None`` for any other text.

    >>> scale_of_line("For action over the next six months, the council should:")
    'For action over the next six months'
    """
    if len(text) > LONGEST_LINE:
        return None
    plain = text.translate(_DASHES).strip()
    found = _LINE.fullmatch(plain)
    if found is None and plain.endswith(":"):
        found = next((match for opening in _OPENING if (match := opening.fullmatch(plain))), None)
    return text.strip()[slice(*found.span("scale"))] if found else None


def scale_inside(text: str) -> str | None:
    """Return the time scale that a recommendation prints in brackets at its end, or before all else."""
    plain = text.translate(_DASHES)
    found = _AT_END.search(plain) or _AT_START.match(plain)
    return text[slice(*found.span("scale"))] if found else None

"""Acronyms that reports define themselves: "special educational needs coordinators (SENCos)".

A definition is a bracket after its long form, or a long form in brackets after its acronym. What
counts as one is decided by ``corpus.acronyms.fit``; brackets that hold a date, a source, a
cross-reference or a word are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.acronyms.fit import TAIL, Fit, Word, fit, words_between
from corpus.acronyms.keys import APOSTROPHES, long_key, short_key, without_s
from corpus.report import Passage, Report

LONGEST_SHORT = 16
"""Characters of an acronym, spaces and marks included."""
MOST_WORDS = 3
"""Words of an acronym: "EHC plan", "HMI Prob"."""
SHORTEST_WORD = 4
"""Letters of an acronym that is written like a word."""
LONGEST_WINDOW = 240
"""Characters before a bracket that are looked at for a long form."""

_LONGEST_BEFORE = 40
_MARKS = " ,.;:\"'\u2018\u2019\u201c\u201d"
_BRACKET = re.compile(r"[(\[](?P<inside>[^()\[\]]{2,200})[)\]]")
_LEAD_IN = re.compile(
    r"(?:(?:also|now|formerly|previously|locally|commonly) )*"
    r"(?:(?:known|referred to|called)(?: locally)? as|hereafter|or|the|abbreviated to)\s+",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[,;]\s+|\s+[\u2013\u2014-]\s+")
_ARTICLE = re.compile(r"(?:the|an?|our)\s+", re.IGNORECASE)
_GLOSS = re.compile(r",\s+(?:which|who|the|a|now|soon|part)\b", re.IGNORECASE)
_BOUNDARY = re.compile(r"[.;:!?()\[\]\n\u2022\u25aa\u25a0]|\s[\u2013\u2014-]\s|\b[Aa]nd the\b")
_NEXT_TO_IT = re.compile(rf"[\s{_MARKS}]*")
_SHORT_WORD = re.compile(rf"[^\W_]+(?:[&/{APOSTROPHES}.-]+[^\W_]+)*")
_UNMARKED = re.compile(rf"[^\s()\[\]{_MARKS}](?:[^\s()\[\]]*[^\s()\[\]{_MARKS}])?")
_FIGURE = re.compile(r"\d{3}")
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s?$")
_PLURAL = re.compile(rf"[^\W_](?<!s)[{APOSTROPHES}]?s$")


@dataclass(frozen=True, slots=True)
class Definition:
    """One printed definition: both forms as printed, and where in the text each begins.

    ``plural`` says that the last letter of ``short`` is the s of its plural.
    """

    short: str
    long: str
    short_start: int
    long_start: int
    plural: bool

    @property
    def short_key(self) -> str:
        """The acronym as it is grouped: see ``corpus.acronyms.keys``."""
        return short_key(self.short, plural=self.plural)

    @property
    def long_key(self) -> str:
        """The long form as it is grouped."""
        return long_key(self.long)


def find_definitions(text: str) -> list[Definition]:
    """Return the definitions that a text prints, in order. Never raises."""
    found = []
    for bracket in _BRACKET.finditer(text):
        definition = _defined_before(text, bracket) or _defined_inside(text, bracket)
        if definition is not None:
            found.append(definition)
    return found


def definitions_in(report: Report) -> Iterator[tuple[Passage | None, Definition]]:
    """Yield every definition of a report in reading order, with its passage, ``None`` for a heading.

    A bracket that begins a passage belongs to the words before it: the heading's, or those of the
    passage before. Places are then counted from the start of those words.
    """
    for section in report.sections:
        yield from ((None, definition) for definition in find_definitions(section.heading))
        before = section.heading
        for passage in section.passages:
            lead = f"{before} " if passage.text.lstrip().startswith(("(", "[")) else ""
            for definition in find_definitions(lead + passage.text):
                if max(definition.short_start, definition.long_start) >= len(lead):
                    yield passage, definition
            before = passage.text


def _defined_before(text: str, bracket: re.Match[str]) -> Definition | None:
    """Return the definition of a bracket that holds an acronym: "long form (SHORT)"."""
    shorts = _shorts(bracket["inside"])
    words = _words_before(text, bracket.start()) if shorts else []
    for short in shorts:
        plural, found = _fit(short, words)
        if found is not None:
            start = bracket.start("inside") + bracket["inside"].index(short)
            return _definition(text, short, start, words[found.first : found.end], plural=plural)
    return None


def _defined_inside(text: str, bracket: re.Match[str]) -> Definition | None:
    """Return the definition of a bracket that holds a long form: "SHORT (long form)"."""
    start, end = bracket.span("inside")
    for short, short_start in _shorts_before(text, bracket.start()):
        article = _ARTICLE.match(text, start, end)
        gloss = _GLOSS.search(text, start, end)
        words = words_between(text, article.end() if article else start, gloss.start() if gloss else end)
        plural, found = _fit(short, words, whole=True)
        if found is not None and found.exact:
            return _definition(text, short, short_start, words, plural=plural)
    return None


def _shorts_before(text: str, end: int) -> Iterator[tuple[str, int]]:
    """Yield what before a bracket may be an acronym: two words, the last word, the one before a noun."""
    start = max(0, end - _LONGEST_BEFORE)
    words = list(_UNMARKED.finditer(text, start, end))[-2:]
    if not words or not _NEXT_TO_IT.fullmatch(text, words[-1].end(), end):
        return
    places = [(words[0].start(), words[-1].end()), words[-1].span()]
    if words[-1][0].lower() in TAIL:
        places.append(words[0].span())
    for first, last in dict.fromkeys(places):
        if _is_short(text[first:last]):
            yield text[first:last], first


def _definition(text: str, short: str, short_start: int, words: Sequence[Word], *, plural: bool) -> Definition:
    long = _POSSESSIVE.sub("", text[words[0].start : words[-1].end])
    return Definition(short, long, short_start, words[0].start, plural)


def _fit(short: str, words: list[Word], *, whole: bool = False) -> tuple[bool, Fit | None]:
    """Return whether an acronym ends in the s of its plural, and how it fits; of equal fits the plural counts."""
    plural = fit(without_s(short), words, whole=whole) if _PLURAL.search(short) else None
    as_printed = fit(short, words, whole=whole)
    if plural and (as_printed is None or plural.cost <= as_printed.cost):
        return True, plural
    return False, as_printed


def _shorts(inside: str) -> list[str]:
    """Return what in a bracket may be an acronym: all of it, its first part, each side of a slash."""
    lead_in = _LEAD_IN.match(inside)
    rest = inside[lead_in.end() :] if lead_in else inside
    first = _PARTS.split(rest, maxsplit=1)[0]
    parts = (part.strip(_MARKS) for part in (rest, first, *first.split("/")))
    return [part for part in dict.fromkeys(parts) if _is_short(part)]


def _is_short(text: str) -> bool:
    """Whether a text has the shape of an acronym: "MASH", "SENCos", "EHC plan", "B&NES", "Cafcass", "V4C"."""
    words = text.split()
    if not 1 <= len(words) <= MOST_WORDS or len(text) > LONGEST_SHORT or _FIGURE.search(text):
        return False
    if not all(_SHORT_WORD.fullmatch(word) for word in words):
        return False
    capitals = max(sum(sign.isupper() for sign in word) for word in words)
    if capitals > 1 or len(words) > 1:
        return capitals > 1
    digits = any(sign.isdigit() for sign in text)
    return capitals == 1 and (digits or (text[0].isupper() and len(text) >= SHORTEST_WORD))


def _words_before(text: str, end: int) -> list[Word]:
    """Return the words of the sentence that ends at a bracket, none where the bracket does not follow a word."""
    start = max(0, end - LONGEST_WINDOW)
    if start:
        start = max(text.find(" ", start, end), start)
    last = max((boundary.end() for boundary in _BOUNDARY.finditer(text, start, end)), default=start)
    words = words_between(text, last, end)
    return words if words and _NEXT_TO_IT.fullmatch(text, words[-1].end, end) else []

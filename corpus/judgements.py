"""Judgements in canonical words, read from what each framework prints.

Each family of report judges in words of its own. The canonical words are the inspectorate's,
one wording chosen where it prints several ("require improvement", "Requires improvement").
They are no score, and values of different frameworks cannot be compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from corpus.report import InspectionType
from corpus.sentences import split_sentences

OUTSTANDING = "Outstanding"
GOOD = "Good"
REQUIRES_IMPROVEMENT = "Requires improvement to be good"
ADEQUATE = "Adequate"
SATISFACTORY = "Satisfactory"
INADEQUATE = "Inadequate"

TYPICALLY_POSITIVE = "Typically positive"
INCONSISTENT = "Inconsistent"
SYSTEMIC_FAILINGS = "Widespread and/or systemic failings"

STATEMENT_NOT_REQUIRED = "Written statement of action not required"
STATEMENT_REQUIRED = "Written statement of action required"

SUFFICIENT_PROGRESS = "Sufficient progress"
NOT_SUFFICIENT_PROGRESS = "Not sufficient progress"

JAR_KEY: Mapping[str, str] = {"4": OUTSTANDING, "3": GOOD, "2": ADEQUATE, "1": INADEQUATE}
"""What the figures of a joint area review mean where the report prints no key."""

_GRADES = (OUTSTANDING, GOOD, REQUIRES_IMPROVEMENT, ADEQUATE, SATISFACTORY, INADEQUATE)
_GRADE_OF_LETTERS = {re.sub(r"[^a-z]", "", grade.casefold()): grade for grade in _GRADES} | {
    "requiresimprovement": REQUIRES_IMPROVEMENT,
    "requireimprovement": REQUIRES_IMPROVEMENT,
    "requireimprovementtobegood": REQUIRES_IMPROVEMENT,
    "requiringimprovement": REQUIRES_IMPROVEMENT,
}
_STATEMENTS = (STATEMENT_REQUIRED, STATEMENT_NOT_REQUIRED)
_OUTCOME_WORDS = (TYPICALLY_POSITIVE, INCONSISTENT, SYSTEMIC_FAILINGS)
_OTHER_JUDGEMENTS = {words.casefold(): words for words in (*_OUTCOME_WORDS, *_STATEMENTS)}

FRAMEWORKS: Mapping[InspectionType, tuple[str, ...]] = {
    InspectionType.AREA_SEND: _OUTCOME_WORDS,
    InspectionType.SEND_LOCAL_AREA: _STATEMENTS,
    InspectionType.ILACS: _GRADES,
    InspectionType.SIF: _GRADES,
    InspectionType.SAFEGUARDING_LAC: _GRADES,
    InspectionType.PROTECTION_OF_CHILDREN: _GRADES,
    InspectionType.JTAI: (),
    InspectionType.NEWS: (),
}
"""The overall judgements of each family that has its own words for them, or has none at all."""

SCALES: tuple[tuple[str, ...], ...] = (_GRADES, _OUTCOME_WORDS, (STATEMENT_NOT_REQUIRED, STATEMENT_REQUIRED))
"""The overall judgements of each framework, best first; a revisit's progress in areas comes after them."""

_FIGURED = re.compile(r"\(?\bgrade\s*[1-4]\)?", re.IGNORECASE)
_KEY_ENTRY = re.compile(r"\b([1-4])\s*[:=\u2013\u2014-]\s*([A-Za-z]+)")
_OUTCOMES = (
    (
        TYPICALLY_POSITIVE,
        re.compile(r"\btypically leads? to positive experiences|\bleads? to typically positive experiences"),
    ),
    (INCONSISTENT, re.compile(r"\bleads? to inconsistent experiences")),
    (SYSTEMIC_FAILINGS, re.compile(r"\bwidespread (?:and ?/ ?or|and|or) systemic failings")),
)
_NO_STATEMENT = re.compile(
    r"\bno written statement of action (?:is|was) required|"
    r"written statement of action (?:is|was) not required|not required to (?:produce|prepare|submit)"
)
_STATEMENT = re.compile(
    r"written statement of action (?:is|was) (?:now )?required|"
    r"\brequire[sd] .{0,60}\b(?:produce|prepare|submit)\b.{0,20} written statement of action"
)
_PROGRESS = re.compile(
    r"\b(?:(?:has|have|is|are) (?P<not>not (?:yet )?)?(?:made|making) (?:(?P<in>in)?sufficient|enough) progress"
    r"|(?:(?P<in2>in)?sufficient|(?P<not3>not )?enough) progress (?:has|have) (?P<not2>not (?:yet )?)?been made)"
)
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PROGRESS_IN_AREAS = re.compile(r"sufficient progress in ([0-9]{1,2}) of (?:the )?([0-9]{1,2}) areas")
_COUNT = "(?:" + "|".join((*_NUMBERS, "all", "both", "each", "any", "[0-9]{1,2}")) + ")"
_COUNTED = re.compile(
    rf"sufficient progress (?:in|with|against|on|to|towards) (?:address(?:ing)? |improv(?:e|ing) |tackl(?:e|ing) )?"
    rf"(?P<some>{_COUNT})\b"
    rf"(?: of)?(?: the)?(?: (?P<every>{_COUNT}))?"
)
_THE_COUNT = re.compile(rf"sufficient progress (?:in addressing|to address|to improve) the (?P<every>{_COUNT})\b")


def canonical_grade(printed: str) -> str | None:
    """Return the grade that the printed words are, ``None`` for "Not judged" and for any other words.

    Case, line breaks, words run together, full stops, asterisks and footnote numbers do not
    matter: "require improvement.2" is "Requires improvement to be good", "Adequate (Grade 3)" is "Adequate".
    """
    printed = _FIGURED.sub("", printed)
    letters = "".join(char for char in unicodedata.normalize("NFKC", printed).casefold() if char.isalpha())
    return _GRADE_OF_LETTERS.get(letters)


def known_judgement(words: str) -> str | None:
    """Return the overall judgement of any framework that the words are, in canonical words; else ``None``.

    >>> known_judgement("requires improvement")
    'Requires improvement to be good'
    """
    folded = " ".join(words.casefold().split()).strip(" .")
    if counts := _PROGRESS_IN_AREAS.fullmatch(folded):
        some, every = int(counts[1]), int(counts[2])
        return progress_in_areas(some, every) if some <= every else None
    return _OTHER_JUDGEMENTS.get(folded) or canonical_grade(words)


def place_on_scale(judgement: str) -> tuple[float, ...]:
    """Return what puts overall judgements, in canonical words, in order: by framework, best first, all others last.

    Of revisits, a larger share of areas with sufficient progress comes first, then more such areas.
    """
    for number, scale in enumerate(SCALES):
        if judgement in scale:
            return (number, scale.index(judgement))
    if counts := _PROGRESS_IN_AREAS.fullmatch(judgement.casefold()):
        some, every = int(counts[1]), int(counts[2])
        return (len(SCALES), -some / max(every, 1), -every if some else every)
    return (len(SCALES) + 1,)


def can_judge(kind: InspectionType, judgement: str) -> bool:
    """Return whether a report of this family can have this overall judgement, given in canonical words."""
    if kind is InspectionType.SEND_REVISIT:
        return bool(_PROGRESS_IN_AREAS.fullmatch(judgement.casefold()))
    framework = FRAMEWORKS.get(kind)
    return framework is None or judgement in framework


def jar_key(printed: str) -> dict[str, str]:
    """Return the figures and canonical grades of a printed key, "4: outstanding; 3: good", else empty."""
    found = {figure: canonical_grade(word) for figure, word in _KEY_ENTRY.findall(printed)}
    return {figure: grade for figure, grade in found.items() if grade}


def jar_grade(printed: str, key: Mapping[str, str] = JAR_KEY) -> str | None:
    """Return the grade of a joint area review printed as a figure of ``key``, or in words."""
    return key.get(printed.strip(" .*")) or canonical_grade(printed)


def area_send_outcome(text: str) -> tuple[str, str] | None:
    """Return which of the three standard outcomes of an area SEND inspection a text prints.

    The canonical words and the printed sentence; ``None`` where no outcome, or more than one
    different outcome, is printed.
    """
    found: dict[str, str] = {}
    for sentence in split_sentences(text):
        for outcome, pattern in _OUTCOMES:
            if pattern.search(sentence.casefold()):
                found.setdefault(outcome, sentence)
    return next(iter(found.items())) if len(found) == 1 else None


def statement_of_action(text: str, *, whole_letter: bool) -> tuple[str, str | None] | None:
    """Return whether a local area SEND letter requires a written statement, with the sentence saying so.

    Most letters that require none say nothing of it. So "not required" is returned only where
    the letter says it, or where ``whole_letter`` tells that its standard sections were all
    found and none of ``text`` asks for a statement (the sentence is then ``None``).
    """
    for sentence in split_sentences(text):
        words = sentence.casefold()
        if _NO_STATEMENT.search(words):
            return STATEMENT_NOT_REQUIRED, sentence
        if _STATEMENT.search(words):
            return STATEMENT_REQUIRED, sentence
    return (STATEMENT_NOT_REQUIRED, None) if whole_letter else None


def weakness_progress(text: str) -> str | None:
    """Return what a closing sentence of a revisit letter judges of one weakness, ``None`` if nothing.

    A text with sentences of both kinds judges several weaknesses, so it is ``None`` too.
    """
    found = set()
    for sentence in split_sentences(text):
        words = sentence.casefold()
        for match in _PROGRESS.finditer(words):
            if re.search(r"\b(?:whether|if)\b", words[: match.start()]):
                continue
            failed = any(match[name] for name in ("not", "not2", "not3", "in", "in2"))
            found.add(NOT_SUFFICIENT_PROGRESS if failed else SUFFICIENT_PROGRESS)
    return found.pop() if len(found) == 1 else None


def progress_in_areas(enough: int, every: int) -> str:
    """Return the overall judgement of a revisit: "Sufficient progress in 6 of 8 areas"."""
    return f"Sufficient progress in {enough} of {every} areas"


def progress_counts(text: str) -> tuple[int, int] | None:
    """Return how many weaknesses a revisit letter says have progressed enough, and of how many.

    Read are "six of the eight", "all five", "the three areas", "any of the four" after a "not",
    and two sentences that count apart ("... in addressing six of the ...", "... not ... two").
    """
    enough: int | None = None
    failed: int | None = None
    for sentence in split_sentences(text):
        some, every, negated = _counted(sentence.casefold())
        if some is None:
            continue
        if every is not None:
            return (every - some, every) if negated else (some, every)
        if negated:
            failed = some
        else:
            enough = some
    if enough is None or failed is None:
        return None
    return enough, enough + failed


def _counted(words: str) -> tuple[int | None, int | None, bool]:
    """Return the weaknesses counted in a sentence, all of them where it says, and whether it is a "not"."""
    progress = _PROGRESS.search(words)
    negated = bool(progress and (progress["not"] or progress["in"]))
    if match := _THE_COUNT.search(words):
        every = _number(match["every"])
        return (every, every, negated)
    match = _COUNTED.search(words)
    if match is None or progress is None:
        return None, None, negated
    every = _number(match["every"])
    if match["some"] in {"all", "both", "each"}:
        every = 2 if match["some"] == "both" else every
        return every, every, negated
    if match["some"] == "any":
        return every, every, negated
    return _number(match["some"]), every, negated


def _number(word: str | None) -> int | None:
    if word is None:
        return None
    if word.isdecimal():
        return int(word)
    return _NUMBERS.index(word) if word in _NUMBERS else None

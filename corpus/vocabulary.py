"""The words that all forms share: what headings mean, who inspects.

Headings are compared once normalised (``normalise_heading``). ``HEADINGS`` is the one table of
what a heading says of the area; a form overrules it only where its family uses a heading in a
sense of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.dates import MONTHS
from corpus.report import Finding

FINDING_LABELS: Mapping[Finding, str] = {
    Finding.STRENGTH: "Strength",
    Finding.WEAKNESS: "Weakness",
    Finding.RECOMMENDATION: "Recommendation",
    Finding.MIXED: "Mixed",
    Finding.CONTEXT: "Context",
}


_CROWN = r"(?:HM|(?:Her|His) Majesty['\u2019]?s) (?:Chief )?Inspect(?:orate|or)s? of "
_FIRE = r"(?i: (?:and|&) fire (?:and|&) rescue services)"


INSPECTORATES: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{printed})(?!\w)")
    for name, printed in {
        "Ofsted": r"Ofsted|OFSTED|Office for Standards in Education",
        "CQC": r"CQC|Care Quality Commission",
        "HMICFRS": rf"HMICFRS|(?:HMI |{_CROWN})Constabulary{_FIRE}|{_CROWN}(?i:fire (?:and|&) rescue services)",
        "HMI Constabulary": rf"HMIC|(?:HMI |{_CROWN})Constabulary(?!{_FIRE})",
        "HMI Probation": rf"HMI Prob|(?:HMI |{_CROWN})Probation",
        "HMI Prisons": rf"(?:HMI |{_CROWN})Prisons",
        "HMCPSI": r"HMCPSI|(?:HM|(?:Her|His) Majesty['\u2019]?s) Crown Prosecution Service Inspectorate",
        "Audit Commission": r"Audit Commission",
        "Healthcare Commission": r"Healthcare Commission",
        "CSCI": r"CSCI|Commission for Social Care Inspection",
    }.items()
}
"""Every inspectorate that reports on local areas, in the order they are named in, with its printed names."""

RENAMED: Mapping[str, str] = {"HMI Constabulary": "HMICFRS"}
"""Inspectorates that go by another name today (HMICFRS since July 2017)."""


def inspectorates_in(text: str) -> list[str]:
    """Return the short names of the inspectorates a text names, each once, in the order of the table.

    A body renamed since is left out where its later name is printed too: a signature as
    "His Majesty's Inspector of Constabulary" speaks for HMICFRS.
    """
    words = " ".join(text.split())
    found = [name for name, printed in INSPECTORATES.items() if printed.search(words)]
    return [name for name in found if RENAMED.get(name) not in found]


_MEANING: Mapping[Finding, str] = {
    Finding.STRENGTH: "lists strengths",
    Finding.WEAKNESS: "lists weaknesses",
    Finding.RECOMMENDATION: "lists what must be done",
    Finding.MIXED: "stands over strengths and weaknesses alike",
    Finding.CONTEXT: "describes the area or the inspection",
}

_COUNT = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty[ -]four)"
_UNIT = r"(?:(?:working|calendar|school|academic|financial) )?(?:hours?|days?|weeks?|months?|years?)"
_PERIOD = rf"(?:a|an|(?:the )?(?:(?:next|first|coming|following) )?(?:{_COUNT}(?: ?(?:-|to|or) ?{_COUNT})?)?) ?{_UNIT}"
_SINCE = r"(?: (?:of|from|after) (?:(?:the|this|date|of|publication|receipt|report|letter|inspection|review) ?){1,8})?"
_WITHIN = rf"(?:within|over|in|during) {_PERIOD}{_SINCE}"
_DAY = (
    rf"(?:the )?(?:(?:end|beginning|start) of )?(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{'|'.join(MONTHS)})"
    r"|(?:the )?(?:spring|summer|autumn|winter)(?: term)?),? \d{4}"
)
_AT_ONCE = r"(?:immediately|with immediate effect|without delay)"

TIME_SCALES: tuple[str, ...] = (
    r"(?:areas? )?(?:for )?(?:priority and )?(?:immediate|urgent)(?: and priority)? actions?",
    rf"for (?:action|completion|implementation) (?:{_WITHIN}|{_AT_ONCE})",
    r"(?:for )?(?:action )?(?:(?:in|over) the )?(?:short|medium|long(?:er)?)(?: to (?:medium|long(?:er)?))?[ -]term"
    r"(?: actions?)?",
    rf"(?:for action |to be (?:met|completed) )?(?:by|before|no later than) {_DAY}",
    _WITHIN,
    _AT_ONCE,
)
"""How reports say by when a recommendation is to be met: patterns, spaces single, dashes plain, lower case."""

_BODY = r"(?:authority|area|area partnership|partnership|council|lscb|board|local safeguarding children board)"
_WHO = rf"(?:the |this )?(?:local )?{_BODY}"
_STUDY = r"(?:case|practice) stud(?:y|ies)\b"
_URGENT = r"(?:priority|immediate|urgent)"
_POOR_GRADE = r"(?:inadequate|requires? improvement|not (?:yet )?good)"

HEADINGS: tuple[tuple[Finding, str], ...] = (
    (Finding.WEAKNESS, rf"{_STUDY}.*(?:improve|priority action).*"),
    (Finding.STRENGTH, rf"{_STUDY}.*(?:effective|good|best|strong).*"),
    (Finding.MIXED, r".*strengths? and (?:areas? (?:of|for) )?(?:weakness(?:es)?|development|improvement).*"),
    (Finding.STRENGTH, r"what (?:is|are) (?:the )?(?:local )?(?:area )?partnerships? doing that is effective"),
    (Finding.STRENGTH, r"(?:what is|what's) working well|what works well"),
    (Finding.STRENGTH, r"(?:(?:key|major|main|notable|significant) )?(?:areas? of )?strengths?(?: identified)?"),
    (Finding.STRENGTH, rf"{_WHO}(?:'s strengths?| has the following strengths?)|strengths? of {_WHO}"),
    (Finding.STRENGTH, rf"(?!.*{_POOR_GRADE}).* (?:is|are) (?:good|outstanding)\b.{{0,60}} because"),
    (Finding.STRENGTH, r"(?:highly )?(?:effective|good|outstanding|best|strong) practice"),
    (Finding.WEAKNESS, r"what (?:does|do|must) (?:the )?(?:local )?(?:area )?partnerships? need to do better"),
    (Finding.WEAKNESS, r"(?:what is|what's) not working well"),
    (
        Finding.WEAKNESS,
        r"(?:(?:key|important|main|serious) )?(?:areas? of )?(?:significant )?weakness(?:es)?(?: identified)?",
    ),
    (Finding.WEAKNESS, r"areas? for (?:further )?development|areas? (?:of|for|causing) concern"),
    (Finding.WEAKNESS, r"(?:the inspection raises|there are) (?:some )?significant concerns about .*"),
    (Finding.WEAKNESS, rf".*\b{_POOR_GRADE}\b.{{0,60}} because"),
    (
        Finding.RECOMMENDATION,
        r"what (?:needs?|must|has) to improve\b.*|what (?:does|do) .{2,60} (?:need|have) to improve",
    ),
    (Finding.RECOMMENDATION, r"(?:(?:key|main|priority) )?recommendations?(?: for .*)?|action required"),
    (
        Finding.RECOMMENDATION,
        r"(?:other )?areas? for (?:further )?improvements?|areas? (?:that need|requiring) improvement",
    ),
    (Finding.RECOMMENDATION, rf"areas? for {_URGENT} (?:and {_URGENT} )?actions?(?: and improvement)?"),
    (Finding.RECOMMENDATION, rf"{_URGENT} (?:and {_URGENT} )?actions?"),
    (
        Finding.RECOMMENDATION,
        rf"for (?:immediate action|action (?:over|within|in) .*)|immediately|within {_PERIOD}",
    ),
    (Finding.CONTEXT, r"information about .*|about (?:this|the) (?:inspection|review|local authority|area|report).*"),
    (Finding.CONTEXT, r"children (?:living|looked after) in this area|child protection in this area"),
    (Finding.CONTEXT, r"(?:other|previous) ofsted inspections?|other information about .*|local leadership"),
    (
        Finding.CONTEXT,
        r"(?:the )?inspection team|local area partnership details|(?:local authority|service) information|next steps",
    ),
    (Finding.CONTEXT, r"responsible bod(?:y|ies)|ofsted|care quality commission(?: \(cqc\))?"),
    (
        Finding.CONTEXT,
        r"contents|introduction|context|background|grades(?: awarded)?|glossary|areas covered by the visit",
    ),
    (Finding.CONTEXT, r"(?:what )?(?:the )?inspection judge?ments(?: and what they)? mean.*|record of main findings"),
    (Finding.CONTEXT, r"(?:annex|appendix)(?: [a-z0-9]{1,2})?(?:\W.*)?|.*\bannual performance assessment\b.*"),
    (
        Finding.MIXED,
        r"(?:(?:executive|key) )?summary(?: of (?:key |main )?findings)?|summary for children and young people",
    ),
    (Finding.MIXED, r"(?:(?:main|key|headline|inspection) )?findings(?: .*)?|(?:monitoring )?inspection outcome"),
    (
        Finding.MIXED,
        r"overview|conclusions?|overall effectiveness|capacity (?:to|for) improve(?:ment)?|progress since .*",
    ),
    (Finding.MIXED, r"what is it like to be a child or young person .*|summary of progress .*"),
    (Finding.MIXED, r"(?:the )?effectiveness of .*|(?:the )?impact of leaders .*|inspection judge?ments? about .*"),
    (Finding.MIXED, r"leadership and management|leadership, management and governance"),
    (Finding.MIXED, r"(?:the )?experiences? (?:and|of) progress of .*|adoption performance|equality and diversity"),
    (
        Finding.MIXED,
        r"safeguarding(?: .*)?|service management|looked after children(?: .*)?|children .* learning difficulties .*",
    ),
)
"""What headings say of the area: patterns over whole normalised headings, the first that matches counts."""

_MATCHERS = tuple((finding, re.compile(pattern)) for finding, pattern in HEADINGS)

_FOLDED = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u2212": "-"}
)
_NUMBER = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2}){1,2}[.):]?\s+|\d{1,3}[.)]\s*(?=[^\d\s])|\d{1,2}\s+(?!to\b|and\b|or\b|years?\b|months?\b|[-+%]))"
)
_GRADE = r"outstanding|good|requires? improvement(?: to be good)?|adequate|inadequate|satisfactory|not judged"
_ENDS_IN_GRADE = re.compile(r"(?:outstanding|good|improvement|adequate|satisfactory|not judged|\bgrade ?[1-4])\)?$")
"""How a heading that prints a grade ends, to tell the others quickly."""
_GRADED = re.compile(
    r"(?P<heading>.*?\w\)?)"
    r"(?:\s*:\s*|\s+-\s+|\s+\("
    r"|(?:\s+is that children's services)?(?<!what)\s+(?:is|are)(?:\s+that(?:\s+it)?(?:\s+is)?)?\s*:?\s*"
    r"|(?<!that)(?<!which)(?<!what)(?<!areas)\s+(?=require))"
    rf"(?:{_GRADE})\)?(?:,? ?\(?grade ?[1-4]\)?)?"
)
_GRADED_JUDGEMENT = re.compile(r"^the graded judge?ment (?:for|about|on|of) (?:the )?")
_CONTINUED = re.compile(r"\s*\(?\bcont(?:inued|'d|d)\b\.?\)?$")
_END = " \t:;.?*\u2026"


def normalise_heading(heading: str) -> str:
    """Return a heading as compared and counted: lower case, quotes and dashes plain, spaces single.

    Taken off are the number before it, a grade after it (": good", "requires improvement",
    "is that it is good"), "(continued)", and the stop, colon or question mark at its end. A heading that is
    nothing but a grade stays. Show people the heading as printed, not this.

    >>> normalise_heading("2.1 Adoption performance: Requires improvement")
    'adoption performance'
    """
    plain = " ".join(heading.translate(_FOLDED).casefold().split()).strip(_END)
    plain = _CONTINUED.sub("", plain).rstrip(_END)
    plain = _NUMBER.sub("", plain)
    if _ENDS_IN_GRADE.search(plain[-20:]) and (graded := _GRADED.fullmatch(plain)):
        plain = _GRADED_JUDGEMENT.sub("", graded["heading"]).strip(_END)
    return plain


def finding_of_heading(heading: str) -> tuple[Finding, str] | None:
    """Return what a heading says of the area and the rule in words, ``None`` where no rule knows it."""
    normalised = normalise_heading(heading)
    found = next((finding for finding, matcher in _MATCHERS if matcher.fullmatch(normalised)), None)
    return (found, f"heading '{' '.join(heading.split())}' {_MEANING[found]}") if found else None

"""A briefing note: passages as quotations, under their reports, with their citations.

One value that the Word and the HTML form of a note, and the piece of HTML for other pages, all
show. Reports stand in the order of their first passage in the search, passages in that of the search.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.report import Finding, Report
from corpus.vocabulary import FINDING_LABELS
from searcher.asking.request import SearchRequest
from searcher.finding.results import Hit
from searcher.wording.citations import Citation, Link, make_citation
from searcher.wording.figures import counted
from searcher.wording.judgement import judgement_words
from searcher.wording.lists import join_words
from searcher.wording.report_names import days, facts_of, name_of, shorten
from searcher.wording.web_addresses import web_address
from searcher.writing.search_facts import FoundPassages, search_facts

TITLE = "Passages from inspection reports"
LONGEST_TITLE = 80

_QUOTED = re.compile('["“”]')

Piece = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage, whole: its ``pieces`` of text, each with whether it is what was looked for.

    ``published`` is the address of its page at the publisher, ``None`` where that is not known.
    """

    passage_id: str
    finding: Finding
    pieces: tuple[Piece, ...]
    citation: Citation
    page: int | None
    published: str | None

    @property
    def text(self) -> str:
        """The words of the passage."""
        return "".join(piece for piece, _ in self.pieces)

    @property
    def label(self) -> str:
        """What its section says of the area, in words."""
        return FINDING_LABELS[self.finding]


@dataclass(frozen=True, slots=True)
class QuotedReport:
    """A report and what is quoted of it. ``inspected`` is empty where not known; ``judgement`` is never empty."""

    report_id: str
    name: str
    title: str
    facts: tuple[str, ...]
    inspected: str
    judgement: str
    address: str | None
    licence: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """``facts`` are names and words for the search, its counts and its date; ``licences`` in words."""

    title: str
    facts: tuple[tuple[str, str], ...]
    reports: tuple[QuotedReport, ...]
    licences: str


def make_note(found: FoundPassages) -> Note:
    """Return a search as a note. All its hits are held at once: say beforehand how many there may be."""
    reports = quoted_reports(found.hits, found.link)
    quotations = [quotation for report in reports for quotation in report.quotations]
    facts = []
    for name, words in search_facts(found):
        if name == "Order":
            facts.append((name, f"{words}; passages stand under their report"))
        else:
            facts.append((name, words))
        if name == "Found" and quotations:
            facts.append(("By finding", findings_words(quotations)))
    return Note(note_title(found.asked), tuple(facts), reports, licences_words(reports))


def note_title(request: SearchRequest) -> str:
    """Return ``Passages from inspection reports: “annual reviews”``; long words are cut."""
    words = quoted_words(request.text)
    return f"{TITLE}: {words}" if words else TITLE


def quoted_words(text: str) -> str:
    """Return a query in quotation marks, or as typed where it has some; long words are cut."""
    words = shorten(" ".join(text.split()), LONGEST_TITLE)
    return words if not words or _QUOTED.search(words) else f"“{words}”"


def quoted_reports(hits: Iterable[Hit], link: Link | None) -> tuple[QuotedReport, ...]:
    """Return hits as quotations under their reports, in the order of each one's first hit."""
    grouped: dict[str, tuple[Report, list[Quotation]]] = {}
    for hit in hits:
        grouped.setdefault(hit.report.id, (hit.report, []))[1].append(make_quotation(hit, link))
    return tuple(_quoted(report, tuple(quotations)) for report, quotations in grouped.values())


def pieces_of(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """Return a text cut at its spans (half-open, in order), each piece with whether it is one of them."""
    pieces = []
    place = 0
    for start, end in spans:
        pieces += [(text[place:start], False), (text[start:end], True)]
        place = end
    pieces.append((text[place:], False))
    return tuple((piece, hit) for piece, hit in pieces if piece)


def make_quotation(hit: Hit, link: Link | None) -> Quotation:
    """Return a hit as a quotation, its matches marked."""
    passage = hit.passage
    return Quotation(
        passage.id,
        passage.finding,
        pieces_of(passage.text, hit.snippet.highlights),
        make_citation(passage, hit.report, link),
        passage.page,
        web_address(hit.report.source.url, passage.page),
    )


def _quoted(report: Report, quotations: tuple[Quotation, ...]) -> QuotedReport:
    return QuotedReport(
        report_id=report.id,
        name=name_of(report),
        title=report.title,
        facts=facts_of(report),
        inspected=days(report.inspected_from, report.inspected_to) or "",
        judgement=judgement_words(report),
        address=web_address(report.source.url),
        licence=report.licence or "",
        quotations=quotations,
    )


def findings_words(quotations: Iterable[Quotation]) -> str:
    """Return ``weakness 12, strength 3``: how many passages stand in sections of each finding."""
    counts = Counter(quotation.finding for quotation in quotations)
    return ", ".join(f"{FINDING_LABELS[finding].lower()} {counts[finding]:,}" for finding in Finding if counts[finding])


def licences_words(reports: Iterable[QuotedReport]) -> str:
    """Return which licences the reports print, and how many print none."""
    counts = Counter(report.licence for report in reports)
    printed = [f"{licence} ({counted(count, 'report')})" for licence, count in counts.most_common() if licence]
    without = [f"none printed ({counted(counts[''], 'report')})"] if counts[""] else []
    return join_words([*printed, *without], "and")

"""The page of a whole report: its details, its judgements, and every section with its passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import ClassVar

from markupsafe import Markup
from werkzeug.wrappers import Response

from corpus.file_paths import file_name
from corpus.report import Passage, PassageKind, Report, Section
from index.engine import Filter
from index.fields import MISSING_LABEL
from searcher.asking.request import SearchRequest
from searcher.finding.results import Hit
from searcher.finding.search import Searcher
from searcher.language.joining import looks_for_words
from searcher.language.parser import parse_query
from searcher.wording.citations import cite_report, unsaid_time_scale
from searcher.wording.figures import counted
from searcher.wording.footnotes import footnote_place, texts_of
from searcher.wording.judgement import judgement_words
from searcher.wording.lists import join_words
from searcher.wording.publication import authority_words, correction_words, publication_words
from searcher.wording.report_names import days, differs, shorten
from searcher.wording.web_addresses import web_address
from web.parts.footnotes import NoteMarks, note_marks
from web.parts.labels import tag_of
from web.parts.marking import mark
from web.parts.report_rows import area_anchors
from web.parts.search_form import make_notices
from web.site.links import Links, passage_anchor
from web.site.parameters import unknown_parameters
from web.site.responses import unknown_report
from web.site.shell import Anchor, Notice, Shell, Tag
from web.site.visit import Visit


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a report's details.

    ``label`` and ``value``, the latter with its ``href`` or as ``links`` to pages of the site, and the
    ``reason`` where it is not known.
    """

    label: str
    value: str
    href: str | None = None
    reason: str | None = None
    links: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """One judgement: ``aspect``, ``grade`` and the words as ``printed`` where they differ."""

    aspect: str
    grade: str
    printed: str


@dataclass(frozen=True, slots=True)
class MatchView:
    """A matching passage: its ``number`` ``of`` so many, where the ``previous`` and the ``next`` one stand."""

    number: int
    of: int
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage in its report.

    ``anchor`` is its element's id; ``text`` has matches marked; ``printed_number`` as printed;
    ``level`` its nesting; ``page`` the page to announce before it, ``page_id`` that mark's id;
    ``runs_over`` the page it ends on if that is another, ``over_id`` that mark's id;
    ``permalink``; ``match`` if it matches. ``time_scale`` says by when a recommendation is to be
    met, where no heading does, ``responsible`` who is to meet it. Of a footnote, ``printed_number``
    is the mark, ``note_place`` says where it belongs and ``note_back`` leads there.
    """

    anchor: str
    text: Markup
    printed_number: str | None
    level: int
    page: int | None
    page_id: str | None
    runs_over: int | None
    over_id: str | None
    permalink: str
    match: MatchView | None
    time_scale: str | None
    responsible: str | None
    note_place: str | None
    note_back: str | None


@dataclass(frozen=True, slots=True)
class PassageGroup:
    """``passages`` of one kind that follow one another: ``listed`` as a list or as paragraphs."""

    listed: bool
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section.

    ``anchor`` is its element's id, ``name`` what the contents list calls it, ``heading`` as
    printed, marked, ``rank`` that of the HTML heading (2 to 6); ``finding``, the ``rule`` that
    set it, ``judgement``, ``groups`` of passages; ``matches`` is how many of them match.
    """

    anchor: str
    name: str
    heading: Markup
    rank: int
    finding: Tag
    rule: str
    judgement: str | None
    groups: tuple[PassageGroup, ...]
    matches: int


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A whole report.

    ``title``, ``facts``, ``grades``, ``warnings``, ``sections``; ``words`` are those looked for
    in it, ``found`` says what they found, ``first_match`` leads there; ``notices``; ``action``
    is where the report's own search goes, ``elsewhere`` the same words in all reports; ``citation``
    of the whole report with its ``permalink``.
    """

    TEMPLATE: ClassVar[str] = "report.html"

    shell: Shell
    title: str
    facts: tuple[Fact, ...]
    grades: tuple[Grade, ...]
    warnings: tuple[str, ...]
    sections: tuple[SectionView, ...]
    words: str
    found: str
    first_match: str | None
    notices: tuple[Notice, ...]
    action: str
    elsewhere: str
    citation: str
    permalink: str


LISTED = frozenset({PassageKind.BULLET, PassageKind.TABLE})
HIGHEST_RANK, LOWEST_RANK = 2, 6
NO_HEADING = "Text without a heading"
FOOTNOTES = "Footnotes"


@dataclass(slots=True)
class _Reading:
    """The state kept while the passages of a report are gone through in order."""

    links: Links
    matches: Mapping[str, MatchView]
    hits: Mapping[str, Hit]
    notes: NoteMarks
    texts: Mapping[str, str]
    page: int | None = None
    announced: set[int] = field(default_factory=set)

    def announce(self, page: int | None) -> str | None:
        """Return the id of a page's mark, which only the first mark of the page can have."""
        if page is None or page in self.announced:
            return None
        self.announced.add(page)
        return f"page-{page}"


def make_report_page(visit: Visit, report: Report, searcher: Searcher, words: str) -> ReportPage:
    """Return the context of a report's page, the passages that ``words`` find in it marked."""
    links = visit.links
    hits = {hit.passage.id: hit for hit in _hits(searcher, report, words)}
    # Reading order, whatever the order of the hits: "next match" goes down the page.
    order = [passage.id for _, passage in report.passages() if passage.id in hits]
    reading = _Reading(links, _matches(order), hits, note_marks(report), texts_of(report))
    parsed = parse_query(words)
    return ReportPage(
        shell=visit.shell(
            report.title,
            canonical=links.report(report.id),
            json=links.report_json(report.id),
            indexable=not words,
        ),
        title=report.title,
        facts=tuple(_facts(links, report)),
        grades=tuple(
            Grade(
                judgement.aspect,
                judgement.grade,
                judgement.printed if differs(judgement.printed, judgement.grade) else "",
            )
            for judgement in report.judgements
        ),
        warnings=tuple(map(str, report.warnings)),
        sections=tuple(_sections(report, reading)),
        words=words,
        found=_found(order, words),
        first_match=f"#{passage_anchor(order[0])}" if order else None,
        notices=make_notices((*parsed.problems, *unknown_parameters(visit, {"q"})), words),
        action=links.report(report.id),
        elsewhere=links.words(words),
        citation=cite_report(report),
        permalink=links.absolute(links.report(report.id)),
    )


def _hits(searcher: Searcher, report: Report, words: str) -> Iterator[Hit]:
    """Yield the passages that match words; filters alone mark nothing, so they find nothing here."""
    if words and looks_for_words(parse_query(words).node):
        yield from searcher.every_hit(SearchRequest(text=words, filters={"report": Filter(frozenset({report.id}))}))


def _found(order: Sequence[str], words: str) -> str:
    if not words:
        return ""
    shown = f"“{shorten(words, 80)}”"
    return (
        f"{counted(len(order), 'passage')} found for {shown}" if order else f"Nothing found in this report for {shown}"
    )


def _matches(order: Sequence[str]) -> dict[str, MatchView]:
    anchors = [f"#{passage_anchor(passage_id)}" for passage_id in order]
    return {
        passage_id: MatchView(
            number=place + 1,
            of=len(order),
            previous=anchors[place - 1] if place else None,
            next=anchors[place + 1] if place + 1 < len(order) else None,
        )
        for place, passage_id in enumerate(order)
    }


def _facts(links: Links, report: Report) -> Iterator[Fact]:
    """Yield the facts of a report, and for each that is not known the reason."""
    file = links.report_file(report.id, report.source.path)

    def fact(
        label: str, value: str | None, *names: str, links: tuple[Anchor, ...] = (), lacking: str = MISSING_LABEL
    ) -> Fact:
        notes = [note for name in names if (note := correction_words(report, name))]
        reason = "; ".join(notes) or (None if value else report.unknown.get(names[0]))
        return Fact(label, value or lacking, reason=reason, links=links)

    if report.correction("title"):
        yield fact("Title", report.title, "title")
    yield fact("Area", join_words(list(report.areas), "and"), "areas", links=area_anchors(links, report))
    if report.regions:
        yield Fact("Region", join_words(list(report.regions), "and"))
    yield fact("Type of inspection", report.inspection_type.label, "inspection_type")
    yield fact("Inspected", days(report.inspected_from, report.inspected_to), "inspected_from", "inspected_to")
    yield fact("Published", publication_words(report, corrections=False), "published")
    yield fact("Previous inspection", days(report.previous_inspection, None), "previous_inspection")
    yield fact("Overall judgement", report.judgement, "judgement", lacking=judgement_words(report))
    if report.judgement and report.judgement_printed and differs(report.judgement_printed, report.judgement):
        yield Fact("Judgement as printed", report.judgement_printed)
    yield fact("Inspectorate", join_words(list(report.inspectorates), "and"), "inspectorates")
    if report.lead_inspectors or report.correction("lead_inspectors"):
        label = "Lead inspector" if len(report.lead_inspectors) == 1 else "Lead inspectors"
        yield fact(label, join_words(list(report.lead_inspectors), "and"), "lead_inspectors")
    if report.pages:
        yield Fact("Pages", str(report.pages))
    yield fact("Licence", report.licence, "licence")
    if report.authority_number or report.correction("authority_number"):
        yield fact("Authority number", authority_words(report), "authority_number")
    yield Fact("Read from", file_name(report.source.path), file)
    if report.source.url:
        yield Fact("Published at", report.source.url, web_address(report.source.url))


def _sections(report: Report, reading: _Reading) -> Iterator[SectionView]:
    above: list[int] = []
    for number, section in enumerate(report.sections, start=1):
        while above and above[-1] >= section.level:
            above.pop()
        above.append(section.level)
        matching = [passage.id for passage in section.passages if passage.id in reading.matches]
        spans = reading.hits[matching[0]].heading_highlights if matching else ()
        yield SectionView(
            anchor=f"s-{number}",
            name=shorten(section.heading, 140) or (FOOTNOTES if _holds_notes(section) else NO_HEADING),
            heading=mark(section.heading, spans, reading.notes.in_headings.get(section.heading, ())),
            rank=min(HIGHEST_RANK + len(above) - 1, LOWEST_RANK),
            finding=tag_of(section.finding),
            rule=section.finding_rule,
            judgement=section.judgement,
            groups=tuple(_groups(section, reading)),
            matches=len(matching),
        )


def _groups(section: Section, reading: _Reading) -> Iterator[PassageGroup]:
    for listed, passages in groupby(section.passages, key=lambda passage: passage.kind in LISTED):
        yield PassageGroup(listed, tuple(_passage(passage, section, reading) for passage in passages))


def _holds_notes(section: Section) -> bool:
    return bool(section.passages) and all(passage.footnote is not None for passage in section.passages)


def _passage(passage: Passage, section: Section, reading: _Reading) -> PassageView:
    """Return a passage; its page is announced where it is not that of the text before."""
    page = passage.page if passage.page != reading.page else None
    page_id = reading.announce(page)
    runs_over = passage.page_end if passage.page_end != passage.page else None
    over_id = reading.announce(runs_over)
    reading.page = passage.page_end or passage.page
    hit = reading.hits.get(passage.id)
    spans = hit.snippet.highlights if hit else ()
    note = passage.footnote
    return PassageView(
        anchor=passage_anchor(passage.id),
        text=mark(passage.text, spans, reading.notes.in_passages.get(passage.id, ())),
        printed_number=note.mark if note else passage.number,
        level=min(passage.level, 3),
        page=page,
        page_id=page_id,
        runs_over=runs_over,
        over_id=over_id,
        permalink=reading.links.passage(passage.id),
        match=reading.matches.get(passage.id),
        time_scale=unsaid_time_scale(passage.time_scale, (section.heading, *section.path)),
        responsible=passage.responsible if passage.level == 1 else None,
        note_place=footnote_place(note, reading.texts) if note else None,
        note_back=reading.notes.back.get(passage.id),
    )


def report(visit: Visit, report_id: str) -> Response:
    """Answer with a whole report, the words given as ``q`` marked in it."""
    searcher = visit.searcher
    whole = searcher.engine.report(report_id)
    if whole is None:
        raise unknown_report(report_id)
    return visit.render(make_report_page(visit, whole, searcher, visit.words()))

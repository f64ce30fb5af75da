"""Runs a request on one snapshot of an index: a result page, or every hit."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace

from corpus.errors import UnknownReport
from corpus.report import Report
from index.engine import MAX_EXPANSION, DateSpan, Engine, EngineAnswer, EngineHit, EngineRequest
from index.fields import YEAR_SOURCE
from index.query import And, Keyword, Or, Term
from searcher.asking.known_values import KnownValues
from searcher.asking.problems import Problem, ProblemKind
from searcher.asking.request import SearchRequest
from searcher.finding.date_coverage import range_problems, undated_problems
from searcher.finding.descriptions import describe_query
from searcher.finding.engine_requests import count_passages, engine_request, is_by_page
from searcher.finding.facet_notes import facet_notes
from searcher.finding.facets import areas_request, distinct_values, make_facets
from searcher.finding.highlights import Highlighter
from searcher.finding.method_cache import cached
from searcher.finding.query_reader import READINGS_KEPT, QueryReader, what_is_sought
from searcher.finding.related import FEWEST_PASSAGES, SAMPLE, RelatedWords, related_words
from searcher.finding.results import Hit, ResultPage
from searcher.finding.snippets import make_snippet
from searcher.language.joining import looks_for_words, wanted_leaves, with_every_word, words_to_choose_from
from searcher.language.parser import ParsedQuery

REPORTS_KEPT = 4096
"""How many reports' details are kept at hand."""
BATCH = 1000
"""How many hits are asked of the engine at a time when all are wanted."""
ALL_OF_A_REPORT = 1_000_000
REPORTS_AT_A_TIME = 20
"""From how many reports hits are asked of the engine at a time when all are wanted, by report."""


class Searcher:
    """Searches one engine's snapshot; safe to use from several threads, as the engine is."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.reports_held = len(engine.report_ids())
        self._reader = QueryReader(engine, self.labels)

    def read_query(self, request: SearchRequest) -> ParsedQuery:
        """Return how the query of a request is read against this index, whatever its filters find."""
        return self._reader.read(request).parsed

    def count(self, request: SearchRequest) -> int:
        """Return how many passages a request finds, and nothing else."""
        read = self._reader.read(request)
        return self._count(read.parsed, read.request)

    def search(self, request: SearchRequest) -> ResultPage:
        """Return one page of what a request finds, with facets; never raises for what was typed."""
        started = time.perf_counter()
        read = self._reader.read(request)
        parsed, request = read.parsed, read.request
        asked = engine_request(parsed, request)
        answer = self.engine.search(asked)
        problems = [*read.problems, *_cut_patterns(answer)]
        problems += range_problems(self.dates_held, parsed.node, request)
        problems += undated_problems(self.engine, asked)
        listed = answer.reports if request.group else answer.total
        pages = max(1, -(-listed // request.per_page))
        page = request.page if is_by_page(request) else 1
        problems += _past_end(request, listed, page, pages)
        if page > pages:
            page = pages
            asked = replace(asked, offset=(pages - 1) * request.per_page)
            answer = replace(self.engine.search(replace(asked, facets=())), facets=answer.facets)
        with_all = self._with_all(parsed, request)
        highlighter = Highlighter(parsed.node, all_have_all=with_all == answer.total)
        return ResultPage(
            request=replace(request, page=page),
            total=answer.total,
            reports=answer.reports,
            areas=self._areas(asked, answer),
            reports_held=self.reports_held,
            page=page,
            pages=pages,
            offset=asked.offset,
            order=asked.order,
            hits=tuple(self.make_hit(hit, highlighter) for hit in answer.hits),
            of_report=self._of_report(asked, answer) if request.group else {},
            facets=make_facets(answer.facets, request.filters, self.label, self._notes(asked, answer), self.labels),
            understood=describe_query(parsed, self.label),
            worded=looks_for_words(parsed.node),
            expansions=parsed.expansions,
            offers=tuple(offer for offer in parsed.offers if offer.field not in request.filters),
            suggestion=self._reader.respelled(request, parsed),
            enough=None if parsed.strict is None else self._count(replace(parsed, node=parsed.strict), request),
            with_all=with_all,
            problems=tuple(problems),
            engine=self.engine.name,
            took_ms=round((time.perf_counter() - started) * 1000, 3),
        )

    def with_related(self, page: ResultPage) -> ResultPage:
        """Return the result page with related words, where there are many passages and words were searched for.

        Nothing is added to a query that was not read as typed, because words put after it may be read differently
        too.
        """
        misread = any(one.place == "q" and one.kind is not ProblemKind.OUTSIDE_HELD for one in page.problems)
        if misread or page.total < FEWEST_PASSAGES or not page.worded:
            return page
        return replace(page, related=self._related(what_is_sought(page.request)))

    def every_hit(self, request: SearchRequest, *, highlight: bool = True) -> Iterator[Hit]:
        """Yield all hits of a request in order, whatever its page; within offset and limit if given.

        Without ``highlight`` the hits show their whole text and mark nothing, which is quicker.
        """
        read = self._reader.read(request)
        highlighter = Highlighter(read.parsed.node) if highlight else None
        first = request.offset or 0
        last = None if request.limit is None else first + request.limit
        asked = replace(engine_request(read.parsed, read.request), facets=())
        batches = self._batches_of_reports(asked, first, last) if request.group else self._batches(asked, first, last)
        for hit in batches:
            yield self.make_hit(hit, highlighter)

    def make_hit(self, hit: EngineHit, highlighter: Highlighter | None) -> Hit:
        """Return a hit of the engine with what is shown of it; without a highlighter nothing is marked."""
        passage = hit.document
        marked = highlighter.spans(passage.text, "text") if highlighter else ()
        heading = highlighter.spans(passage.heading, "heading") if highlighter else ()
        snippet = make_snippet(passage.text, marked)
        missing = highlighter.missing(passage.text, passage.heading) if highlighter else ()
        summary = self.summary(passage.report_id)
        return Hit(hit.score, passage, summary, snippet, heading, hit.repeats, hit.repeat_reports, missing)

    @cached()
    def labels(self, field: str) -> Mapping[str, str]:
        """Return every value of a keyword field with its label."""
        return self.engine.labels(field)

    def label(self, field: str, value: str) -> str:
        """Return the words for a value of a field; the value itself where the index lacks it."""
        return KnownValues(self.labels).label(field, value)

    @cached(REPORTS_KEPT)
    def summary(self, report_id: str) -> Report:
        """Return a report without its sections.

        Raises:
            UnknownReport: the index has none of that id.
        """
        report = self.engine.report_details(report_id)
        if report is None:
            raise UnknownReport(report_id)
        return report

    @cached()
    def summaries(self) -> tuple[Report, ...]:
        """Return every report without its sections, in order of id."""
        return tuple(map(self.summary, self.engine.report_ids()))

    @cached()
    def dates_held(self, field: str) -> DateSpan | None:
        """Return between which days (``inspected`` or ``published``) the reports are; ``None`` where none has one."""
        return self.engine.date_span(field)

    def _count(self, parsed: ParsedQuery, request: SearchRequest) -> int:
        return count_passages(self.engine, parsed, request)

    def _with_all(self, parsed: ParsedQuery, request: SearchRequest) -> int | None:
        """Return how many passages have all of the words; ``None`` where all that are found do."""
        if not words_to_choose_from(parsed.node):
            return None
        return self._count(replace(parsed, node=with_every_word(parsed.node)), request)

    def _areas(self, asked: EngineRequest, answer: EngineAnswer) -> int:
        """Return how many areas the matches are about; the area facet alone ignores the area filter."""
        counts = answer.facets["area"]
        if "area" in asked.filters:
            counts = self.engine.search(areas_request(asked)).facets["area"]
        return distinct_values(counts)

    def _of_report(self, asked: EngineRequest, answer: EngineAnswer) -> dict[str, int]:
        """Return how many passages are found in each report that the hits come from, in the order of the hits."""
        shown = dict.fromkeys(hit.document.report_id for hit in answer.hits)
        these = Or(tuple(Keyword("report", report_id) for report_id in shown))
        counting = replace(asked, query=And((asked.query, these)), limit=0, facets=("report",), fold=None)
        counts = {count.value: count.count for count in self.engine.search(counting).facets["report"]}
        return {report_id: counts[report_id] for report_id in shown}

    def _notes(self, asked: EngineRequest, answer: EngineAnswer) -> dict[str, str | None]:
        """Return the note of each facet, ``None`` where it needs none."""
        return facet_notes(self.engine, asked, answer, unprinted_years=bool(self.labels(YEAR_SOURCE)))

    @cached(READINGS_KEPT)
    def _related(self, sought: SearchRequest) -> tuple[RelatedWords, ...]:
        """Return the words that the best passages of a search also speak of.

        What is sought has no order of its own, so that the best come first, whatever the order of the page.
        """
        read = self._reader.read(sought)
        # The engine keeps what it evaluated last: the very query of the page costs it no second evaluation.
        best = replace(engine_request(read.parsed, read.request), limit=SAMPLE, facets=())
        texts = [hit.document.text for hit in self.engine.search(best).hits]
        chosen = [Term(self.label(name, value)) for name, one in read.request.filters.items() for value in one.include]
        named = [Term(offer.typed) for offer in read.parsed.offers]
        asked = [*wanted_leaves(read.parsed.node), *chosen, *named]
        return tuple(related_words(self.engine, texts, asked, self.labels("area").values()))

    def _batches(self, asked: EngineRequest, first: int, last: int | None) -> Iterator[EngineHit]:
        """Yield the hits from ``first`` to ``last``."""
        while last is None or first < last:
            limit = BATCH if last is None else min(BATCH, last - first)
            hits = self.engine.search(replace(asked, offset=first, limit=limit)).hits
            yield from hits
            if len(hits) < limit:
                return
            first += limit

    def _batches_of_reports(self, asked: EngineRequest, first: int, last: int | None) -> Iterator[EngineHit]:
        """Yield all hits of the reports from ``first`` to ``last``, report by report.

        Reports count in the order in which the first hits of them come up.
        """
        while last is None or first < last:
            limit = REPORTS_AT_A_TIME if last is None else min(REPORTS_AT_A_TIME, last - first)
            hits = self.engine.search(replace(asked, offset=first, limit=limit, fold=ALL_OF_A_REPORT)).hits
            if not hits:
                return
            yield from hits
            first += limit


def _cut_patterns(answer: EngineAnswer) -> Iterator[Problem]:
    for pattern in answer.cut:
        message = f"More than {MAX_EXPANSION} words match “{pattern}”; the {MAX_EXPANSION} most common were searched."
        yield Problem(ProblemKind.TOO_LONG, message, "q")


def _past_end(request: SearchRequest, listed: int, page: int, pages: int) -> Iterator[Problem]:
    """Yield a problem where a request asks for results after the last of ``listed``."""
    if page > pages:
        message = f"There is no page {page}; this is the last one, page {pages}."
        yield Problem(ProblemKind.PAST_END, message, "page")
    elif request.offset and request.offset >= listed:
        one = "report" if request.group else "result"
        message = f"There is no {one} after number {request.offset}; {listed} were found."
        yield Problem(ProblemKind.PAST_END, message, "offset")

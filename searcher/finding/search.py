"""A request to a result page, and to every hit of it, on one snapshot of an index."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from corpus.errors import UnknownReport
from corpus.report import Report
from index.engine import MAX_EXPANSION, DateFilter, Engine, EngineAnswer, EngineHit, EngineRequest, Filter, Order
from index.fields import FACETS, YEAR_SOURCE
from index.query import And, Everything, Keyword, Node, Or, Term
from searcher.asking.facet_values import known_areas
from searcher.asking.known_values import KnownValues
from searcher.asking.problems import Problem, ProblemKind
from searcher.asking.request import SearchRequest
from searcher.finding.date_coverage import range_problems, undated_problems
from searcher.finding.descriptions import describe_query
from searcher.finding.facet_notes import facet_notes
from searcher.finding.facets import areas_request, distinct_values, make_facets
from searcher.finding.highlights import Highlighter
from searcher.finding.related import FEWEST_PASSAGES, SAMPLE, RelatedWords, related_words
from searcher.finding.results import Hit, ResultPage
from searcher.finding.snippets import make_snippet
from searcher.language.filter_names import POINTS, Recogniser, names_of_areas, words_of_names
from searcher.language.joining import (
    STRICT,
    Leniency,
    enough_of,
    identity,
    is_term,
    looks_for_words,
    prefer,
    wanted_leaves,
    with_every_word,
    words_to_choose_from,
)
from searcher.language.parser import ParsedQuery, parse_query
from searcher.language.suggestions import AreasNotHeld, respelled
from searcher.language.thesaurus import NO_OTHER_WORDS, Thesaurus, terms_of_the_field

REPORTS_KEPT = 4096
"""How many reports' details are kept at hand."""
READINGS_KEPT = 256
"""How many queries are kept as read, and the words that their passages also speak of: pages and orders share them."""
FEWEST_FOUND = 10
"""Passages; where fewer have enough of the words, those with fewer of them are found as well."""
FEWEST_IN_AREA = 3
"""The same of a query that names areas, in these."""
COMMON = 0.02
"""Share of all passages; a word in more of them does not suffice where one of several words does."""
PAIR_WEIGHT = 0.25
"""What words typed side by side add to the score where they stand so, against the words alone."""
TERM_WEIGHT = 0.35
"""What a term of the field adds to the score beyond what any word does."""
BATCH = 1000
"""How many hits are asked of the engine at a time when all are wanted."""
SHOWN_OF_A_REPORT = 3
"""How many passages of a report stand on a page of passages under their reports."""
ALL_OF_A_REPORT = 1_000_000
REPORTS_AT_A_TIME = 20
"""From how many reports hits are asked of the engine at a time when all are wanted, by report."""


class Searcher:
    """Searches one engine's snapshot; safe to use from several threads, as the engine is."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.labels = cache(self._labels)
        self.summary = lru_cache(maxsize=REPORTS_KEPT)(self._summary)
        self.summaries = cache(self._summaries)
        self._kept_parsing = lru_cache(maxsize=READINGS_KEPT)(self._parse_text)
        self._kept_reading = lru_cache(maxsize=READINGS_KEPT)(self._read_anew)
        self._kept_related = lru_cache(maxsize=READINGS_KEPT)(self._related)
        self.dates_held = cache(engine.date_span)
        self.reports_held = len(engine.report_ids())
        areas = known_areas()
        self._thesaurus = Thesaurus.of(terms_of_the_field(), engine, words_of_names(areas))
        values = {name: self.labels(name) for name in POINTS}
        self._recogniser = Recogniser.of(values, names_of_areas(values["area"], areas))
        self._not_held = AreasNotHeld(areas, self._recogniser)

    def search(self, request: SearchRequest) -> ResultPage:
        """Return one page of what a request finds, with facets; never raises for what was typed."""
        started = time.perf_counter()
        parsed, request, values = self._read(request)
        asked = _engine_request(parsed, request)
        answer = self.engine.search(asked)
        problems = [*parsed.problems, *values.problems, *_cut_patterns(answer)]
        problems += range_problems(self.dates_held, parsed.node, request)
        problems += undated_problems(self.engine, asked)
        pages = max(1, -(-(answer.reports if request.group else answer.total) // request.per_page))
        page = request.page if request.offset is None and request.limit is None and not request.every_hit else 1
        if page > pages:
            message = f"There is no page {page}; this is the last one, page {pages}."
            problems.append(Problem(ProblemKind.PAST_END, message, "page"))
            page = pages
            asked = replace(asked, offset=(pages - 1) * request.per_page)
            answer = replace(self.engine.search(replace(asked, facets=())), facets=answer.facets)
        elif request.offset and request.offset >= (last := answer.reports if request.group else answer.total):
            one = "report" if request.group else "result"
            message = f"There is no {one} after number {request.offset}; {last} were found."
            problems.append(Problem(ProblemKind.PAST_END, message, "offset"))
        with_all = self._with_all(parsed, request)
        highlighter = Highlighter(parsed.node, all_have_all=with_all == answer.total)
        return ResultPage(
            request=replace(request, page=page),
            understood=describe_query(parsed, values.label),
            total=answer.total,
            reports=answer.reports,
            areas=self._areas(asked, answer),
            page=page,
            pages=pages,
            offset=asked.offset,
            hits=tuple(self._hits(answer, highlighter)),
            facets=make_facets(answer.facets, request.filters, values.label, self._notes(asked, answer), self.labels),
            problems=tuple(problems),
            engine=self.engine.name,
            took_ms=round((time.perf_counter() - started) * 1000, 3),
            reports_held=self.reports_held,
            suggestion=self._suggestion(request, parsed),
            expansions=parsed.expansions,
            offers=tuple(offer for offer in parsed.offers if offer.field not in request.filters),
            enough=None if parsed.strict is None else self._total(replace(parsed, node=parsed.strict), request),
            with_all=with_all,
            order=asked.order,
            worded=looks_for_words(parsed.node),
            of_report=self._of_report(asked, answer) if request.group else {},
        )

    def count(self, request: SearchRequest) -> int:
        """Return how many passages a request finds, without finding out anything else of them."""
        parsed, request, _ = self._read(request)
        return self._total(parsed, request)

    def with_related(self, page: ResultPage) -> ResultPage:
        """Return a result page with the words that its passages also speak of, where they are many and speak of words.

        Nothing is added to a query that was not read as typed: what is put after it may be read otherwise too.
        """
        misread = any(one.place == "q" and one.kind is not ProblemKind.OUTSIDE_HELD for one in page.problems)
        if misread or page.total < FEWEST_PASSAGES or not page.worded:
            return page
        return replace(page, related=self._kept_related(_what_is_asked(page.request)))

    def _related(self, asked_for: SearchRequest) -> tuple[RelatedWords, ...]:
        parsed, request, _ = self._read(asked_for)
        best = EngineRequest(parsed.node, request.filters, _dates(request), limit=SAMPLE, facets=(), repeats_last=True)
        texts = [hit.document.text for hit in self.engine.search(best).hits]
        chosen = [Term(self.label(name, value)) for name, one in request.filters.items() for value in one.include]
        named = [Term(offer.typed) for offer in parsed.offers]
        asked = [*wanted_leaves(parsed.node), *chosen, *named]
        return tuple(related_words(self.engine, texts, asked, self.labels("area").values()))

    def every_hit(self, request: SearchRequest, *, highlight: bool = True) -> Iterator[Hit]:
        """Yield all hits of a request in order, whatever its page; within offset and limit if given.

        Without ``highlight`` the hits show their whole text and mark nothing, which is quicker.
        """
        parsed, request, _ = self._read(request)
        highlighter = Highlighter(parsed.node) if highlight else None
        first = request.offset or 0
        last = None if request.limit is None else first + request.limit
        asked = replace(_engine_request(parsed, request), facets=())
        if request.group:
            yield from self._hits_by_report(asked, highlighter, first, last)
            return
        while last is None or first < last:
            limit = BATCH if last is None else min(BATCH, last - first)
            answer = self.engine.search(replace(asked, offset=first, limit=limit))
            yield from self._hits(answer, highlighter)
            if len(answer.hits) < limit:
                return
            first += limit

    def _hits_by_report(
        self, asked: EngineRequest, highlighter: Highlighter | None, first: int, last: int | None
    ) -> Iterator[Hit]:
        """Yield all hits of the reports from ``first`` to ``last``, report by report.

        Reports count in the order in which the first hits of them come up.
        """
        while last is None or first < last:
            limit = REPORTS_AT_A_TIME if last is None else min(REPORTS_AT_A_TIME, last - first)
            hits = self.engine.search(replace(asked, offset=first, limit=limit, fold=ALL_OF_A_REPORT)).hits
            if not hits:
                return
            yield from (self.make_hit(hit, highlighter) for hit in hits)
            first += limit

    def label(self, field: str, value: str) -> str:
        """Return the words for a value of a field; the value itself where the index lacks it."""
        return KnownValues(self.labels).label(field, value)

    def read_query(self, request: SearchRequest) -> ParsedQuery:
        """Return how the query of a request is read, with values the index knows, whatever its filters find."""
        return self._read(request)[0]

    def _read(self, request: SearchRequest) -> tuple[ParsedQuery, SearchRequest, KnownValues]:
        """Return the query and the request with values the index knows."""
        parsed, filters, values = self._kept_reading(_what_is_asked(request))
        return parsed, replace(request, filters=filters), values

    def _read_anew(self, request: SearchRequest) -> tuple[ParsedQuery, Mapping[str, Filter], KnownValues]:
        values = KnownValues(self.labels)
        request = replace(request, filters=values.check_filters(request.filters))
        parsed = self._parse(request, values)
        return self._widened(parsed, request), request.filters, values

    def _widened(self, parsed: ParsedQuery, request: SearchRequest) -> ParsedQuery:
        """Return the query; where too little has enough of its words, one that fewer of them satisfy.

        Filters do not decide it, so that a value of a facet finds as many as are counted for it; but where
        they leave nothing, fewer words will do. Of a query that names areas, what is found in them decides.
        """
        if not request.widen or len(parsed.words) < 2:
            return parsed
        bare = replace(request, filters={}, first=None, last=None)
        areas = frozenset(offer.value for offer in parsed.offers if offer.field == "area")
        if areas:
            bare = replace(bare, filters={"area": Filter(areas)})
        wider = self._wider(parsed, bare, FEWEST_IN_AREA if areas else FEWEST_FOUND)
        return wider if bare == request or self._total(wider, request) else self._wider(wider, request, 1)

    def _wider(self, parsed: ParsedQuery, request: SearchRequest, enough: int) -> ParsedQuery:
        """Return the query; where fewer than ``enough`` passages are found, the strictest that finds so many."""
        if (total := self._total(parsed, request)) >= enough:
            return parsed
        weak = self._weak(parsed.words)
        widest = parsed
        for spared in range(1, len(parsed.words)):
            alone = enough_of(len(parsed.words), spared) == 1
            if total >= enough or (total and alone and len(weak) == len(parsed.words)):
                break
            wider = self._parse(request, KnownValues(self.labels), Leniency(spared, weak))
            found = self._total(wider, request)
            if found > total:
                strict = parsed.strict or parsed.node
                widest, total = replace(wider, problems=parsed.problems, strict=strict), found
        return widest

    def _weak(self, words: Sequence[Node]) -> frozenset[object]:
        """Return which words do not suffice alone: common ones, and beside a term of the field those that are none."""
        passages, *matching = self.engine.frequencies([Everything(), *words])
        rare = [node for node, number in zip(words, matching, strict=True) if number <= COMMON * passages]
        strong = [node for node in rare if is_term(node)] or rare
        return frozenset(map(identity, words)) - frozenset(map(identity, strong))

    def _with_all(self, parsed: ParsedQuery, request: SearchRequest) -> int | None:
        """Return how many passages have all of the words; ``None`` where all that are found do."""
        if not words_to_choose_from(parsed.node):
            return None
        return self._total(replace(parsed, node=with_every_word(parsed.node)), request)

    def _suggestion(self, request: SearchRequest, parsed: ParsedQuery) -> str | None:
        text = respelled(request.text, parsed, self._thesaurus)
        if text is None:
            return None
        other = replace(request, text=text)
        return text if self._total(self._parse(other, KnownValues(self.labels)), other) else None

    def _parse(self, request: SearchRequest, values: KnownValues, leniency: Leniency = STRICT) -> ParsedQuery:
        parsed = self._kept_parsing(request.text, request.expand, leniency)
        return replace(parsed, node=values.check_query(parsed.node))

    def _parse_text(self, text: str, expand: bool, leniency: Leniency) -> ParsedQuery:
        parsed = parse_query(text, self._thesaurus if expand else NO_OTHER_WORDS, self._recogniser, leniency)
        return replace(parsed, problems=(*parsed.problems, *self._not_held.problems(text)))

    def _total(self, parsed: ParsedQuery, request: SearchRequest) -> int:
        asked = _engine_request(parsed, request)
        return self.engine.search(replace(asked, offset=0, limit=0, facets=())).total

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
        """Return what must be said beside the counts of a facet."""
        return facet_notes(self.engine, asked, answer, unprinted_years=bool(self.labels(YEAR_SOURCE)))

    def _hits(self, answer: EngineAnswer, highlighter: Highlighter | None) -> Iterator[Hit]:
        for hit in answer.hits:
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

    def _labels(self, field: str) -> Mapping[str, str]:
        return self.engine.labels(field)

    def _summaries(self) -> tuple[Report, ...]:
        """Return every report without its sections, in order of id."""
        return tuple(map(self.summary, self.engine.report_ids()))

    def _summary(self, report_id: str) -> Report:
        """Return a report without its sections."""
        report = self.engine.report_details(report_id)
        if report is None:
            raise UnknownReport(report_id)
        return report


def ranked(node: Node, parsed: ParsedQuery) -> Node:
    """Return what a tree matches, ranked by what is known of a query's words besides."""
    return prefer(node, {**dict.fromkeys(parsed.pairs, PAIR_WEIGHT), **dict.fromkeys(parsed.terms, TERM_WEIGHT)})


def _engine_request(parsed: ParsedQuery, request: SearchRequest) -> EngineRequest:
    node = ranked(parsed.node, parsed)
    order = request.order or (Order.RELEVANCE if looks_for_words(parsed.node) else Order.NEWEST)
    if request.every_hit:
        offset, limit = 0, None
    elif request.offset is None and request.limit is None:
        offset, limit = (request.page - 1) * request.per_page, request.per_page
    else:
        offset, limit = request.offset or 0, request.per_page if request.limit is None else request.limit
    fold = SHOWN_OF_A_REPORT if request.group else None
    return EngineRequest(
        node, request.filters, _dates(request), order, offset, limit, FACETS, repeats_last=True, fold=fold
    )


def _what_is_asked(request: SearchRequest) -> SearchRequest:
    """Return the part of a request that decides which passages are found, whatever is shown of them."""
    return SearchRequest(
        text=request.text,
        filters=request.filters,
        date_field=request.date_field,
        first=request.first,
        last=request.last,
        expand=request.expand,
        widen=request.widen,
    )


def _dates(request: SearchRequest) -> DateFilter | None:
    return DateFilter(request.date_field, request.first, request.last) if request.first or request.last else None


def _cut_patterns(answer: EngineAnswer) -> Iterator[Problem]:
    for pattern in answer.cut:
        message = f"More than {MAX_EXPANSION} words fit “{pattern}”; the {MAX_EXPANSION} most common were searched."
        yield Problem(ProblemKind.TOO_LONG, message, "q")

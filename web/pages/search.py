"""The front page and the page of results: a search in words, links and form fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from index.engine import EngineRequest, Filter, Order
from index.fields import BY_NAME
from index.query import Everything
from searcher.asking.parameters import read_parameters
from searcher.asking.problems import Problem
from searcher.asking.request import SearchRequest
from searcher.finding.descriptions import describe_expansions, describe_widening, describe_words_found
from searcher.finding.query_reader import FEWEST_FOUND
from searcher.finding.remedies import Remedy, RemedyKind, active_filters, find_remedies
from searcher.finding.results import ResultPage
from searcher.finding.search import Searcher
from searcher.language.filter_names import without_words
from searcher.wording.figures import counted
from searcher.wording.report_names import shorten
from searcher.writing.exports import EXPORTS
from web.pages.embed import Embedding, make_embedding
from web.parts.area_finder import make_finder, only_choice, other_pairs, typed_area
from web.parts.charts import Pictures, make_pictures
from web.parts.hits import HitGroup, HitView, make_groups, make_hits
from web.parts.labels import count_words
from web.parts.pagers import Pager, make_pager
from web.parts.report_rows import ReportRow, report_row
from web.parts.search_form import (
    FIELDS,
    LONGEST_CHIP,
    OF_RESULTS,
    ORDER_LABELS,
    ChipGroup,
    Filters,
    form_notices,
    make_chips,
    make_filters,
)
from web.site.chosen_passages import chosen_words, split_chosen
from web.site.links import Links
from web.site.parameters import find_page, is_untidy
from web.site.shell import Anchor, Notice, Shell
from web.site.visit import Visit


@dataclass(frozen=True, slots=True)
class NothingFound:
    """The page's advice where nothing was found: ``remedies`` are changes, each with how much it would find."""

    remedies: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class QueryReading:
    """How the words typed were read, and what else they may have meant."""

    understood: str
    """The query in words; empty without one."""
    also: tuple[str, ...]
    """Other words that were searched for too, a line for each word typed."""
    expansion: Anchor | None
    """The search without those other words, or with them again."""
    words_found: str | None
    """How many of the passages have all of the words, where some will do."""
    widened: str | None
    """That fewer of the words will do, because too few passages had enough of them."""
    widening: Anchor | None
    """The search without that, or with it."""
    offers: tuple[Anchor, ...]
    """Filters that the words name."""
    suggestion: Anchor | None
    """The query in another spelling."""


@dataclass(frozen=True, slots=True)
class Results:
    """The passages of a page, one by one or under their reports."""

    range: str
    """Which of all that was found is shown, and in which order."""
    start: int
    """The number of the first hit or report, counted from 1 over all pages."""
    hits: tuple[HitView, ...]
    """Passages one by one; empty where they stand under their reports."""
    groups: tuple[HitGroup, ...]
    """Reports with their passages; empty where passages stand one by one."""
    regrouped: Anchor
    """The same search put together the other way."""
    pager: Pager
    note: Anchor | None
    """The note of the passages chosen so far."""
    mentions: Anchor | None
    """Counts of the same search."""
    compare: Anchor | None
    """The same search area by area."""
    related: tuple[Anchor, ...]
    """Words that the passages also speak of, each added to the search."""
    downloads: tuple[Anchor, ...]
    """Files with every passage found."""
    too_many: tuple[str, ...]
    """Kinds of file that do not hold so many passages."""
    embedding: Embedding


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search page: the form, and beside it results, what to do without any, or recent reports."""

    TEMPLATE: ClassVar[str] = "search.html"

    shell: Shell
    words: str
    """The query as typed."""
    heading: str
    """How much was found: "13 passages in 5 reports"."""
    reading: QueryReading
    notices: tuple[Notice, ...]
    chips: tuple[ChipGroup, ...]
    """The filters in force."""
    clear: str
    """The address of the search without filters."""
    filters: Filters
    feed: str
    """The address of the search as a feed."""
    results: Results | None
    """``None`` where nothing was found, and on the front page."""
    nothing: NothingFound | None
    """``None`` where something was found, and without words or filters."""
    pictures: Pictures | None
    recent: tuple[ReportRow, ...] | None
    """Reports of the latest inspections, on the front page alone."""


RECENT = 8
"""How many reports the front page names."""

MENTIONS_LABEL = "Counts and shares by area, year, type and finding"
COMPARE_LABEL = "Compare areas side by side"


def make_search_page(
    visit: Visit, result: ResultPage, problems: Sequence[Problem], *, front: bool, chosen: tuple[str, ...] = ()
) -> SearchPage:
    """Return the context of a result page, or of the front page.

    ``problems`` are those of the parameters, ``chosen`` the passages of a note that the page carries on.
    """
    links, request = visit.links.carrying(chosen), result.request
    every_problem = (*problems, *result.problems)
    searcher = visit.searcher
    active = list(active_filters(request, searcher))
    searched = bool(request.text or active)
    recent = tuple(recent_reports(visit, searcher)) if front else None
    nothing = make_nothing(links, searcher, result) if searched and not result.total else None
    finder = make_finder(visit, searcher, request, links.search)
    result = searcher.with_related(result)
    heading = count_words(result.total, result.reports) if result.total else "No passages found"
    count = heading if result.total else counted(0, "passage")
    title = f"“{shorten(request.text, 80)}”: {count}" if request.text else count
    return SearchPage(
        shell=visit.shell(
            "Search inspection reports" if front else title,
            here="search",
            canonical=links.home() if front else visit.links.search(request),
            json=links.search_json(request),
            atom=links.search_atom(request),
            indexable=front,
        ),
        words=request.text,
        heading=heading,
        reading=_reading(links, result, suggested=nothing is None),
        notices=form_notices(every_problem, request, links.search, FIELDS | OF_RESULTS),
        chips=make_chips(active, links.first_page),
        clear=links.words(request.text),
        filters=replace(make_filters(result, every_problem, chosen=chosen), finder=finder),
        feed=links.search_atom(request),
        results=_results(visit, links, result, chosen) if result.hits else None,
        nothing=nothing,
        pictures=make_pictures(result) if searched and result.total else None,
        recent=recent,
    )


def _reading(links: Links, result: ResultPage, *, suggested: bool) -> QueryReading:
    """Return how a query was read; ``suggested`` is whether another spelling is offered here."""
    return QueryReading(
        understood=result.understood if result.request.text else "",
        also=tuple(describe_expansions(result.expansions)),
        expansion=_expansion(links, result),
        words_found=describe_words_found(result.total, result.with_all),
        widened=describe_widening(result.total, result.enough),
        widening=_widening(links, result),
        offers=tuple(_offers(links, result)),
        suggestion=_suggestion(links, result) if suggested else None,
    )


def _results(visit: Visit, links: Links, result: ResultPage, chosen: tuple[str, ...]) -> Results:
    """Return the passages of a page with all that can be done with them."""
    request = result.request
    most_in = {form: visit.site.settings.most_in(form) for form in EXPORTS.values()}
    whole = [form for form, most in most_in.items() if result.total <= most]
    return Results(
        range=_range(result),
        start=result.offset + 1,
        hits=() if request.group else tuple(make_hits(links, result)),
        groups=tuple(make_groups(links, result)) if request.group else (),
        regrouped=_regrouped(links, request),
        pager=make_pager(result.page, result.pages, lambda page: links.search(replace(request, page=page))),
        note=Anchor(chosen_words(chosen), links.note(chosen, request)) if chosen else None,
        mentions=Anchor(MENTIONS_LABEL, links.mentions(request)) if result.worded else None,
        compare=Anchor(COMPARE_LABEL, links.compare(request)) if result.worded else None,
        related=tuple(_related(links, result)),
        downloads=tuple(Anchor(form.label, links.download(form.name, request)) for form in whole),
        too_many=tuple(
            f"{form.label} (at most {most:,} passages)" for form, most in most_in.items() if form not in whole
        ),
        embedding=make_embedding(visit, result),
    )


def recent_reports(visit: Visit, searcher: Searcher) -> Iterator[ReportRow]:
    """Yield the reports of the latest inspections, newest first."""
    seen: set[str] = set()
    while len(seen) < RECENT:
        others = {"report": Filter(exclude=frozenset(seen))}
        hits = searcher.engine.search(EngineRequest(Everything(), others, None, Order.NEWEST, 0, 1, ())).hits
        if not hits:
            return
        report_id = hits[0].document.report_id
        seen.add(report_id)
        yield report_row(visit, searcher.summary(report_id))


def _range(result: ResultPage) -> str:
    if result.request.group:
        last = result.offset + len(result.of_report)
        return f"Reports {result.offset + 1:,} to {last:,} of {result.reports:,}. {ORDER_LABELS[result.order]}."
    last = result.offset + len(result.hits)
    return f"Results {result.offset + 1:,} to {last:,}. {ORDER_LABELS[result.order]}."


def _regrouped(links: Links, request: SearchRequest) -> Anchor:
    """Return the same search put together the other way."""
    label = "Show passages one by one" if request.group else "Group passages by report"
    return Anchor(label, links.first_page(replace(request, group=not request.group)))


def _expansion(links: Links, result: ResultPage) -> Anchor | None:
    """Return the search for nothing but the words typed, or back from there."""
    request = result.request
    if result.expansions:
        return Anchor("Search only for the words you typed", links.first_page(replace(request, expand=False)))
    if not request.expand:
        return Anchor(
            "Also search for other words with the same meaning", links.first_page(replace(request, expand=True))
        )
    return None


def _widening(links: Links, result: ResultPage) -> Anchor | None:
    """Return the search for what has enough of the words alone, or back from there where that is little."""
    request = result.request
    if result.enough:
        return Anchor("Show only passages with enough of the words", links.first_page(replace(request, widen=False)))
    if not request.widen and (result.total < FEWEST_FOUND or result.with_all is not None):
        return Anchor("Show passages with fewer of the words too", links.first_page(replace(request, widen=True)))
    return None


def _offers(links: Links, result: ResultPage) -> Iterator[Anchor]:
    """Yield the searches in which words that name a filter are one."""
    request = result.request
    for offer in result.offers:
        label = f"{BY_NAME[offer.field].label}: {offer.label}"
        filters = {**request.filters, offer.field: Filter(frozenset({offer.value}))}
        text = without_words(request.text, offer)
        yield Anchor(label, links.first_page(replace(request, text=text, filters=filters)))


def _related(links: Links, result: ResultPage) -> Iterator[Anchor]:
    """Yield the same search with one related word added, for each of the related words."""
    for one in result.related:
        yield Anchor(one.words, links.first_page(replace(result.request, text=one.added_to(result.request.text))))


def _suggestion(links: Links, result: ResultPage) -> Anchor | None:
    if result.suggestion is None:
        return None
    return Anchor(result.suggestion, links.first_page(replace(result.request, text=result.suggestion)))


def home(visit: Visit) -> Response:
    """Answer with the front page: the search form with facets over everything, and recent reports."""
    request, problems = read_parameters(visit.pairs())
    if request != SearchRequest():
        return redirect(visit.links.search() + "?" + visit.request.query_string.decode("ascii", "replace"))
    result = visit.searcher.search(SearchRequest(offset=0, limit=0))
    return visit.render(make_search_page(visit, result, problems, front=True))


def search(visit: Visit) -> Response:
    """Answer with a page of results; other names of parameters and empty ones lead to the tidy address."""
    chosen, others = split_chosen(other_pairs(visit))
    request, problems = read_parameters(others)
    carrying = visit.links.carrying(chosen)
    if address := only_choice(visit, request, carrying.search):
        return redirect(address)
    if not problems and not typed_area(visit) and any(is_untidy(name, value) for name, value in visit.pairs()):
        return redirect(carrying.search(request))
    result = find_page(visit, request)
    return visit.render(make_search_page(visit, result, problems, front=False, chosen=chosen))


def make_nothing(links: Links, searcher: Searcher, result: ResultPage) -> NothingFound:
    """Return the changes to a search that would find something, each with how much."""
    remedies = find_remedies(searcher, result.request, result.suggestion)
    return NothingFound(
        tuple(
            Anchor(f"{_words(remedy)}: {counted(remedy.passages, 'passage')}", links.first_page(remedy.request))
            for remedy in remedies
        )
    )


def _words(remedy: Remedy) -> str:
    what = f"“{shorten(remedy.words, LONGEST_CHIP)}”"
    without = "Without any filter and without" if remedy.bare else "Without"
    match remedy.change:
        case RemedyKind.FILTER:
            return f"Without {BY_NAME[remedy.field].label.lower()} {what}"
        case RemedyKind.ALL_FILTERS:
            return "Without any filter"
        case RemedyKind.WORD:
            return f"{without} {what}"
        case RemedyKind.EXACTNESS:
            return f"{without} quotation marks, {what}"
        case RemedyKind.SPELLING:
            return f"Spelled otherwise, {what}"

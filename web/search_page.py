"""The search page's context: a result page in words, links and form fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.engine import EngineRequest, Filter, Order
from index.fields import BY_NAME
from index.query import Everything
from searcher.asking.problems import Problem
from searcher.asking.request import SearchRequest
from searcher.finding.describe import describe_expansions, describe_widening, describe_words_found
from searcher.finding.remedies import active_filters
from searcher.finding.results import ResultPage
from searcher.finding.search import FEWEST_FOUND, Searcher
from searcher.language.filter_names import without_words
from searcher.wording.figures import counted
from searcher.wording.reports import shorten
from searcher.writing.exports import EXPORTS
from web.area_finder import make_finder
from web.chosen import chosen_words
from web.contexts import Anchor, ReportRow
from web.embed import make_embedding
from web.hits import make_groups, make_hits
from web.links import Links
from web.nothing_found import make_nothing
from web.pagers import make_pager
from web.pictures import make_pictures
from web.report_rows import report_row
from web.search_contexts import SearchPage
from web.search_form import FIELDS, OF_RESULTS, ORDER_LABELS, form_notices, make_chips, make_filters
from web.visits import Visit
from web.wording import found

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
    most_in = {form: visit.site.settings.most_in(form) for form in EXPORTS.values()}
    whole = [form for form, most in most_in.items() if result.total <= most]
    with visit.collection.snapshot() as searcher:
        active = list(active_filters(request, searcher))
        asked = bool(request.text or active)
        recent = tuple(recent_reports(visit, searcher)) if front else None
        nothing = make_nothing(links, searcher, result) if asked and not result.total else None
        finder = make_finder(visit, searcher, request, links.search)
        related = tuple(_related(links, searcher.with_related(result)))
    heading = found(result.total, result.reports) if result.total else "No passages found"
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
        range=_range(result),
        regrouped=_regrouped(links, request),
        understood=result.understood if request.text else "",
        also=tuple(describe_expansions(result.expansions)),
        expansion=_expansion(links, result),
        words_found=describe_words_found(result.total, result.with_all),
        widened=describe_widening(result.total, result.enough),
        widening=_widening(links, result),
        offers=tuple(_offers(links, result)),
        suggestion=_suggestion(links, result) if not nothing else None,
        notices=form_notices(every_problem, request, links.search, FIELDS | OF_RESULTS),
        chips=make_chips(active, links.first_page),
        clear=links.words(request.text),
        filters=replace(make_filters(result, every_problem, chosen=chosen), finder=finder),
        hits=() if request.group else tuple(make_hits(links, result)),
        groups=tuple(make_groups(links, result)) if request.group else (),
        start=result.offset + 1,
        pager=make_pager(result.page, result.pages, lambda page: links.search(replace(request, page=page))),
        downloads=tuple(Anchor(form.label, links.download(form.name, request)) for form in whole),
        too_many=tuple(
            f"{form.label} (at most {most:,} passages)" for form, most in most_in.items() if form not in whole
        ),
        feed=links.search_atom(request),
        embedding=make_embedding(visit, result) if result.hits else None,
        nothing=nothing,
        recent=recent,
        mentions=Anchor(MENTIONS_LABEL, links.mentions(request)) if result.worded and result.total else None,
        compare=Anchor(COMPARE_LABEL, links.compare(request)) if result.worded and result.total else None,
        note=Anchor(chosen_words(chosen), links.note(chosen, request)) if chosen else None,
        pictures=make_pictures(result) if asked and result.total else None,
        related=related,
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
    if not result.hits:
        return ""
    if result.request.group:
        last = result.offset + len(result.of_report)
        return f"Reports {result.offset + 1:,} to {last:,} of {result.reports:,}. {ORDER_LABELS[result.order]}."
    last = result.offset + len(result.hits)
    return f"Results {result.offset + 1:,} to {last:,}. {ORDER_LABELS[result.order]}."


def _regrouped(links: Links, request: SearchRequest) -> Anchor:
    """Return the same search put together the other way."""
    label = "Show passage by passage" if request.group else "Put passages under their reports"
    return Anchor(label, links.first_page(replace(request, group=not request.group)))


def _expansion(links: Links, result: ResultPage) -> Anchor | None:
    """Return the search for nothing but the words typed, or back from there."""
    request = result.request
    if result.expansions:
        return Anchor("Search only the words typed", links.first_page(replace(request, expand=False)))
    if not request.expand:
        return Anchor("Search other words for these too", links.first_page(replace(request, expand=True)))
    return None


def _widening(links: Links, result: ResultPage) -> Anchor | None:
    """Return the search for what has enough of the words alone, or back from there where that is little."""
    request = result.request
    if result.enough:
        return Anchor("Show only those with enough", links.first_page(replace(request, widen=False)))
    if not request.widen and (result.total < FEWEST_FOUND or result.with_all is not None):
        return Anchor("Let fewer of the words do", links.first_page(replace(request, widen=True)))
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
    """Yield the searches that ask for a word more, of those that the passages found also have."""
    for one in result.related:
        yield Anchor(one.words, links.first_page(replace(result.request, text=one.added_to(result.request.text))))


def _suggestion(links: Links, result: ResultPage) -> Anchor | None:
    if result.suggestion is None:
        return None
    return Anchor(result.suggestion, links.first_page(replace(result.request, text=result.suggestion)))

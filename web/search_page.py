"""The search page's context: a result page in words, links and form fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from index.analysis import tokens
from index.engine import EngineRequest, Filter, Order
from index.fields import BY_NAME
from index.query import Everything
from searcher.addresses import web_address
from searcher.counts import counted
from searcher.exports import EXPORTS
from searcher.query_joining import looks_for_words
from searcher.query_language import parse_query
from searcher.recognised import without_words
from searcher.remedies import active_filters
from searcher.results import Hit, Problem, ResultPage
from searcher.search import Searcher
from searcher.understood import describe_expansions, describe_repeats, describe_widening
from searcher.wording import facts_of, name_of, shorten
from web.contexts import Anchor, ReportRow
from web.embed import make_embedding
from web.links import Links
from web.markup import mark_part
from web.nothing_found import make_nothing
from web.pagers import make_pager
from web.pictures import make_pictures
from web.report_rows import report_row
from web.search_contexts import HitView, SearchPage
from web.search_form import (
    ORDER_LABELS,
    make_chips,
    make_filters,
    make_notice,
)
from web.visits import Visit
from web.wording import found, place_of, tag_of

RECENT = 8
"""How many reports the front page names."""
LONGEST_HEADING = 160
OPENING_WORDS = 12
"""Words of a passage by which others that say the same are found."""

MENTIONS_LABEL = "Counts and shares by area, year, type and finding"


def make_search_page(visit: Visit, result: ResultPage, problems: Sequence[Problem], *, front: bool) -> SearchPage:
    """Return the context of a result page, or of the front page; ``problems`` are those of the parameters."""
    links, request = visit.links, result.request
    every_problem = (*problems, *result.problems)
    with visit.collection.snapshot() as searcher:
        active = list(active_filters(request, searcher))
        asked = bool(request.text or active)
        recent = tuple(recent_reports(visit, searcher)) if front else None
        nothing = make_nothing(links, searcher, result) if asked and not result.total else None
    heading = found(result.total, result.reports) if result.total else "No passages found"
    count = heading if result.total else counted(0, "passage")
    title = f"“{shorten(request.text, 80)}”: {count}" if request.text else count
    worded = looks_for_words(parse_query(request.text).node)
    return SearchPage(
        shell=visit.shell(
            "Search inspection reports" if front else title,
            here="search",
            canonical=links.home() if front else links.search(request),
            json=links.search_json(request),
            atom=links.search_atom(request),
            indexable=front,
        ),
        words=request.text,
        heading=heading,
        range=_range(result),
        understood=result.understood if request.text else "",
        also=tuple(describe_expansions(result.expansions)),
        expansion=_expansion(links, result),
        widened=describe_widening(result.total, result.enough),
        offers=tuple(_offers(links, result)),
        suggestion=_suggestion(links, result) if not nothing else None,
        notices=tuple(make_notice(problem, request.text) for problem in every_problem),
        chips=make_chips(active, links.first_page),
        clear=links.words(request.text),
        filters=make_filters(result, every_problem),
        hits=tuple(_hit(links, result, number, hit) for number, hit in enumerate(result.hits, result.offset + 1)),
        start=result.offset + 1,
        pager=make_pager(result.page, result.pages, lambda page: links.search(replace(request, page=page))),
        downloads=tuple(Anchor(form.label, links.download(form.name, request)) for form in EXPORTS.values()),
        feed=links.search_atom(request),
        embedding=make_embedding(visit, result) if result.hits else None,
        nothing=nothing,
        recent=recent,
        mentions=Anchor(MENTIONS_LABEL, links.mentions(request)) if worded and result.total else None,
        pictures=make_pictures(result) if asked and result.total else None,
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
    last = result.offset + len(result.hits)
    return f"Results {result.offset + 1:,} to {last:,}. {ORDER_LABELS[result.order]}."


def _expansion(links: Links, result: ResultPage) -> Anchor | None:
    """Return the search for nothing but the words typed, or back from there."""
    request = result.request
    if result.expansions:
        return Anchor("Search only the words typed", links.first_page(replace(request, expand=False)))
    if not request.expand:
        return Anchor("Search other words for these too", links.first_page(replace(request, expand=True)))
    return None


def _offers(links: Links, result: ResultPage) -> Iterator[Anchor]:
    """Yield the searches in which words that name a filter are one."""
    request = result.request
    for offer in result.offers:
        label = f"{BY_NAME[offer.field].label}: {offer.label}"
        filters = {**request.filters, offer.field: Filter(frozenset({offer.value}))}
        text = without_words(request.text, offer)
        yield Anchor(label, links.first_page(replace(request, text=text, filters=filters)))


def _suggestion(links: Links, result: ResultPage) -> Anchor | None:
    if result.suggestion is None:
        return None
    return Anchor(result.suggestion, links.first_page(replace(result.request, text=result.suggestion)))


def _hit(links: Links, result: ResultPage, number: int, hit: Hit) -> HitView:
    passage, snippet = hit.passage, hit.snippet
    return HitView(
        number=number,
        heading=name_of(hit.report),
        facts=facts_of(hit.report),
        finding=tag_of(passage.finding),
        section=_section(hit),
        path=passage.path,
        place=place_of(passage),
        snippet=mark_part(passage.text, snippet.start, snippet.end, snippet.highlights),
        cut_before=bool(passage.text[: snippet.start].strip()),
        cut_after=bool(passage.text[snippet.end :].strip()),
        in_context=links.report(passage.report_id, result.request.text, passage.id),
        permalink=links.passage(passage.id),
        source=web_address(hit.report.source.url, passage.page),
        repeated=Anchor(describe_repeats(hit), links.words(_opening(passage.text))) if hit.repeats else None,
    )


def _opening(text: str) -> str:
    """Return the query for passages that have the same opening words."""
    return f'"{" ".join(token.text for token in tokens(text)[:OPENING_WORDS])}"'


def _section(hit: Hit) -> Markup:
    """Return the heading of a hit's section; revisit letters print whole paragraphs as headings."""
    heading = hit.passage.heading
    shown = shorten(heading, LONGEST_HEADING).removesuffix("…") if len(heading) > LONGEST_HEADING else heading
    marked = mark_part(heading, 0, len(shown), hit.heading_highlights)
    return marked if shown == heading else marked + "…"

"""Finding an area to filter by: typed in part, by another name or by a code."""

from __future__ import annotations

from dataclasses import replace

from index.engine import Filter
from index.fields import AREA_NAME
from searcher.asking.facet_values import MAX_AREA_NAME, known_areas
from searcher.asking.request import SearchRequest
from searcher.finding.search import Searcher
from searcher.reports.area_choices import AreaChoice, area_choices
from web.parts.search_form import AreaFinder, Link
from web.site.shell import Anchor
from web.site.visit import Visit

FIND_AREA = "find_area"
"""The parameter of pages that holds what was typed; it is no part of a search."""
FEWEST = 8
"""Areas; a collection with fewer shows all of them in the list of the filter."""


def areas_meant(searcher: Searcher, typed: str) -> list[AreaChoice]:
    """Return the areas of the collection that what was typed may mean, ten at most; all of them for nothing typed."""
    held = searcher.labels("area")
    if typed:
        return area_choices(typed[:MAX_AREA_NAME], held, known_areas(), searcher.labels(AREA_NAME))
    return [AreaChoice(value, label) for value, label in sorted(held.items(), key=lambda one: one[1].casefold())]


def typed_area(visit: Visit) -> str:
    """Return what was typed to find an area, "" without."""
    return visit.parameter(FIND_AREA)[:MAX_AREA_NAME]


def other_pairs(visit: Visit) -> list[tuple[str, str]]:
    """Return the parameters of the address without what was typed to find an area."""
    return [pair for pair in visit.pairs() if pair[0] != FIND_AREA]


def only_choice(visit: Visit, request: SearchRequest, link: Link) -> str | None:
    """Return the address of the search in the one area that was meant; ``None`` where none or several may be."""
    typed = typed_area(visit)
    if not typed:
        return None
    found = areas_meant(visit.searcher, typed)
    return link(_filtered(request, found[0])) if len(found) == 1 else None


def make_finder(visit: Visit, searcher: Searcher, request: SearchRequest, link: Link) -> AreaFinder | None:
    """Return the field to find an area, with the areas that may be meant; ``None`` where the areas are few."""
    typed = typed_area(visit)
    if not typed and len(searcher.labels("area")) < FEWEST:
        return None
    meant = areas_meant(searcher, typed) if typed else []
    return AreaFinder(
        name=FIND_AREA,
        typed=typed,
        source=visit.links.areas_json(),
        found=tuple(Anchor(_words(one), link(_filtered(request, one))) for one in meant),
    )


def _words(choice: AreaChoice) -> str:
    return f"{choice.label} ({choice.by})" if choice.by else choice.label


def _filtered(request: SearchRequest, choice: AreaChoice) -> SearchRequest:
    """Return a search in one more area, one that it left out before among them."""
    chosen = request.filters.get("area", Filter())
    areas = Filter(chosen.include | {choice.value}, chosen.exclude - {choice.value})
    return replace(request, filters={**request.filters, "area": areas}, page=1)

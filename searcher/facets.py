"""Facets: the engine's counts in the order people read them, with what is selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from index.engine import EngineRequest, Filter, ValueCount
from index.fields import BY_NAME, FILE_NAME, MISSING, YEAR_SOURCE, FacetOrder
from index.query import And, Keyword, Node, Not, Or
from searcher.counts import counted
from searcher.results import Facet, FacetValue

Counts = Mapping[str, tuple[ValueCount, ...]]
Labels = Callable[[str, str], str]

NO_FILTER = Filter()


def make_facets(
    counts: Counts, filters: Mapping[str, Filter], labels: Labels, notes: Mapping[str, str | None]
) -> dict[str, Facet]:
    """Return the facets in the engine's order, each with all its values and its note, if it has one.

    A selected or excluded value is listed even at 0.
    """
    return {
        name: Facet(
            name, BY_NAME[name].label, _values(name, counts[name], filters.get(name, NO_FILTER), labels),
            notes.get(name),
        )
        for name in counts
    }  # fmt: skip


def mixed_note(frameworks: int) -> str | None:
    """Return the warning where judgements of several frameworks are counted together."""
    if frameworks < 2:
        return None
    return f"Judgement words belong to their framework; these counts span {frameworks} frameworks."


def unprinted_note(reports: int) -> str | None:
    """Return the warning where years are counted that only file names give, in so many reports."""
    if not reports:
        return None
    return f"In {counted(reports, 'report')} the year is that of the file name; the report prints no date."


def as_query(query: Node, filters: Mapping[str, Filter]) -> Node:
    """Return the query with filters made part of it, so that they hold for every facet."""
    nodes: list[Node] = [query]
    for name, chosen in filters.items():
        if chosen.include:
            nodes.append(Or(tuple(Keyword(name, value) for value in sorted(chosen.include))))
        nodes += [Not(Keyword(name, value)) for value in sorted(chosen.exclude)]
    return And(tuple(nodes))


def areas_request(request: EngineRequest) -> EngineRequest:
    """Return the search whose area facet counts the areas of the matches themselves."""
    return _counting(request, as_query(request.query, request.filters), "area")


def frameworks_request(request: EngineRequest) -> EngineRequest:
    """Return the search whose type facet tells which types the counted judgements come from."""
    others = {name: chosen for name, chosen in request.filters.items() if name != "judgement"}
    query = And((as_query(request.query, others), Not(Keyword("judgement", MISSING))))
    return _counting(request, query, "type")


def unprinted_years_request(request: EngineRequest) -> EngineRequest:
    """Return the search for the matches whose year, as the year facet counts it, only a file name gives."""
    others = {name: chosen for name, chosen in request.filters.items() if name != "year"}
    query = And((as_query(request.query, others), Keyword(YEAR_SOURCE, FILE_NAME)))
    return EngineRequest(query, dates=request.dates, limit=0, facets=())


def distinct_values(counts: tuple[ValueCount, ...]) -> int:
    """Return how many values there are, the missing one apart."""
    return sum(count.value != MISSING for count in counts)


def _counting(request: EngineRequest, query: Node, facet: str) -> EngineRequest:
    return EngineRequest(query, dates=request.dates, limit=0, facets=(facet,))


def _values(name: str, counts: tuple[ValueCount, ...], chosen: Filter, labels: Labels) -> tuple[FacetValue, ...]:
    listed = {count.value: (count.count, count.reports) for count in counts}
    for value in chosen.include | chosen.exclude:
        listed.setdefault(value, (0, 0))
    shown = {count.value: count.label for count in counts}
    values = [
        FacetValue(
            value, shown.get(value) or labels(name, value), count, reports,
            selected=value in chosen.include, excluded=value in chosen.exclude,
        )
        for value, (count, reports) in listed.items()
    ]  # fmt: skip
    order = value_order(name)
    return tuple(sorted(values, key=lambda value: order(value.value, value.label, value.count)))


def value_order(name: str) -> Callable[[str, str, int], tuple[object, ...]]:
    """Return what puts a facet's values in order, by value, label and count.

    Missing comes last where values have an order of their own.
    """
    field = BY_NAME[name]
    match field.order:
        case FacetOrder.COUNT:
            return lambda value, label, count: (-count, label.casefold(), value)
        case FacetOrder.NEWEST:
            return lambda value, _label, _count: (value == MISSING, [-ord(figure) for figure in value])
        case FacetOrder.FIXED:
            place = {value: number for number, value in enumerate(field.values)}
            last = len(place)
            return lambda value, label, count: (
                value == MISSING, place.get(value, last), -count, label.casefold(),
            )  # fmt: skip

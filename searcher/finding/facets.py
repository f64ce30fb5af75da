"""Facets: the engine's counts in the order people read them, with what is selected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from corpus.judgements import place_on_scale
from index.engine import EngineRequest, Filter, ValueCount
from index.fields import BY_NAME, MISSING, FacetOrder
from index.query import And, Keyword, Node, Not, Or
from searcher.finding.results import Facet, FacetValue

Counts = Mapping[str, tuple[ValueCount, ...]]
Labels = Callable[[str, str], str]
Held = Callable[[str], Iterable[str]]
"""Gives the values of a field that the index has."""

NO_FILTER = Filter()
FIXED = frozenset({"region", "type", "finding", "inspectorate"})
"""Facets whose values are listed even at 0 where they are few, so that the list does not change with every search.

Judgements are not among them: each type of inspection has its own.
"""
FEW = 15


def make_facets(
    counts: Counts, filters: Mapping[str, Filter], labels: Labels, notes: Mapping[str, str | None], held: Held
) -> dict[str, Facet]:
    """Return the facets in the engine's order, each with all its values and its note, if it has one.

    A selected or excluded value is listed even at 0, and so are all that are held of a short fixed list.
    """
    return {
        name: Facet(
            name,
            BY_NAME[name].label,
            _values(name, counts[name], filters.get(name, NO_FILTER), labels, standing_values(name, held(name))),
            notes.get(name),
        )
        for name in counts
    }


def standing_values(name: str, held: Iterable[str]) -> tuple[str, ...]:
    """Return the values of a facet that are listed even at 0, of those that are ``held``."""
    values = tuple(held) if name in FIXED else ()
    return values if len(values) <= FEW else ()


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
    query = as_query(request.query, request.filters)
    return EngineRequest(query, dates=request.dates, limit=0, facets=("area",))


def distinct_values(counts: tuple[ValueCount, ...]) -> int:
    """Return how many values there are, the missing one apart."""
    return sum(count.value != MISSING for count in counts)


def _values(
    name: str, counts: tuple[ValueCount, ...], chosen: Filter, labels: Labels, standing: Iterable[str]
) -> tuple[FacetValue, ...]:
    listed = {count.value: (count.count, count.reports) for count in counts}
    for value in chosen.include | chosen.exclude | set(standing):
        listed.setdefault(value, (0, 0))
    shown = {count.value: count.label for count in counts if count.value != MISSING}
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
        case FacetOrder.SCALE:
            return lambda value, label, count: (value == MISSING, place_on_scale(label), -count, label.casefold())
        case FacetOrder.FIXED:
            place = {value: number for number, value in enumerate(field.values)}
            last = len(place)
            return lambda value, label, count: (
                value == MISSING, place.get(value, last), -count, label.casefold(),
            )  # fmt: skip

"""Mentions: how often, and in what share of passages, a query is met, by area, year, type and finding.

A share sets the passages that a search finds against all passages that its filters leave. Filters
typed among the words count as filters. Reports of different types differ in length and in what
they ask, so counts over several types always carry a note that says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from index.engine import EngineRequest, Filter, ValueCount
from index.fields import BY_NAME, MISSING
from index.query import And, AtLeast, Bonus, Everything, Expanded, Node, Not, Or, Preferred, Weighted, WordNode
from searcher.asking.request import SearchRequest
from searcher.finding.engine_requests import date_filter
from searcher.finding.facets import NO_FILTER, as_query, value_order
from searcher.finding.results import ResultPage
from searcher.finding.search import Searcher
from searcher.language.joining import looks_for_words

BREAKDOWNS = ("type", "year", "finding", "area")
"""The fields by which mentions are counted, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Mention:
    """How much of what has a value is found: ``passages`` of ``of_passages``, ``reports`` of ``of_reports``."""

    value: str
    label: str
    passages: int
    of_passages: int
    reports: int
    of_reports: int

    @property
    def share(self) -> float | None:
        """The share of passages, from 0 to 1; ``None`` where there are none at all."""
        return self.passages / self.of_passages if self.of_passages else None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The mentions by one field, every value that the filters leave, also those without a mention.

    ``note`` warns where its counts run over several types of inspection.
    """

    field: str
    label: str
    rows: tuple[Mention, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a search finds, counted. ``page`` is its result page, without hits.

    ``worded`` is whether it looks for words at all; without any, every share is the whole. ``widening`` is
    whether a search for them may let fewer words do, which is not counted.
    ``whole`` counts all of it, ``types`` says of which types of inspection, ``reports`` has a row
    for each report, in order of id; those with no passage found are the ones that never mention it.
    """

    page: ResultPage
    worded: bool
    widening: bool
    whole: Mention
    types: tuple[str, ...]
    breakdowns: Mapping[str, Breakdown]
    reports: tuple[Mention, ...]

    @property
    def silent(self) -> tuple[Mention, ...]:
        """The reports that never mention it."""
        return tuple(report for report in self.reports if not report.passages)


def count_mentions(searcher: Searcher, request: SearchRequest) -> Mentions:
    """Return the mentions of what a request looks for; never raises for what was typed.

    Where a search finds too little and lets fewer words do, only passages with enough of them count.
    """
    page = searcher.search(replace(request, offset=0, limit=0))
    parsed, filters = searcher.read_query(request), page.request.filters
    node = parsed.strict or parsed.node
    counted = EngineRequest(
        as_query(node, filters),
        dates=date_filter(request),
        limit=0,
        facets=(*BREAKDOWNS, "report"),
    )
    found = searcher.engine.search(counted)
    every = searcher.engine.search(replace(counted, query=as_query(besides_words(node), filters)))
    types = tuple(count.label for count in every.facets["type"] if count.value != MISSING)
    note = mixed_types_note(len(types))
    return Mentions(
        page=page,
        worded=looks_for_words(node),
        widening=len(parsed.words) > 1,
        whole=Mention("", "All", found.total, every.total, found.reports, every.reports),
        types=types,
        breakdowns={
            name: Breakdown(
                name,
                BY_NAME[name].label,
                _rows(name, found.facets[name], every.facets[name], filters.get(name, NO_FILTER)),
                note if name != "type" else None,
            )
            for name in BREAKDOWNS
        },
        reports=tuple(sorted(_matched(found.facets["report"], every.facets["report"]), key=lambda row: row.value)),
    )


def mixed_types_note(types: int) -> str | None:
    """Return the warning where shares run over several types of inspection."""
    if types < 2:
        return None
    return (
        f"These counts cover {types} types of inspection, which differ in length and in what they look at. "
        "To compare like with like, choose one type."
    )


def besides_words(node: Node) -> Node:
    """Return the part of a query that is not words: values and dates that every match has."""
    if isinstance(node, And):
        return And(tuple(map(besides_words, node.children)))
    return Everything() if _is_about_words(node) else node


def _is_about_words(node: Node) -> bool:
    match node:
        case And() | Or() | AtLeast() | Preferred():
            return any(map(_is_about_words, node.children))
        case Not(child=child) | Weighted(child=child):
            return _is_about_words(child)
        case _:
            return isinstance(node, WordNode | Expanded | Bonus)


def _rows(
    name: str, found: tuple[ValueCount, ...], every: tuple[ValueCount, ...], chosen: Filter
) -> tuple[Mention, ...]:
    """Return the rows in the order of the facet; of an area that was not chosen, shared reports say nothing."""
    rows = [row for row in _matched(found, every) if not chosen.include or row.value in chosen.include]
    order = value_order(name)
    return tuple(sorted(rows, key=lambda row: order(row.value, row.label, row.passages)))


def _matched(found: tuple[ValueCount, ...], every: tuple[ValueCount, ...]) -> list[Mention]:
    counts = {count.value: count for count in found}
    none = ValueCount("", "", 0, 0)
    return [
        Mention(one.value, one.label, hits.count, one.count, hits.reports, one.reports)
        for one in every
        for hits in (counts.get(one.value, none),)
    ]

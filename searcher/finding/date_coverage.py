"""Compares ranges of days with the days of the reports held, so that "not held" is not mistaken for "not said"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from corpus.dates import format_date, format_range
from index.engine import DateFilter, DateSpan, Engine, EngineRequest
from index.query import And, DateRange, Node, Not
from searcher.asking.problems import Problem, ProblemKind
from searcher.asking.request import SearchRequest
from searcher.wording.figures import counted

_WORDS = {
    "inspected": ("inspection", "The inspections held here began"),
    "published": ("publication", "The reports held here were published"),
}


OTHER_DAY = {"inspected": "published", "published": "inspected"}
"""The day that may be meant instead."""

_DAYS = {"inspected": "inspection", "published": "publication"}


def range_problems(held: Callable[[str], DateSpan | None], node: Node, request: SearchRequest) -> Iterator[Problem]:
    """Yield a problem for each range of days in a search that goes beyond the reports held."""
    if request.first or request.last:
        place = "from" if request.first else "to"
        if message := _beyond(held(request.date_field), request.date_field, request.first, request.last):
            yield Problem(ProblemKind.OUTSIDE_HELD, message, place)
    for asked in _ranges(node):
        if message := _beyond(held(asked.field), asked.field, asked.first, asked.last):
            yield Problem(ProblemKind.OUTSIDE_HELD, message, "q", asked.span)


def _ranges(node: Node) -> Iterator[DateRange]:
    """Yield the ranges that every passage found must be in."""
    if isinstance(node, DateRange):
        yield node
    elif isinstance(node, And):
        for child in node.children:
            yield from _ranges(child)


def _beyond(held: DateSpan | None, field: str, first: date | None, last: date | None) -> str | None:
    kind, began = _WORDS[field]
    if held is None:
        return f"No report here has a day of {kind}, so that a range of such days finds nothing."
    if last and last < held.first:
        beyond = "The range ends before the first report here"
    elif first and first > held.last:
        beyond = "The range starts after the last report here"
    elif first and first < held.first and not _is_start_of(first, held.first):
        beyond = "The range starts before the first report here"
    else:
        return None
    one = held.first == held.last
    days = f"on {format_date(held.first)}" if one else f"from {format_range(held.first, held.last)}"
    undated = f"; for {counted(held.undated, 'report')} that day is not known" if held.undated else ""
    return f"{beyond}. {began} {days}{undated}."


def _is_start_of(day: date, held: date) -> bool:
    """Return whether a day is the first of the month or year of another: a year typed means what is held of it."""
    return day in (held.replace(day=1), held.replace(month=1, day=1))


def undated_problems(engine: Engine, asked: EngineRequest) -> Iterator[Problem]:
    """Yield a problem where the range of a search leaves out reports whose day is not known."""
    if asked.dates is None:
        return
    field = asked.dates.field
    undated = And((asked.query, Not(DateRange(field, date.min, date.max))))
    left_out = EngineRequest(undated, asked.filters, limit=0, facets=())
    if reports := engine.search(left_out).reports:
        within = DateFilter(OTHER_DAY[field], asked.dates.first, asked.dates.last)
        yield undated_problem(field, reports, engine.search(replace(left_out, dates=within)).reports)


def undated_problem(field: str, reports: int, within: int) -> Problem:
    """Return the problem for ``reports`` left out, of which ``within`` would be in the range by the other day."""
    one = reports == 1
    left_out = f"{counted(reports, 'report')} that {'fits gives' if one else 'fit give'} no day of {_DAYS[field]}"
    if not within:
        which = "none is"
    elif within == reports:
        which = "it is" if one else "all of them are"
    else:
        which = f"{within:,} of them {'is' if within == 1 else 'are'}"
    message = (
        f"{left_out} and {'is' if one else 'are'} left out; by the day of {_DAYS[OTHER_DAY[field]]}, "
        f"{which} within the range."
    )
    return Problem(ProblemKind.UNDATED, message, "date", instead=OTHER_DAY[field] if within else None)

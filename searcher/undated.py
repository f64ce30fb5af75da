"""Reports that a range of days leaves out because the day meant is not known of them, though they fit otherwise.

The year of a report is that of its inspection, else of its publication; a range is about one of the
two days alone. So nobody should think that a range of years finds what the years themselves do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from index.engine import DateFilter, Engine, EngineRequest
from index.query import And, DateRange, Not
from searcher.counts import counted
from searcher.results import Problem, ProblemKind

OTHER_DAY = {"inspected": "published", "published": "inspected"}
"""The day that may be meant instead."""
_DAYS = {"inspected": "inspection", "published": "publication"}


def undated_problems(engine: Engine, asked: EngineRequest) -> Iterator[Problem]:
    """Yield what is to be said of the reports that the range of a search leaves out for want of a day."""
    if asked.dates is None:
        return
    field = asked.dates.field
    undated = And((asked.query, Not(DateRange(field, date.min, date.max))))
    left_out = EngineRequest(undated, asked.filters, limit=0, facets=())
    if reports := engine.search(left_out).reports:
        within = DateFilter(OTHER_DAY[field], asked.dates.first, asked.dates.last)
        yield undated_problem(field, reports, engine.search(replace(left_out, dates=within)).reports)


def undated_problem(field: str, reports: int, within: int) -> Problem:
    """Return what to say where ``reports`` are left out, of which by the other day some are ``within`` the range."""
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

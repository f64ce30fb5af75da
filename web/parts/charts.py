"""Small bar charts of what a search finds: by year and by finding, every figure also as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.fields import MISSING
from searcher.finding.results import FacetValue, ResultPage
from searcher.wording.figures import counted
from web.site.shell import Tag


@dataclass(frozen=True, slots=True)
class Column:
    """A ``year`` in a chart: its ``count`` in words, ``top`` and ``height`` of its column, from 0 to 100."""

    year: str
    count: str
    top: str
    height: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A ``finding`` in a chart: its ``count`` in words, and the ``length`` of its bar from 0 to 100."""

    finding: Tag
    count: str
    length: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """Charts of what was found: ``columns`` by year, with the ``room`` they need, ``bars`` by finding.

    ``together`` says that several types of inspection are counted, ``undated`` how many have no year.
    """

    columns: tuple[Column, ...]
    room: str
    bars: tuple[Bar, ...]
    together: str
    undated: str


FEWEST = 2
"""Fewer bars than these make no picture."""
WIDEST = 40
"""Years; over a longer span, those without a passage are left out."""
ROOMS = (8, 12, 16, 20, 25, 32, WIDEST)
"""For how many columns the stylesheet keeps room."""


def make_pictures(result: ResultPage) -> Pictures | None:
    """Return the charts of a search's matches; ``None`` where there is nothing to compare."""
    years, findings = list(_matching(result, "year")), list(_matching(result, "finding"))
    columns, bars = tuple(_columns(years)), tuple(_bars(findings))
    if len(columns) < FEWEST and len(bars) < FEWEST:
        return None
    types = sum(value.value != MISSING for value in _matching(result, "type"))
    undated = sum(value.count for value in years if not value.value.isdecimal())
    return Pictures(
        columns=columns if len(columns) >= FEWEST else (),
        room=room_for(len(columns)),
        bars=bars if len(bars) >= FEWEST else (),
        together=f"All {types} types of inspection together." if types > 1 else "",
        undated=f"{counted(undated, 'passage')} without a year." if undated else "",
    )


def room_for(columns: int) -> str:
    """Return the stylesheet's class for this many columns."""
    return f"room-{next((room for room in ROOMS if columns <= room), ROOMS[-1])}"


def _matching(result: ResultPage, name: str) -> Iterator[FacetValue]:
    """Yield the values that the matches themselves have: a facet's counts leave its own filter aside."""
    chosen = any(value.selected for value in result.facets[name].values)
    for value in result.facets[name].values:
        if value.count and not value.excluded and (value.selected or not chosen):
            yield value


def _columns(years: list[FacetValue]) -> Iterator[Column]:
    """Yield a column a year, oldest first, years in between without passages too."""
    counts = {int(value.value): value.count for value in years if value.value.isdecimal()}
    if not counts:
        return
    first, last, most = min(counts), max(counts), max(counts.values())
    span = range(first, last + 1) if last - first < WIDEST else sorted(counts)
    for year in span:
        height = 100 * counts.get(year, 0) / most
        yield Column(str(year), f"{counts.get(year, 0):,}", f"{100 - height:.1f}", f"{height:.1f}")


def _bars(findings: list[FacetValue]) -> Iterator[Bar]:
    most = max((value.count for value in findings), default=0)
    for value in findings:
        yield Bar(Tag(value.value, value.label), f"{value.count:,}", f"{100 * value.count / most:.1f}")

"""A facet as a group of checkboxes: what is ticked and the most frequent values open, the rest from A to Z."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.fields import BY_NAME, FacetOrder
from searcher.finding.results import Facet, FacetValue
from searcher.wording.figures import counted
from searcher.wording.report_names import shorten


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet as a checkbox.

    ``id`` is the element's; ``value`` the slug sent; ``label`` may be cut, ``title`` is it
    uncut; ``count`` and ``unit`` are "1,204" and "passages in 12 reports". ``selected`` is
    whether it is ticked, ``excluded`` whether the search leaves the value out.
    """

    id: str
    value: str
    label: str
    title: str
    count: str
    unit: str
    selected: bool
    excluded: bool


@dataclass(frozen=True, slots=True)
class FacetBox:
    """A facet as a group of checkboxes called ``name`` under a ``label``.

    ``shown`` stand open, ``more`` behind "more", from A to Z where they are ``by_name``; ``unlisted`` is how many
    rare ones are neither. ``long`` is whether there is a box to narrow the list. ``selected`` is how many
    are ticked; ``note`` a warning on the counts.
    """

    name: str
    label: str
    shown: tuple[Choice, ...]
    more: tuple[Choice, ...]
    by_name: bool
    unlisted: int
    long: bool
    selected: int
    note: str | None


OPEN = 10
"""How many values of a facet are shown at once; two more are not worth hiding."""
MOST = 500
"""How many values a page lists at all; what is rarer is said to be left out."""
LONG = 20
"""A list of more values than this has a box to narrow it."""
LONGEST_LABEL = 90


def facet_box(facet: Facet, *, of_reports: bool = False) -> FacetBox:
    """Return a facet's checkboxes, counts being of passages or ``of_reports``; ticked ones are always shown."""
    values = list(facet.values)
    if BY_NAME[facet.field].order is FacetOrder.COUNT:
        values.sort(key=lambda value: not _chosen(value))
    first = OPEN if len(values) > OPEN + 2 else len(values)
    late = [value for value in values[first:] if _chosen(value)]
    rest = [value for value in values[first:] if not _chosen(value)]
    listed, by_name = rest[:MOST], BY_NAME[facet.field].order is FacetOrder.COUNT
    if by_name:
        listed.sort(key=lambda value: (value.label.casefold(), value.value))
    return FacetBox(
        name=facet.field,
        label=facet.label,
        shown=_choices(facet.field, [*values[:first], *late], of_reports=of_reports),
        more=_choices(facet.field, listed, of_reports=of_reports),
        by_name=by_name,
        unlisted=len(rest[MOST:]),
        long=len(values) > LONG,
        selected=sum(value.selected for value in values),
        note=facet.note,
    )


def _chosen(value: FacetValue) -> bool:
    return value.selected or value.excluded


def _choices(name: str, values: Iterable[FacetValue], *, of_reports: bool) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            id=f"{name}-{value.value}",
            value=value.value,
            label=shorten(value.label, LONGEST_LABEL),
            title=value.label,
            count=f"{value.count:,}",
            unit=_unit(value, of_reports=of_reports),
            selected=value.selected,
            excluded=value.excluded,
        )
        for value in values
    )


def _unit(value: FacetValue, *, of_reports: bool) -> str:
    if of_reports:
        return "report" if value.count == 1 else "reports"
    if not value.count:
        return "passages"
    return f"{'passage' if value.count == 1 else 'passages'} in {counted(value.reports, 'report')}"

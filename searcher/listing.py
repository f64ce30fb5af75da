"""Which reports of a catalogue fit the filters of a request: whole reports, not passages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.report import Report
from corpus.slugs import make_slug
from index.engine import Filter
from index.fields import AREA_NAME, MISSING
from searcher.known_values import KnownValues
from searcher.request import SearchRequest
from searcher.results import Problem

REPORT_FILTERS = ("area", "region", "type", "judgement", "year", "inspectorate")
"""The filters that say something of a whole report."""


def list_reports(reports: Sequence[Report], request: SearchRequest) -> tuple[list[Report], tuple[Problem, ...]]:
    """Return the reports that fit a request's filters and dates, in their order, and its unknown values.

    Filters work as in a search: values are alternatives, filters must all hold, a report without
    the date asked for does not fit.
    """
    labels = {name: _labels(reports, name) for name in REPORT_FILTERS}
    labels[AREA_NAME] = {
        make_slug(other): area for report in reports for area, names in report.also_called.items() for other in names
    }
    values = KnownValues(labels.__getitem__)
    filters = values.check_filters({name: request.filters[name] for name in REPORT_FILTERS if name in request.filters})
    fitting = [report for report in reports if _fits(report, filters.items()) and _in_range(report, request)]
    return fitting, tuple(values.problems)


def _labels(reports: Iterable[Report], name: str) -> dict[str, str]:
    return {slug: label for report in reports for slug, label in _values(report, name).items()}


def _values(report: Report, name: str) -> dict[str, str]:
    """Return a report's values of a filter: slugs with their labels."""
    match name:
        case "area":
            labels = list(report.areas)
        case "region":
            labels = list(report.regions)
        case "type":
            return {report.inspection_type.value: report.inspection_type.label}
        case "judgement":
            labels = [report.judgement or ""]
        case "year":
            labels = [str(report.year or "")]
        case _:
            labels = list(report.inspectorates)
    return {make_slug(label): label for label in labels if make_slug(label)}


def _fits(report: Report, filters: Iterable[tuple[str, Filter]]) -> bool:
    for name, wanted in filters:
        values = _values(report, name).keys() or {MISSING}
        if (wanted.include and not wanted.include & values) or wanted.exclude & values:
            return False
    return True


def _in_range(report: Report, request: SearchRequest) -> bool:
    if not request.first and not request.last:
        return True
    day = report.inspected_from if request.date_field == "inspected" else report.published
    if day is None:
        return False
    return (request.first is None or request.first <= day) and (request.last is None or day <= request.last)

"""Which reports of a catalogue fit the filters of a request: whole reports, not passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.report import Report
from corpus.slugs import make_slug
from index.engine import Filter
from index.fields import AREA_NAME, BY_NAME, MISSING, REPORT_FACETS
from index.report_values import Values, report_values
from searcher.asking.known_values import KnownValues
from searcher.asking.problems import Problem
from searcher.asking.request import SearchRequest
from searcher.finding.date_coverage import OTHER_DAY, undated_problem
from searcher.finding.facet_notes import judgement_note, unprinted_note
from searcher.finding.facets import NO_FILTER, Labels, standing_values, value_order
from searcher.finding.results import Facet, FacetValue

_Valued = tuple[Report, Mapping[str, Values]]
"""A report with its values of each field that it has values of."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The reports that fit: in the order given, with facets that count reports.

    ``request`` is the one asked for with values as the reports have them; ``problems`` are unknown values, and
    reports that a range of days leaves out because their day is not known.
    """

    reports: tuple[Report, ...]
    request: SearchRequest
    facets: Mapping[str, Facet]
    problems: tuple[Problem, ...]


def make_listing(reports: Sequence[Report], request: SearchRequest, words: str = "") -> Listing:
    """Return the reports that fit a request's filters and dates and have all the words in area, title or type.

    Filters work as in a search: values are alternatives, filters must all hold, a report without the date
    asked for does not fit. Each facet counts reports under every filter but its own.
    """
    valued = [(report, report_values(report)) for report in reports]
    labels = {
        name: {one.value: one.label for _, held in valued for one in held.get(name, ())}
        for name in (*REPORT_FACETS, AREA_NAME)
    }
    values = KnownValues(labels.__getitem__)
    filters = values.check_filters({name: request.filters[name] for name in REPORT_FACETS if name in request.filters})
    fitting = []
    counted: dict[str, list[_Valued]] = {name: [] for name in REPORT_FACETS}
    wanted = [part for part in make_slug(words).split("-") if part]
    undated = []
    for report, held in valued:
        if wanted and not _says(report, wanted):
            continue
        failing = [name for name, chosen in filters.items() if not _fits(held.get(name, ()), chosen)]
        if not _in_range(report, request):
            undated += [report] if not failing and _day(report, request.date_field) is None else []
            continue
        if not failing:
            fitting.append(report)
        if len(failing) < 2:
            for name in failing or REPORT_FACETS:
                counted[name].append((report, held))
    facets = {
        name: _facet(name, counted[name], filters.get(name, NO_FILTER), values.label, labels[name])
        for name in REPORT_FACETS
    }
    problems = (*values.problems, *_undated(undated, request))
    return Listing(tuple(fitting), replace(request, filters=filters), facets, problems)


def _facet(name: str, counted: Sequence[_Valued], chosen: Filter, labels: Labels, held: Iterable[str]) -> Facet:
    """Return a facet of the reports that it counts; what is listed even at 0 is the same as in a search."""
    counts = Counter(value for _, values in counted for value in _slugs(values.get(name, ())))
    listed = {**dict.fromkeys((*chosen.include, *chosen.exclude, *standing_values(name, held)), 0), **counts}
    order = value_order(name)
    values = [
        FacetValue(value, labels(name, value), count, count, value in chosen.include, value in chosen.exclude)
        for value, count in listed.items()
    ]
    values.sort(key=lambda value: order(value.value, value.label, value.count))
    return Facet(name, BY_NAME[name].label, tuple(values), _note(name, [report for report, _ in counted]))


def _note(name: str, reports: Sequence[Report]) -> str | None:
    """Return the note of a facet, as a search says it."""
    if name == "judgement":
        judged, unjudged = (
            Counter(report.inspection_type.value for report in reports if bool(report.judgement) is given)
            for given in (True, False)
        )
        return judgement_note(judged, unjudged)
    return unprinted_note(sum(report.year_from_file_name for report in reports)) if name == "year" else None


def _says(report: Report, words: Iterable[str]) -> bool:
    """Return whether all of the words are in what a report is called, whole or as beginnings."""
    called = (*report.areas, *(other for names in report.also_called.values() for other in names), report.title)
    text = "-" + "-".join(make_slug(name) for name in (*called, report.inspection_type.label))
    return all(f"-{word}" in text for word in words)


def _slugs(values: Values) -> Iterable[str]:
    """Return the slugs of a report's values of one field, each once; the slug of a missing value where it has none."""
    return dict.fromkeys(one.value for one in values) or (MISSING,)


def _fits(held: Values, wanted: Filter) -> bool:
    slugs = _slugs(held)
    included = not wanted.include or not wanted.include.isdisjoint(slugs)
    return included and wanted.exclude.isdisjoint(slugs)


def _in_range(report: Report, request: SearchRequest) -> bool:
    if not request.first and not request.last:
        return True
    day = _day(report, request.date_field)
    if day is None:
        return False
    return (request.first is None or request.first <= day) and (request.last is None or day <= request.last)


def _day(report: Report, field: str) -> date | None:
    return report.inspected_from if field == "inspected" else report.published


def _undated(reports: Sequence[Report], request: SearchRequest) -> Iterator[Problem]:
    """Yield a problem where reports fit except that their day is not known."""
    if reports:
        other = replace(request, date_field=OTHER_DAY[request.date_field])
        yield undated_problem(request.date_field, len(reports), sum(_in_range(report, other) for report in reports))

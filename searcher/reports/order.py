"""The orders that a list of reports can have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Any

from corpus.report import Report

Key = Callable[[Report], Any]
"""What a report is put in order by; ``None`` and empty mean that it is not known."""

SORTS: Mapping[str, str] = {
    "area": "Area, A to Z",
    "-area": "Area, Z to A",
    "-inspected": "Newest inspection first",
    "inspected": "Oldest inspection first",
    "-published": "Latest published first",
    "published": "Earliest published first",
    "type": "Type of report, A to Z",
    "-type": "Type of report, Z to A",
    "judgement": "Judgement, A to Z",
    "-judgement": "Judgement, Z to A",
    "-pages": "Most pages first",
    "pages": "Fewest pages first",
    "-passages": "Most passages first",
    "passages": "Fewest passages first",
    "-warnings": "Most warnings first",
    "warnings": "Fewest warnings first",
}
"""The orders by name, in words; a minus sign turns an order round."""
DEFAULT_SORT = "area"
KEYS: Mapping[str, Key] = {
    "area": lambda report: ", ".join(report.areas).casefold(),
    "type": lambda report: report.inspection_type.label.casefold(),
    "inspected": lambda report: report.inspected_from or report.inspected_to,
    "published": lambda report: report.published,
    "judgement": lambda report: (report.judgement or "").casefold(),
    "pages": lambda report: report.pages,
    "warnings": lambda report: len(report.warnings),
}
"""How the report itself gives each of these; its number of passages is counted elsewhere."""


def sort_reports(reports: Iterable[Report], sort: str, passages: Mapping[str, int]) -> list[Report]:
    """Return reports in an order of ``SORTS``; what is not known comes last either way, ties by area, newest first."""
    key = KEYS.get(sort.removeprefix("-")) or (lambda report: passages.get(report.id, 0))
    keyed = [(key(report), report) for report in sorted(reports, key=_usual)]
    known = [pair for pair in keyed if pair[0] not in (None, "")]
    known.sort(key=itemgetter(0), reverse=sort.startswith("-"))
    return [report for _, report in known] + [report for value, report in keyed if value in (None, "")]


def read_sort(typed: str) -> str | None:
    """Return the order of a name; ``None`` for an unknown name."""
    return typed if typed in SORTS else None


def _usual(report: Report) -> tuple[object, ...]:
    day = report.inspected_from or report.published
    return (not report.areas, ", ".join(report.areas).casefold(), -day.toordinal() if day else 1, report.id)

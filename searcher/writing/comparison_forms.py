"""Comparisons for programs and spreadsheets: the JSON form, and CSV rows for each area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from searcher.asking.problems import Problem
from searcher.finding.comparison import ComparedArea, Comparison
from searcher.finding.mentions import Mention
from searcher.wording.citations import Link
from searcher.wording.report_names import days
from searcher.writing.csv_tables import csv_lines
from searcher.writing.json_forms import expansion_form, problem_form, report_summary, result_form
from searcher.writing.mentions_forms import counts_form, mention_form

if TYPE_CHECKING:  # they load msgspec, which nothing here needs when it runs
    from searcher.writing import json_answers as answers

CSV_COLUMNS = (
    "area", "local_authority", "by", "value", "label", "passages", "of_passages", "share", "reports", "of_reports",
    "reports_held", "latest_report", "latest_inspection_framework", "latest_inspection", "latest_judgement",
)  # fmt: skip
"""``by`` is "all", "type" or "finding". What is about the area as a whole stands in its row "all"."""


def comparison_form(
    comparison: Comparison,
    problems: Sequence[Problem] = (),
    link: Link | None = None,
    *,
    whole_paths: bool = False,
) -> answers.ComparedAreas:
    """Return the comparison as plain values, areas in order of name; ``problems`` are those met before the search."""
    page = comparison.page
    return {
        "query": page.request.text,
        "understood": page.understood,
        "side_by_side": comparison.side_by_side,
        "areas": [_area_form(area, link, whole_paths=whole_paths) for area in comparison.areas],
        "inspection_types": list(comparison.types),
        "note": comparison.note,
        "latest_note": comparison.latest_note,
        "suggestion": page.suggestion,
        "expansions": [expansion_form(expansion) for expansion in page.expansions],
        "problems": [problem_form(problem) for problem in (*problems, *comparison.problems)],
    }


def comparison_csv(comparison: Comparison) -> Iterator[str]:
    """Yield a table line by line: for each area a row of all, then one for each type and each finding."""
    return csv_lines(CSV_COLUMNS, _rows(comparison))


def _rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for area in comparison.areas:
        yield _row(area, "all", Mention("", "All", *_figures(area.counts)), (str(area.held), *_latest(area)))
        for name, rows in area.by.items():
            for row in rows:
                yield _row(area, name, row, ("",) * 5)


def _area_form(area: ComparedArea, link: Link | None, *, whole_paths: bool) -> answers.ComparedArea:
    return {
        "value": area.counts.value,
        "label": area.counts.label,
        **counts_form(area.counts),
        "reports_held": area.held,
        "silence": area.silence or None,
        "by": cast(
            "answers.ComparisonBreakdowns", {name: list(map(mention_form, rows)) for name, rows in area.by.items()}
        ),
        "latest": report_summary(area.latest, whole_paths=whole_paths) if area.latest else None,
        "results": [result_form(hit, link, whole_paths=whole_paths) for hit in area.hits],
    }


def _figures(row: Mention) -> tuple[int, int, int, int]:
    return (row.passages, row.of_passages, row.reports, row.of_reports)


def _latest(area: ComparedArea) -> tuple[str, ...]:
    report = area.latest
    if report is None:
        return ("",) * 4
    inspected = days(report.inspected_from, report.inspected_to) or ""
    return (report.id, report.inspection_type.label, inspected, report.judgement or "")


def _row(area: ComparedArea, by: str, row: Mention, rest: Sequence[str]) -> tuple[str, ...]:
    figures = ("" if figure is None else str(figure) for figure in counts_form(row).values())
    return (area.counts.value, area.counts.label, by, row.value, row.label, *figures, *rest)

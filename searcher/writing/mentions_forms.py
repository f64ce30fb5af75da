"""Mentions for programs and spreadsheets: the JSON form, and a CSV row for each value and each report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from searcher.asking.problems import Problem
from searcher.finding.mentions import Mention, Mentions
from searcher.writing.csv_tables import csv_lines
from searcher.writing.json_forms import expansion_form, problem_form

SHARE_DECIMALS = 6
if TYPE_CHECKING:  # they load msgspec, which nothing here needs when it runs
    from searcher.writing import json_answers as answers

CSV_COLUMNS = (
    "by", "value", "label", "passages", "of_passages", "share", "reports", "of_reports", "inspection_types",
)  # fmt: skip
"""``by`` is "all", the field, or "report"; ``inspection_types`` over how many types of inspection a table counts."""


def mentions_form(mentions: Mentions, problems: Sequence[Problem] = ()) -> answers.MentionCounts:
    """Return the mentions as plain values; ``problems`` are those met before the search (of parameters)."""
    page = mentions.page
    return {
        "query": page.request.text,
        "understood": page.understood,
        **counts_form(mentions.whole),
        "inspection_types": list(mentions.types),
        "by": cast(
            "answers.MentionBreakdowns",
            {name: [mention_form(row) for row in breakdown.rows] for name, breakdown in mentions.breakdowns.items()},
        ),
        "notes": {name: breakdown.note for name, breakdown in mentions.breakdowns.items() if breakdown.note},
        "by_report": [{"id": row.value, "title": row.label, **counts_form(row)} for row in mentions.reports],
        "without_mention": [row.value for row in mentions.silent],
        "suggestion": page.suggestion,
        "expansions": [expansion_form(expansion) for expansion in page.expansions],
        "problems": [problem_form(problem) for problem in (*problems, *page.problems)],
    }


def mentions_csv(mentions: Mentions) -> Iterator[str]:
    """Yield a table of all counts, line by line; rows of reports come last, those without a mention among them."""
    return csv_lines(CSV_COLUMNS, _rows(mentions))


def _rows(mentions: Mentions) -> Iterator[tuple[str, ...]]:
    types = len(mentions.types)
    yield _row("all", mentions.whole, types)
    for name, breakdown in mentions.breakdowns.items():
        for row in breakdown.rows:
            yield _row(name, row, 1 if name == "type" else types)
    for row in mentions.reports:
        yield _row("report", row, 1)


def mention_form(row: Mention) -> answers.MentionCount:
    """Return the counts of one value."""
    return {"value": row.value, "label": row.label, **counts_form(row)}


def counts_form(row: Mention) -> answers.Counts:
    """Return the figures of a row by name, its share rounded."""
    return {
        "passages": row.passages,
        "of_passages": row.of_passages,
        "share": None if row.share is None else round(row.share, SHARE_DECIMALS),
        "reports": row.reports,
        "of_reports": row.of_reports,
    }


def _row(by: str, row: Mention, types: int) -> tuple[str, ...]:
    figures = ("" if figure is None else str(figure) for figure in counts_form(row).values())
    return (by, row.value, row.label, *figures, str(types))

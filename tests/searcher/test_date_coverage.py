"""Ranges of days that go beyond the reports held: said, with what is held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from corpus.report import Report
from index.engine import DateSpan
from searcher.asking.parameters import read_parameters
from searcher.asking.problems import ProblemKind
from searcher.cli import main
from searcher.finding.search import Searcher
from tests.searcher.conftest import area_send, make_searcher

BEGAN = "The inspections held here began from 9 May 2022 to 29 January 2024; for 1 report that day is not known."
PUBLISHED = "The reports held here were published from 4 July 2022 to 1 May 2024; for 2 reports that day is not known."


def said(searcher: Searcher, *pairs: tuple[str, str]) -> list[tuple[str, str]]:
    problems = searcher.search(read_parameters(pairs)[0]).problems
    return [(problem.place, problem.message) for problem in problems if problem.kind is ProblemKind.OUTSIDE_HELD]


def test_the_first_and_the_last_day_are_found(searcher: Searcher) -> None:
    assert searcher.dates_held("inspected") == DateSpan(date(2022, 5, 9), date(2024, 1, 29), 1)
    assert searcher.dates_held("published") == DateSpan(date(2022, 7, 4), date(2024, 5, 1), 2)


@given(st.sets(st.dates(), min_size=1, max_size=4))
def test_they_are_those_of_the_reports(days: set[date]) -> None:
    reports = [
        replace(area_send("Here", f"here-{day}", date(2024, 1, 1), "Inconsistent", ["Good."], []), inspected_from=day)
        for day in days
    ]
    held = make_searcher(reports).dates_held("inspected")
    assert held == DateSpan(min(days), max(days))


@pytest.mark.parametrize(
    ("pairs", "place", "message"),
    [
        ([("from", "2021")], "from", f"The range starts before the first report here. {BEGAN}"),
        ([("from", "8/5/2022"), ("to", "2023")], "from", f"The range starts before the first report here. {BEGAN}"),
        ([("to", "2021")], "to", f"The range ends before the first report here. {BEGAN}"),
        ([("from", "2025")], "from", f"The range starts after the last report here. {BEGAN}"),
        ([("from", "2021"), ("date", "published")], "from",
         f"The range starts before the first report here. {PUBLISHED}"),
        ([("q", "plans inspected:2019..2023")], "q", f"The range starts before the first report here. {BEGAN}"),
        ([("q", "published:..2021")], "q", f"The range ends before the first report here. {PUBLISHED}"),
    ],
)  # fmt: skip
def test_a_range_beyond_what_is_held_is_said(
    searcher: Searcher, pairs: list[tuple[str, str]], place: str, message: str
) -> None:
    assert said(searcher, *pairs) == [(place, message)]


@pytest.mark.parametrize(
    "pairs",
    [
        [("from", "2022")],
        [("from", "May 2022")],
        [("from", "9/5/2022")],
        [("to", "2030")],
        [("from", "2023"), ("to", "2024")],
        [("q", "plans NOT inspected:2019")],
        [("q", "plans OR inspected:2019")],
    ],
)
def test_a_range_within_what_is_held_is_not(searcher: Searcher, pairs: list[tuple[str, str]]) -> None:
    assert said(searcher, *pairs) == []


def test_where_no_report_has_such_a_day_that_is_said(reports: list[Report]) -> None:
    searcher = make_searcher([replace(report, published=None) for report in reports])
    assert said(searcher, ("from", "2023"), ("date", "published")) == [
        ("from", "No report here has a day of publication, so that a range of such days finds nothing.")
    ]


def test_one_day_alone_is_named(reports: list[Report]) -> None:
    searcher = make_searcher(reports[:1])
    assert said(searcher, ("from", "2021")) == [
        ("from", "The range starts before the first report here. The inspections held here began on 29 January 2024.")
    ]


def test_the_command_line_says_it_too(data: Path) -> None:
    run = CliRunner().invoke(main, ["--data", str(data), "search", "plans", "--from", "2001", "--count"])
    assert (run.exit_code, run.stderr) == (0, f"Note: The range starts before the first report here. {BEGAN}\n")

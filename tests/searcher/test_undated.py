"""Reports that a range of days leaves out because the day meant is not known: said, with how many."""

from __future__ import annotations

import pytest

from corpus.report import Report
from searcher.asking.parameters import read_parameters
from searcher.asking.problems import Problem, ProblemKind
from searcher.finding.date_coverage import undated_problem
from searcher.finding.search import Searcher
from searcher.reports.listing import make_listing


def said(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.message for problem in problems if problem.kind is ProblemKind.UNDATED]


NEWS = "1 report that fits gives no day of inspection and is left out; by the day of publication, {} within the range."
TWO = "2 reports that fit give no day of publication and are left out; by the day of inspection, {} within the range."


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ([("from", "2024")], NEWS.format("it is")),
        ([("to", "2023")], NEWS.format("none is")),
        ([("to", "2023"), ("date", "published")], TWO.format("1 of them is")),
        ([("from", "2000"), ("date", "published")], TWO.format("all of them are")),
    ],
)
def test_reports_without_the_day_are_said(
    searcher: Searcher, reports: list[Report], pairs: list[tuple[str, str]], message: str
) -> None:
    request, _ = read_parameters(pairs)
    assert said(searcher.search(request).problems) == [message]
    assert said(make_listing(reports, request).problems) == [message]


@pytest.mark.parametrize("pairs", [[], [("from", "2024"), ("type", "ilacs")], [("from", "2024"), ("not_type", "news")]])
def test_only_those_that_fit_otherwise_count(
    searcher: Searcher, reports: list[Report], pairs: list[tuple[str, str]]
) -> None:
    request, _ = read_parameters(pairs)
    assert said(searcher.search(request).problems) == said(make_listing(reports, request).problems) == []


def test_reports_without_the_words_do_not_count(searcher: Searcher) -> None:
    assert said(searcher.search(read_parameters([("q", "placements"), ("from", "2024")])[0]).problems) == []


def test_some_of_several_are_within_the_range() -> None:
    assert undated_problem("inspected", 1_200, 1_100).message == (
        "1,200 reports that fit give no day of inspection and are left out; by the day of publication, 1,100 of them "
        "are within the range."
    )

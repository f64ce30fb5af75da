"""Areas that a query names and that no report held is on: said, and the query runs all the same."""

from __future__ import annotations

import pytest

from searcher.asking.problems import ProblemKind
from searcher.asking.request import SearchRequest
from searcher.finding.search import Searcher


def said(searcher: Searcher, text: str) -> list[tuple[str, tuple[int, int] | None]]:
    problems = searcher.search(SearchRequest(text)).problems
    assert {problem.place for problem in problems} <= {"q"}
    return [(problem.message, problem.span) for problem in problems if problem.kind is ProblemKind.OUTSIDE_HELD]


@pytest.mark.parametrize(
    ("text", "name", "typed", "span"),
    [
        ("Plymouth", "Plymouth", "Plymouth", (0, 8)),
        ("plymouth", "Plymouth", "plymouth", (0, 8)),
        ("plans in Hull", "Kingston upon Hull", "Hull", (9, 13)),
        ("annual reviews Stoke-on-Trent 2024", "Stoke-on-Trent", "Stoke-on-Trent", (15, 29)),
        ("reading plans in Reading", "Reading", "Reading", (17, 24)),
    ],
)
def test_an_area_that_no_report_is_on_is_said(
    searcher: Searcher, text: str, name: str, typed: str, span: tuple[int, int]
) -> None:
    message = f"No report held here is on {name}; “{typed}” was searched for as a word only."
    assert said(searcher, text) == [(message, span)]


@pytest.mark.parametrize(
    "text", ["", "plans", "Tarnside plans", "bath time plans", "reading", '"Plymouth"', "area:Plymouth", "NOT Hull"]
)
def test_what_names_no_such_area_is_not(searcher: Searcher, text: str) -> None:
    assert said(searcher, text) == []


def test_so_many_are_named_at_most(searcher: Searcher) -> None:
    assert len(said(searcher, "Hull Plymouth Leeds Bristol Derby")) == 3

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.engine import Filter
from index.fields import MISSING
from index.query import And, AtLeast, Bonus, DateRange, Keyword, Nothing, Or, Phrase, Preferred, Term, Weighted
from searcher.asking.request import MAX_QUERY_CHARACTERS, SearchRequest
from searcher.finding.descriptions import describe_filters, describe_node, describe_query, plain_label
from searcher.language.lexemes import FIELD_NAMES
from searcher.language.limits import MAX_DEPTH, MAX_PATTERNS, MAX_WORDS
from searcher.language.parser import ParsedQuery, parse_query
from searcher.printing.explanations import tree_lines

PAGE = Path(__file__).parents[2] / "docs" / "query-language.md"


def documented() -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| `")]


@pytest.mark.parametrize("row", documented(), ids=lambda row: row[0])
def test_every_documented_example_is_read_as_the_page_says(row: list[str]) -> None:
    parsed = parse_query(row[0].strip("`"))
    assert describe_query(parsed) == row[1]
    assert [problem.message for problem in parsed.problems][: len(row) - 2] == row[2:]
    assert len(row) == 3 or not parsed.problems


def test_the_page_tells_every_field_and_limit() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in FIELD_NAMES if f"{name}:" not in page] == ["text", "title"]
    bounds = f"{MAX_QUERY_CHARACTERS:,} characters, {MAX_WORDS} words, {MAX_PATTERNS} of them with `*` or `?`"
    assert f"{bounds}, and brackets {MAX_DEPTH} deep" in page
    assert len(documented()) > 40


def test_labels_stand_for_values() -> None:
    labels = {"area-send": "Area SEND inspection", "kent": "Kent"}
    said = describe_node(Or((Keyword("type", "area-send"), Keyword("area", "kent"))), lambda _, value: labels[value])
    assert said == "type of inspection: Area SEND inspection or area: Kent"


def test_what_no_query_text_gives_is_said_too() -> None:
    assert describe_node(Nothing()) == "no passage"
    assert describe_node(Weighted(Term("plan"), 0.5)) == "“plan”"
    assert describe_node(AtLeast((Term("a"), Or((Term("b"), Term("c")))), 1)) == "at least 1 of “a” and (“b” or “c”)"
    assert describe_node(DateRange("inspected", date(2024, 1, 2), date(2024, 1, 2))) == "inspected on 2 January 2024"
    assert describe_node(Phrase(("a", "b"), 0, "title")) == "the exact words “a b” in the report’s title"


def test_what_only_ranks_is_said_apart() -> None:
    node = And((Preferred((Term("plans"), Term("late"))), Term("zeppelin"), Bonus(Keyword("year", "2024"), 4.0)))
    said = "“zeppelin” (for the order only: “plans”, “late”, year: 2024)"
    assert describe_query(ParsedQuery(node)) == said
    assert describe_node(Preferred((Term("plans"),))) == "every passage"
    assert list(tree_lines(node, plain_label)) == [
        "all of",
        "  everything, ranked by",
        "    “plans”, in all forms of “plan”",
        "    “late”, in all forms of “late”",
        "  “zeppelin”, in all forms of “zeppelin”",
        "  everything, with 4 points more for",
        "    year: 2024",
    ]


def test_filters_in_words() -> None:
    request = SearchRequest(
        filters={
            "area": Filter(frozenset({"surrey", "kent", "devon"}), frozenset({"essex"})),
            "judgement": Filter(exclude=frozenset({MISSING})),
        },
        date_field="published",
        first=date(2019, 1, 1),
        last=date(2020, 5, 31),
    )
    assert describe_filters(request) == [
        "Area: devon, kent or surrey but not essex",
        "Overall judgement: any but not No overall judgement",
        "Published: from 1 January 2019 to 31 May 2020",
    ]
    assert describe_filters(SearchRequest()) == []

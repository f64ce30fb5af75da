from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import Filter, Order
from index.fields import MISSING, MISSING_LABEL
from searcher.asking.parameters import FILTERS, PARAMETERS, read_parameters, write_parameters
from searcher.asking.problems import ProblemKind
from searcher.asking.request import MAX_PER_PAGE, SearchRequest


def test_every_parameter_is_read() -> None:
    request, problems = read_parameters(
        [
            ("q", " annual reviews "),
            ("area", "kent"),
            ("area", "Stoke-on-Trent"),
            ("not_area", "Hull"),
            ("judgement", "_missing"),
            ("report", "kent-ilacs-2023-01-02"),
            ("from", "2019"),
            ("to", "2024-02"),
            ("date", "published"),
            ("order", "newest"),
            ("group", "report"),
            ("expand", "off"),
            ("widen", "off"),
            ("page", "3"),
            ("per_page", "50"),
        ]
    )
    assert problems == ()
    assert request == SearchRequest(
        text="annual reviews",
        filters={
            "area": Filter(frozenset({"kent", "stoke-on-trent"}), frozenset({"kingston-upon-hull"})),
            "judgement": Filter(frozenset({MISSING})),
            "report": Filter(frozenset({"kent-ilacs-2023-01-02"})),
        },
        date_field="published",
        first=date(2019, 1, 1),
        last=date(2024, 2, 29),
        order=Order.NEWEST,
        group=True,
        page=3,
        per_page=50,
        expand=False,
        widen=False,
    )


def test_nothing_given_is_the_plain_search() -> None:
    assert read_parameters([]) == (SearchRequest(), ())
    assert read_parameters([("q", " "), ("area", ""), ("from", ""), ("page", "")]) == (SearchRequest(), ())
    assert write_parameters(SearchRequest()) == []


@pytest.mark.parametrize("name", ["q", "query", "keywords"])
def test_other_names_for_the_words(name: str) -> None:
    assert read_parameters([(name, "transition")])[0].text == "transition"


def test_square_brackets_after_a_name_are_the_same_name() -> None:
    assert read_parameters([("area[]", "kent"), ("not_type[]", "ilacs")])[0].filters == {
        "area": Filter(frozenset({"kent"})),
        "type": Filter(exclude=frozenset({"ilacs"})),
    }


@pytest.mark.parametrize("field", FILTERS)
def test_every_facet_can_be_wanted_and_unwanted(field: str) -> None:
    request, problems = read_parameters([(field, "one"), (f"not_{field}", "two")])
    assert request.filters == {field: Filter(frozenset({"one"}), frozenset({"two"}))}
    assert problems == ()


@pytest.mark.parametrize("typed", ["Not stated", "not-known", MISSING_LABEL, MISSING])
def test_missing_can_be_asked_for_by_its_label(typed: str) -> None:
    assert read_parameters([("judgement", typed)])[0].filters == {"judgement": Filter(frozenset({MISSING}))}


BAD = {
    ("from", "soon"): (ProblemKind.BAD_DATE, SearchRequest(raw_first="soon")),
    ("to", "31/2/2024"): (ProblemKind.BAD_DATE, SearchRequest(raw_last="31/2/2024")),
    ("date", "posted"): (ProblemKind.UNKNOWN_VALUE, SearchRequest()),
    ("order", "best"): (ProblemKind.UNKNOWN_VALUE, SearchRequest()),
    ("expand", "perhaps"): (ProblemKind.UNKNOWN_VALUE, SearchRequest()),
    ("page", "two"): (ProblemKind.BAD_NUMBER, SearchRequest()),
    ("page", "0"): (ProblemKind.BAD_NUMBER, SearchRequest()),
    ("page", "-9"): (ProblemKind.BAD_NUMBER, SearchRequest()),
    ("page", "9" * 5000): (ProblemKind.BAD_NUMBER, SearchRequest(page=10**9)),
    ("per_page", "101"): (ProblemKind.BAD_NUMBER, SearchRequest(per_page=MAX_PER_PAGE)),
    ("per_page", "5000000"): (ProblemKind.BAD_NUMBER, SearchRequest(per_page=MAX_PER_PAGE)),
    ("area", "!!"): (ProblemKind.UNKNOWN_VALUE, SearchRequest()),
    ("colour", "red"): (ProblemKind.UNKNOWN_PARAMETER, SearchRequest()),
    ("not_q", "red"): (ProblemKind.UNKNOWN_PARAMETER, SearchRequest()),
}


@pytest.mark.parametrize(("name", "value"), BAD)
def test_what_cannot_be_taken_is_said_and_the_rest_counts(name: str, value: str) -> None:
    kind, expected = BAD[name, value]
    request, problems = read_parameters([(name, value)])
    assert request == expected
    assert [(problem.kind, problem.place) for problem in problems] == [(kind, name)]
    assert len(problems[0].message) < 300


def test_a_range_that_ends_before_it_begins_is_not_used_but_kept_for_the_form() -> None:
    request, problems = read_parameters([("from", "2024"), ("to", "2019")])
    assert request == SearchRequest(raw_first="2024", raw_last="2019")
    assert [(problem.kind, problem.place) for problem in problems] == [(ProblemKind.BAD_DATE, "to")]


def test_one_bad_date_leaves_the_other() -> None:
    request, _ = read_parameters([("from", "2019"), ("to", "now")])
    assert request == SearchRequest(first=date(2019, 1, 1), raw_last="now")


def test_a_single_parameter_given_twice_keeps_the_first() -> None:
    request, problems = read_parameters([("order", "newest"), ("order", "oldest"), ("q", "a"), ("query", "a")])
    assert request == SearchRequest(text="a", order=Order.NEWEST)
    assert [(problem.kind, problem.place) for problem in problems] == [(ProblemKind.REPEATED_PARAMETER, "order")]


def test_canonical_order_and_form() -> None:
    request, _ = read_parameters(
        [("per_page", "10"), ("to", "2024"), ("area", "surrey"), ("area", "kent"), ("not_area", "essex"), ("q", "x y")]
    )
    assert write_parameters(request) == [
        ("q", "x y"),
        ("area", "kent"),
        ("area", "surrey"),
        ("not_area", "essex"),
        ("to", "2024-12-31"),
        ("per_page", "10"),
    ]


SLUGS = st.sampled_from(["kent", "stoke-on-trent", "2024", MISSING, "a-b-c"])
FILTER = st.builds(Filter, st.frozensets(SLUGS), st.frozensets(SLUGS)).filter(lambda f: bool(f.include | f.exclude))
DATES = st.tuples(st.none() | st.dates(), st.none() | st.dates()).map(
    lambda days: tuple(sorted(days)) if None not in days else days  # type: ignore[type-var]
)


@st.composite
def requests(draw: st.DrawFn) -> SearchRequest:
    first, last = draw(DATES)
    return SearchRequest(
        text=draw(st.text(max_size=30)).strip(),
        filters=draw(st.dictionaries(st.sampled_from(FILTERS), FILTER)),
        date_field=draw(st.sampled_from(["inspected", "published"])),
        first=first,
        last=last,
        order=draw(st.none() | st.sampled_from(Order)),
        page=draw(st.integers(1, 10**9)),
        per_page=draw(st.integers(1, MAX_PER_PAGE)),
        expand=draw(st.booleans()),
        widen=draw(st.booleans()),
        raw_first="" if first else draw(st.sampled_from(["", "soon"])),
        raw_last="" if last else draw(st.sampled_from(["", "31/31/2024"])),
    )


@given(requests())
def test_a_request_written_is_read_back(request: SearchRequest) -> None:
    assert read_parameters(write_parameters(request))[0] == request


@given(st.lists(st.tuples(st.sampled_from([*PARAMETERS, "zzz", "area[]"]) | st.text(), st.text())))
def test_anything_is_read_and_its_canonical_form_is_stable(pairs: list[tuple[str, str]]) -> None:
    request, _ = read_parameters(pairs)
    written = write_parameters(request)
    assert write_parameters(read_parameters(written)[0]) == written
    assert {name for name, _ in written} <= set(PARAMETERS)

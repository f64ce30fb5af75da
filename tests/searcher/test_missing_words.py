"""Which of the words typed a passage has, and how many passages have all of them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.report import Report
from searcher.asking.request import SearchRequest
from searcher.finding.descriptions import describe_words_found
from searcher.finding.search import Searcher
from searcher.writing.json_forms import search_form
from tests.searcher.test_other_words import searcher_of

TEXTS = (
    "Annual reviews of plans are late.",
    "Annual reviews are late.",
    "SALT is late for young children; plans say so.",
    "Speech and language therapy is planned early.",
    "Co-production of plans begins late.",
    "Plans, plans, plans.",
)


@pytest.fixture(scope="module")
def held(reports: list[Report]) -> Searcher:
    return searcher_of(reports, texts=TEXTS)


def missing(held: Searcher, query: str) -> dict[int, tuple[str, ...]]:
    return {int(hit.passage.id[1:]): hit.missing for hit in held.search(SearchRequest(query, widen=False)).hits}


@pytest.mark.parametrize(
    ("query", "found", "with_all"),
    [
        ("annual reviewing late plans", {0: (), 1: ("plans",)}, 1),
        ("SALT late plans", {0: ("SALT",), 2: (), 3: ("late",), 4: ("SALT",)}, 1),
        ("speech and language therapy early", {3: ()}, None),
        ("speech and language therapy early plans", {2: ("early",), 3: ()}, 1),
        ("coproduction plans lateness early", {4: ("early",)}, 0),
        ("ann* l?te plans", {0: (), 1: ("plans",), 2: ("ann*",), 4: ("ann*",)}, 1),
        ("annual reviews late heading:effective", {0: (), 1: ()}, 2),
        ("annual reviews", {0: (), 1: ()}, None),
        ("annual", {0: (), 1: ()}, None),
        ("annual OR salt", {0: (), 1: (), 2: ()}, None),
        ("late -(annual reviews early)", {2: (), 4: ()}, None),
        ('"annual reviews"', {0: (), 1: ()}, None),
        ("", dict.fromkeys(range(6), ()), None),
    ],
)
def test_words_that_a_passage_has_in_no_form_are_missing(
    held: Searcher, query: str, found: dict[int, tuple[str, ...]], with_all: int | None
) -> None:
    assert missing(held, query) == found
    assert held.search(SearchRequest(query, widen=False)).with_all == with_all


def test_where_fewer_words_will_do_more_are_missing(held: Searcher) -> None:
    widened = held.search(SearchRequest("annual reviews late plans"))
    assert (widened.enough, widened.with_all) == (2, 1)
    assert {hit.missing for hit in widened.hits} == {(), ("plans",), ("annual", "reviews")}


def test_words_of_the_heading_are_not_missing(held: Searcher) -> None:
    assert missing(held, "effective partnership zebra") == dict.fromkeys(range(6), ("zebra",))


def test_it_stands_in_json_and_in_words(held: Searcher) -> None:
    request = SearchRequest("annual reviews late plans", widen=False)
    form = search_form(held.search(request))
    assert (form["total"], form["with_all"]) == (2, 1)
    assert [result["missing"] for result in form["results"]] == [[], ["plans"]]
    assert [hit.missing for hit in held.every_hit(request)] == [(), ("plans",)]


@pytest.mark.parametrize(
    ("total", "with_all", "said"),
    [
        (214, 87, "87 passages have all of your words; 127 have some of them."),
        (2, 1, "1 passage has all of your words; 1 has some of them."),
        (1214, 0, "No passage has all of your words; 1,214 have some of them."),
        (3, 3, None),
        (0, 0, None),
        (3, None, None),
    ],
)
def test_how_many_have_all_is_said_where_both_kinds_are_there(
    total: int, with_all: int | None, said: str | None
) -> None:
    assert describe_words_found(total, with_all) == said


WORDS = ("annual", "reviews", "late", "plans", "SALT", "early", "zebra", "coproduction", "plan*", "the", "10%")


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), widen=st.booleans())
def test_as_many_have_all_words_as_miss_none(held: Searcher, typed: str, widen: bool) -> None:
    page = held.search(SearchRequest(typed, widen=widen))
    complete = sum(not hit.missing for hit in page.hits)
    assert complete == (page.total if page.with_all is None else page.with_all)

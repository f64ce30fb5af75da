"""What to change where nothing is found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searcher.asking.parameters import read_parameters, write_parameters
from searcher.asking.request import SearchRequest
from searcher.finding.remedies import MOST_TRIED, RemedyKind, find_remedies, shortened
from searcher.finding.search import Searcher
from searcher.language.parser import parse_query


def remedies_of(searcher: Searcher, *pairs: tuple[str, str]) -> list[tuple[RemedyKind, str, int]]:
    request, _ = read_parameters(pairs)
    suggestion = searcher.search(request).suggestion
    return [(one.change, one.words, one.passages) for one in find_remedies(searcher, request, suggestion)]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("zebra", {}),
        ("(zebra)", {}),
        ('zebra AND "annual reviews"', {"zebra": '"annual reviews"', '"annual reviews"': "zebra"}),
        ("(autism OR zebra) reviews", {"autism": "(zebra) reviews", "zebra": "(autism) reviews",
                                       "reviews": "(autism OR zebra)"}),
        ("area:kent zebra -nursery", {"area:kent": "zebra -nursery", "zebra": "area:kent -nursery",
                                      "-nursery": "area:kent zebra"}),
        ("+zebra reviews", {"zebra": "reviews", "reviews": "+zebra"}),
        ("area:(kent OR surrey) zebra", {"kent": "area:(surrey) zebra", "surrey": "area:(kent) zebra",
                                         "zebra": "area:(kent OR surrey)"}),
        ('"waiting lists"~5 zebra', {'"waiting lists"~5': "zebra", "zebra": '"waiting lists"~5'}),
        ('zebra "reviews', {"zebra": '"reviews', "reviews": 'zebra "'}),
        ("date:2019 zebra*", {"date:2019": "zebra*", "zebra*": "date:2019"}),
        ("NOT zebra NOT reviews", {"NOT zebra": "NOT reviews", "NOT reviews": "NOT zebra"}),
    ],
)  # fmt: skip
def test_each_part_of_a_query_can_be_left_out(typed: str, left: dict[str, str]) -> None:
    assert dict(shortened(typed)) == left


SIGNS = st.sampled_from(
    ["annual", "reviews", "zebra", '"', "(", ")", "AND", "OR", "NOT", "-x", "+y", "*", "area:kent", "~5", "date:", ","]
)


@settings(deadline=None)
@given(typed=st.lists(SIGNS, max_size=9).map(" ".join) | st.text(max_size=30))
def test_what_is_left_has_no_more_faults_and_is_shorter(typed: str) -> None:
    for part, rest in shortened(typed):
        assert part in typed
        # A space may stand where a part stood between others.
        assert 0 < len("".join(rest.split())) < len("".join(typed.split()))
        assert len(parse_query(rest).problems) <= len(parse_query(typed).problems)


def test_only_what_helps_is_offered(searcher: Searcher) -> None:
    assert remedies_of(searcher, ("q", "reviews"), ("area", "wexcombe"), ("finding", "strength"), ("from", "2024")) == [
        (RemedyKind.FILTER, "Wexcombe", 1),
        (RemedyKind.FILTER, "on or after 1 January 2024", 1),
        (RemedyKind.ALL_FILTERS, "", 6),
    ]
    assert remedies_of(searcher, ("q", "thin AND zebra"), ("area", "tarnside")) == [(RemedyKind.WORD, "zebra", 1)]
    assert remedies_of(searcher, ("q", '"thin plans"')) == [(RemedyKind.EXACTNESS, "thin plans", 1)]
    (respelled,) = find_remedies(searcher, SearchRequest("placments"), "placements")
    assert (respelled.change, respelled.request, respelled.passages) == (
        RemedyKind.SPELLING, SearchRequest("placements"), 1,
    )  # fmt: skip
    assert remedies_of(searcher, ("q", "zebra")) == []


def test_where_one_change_is_not_enough_filters_go_with_a_word(searcher: Searcher) -> None:
    request, _ = read_parameters([("q", "thin AND zebra"), ("area", "wexcombe")])
    assert [(one.change, one.words, one.bare, one.request) for one in find_remedies(searcher, request)] == [
        (RemedyKind.WORD, "zebra", True, SearchRequest("thin")),
    ]  # fmt: skip


def test_what_is_offered_finds_as_much_as_is_said(searcher: Searcher) -> None:
    pairs = [("q", 'thin "vague reviews"'), ("area", "wexcombe"), ("not_type", "news"), ("page", "3")]
    request, _ = read_parameters(pairs)
    offered = list(find_remedies(searcher, request))
    assert offered
    for remedy in offered:
        again, problems = read_parameters(write_parameters(remedy.request))
        assert (searcher.search(again).total, problems, again.page) == (remedy.passages, (), 1)


def test_a_long_query_is_tried_in_part(searcher: Searcher) -> None:
    text = " AND ".join(["zebra", *["reviews"] * 40])
    request, _ = read_parameters([("q", text)])
    assert len(list(find_remedies(searcher, request))) <= MOST_TRIED

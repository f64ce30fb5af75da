from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.report import Report
from index.engine import Filter, Order
from index.fields import FACETS, MISSING
from searcher.asking.known_values import MAX_PROBLEMS
from searcher.asking.parameters import read_parameters
from searcher.asking.problems import ProblemKind
from searcher.asking.request import SearchRequest
from searcher.finding.facets import FEW, standing_values
from searcher.finding.results import FacetValue, ResultPage
from searcher.finding.search import Searcher
from tests.searcher.conftest import make_searcher

EVERYTHING = 12


def only(**values: str) -> dict[str, Filter]:
    return {name: Filter(frozenset({value})) for name, value in values.items()}


def texts(page: ResultPage) -> list[str]:
    return [hit.passage.text for hit in page.hits]


def counts(page: ResultPage, facet: str) -> list[tuple[str, int, int]]:
    return [(value.value, value.count, value.reports) for value in page.facets[facet].values]


def test_equal_requests_share_a_hash_whatever_the_order_of_their_filters() -> None:
    one = SearchRequest("plans", {"area": Filter(frozenset({"kent"})), "year": Filter(exclude=frozenset({"2024"}))})
    other = replace(one, filters=dict(reversed(one.filters.items())))
    assert (one, hash(one)) == (other, hash(other))
    assert len({one, other, replace(one, page=2), replace(one, expand=False)}) == 3


def test_words_find_the_passages_that_hold_them(searcher: Searcher) -> None:
    page = searcher.search(SearchRequest("annual reviews late"))
    assert set(texts(page)) == {
        "Annual reviews are timely, and families praise the co-production of plans.",
        "Too many annual reviews are late. Leaders do not know why.",
        "The annual review process starts late for a few young people.",
        "Families in two towns welcome a report on annual reviews.",
    }
    assert (page.total, page.reports, page.areas) == (4, 3, 2)
    assert page.order is Order.RELEVANCE
    assert page.understood == "at least 2 of “annual”, “reviews” and “late”"
    assert (page.engine, page.reports_held, page.problems) == ("memory", 4, ())
    assert page.took_ms > 0


def test_words_typed_side_by_side_rank_higher_where_they_stand_so(reports: list[Report]) -> None:
    section = reports[0].sections[0]
    apart = "Lines, ferry by ferry, are drawn."
    beside = "So many of the young are drawn into what the police call ferry lines."
    passages = tuple(replace(section.passages[0], id=text, text=text) for text in (apart, beside))
    held = make_searcher([replace(reports[0], sections=(replace(section, passages=passages),))])
    assert texts(held.search(SearchRequest("lines ferry"))) == [apart, beside]
    page = held.search(SearchRequest("ferry lines"))
    assert texts(page) == [beside, apart]
    assert (page.total, page.understood) == (2, "“ferry” and “lines”")
    assert [beside[start:end] for start, end in page.hits[0].snippet.highlights] == ["ferry", "lines"]


def test_a_hit_brings_its_report_without_sections_and_its_matches(searcher: Searcher) -> None:
    (hit,) = searcher.search(SearchRequest('"reviews are late"')).hits
    assert hit.report.title == "Area SEND inspection of Tarnside Local Area Partnership"
    assert hit.report.sections == ()
    assert [hit.passage.text[start:end] for start, end in hit.snippet.highlights] == ["reviews are late"]
    (hit,) = searcher.search(SearchRequest("heading:improve")).hits
    assert (hit.snippet.highlights, hit.heading_highlights) == ((), ((14, 21),))


def test_without_words_the_newest_come_first(searcher: Searcher) -> None:
    page = searcher.search(SearchRequest())
    assert page.order is Order.NEWEST
    assert page.total == EVERYTHING
    assert [hit.passage.report_id for hit in page.hits][:1] == ["news-1"]
    assert {hit.score for hit in page.hits} == {0}
    assert searcher.search(SearchRequest("area:tarnside")).order is Order.NEWEST
    assert searcher.search(SearchRequest(order=Order.OLDEST)).order is Order.OLDEST


def test_punctuation_only_leaves_the_filters_alone(searcher: Searcher) -> None:
    page = searcher.search(SearchRequest("?!", only(type="ilacs")))
    assert page.total == 3
    assert [problem.kind for problem in page.problems] == [ProblemKind.NO_WORDS]
    assert page.understood == "every passage (no word to look for; only the filters count)"


def test_facets_ignore_their_own_filter_and_no_other(searcher: Searcher) -> None:
    page = searcher.search(SearchRequest("", only(area="tarnside", type="area-send")))
    assert page.total == 5
    assert counts(page, "area") == [("tarnside", 5, 1), ("wexcombe", 3, 1)]
    assert counts(page, "type") == [("area-send", 5, 1), ("ilacs", 3, 1), ("news", 1, 1)]
    assert [count for count in counts(page, "finding") if count[1]] == [("strength", 2, 1), ("weakness", 3, 1)]
    assert page.areas == 1


def test_facet_values_of_one_facet_are_alternatives(searcher: Searcher) -> None:
    both = {"type": Filter(frozenset({"ilacs", "news"}))}
    assert searcher.search(SearchRequest("", both)).total == 4


def test_excluded_values_are_left_out_and_marked(searcher: Searcher) -> None:
    page = searcher.search(SearchRequest("", {"type": Filter(exclude=frozenset({"area-send"}))}))
    assert page.total == 4
    (value,) = [value for value in page.facets["type"].values if value.excluded]
    assert value == FacetValue("area-send", "Area SEND inspection", 8, 2, selected=False, excluded=True)


def test_facets_come_in_their_own_order(searcher: Searcher) -> None:
    page = searcher.search(SearchRequest())
    assert tuple(page.facets) == FACETS
    assert counts(page, "year") == [("2024", 6, 2), ("2023", 3, 1), ("2022", 3, 1)]
    assert [value for value, _, _ in counts(page, "finding")] == ["strength", "weakness", "recommendation", "mixed"]
    assert counts(page, "judgement") == [
        ("good", 3, 1),
        ("typically-positive", 3, 1),
        ("inconsistent", 5, 1),
        (MISSING, 1, 1),
    ]


def test_missing_is_a_value_with_a_label(searcher: Searcher) -> None:
    page = searcher.search(SearchRequest("", only(judgement=MISSING)))
    assert [hit.passage.report_id for hit in page.hits] == ["news-1"]
    (value,) = [value for value in page.facets["judgement"].values if value.selected]
    assert (value.label, value.count) == ("No overall judgement", 1)


def test_passages_under_no_heading_are_called_so(reports: list[Report]) -> None:
    bare = replace(reports[0], sections=tuple(replace(section, heading="") for section in reports[0].sections))
    page = make_searcher([bare]).search(SearchRequest())
    assert [(value.value, value.label) for value in page.facets["section"].values] == [(MISSING, "No heading")]


def test_a_selected_value_is_listed_even_at_nothing(searcher: Searcher) -> None:
    page = searcher.search(SearchRequest("placements", only(year="2024")))
    assert page.total == 0
    assert page.facets["year"].values == (
        FacetValue("2024", "2024", 0, 0, selected=True),
        FacetValue("2022", "2022", 1, 1),
    )


def test_values_of_a_short_fixed_list_stay_at_nothing(searcher: Searcher) -> None:
    page = searcher.search(SearchRequest("placements", only(type="news")))
    assert page.facets["type"].values == (
        FacetValue("ilacs", "ILACS (children's services)", 1, 1),
        FacetValue("area-send", "Area SEND inspection", 0, 0),
        FacetValue("news", "News article", 0, 0, selected=True),
    )
    assert counts(page, "finding") == [
        ("strength", 0, 0), ("weakness", 0, 0), ("recommendation", 0, 0), ("mixed", 0, 0),
    ]  # fmt: skip
    # Judgements and areas come and go with what is found.
    assert (counts(page, "judgement"), counts(page, "area")) == ([], [])


def test_a_list_of_many_values_drops_those_at_nothing() -> None:
    assert standing_values("region", map(str, range(FEW))) == tuple(map(str, range(FEW)))
    assert standing_values("region", map(str, range(FEW + 1))) == ()
    assert standing_values("area", ["tarnside"]) == ()


def test_judgements_of_several_frameworks_come_with_a_note(searcher: Searcher) -> None:
    mixed = searcher.search(SearchRequest())
    assert mixed.facets["judgement"].note == (
        "Each type of inspection has its own judgements. These counts cover 2 types. "
        "“No overall judgement” stands for 1 report of types that give none (News article)."
    )
    assert {facet.note for name, facet in mixed.facets.items() if name != "judgement"} == {None}
    assert searcher.search(SearchRequest("", only(type="area-send"))).facets["judgement"].note is None
    chosen = searcher.search(SearchRequest("", only(judgement="good"))).facets["judgement"]
    assert chosen.note == mixed.facets["judgement"].note


def test_a_judgement_that_was_not_found_is_told_from_one_that_does_not_exist(reports: list[Report]) -> None:
    unjudged = replace(reports[0], judgement=None)
    held = [unjudged, *reports[1:]]
    searcher = make_searcher(held)

    def note(**values: str) -> str | None:
        return searcher.search(SearchRequest("", only(**values))).facets["judgement"].note

    both = "1 report of types that give none (News article) and 1 report in which none was found."
    assert str(note()).endswith(f"“No overall judgement” stands for {both}")
    assert note(judgement="good") == note(judgement=MISSING) == note()
    alone = "“No overall judgement” stands for 1 report in which none was found."
    assert note(type=unjudged.inspection_type.value) == alone
    assert note(type="news") == "“No overall judgement” stands for 1 report of types that give none (News article)."
    assert note(type="ilacs") is None


def test_areas_counts_those_of_the_matches(searcher: Searcher) -> None:
    assert searcher.search(SearchRequest()).areas == 2
    assert searcher.search(SearchRequest("", only(area="wexcombe", type="area-send"))).areas == 1
    assert searcher.search(SearchRequest("", only(area="wexcombe"))).areas == 2
    assert searcher.search(SearchRequest("", {"area": Filter(exclude=frozenset({"wexcombe"}))})).areas == 1
    assert searcher.search(SearchRequest("zebra")).areas == 0


def test_dates_filter_by_the_day_asked_for(searcher: Searcher) -> None:
    since = SearchRequest(first=date(2024, 1, 1))
    assert {hit.report.id for hit in searcher.search(since).hits} == {"tarnside-area-send-2024-01-29"}
    published = SearchRequest(date_field="published", last=date(2022, 12, 31))
    assert {hit.report.id for hit in searcher.search(published).hits} == {"tarnside-ilacs-2022-05-09"}


def test_pages_cut_the_hits_and_nothing_else(searcher: Searcher) -> None:
    whole = searcher.search(SearchRequest(per_page=50))
    second = searcher.search(SearchRequest(per_page=5, page=2))
    assert (second.page, second.pages, second.offset) == (2, 3, 5)
    assert second.hits == whole.hits[5:10]
    assert (second.total, second.facets) == (whole.total, whole.facets)


@pytest.mark.parametrize("asked", [4, 999, 10**9])
def test_a_page_past_the_end_is_the_last_one(searcher: Searcher, asked: int) -> None:
    page = searcher.search(SearchRequest(per_page=5, page=asked))
    assert page == replace(
        searcher.search(SearchRequest(per_page=5, page=3)), problems=page.problems, took_ms=page.took_ms
    )
    assert [(problem.kind, problem.place) for problem in page.problems] == [(ProblemKind.PAST_END, "page")]


def test_offset_and_limit_override_pages(searcher: Searcher) -> None:
    whole = searcher.search(SearchRequest(every_hit=True)).hits
    assert len(whole) == searcher.search(SearchRequest()).total
    assert searcher.search(SearchRequest(offset=3, limit=2)).hits == whole[3:5]
    assert searcher.search(SearchRequest(limit=0)).hits == ()
    past = searcher.search(SearchRequest(offset=500))
    assert (past.hits, [problem.kind for problem in past.problems]) == ((), [ProblemKind.PAST_END])


def test_unknown_values_find_nothing_stay_selected_and_are_named(searcher: Searcher) -> None:
    page = searcher.search(SearchRequest("", only(area="tarnsid")))
    assert page.total == 0
    assert FacetValue("tarnsid", "tarnsid", 0, 0, selected=True) in page.facets["area"].values
    (problem,) = page.problems
    assert (problem.kind, problem.place) == (ProblemKind.UNKNOWN_VALUE, "area")
    assert "Tarnside" in problem.message


def test_of_very_many_unknown_values_some_are_named(searcher: Searcher) -> None:
    chosen = Filter(frozenset(f"nowhere-{number}" for number in range(500)))
    page = searcher.search(SearchRequest(filters={"area": chosen}))
    assert (page.total, len(page.problems)) == (0, MAX_PROBLEMS)
    assert page.request.filters["area"] == chosen


def test_unknown_values_in_the_query_are_named_with_their_place(searcher: Searcher) -> None:
    page = searcher.search(SearchRequest("plans -type:pamphlet"))
    (problem,) = page.problems
    assert (problem.kind, problem.place, problem.span) == (ProblemKind.UNKNOWN_VALUE, "q", (12, 20))
    assert page.total == 3


def test_a_label_stands_for_its_value(searcher: Searcher) -> None:
    request, _ = read_parameters([("type", "Area SEND inspection"), ("judgement", "Typically positive")])
    page = searcher.search(request)
    assert (page.total, page.problems) == (3, ())
    assert page.request.filters == only(type="area-send", judgement="typically-positive")
    assert searcher.search(SearchRequest('type:"news article"')).total == 1


def test_one_report_alone(searcher: Searcher) -> None:
    page = searcher.search(SearchRequest("reviews", only(report="tarnside-ilacs-2022-05-09")))
    assert texts(page) == ["The timeliness of reviews."]


def test_every_hit_is_the_same_as_all_pages(searcher: Searcher) -> None:
    request = SearchRequest("annual OR plans OR waiting", per_page=2)
    pages = [hit for page in (1, 2, 3, 4) for hit in searcher.search(replace(request, page=page)).hits]
    assert list(searcher.every_hit(request)) == pages
    assert [hit.passage for hit in searcher.every_hit(request, highlight=False)] == [hit.passage for hit in pages]
    assert list(searcher.every_hit(replace(request, offset=1, limit=3))) == pages[1:4]


def test_every_hit_goes_on_beyond_one_batch(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("searcher.finding.search.BATCH", 4)
    whole = searcher.search(SearchRequest(every_hit=True)).hits
    assert tuple(searcher.every_hit(SearchRequest())) == whole
    assert tuple(searcher.every_hit(SearchRequest(limit=6))) == whole[:6]
    assert tuple(searcher.every_hit(SearchRequest(limit=8))) == whole[:8]


def test_words_left_out_are_said(searcher: Searcher) -> None:
    page = searcher.search(SearchRequest("what about the plans"))
    assert page.understood == "“plans” (too common to count: “what”, “about”, “the”)"


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(max_size=30)
    | st.lists(st.sampled_from(["plans", "annual", "late", "NOT", "OR", "*", '"'])).map(" ".join),
    page=st.integers(1, 30),
    area=st.sampled_from(["tarnside", "wexcombe", "x", ""]),
)
def test_any_search_holds_together(searcher: Searcher, text: str, page: int, area: str) -> None:
    filters = only(area=area) if area else {}
    found = searcher.search(SearchRequest(text, filters, page=page, per_page=2))
    assert 1 <= found.page <= found.pages
    assert len(found.hits) == min(2, found.total - found.offset) if found.total else not found.hits
    chosen = [value.count for value in found.facets["area"].values if value.selected]
    assert chosen == ([found.total] if area else [])
    for hit in found.hits:
        assert 0 <= hit.snippet.start <= hit.snippet.end <= len(hit.passage.text)

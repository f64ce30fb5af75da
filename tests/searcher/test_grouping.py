"""Passages under their reports: what stands on a page, and what pages count."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pytest

from searcher.asking.request import SearchRequest
from searcher.finding.engine_requests import SHOWN_OF_A_REPORT
from searcher.finding.search import Searcher
from searcher.writing.json_forms import search_form

GROUPED = SearchRequest("reviews OR plans OR children OR waiting", group=True)


def reports_of(searcher: Searcher, request: SearchRequest) -> list[str]:
    return [report_id for report_id, _ in groupby(hit.passage.report_id for hit in searcher.search(request).hits)]


def test_reports_stand_in_the_order_of_their_first_passage(searcher: Searcher) -> None:
    apart = searcher.search(replace(GROUPED, group=False))
    page = searcher.search(GROUPED)
    assert (page.total, page.reports) == (apart.total, apart.reports) == (11, 4)
    assert reports_of(searcher, GROUPED) == list(dict.fromkeys(hit.passage.report_id for hit in apart.hits))
    assert list(page.of_report) == reports_of(searcher, GROUPED)
    assert sum(page.of_report.values()) == 11
    assert max(page.of_report.values()) > SHOWN_OF_A_REPORT
    shown = [len(list(hits)) for _, hits in groupby(page.hits, key=lambda hit: hit.passage.report_id)]
    assert shown == [min(count, SHOWN_OF_A_REPORT) for count in page.of_report.values()]


def test_pages_count_reports(searcher: Searcher) -> None:
    whole = reports_of(searcher, GROUPED)
    first, second = (replace(GROUPED, per_page=3, page=page) for page in (1, 2))
    assert [*reports_of(searcher, first), *reports_of(searcher, second)] == whole
    assert [searcher.search(request).pages for request in (GROUPED, first, second)] == [1, 2, 2]
    assert [searcher.search(request).offset for request in (first, second)] == [0, 3]
    late = searcher.search(replace(GROUPED, per_page=3, page=9))
    assert (late.page, list(late.of_report), len(late.problems)) == (2, whole[3:], 1)


def test_an_export_has_every_passage_under_its_report(searcher: Searcher) -> None:
    apart = list(searcher.every_hit(replace(GROUPED, group=False)))
    together = list(searcher.every_hit(GROUPED))
    assert sorted(hit.passage.id for hit in together) == sorted(hit.passage.id for hit in apart)
    assert [report_id for report_id, _ in groupby(hit.passage.report_id for hit in together)] == reports_of(
        searcher, GROUPED
    )


def test_offset_and_limit_count_reports(searcher: Searcher) -> None:
    whole = reports_of(searcher, GROUPED)
    part = replace(GROUPED, offset=1, limit=2)
    assert reports_of(searcher, part) == whole[1:3]
    exported = list(searcher.every_hit(part))
    assert [hit for hit in searcher.every_hit(GROUPED) if hit.passage.report_id in whole[1:3]] == exported
    assert list(searcher.every_hit(replace(GROUPED, limit=0))) == []
    past = searcher.search(replace(GROUPED, offset=4))
    assert [problem.message for problem in past.problems] == ["There is no report after number 4; 4 were found."]


def test_json_says_how_many_each_report_has(searcher: Searcher) -> None:
    page = searcher.search(GROUPED)
    form = search_form(page)
    assert form["of_report"] == dict(page.of_report)
    assert search_form(searcher.search(SearchRequest("reviews")))["of_report"] == {}


def test_nothing_found_has_no_groups(searcher: Searcher) -> None:
    page = searcher.search(SearchRequest("zebra", group=True))
    assert (page.hits, page.of_report, page.pages) == ((), {}, 1)


@pytest.mark.parametrize("words", ["reviews", "plans", "", "children in care"])
def test_a_filter_on_the_report_counts_that_report_alone(searcher: Searcher, words: str) -> None:
    first = next(iter(searcher.search(SearchRequest(words, group=True)).of_report.items()))
    chosen = SearchRequest(f"{words} report:{first[0]}", group=True)
    assert dict(searcher.search(chosen).of_report) == dict([first])

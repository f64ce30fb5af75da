from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import UnknownReport
from corpus.ids import renamed
from corpus.report import Report
from index.errors import IndexDamaged, IndexMissing, UnknownEngine
from index.generations.folders import CURRENT_FILE, engine_folder
from searcher.asking.request import SearchRequest
from searcher.errors import UnknownPassage
from searcher.finding.collection import Collection
from searcher.finding.search import Searcher

Keep = Callable[[Path, list[Report]], None]


def test_a_built_index_gives_the_same_answers_as_the_plain_one(data: Path, searcher: Searcher) -> None:
    with Collection.open(data) as collection:
        for text in ("", "annual reviews late", '"annual review"', "plan* NOT area:wexcombe", "heading:improve"):
            found, expected = collection.search(SearchRequest(text)), searcher.search(SearchRequest(text))
            assert found.engine == "whoosh"
            assert (found.total, found.hits, found.facets) == (expected.total, expected.hits, expected.facets)


def test_reports_and_passages_by_id(data: Path, reports: list[Report]) -> None:
    with Collection.open(data) as collection:
        assert collection.report("news-1") == reports[-1]
        assert list(collection.reports()) == sorted(reports, key=lambda report: report.id)
        passage = collection.search(SearchRequest("placements")).hits[0].passage
        assert collection.passage(passage.id) == passage


def test_unknown_ids_raise_with_a_remedy(data: Path) -> None:
    with Collection.open(data) as collection:
        with pytest.raises(UnknownReport, match=r"no report “news-2”.*Similar ones: news-1"):
            collection.report("news-2")
        with pytest.raises(UnknownReport, match="searcher reports"):
            collection.report("%%%")
        with pytest.raises(UnknownPassage, match=r"no passage “nosuch”.*Search for some of its words"):
            collection.passage("nosuch")


def test_opening_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="searcher index"):
        Collection.open(tmp_path)
    with pytest.raises(UnknownEngine, match="abacus"):
        Collection.open(tmp_path, "abacus")


def test_a_newer_generation_is_taken_up_when_asked(data: Path, reports: list[Report], keep: Keep) -> None:
    with Collection.open(data) as collection:
        assert collection.reload_if_changed() is False
        before = collection.generation
        keep(data, [_renamed(reports[-1])])
        assert collection.search(SearchRequest()).reports_held == 4
        assert collection.reload_if_changed() is True
        assert collection.generation != before
        assert collection.search(SearchRequest()).reports_held == 5
        assert collection.reload_if_changed() is False


def test_a_search_under_way_ends_on_the_state_it_began_with(data: Path, reports: list[Report], keep: Keep) -> None:
    with Collection.open(data) as collection:
        with collection.snapshot() as old:
            keep(data, [_renamed(reports[-1])])
            assert collection.reload_if_changed() is True
            assert old.search(SearchRequest()).total == 12
            assert collection.search(SearchRequest()).total == 13
        assert collection.search(SearchRequest()).total == 13


def test_a_generation_that_cannot_be_opened_leaves_the_old_one_in_use(data: Path) -> None:
    with Collection.open(data) as collection:
        (engine_folder(data, "whoosh") / CURRENT_FILE).write_text("nowhere\n", encoding="utf-8")
        with pytest.raises(IndexDamaged):
            collection.reload_if_changed()
        assert collection.search(SearchRequest()).total == 12


def test_many_threads_search_while_generations_change(data: Path, reports: list[Report], keep: Keep) -> None:
    totals: list[int] = []
    failures: list[BaseException] = []
    done = threading.Event()

    def search(collection: Collection) -> None:
        try:
            while not done.is_set():
                collection.reload_if_changed()
                totals.append(collection.search(SearchRequest("annual reviews")).total)
        except Exception as failure:  # noqa: BLE001 - any failure in a thread must reach the test
            failures.append(failure)

    with Collection.open(data) as collection:
        threads = [threading.Thread(target=search, args=(collection,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for number in range(3):
            keep(data, [_renamed(reports[-1], number)])
        done.set()
        for thread in threads:
            thread.join()
    assert failures == []
    assert set(totals) <= {4, 5, 6, 7}


def _renamed(report: Report, number: int = 0) -> Report:
    source = replace(report.source, path=f"copy-{number}.txt", sha256=f"{number:064x}")
    another_day = report.published and report.published.replace(year=1999 + number)
    return renamed(replace(report, source=source, published=another_day), f"{report.id}-copy-{number}")

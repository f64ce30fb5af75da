"""A day of publication that only the file name gives: used for filters, marked wherever it is shown, never cited."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.filenames import TAKEN_FROM_NAME
from corpus.report import PUBLISHED_FROM_FILE_NAME, ReadingWarning, Report
from index.engine import Filter
from searcher.asking.request import SearchRequest
from searcher.cli import main
from searcher.finding.search import Searcher
from searcher.printing.report_text import facts
from searcher.printing.results_text import when
from searcher.wording.citations import cite
from searcher.wording.publication import authority_words, publication_source, publication_words
from searcher.writing.json_forms import report_form
from tests.searcher.conftest import make_searcher

DAY = date(2024, 5, 1)
BY_NAME = ReadingWarning(PUBLISHED_FROM_FILE_NAME, TAKEN_FROM_NAME)
TARNSIDE, ILACS, NEWS = "tarnside-area-send-2024-01-29", "tarnside-ilacs-2022-05-09", "news-1"
SOURCES = {TARNSIDE: None, ILACS: "file name", NEWS: "printed"}


@pytest.fixture
def three(reports: list[Report]) -> list[Report]:
    """Return a report without a day of publication, one dated by its file name, and one that prints its day."""
    tarnside, _, ilacs, news = reports
    return [tarnside, replace(ilacs, published=DAY, warnings=(BY_NAME,)), news]


@pytest.fixture
def run(tmp_path: Path, three: list[Report], keep: Callable[[Path, list[Report]], None]) -> Callable[..., str]:
    keep(tmp_path, three)

    def answer(*arguments: str) -> str:
        result = CliRunner().invoke(main, ["--data", str(tmp_path), *arguments])
        assert result.exit_code == 0, result.output
        return result.stdout

    return answer


def test_the_source_of_the_day_and_its_words(three: list[Report]) -> None:
    assert {report.id: publication_source(report) for report in three} == SOURCES
    assert [publication_words(report) for report in three] == ["", "1 May 2024 (by its file name)", "1 May 2024"]
    assert {report.id: report_form(report)["published_source"] for report in three} == SOURCES


def test_a_citation_names_only_a_day_that_is_printed(searcher: Searcher) -> None:
    (hit,) = searcher.search(SearchRequest('"placements are stable"')).hits
    assert ", inspected 9 to 20 May 2022, published 4 July 2022, p. 6, " in cite(hit.passage, hit.report)
    by_name = replace(hit.report, warnings=(BY_NAME,))
    assert ", inspected 9 to 20 May 2022, p. 6, " in cite(hit.passage, by_name)


def test_when_a_report_was_published_says_how_it_is_known(three: list[Report]) -> None:
    undated = [replace(report, inspected_from=None, inspected_to=None) for report in three]
    assert [when(report) for report in undated] == [
        "", "published 1 May 2024 (by its file name)", "published 1 May 2024",
    ]  # fmt: skip


@pytest.mark.parametrize("arguments", [("search", "--format", "csv"), ("reports", "--format", "csv")])
def test_a_column_says_where_the_day_comes_from(run: Callable[..., str], arguments: tuple[str, ...]) -> None:
    header, *rows = csv.reader(io.StringIO(run(*arguments)))
    cells = [dict(zip(header, row, strict=True)) for row in rows]
    found = {row["report_id"]: (row["publication_date"], row["publication_date_source"]) for row in cells}
    assert found == {TARNSIDE: ("", ""), ILACS: ("2024-05-01", "file name"), NEWS: ("2024-05-01", "printed")}


def test_json_of_searches_and_reports_says_so_too(run: Callable[..., str]) -> None:
    listed = json.loads(run("reports", "--format", "json"))
    found = [result["report"] for result in json.loads(run("search", "--format", "json"))["results"]]
    for answer in (listed, found):
        assert {report["id"]: report["published_source"] for report in answer} == SOURCES


def test_the_table_of_reports_marks_such_a_day(run: Callable[..., str]) -> None:
    lines = run("reports").splitlines()
    days = {line.split()[0]: re.findall(r"2024-05-01\S*", line) for line in lines if line.startswith((ILACS, NEWS))}
    assert days == {ILACS: ["2024-05-01*"], NEWS: ["2024-05-01"]}
    assert lines[-1] == "* by its file name: the report prints no date of publication"
    assert "file name" not in run("reports", "--type", "news")


def test_a_year_that_only_the_file_name_gives_is_marked_beside_the_years(three: list[Report]) -> None:
    tarnside, ilacs, news = three
    undated = replace(ilacs, inspected_from=None, inspected_to=None)
    searcher = make_searcher([tarnside, undated, news])
    note = "In 1 report the year is that of the file name; the report prints no date."

    def notes(*chosen: tuple[str, str]) -> list[str | None]:
        filters = {name: Filter(frozenset({value})) for name, value in chosen}
        return [
            facet.note for name, facet in searcher.search(SearchRequest("", filters)).facets.items() if name == "year"
        ]

    assert notes() == notes(("type", "ilacs")) == notes(("year", "2023")) == [note]
    assert notes(("type", "news")) == [None]
    assert undated.year_from_file_name
    assert not ilacs.year_from_file_name
    page = make_searcher([tarnside, ilacs, news]).search(SearchRequest(""))
    assert page.facets["year"].note is None


def test_an_authority_s_number_is_marked_as_that_of_the_folder(reports: list[Report]) -> None:
    numbered = replace(reports[0], authority_number="80999")
    assert [authority_words(report) for report in (numbered, reports[1])] == ["80999 (by the name of its folder)", ""]
    assert [report_form(report)["authority_number"] for report in (numbered, reports[1])] == ["80999", None]
    assert ("Authority number", "80999 (by the name of its folder)") in facts(numbered)


@pytest.mark.parametrize("form", ["text", "md"])
def test_a_shown_report_says_so(run: Callable[..., str], form: str) -> None:
    lines = [" ".join(line.split()) for line in run("show", ILACS, "--format", form).splitlines()]
    day = next(line for line in lines if line.removeprefix("- ").startswith("Published"))
    assert day.replace("\\", "").endswith("1 May 2024 (by its file name)")


def test_such_a_day_serves_as_a_filter(run: Callable[..., str]) -> None:
    found = json.loads(run("reports", "--date", "published", "--from", "2024-05-01", "--format", "json"))
    assert {report["id"] for report in found} == {ILACS, NEWS}

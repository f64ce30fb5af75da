"""Comparisons: one search in several areas, in order of name, with what each one's latest inspection says."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.report import InspectionType, Report
from searcher.asking.parameters import read_parameters
from searcher.cli import main
from searcher.finding.comparison import MOST_AREAS, SIDE_BY_SIDE, ComparedArea, Comparison, compare_areas
from searcher.finding.mentions import Mention, count_mentions
from searcher.finding.search import Searcher
from searcher.printing.comparison_output import latest_words
from searcher.writing.comparison_forms import CSV_COLUMNS, comparison_csv, comparison_form
from tests.searcher.conftest import area_send, make_searcher

TARNSIDE, WEXCOMBE = "tarnside-area-send-2024-01-29", "wexcombe-area-send-2023-03-06"
BOTH = (("area", "wexcombe"), ("area", "tarnside"))


def compared(searcher: Searcher, *pairs: tuple[str, str]) -> Comparison:
    return compare_areas(searcher, read_parameters(pairs)[0])


def figures(row: Mention) -> tuple[str, int, int, int, int]:
    return (row.value, row.passages, row.of_passages, row.reports, row.of_reports)


def by(area: ComparedArea, field: str) -> list[tuple[str, int, int, int, int]]:
    return [figures(row) for row in area.by[field]]


def many_areas(number: int) -> list[Report]:
    return [
        area_send(f"Place {place:02}", f"place-{place:02}", date(2024, 1, 1 + place % 28), "Inconsistent",
                  ["Plans are good."], ["Plans are late."])
        for place in range(number)
    ]  # fmt: skip


def test_each_area_is_counted_against_all_of_its_own(searcher: Searcher) -> None:
    tarnside, wexcombe = compared(searcher, ("q", '"annual reviews"'), *BOTH).areas
    # The article is about both areas, so it counts for each.
    assert figures(tarnside.counts) == ("tarnside", 3, 9, 2, 3)
    assert by(tarnside, "type") == [("area-send", 2, 5, 1, 1), ("ilacs", 0, 3, 0, 1), ("news", 1, 1, 1, 1)]
    assert by(tarnside, "finding") == [
        ("strength", 1, 2, 1, 1), ("weakness", 1, 3, 1, 1), ("recommendation", 0, 1, 0, 1), ("mixed", 1, 3, 1, 2),
    ]  # fmt: skip
    assert (figures(wexcombe.counts), wexcombe.held) == (("wexcombe", 1, 4, 1, 2), 2)
    assert by(wexcombe, "type") == [("area-send", 0, 3, 0, 1), ("news", 1, 1, 1, 1)]


def test_the_best_passages_of_each_area_are_marked(searcher: Searcher) -> None:
    tarnside, wexcombe = compared(searcher, ("q", "late"), *BOTH).areas
    said = [
        [(hit.passage.text[start:end], hit.report.id) for start, end in hit.snippet.highlights]
        for hit in (*tarnside.hits, *wexcombe.hits)
    ]
    assert said == [[("late", TARNSIDE)], [("late", WEXCOMBE)]]
    assert compared(searcher, *BOTH).areas[0].hits == ()


def test_the_latest_inspection_is_one_and_keeps_to_the_filters_on_reports(searcher: Searcher) -> None:
    def latest(*pairs: tuple[str, str]) -> list[str | None]:
        return [area.latest and area.latest.id for area in compared(searcher, ("q", "plans"), *BOTH, *pairs).areas]

    assert latest() == [TARNSIDE, WEXCOMBE]
    assert latest(("finding", "recommendation")) == [TARNSIDE, WEXCOMBE]
    assert latest(("type", "ilacs")) == ["tarnside-ilacs-2022-05-09", None]
    assert latest(("to", "2022")) == ["tarnside-ilacs-2022-05-09", None]
    assert latest(("type", "news")) == [None, None]


def test_judgements_of_several_frameworks_are_not_set_against_one_another(searcher: Searcher) -> None:
    alike = compared(searcher, ("q", "plans"), *BOTH)
    assert (alike.note, alike.latest_note) == (
        "These counts cover 3 types of inspection, which differ in length and in what they look at. "
        "To compare like with like, choose one type.",
        None,
    )
    assert compared(searcher, ("q", "plans"), *BOTH, ("type", "area-send")).note is None
    mixed = compared(searcher, ("q", "plans"), *BOTH, ("not_year", "2024")).latest_note
    assert mixed == ("The latest inspections are of 2 types, each with its own judgements, so you cannot compare them.")


def test_why_nothing_is_found_is_said(searcher: Searcher) -> None:
    areas = ("area", "kent"), ("area", "tarnside"), ("area", "wexcombe")
    assert [area.silence for area in compared(searcher, ("q", "placements"), *areas).areas] == [
        "There are no reports on Kent.", "", "Not mentioned in its 2 reports here.",
    ]  # fmt: skip
    filtered = compared(searcher, ("q", "placements"), *areas, ("type", "ilacs")).areas
    assert filtered[2].silence == "Its 2 reports have no passages that match your filters."
    (alone,) = compared(searcher, ("q", "zebra"), ("area", "wexcombe"), ("type", "area-send")).areas
    assert alone.silence == "Not mentioned in its only report here."
    problems = compared(searcher, ("q", "placements"), *areas).problems
    assert [problem.message for problem in problems] == ["No report here has the area “kent”."]


def test_a_region_stands_for_all_of_its_areas(searcher: Searcher) -> None:
    region = compared(searcher, ("q", "reviews"), ("region", "north-shore"))
    assert [area.counts.label for area in region.areas] == ["Tarnside", "Wexcombe"]
    # The article says nothing of a region.
    assert [figures(area.counts) for area in region.areas] == [("tarnside", 3, 8, 2, 2), ("wexcombe", 2, 3, 1, 1)]
    without = compared(searcher, ("q", "reviews"), ("region", "north-shore"), ("not_area", "tarnside"))
    assert [area.counts.value for area in without.areas] == ["wexcombe"]
    assert compared(searcher, ("q", "reviews")).areas == ()
    assert compared(searcher, ("q", "reviews"), ("region", "nowhere")).areas == ()


def test_more_areas_come_without_passages_and_not_without_end() -> None:
    searcher = make_searcher(many_areas(MOST_AREAS + 2))
    few = compared(searcher, ("q", "late"), *(("area", f"place-{place:02}") for place in range(SIDE_BY_SIDE)))
    assert (few.side_by_side, len(few.areas), {len(area.hits) for area in few.areas}) == (True, SIDE_BY_SIDE, {1})
    many = compared(searcher, ("q", "late"), ("region", "north-shore"))
    assert (many.side_by_side, len(many.areas), {len(area.hits) for area in many.areas}) == (False, MOST_AREAS, {0})
    assert {area.latest.judgement for area in many.areas if area.latest} == {"Inconsistent"}
    assert [problem.message for problem in many.problems] == [
        "At most 50 areas are compared at a time; 2 areas from Place 50 on were left out."
    ]


@settings(deadline=None)
@given(
    typed=st.lists(st.sampled_from(["reviews", '"annual reviews"', "OR", "-late", "type:ilacs", "*", "("]), max_size=5),
    finding=st.sampled_from(["", "weakness", "mixed"]),
    areas=st.sets(st.sampled_from(["tarnside", "wexcombe", "kent", "_missing"]), min_size=1),
)
def test_an_area_has_the_counts_it_has_alone(
    searcher: Searcher, typed: list[str], finding: str, areas: set[str]
) -> None:
    asked = read_parameters([("q", " ".join(typed)), ("finding", finding), *(("area", area) for area in areas)])[0]
    whole = compare_areas(searcher, asked)
    counts = {row.value: figures(row) for row in count_mentions(searcher, asked).breakdowns["area"].rows}
    assert {area.counts.value for area in whole.areas} == areas
    for area in whole.areas:
        assert figures(area.counts) == counts.get(area.counts.value, (area.counts.value, 0, 0, 0, 0))
        for rows in area.by.values():
            assert sum(row.passages for row in rows) == area.counts.passages
            assert sum(row.of_passages for row in rows) == area.counts.of_passages


def test_the_table_has_every_count_and_the_latest_judgement(searcher: Searcher) -> None:
    header, *rows = csv.reader(io.StringIO("".join(comparison_csv(compared(searcher, ("q", "late"), *BOTH)))))
    assert tuple(header) == CSV_COLUMNS
    assert rows[0] == [
        "tarnside", "Tarnside", "all", "", "All", "1", "9", "0.111111", "1", "3", "3", TARNSIDE,
        "Area SEND inspection", "29 January to 2 February 2024", "Inconsistent",
    ]  # fmt: skip
    assert rows[1] == ["tarnside", "Tarnside", "type", "area-send", "Area SEND inspection", "1", "5", "0.2", "1", "1",
                       *[""] * 5]  # fmt: skip
    assert [row[2] for row in rows] == ["all", *["type"] * 3, *["finding"] * 4, "all", *["type"] * 2, *["finding"] * 3]


def test_the_json_form_has_the_same(searcher: Searcher) -> None:
    form = comparison_form(
        compared(searcher, ("q", "late"), ("area", "kent"), *BOTH), link="https://x.example/{}".format
    )
    assert json.loads(json.dumps(form)) == form
    kent, tarnside, _ = form["areas"]
    assert (kent["latest"], kent["share"], kent["silence"], kent["results"]) == (
        None, None, "There are no reports on Kent.", [],
    )  # fmt: skip
    assert (tarnside["latest"]["judgement"], tarnside["silence"], tarnside["reports_held"]) == ("Inconsistent", None, 3)
    assert tarnside["results"][0]["permalink"].startswith("https://x.example/")
    assert form["side_by_side"] is True


def test_the_command_prints_a_table_then_each_area(data: Path) -> None:
    run = CliRunner().invoke(main, ["--data", str(data), "compare", "late", "--area", "tarnside", "--area", "kent"])
    assert (run.exit_code, run.stderr) == (0, "Note: No report here has the area “kent”.\n")
    lines = run.stdout.splitlines()
    assert lines[lines.index("Kent") : lines.index("Kent") + 2] == ["Kent", "  There are no reports on Kent."]
    assert lines[lines.index("Tarnside") + 1 :][:3] == [
        "  Latest inspection: Area SEND inspection, inspected 29 January to 2 February 2024, Inconsistent",
        "  Strength 0 of 2, Weakness 1 of 3, Recommendation 0 of 1, Mixed 0 of 3",
        "1. Tarnside, Area SEND inspection, inspected 29 January to 2 February 2024, Inconsistent",
    ]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (InspectionType.JTAI, "Joint targeted area inspection, inspected {days}, no overall judgement"),
        (InspectionType.AREA_SEND, "Area SEND inspection, inspected {days}, overall judgement not known"),
    ],
)
def test_a_report_without_an_overall_judgement_says_so(reports: list[Report], kind: InspectionType, said: str) -> None:
    searcher = make_searcher([replace(reports[0], inspection_type=kind, judgement=None)])
    (area,) = compared(searcher, ("q", "late"), ("area", "tarnside")).areas
    assert latest_words(area) == f"Latest inspection: {said.format(days='29 January to 2 February 2024')}"


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_command_writes_files(data: Path, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"compared.{form}"
    options = ["compare", "late", "--region", "north-shore", "--output", str(path)]
    run = CliRunner().invoke(main, ["--data", str(data), *options])
    assert (run.exit_code, run.stdout, run.stderr) == (0, "", f"Written to {path}.\n")
    assert path.read_text(encoding="utf-8-sig").startswith("area,local_authority" if form == "csv" else "{")


def test_the_command_needs_areas(data: Path) -> None:
    run = CliRunner().invoke(main, ["--data", str(data), "compare", "late"])
    assert run.exit_code == 2
    assert "Choose the areas to compare with --area, or all areas of a region with --region." in run.stderr

"""Mentions: counts and shares by type, year, finding and area, and the reports that never mention it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from index.engine import EngineRequest
from index.query import Everything
from searcher.asking.parameters import read_parameters
from searcher.cli import main
from searcher.finding.mentions import BREAKDOWNS, Mention, Mentions, count_mentions
from searcher.finding.search import Searcher
from searcher.wording.figures import share_words
from searcher.writing.mentions_forms import CSV_COLUMNS, mentions_csv, mentions_form

TARNSIDE, WEXCOMBE = "tarnside-area-send-2024-01-29", "wexcombe-area-send-2023-03-06"
ILACS, NEWS = "tarnside-ilacs-2022-05-09", "news-1"


def mentions_of(searcher: Searcher, *pairs: tuple[str, str]) -> Mentions:
    return count_mentions(searcher, read_parameters(pairs)[0])


def rows(mentions: Mentions, field: str) -> list[tuple[str, int, int, int, int]]:
    return [figures(row) for row in mentions.breakdowns[field].rows]


def figures(row: Mention) -> tuple[str, int, int, int, int]:
    return (row.value, row.passages, row.of_passages, row.reports, row.of_reports)


def test_mentions_are_set_against_all_passages(searcher: Searcher) -> None:
    mentions = mentions_of(searcher, ("q", '"annual reviews"'))
    assert figures(mentions.whole) == ("", 3, 12, 2, 4)
    assert mentions.whole.share == 0.25
    assert rows(mentions, "type") == [("area-send", 2, 8, 1, 2), ("news", 1, 1, 1, 1), ("ilacs", 0, 3, 0, 1)]
    assert rows(mentions, "year") == [("2024", 3, 6, 2, 2), ("2023", 0, 3, 0, 1), ("2022", 0, 3, 0, 1)]
    assert rows(mentions, "finding") == [
        ("strength", 1, 4, 1, 2), ("weakness", 1, 4, 1, 2), ("recommendation", 0, 1, 0, 1), ("mixed", 1, 3, 1, 2),
    ]  # fmt: skip
    # The article is about both areas, so it counts for each.
    assert rows(mentions, "area") == [("tarnside", 3, 9, 2, 3), ("wexcombe", 1, 4, 1, 2)]
    assert [row.value for row in mentions.silent] == [ILACS, WEXCOMBE]
    assert [figures(row) for row in mentions.reports] == [
        (NEWS, 1, 1, 1, 1), (TARNSIDE, 2, 5, 1, 1), (ILACS, 0, 3, 0, 1), (WEXCOMBE, 0, 3, 0, 1),
    ]  # fmt: skip


def test_counts_over_several_types_say_so(searcher: Searcher) -> None:
    mixed = mentions_of(searcher, ("q", "reviews"))
    assert mixed.types == ("Area SEND inspection", "ILACS (children's services)", "News article")
    notes = {name: breakdown.note for name, breakdown in mixed.breakdowns.items()}
    assert notes["type"] is None
    assert set(map(notes.get, ("year", "finding", "area"))) == {
        "These counts cover 3 types of inspection, which differ in length and in what they look at. "
        "To compare like with like, choose one type."
    }
    alone = mentions_of(searcher, ("q", "reviews"), ("type", "area-send"))
    assert [breakdown.note for breakdown in alone.breakdowns.values()] == [None] * 4


def test_filters_hold_for_every_table(searcher: Searcher) -> None:
    mentions = mentions_of(searcher, ("q", "reviews"), ("area", "wexcombe"), ("finding", "weakness"))
    assert figures(mentions.whole) == ("", 1, 1, 1, 1)
    assert rows(mentions, "area") == [("wexcombe", 1, 1, 1, 1)]
    assert rows(mentions, "finding") == [("weakness", 1, 1, 1, 1)]
    assert mentions.silent == ()
    since = mentions_of(searcher, ("q", "reviews"), ("from", "2024"))
    assert rows(since, "year") == [("2024", 2, 5, 1, 1)]


@pytest.mark.parametrize(
    ("typed", "alike"),
    [
        ("reviews area:wexcombe", ("area", "wexcombe")),
        ("reviews -type:news", ("not_type", "news")),
        ("inspected:2023 reviews", ("from", "2023-01-01")),
        ("(finding:weakness) AND reviews", ("finding", "weakness")),
    ],
)
def test_filters_typed_among_the_words_count_as_filters(searcher: Searcher, typed: str, alike: tuple[str, str]) -> None:
    pairs = [("q", "reviews"), alike, *([("to", "2023-12-31")] if alike[0] == "from" else [])]
    among, beside = mentions_of(searcher, ("q", typed)), mentions_of(searcher, *pairs)
    assert among.whole == beside.whole
    assert among.reports == beside.reports
    assert 0 < among.whole.passages < among.whole.of_passages


def test_words_left_out_are_no_filter(searcher: Searcher) -> None:
    assert mentions_of(searcher, ("q", "reviews -late")).whole.of_passages == 12


def test_without_words_everything_is_found(searcher: Searcher) -> None:
    mentions = mentions_of(searcher, ("type", "area-send"))
    assert mentions.worded is False
    assert figures(mentions.whole) == ("", 8, 8, 2, 2)


def test_passages_with_too_few_of_the_words_do_not_count(searcher: Searcher) -> None:
    mentions = mentions_of(searcher, ("q", "waiting lists zebra xylophone"))
    assert (mentions.whole.passages, mentions.page.enough) == (0, 0)
    assert mentions.page.total > 0


def test_nothing_left_by_the_filters_has_no_share(searcher: Searcher) -> None:
    mentions = mentions_of(searcher, ("q", "reviews"), ("area", "nowhere"))
    assert figures(mentions.whole) == ("", 0, 0, 0, 0)
    assert mentions.whole.share is None
    assert mentions_form(mentions)["share"] is None
    assert next(line for line in mentions_csv(mentions) if line.startswith("all")) == "all,,All,0,0,,0,0,0\r\n"


WORDS = st.lists(
    st.sampled_from(["reviews", '"annual reviews"', "AND", "OR", "-late", "plans", "area:tarnside", "-type:news", "*"]),
    max_size=6,
).map(" ".join)


@settings(deadline=None)
@given(typed=WORDS, finding=st.sampled_from(["", "weakness", "mixed"]))
def test_counts_add_up(searcher: Searcher, typed: str, finding: str) -> None:
    mentions = mentions_of(searcher, ("q", typed), ("finding", finding))
    whole = mentions.whole
    enough = mentions.page.enough
    assert whole.passages == (mentions.page.total if enough is None else enough)
    every = [whole, *mentions.reports, *(row for one in mentions.breakdowns.values() for row in one.rows)]
    assert all(0 <= row.passages <= row.of_passages and 0 <= row.reports <= row.of_reports for row in every)
    for name in ("type", "finding", "year"):
        counted = mentions.breakdowns[name].rows
        assert sum(row.passages for row in counted) == whole.passages
        assert sum(row.of_passages for row in counted) == whole.of_passages
    assert sum(row.passages for row in mentions.reports) == whole.passages
    assert len(mentions.silent) == whole.of_reports - whole.reports


def test_a_table_for_spreadsheets_has_every_count(searcher: Searcher) -> None:
    mentions = mentions_of(searcher, ("q", '"annual reviews"'))
    header, *table = csv.reader(io.StringIO("".join(mentions_csv(mentions))))
    assert tuple(header) == CSV_COLUMNS
    assert table[0] == ["all", "", "All", "3", "12", "0.25", "2", "4", "3"]
    assert ["type", "area-send", "Area SEND inspection", "2", "8", "0.25", "1", "2", "1"] in table
    assert ["area", "wexcombe", "Wexcombe", "1", "4", "0.25", "1", "2", "3"] in table
    assert table[-1][:5] == ["report", WEXCOMBE, "Area SEND inspection of Wexcombe Local Area Partnership", "0", "3"]
    assert [row[0] for row in table] == ["all", *["type"] * 3, *["year"] * 3, *["finding"] * 4, *["area"] * 2,
                                         *["report"] * 4]  # fmt: skip


def test_the_json_form_has_every_count(searcher: Searcher) -> None:
    form = mentions_form(mentions_of(searcher, ("q", '"annual reviews'), ("area", "tarnside")))
    assert json.loads(json.dumps(form)) == form
    assert list(form["by"]) == list(BREAKDOWNS)
    assert form["by"]["area"] == [
        {"value": "tarnside", "label": "Tarnside", "passages": 3, "of_passages": 9, "share": 0.333333,
         "reports": 2, "of_reports": 3},
    ]  # fmt: skip
    assert form["without_mention"] == [ILACS]
    assert [problem["kind"] for problem in form["problems"]] == ["syntax"]


def test_the_searcher_counts_what_its_engine_holds(searcher: Searcher) -> None:
    every = searcher.engine.search(EngineRequest(Everything(), limit=0, facets=("area",)))
    assert {row.value for row in mentions_of(searcher, ("q", "zebra")).breakdowns["area"].rows} == {
        count.value for count in every.facets["area"]
    }


@pytest.mark.parametrize(
    ("share", "said"),
    [(None, ""), (0.0, "0%"), (1.0, "100%"), (0.0004, "under 0.1%"), (0.001, "0.1%"), (0.034, "3.4%"),
     (0.9996, "over 99.9%"), (0.5, "50.0%")],
)  # fmt: skip
def test_shares_in_words(share: float | None, said: str) -> None:
    assert share_words(share) == said


def test_the_command_prints_tables(data: Path) -> None:
    result = CliRunner().invoke(main, ["--data", str(data), "mentions", '"annual reviews"', "--area", "nowhere-at-all"])
    assert (result.exit_code, result.stderr) == (0, "Note: No report here has the area “nowhere-at-all”.\n")
    result = CliRunner().invoke(main, ["--data", str(data), "mentions", '"annual reviews"'])
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:4] == [
        "Understood as: the exact words “annual reviews”",
        "",
        "3 of 12 passages (25.0%), in 2 of 4 reports",
        "These counts cover 3 types of inspection, which differ in length and in what they look at. "
        "To compare like with like, choose one type.",
    ]
    assert [line.split() for line in lines if line.startswith(("Area ", "Tarnside", "Wexcombe"))] == [
        ["Area", "SEND", "inspection", "2", "8", "25.0%", "1", "2"],
        ["Area", "Passages", "of", "Share", "Reports", "of"],
        ["Tarnside", "3", "9", "33.3%", "2", "3"],
        ["Wexcombe", "1", "4", "25.0%", "1", "2"],
    ]
    assert lines[-3:] == ["Never mentioned in 2 reports:", f"  {ILACS}", f"  {WEXCOMBE}"]


def test_the_command_writes_files(data: Path, tmp_path: Path) -> None:
    table, form = tmp_path / "mentions.csv", tmp_path / "mentions.json"
    for path in (table, form):
        result = CliRunner().invoke(main, ["--data", str(data), "mentions", "reviews", "--output", str(path)])
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"Written to {path}.\n")
    assert table.read_bytes().startswith(b"\xef\xbb\xbfby,value,label,")
    assert json.loads(form.read_text(encoding="utf-8"))["query"] == "reviews"


def test_the_command_needs_a_query(data: Path) -> None:
    result = CliRunner().invoke(main, ["--data", str(data), "mentions"])
    assert result.exit_code == 2
    assert "Missing argument" in result.stderr

"""The commands on a small collection: what goes to stdout, what to stderr, and how they end."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from corpus.report import Report
from searcher.cli import COMMANDS, main
from searcher.printing.search_shape import FORMATS
from searcher.writing.exports import EXPORTS

TARNSIDE = "tarnside-area-send-2024-01-29"
LETTER = "# Area SEND inspection of Tarnside Local Area Partnership\n\nInspection dates: 5 to 9 May 2025\n\n"


def run(data: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["--data", str(data), *map(str, arguments)])


def done(data: Path, *arguments: str | Path) -> Result:
    result = run(data, *arguments)
    assert result.exit_code == 0, result.output
    return result


def answer(data: Path, *arguments: str | Path) -> Any:
    command, *rest = arguments
    return json.loads(done(data, command, "--format", "json", *rest).stdout)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two letters."""
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "first.md").write_text(f"{LETTER}## What works\n\n- Plans are clear.\n- Families are heard.\n")
    (folder / "second.md").write_text(f"{LETTER.replace('Tarnside', 'Wexcombe')}## What works\n\n- Staff stay.\n")
    return folder


# index


def test_indexing_says_what_was_done_in_json(tmp_path: Path, folder: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    first = answer(tmp_path / "data", "index", folder)
    contract = ["added", "updated", "removed", "unchanged", "failed", "reports", "passages", "seconds"]
    assert list(first) == [*contract, "moved", "duplicates", "duplicate_files", "problems"]
    assert [first[key] for key in ("added", "updated", "removed", "unchanged", "reports")] == [2, 0, 0, 0, 2]
    assert [list(failure) for failure in first["failed"]] == [["path", "reason"]]
    assert first["failed"][0]["path"] == str(folder / "broken.pdf")


def test_moved_and_duplicated_files_are_counted_and_their_report_is_found_once(tmp_path: Path, folder: Path) -> None:
    data = tmp_path / "data"
    done(data, "index", folder)
    (folder / "copy.md").write_text((folder / "first.md").read_text())
    (folder / "second.md").rename(folder / "third.md")
    told = done(data, "index", folder)
    assert "Unchanged  3\n" in told.stdout
    assert "Moved      1  (of the above: known files in another place)\n" in told.stdout
    assert "Duplicates 1  (of the above: files that hold the same report as another one)\n" in told.stdout
    again = answer(data, "index", folder)
    assert [again[key] for key in ("moved", "duplicates", "unchanged", "reports")] == [0, 1, 3, 2]
    assert again["duplicate_files"] == [
        {
            "path": str(folder / "copy.md"),
            "same_as": str(folder / "first.md"),
            "report": "tarnside-local-area-partnership-area-send-2025-05-05",
            "exact": True,
        }
    ]
    assert answer(data, "search", "plans")["total"] == 1


@pytest.mark.parametrize("name", ["leters", "empty"])
def test_a_folder_that_is_missing_or_empty_leaves_no_catalogue_behind(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    result = run(tmp_path / "data", "index", tmp_path / name)
    assert result.exit_code == 1
    assert not (tmp_path / "data").exists()


def test_only_what_changed_is_read_again(tmp_path: Path, folder: Path) -> None:
    data = tmp_path / "data"
    done(data, "index", folder)
    (folder / "first.md").write_text(f"{LETTER}## What works\n\n- Plans are clear and short.\n")
    (folder / "second.md").unlink()
    again = answer(data, "index", folder)
    assert [again[key] for key in ("added", "updated", "removed", "unchanged", "reports")] == [0, 1, 1, 0, 1]


def test_indexing_tells_people_what_was_done_and_what_to_do_next(tmp_path: Path, folder: Path) -> None:
    data = tmp_path / "the data"
    result = done(data, "index", folder)
    assert "Added      2\n" in result.stdout
    assert "2 reports with " in result.stdout
    assert f"Next: searcher --data '{data}' search 'annual reviews'" in result.stderr


def test_a_second_run_says_that_nothing_has_changed(tmp_path: Path, folder: Path) -> None:
    done(tmp_path / "data", "index", folder)
    assert "Nothing has changed: 2 reports with " in done(tmp_path / "data", "index", folder, "--quiet").stdout


def test_quiet_indexing_says_nothing_on_stderr(tmp_path: Path, folder: Path) -> None:
    assert done(tmp_path / "data", "index", folder, "-q").stderr == ""


def test_a_file_that_cannot_be_read_is_named_with_the_reason(tmp_path: Path, folder: Path) -> None:
    (folder / "page.pdf").write_text("<!doctype html><title>Not found</title><p>No such page.</p>")
    result = done(tmp_path / "data", "index", folder)
    assert "Failed     1\n" in result.stdout
    assert f"  {folder / 'page.pdf'}\n    it is a web page" in result.stdout


def test_reindex_builds_the_index_anew(data: Path) -> None:
    before = answer(data, "stats")["index"]["generation"]
    assert "4 reports and 12 passages" in done(data, "reindex").stdout
    assert answer(data, "stats")["index"]["generation"] != before


def test_another_name_from_the_folder_s_own_list_of_areas_is_a_filter_value(tmp_path: Path, folder: Path) -> None:
    (folder / "areas.csv").write_text("name,aliases\nTarnside,Tarn Borough|=TS\nWexcombe,\n")
    data = tmp_path / "data"
    done(data, "index", folder)
    for name in ("Tarn Borough", "tarn-borough", "TS", "ts", "Tarnside"):
        for command in (("search", "plans", "--area", name), ("search", f'plans area:"{name}"')):
            found = answer(data, *command)
            assert ([hit["report"]["areas"] for hit in found["results"]], found["problems"]) == ([["Tarnside"]], [])
        assert [report["areas"] for report in answer(data, "reports", "--area", name)] == [["Tarnside"]]
    unknown = answer(data, "search", "plans", "--area", "Tarn Hamlet")
    assert [problem["kind"] for problem in unknown["problems"]] == ["unknown-value"]


# search


def test_a_search_is_printed_for_people(data: Path) -> None:
    result = done(data, "search", "annual", "reviews", "--area", "Tarnside", "--type", "area-send")
    assert result.stdout == (
        "Understood as: “annual” and “reviews”\n"
        "Area: Tarnside\n"
        "Type of inspection: Area SEND inspection\n"
        "\n"
        "1. Tarnside, Area SEND inspection, inspected 29 January to 2 February 2024, Inconsistent\n"
        "   What does the area partnership need to do better? · Weakness · pp. 4 to 5 · bullet 1\n"
        "   Too many annual reviews are late. Leaders do not know why.\n"
        "   tarnside-area-send-2024-01-29\n"
        "\n"
        "2. Tarnside, Area SEND inspection, inspected 29 January to 2 February 2024, Inconsistent\n"
        "   What is the area partnership doing that is effective? · Strength · p. 3 · bullet 1\n"
        "   Annual reviews are timely, and families praise the co-production of plans.\n"
        "   tarnside-area-send-2024-01-29\n"
        "\n"
        "2 passages in 1 report\n"
        "Finding  Strength 1, Weakness 1\n"
        "Year     2024 2\n"
    )
    assert result.stderr == ""


def test_a_part_of_the_results_says_how_to_go_on(data: Path) -> None:
    shown = done(data, "search", "reviews", "--limit", "2", "--offset", "1").stdout
    assert "\n2. " in shown
    assert "; showing 2 to 3 (for more, use --offset 3)\n" in shown


def test_filters_alone_choose(data: Path) -> None:
    assert answer(data, "search", "--finding", "recommendation")["total"] == 1
    assert answer(data, "search", "--finding", "strength", "--finding", "recommendation")["total"] == 5
    assert answer(data, "search", "--not-type", "area-send", "--not-type", "news")["reports"] == 1


def test_dates_are_taken_as_people_write_them(data: Path) -> None:
    assert answer(data, "search", "--from", "March 2023", "--to", "2023")["reports"] == 1
    assert answer(data, "search", "--from", "1/7/2022", "--date", "published")["reports"] == 2


def test_the_order_can_be_chosen(data: Path) -> None:
    found = answer(data, "search", "--order", "oldest", "--limit", "1")
    assert found["results"][0]["report"]["id"] == "tarnside-ilacs-2022-05-09"


def test_a_query_may_begin_with_a_hyphen(data: Path) -> None:
    assert answer(data, "search", "--area", "wexcombe", "--", "-review")["query"] == "-review"


def test_count_prints_a_number(data: Path) -> None:
    assert done(data, "search", "reviews", "--count").stdout == "6\n"
    assert answer(data, "search", "reviews", "--count") == {"total": 6, "reports": 4, "areas": 2}


def test_fail_empty_ends_with_1_where_nothing_is_found(data: Path) -> None:
    assert run(data, "search", "zeppelin").exit_code == 0
    assert run(data, "search", "zeppelin", "--fail-empty").exit_code == 1
    assert run(data, "search", "reviews", "--fail-empty", "--count").exit_code == 0


def test_explain_says_how_a_query_was_read(data: Path) -> None:
    shown = done(data, "search", "--area", "tarnsid", "--explain", "--", '"annual reviews', "-plans").stdout
    assert "Understood as: “annual”, “reviews” and not “plans”\n" in shown
    assert "Tree:\n  all of\n    “annual”, in all forms of “annual”\n" in shown
    assert "Did you mean Tarnside (tarnside)?" in shown


def test_explain_in_json_adds_the_tree(data: Path) -> None:
    explained = answer(data, "search", "autism OR (late AND reviews)", "--explain")
    assert explained["tree"] == [
        "any of",
        "  “autism”, in all forms of “autism”",
        "  all of",
        "    “late”, in all forms of “late”",
        "    “reviews”, in all forms of “review”",
    ]
    assert explained["results"] == []


def test_problems_go_to_stderr_and_the_search_runs(data: Path) -> None:
    result = done(data, "search", "(reviews", "--count")
    assert result.stdout == "6\n"
    assert result.stderr.startswith("Note: This bracket is not closed")


def test_exports_hold_every_match_unless_limited(data: Path) -> None:
    lines = done(data, "search", "--format", "jsonl").stdout.splitlines()
    assert len(lines) == 12
    assert len(list(csv.reader(io.StringIO(done(data, "search", "--format", "csv").stdout)))) == 13
    assert len(done(data, "search", "--format", "jsonl", "--limit", "3").stdout.splitlines()) == 3


def test_markdown_quotes_each_hit_with_its_citation(data: Path) -> None:
    note = done(data, "search", '"Placements are stable"', "--format", "md").stdout
    assert "\n> Placements are stable.\n\n*Ofsted, ILACS (children's services): Tarnside, " in note


def test_output_goes_to_a_file_in_the_format_of_its_name(data: Path, tmp_path: Path) -> None:
    note, table = tmp_path / "note.md", tmp_path / "found.csv"
    result = done(data, "search", "reviews", "--output", note)
    assert (result.stdout, result.stderr) == ("", f"Written to {note}: 6 of 6 passages.\n")
    assert note.read_text(encoding="utf-8").startswith("# Passages from inspection reports\n")
    done(data, "search", "reviews", "--limit", "2", "--output", table)
    assert table.read_bytes().startswith(b"\xef\xbb\xbfla_code,")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_formats_offered_are_those_there_are() -> None:
    assert set(FORMATS) == {"table", "json", *EXPORTS}


# show, reports, stats


def test_a_report_is_shown_whole(data: Path) -> None:
    shown = done(data, "show", "tarnside-ilacs-2022-05-09").stdout
    assert shown.startswith("Inspection of Tarnside local authority children's services\n\nReport ")
    assert "Inspected                9 to 20 May 2022\n" in shown
    assert "  Overall effectiveness  Good\n" in shown
    assert "Mixed, 2 passages\n  17 Social workers visit children in care often.  (p. 6)\n" in shown
    assert "  ▪ The timeliness of reviews.  (p. 2)\n" in shown


def test_the_beginning_of_an_id_or_its_file_is_enough(data: Path) -> None:
    assert answer(data, "show", "tarnside-area")["id"] == TARNSIDE
    assert answer(data, "show", "/reports/news.txt")["id"] == "news-1"


def test_a_report_in_json_has_every_passage_once(data: Path, reports: list[Report]) -> None:
    shown = answer(data, "show", TARNSIDE)
    texts = [passage["text"] for section in shown["sections"] for passage in section["passages"]]
    assert texts == [passage.text for _, passage in reports[0].passages()]
    keys = ["id", "kind", "level", "number", "text", "page", "page_end", "footnote", "time_scale", "responsible"]
    assert list(shown["sections"][0]["passages"][0]) == keys


def test_a_report_in_markdown_keeps_headings_lists_and_numbers(data: Path) -> None:
    note = done(data, "show", "tarnside-ilacs-2022-05-09", "--format", "md").stdout
    assert note.startswith("# Inspection of Tarnside local authority children's services\n\n- Report: ")
    assert (
        "\n### What needs to improve\n\n*Recommendation, 1 passage*\n\n- The timeliness of reviews. *(p. 2)*\n" in note
    )
    assert "\n17\\. Social workers visit children in care often. *(p. 6)*\n" in note


def test_reports_are_listed(data: Path) -> None:
    result = done(data, "reports")
    assert [line.split()[0] for line in result.stdout.splitlines()] == [
        "Report",
        "news-1",
        "tarnside-area-send-2024-01-29",
        "tarnside-ilacs-2022-05-09",
        "wexcombe-area-send-2023-03-06",
    ]
    assert result.stderr == "4 reports\n"


def test_reports_in_json_follow_the_contract(data: Path) -> None:
    ilacs = next(report for report in answer(data, "reports") if report["inspection_type"] == "ilacs")
    assert ilacs["id"] == "tarnside-ilacs-2022-05-09"
    assert ilacs["judgements"] == {"Overall effectiveness": "Good"}
    assert (ilacs["inspected_from"], ilacs["published"], ilacs["passages"]) == ("2022-05-09", "2022-07-04", 3)
    assert list(ilacs["source"]) == ["path", "sha256", "url"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--area", "Wexcombe"], ["news-1", "wexcombe-area-send-2023-03-06"]),
        (["--type", "ilacs", "--type", "news"], ["news-1", "tarnside-ilacs-2022-05-09"]),
        (["--not-area", "wexcombe", "--year", "2022"], ["tarnside-ilacs-2022-05-09"]),
        (["--judgement", "_missing"], ["news-1"]),
        (["--judgement", "typically positive"], ["wexcombe-area-send-2023-03-06"]),
        (["--inspectorate", "CQC", "--from", "2024"], ["tarnside-area-send-2024-01-29"]),
        (["--date", "published", "--to", "2023"], ["tarnside-ilacs-2022-05-09"]),
        (["--region", "north-shore", "--to", "2022-05-08"], []),
        (["--find", "tarn send"], ["tarnside-area-send-2024-01-29"]),
        (
            ["--area", "tarnside", "--sort=-published"],
            ["news-1", "tarnside-ilacs-2022-05-09", "tarnside-area-send-2024-01-29"],
        ),
    ],
)
def test_reports_can_be_chosen(data: Path, options: list[str], expected: list[str]) -> None:
    assert [report["id"] for report in answer(data, "reports", *options)] == expected


def test_an_unknown_value_is_named(data: Path) -> None:
    result = done(data, "reports", "--area", "wexcome")
    assert result.stdout == ""
    assert result.stderr == (
        "Note: No report here has the area “wexcome”. Did you mean Wexcombe (wexcombe)?\n0 reports of 4\n"
    )


def test_reports_as_a_file_for_spreadsheets(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    done(data, "reports", "--output", path)
    first = next(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert (first["report_id"], first["local_authority"]) == ("news-1", "Tarnside; Wexcombe")


def test_stats_count_what_is_held(data: Path) -> None:
    held = answer(data, "stats")
    index = held.pop("index")
    assert held == {
        "data": str(data),
        "reports": 4,
        "passages": 12,
        "files": 4,
        "first": "2022-05-09",
        "last": "2024-05-01",
        "by_type": {"area-send": 2, "ilacs": 1, "news": 1},
        "by_area": {"Tarnside": 3, "Wexcombe": 2},
        "failed": [],
    }
    assert (index["engine"], index["current"], index["problem"]) == ("whoosh", True, None)
    assert index["bytes"] > 0


def test_stats_for_people_name_the_files_that_failed(tmp_path: Path, folder: Path) -> None:
    (folder / "empty.pdf").write_bytes(b"")
    done(tmp_path / "data", "index", folder)
    shown = done(tmp_path / "data", "stats").stdout
    assert "Files     3, of which 1 could not be read\n" in shown
    assert f"Could not be read:\n  {folder / 'empty.pdf'}\n" in shown


# help


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_ends_with_an_example(tmp_path: Path, command: str) -> None:
    lines = done(tmp_path, command, "--help").stdout.rstrip().splitlines()
    assert f"  searcher {command}" in "\n".join(lines[lines.index("  Example:") :])


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    assert done(tmp_path, "--version").stdout.startswith("searcher, version ")

"""What is printed on a terminal and what elsewhere: width, marks, progress, and text that would steer a terminal."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text

from corpus.gathering.update import FileOutcome
from corpus.report import Report
from searcher.asking.request import SearchRequest
from searcher.finding.results import ResultPage
from searcher.finding.search import Searcher
from searcher.printing.report_text import print_report, report_markdown
from searcher.printing.results_text import print_results
from searcher.settings import DATA_VARIABLE, ENGINE_VARIABLE, Settings, default_data
from searcher.terminal import console_on, print_item, print_table, printable, writing_to
from searcher.upkeep.progress import WorkProgress


def terminal(width: int, *, colour: bool = False) -> Console:
    return Console(
        file=io.StringIO(), force_terminal=True, width=width, no_color=not colour, markup=False, highlight=False,
        color_system="standard" if colour else None, legacy_windows=False,
    )  # fmt: skip


def printed(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def page_of(searcher: Searcher, text: str, limit: int | None = None) -> ResultPage:
    return searcher.search(SearchRequest(text, limit=limit))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_results_fit_the_terminal(searcher: Searcher, width: int) -> None:
    console = terminal(width)
    print_results(console, page_of(searcher, "reviews plans waiting children"), searcher.label)
    assert max(map(len, printed(console).splitlines())) <= width


def test_matches_are_marked_on_a_terminal(searcher: Searcher) -> None:
    console = terminal(120, colour=True)
    print_results(console, page_of(searcher, '"waiting lists"'), searcher.label)
    assert "\x1b[1;4mWaiting lists\x1b[0m for speech therapy are long." in printed(console)
    assert "\x1b[31mWeakness\x1b[0m" in printed(console)


def test_elsewhere_a_passage_is_one_plain_line(searcher: Searcher) -> None:
    stream = io.StringIO()
    print_results(console_on(stream), page_of(searcher, "families"), searcher.label)
    assert "\x1b" not in stream.getvalue()
    assert "   Annual reviews are timely, and families praise the co-production of plans.\n" in stream.getvalue()


def test_a_long_heading_is_cut_after_its_last_match(searcher: Searcher) -> None:
    page = page_of(searcher, "speech", limit=1)
    hit = page.hits[0]
    heading = "Plans were late. " * 20
    for spans, shown in [((), f"{('Plans were late. ' * 6)[:100].rsplit(' ', 1)[0]} …"), (((102, 107),), "Plans …")]:
        long = replace(hit, passage=replace(hit.passage, heading=heading), heading_highlights=spans)
        stream = io.StringIO()
        print_results(console_on(stream), replace(page, hits=(long,)), searcher.label)
        assert f"{shown} · Weakness" in stream.getvalue()


def test_no_text_can_steer_the_terminal(reports: list[Report]) -> None:
    passage = replace(reports[3].sections[0].passages[0], text="Clear\x1b[2J the\x9b1m screen \u202e")
    hostile = replace(
        reports[3], title="\x1b]0;title\x07", sections=(replace(reports[3].sections[0], passages=(passage,)),)
    )
    console = terminal(80)
    print_report(console, hostile)
    assert {"\x1b", "\x9b", "\x07", "\u202e"} & set(printed(console)) == set()
    assert printable("two\nlines\tand a tab") == "two\nlines\tand a tab"


def test_text_wraps_beside_its_marker() -> None:
    console = terminal(20)
    print_item(console, Text("  17 "), Text("Plans are late in every area"))
    assert [line.rstrip() for line in printed(console).splitlines()] == ["  17 Plans are late", "     in every area"]


def test_names_in_a_table_stay_whole_where_there_is_room() -> None:
    rows = [("tarnside-area-send-2024-01-29", "Widespread and/or systemic failings", "1,204")]
    console = terminal(60)
    print_table(console, ["Report", "Judgement", "Passages"], rows, right=1)
    lines = printed(console).splitlines()
    assert lines[2].split() == ["tarnside-area-send-2024-01-29", "Widespread", "and/or", "1,204"]
    assert max(map(len, lines)) <= 60
    narrow = terminal(30)
    print_table(narrow, ["Report", "Judgement", "Passages"], rows, right=1)
    assert max(map(len, printed(narrow).splitlines())) <= 30


def test_a_table_elsewhere_has_one_line_a_row() -> None:
    stream = io.StringIO()
    print_table(console_on(stream), ["Area", "Reports"], [("Tarnside", "12"), ("Port Ellery " * 20, "3")], right=1)
    lines = stream.getvalue().splitlines()
    assert len(lines) == 3
    assert lines[1].split() == ["Tarnside", "12"]


def test_markdown_escapes_what_a_report_prints(reports: list[Report]) -> None:
    passage = replace(reports[0].sections[0].passages[0], text="*Good* work\n# not a heading")
    report = replace(reports[0], sections=(replace(reports[0].sections[0], passages=(passage,)),))
    note = "".join(report_markdown(report))
    assert "\n- \\*Good\\* work\\\n  \\# not a heading *(p. 3)*\n" in note


def write_half(path: Path) -> None:
    with writing_to(path) as stream:
        stream.write("half")
        raise RuntimeError


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text("before")
    with pytest.raises(RuntimeError):
        write_half(path)
    assert path.read_text() == "before"
    with writing_to(path) as stream:
        stream.write("whole")
    assert (path.read_text(), [found.name for found in tmp_path.iterdir()]) == ("whole", ["note.md"])


def test_progress_is_told_in_lines_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with WorkProgress(seconds_a_line=0) as progress:
        progress.total(2)
        progress.advance(Path("a.pdf"), FileOutcome.ADDED)
        progress.advance(Path("b.pdf"), FileOutcome.FAILED)
        progress.build(0, 1)
        progress.build(1, 1)
    assert capsys.readouterr().err == (
        "Reading: 1 of 2 files\nReading: 2 of 2 files\nBuilding the index: 1 of 1 reports\n"
    )


def test_quick_or_quiet_work_tells_no_progress(capsys: pytest.CaptureFixture[str]) -> None:
    for progress in (WorkProgress(seconds_a_line=3600), WorkProgress(quiet=True, seconds_a_line=0)):
        with progress:
            progress.total(1)
            progress.advance(Path("a.pdf"), FileOutcome.ADDED)
    assert capsys.readouterr().err == ""


def test_progress_is_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    with WorkProgress() as progress:
        progress.total(2)
        progress.advance(Path("a.pdf"), FileOutcome.ADDED)
    assert "Reading files" in capsys.readouterr().err


def test_a_command_to_type_names_only_what_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DATA_VARIABLE, raising=False)
    monkeypatch.delenv(ENGINE_VARIABLE, raising=False)
    usual = Settings.from_environment()
    assert usual == Settings(default_data(), "whoosh")
    assert usual.command("search", "reviews") == "searcher search reviews"
    other = Settings(Path("data"), "tantivy")
    assert other.command("serve") == "searcher --data data --engine tantivy serve"
    monkeypatch.setenv(DATA_VARIABLE, "data")
    assert other.command("serve") == "searcher --engine tantivy serve"

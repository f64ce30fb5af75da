"""``searcher search --group report``: passages under their reports, in the terminal and in files."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from searcher.cli import main

QUERY = ("reviews OR plans OR children OR waiting", "--group", "report")


def run(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--data", str(data), "search", *QUERY, *arguments])


def test_reports_are_printed_with_their_passages_below(data: Path) -> None:
    printed = run(data, "--limit", "2").stdout
    lines = printed.splitlines()
    named = [line for line in lines if line[:3] in ("1. ", "2. ", "3. ")]
    assert named == [
        "1. Tarnside, Area SEND inspection, inspected 29 January to 2 February 2024, Inconsistent",
        "2. Wexcombe, Area SEND inspection, inspected 6 to 10 March 2023, Typically positive",
    ]
    assert "   4 passages, 3 shown · tarnside-area-send-2024-01-29" in lines
    assert "   3 passages · wexcombe-area-send-2023-03-06" in lines
    assert "11 passages in 4 reports; showing reports 1 to 2 (for more, use --offset 2)" in lines
    last = run(data, "--offset", "2").stdout
    assert "11 passages in 4 reports; showing reports 3 to 4" in last.splitlines()


def test_json_and_files_keep_reports_together(data: Path, tmp_path: Path) -> None:
    form = json.loads(run(data, "--format", "json", "--limit", "1").stdout)
    assert form["of_report"] == {"tarnside-area-send-2024-01-29": 4}
    assert len(form["results"]) == 3
    lines = run(data, "--format", "jsonl", "--limit", "1").stdout.splitlines()
    assert {json.loads(line)["report"]["id"] for line in lines} == {"tarnside-area-send-2024-01-29"}
    assert len(lines) == 4
    note = tmp_path / "note.md"
    assert (
        run(data, "--limit", "1", "--offset", "1", "--output", str(note)).stderr
        == f"Written to {note}: 1 of 4 reports.\n"
    )
    found = "- Found: 11 passages in 4 reports; here 1 report at most, after the first 1"
    assert found in note.read_text(encoding="utf-8").splitlines()

"""``searcher check``: the reading report in its formats, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from corpus.forms.form import FormChoice, Recognition
from corpus.gathering.rereading import Check, CheckedFile
from corpus.reading.one_file import Reading, Refusal
from corpus.report import PUBLISHED_FROM_FILE_NAME, Coverage, ReadingWarning, Report
from searcher.cli import main
from searcher.printing.reading_report_text import check_conclusion, print_check
from searcher.settings import Settings
from searcher.upkeep import reading_report as checking
from searcher.upkeep.progress import WorkProgress
from searcher.upkeep.reading_report import CSV_COLUMNS, check_form, check_rows

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"
GOLDEN = Path(__file__).parent / "reading_report.json"
SURE = FormChoice("Area SEND inspection", Recognition(0.95, "titled 'Area SEND inspection of ...'"))
FEEBLE = FormChoice("News article", Recognition(0.6, "reads so"))
CLOSE = replace(SURE, runner_up=("SEND revisit", Recognition(0.8, "quotes findings")))
DOUBTFUL = (
    "read as Area SEND inspection (titled 'Area SEND inspection of ...'; score 0.95), but it may be SEND revisit "
    "(quotes findings; score 0.80)"
)
WARNINGS = (
    ReadingWarning("uncovered-words", "12 of the 2,400 printed words are in nothing", 4),
    ReadingWarning(PUBLISHED_FROM_FILE_NAME, "taken from the file name"),
)


def run(data: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["--data", str(data), "check", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one sample, a copy of it, and a file that is no report."""
    folder = tmp_path / "letters"
    (folder / "more").mkdir(parents=True)
    shutil.copy(SAMPLES / "areas.csv", folder)
    shutil.copy(SAMPLES / "harrowmere" / "area-send-inspection-2024.pdf", folder / "harrowmere.pdf")
    shutil.copy(folder / "harrowmere.pdf", folder / "more" / "same.pdf")
    (folder / "torn.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    return folder


@pytest.fixture
def invented(reports: list[Report]) -> Check:
    """Seven reports, with doubts, a refused file and a copy."""
    lost = replace(reports[0], coverage=Coverage(2_400, 12, ((4, 9), (5, 3))), warnings=WARNINGS)
    files = [CheckedFile(f"/letters/{n}.pdf", Reading(replace(lost, warnings=WARNINGS[1:]), {}, SURE)) for n in "abcde"]
    files += [
        CheckedFile("/letters/lost.pdf", Reading(lost, {}, CLOSE)),
        CheckedFile("/letters/more/news.html", Reading(reports[3], {}, FEEBLE)),
        CheckedFile("/letters/more/same.pdf", None, "/letters/a.pdf"),
        CheckedFile("/letters/torn.pdf", Refusal("it is damaged")),
    ]  # fmt: skip
    return Check(tuple(files), stopped=False, seconds=2.04)


def shown(check: Check, width: int | None = None, *, summary: bool = False) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream, width=width, force_terminal=width is not None, color_system=None, markup=False, highlight=False
    )
    print_check(console, check, summary=summary)
    return stream.getvalue()


def test_the_json_of_a_sample_is_as_agreed(tmp_path: Path, folder: Path) -> None:
    result = run(tmp_path / "data", folder, "--format", "json")
    text = result.stdout.replace(str(folder), "/letters")
    answer: dict[str, Any] = json.loads(text)
    assert answer.pop("seconds") > 0
    assert answer == json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert result.exit_code == 1
    assert not (tmp_path / "data").exists()


def test_files_that_are_all_read_end_with_0_whatever_is_doubtful(tmp_path: Path) -> None:
    visit = SAMPLES / "port-ellery" / "themed-visit-2024.md"
    result = run(tmp_path, visit)
    assert result.exit_code == 0
    assert result.stdout.startswith(
        f"{visit}\n  Other report: no family of report was recognised in this markdown file\n"
    )
    assert "  Look: The kind of this report is not known" in result.stdout
    assert result.stdout.endswith("; 1 doubt to look at.\n")


def test_without_paths_the_files_that_were_indexed_are_read(tmp_path: Path, folder: Path) -> None:
    (folder / "torn.pdf").unlink()
    data = tmp_path / "data"
    assert CliRunner().invoke(main, ["--data", str(data), "index", str(folder)]).exit_code == 0
    result = run(data, "--format", "csv", "--output", tmp_path / "reading.csv")
    assert result.exit_code == 0
    assert "1 file was read in" in result.stderr
    rows = list(csv.DictReader((tmp_path / "reading.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [(Path(row["file"]).name, row["status"]) for row in rows] == [
        ("harrowmere.pdf", "read"),
        ("same.pdf", "copy"),
    ]
    assert rows[0]["uncovered_words"] == "0"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 1, "Name the files or folders to check"),
        (("no such folder",), 1, "does not exist"),
        (("--jobs", "none"), 2, "Usage:"),
        (("--output", "reading.docx"), 2, "No format ends in .docx"),
    ],
)
def test_what_cannot_be_checked_says_what_to_do(
    tmp_path: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    result = run(tmp_path / "data", *arguments)
    assert (result.exit_code, message in result.stderr) == (code, True)


def test_a_stopped_check_prints_what_was_finished(
    tmp_path: Path, invented: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = replace(invented, stopped=True)
    monkeypatch.setattr(checking, "check_files", lambda *_: stopped)
    result = run(tmp_path, SAMPLES)
    assert result.exit_code == 130
    assert result.stdout == shown(invented)
    assert "Stopped. The files above were finished." in result.stderr


def test_progress_is_told(tmp_path: Path, folder: Path) -> None:
    progress = WorkProgress(quiet=True)
    told: list[tuple[int, int]] = []
    progress.read = lambda done, files: told.append((done, files))  # type: ignore[method-assign]
    checking.check_reading(Settings(tmp_path, "whoosh"), [folder], progress, jobs=1)
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_people_read_each_file_then_the_families_then_what_to_look_at(invented: Check) -> None:
    lines = shown(invented).splitlines()
    place = lines.index("lost.pdf")
    assert lines[0] == "In /letters:"
    assert lines[place : place + 8] == [
        "lost.pdf",
        "  Area SEND inspection: titled 'Area SEND inspection of ...'",
        "  9 pages, 2 sections, 5 passages: 5 bullets",
        "  Findings: 2 strengths, 3 weaknesses",
        "  2,400 words printed, 12 not accounted for (0.50%; p. 4: 9, p. 5: 3)",
        f"  Look: {DOUBTFUL}",
        "  Look: p. 4: 12 of the 2,400 printed words are in nothing",
        "  Note: taken from the file name",
    ]
    assert "  Look: read as News article on little evidence: reads so" in lines
    assert "  Holds the same as a.pdf, which was read." in lines
    assert "  Not read: it is damaged" in lines


def test_the_summary_leaves_single_files_out(invented: Check) -> None:
    assert shown(invented, summary=True) == (
        "Family                Files  Pages  Sections  Passages   Words  Lost  Doubts\n"
        "Area SEND inspection      6     54        12        30  14,400    72       2\n"
        "News article              1      0         1         1                     1\n"
        "All                       7     54        13        31  14,400    72       3\n"
        "\n"
        "Look at these:\n"
        "  lost.pdf\n"
        f"    - {DOUBTFUL}\n"
        "    - p. 4: 12 of the 2,400 printed words are in nothing\n"
        "  more/news.html\n"
        "    - read as News article on little evidence: reads so\n"
        "  In 6 files: taken from the file name\n"
        "\n"
        "Could not be read:\n"
        "  /letters/torn.pdf\n"
        "    it is damaged\n"
        "\n"
        "7 files were read in 2.0 seconds; 1 file could not be read; 1 file holds the same as another; "
        "3 doubts to look at.\n"
    )


@pytest.mark.parametrize("width", [40, 80, 160])
def test_the_report_fits_the_terminal(invented: Check, width: int) -> None:
    assert max(map(len, shown(invented, width).splitlines())) <= width


def test_a_check_without_doubts_says_so(invented: Check) -> None:
    calm = Check(invented.files[:1], stopped=False, seconds=1)
    assert check_conclusion(calm) == "1 file was read in 1.0 seconds; nothing is doubtful."
    assert "Look at these" not in shown(calm)


def test_figures_of_files_families_and_all_agree(invented: Check) -> None:
    form = check_form(invented)
    for key in ("files", "pages", "sections", "passages", "words", "uncovered_words", "warnings"):
        assert form["total"][key] == sum(family[key] for family in form["families"])
    assert (form["failed"], form["copies"], form["stopped"]) == (1, 1, False)
    read = [file for file in form["files"] if file["status"] == "read"]
    assert all(sum(file["passages_by_kind"].values()) == file["passages"] for file in read)
    assert all(sum(file["passages_by_finding"].values()) == file["passages"] for file in read)
    assert [(file["words"], file["uncovered_by_page"]) for file in read[-2:]] == [
        (2_400, {"4": 9, "5": 3}),
        (None, None),
    ]


def test_rows_have_a_cell_for_every_column(invented: Check) -> None:
    rows = [dict(zip(CSV_COLUMNS, row, strict=True)) for row in check_rows(invented)]
    assert [row["status"] for row in rows] == ["read"] * 7 + ["copy", "failed"]
    assert (rows[-1]["reason"], rows[-2]["copy_of"]) == ("it is damaged", "/letters/a.pdf")
    assert (rows[5]["finding_weakness"], rows[5]["words"], rows[6]["words"]) == ("3", "2400", "")

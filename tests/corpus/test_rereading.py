"""Checking files: all are accounted for, each content is read once, nothing is written, a stop keeps what is done."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.errors import NoReports
from corpus.gathering.finding_files import find_files
from corpus.gathering.rereading import NOTHING_KNOWN, Check, CheckedFile, check_files, recorded_files
from corpus.gathering.update import gather
from corpus.reading.one_file import Reading, Refusal
from tests.corpus.invented_files import names, read_with_trouble, report_text, write_reports


class Stopping:
    """Writes down what it is told; presses Ctrl-C once, after so many files."""

    def __init__(self, after: int = -1) -> None:
        self.told: list[tuple[int, int]] = []
        self._after = after

    def __call__(self, done: int, files: int) -> None:
        self.told.append((done, files))
        if len(self.told) == self._after + 1:
            raise KeyboardInterrupt


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_reports(tmp_path / "reports", "Otterby", "Gullmouth", "Pennymoor")
    return tmp_path / "reports"


def read_of(check: Check) -> list[str]:
    return names([file.path for file in check.files if isinstance(file.answer, Reading)])


def test_every_file_is_read_or_has_a_reason_or_is_a_copy(folder: Path) -> None:
    (folder / "empty.md").write_text("")
    shutil.copy(folder / "otterby.md", folder / "zz otterby again.md")
    told = Stopping()
    check = check_files(find_files([folder]), told, jobs=2)
    assert names([file.path for file in check.files]) == [
        "empty.md", "gullmouth.md", "otterby.md", "pennymoor.md", "zz otterby again.md",
    ]  # fmt: skip
    assert read_of(check) == ["gullmouth.md", "otterby.md", "pennymoor.md"]
    assert check.failed == (CheckedFile(str(folder / "empty.md"), Refusal("it is empty")),)
    assert check.files[-1] == CheckedFile(str(folder / "zz otterby again.md"), None, copy_of=str(folder / "otterby.md"))
    assert not check.stopped
    assert told.told == [(done, 5) for done in range(6)]


def test_areas_are_known_as_in_indexing(folder: Path) -> None:
    check = check_files(find_files([folder / "otterby.md"]), jobs=1)
    reading = check.files[0].answer
    assert isinstance(reading, Reading)
    assert reading.report.regions == ("Inland Marches",)
    assert (reading.form.name, reading.form.runner_up) == ("Area SEND inspection", None)


def test_a_file_that_crashes_its_reader_costs_itself_alone(folder: Path) -> None:
    (folder / "a crash.pdf").write_text("crash")
    check = check_files(find_files([folder]), jobs=2, read=read_with_trouble)
    assert len(read_of(check)) == 3
    assert [file.answer for file in check.failed] == [Refusal("the reader crashed (SIGABRT) on it; it may be damaged")]


def test_what_was_finished_before_a_stop_is_kept(folder: Path) -> None:
    check = check_files(find_files([folder]), Stopping(after=2), jobs=1)
    assert check.stopped
    assert read_of(check)[:2] == ["gullmouth.md", "otterby.md"]


def test_the_files_a_catalogue_knows_are_found_again_those_that_are_gone_too(tmp_path: Path, folder: Path) -> None:
    named = tmp_path / "letter.md"
    named.write_text(report_text("Gullmouth", 2019))
    with Catalogue.open(tmp_path / "data", write=True) as catalogue:
        gather([folder, named], catalogue)
        files = catalogue.files()
    (folder / "gullmouth.md").unlink()
    (folder / "later.md").write_text(report_text("Otterby", 2020))
    before = (tmp_path / "data" / "catalogue.sqlite3").read_bytes()
    check = check_files(recorded_files(files), jobs=1)
    assert read_of(check) == ["letter.md", "otterby.md", "pennymoor.md"]
    assert names([file.path for file in check.failed]) == ["gullmouth.md"]
    assert (tmp_path / "data" / "catalogue.sqlite3").read_bytes() == before


def test_a_folder_that_is_gone_leaves_its_files_missing(tmp_path: Path, folder: Path) -> None:
    with Catalogue.open(tmp_path / "data", write=True) as catalogue:
        gather([folder], catalogue)
        files = catalogue.files()
    shutil.rmtree(folder)
    assert len(check_files(recorded_files(files), jobs=1).failed) == 3


def test_a_catalogue_that_knows_nothing_says_what_to_do() -> None:
    with pytest.raises(NoReports) as raised:
        recorded_files([])
    assert str(raised.value) == NOTHING_KNOWN


def test_a_list_of_reports_corrects_what_is_checked_and_its_faults_are_told(folder: Path) -> None:
    (folder / "reports.csv").write_text("path,title\notterby.md,On Otterby\nnowhere.md,On nothing\n")
    check = check_files(find_files([folder]), jobs=1)
    titles = [file.answer.report.title for file in check.files if isinstance(file.answer, Reading)]
    assert titles[1] == "On Otterby"
    assert [problem.line for problem in check.problems] == [3]

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from corpus.catalogue.catalogue import Catalogue, Statistics
from corpus.catalogue.connections import CATALOGUE_NAME
from corpus.catalogue.files import Change, FileStatus, drop_file, link_file, put_failure
from corpus.catalogue.locks import LOCK_NAME
from corpus.errors import CatalogueBusy, CatalogueError, UnknownReport
from corpus.ids import PassageIds
from corpus.report import InspectionType, Report
from tests.corpus.invented import WEXCOMBE, another, catalogue_with, file_of, keep, whole_reports

ROOT = Path(__file__).parents[2]
NOTHING_YET = "Nothing is indexed yet: run 'searcher index FOLDER' with a folder of reports first."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_a_report_comes_back_whole(data: Path) -> None:
    catalogue_with(data, another("older"), WEXCOMBE)
    with Catalogue.open(data) as catalogue:
        assert catalogue.report(WEXCOMBE.id) == WEXCOMBE


@settings(max_examples=40, deadline=None)
@given(whole_reports)
def test_every_report_comes_back_whole(report: Report) -> None:
    with tempfile.TemporaryDirectory() as folder, Catalogue.open(Path(folder), write=True) as catalogue:
        assert keep(catalogue, report) == [(Change.ADDED, report.id)]
        assert catalogue.report(report.id) == report
        assert catalogue.passage_counts() == {report.id: len(list(report.passages()))}
        assert keep(catalogue, report) == [(Change.UNCHANGED, report.id)]


def test_summaries_are_in_order_of_id_and_have_no_sections(data: Path) -> None:
    catalogue_with(data, WEXCOMBE, another("zebra", "z"), another("apple", "y"))
    with Catalogue.open(data) as catalogue:
        assert catalogue.reports() == [
            replace(another("apple", "y"), sections=()),
            replace(WEXCOMBE, sections=()),
            replace(another("zebra", "z"), sections=()),
        ]
        assert catalogue.passage_counts() == {"apple": 1, WEXCOMBE.id: 3, "zebra": 1}


def test_statistics(data: Path) -> None:
    letter = another("letter", published=date(2026, 1, 5), areas=("Wexcombe", "Tarnside"))
    catalogue_with(data, WEXCOMBE, letter, another("undated", "c", inspection_type=InspectionType.NEWS))
    with Catalogue.open(data, write=True) as catalogue:
        with catalogue.changing() as db:
            failed = file_of(letter, path="/reports/torn.pdf", status=FileStatus.FAILED, reason="it is torn")
            put_failure(db, replace(failed, report_id=None))
        assert catalogue.statistics() == Statistics(
            reports=3,
            passages=5,
            files=4,
            failed=1,
            by_type={"area-send": 1, "news": 1, "other": 1},
            by_area={"Wexcombe": 2, "Harrowmere": 1, "Tarnside": 1},
            first=date(2024, 3, 4),
            last=date(2026, 1, 5),
        )
        assert list(catalogue.statistics().by_area) == ["Wexcombe", "Harrowmere", "Tarnside"]
        assert catalogue.failures() == [("/reports/torn.pdf", "it is torn")]


def test_statistics_of_an_empty_catalogue(data: Path) -> None:
    catalogue_with(data)
    with Catalogue.open(data) as catalogue:
        assert catalogue.statistics() == Statistics(0, 0, 0, 0, {}, {}, None, None)
        assert catalogue.reports() == []


def test_an_unknown_report_is_answered_with_those_that_come_near(data: Path) -> None:
    catalogue_with(data, WEXCOMBE, another("tarnside-ilacs-2019-07-01"))
    with Catalogue.open(data) as catalogue:
        with pytest.raises(UnknownReport, match=r"Did you mean wexcombe-area-send-2024-03-04\?$"):
            catalogue.report("wexcome-area-send-2024-03-04")
        with pytest.raises(
            UnknownReport, match=r"^No report has the id 'xyz'. 'searcher reports' lists the ids there are.$"
        ):
            catalogue.report("xyz")


def test_a_report_is_found_by_id_by_beginning_and_by_file(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = another("tarnside", "c")
    here = replace(here, source=replace(here.source, path=str(tmp_path / "here.md")))
    catalogue_with(data, WEXCOMBE, another("tarnside-ilacs-2019", "d"), another("tarnside-ilacs-2020", "e"), here)
    monkeypatch.chdir(tmp_path)
    with Catalogue.open(data) as catalogue:
        assert catalogue.find_report("tarnside") == here
        assert catalogue.find_report("here.md") == here
        assert catalogue.find_report("wex") == WEXCOMBE
        assert catalogue.find_report("/reports/wexcombe.pdf") == WEXCOMBE
        with pytest.raises(
            UnknownReport,
            match=r"^2 reports begin with 'tarnside-': tarnside-ilacs-2019 and tarnside-ilacs-2020. Give one of them.$",
        ):
            catalogue.find_report("tarnside-")
        with pytest.raises(UnknownReport, match=r"^No report has the id ''"):
            catalogue.find_report("")


def test_the_revision_grows_with_what_is_indexed_and_with_nothing_else(data: Path) -> None:
    with Catalogue.open(data, write=True) as catalogue:
        assert catalogue.revision == 0
        keep(catalogue, WEXCOMBE)
        assert catalogue.revision == 1
        keep(catalogue, WEXCOMBE)
        with catalogue.changing() as db:
            put_failure(db, file_of(another("x"), status=FileStatus.FAILED, reason="it is torn", report_id=None))
            link_file(db, file_of(WEXCOMBE, path="/reports/copy.pdf", mtime_ns=77))
        assert catalogue.revision == 1
        keep(catalogue, replace(WEXCOMBE, title="Another title"))
        assert catalogue.revision == 2


def test_the_identity_stays_and_each_catalogue_has_its_own(data: Path, tmp_path: Path) -> None:
    catalogue_with(data, WEXCOMBE)
    catalogue_with(tmp_path / "other", WEXCOMBE)
    with Catalogue.open(data) as catalogue, Catalogue.open(data) as again, Catalogue.open(tmp_path / "other") as other:
        assert catalogue.identity == again.identity != other.identity


def test_a_changed_file_takes_its_report_s_place(data: Path) -> None:
    new = another("tarnside", "b", source=replace(another("x", "b").source, path="/reports/wexcombe.pdf"))
    catalogue_with(data, WEXCOMBE)
    with Catalogue.open(data, write=True) as catalogue:
        assert keep(catalogue, new) == [(Change.UPDATED, "tarnside")]
        assert catalogue.reports() == [replace(new, sections=())]
        assert catalogue.files() == [file_of(new)]


def test_a_file_read_better_keeps_its_place_under_its_new_id(data: Path) -> None:
    better = replace(another("wexcombe-send-letter-2024"), source=WEXCOMBE.source)
    with Catalogue.open(data, write=True) as catalogue:
        keep(catalogue, WEXCOMBE)
        with catalogue.changing() as db:
            link_file(db, file_of(WEXCOMBE, path="/reports/copy.pdf"))
        assert keep(catalogue, better) == [(Change.UPDATED, better.id)]
        assert catalogue.reports() == [replace(better, sections=())]
        assert {file.path: file.report_id for file in catalogue.files()} == {
            "/reports/copy.pdf": better.id,
            "/reports/wexcombe.pdf": better.id,
        }


def test_an_id_that_is_taken_gets_the_start_of_the_content_s_hash(data: Path) -> None:
    first, second = another("tarnside-ilacs-2019", "b"), another("tarnside-ilacs-2019", "c")
    with Catalogue.open(data, write=True) as catalogue:
        longer = "tarnside-ilacs-2019-cccccc"
        assert keep(catalogue, first, second) == [(Change.ADDED, first.id), (Change.ADDED, longer)]
        kept = catalogue.report(longer)
        [(section, passage)] = kept.passages()
        assert passage.id == PassageIds(longer).next_id(passage.text)
        assert replace(kept, id=second.id, sections=()) == replace(second, sections=())
        assert (section.heading, passage.text) == ("Findings", "Words of tarnside-ilacs-2019 c.")
        assert keep(catalogue, second) == [(Change.UNCHANGED, longer)]
        with catalogue.changing() as db:
            assert drop_file(db, first.source.path)
        assert keep(catalogue, second) == [(Change.UNCHANGED, longer)]


def test_a_report_is_kept_until_its_last_file_is_gone(data: Path) -> None:
    with Catalogue.open(data, write=True) as catalogue:
        keep(catalogue, WEXCOMBE)
        for path in ("/reports/b/copy.pdf", "/reports/a/copy.pdf"):
            with catalogue.changing() as db:
                link_file(db, file_of(WEXCOMBE, path=path))
        revision = catalogue.revision
        with catalogue.changing() as db:
            assert not drop_file(db, "/reports/wexcombe.pdf")
        assert catalogue.report(WEXCOMBE.id).source == replace(WEXCOMBE.source, path="/reports/a/copy.pdf")
        assert catalogue.revision == revision + 1
        with catalogue.changing() as db:
            assert not drop_file(db, "/reports/b/copy.pdf")
        assert catalogue.revision == revision + 1
        with catalogue.changing() as db:
            assert drop_file(db, "/reports/a/copy.pdf")
        assert (catalogue.reports(), catalogue.files(), catalogue.revision) == ([], [], revision + 2)


def test_nothing_of_a_deleted_report_is_left(data: Path) -> None:
    with Catalogue.open(data, write=True) as catalogue:
        keep(catalogue, WEXCOMBE)
        with catalogue.changing() as db:
            drop_file(db, WEXCOMBE.source.path)
    with sqlite3.connect(data / CATALOGUE_NAME) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}  # noqa: S608
    db.close()
    assert {table: count for table, count in rows.items() if count} == {"meta": 3}


def test_a_change_that_fails_half_way_leaves_nothing(data: Path) -> None:
    with Catalogue.open(data, write=True) as catalogue:
        keep(catalogue, another("older", "b"))
        clash = another("newer", "c", title="Another", sections=another("older", "b").sections)
        with pytest.raises(sqlite3.IntegrityError):
            keep(catalogue, clash)
        assert [report.id for report in catalogue.reports()] == ["older"]
        assert [file.path for file in catalogue.files()] == ["/reports/b.md"]
        assert catalogue.revision == 1


def test_a_reader_sees_one_moment_while_a_writer_writes(data: Path) -> None:
    catalogue_with(data, WEXCOMBE)
    with Catalogue.open(data) as reader, Catalogue.open(data, write=True) as writer:
        with reader.snapshot():
            assert [report.id for report in reader.reports()] == [WEXCOMBE.id]
            keep(writer, another("another"))
            assert [report.id for report in reader.reports()] == [WEXCOMBE.id]
            assert reader.revision == 1
        assert [report.id for report in reader.reports()] == ["another", WEXCOMBE.id]
        with writer.changing():
            assert reader.revision == 2


def test_a_reader_cannot_write(data: Path) -> None:
    catalogue_with(data, WEXCOMBE)
    with Catalogue.open(data) as catalogue:
        assert not catalogue.writable
        with pytest.raises(CatalogueError, match="is open for reading only"), catalogue.changing():
            pass
        with (
            pytest.raises(CatalogueError, match=r"cannot be used \(attempt to write a readonly database\)"),
            catalogue.snapshot() as db,
        ):
            db.execute("DELETE FROM reports")
        assert catalogue.report(WEXCOMBE.id) == WEXCOMBE


def test_without_a_catalogue_a_reader_is_told_what_to_do_and_makes_nothing(data: Path) -> None:
    with pytest.raises(CatalogueError) as problem:
        Catalogue.open(data)
    assert str(problem.value) == NOTHING_YET
    assert not data.exists()


def test_a_catalogue_that_is_just_being_made_holds_nothing_yet(data: Path) -> None:
    data.mkdir()
    (data / CATALOGUE_NAME).touch()
    with pytest.raises(CatalogueError) as problem:
        Catalogue.open(data)
    assert str(problem.value) == NOTHING_YET


@pytest.mark.parametrize("write", [False, True], ids=["read", "write"])
def test_a_file_that_is_no_database_is_refused_and_left_alone(data: Path, write: bool) -> None:
    data.mkdir()
    path = data / CATALOGUE_NAME
    path.write_bytes(b"The ferryman's own notes, not to be lost. " * 200)
    before = path.read_bytes()
    with pytest.raises(CatalogueError, match=r"is not a catalogue of reports, or is damaged .* Move the file away"):
        Catalogue.open(data, write=write)
    assert path.read_bytes() == before


@pytest.mark.parametrize("write", [False, True], ids=["read", "write"])
def test_somebody_else_s_database_is_refused_and_left_alone(data: Path, write: bool) -> None:
    data.mkdir()
    path = data / CATALOGUE_NAME
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE tides (day TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(CatalogueError, match="is not a catalogue of reports"):
        Catalogue.open(data, write=write)
    assert path.read_bytes() == before


@pytest.mark.parametrize("write", [False, True], ids=["read", "write"])
def test_a_catalogue_of_another_version_is_refused(data: Path, write: bool) -> None:
    catalogue_with(data, WEXCOMBE)
    with sqlite3.connect(data / CATALOGUE_NAME) as db:
        db.execute("UPDATE meta SET value = '0' WHERE key = 'schema_version'")
    db.close()
    with pytest.raises(CatalogueError, match=r"was written by another version of this program\. Move the file away"):
        Catalogue.open(data, write=write)


def test_a_damaged_catalogue_is_reported_when_it_is_read(data: Path) -> None:
    catalogue_with(data, WEXCOMBE, *(another(f"report-{place}", f"{place:x}") for place in range(16) if place != 10))
    path = data / CATALOGUE_NAME
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    with (
        pytest.raises(CatalogueError, match=r"is damaged .* Move the file away and run 'searcher index' again"),
        Catalogue.open(data) as catalogue,
    ):
        catalogue.reports()


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(
        CatalogueError, match=r"The folder .*data cannot be created .* give a folder of your own with --data"
    ):
        Catalogue.open(tmp_path / "data", write=True)


def test_a_second_writer_is_told_who_is_at_work(data: Path) -> None:
    with Catalogue.open(data, write=True):
        with pytest.raises(CatalogueBusy) as busy:
            Catalogue.open(data, write=True)
        assert f"Another indexing run (process {os.getpid()}, since 20" in str(busy.value)
        assert f"is using {data}. Wait until it has finished" in str(busy.value)
    with Catalogue.open(data, write=True) as catalogue:
        assert catalogue.writable


HOLD = """
import sys, time
from pathlib import Path
from corpus.catalogue.catalogue import Catalogue
catalogue = Catalogue.open(Path(sys.argv[1]), write=True)
print("held", flush=True)
time.sleep(600)
"""


def test_the_lock_of_a_killed_process_does_not_outlive_it(data: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(CatalogueBusy, match=rf"process {holder.pid}, since"):
            Catalogue.open(data, write=True)
        holder.kill()
    assert holder.returncode in (-signal.SIGKILL, 1)
    assert f"process {holder.pid}" in (data / LOCK_NAME).read_text()
    with Catalogue.open(data, write=True) as catalogue:
        assert catalogue.reports() == []


def test_closing_twice_is_harmless(data: Path) -> None:
    catalogue = Catalogue.open(data, write=True)
    catalogue.close()
    catalogue.close()
    with Catalogue.open(data, write=True) as again:
        assert again.revision == 0


def test_a_closed_catalogue_is_one_file(data: Path) -> None:
    catalogue_with(data, WEXCOMBE)
    assert sorted(path.name for path in data.iterdir()) == [CATALOGUE_NAME, LOCK_NAME]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_catalogue_in_a_folder_that_may_not_be_written_can_be_read(data: Path) -> None:
    catalogue_with(data, WEXCOMBE)
    data.chmod(0o500)
    try:
        with Catalogue.open(data) as catalogue:
            assert catalogue.report(WEXCOMBE.id) == WEXCOMBE
        (data / CATALOGUE_NAME).chmod(0o400)
        with pytest.raises(CatalogueError):
            Catalogue.open(data, write=True)
    finally:
        data.chmod(0o700)

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.errors import CatalogueError, CorpusError, NoReports
from corpus.gathering.update import Failure, FileOutcome, Gathering, gather
from corpus.reading.one_file import Reading, ReadingTask, Refusal, read_file
from tests.corpus.invented_files import (
    AREAS,
    Watcher,
    must_not_read,
    report_text,
    rewrite_unseen,
    write_reports,
)

WEB_PAGE = "<html><head><title>Page not found</title></head><body><p>Sorry.</p></body></html>"
NOT_A_PDF = "it is a web page (“Page not found”) saved as .pdf, not a report; download the report again"
GULLMOUTH = "gullmouth-area-send-2024-03-04"
OTTERBY = "otterby-area-send-2024-03-04"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "reports"


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue.open(tmp_path / "data", write=True) as catalogue:
        yield catalogue


def outcome(gathering: Gathering) -> tuple[int, int, int, int, int]:
    """Added, updated, removed, unchanged, failed."""
    return (
        gathering.added,
        gathering.updated,
        gathering.removed,
        gathering.unchanged,
        len(gathering.failed),
    )


def ids(catalogue: Catalogue) -> list[str]:
    return [report.id for report in catalogue.reports()]


def recorded(catalogue: Catalogue) -> dict[str, str | None]:
    return {Path(file.path).name: file.report_id for file in catalogue.files()}


def test_a_folder_of_reports_is_read(folder: Path, catalogue: Catalogue) -> None:
    paths = write_reports(folder, "Otterby", "Gullmouth")
    watcher = Watcher()
    gathering = gather([folder], catalogue, watcher)
    assert outcome(gathering) == (2, 0, 0, 0, 0)
    assert gathering.notes == ()
    assert gathering.seconds >= 0
    assert ids(catalogue) == [GULLMOUTH, OTTERBY]
    assert (watcher.files, watcher.done) == (
        2,
        [("gullmouth.md", FileOutcome.ADDED), ("otterby.md", FileOutcome.ADDED)],
    )
    report = catalogue.report(OTTERBY)
    assert (report.areas, report.regions, report.source.path) == (("Otterby",), ("Inland Marches",), str(paths[0]))
    assert "Ferries leave before the pupils of Otterby have found their coats." in {
        passage.text for _, passage in report.passages()
    }


def test_a_second_run_opens_nothing(folder: Path, catalogue: Catalogue) -> None:
    path, _ = write_reports(folder, "Otterby", "Gullmouth")
    gather([folder], catalogue)
    revision = catalogue.revision
    rewrite_unseen(path, path.read_text().replace("coats", "boots"))
    assert outcome(gather([folder], catalogue, read=must_not_read)) == (0, 0, 0, 2, 0)
    assert catalogue.revision == revision


def test_a_file_that_was_only_touched_is_not_read_again(folder: Path, catalogue: Catalogue) -> None:
    (path,) = write_reports(folder, "Otterby")
    gather([folder], catalogue)
    revision = catalogue.revision
    os.utime(path, (1, 1))
    assert outcome(gather([folder], catalogue, read=must_not_read)) == (0, 0, 0, 1, 0)
    assert [file.mtime_ns for file in catalogue.files()] == [1_000_000_000]
    assert catalogue.revision == revision


def test_a_changed_file_is_read_again_in_its_report_s_place(folder: Path, catalogue: Catalogue) -> None:
    path, _ = write_reports(folder, "Otterby", "Gullmouth")
    gather([folder], catalogue)
    path.write_text(report_text("Pennymoor"))
    watcher = Watcher()
    assert outcome(gather([folder], catalogue, watcher)) == (0, 1, 0, 1, 0)
    assert ids(catalogue) == [GULLMOUTH, "pennymoor-area-send-2024-03-04"]
    assert sorted(watcher.done) == [("gullmouth.md", FileOutcome.UNCHANGED), ("otterby.md", FileOutcome.UPDATED)]


def test_a_moved_file_is_not_read_again(folder: Path, catalogue: Catalogue) -> None:
    (path,) = write_reports(folder, "Otterby")
    gather([folder], catalogue)
    before = catalogue.report(OTTERBY)
    moved = path.rename(folder / "moved.md")
    assert outcome(gather([folder], catalogue, read=must_not_read)) == (0, 0, 0, 1, 0)
    assert catalogue.report(OTTERBY) == replace(before, source=replace(before.source, path=str(moved)))
    assert recorded(catalogue) == {"moved.md": OTTERBY}
    assert catalogue.revision == 2


def test_a_file_moved_to_another_folder_is_known_there(folder: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    (path,) = write_reports(folder, "Otterby")
    gather([folder], catalogue)
    (other,) = write_reports(tmp_path / "archive", "Gullmouth")
    path.rename(other.with_name("otterby.md"))
    gathering = gather([other.parent], catalogue)
    assert outcome(gathering) == (1, 0, 0, 1, 0)
    assert gathering.notes == ()
    assert [file.path for file in catalogue.files()] == [str(other), str(other.with_name("otterby.md"))]


def test_a_new_name_that_says_when_it_was_published_is_taken_notice_of(folder: Path, catalogue: Catalogue) -> None:
    (path,) = write_reports(folder, "Otterby")
    gather([folder], catalogue)
    path.rename(folder / "area inspection - 30 june 2024.md")
    assert outcome(gather([folder], catalogue)) == (0, 1, 0, 0, 0)
    assert recorded(catalogue) == {"area inspection - 30 june 2024.md": OTTERBY}


def test_copies_are_one_report(folder: Path, catalogue: Catalogue) -> None:
    first, last = folder / "a copy.md", folder / "z copy.md"
    (path,) = write_reports(folder, "Otterby")
    for copy in (first, last):
        copy.write_text(path.read_text())
    gathering = gather([folder], catalogue)
    assert outcome(gathering) == (1, 0, 0, 2, 0)
    assert gathering.notes == (
        f"{path} holds the same as {first}; they are one report.",
        f"{last} holds the same as {first}; they are one report.",
    )
    assert recorded(catalogue) == {"a copy.md": OTTERBY, "otterby.md": OTTERBY, "z copy.md": OTTERBY}
    again = gather([folder], catalogue, read=must_not_read)
    assert (outcome(again), again.notes) == ((0, 0, 0, 3, 0), ())

    first.unlink()
    assert outcome(gather([folder], catalogue, read=must_not_read)) == (0, 0, 0, 2, 0)
    assert catalogue.report(OTTERBY).source.path == str(path)


def test_a_later_copy_is_noticed_without_reading_it(folder: Path, catalogue: Catalogue) -> None:
    (path,) = write_reports(folder, "Otterby")
    gather([folder], catalogue)
    copy = folder / "a copy.md"
    copy.write_text(path.read_text())
    gathering = gather([folder], catalogue, read=must_not_read)
    assert outcome(gathering) == (0, 0, 0, 2, 0)
    assert gathering.notes == (f"{copy} holds the same as {path}; they are one report.",)


def test_two_reports_of_one_area_type_and_date_are_both_kept(folder: Path, catalogue: Catalogue) -> None:
    path, other = write_reports(folder, "Otterby", "Gullmouth")
    other.write_text(report_text("Otterby", good="A corrected version, with the tide tables put right."))
    gathering = gather([folder], catalogue)
    assert outcome(gathering) == (2, 0, 0, 0, 0)
    longer = f"{OTTERBY}-{catalogue.files()[1].sha256[:6]}"
    assert recorded(catalogue) == {"gullmouth.md": OTTERBY, "otterby.md": longer}
    assert gathering.notes == (
        f"{path} covers the same area, type of inspection and date as {OTTERBY}; it is kept beside it as {longer}.",
    )
    passages = [passage.id for report_id in ids(catalogue) for _, passage in catalogue.report(report_id).passages()]
    assert len(set(passages)) == len(passages)


def test_a_removed_file_takes_its_report_with_it(folder: Path, catalogue: Catalogue) -> None:
    path, _ = write_reports(folder, "Otterby", "Gullmouth")
    gather([folder], catalogue)
    path.unlink()
    assert outcome(gather([folder], catalogue)) == (0, 0, 1, 1, 0)
    assert ids(catalogue) == [GULLMOUTH]


def test_files_outside_the_folders_of_a_run_are_left_alone(folder: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    (path,) = write_reports(folder, "Otterby")
    (other,) = write_reports(tmp_path / "reports-2", "Gullmouth")
    gather([folder, other.parent], catalogue)
    path.unlink()
    assert outcome(gather([other.parent], catalogue)) == (0, 0, 0, 1, 0)
    assert ids(catalogue) == [GULLMOUTH, OTTERBY]


def test_a_folder_that_is_suddenly_empty_loses_nothing(folder: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    (path,) = write_reports(folder, "Otterby")
    (other,) = write_reports(tmp_path / "other", "Gullmouth")
    gather([folder, other.parent], catalogue)
    path.unlink()
    with pytest.raises(NoReports, match=r"Anything indexed earlier is kept\.$"):
        gather([folder], catalogue)
    gathering = gather([folder, other.parent], catalogue)
    assert outcome(gathering) == (0, 0, 0, 1, 0)
    assert gathering.notes == (f"There is no report in {folder}. Anything indexed from it earlier is kept.",)
    assert ids(catalogue) == [GULLMOUTH, OTTERBY]


def test_a_bad_file_is_listed_in_every_run_but_tried_once(folder: Path, catalogue: Catalogue) -> None:
    write_reports(folder, "Otterby")
    bad = folder / "bad.pdf"
    bad.write_text(WEB_PAGE)
    first = gather([folder], catalogue)
    assert outcome(first) == (1, 0, 0, 0, 1)
    assert first.failed == (Failure(str(bad), NOT_A_PDF),)
    assert catalogue.failures() == [(str(bad), NOT_A_PDF)]
    again = gather([folder], catalogue, read=must_not_read)
    assert (outcome(again), again.failed) == ((0, 0, 0, 1, 1), first.failed)
    os.utime(bad, (1, 1))
    touched = gather([folder], catalogue, read=must_not_read)
    assert (outcome(touched), touched.failed) == ((0, 0, 0, 1, 1), first.failed)
    bad.write_text("")
    assert gather([folder], catalogue).failed == (Failure(str(bad), "it is empty"),)
    bad.unlink()
    assert outcome(gather([folder], catalogue)) == (0, 0, 0, 1, 0)
    assert catalogue.failures() == []


def test_a_bad_file_that_is_named_is_tried_again(folder: Path, catalogue: Catalogue) -> None:
    folder.mkdir()
    bad = folder / "bad.md"
    bad.write_text("# Only a title\n")
    gather([bad], catalogue)
    with pytest.raises(AssertionError, match=r"bad\.md was read"):
        gather([bad], catalogue, read=must_not_read)
    assert outcome(gather([folder], catalogue, read=must_not_read)) == (0, 0, 0, 0, 1)


def test_many_copies_of_a_bad_file_are_read_once(folder: Path, catalogue: Catalogue) -> None:
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.md").write_text("")
    read = []

    def counting(task: ReadingTask) -> Reading | Refusal:
        read.append(task.path.name)
        return read_file(task)

    gathering = gather([folder], catalogue, read=counting)
    assert read == ["0.md"]
    assert gathering.failed == tuple(Failure(str(folder / f"{number}.md"), "it is empty") for number in range(5))


def test_a_report_whose_file_became_unreadable_is_kept_until_the_file_goes(folder: Path, catalogue: Catalogue) -> None:
    path, _ = write_reports(folder, "Otterby", "Gullmouth")
    printed = path.read_text()
    gather([folder], catalogue)
    path.write_text("")
    for _ in range(2):
        gathering = gather([folder], catalogue)
        assert outcome(gathering) == (0, 0, 0, 1, 1)
        assert gathering.failed[0].reason == "it is empty (the report that was read from it before is kept)"
        assert recorded(catalogue) == {"gullmouth.md": GULLMOUTH, "otterby.md": OTTERBY}
    path.write_text(printed)
    assert outcome(gather([folder], catalogue, read=must_not_read)) == (0, 0, 0, 2, 0)
    path.unlink()
    assert outcome(gather([folder], catalogue)) == (0, 0, 1, 1, 0)


def test_a_report_whose_file_cannot_be_opened_is_kept(folder: Path, catalogue: Catalogue) -> None:
    (path,) = write_reports(folder, "Otterby")
    gather([folder], catalogue)
    aside = path.rename(folder.parent / "aside.md")
    path.symlink_to(folder / "gone.md")
    for _ in range(2):
        gathering = gather([folder], catalogue)
        assert outcome(gathering) == (0, 0, 0, 0, 1)
        assert gathering.failed == (
            Failure(str(path), "it is not there any more, or is a link to something that is not there"),
        )
        assert recorded(catalogue) == {"otterby.md": OTTERBY}
    path.unlink()
    aside.rename(path)
    assert outcome(gather([folder], catalogue, read=must_not_read)) == (0, 0, 0, 1, 0)
    assert catalogue.failures() == []
    assert catalogue.revision == 1


def test_changed_readers_read_everything_again(
    folder: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = write_reports(folder, "Otterby", "Gullmouth")
    (folder / "copy.md").write_text(path.read_text())
    bad = folder / "bad.md"
    bad.write_text("")
    gather([folder], catalogue)
    monkeypatch.setattr("corpus.gathering.versions.reading_version", lambda: "next")
    with pytest.raises(AssertionError, match="was read"):
        gather([folder], catalogue, read=must_not_read)
    assert outcome(gather([folder], catalogue)) == (0, 0, 0, 3, 1)
    assert catalogue.revision == 2
    assert {file.reading_version.partition("+")[0] for file in catalogue.files()} == {"next"}
    assert outcome(gather([folder], catalogue, read=must_not_read)) == (0, 0, 0, 3, 1)


def test_the_list_of_areas_of_a_folder_holds_for_its_files(folder: Path, catalogue: Catalogue) -> None:
    (path,) = write_reports(folder / "deep" / "deeper", "Otterby")
    (path.parent / "areas.csv").rename(folder / "areas.csv")
    gather([folder], catalogue)
    assert catalogue.report(OTTERBY).regions == ("Inland Marches",)

    (folder / "areas.csv").write_text(AREAS.replace("Otterby,Inland Marches", "Otterby,Upper Fens"))
    assert outcome(gather([folder], catalogue)) == (0, 1, 0, 0, 0)
    assert catalogue.report(OTTERBY).regions == ("Upper Fens",)
    with catalogue.snapshot() as db:
        assert db.execute("SELECT area, region FROM report_areas").fetchall() == [("Otterby", "Upper Fens")]


def test_a_named_file_is_read_with_the_list_of_areas_beside_it(folder: Path, catalogue: Catalogue) -> None:
    path, _ = write_reports(folder, "Otterby", "Gullmouth")
    gather([path], catalogue)
    assert catalogue.report(OTTERBY).regions == ("Inland Marches",)
    assert outcome(gather([folder], catalogue)) == (1, 0, 0, 1, 0)


def test_a_wrong_list_of_areas_stops_the_run_before_anything_changes(folder: Path, catalogue: Catalogue) -> None:
    write_reports(folder, "Otterby")
    gather([folder], catalogue)
    (folder / "areas.csv").write_text("place\nOtterby\n")
    with pytest.raises(CorpusError, match=r"areas\.csv, line 1: the columns must be"):
        gather([folder], catalogue)
    assert ids(catalogue) == [OTTERBY]


def test_a_catalogue_open_for_reading_is_refused(folder: Path, tmp_path: Path) -> None:
    write_reports(folder, "Otterby")
    Catalogue.open(tmp_path / "data", write=True).close()
    with (
        Catalogue.open(tmp_path / "data") as catalogue,
        pytest.raises(CatalogueError, match="must be open for writing"),
    ):
        gather([folder], catalogue)


def test_a_report_that_does_not_fit_costs_one_file(folder: Path, catalogue: Catalogue) -> None:
    good, bad = write_reports(folder, "Gullmouth", "Otterby")

    def with_the_same_passages(task: ReadingTask) -> Reading | Refusal:
        answer = read_file(task)
        first = read_file(replace(task, path=good))
        assert isinstance(answer, Reading)
        assert isinstance(first, Reading)
        return replace(answer, report=replace(answer.report, sections=first.report.sections))

    gathering = gather([folder], catalogue, read=with_the_same_passages)
    assert (ids(catalogue), outcome(gathering)) == ([GULLMOUTH], (1, 0, 0, 0, 1))
    assert gathering.failed[0].path == str(bad)
    assert gathering.failed[0].reason.startswith(
        "its report could not be saved in the catalogue (UNIQUE constraint failed"
    )


def test_ctrl_c_leaves_what_was_finished(folder: Path, catalogue: Catalogue) -> None:
    write_reports(folder, "Otterby", "Gullmouth", "Pennymoor")
    with pytest.raises(KeyboardInterrupt):
        gather([folder], catalogue, Watcher(stop_after=2))
    assert ids(catalogue) == [GULLMOUTH, OTTERBY]
    assert outcome(gather([folder], catalogue)) == (1, 0, 0, 2, 0)


def test_names_that_are_not_utf_8_can_be_recorded(folder: Path, catalogue: Catalogue) -> None:
    (path,) = write_reports(folder, "Otterby")
    odd = os.path.join(os.fsencode(folder), b"caf\xe9.md")  # noqa: PTH118
    try:
        os.rename(path, odd)  # noqa: PTH104
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    assert outcome(gather([folder], catalogue)) == (1, 0, 0, 0, 0)
    assert [file.path for file in catalogue.files()] == [str(folder / r"caf\xe9.md")]
    assert outcome(gather([folder], catalogue, read=must_not_read)) == (0, 0, 0, 1, 0)


SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"


def harrowmere(folder: Path) -> Path:
    """Make a collection that knows the invented area of its one report only by its own list of areas."""
    (folder / "harrowmere").mkdir(parents=True)
    shutil.copy(SAMPLES / "areas.csv", folder / "areas.csv")
    name = "send-revisit-letter-2021.md"
    return Path(shutil.copy(SAMPLES / "harrowmere" / name, folder / "harrowmere" / name))


def test_a_copy_read_without_the_list_of_areas_leaves_the_report_as_it_is(tmp_path: Path, catalogue: Catalogue) -> None:
    path = harrowmere(tmp_path / "reports")
    gather([tmp_path / "reports"], catalogue)
    reports = catalogue.reports()
    assert [report.regions for report in reports] == [("West Midlands",)]
    (tmp_path / "copies").mkdir()
    shutil.copy(path, tmp_path / "copies" / "letter.md")
    gathering = gather([tmp_path / "copies"], catalogue)
    assert outcome(gathering) == (0, 0, 0, 1, 0)
    assert catalogue.reports() == reports


def test_a_list_of_areas_counts_even_where_a_copy_was_read_without_it_before(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    path = harrowmere(tmp_path / "reports")
    (tmp_path / "copies").mkdir()
    shutil.copy(path, tmp_path / "copies" / "letter.md")
    gather([tmp_path / "copies"], catalogue)
    assert [report.regions for report in catalogue.reports()] == [()]
    gather([tmp_path / "reports"], catalogue)
    assert [report.regions for report in catalogue.reports()] == [("West Midlands",)]


def test_a_folder_or_file_within_an_indexed_folder_keeps_its_list_of_areas(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    path = harrowmere(tmp_path / "reports")
    gather([tmp_path / "reports"], catalogue)
    reports = catalogue.reports()
    assert outcome(gather([path.parent], catalogue, read=must_not_read)) == (0, 0, 0, 1, 0)
    path.write_text(path.read_text(encoding="utf-8") + "\nOne more line was added.\n", encoding="utf-8")
    assert outcome(gather([path], catalogue)) == (0, 1, 0, 0, 0)
    assert [(report.id, report.regions) for report in catalogue.reports()] == [
        (report.id, report.regions) for report in reports
    ]

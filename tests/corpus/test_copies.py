"""Files that are moved, copied, or saved again in another form: one report each, whatever happens to its files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.catalogue.catalogue import Catalogue
from corpus.catalogue.holders import Duplicate
from corpus.gathering.update import Gathering, gather
from corpus.reading.one_file import Reading, ReadingTask, Refusal, read_file
from tests.corpus.invented_files import AREAS, must_not_read, report_text, write_reports

OTTERBY, GULLMOUTH = "otterby-area-send-2024-03-04", "gullmouth-area-send-2024-03-04"
Run = Callable[[], tuple[list[str], Gathering]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_reports(tmp_path / "reports", "Otterby")
    return tmp_path / "reports"


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue.open(tmp_path / "data", write=True) as catalogue:
        yield catalogue


@pytest.fixture
def run(folder: Path, catalogue: Catalogue) -> Run:
    """Return what indexes the folder and gives the names of the files that were read."""

    def gather_it() -> tuple[list[str], Gathering]:
        read: list[str] = []

        def counting(task: ReadingTask) -> Reading | Refusal:
            read.append(task.path.name)
            return read_file(task)

        return read, gather([folder], catalogue, read=counting)

    return gather_it


def web_page(text: str) -> str:
    """Return a report in Markdown as a web page, in nearly the same words."""
    lines = []
    for line in text.splitlines():
        mark, _, words = line.partition(" ")
        kinds = {"#": "h1", "##": "h2", "-": "li"}
        lines.append(f"<{kinds[mark]}>{words}</{kinds[mark]}>" if mark in kinds else f"<p>{line}</p>" if line else "")
    return f"<html><body>{''.join(lines)}<p>Back to the list</p></body></html>"


def recorded(catalogue: Catalogue) -> dict[str, str | None]:
    return {Path(file.path).name: file.report_id for file in catalogue.files()}


def test_moved_files_are_counted_and_not_read(folder: Path, catalogue: Catalogue, run: Run) -> None:
    run()
    (folder / "deep").mkdir()
    (folder / "otterby.md").rename(folder / "deep" / "renamed.md")
    read, gathering = run()
    assert (read, gathering.moved, gathering.unchanged, gathering.removed) == ([], 1, 1, 0)
    assert (gathering.duplicates, gathering.notes) == ((), ())
    assert run()[1].moved == 0
    assert recorded(catalogue) == {"renamed.md": OTTERBY}


def test_a_moved_file_whose_new_name_says_more_is_counted_and_read(folder: Path, run: Run) -> None:
    run()
    (folder / "otterby.md").rename(folder / "area inspection - 30 june 2024.md")
    read, gathering = run()
    assert (read, gathering.moved, gathering.updated, gathering.removed) == (
        ["area inspection - 30 june 2024.md"], 1, 1, 0,
    )  # fmt: skip


def test_a_file_moved_and_copied_is_one_of_each(folder: Path, run: Run) -> None:
    run()
    text = (folder / "otterby.md").read_text()
    (folder / "otterby.md").unlink()
    for name in ("a.md", "b.md"):
        (folder / name).write_text(text)
    _, gathering = run()
    assert (gathering.moved, gathering.unchanged, len(gathering.duplicates)) == (1, 2, 1)


def test_two_files_that_change_places_keep_their_reports(folder: Path, catalogue: Catalogue, run: Run) -> None:
    write_reports(folder, "Otterby", "Gullmouth")
    run()
    (folder / "otterby.md").rename(folder / "aside")
    (folder / "gullmouth.md").rename(folder / "otterby.md")
    (folder / "aside").rename(folder / "gullmouth.md")
    run()
    assert recorded(catalogue) == {"gullmouth.md": OTTERBY, "otterby.md": GULLMOUTH}
    assert {report.id: Path(report.source.path).name for report in catalogue.reports()} == {
        OTTERBY: "gullmouth.md", GULLMOUTH: "otterby.md",
    }  # fmt: skip


def test_copies_are_listed_in_every_run(folder: Path, run: Run) -> None:
    (folder / "copy.md").write_text((folder / "otterby.md").read_text())
    listed = [run()[1].duplicates for _ in range(2)]
    copy, own = str(folder / "otterby.md"), str(folder / "copy.md")
    assert listed == [(Duplicate(copy, own, OTTERBY, exact=True),)] * 2


def test_a_report_saved_in_two_forms_is_kept_once(folder: Path, catalogue: Catalogue, run: Run) -> None:
    (folder / "page.html").write_text(web_page(report_text("Otterby")))
    _, gathering = run()
    assert [report.id for report in catalogue.reports()] == [OTTERBY]
    assert recorded(catalogue) == {"otterby.md": OTTERBY, "page.html": OTTERBY}
    own = catalogue.report(OTTERBY).source.path
    other = ({str(folder / name) for name in ("otterby.md", "page.html")} - {own}).pop()
    assert gathering.duplicates == (Duplicate(other, own, OTTERBY, exact=False),)
    (note,) = gathering.notes
    assert "otterby.md" in note
    assert "in other form (9" in note
    revision = catalogue.revision
    os.utime(other, (1, 1))
    read, again = run()
    assert (read, again.unchanged, again.duplicates, again.notes) == ([], 2, gathering.duplicates, ())
    assert catalogue.revision == revision


def test_the_copy_takes_over_when_the_report_s_own_file_goes(folder: Path, catalogue: Catalogue, run: Run) -> None:
    (folder / "page.html").write_text(web_page(report_text("Otterby")))
    run()
    own = Path(catalogue.report(OTTERBY).source.path)
    own.unlink()
    read, gathering = run()
    (left,) = recorded(catalogue)
    assert (read, gathering.removed, gathering.updated, gathering.duplicates) == ([left], 0, 1, ())
    source = catalogue.report(OTTERBY).source
    assert (Path(source.path).name, source.sha256) == (left, catalogue.files()[0].sha256)
    gather([folder], catalogue, read=must_not_read)


def test_a_copy_that_comes_to_say_something_else_is_a_report_of_its_own(
    folder: Path, catalogue: Catalogue, run: Run
) -> None:
    page = folder / "page.html"
    page.write_text(web_page(report_text("Otterby")))
    run()
    for path in (Path(catalogue.report(OTTERBY).source.path), page):
        path.write_text(web_page(report_text("Gullmouth")) if path == page else report_text("Pennymoor"))
        run()
    found = {Path(report.source.path).name: report.areas for report in catalogue.reports()}
    assert found["page.html"] == ("Gullmouth",)
    assert len(found) == len(recorded(catalogue)) == 2


def test_a_corrected_version_with_a_tenth_of_its_words_changed_is_kept_beside(
    folder: Path, catalogue: Catalogue, run: Run
) -> None:
    other = folder / "second.md"
    other.write_text(report_text("Otterby", good="Inspectors counted forty lanterns on the quay and none was lit."))
    _, gathering = run()
    assert (len(catalogue.reports()), gathering.duplicates) == (2, ())
    assert gathering.notes[0].startswith(f"{other} covers the same area, type of inspection and date as {OTTERBY}")


def test_the_copy_that_a_list_corrects_is_the_one_that_counts(folder: Path, catalogue: Catalogue, run: Run) -> None:
    text = report_text("Otterby")
    (folder / "a copy.md").write_text(text)
    (folder / "z copy.md").write_text(text)
    (folder / "reports.csv").write_text("path,title\notterby.md,Corrected\n")
    for _ in range(2):
        run()
        assert catalogue.report(OTTERBY).title == "Corrected"
        assert Path(catalogue.report(OTTERBY).source.path).name == "otterby.md"
    (folder / "reports.csv").write_text("path,title\nz copy.md,Mended\n")
    run()
    assert catalogue.report(OTTERBY).title == "Mended"
    (folder / "z copy.md").unlink()
    run()
    assert catalogue.report(OTTERBY).title == "Area SEND inspection of Otterby Local Area Partnership"
    assert run()[0] == []


def test_copies_in_folders_with_and_without_a_list_of_areas_follow_the_list(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / "reports" / name).mkdir(parents=True)
        (tmp_path / "reports" / name / "letter.md").write_text(report_text("Otterby"))
    (tmp_path / "reports" / "b" / "areas.csv").write_text(AREAS)
    with Catalogue.open(tmp_path / "data", write=True) as catalogue:
        for _ in range(2):
            gather([tmp_path / "reports"], catalogue)
            assert [report.regions for report in catalogue.reports()] == [("Inland Marches",)]


NAMES = ("a.md", "b.md", "c.html", "d - 30 june 2024.md")
TEXTS = (
    report_text("Otterby"),
    report_text("Otterby").replace("coats", "woollen hats"),
    web_page(report_text("Otterby")),
    report_text("Otterby", good="Inspectors counted forty lanterns on the quay and none was lit."),
    report_text("Gullmouth"),
)
CHANGES = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from(TEXTS)),
    st.tuples(st.just("delete"), st.sampled_from(NAMES), st.just("")),
    st.tuples(st.just("touch"), st.sampled_from(NAMES), st.just("")),
    st.tuples(st.just("move"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("list"), st.sampled_from(NAMES), st.sampled_from(("Corrected", "Mended", ""))),
)


def change(folder: Path, what: str, name: str, value: str) -> None:
    path = folder / name
    if what == "write":
        path.write_text(value)
    elif what == "list":
        (folder / "reports.csv").write_text(f"path,title\n{name},{value}\n")
    elif path.exists() and what == "delete":
        path.unlink()
    elif path.exists() and what == "touch":
        os.utime(path, (1, len(name)))
    elif path.exists() and what == "move":
        path.replace(folder / value)


def state(folder: Path, catalogue: Catalogue) -> dict[str, object]:
    """What each file gives: its report's facts and words; ids may keep the longer form they once needed."""
    held = {}
    for file in catalogue.files():
        report = catalogue.report(file.report_id or "")
        own = next(other for other in catalogue.files() if other.path == report.source.path)
        assert own.sha256 == report.source.sha256
        held[Path(file.path).name] = (
            report.title, report.areas, report.published, report.corrections,
            tuple(passage.text for _, passage in report.passages()),
        )  # fmt: skip
    assert {path.name for path in folder.iterdir() if path.suffix != ".csv"} == held.keys()
    return held


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(CHANGES, min_size=1, max_size=4), min_size=1, max_size=5))
def test_after_any_changes_the_catalogue_is_as_if_made_anew(runs: list[list[tuple[str, str, str]]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "reports"
        write_reports(folder)
        with Catalogue.open(Path(place) / "data", write=True) as catalogue:
            for number, changes in enumerate(runs):
                (folder / "always.md").write_text(report_text("Pennymoor"))
                for what in changes:
                    change(folder, *what)
                gather([folder], catalogue)
                gather([folder], catalogue, read=must_not_read)
                with Catalogue.open(Path(place) / f"anew {number}", write=True) as anew:
                    gather([folder], anew)
                    assert state(folder, catalogue) == state(folder, anew)

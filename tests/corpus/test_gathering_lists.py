"""Lists of reports in a folder: what they change, what is read again for it, and what is said of their mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.errors import CorpusError
from corpus.gathering.report_lists import ListProblem
from corpus.gathering.update import Gathering, gather
from corpus.reading.one_file import Reading, ReadingTask, Refusal, read_file
from corpus.report import Correction
from tests.corpus.invented_files import must_not_read, report_text, write_reports

GULLMOUTH, OTTERBY = "gullmouth-area-send-2024-03-04", "otterby-area-send-2024-03-04"
Run = Callable[[], tuple[list[str], Gathering]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_reports(tmp_path / "reports", "Otterby", "Gullmouth")
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

        gathering = gather([folder], catalogue, read=counting)
        return read, gathering

    return gather_it


def ids(catalogue: Catalogue) -> list[str]:
    return [report.id for report in catalogue.reports()]


def test_a_list_found_later_changes_its_report_alone(folder: Path, catalogue: Catalogue, run: Run) -> None:
    run()
    before = catalogue.report(OTTERBY)
    (folder / "reports.csv").write_text("path,url,area,judgement\notterby.md,https://r.example/1,Pennymoor,-\n")
    read, gathering = run()
    assert (read, gathering.updated, gathering.unchanged, gathering.problems) == (["otterby.md"], 1, 1, ())
    report = catalogue.report("pennymoor-area-send-2024-03-04")
    assert (report.areas, report.regions, report.judgement) == (("Pennymoor",), ("Inland Marches",), None)
    assert report.source.url == "https://r.example/1"
    by = str(folder / "reports.csv")
    assert report.corrections == (
        Correction("areas", by, "Otterby"), Correction("judgement", by, "Inconsistent"),
    )  # fmt: skip
    assert run()[0] == []

    (folder / "reports.csv").unlink()
    assert run()[0] == ["otterby.md"]
    assert (ids(catalogue), catalogue.report(OTTERBY)) == ([GULLMOUTH, OTTERBY], before)


def test_only_files_whose_own_row_says_something_else_are_read_again(
    folder: Path, catalogue: Catalogue, run: Run
) -> None:
    list_of_reports = folder / "reports.csv"
    list_of_reports.write_text("path,title\notterby.md,One\ngullmouth.md,\n")
    assert run()[0] == ["gullmouth.md", "otterby.md"]
    list_of_reports.write_text("title,path,licence\n,gullmouth.md,\nOne,otterby.md,\n,gone.md,Open\n")
    read, gathering = run()
    assert (read, [problem.line for problem in gathering.problems]) == ([], [4])
    list_of_reports.write_text("path,title\notterby.md,One\ngullmouth.md,Two\n")
    assert run()[0] == ["gullmouth.md"]
    assert [report.title for report in catalogue.reports()] == ["Two", "One"]


def test_the_nearest_list_wins_field_by_field(folder: Path, catalogue: Catalogue, run: Run) -> None:
    inner = folder / "deep"
    inner.mkdir()
    (inner / "pennymoor.md").write_text(report_text("Pennymoor"))
    (folder / "reports.csv").write_text("path,title,licence\ndeep\\pennymoor.md,Outer,Open\n")
    (inner / "reports.csv").write_text("path,title,judgement\npennymoor.md,Inner,\n")
    run()
    report = catalogue.report("pennymoor-area-send-2024-03-04")
    assert (report.title, report.licence, report.judgement) == ("Inner", "Open", "Inconsistent")
    assert [(item.field, item.by) for item in report.corrections] == [
        ("licence", str(folder / "reports.csv")), ("title", str(inner / "reports.csv")),
    ]  # fmt: skip
    gather([inner], catalogue, read=must_not_read)
    gather([inner / "pennymoor.md"], catalogue, read=must_not_read)


def test_a_date_corrected_is_checked_like_one_that_was_read(folder: Path, catalogue: Catalogue, run: Run) -> None:
    (folder / "reports.csv").write_text("path,inspected to,published\notterby.md,2024-03-01,2024-03-02\n")
    run()
    (report,) = [report for report in catalogue.reports() if report.areas == ("Otterby",)]
    assert (report.inspected_from, report.inspected_to, report.id) == (None, None, "otterby-area-send-2024-03-02")
    assert "impossible-date" in {warning.kind for warning in report.warnings}


def test_mistakes_are_told_in_every_run_and_stop_none(folder: Path, run: Run) -> None:
    (folder / "reports.csv").write_text(
        "path,published,judgement,areas\ngullmouth.md,2024-02-30,,\ngone.md,,,\notterby.md,,Good,Larkmouth\n"
    )
    told = [run()[1].problems for _ in range(2)]
    assert told[0] == told[1]
    by = str(folder / "reports.csv")
    assert told[0] == (
        ListProblem(by, 2, "published: '2024-02-30' is not a date; write it as 2024-03-05 or 5/3/2024"),
        ListProblem(
            by, 3, "there is no file 'gone.md'; write its path from the folder of this list on, with its ending"
        ),
        ListProblem(
            by,
            4,
            "The list reports.csv gives the area 'Larkmouth', which is not in the table of areas, "
            "so its region is unknown",
        ),
        ListProblem(
            by,
            4,
            "The list reports.csv gives the overall judgement 'Good', which a report of the type "
            "'Area SEND inspection' cannot have; it was not used",
        ),
    )


def test_a_list_that_is_no_text_stops_the_run_before_anything_changes(
    folder: Path, catalogue: Catalogue, run: Run
) -> None:
    run()
    (folder / "reports.csv").write_bytes(b"PK\x03\x04\x00")
    (folder / "otterby.md").unlink()
    with pytest.raises(CorpusError, match=r"The list of reports .* is not text"):
        run()
    assert ids(catalogue) == [GULLMOUTH, OTTERBY]


def test_an_area_of_the_folder_s_own_list_can_be_given(folder: Path, catalogue: Catalogue, run: Run) -> None:
    (folder / "areas.csv").write_text("name,region,aliases\nGullmouth,South Shore,Gull Bay\nOtterby,Inland Marches,\n")
    (folder / "reports.csv").write_text("path,area\notterby.md,Gull Bay\n")
    assert run()[1].problems == ()
    assert [report.areas for report in catalogue.reports()] == [("Gullmouth",), ("Gullmouth",)]

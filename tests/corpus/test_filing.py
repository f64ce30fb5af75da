"""What the folder of a file adds to its report: a number, and a doubt about the area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.areas import AreaTable
from corpus.filenames import NO_NUMBER
from corpus.reading.filing import compared_with_folder, numbered, other_names
from corpus.reading.one_file import Reading, ReadingTask, read_file
from corpus.report import ReadingWarning, Report
from tests.corpus.invented import WEXCOMBE
from tests.corpus.invented_files import report_text

AREAS = AreaTable.load()


def filed(folder: str, areas: Sequence[str]) -> Report:
    path = f"/reports/{folder}/report.pdf"
    return replace(WEXCOMBE, areas=tuple(areas), source=replace(WEXCOMBE.source, path=path), warnings=(), unknown={})


def test_the_number_is_that_of_the_folder_or_unknown_with_the_reason() -> None:
    assert numbered(filed("80575_warrington", ["Warrington"])).authority_number == "80575"
    without = numbered(filed("warrington", ["Warrington"]))
    assert (without.authority_number, without.unknown) == (None, {"authority_number": NO_NUMBER})


@pytest.mark.parametrize(
    ("folder", "areas"),
    [
        ("80575_warrington", ["Warrington"]),
        ("80575_warrington", ["Halton", "Warrington"]),
        ("80575_warrington", []),
        ("warrington", ["Halton"]),
        ("80575_old files", ["Halton"]),
        ("80575_warrington", ["Larkmouth"]),
        ("2532287_bournemouth, christchurch & poole", ["Poole"]),
        ("80000_cumbria", ["Cumberland"]),
    ],
)
def test_a_folder_that_does_not_contradict_its_report_is_no_reason_for_doubt(folder: str, areas: list[str]) -> None:
    report = filed(folder, areas)
    assert compared_with_folder(report, AREAS) == report


def test_a_folder_of_another_area_is_a_reason_for_doubt_and_the_report_is_kept() -> None:
    report = compared_with_folder(filed("80575_warrington", ["Halton", "Kent"]), AREAS)
    assert report.areas == ("Halton", "Kent")
    assert report.warnings == (
        ReadingWarning(
            "area-name",
            "the file lies in the folder '80575_warrington', but the report is on Halton and Kent; the report is kept",
        ),
    )


def test_only_names_that_a_list_beside_the_files_gives_are_other_names(tmp_path: Path) -> None:
    extra = tmp_path / "areas.csv"
    extra.write_text("name,aliases\nWexcombe,The Combe|=Wex\nKingston upon Hull,Hull|Wilberforce Town\n")
    areas = AreaTable.load(extra)
    report = filed("x", ["Wexcombe", "Kingston upon Hull", "Kent", "Nowhere"])
    assert other_names(report, areas, AREAS) == {
        "Wexcombe": ("The Combe", "Wex"), "Kingston upon Hull": ("Wilberforce Town",),
    }  # fmt: skip
    assert other_names(report, AREAS, AREAS) == {}


def test_a_file_is_read_with_what_its_folder_adds(tmp_path: Path) -> None:
    path = tmp_path / "80575_warrington" / "report.md"
    path.parent.mkdir()
    path.write_text(report_text("Halton"))
    answer = read_file(ReadingTask(path))
    assert isinstance(answer, Reading)
    assert (answer.report.areas, answer.report.authority_number) == (("Halton",), None)
    assert answer.report.warnings[-1].kind == "area-name"

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.errors import NoReports
from corpus.gathering.finding_files import FoundFile, FoundFiles, find_files


def make(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")
    return folder


def found_names(found: FoundFiles, folder: Path) -> list[str]:
    return [file.path.relative_to(folder).as_posix() for file in found.files]


def test_files_of_known_kinds_are_found_at_any_depth_in_order(tmp_path: Path) -> None:
    make(tmp_path, "b/two.PDF", "b/deep/er/four.docx", "a.md", "b/one.html", "c.txt", "b/deep.htm")
    assert found_names(find_files([tmp_path]), tmp_path) == [
        "a.md",
        "b/deep/er/four.docx",
        "b/deep.htm",
        "b/one.html",
        "b/two.PDF",
        "c.txt",
    ]


def test_what_is_hidden_or_no_report_is_passed_over(tmp_path: Path) -> None:
    make(
        tmp_path,
        ".hidden.pdf",
        ".git/readme.md",
        "~$letter.docx",
        "areas.csv",
        "reports.csv",
        "sheet.xlsx",
        "photo.jpeg",
        "no ending",
        "letter.docx",
    )
    assert found_names(find_files([tmp_path]), tmp_path) == ["letter.docx"]


def test_a_named_file_is_taken_whatever_its_name(tmp_path: Path) -> None:
    make(tmp_path, ".hidden", "report.dat", "report.md")
    found = find_files([tmp_path / "report.dat", tmp_path / ".hidden"])
    assert found_names(found, tmp_path) == ["report.dat", ".hidden"]
    assert [file.named for file in found.files] == [True, True]
    assert [file.named for file in find_files([tmp_path]).files] == [False]


def test_every_file_is_found_once_however_often_it_is_named(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "sub/b.md")
    found = find_files([tmp_path / "sub", tmp_path, tmp_path / "sub" / ".." / "a.md", tmp_path])
    assert found_names(found, tmp_path) == ["sub/b.md", "a.md"]
    assert found.roots == [tmp_path / "sub", tmp_path, tmp_path / "a.md"]
    assert find_files([tmp_path, tmp_path / "sub"]).empty == []


def test_folders_that_link_in_a_circle_are_entered_once(tmp_path: Path) -> None:
    make(tmp_path, "reports/sub/a.md")
    (tmp_path / "reports" / "sub" / "up").symlink_to(tmp_path / "reports", target_is_directory=True)
    (tmp_path / "reports" / "zub").symlink_to(tmp_path / "reports" / "sub", target_is_directory=True)
    assert found_names(find_files([tmp_path / "reports"]), tmp_path / "reports") == ["sub/a.md"]


def test_lists_of_areas_hold_from_their_folder_down(tmp_path: Path) -> None:
    make(tmp_path, "areas.csv", "a.md", "sub/areas.csv", "sub/b.md", "other/c.md")
    above, below = tmp_path / "areas.csv", tmp_path / "sub" / "areas.csv"
    assert find_files([tmp_path]).files == [
        FoundFile(tmp_path / "a.md", tmp_path, (above,)),
        FoundFile(tmp_path / "other" / "c.md", tmp_path, (above,)),
        FoundFile(tmp_path / "sub" / "b.md", tmp_path, (above, below)),
    ]
    named = tmp_path / "sub" / "b.md"
    assert find_files([named]).files == [FoundFile(named, named, (below,))]
    assert find_files([tmp_path / "other" / "c.md"]).files[0].area_lists == ()


def test_lists_of_reports_hold_as_lists_of_areas_do(tmp_path: Path) -> None:
    make(tmp_path, "reports.csv", "a.md", "sub/reports.csv", "sub/areas.csv", "sub/b.md")
    above, below, areas = tmp_path / "reports.csv", tmp_path / "sub" / "reports.csv", tmp_path / "sub" / "areas.csv"
    assert find_files([tmp_path]).files == [
        FoundFile(tmp_path / "a.md", tmp_path, (), (above,)),
        FoundFile(tmp_path / "sub" / "b.md", tmp_path, (areas,), (above, below)),
    ]
    named = tmp_path / "sub" / "b.md"
    assert find_files([named]).files == [FoundFile(named, named, (areas,), (below,))]
    assert find_files([named], [tmp_path]).files == [FoundFile(named, named, (areas,), (above, below))]
    assert find_files([tmp_path / "sub"], [tmp_path]).files[0].report_lists == (above, below)


def test_a_path_from_here_is_recorded_from_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "reports/a.md")
    monkeypatch.chdir(tmp_path)
    assert find_files([Path("reports")]).files == [
        FoundFile(tmp_path / "reports" / "a.md", tmp_path / "reports"),
    ]


def test_a_path_that_does_not_exist_is_a_mistake_whatever_else_is_named(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    with pytest.raises(NoReports) as problem:
        find_files([tmp_path, tmp_path / "rpeorts"])
    assert str(problem.value) == (
        f"{tmp_path / 'rpeorts'} does not exist. Check the spelling, or give the folder that your reports are in."
    )


@pytest.mark.parametrize("names", [(), ("areas.csv", "photo.jpeg", "sub/.hidden.md")])
def test_a_folder_without_reports_is_a_mistake(tmp_path: Path, names: tuple[str, ...]) -> None:
    make(tmp_path, *names)
    with pytest.raises(NoReports) as problem:
        find_files([tmp_path])
    assert str(problem.value) == (
        f"There is no report in {tmp_path}. Put reports there as PDF, web pages (.html), Word (.docx), Markdown or "
        "plain text, or give another folder. Anything indexed earlier is kept."
    )


def test_one_empty_folder_among_others_is_only_noted(tmp_path: Path) -> None:
    make(tmp_path, "full/a.md")
    (tmp_path / "empty").mkdir()
    found = find_files([tmp_path / "empty", tmp_path / "full"])
    assert (found_names(found, tmp_path), found.empty) == (["full/a.md"], [tmp_path / "empty"])


def test_naming_nothing_is_a_mistake() -> None:
    with pytest.raises(NoReports, match=r"^No folder was given\."):
        find_files([])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_what_is_neither_file_nor_folder_is_a_mistake(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    os.mkfifo(tmp_path / "pipe.md")
    assert found_names(find_files([tmp_path]), tmp_path) == ["a.md"]
    with pytest.raises(NoReports, match=r"pipe\.md is neither a file nor a folder\."):
        find_files([tmp_path / "pipe.md"])


def test_a_link_to_nothing_is_found_so_that_it_can_be_listed(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    (tmp_path / "broken.pdf").symlink_to(tmp_path / "gone.pdf")
    assert found_names(find_files([tmp_path]), tmp_path) == ["a.md", "broken.pdf"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may enter every folder")
def test_a_folder_that_may_not_be_entered_is_listed(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "closed/b.md")
    (tmp_path / "closed").chmod(0)
    try:
        found = find_files([tmp_path])
        alone = find_files([tmp_path / "closed"])
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert found_names(found, tmp_path) == ["a.md"]
    assert found.closed == alone.closed == [(tmp_path / "closed", "you do not have permission to read it")]
    assert (alone.files, alone.empty) == ([], [])

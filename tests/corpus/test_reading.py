from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.blocks import Document
from corpus.errors import CorpusError
from corpus.filenames import NO_NUMBER
from corpus.reading import one_file as reading
from corpus.reading.one_file import Reading, ReadingTask, Refusal, area_table, read_file
from corpus.report import Report, Source
from tests.corpus.invented import WEXCOMBE
from tests.corpus.invented_files import report_text, write_reports

LETTER = replace(
    WEXCOMBE, authority_number=None, unknown={**WEXCOMBE.unknown, "authority_number": NO_NUMBER}, also_called={}
)


@pytest.fixture
def task(tmp_path: Path) -> ReadingTask:
    (path,) = write_reports(tmp_path, "Otterby")
    return ReadingTask(path, (tmp_path / "areas.csv",), "as written")


def test_a_file_becomes_a_report_with_its_place_and_hash(task: ReadingTask) -> None:
    answer = read_file(task)
    assert isinstance(answer, Reading)
    digest = hashlib.sha256(report_text("Otterby").encode()).hexdigest()
    assert answer.report.source == Source(str(task.path), digest)
    assert (answer.report.id, answer.report.areas) == ("otterby-area-send-2024-03-04", ("Otterby",))
    assert answer.region_of == {"Otterby": "Inland Marches"}


def test_without_the_list_of_its_areas_a_report_has_no_region(task: ReadingTask) -> None:
    answer = read_file(ReadingTask(task.path))
    assert isinstance(answer, Reading)
    assert (answer.report.regions, answer.region_of) == ((), {})


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.md", b"", "it is empty"),
        ("letter.md", b"\x89PNG and so on", "it is a picture, not a report"),
        (
            "title.md",
            b"# Only a title\n",
            "no paragraphs or bullets were found in it, only titles or nothing",
        ),
    ],
)
def test_what_is_no_report_is_refused_with_a_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert read_file(ReadingTask(tmp_path / name)) == Refusal(reason)


def test_a_file_that_cannot_be_opened_is_told_from_one_that_cannot_be_read(tmp_path: Path) -> None:
    assert read_file(ReadingTask(tmp_path / "gone.md")) == Refusal(
        "it is not there any more, or is a link to something that is not there", opened=False
    )


def test_a_fault_of_a_form_costs_one_file(task: ReadingTask, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object) -> Report:
        raise IndexError("list index out of range")

    monkeypatch.setattr(reading, "interpret", faulty)
    answer = read_file(task)
    assert isinstance(answer, Refusal)
    assert answer.opened
    assert answer.reason.startswith(
        "a fault of this program showed with this file (IndexError in corpus/test_reading.py"
    )
    assert answer.reason.endswith("please report it together with the file")


def test_half_characters_that_no_database_stores_are_marked(task: ReadingTask, monkeypatch: pytest.MonkeyPatch) -> None:
    def with_half_a_pair(_document: Document, source: Source, *_: object) -> Report:
        return replace(LETTER, title="A \ud83d title with \U0001f6a2", source=source)

    monkeypatch.setattr(reading, "interpret", with_half_a_pair)
    answer = read_file(task)
    assert isinstance(answer, Reading)
    assert answer.report.title == "A \ufffd title with \U0001f6a2"
    assert answer.report == replace(LETTER, title=answer.report.title, source=answer.report.source)


def test_changed_code_or_data_is_another_version_of_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def version() -> str:
        monkeypatch.setattr(reading, "__file__", str(tmp_path / "reading" / "read_file.py"))
        return reading.reading_version.__wrapped__()

    assert reading.reading_version() == reading.reading_version.__wrapped__() != version()
    versions = {version()}
    for name in ("dates.py", "forms/sif.py", "readers/pdf/lines.py", "areas.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("as it was")
        versions.add(version())
    (tmp_path / "readers" / "pdf" / "lines.py").write_text("as it is now")
    versions.add(version())
    (tmp_path / "readers" / "pdf" / "lines.py").rename(tmp_path / "readers" / "pdf" / "breaks.py")
    versions.add(version())
    assert len(versions) == 7
    (tmp_path / "samples").mkdir()
    (tmp_path / "samples" / "areas.csv").write_text("name")
    assert version() in versions


def test_a_list_of_areas_is_loaded_once_for_the_same_contents(tmp_path: Path) -> None:
    lists = (tmp_path / "areas.csv",)
    lists[0].write_text("name,region\nOtterby,Inland Marches\n")
    first = area_table(lists, "one")
    lists[0].write_text("name,region\nOtterby,Upper Fens\n")
    assert area_table(lists, "one") is first
    other = area_table(lists, "two").resolve("Otterby")
    assert other is not None
    assert other.region == "Upper Fens"
    with pytest.raises(CorpusError, match="cannot be read"):
        area_table((tmp_path / "missing.csv",), "three")

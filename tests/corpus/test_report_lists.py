"""Lists of reports: which file a row means, what a cell gives, and what is said of those that cannot be used."""

from __future__ import annotations

import codecs
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.gathering.report_lists import ListProblem, ReportList, read_report_list
from corpus.reading.list_cells import COLUMNS, read_cell
from corpus.report import InspectionType

FILES = ("letter.pdf", "sub/Report.md", "sub/deep/café.html")
TOMORROW = (date.today() + timedelta(days=1)).isoformat()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("words")
    return tmp_path


def read(folder: Path, content: str | bytes) -> ReportList:
    path = folder / "reports.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_report_list(path, {folder / name for name in FILES})


def values(found: ReportList) -> dict[str, dict[str, Any]]:
    """What is given, by file and field."""
    return {
        path.relative_to(found.path.parent).as_posix(): {name: item.value for name, item in row.given.items()}
        for path, row in found.rows.items()
    }


def messages(found: ReportList) -> list[tuple[int | None, str]]:
    return [(line, message) for _, line, message in found.problems]


def test_rows_give_fields_to_files(folder: Path) -> None:
    found = read(
        folder,
        "path,url,area,Inspection type,inspected from,Published,judgement,lead inspectors,licence\n"
        'letter.pdf,https://reports.example/1,"Bournemouth, Christchurch and Poole; Dorset",ILACS,5/3/2024,'
        "2 May 2024,requires improvement, Ada Roe ;Bo Lind; ,-\n"
        "\n"
        "sub/Report.md,,,,,,,,\n",
    )
    assert found.problems == []
    assert values(found) == {
        "letter.pdf": {
            "url": "https://reports.example/1",
            "areas": ("Bournemouth, Christchurch and Poole", "Dorset"),
            "inspection_type": InspectionType.ILACS,
            "inspected_from": date(2024, 3, 5),
            "published": date(2024, 5, 2),
            "judgement": "Requires improvement to be good",
            "lead_inspectors": ("Ada Roe", "Bo Lind"),
            "licence": None,
        },
        "sub/Report.md": {},
    }
    assert {row.line for row in found.rows.values()} == {2, 4}
    assert {item.by for row in found.rows.values() for item in row.given.values()} == {str(folder / "reports.csv")}


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "cp1252"],
)
@pytest.mark.parametrize(("mark", "end"), [(",", "\n"), (";", "\r\n"), ("\t", "\r")])
def test_whatever_a_spreadsheet_saves_is_read(folder: Path, encoding: str, mark: str, end: str) -> None:
    rows = [["path", "title"], ["sub\\deep\\café.html", "Über “Kinder”"], ["letter.pdf", "Plain"]]
    found = read(folder, "".join(mark.join(row) + end for row in rows).encode(encoding))
    assert found.problems == []
    assert values(found) == {
        "sub/deep/café.html": {"title": "Über “Kinder”"}, "letter.pdf": {"title": "Plain"},
    }  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    ["sub/Report.md", r"sub\Report.md", "./sub/Report.md", "sub/deep/../Report.md", " sub/Report.md "],
)
def test_a_path_may_be_written_in_several_ways(folder: Path, typed: str) -> None:
    assert values(read(folder, f"path,title\n{typed},T\n")) == {"sub/Report.md": {"title": "T"}}


def test_accents_put_together_otherwise_are_the_same_name(folder: Path) -> None:
    found = read(folder, "path,title\nsub/deep/cafe\u0301.html,T\n")
    assert values(found) == {"sub/deep/café.html": {"title": "T"}}


def test_an_absolute_path_within_the_folder_is_taken(folder: Path) -> None:
    assert values(read(folder, f"path,title\n{folder / 'letter.pdf'},T\n")) == {"letter.pdf": {"title": "T"}}


def test_a_file_that_is_there_but_not_looked_at_is_no_mistake(folder: Path) -> None:
    (folder / "other.pdf").write_text("words")
    found = read(folder, "path,title\nother.pdf,T\n")
    assert (found.problems, list(found.rows)) == ([], [folder / "other.pdf"])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("sub/report.md,,", "there is no file 'sub/report.md'; did you mean 'sub/Report.md'?"),
        ("leter.pdf,,", "there is no file 'leter.pdf'; did you mean 'letter.pdf'?"),
        ("qqq,,", "there is no file 'qqq'; write its path from the folder of this list on, with its ending"),
        ("sub,,", "'sub' is a folder; give each file in it a row of its own"),
        (
            "../letter.pdf,,",
            "'../letter.pdf' is not in the folder of this list; move the list up, or make another one there",
        ),
        (",2024-03-05,", "the row does not say which file it is about; fill in the column 'path'"),
        (
            "letter.pdf,31/2/2024,",
            "published: '31/2/2024' is not a date; write it as 2024-03-05 or 5/3/2024",
        ),
        ("letter.pdf,2024,", "published: '2024' is not a date; write it as 2024-03-05 or 5/3/2024"),
        (
            "letter.pdf,5/3/1924,",
            "published: '5/3/1924' is before 1998, when no such inspection was made; check the year",
        ),
        (f"letter.pdf,{TOMORROW},", f"published: '{TOMORROW}' is still to come; check the day"),
        (
            "letter.pdf,,Superb",
            "judgement: 'Superb' is not a known overall judgement; write the inspectorate's words, such as "
            "'Requires improvement to be good' or 'Inconsistent'",
        ),
        (
            "letter.pdf,,Good,again",
            "the row has more cells than there are columns; put cells with commas in quotation marks",
        ),
    ],
)
def test_what_cannot_be_used_is_named_with_its_line_and_the_rest_counts(folder: Path, row: str, message: str) -> None:
    if (folder / "sub" / "report.md").exists():
        pytest.skip("this file system does not tell capitals apart")
    found = read(folder, f"path,published,judgement\nsub/deep/café.html,,Good\n{row}\n")
    assert found.problems == [ListProblem(str(folder / "reports.csv"), 3, message)]
    assert values(found)["sub/deep/café.html"] == {"judgement": "Good"}


def test_a_second_row_for_a_file_is_named_and_the_first_counts(folder: Path) -> None:
    found = read(folder, "path,title\nletter.pdf,One\n./letter.pdf,Two\n")
    assert values(found) == {"letter.pdf": {"title": "One"}}
    assert messages(found) == [(3, "'./letter.pdf' has a row already, in line 2, which counts; delete one of them")]


def test_unknown_and_repeated_columns_are_named_and_left_out(folder: Path) -> None:
    found = read(folder, "path,titel,colour,area,areas,,Pages\nletter.pdf,T,red,Kent,Surrey,x,9\n")
    assert values(found) == {"letter.pdf": {"areas": ("Kent",)}}
    assert messages(found) == [
        (1, "there is no column 'titel', so it was left out; did you mean 'title'?"),
        (1, f"there is no column 'colour', so it was left out; the columns are path, {', '.join(COLUMNS)}"),
        (1, "the column 'areas' is there twice; the first one counts"),
    ]


@pytest.mark.parametrize("content", ["name,title\nletter.pdf,T\n", "", "\n\n"])
def test_a_list_without_paths_is_one_problem(folder: Path, content: str) -> None:
    found = read(folder, content)
    assert found.rows == {}
    ((line, message),) = messages(found)
    assert line == (1 if content.strip() else None)
    assert message.startswith("the list has no column 'path', so nothing in it could be used; its first line must name")


def test_an_open_quotation_mark_ends_the_list_and_is_named(folder: Path) -> None:
    found = read(folder, 'path,title\nletter.pdf,T\nsub/Report.md,"Never closed\nmore,words\n')
    assert values(found) == {"letter.pdf": {"title": "T"}}
    assert messages(found) == [
        (3, "the list cannot be read from here on (unexpected end of data); check the quotation marks")
    ]


@pytest.mark.parametrize("content", [b"PK\x03\x04\x00\x00", codecs.BOM_UTF16_LE + b"\x00\xd8p\x00a"])
def test_a_list_that_is_no_text_stops_the_run(folder: Path, content: bytes) -> None:
    with pytest.raises(CorpusError, match=r"The list of reports .*reports\.csv is not text\. Save it as CSV"):
        read(folder, content)


def test_a_list_that_cannot_be_opened_stops_the_run(folder: Path) -> None:
    with pytest.raises(CorpusError, match=r"cannot be opened: .* close it in other programs"):
        read_report_list(folder / "sub", set())


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("areas", "-", ()),
        ("areas", "Kent;Kent; Surrey", ("Kent", "Surrey")),
        ("published", "–", None),
        ("published", "2024-03-05", date(2024, 3, 5)),
        ("inspection_type", "Area SEND inspection", InspectionType.AREA_SEND),
        ("inspection_type", "joint area review: progress", InspectionType.JAR_PROGRESS),
        ("judgement", "sufficient progress in 3 of 5 areas", "Sufficient progress in 3 of 5 areas"),
        ("judgement", "written statement of action REQUIRED", "Written statement of action required"),
        ("inspectorates", "ofsted; Care Quality Commission; CQC; Tide Office", ("Ofsted", "CQC", "Tide Office")),
        ("authority_number", "80575", "80575"),
        ("title", "  Two\n words ", "Two words"),
    ],
)
def test_a_cell_gives_a_value(field: str, text: str, value: object) -> None:
    assert read_cell(field, text) == value


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("title", "-", "every report has a title; leave the cell empty"),
        ("inspection_type", "-", "every report has a type of inspection, 'other' if no other fits"),
        ("inspection_type", "ilac", "'ilac' is not a known type of inspection; write one of area-send,"),
        ("judgement", "Sufficient progress in 6 of 5 areas", "is not a known overall judgement"),
        ("authority_number", "no. 5", "write the figures alone"),
        ("areas", "Kent|Surrey", "holds a '|'; write several with ';' between them"),
        ("url", "www.example.org", "it must begin with https://"),
        ("url", "javascript:alert(1)", "it must begin with https://"),
    ],
)
def test_a_cell_that_gives_none_is_explained(field: str, text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"^.+$") as caught:
        read_cell(field, text)
    assert message in str(caught.value)


@given(content=st.text() | st.binary())
def test_no_list_is_too_strange(tmp_path_factory: pytest.TempPathFactory, content: str | bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "reports.csv"
    written = ("path,title,published\n" + content).encode("utf-8", "ignore") if isinstance(content, str) else content
    path.write_bytes(written)
    try:
        found = read_report_list(path, {path.with_name("letter.pdf")})
    except CorpusError:
        return
    assert all(problem.path == str(path) for problem in found.problems)

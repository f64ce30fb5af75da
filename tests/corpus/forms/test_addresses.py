"""Addresses: the publisher's at the end, and those of the partners in the table of an Area SEND report."""

from __future__ import annotations

import pytest

from corpus.forms.body.publisher_address import address_lines_together
from corpus.forms.body.sections import PassageDraft
from corpus.report import PassageKind
from tests.corpus.forms.conftest import ReadText


def together(*lines: str) -> list[str]:
    drafts = [PassageDraft(PassageKind.PARAGRAPH, line, page=9) for line in lines]
    return [passage.text for passage in address_lines_together(drafts)]


def test_lines_of_an_address_are_one_passage_and_the_ways_to_reach_its_owner_another() -> None:
    place = ("Quay Gate", "Mill St", "Wexcombe", "WX1 2YZ")
    ways = ("T: 0300 000 0000", "Textphone: 0300 000 0001", "E: enquiries@office.example", "W:www.office.example")
    assert together("You may copy this report.", *place, *ways, "© Office copyright 2031") == [
        "You may copy this report.",
        "Quay Gate Mill St Wexcombe WX1 2YZ",
        "T: 0300 000 0000 Textphone: 0300 000 0001 E: enquiries@office.example W:www.office.example",
        "© Office copyright 2031",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("You may copy this report.", "It is free of charge."),
        (
            "One line",
            "A sentence that says something of the report and how it was made, and is therefore no address line",
        ),
        ("© Office copyright 2031", "Office copyright 2031"),
        (),
    ],
)
def test_sentences_and_single_lines_stay_apart(lines: tuple[str, ...]) -> None:
    assert together(*lines) == list(lines)


def test_lines_on_two_pages_and_bullets_stay_apart() -> None:
    drafts = [
        PassageDraft(PassageKind.PARAGRAPH, "Quay Gate", page=8),
        PassageDraft(PassageKind.PARAGRAPH, "Wexcombe", page=9),
        PassageDraft(PassageKind.BULLET, "help", page=9),
    ]
    assert [passage.text for passage in address_lines_together(drafts)] == ["Quay Gate", "Wexcombe", "help"]


def test_the_address_at_the_end_of_a_report_on_children_s_services_is_one_passage(read_text: ReadText) -> None:
    report = read_text(
        "# Inspection of Wexcombe local authority children's services\n\n"
        "**Inspection dates:** 6 to 10 March 2023\n\n"
        "## What needs to improve?\n\n- The pace of visits.\n\n"
        "The Office for Standards in Education inspects to achieve excellence.\n\n"
        "Quay Gate\n\nMill Street\n\nWX1 2YZ\n\nT: 0300 000 0000\n\nW: www.office.example\n"
    )
    assert [passage.text for passage in report.sections[-1].passages][1:] == [
        "Quay Gate Mill Street WX1 2YZ",
        "T: 0300 000 0000 W: www.office.example",
    ]


def test_a_cell_of_the_table_of_partners_is_one_passage(read_text: ReadText) -> None:
    cells = ("Wexcombe Council", "Severn Reach ICB"), ("<p>Corn Hall</p><p>Sheep Street</p>", "<p>4 Tannery Court</p>")
    rows = "".join(f"<tr><td>{left}</td><td>{right}</td></tr>" for left, right in cells)
    report = read_text(
        "<h1>Area SEND inspection of Wexcombe Local Area Partnership</h1><p>Inspection dates: 3 to 7 June 2024</p>"
        f"<h2>Local area partnership details</h2><table>{rows}</table>",
        "report.html",
    )
    (details,) = [s for s in report.sections if s.heading == "Local area partnership details"]
    assert [passage.text for passage in details.passages] == [
        "Wexcombe Council",
        "Severn Reach ICB",
        "Corn Hall Sheep Street",
        "4 Tannery Court",
    ]

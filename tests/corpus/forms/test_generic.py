from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.areas import AreaTable
from corpus.blocks import Block, BlockKind, Document
from corpus.forms import FORMS, generic, recognise
from corpus.report import InspectionType, ReadingWarning, Report, Source

ReadText = Callable[..., Report]

REVIEW = """An open book about a town

# Review of school crossings in Port Ellery

Date of visit: 12 March 2024

Published: 30 April 2024

Lead inspector: Hester Vane HMI

Patrols began on 1 September 2019.

## What helps

- Wardens who stay.

## What gets in the way

- Ferries that are cancelled.
"""


def test_an_unknown_report_is_searchable_with_a_warning(read_text: ReadText) -> None:
    report = read_text(REVIEW)
    assert (report.id, report.inspection_type) == ("port-ellery-other-2024-03-12", InspectionType.OTHER)
    assert (report.title, report.areas) == ("Review of school crossings in Port Ellery", ("Port Ellery",))
    assert (report.inspected_from, report.inspected_to) == (date(2024, 3, 12), date(2024, 3, 12))
    assert (report.published, report.lead_inspectors) == (date(2024, 4, 30), ("Hester Vane",))
    assert report.warnings == (ReadingWarning("form", generic.NOT_RECOGNISED),)
    texts = [passage.text for _, passage in report.passages()]
    assert texts == [
        "An open book about a town",
        "Date of visit: 12 March 2024",
        "Published: 30 April 2024",
        "Lead inspector: Hester Vane HMI",
        "Patrols began on 1 September 2019.",
        "Wardens who stay.",
        "Ferries that are cancelled.",
    ]


def test_days_without_a_label_are_no_facts(read_text: ReadText) -> None:
    report = read_text("# Crossings in Wexcombe\n\nWe came on 3 May 2022.\n\nPatrols began on 1 September 2019.")
    assert (report.inspected_from, report.inspected_to, report.published) == (None, None, None)
    assert set(report.unknown) >= {"inspected_from", "inspected_to", "published", "judgement"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("# Crossings in Wexcombe\n\nPeople came from Tarnside council.", ("Wexcombe",)),
        ("Wexcombe County Council\n\n# School crossings\n\nPeople came from Tarnside.", ("Wexcombe",)),
        ("# School crossings\n\nThe children's services of Wexcombe\n\nThey came from Tarnside.", ("Wexcombe",)),
        ("# School crossings\n\nWe visited Wexcombe.\n\nWexcombe is wet.", ("Wexcombe",)),
        ("# School crossings\n\nWe visited Wexcombe. People came from Tarnside.", ()),
        ("# School crossings\n\nThe owner has an office in Wexcombe.", ()),
        ("# Oak Street School\n\nSallowfield Road, Tarnside, TS1 1AA\n\nSchool is fun.", ()),
        ("Wexcombe Council\n\nTarnside Council\n\n# School crossings\n\nBoth are wet.", ()),
        ("# Annual report\n\nWexcombe, Tarnside and Ludmarsh were visited, Wexcombe twice.\n\nWexcombe is wet.", ()),
    ],
)
def test_an_area_is_named_by_title_or_head_or_alone(read_text: ReadText, text: str, named: tuple[str, ...]) -> None:
    report = read_text(text)
    assert report.areas == named
    assert ("areas" in report.unknown) == (not named)


def test_without_a_heading_the_first_line_is_the_title(read_text: ReadText) -> None:
    assert read_text("Notes on crossings.\n\nThey are busy.", "notes.txt").title == "Notes on crossings."


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            "Review of crossings in Wexcombe\nDate of visit: 12 March 2024\n\n## What we saw",
            "Review of crossings in Wexcombe",
        ),
        ("Crossings in Wexcombe\n\n## Background", "Crossings in Wexcombe"),
        ("An open book about a town\n\n## Crossings in Wexcombe", "Crossings in Wexcombe"),
        ("Date of visit: 12 March 2024\n\n## Background", "Background"),
        ("We came to review the crossings.\n\n## Background", "Background"),
    ],
)
def test_a_line_above_the_first_heading_is_the_title_where_it_plainly_is(
    read_text: ReadText, lines: str, title: str
) -> None:
    report = read_text(
        f"{lines}\n\nThe ferry is late on most days, and nobody says why it is.\n\n## Findings\n\n- Late."
    )
    assert report.title == title
    assert report.sections[-1].heading == "Findings"
    assert title == "Background" or [s.heading for s in report.sections].count("Background") == lines.count(
        "Background"
    )


def test_a_label_in_a_table_needs_no_colon(read_text: ReadText) -> None:
    report = read_text(
        "# Crossings\n\n| Date of visit | 12 March 2024 |\n|---|---|\n| Lead inspector | Hester Vane |\n\nLate."
    )
    assert (report.inspected_from, report.inspected_to) == (date(2024, 3, 12), date(2024, 3, 12))
    assert report.lead_inspectors == ("Hester Vane",)


def test_every_other_form_comes_before_it() -> None:
    document = Document("text", (Block(BlockKind.PARAGRAPH, "Nothing that any family prints."),))
    assert recognise(document)[0][0] is generic
    assert FORMS[-1] is generic


blocks = st.builds(Block, st.sampled_from([k for k in BlockKind if k is not BlockKind.TABLE]), st.text(max_size=80))


@pytest.fixture(scope="module")
def table() -> AreaTable:
    return AreaTable.load()


@given(st.lists(blocks, max_size=8))
def test_no_document_is_too_strange_and_no_word_is_lost(table: AreaTable, document: list[Block]) -> None:
    report = generic.interpret(Document("text", tuple(document)), Source("x.txt", "0" * 64), table)
    kept = [
        report.title,
        *(s.heading for s in report.sections),
        *(f"{p.number} {p.text}" for _, p in report.passages()),
    ]
    letters = "".join(char for text in kept for char in text if char.isalpha())
    for block in document:
        assert all(char in letters for char in block.text if char.isalpha())

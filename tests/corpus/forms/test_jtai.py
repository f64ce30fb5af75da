from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from corpus.areas import AreaTable
from corpus.blocks import Block, BlockKind, Document
from corpus.forms import jtai, recognise
from corpus.report import Finding, InspectionType, Report, Source

ReadText = Callable[..., Report]

TITLE = "Joint targeted area inspection of the response to neglect in Sallowfield"

OLDER = f"""17 February 2017

Imogen Thrale, Director of Children’s Services, Sallowfield Council

Rufus Candlemaker, Chief Constable

Dear local partnership

# {TITLE}

Between 16 and 20 January 2017, HMI Probation, HMI Constabulary, the CQC and Ofsted carried out
an inspection of Sallowfield together.

Partners meet often and act slowly.

# Key strengths

- Nurses share what they know on the same day.
- Officers listen to children.

## Case study: highly effective practice

A boy was found within the hour.

# Areas for improvement

## Leadership and management

- Minutes are not kept.

## Help for families

- Letters are not answered.

## Case study: area for improvement

A girl was asked the same question four times.

# Next steps

The council should write a plan by 1 June 2017.

Yours sincerely

**Ofsted**

Lavinia Stroud
"""


def test_a_letter_of_the_older_shape_is_read_whole(read_text: ReadText) -> None:
    report = read_text(OLDER)
    assert (report.id, report.inspection_type) == ("sallowfield-jtai-2017-01-16", InspectionType.JTAI)
    assert (report.title, report.areas) == (TITLE, ("Sallowfield",))
    assert (report.inspected_from, report.inspected_to) == (date(2017, 1, 16), date(2017, 1, 20))
    assert report.published == date(2017, 2, 17)
    assert report.inspectorates == ("Ofsted", "CQC", "HMI Constabulary", "HMI Probation")
    assert (report.judgement, report.judgements, report.lead_inspectors) == (None, (), ())
    assert report.unknown["judgement"] == "joint targeted area inspections are not graded"
    assert report.warnings == ()


def test_lists_of_strengths_and_of_what_was_found_wanting_are_told_apart(read_text: ReadText) -> None:
    sections = read_text(OLDER).sections
    assert [(s.heading, s.level, s.finding, len(s.passages)) for s in sections] == [
        ("", 1, Finding.CONTEXT, 4),
        (TITLE, 1, Finding.MIXED, 2),
        ("Key strengths", 1, Finding.STRENGTH, 2),
        ("Case study: highly effective practice", 2, Finding.STRENGTH, 1),
        ("Areas for improvement", 1, Finding.WEAKNESS, 0),
        ("Leadership and management", 2, Finding.WEAKNESS, 1),
        ("Help for families", 2, Finding.WEAKNESS, 1),
        ("Case study: area for improvement", 2, Finding.WEAKNESS, 1),
        ("Next steps", 1, Finding.CONTEXT, 1),
        ("", 1, Finding.CONTEXT, 3),
    ]


def test_a_letter_of_the_newer_shape_is_read_whole(read_text: ReadText) -> None:
    report = read_text(
        """3 May 2023

        Dear Marlhythe Local Safeguarding Partnership

        # Joint targeted area inspection of Marlhythe

        This inspection took place from 20 to 24 March 2023. Its inspectors came from HMICFRS, Ofsted and the CQC.

        ## Headline findings

        Help comes early.

        ## What needs to improve?

        - The sharing of notes.

        ## Strengths

        - The duty desk is staffed by all.

        ## Main findings

        Schools know whom to telephone.
        """.replace("\n        ", "\n")
    )
    assert (report.areas, report.published) == (("Marlhythe",), date(2023, 5, 3))
    assert (report.inspected_from, report.inspected_to) == (date(2023, 3, 20), date(2023, 3, 24))
    assert report.inspectorates == ("Ofsted", "CQC", "HMICFRS")
    assert [(s.heading, s.finding.value) for s in report.sections] == [
        ("", "context"),
        ("Joint targeted area inspection of Marlhythe", "mixed"),
        ("Headline findings", "mixed"),
        ("What needs to improve?", "recommendation"),
        ("Strengths", "strength"),
        ("Main findings", "mixed"),
    ]


@pytest.mark.parametrize(
    ("printed", "from_", "to"),
    [
        ("Between 16 and 20 January", date(2017, 1, 16), date(2017, 1, 20)),
        ("Between 28 November and 2 December", date(2016, 11, 28), date(2016, 12, 2)),
    ],
)
def test_a_year_that_is_not_printed_is_taken_from_the_letter_and_reported(
    read_text: ReadText, printed: str, from_: date, to: date
) -> None:
    report = read_text(OLDER.replace("Between 16 and 20 January 2017", printed))
    assert (report.inspected_from, report.inspected_to) == (from_, to)
    assert [warning.message for warning in report.warnings] == [
        "the inspection dates are printed without a year: it is taken from the date of the letter"
    ]


def test_an_area_that_only_the_greeting_names_is_found(read_text: ReadText) -> None:
    text = OLDER.replace(f"# {TITLE}", "# Joint targeted area inspection of the response to neglect")
    assert read_text(text.replace("Dear local", "Dear Sallowfield")).areas == ("Sallowfield",)


def test_signatories_printed_as_headings_end_the_letter(areas: AreaTable) -> None:
    document = Document(
        "pdf",
        tuple(
            Block(kind, text, page=1, page_end=1)
            for kind, text in (
                (BlockKind.HEADING, "Joint targeted area inspection of Tarnside"),
                (BlockKind.HEADING, "Next steps"),
                (BlockKind.PARAGRAPH, "The council should write a plan."),
                (BlockKind.HEADING, "Lavinia Stroud"),
                (BlockKind.HEADING, "National Director"),
            )
        ),
        pages=1,
    )
    report = jtai.interpret(document, Source("letter.pdf", "0" * 64), areas)
    assert [(s.heading, s.finding, [p.text for p in s.passages]) for s in report.sections] == [
        ("Joint targeted area inspection of Tarnside", Finding.MIXED, []),
        ("Next steps", Finding.CONTEXT, ["The council should write a plan."]),
        ("", Finding.CONTEXT, ["Lavinia Stroud", "National Director"]),
    ]


def test_a_report_that_mentions_such_an_inspection_is_not_taken() -> None:
    blocks = (
        Block(BlockKind.HEADING, "Annual letter to partners in Tarnside"),
        Block(BlockKind.PARAGRAPH, "Joint targeted area inspections were carried out in six areas this year."),
    )
    assert jtai.recognise(Document("text", blocks)).score == 0.0
    assert recognise(Document("text", blocks))[0][0] is not jtai

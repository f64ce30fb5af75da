"""Inspections of children's services before 2013, of both frameworks."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.blocks import Block, BlockKind, Document
from corpus.forms import earlier_inspections, recognise
from corpus.report import Finding, InspectionType, Report
from tests.corpus.forms.conftest import ReadText

SAFEGUARDING = """# Inspection of safeguarding and looked after children services

Wexcombe

Inspection dates: 4 – 15 June 2012

Reporting inspector: Perpetua Vance HMI

Age group: All

Published: 20 July 2012

Contents

About this inspection 2

Record of main findings 9

## About this inspection

1. Inspectors spoke with families by the quay.

## Areas for improvement

2. The council should take the following action.

Immediately:

- visit every child

Within three months:

- write plans.

## Record of main findings

Safeguarding services

| Overall effectiveness | Adequate |
| --- | --- |
| Capacity for improvement | Good |

Services for looked after children

| Overall effectiveness | Good |
| --- | --- |
| Being healthy | Outstanding |
"""

PROTECTION = """# Inspection of local authority arrangements for the protection of children

Wexcombe Council

Inspection dates: 4–13 September 2012

Lead inspector: Perpetua Vance HMI

## Overall effectiveness

1. The overall effectiveness of the arrangements to protect children in Wexcombe is judged to be inadequate.
"""


def facts(report: Report) -> tuple[object, ...]:
    return report.inspection_type, report.areas, report.inspected_from, report.inspected_to, report.lead_inspectors


def test_safeguarding_and_looked_after_children_are_graded_apart(read_text: ReadText) -> None:
    report = read_text(SAFEGUARDING)
    assert facts(report) == (
        InspectionType.SAFEGUARDING_LAC,
        ("Wexcombe",),
        date(2012, 6, 4),
        date(2012, 6, 15),
        ("Perpetua Vance",),
    )
    assert (report.published, report.judgement) == (date(2012, 7, 20), None)
    assert report.unknown["judgement"] == earlier_inspections.TWO_SERVICES
    assert [(j.aspect, j.grade) for j in report.judgements] == [
        ("Safeguarding services: Overall effectiveness", "Adequate"),
        ("Safeguarding services: Capacity for improvement", "Good"),
        ("Services for looked after children: Overall effectiveness", "Good"),
        ("Services for looked after children: Being healthy", "Outstanding"),
    ]
    assert report.warnings == ()


def test_recommendations_keep_their_time_scale_and_contents_are_left_out(read_text: ReadText) -> None:
    passages = list(read_text(SAFEGUARDING).passages())
    assert [(p.text, p.time_scale) for s, p in passages if p.time_scale and s.finding is Finding.RECOMMENDATION] == [
        ("visit every child", "Immediately"),
        ("write plans.", "Within three months"),
    ]
    assert not [p.text for _, p in passages if p.text.startswith("About this inspection")]


def test_the_protection_of_children_has_an_overall_judgement(read_text: ReadText) -> None:
    report = read_text(PROTECTION)
    assert facts(report) == (
        InspectionType.PROTECTION_OF_CHILDREN,
        ("Wexcombe",),
        date(2012, 9, 4),
        date(2012, 9, 13),
        ("Perpetua Vance",),
    )
    assert (report.judgement, report.judgement_printed) == ("Inadequate", "inadequate")
    assert read_text(PROTECTION.replace("judged to be inadequate", "uneven")).judgement is None


@pytest.mark.parametrize(
    "text",
    [
        "The inspection of safeguarding and looked after children services was made in 2010.",
        "Inspection of safeguarding and looked after children services was made in 2010.",
        "Inspection of children’s services",
    ],
)
def test_sentences_and_other_titles_are_not_taken(text: str) -> None:
    form, _ = recognise(Document("text", (Block(BlockKind.PARAGRAPH, text),)))[0]
    assert form is not earlier_inspections

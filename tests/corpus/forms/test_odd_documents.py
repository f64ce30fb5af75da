"""Documents of no known family, as people have them in their folders: searchable whole, with no wrong fact.

All are invented. What is not plain is unknown: a committee's paper about an inspection must not
be taken for the inspection's report.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordFile

from corpus.areas import AreaTable
from corpus.forms import interpret
from corpus.forms.generic import A_PAPER, NOT_RECOGNISED, UNTITLED
from corpus.readers import read_document
from corpus.report import InspectionType, Report, Source

COMMITTEE_PAPER = """Agenda item 7

Wexcombe County Council

Children and Families Scrutiny Committee

14 March 2024

Report of the Director of Children's Services

# {title}

Inspection dates: 4 to 8 December 2023

Lead inspector: Tamsin Oakapple HMI

## Purpose of the report

1. To tell the committee what Ofsted said, and how Tarnside did it.

## Recommendations

2. That the committee notes the report.

## Background

3. In October 2022 inspectors judged services in Harrowmere inadequate.

Contact officer: Rhoda Fenn

Published: 6 March 2024
"""
MINUTES = """Minutes of a meeting of the Port Ellery Schools Forum held on Tuesday 12 November 2019 at 4.30 pm

Present: Hester Vane (Chair), Tamsin Oakapple

Apologies: none

1. Inspection outcomes

Members heard that Ofsted had found the nursery in Sallowfield to be good in May 2018.
"""
HOME = """# SC123456

Assurance visit

Inspected under the social care common inspection framework

## Information about this children's home

A company whose office is in Tarnside runs it. It cares for children placed by the Wexcombe and Marlhythe councils.

Visit dates: 9 to 10 August 2021

Previous inspection date: 6 January 2020

Previous inspection judgement: Requires improvement to be good

## Findings from the visit

The manager has been in post since 1 June 2021.
"""
BOARD_REVIEW = """# Coldstrand Local Safeguarding Children Board

# Review of the effectiveness of the board

Review date: 14 to 18 October 2013

Lead inspector: Rhoda Fenn HMI

## Overall judgement

The effectiveness of the board requires improvement.
"""
VISIT_LETTER = """Letter about the recent visit

Our visit to the children's services of Ludmarsh, 28 and 29 January 2020

Thank you for your help. We were told that Tarnside is near.
"""
EMAIL = """From: Hester Vane

Sent: 3 May 2022 09:14

Subject: Inspectors arrive on Monday

Dear all

As you know, inspectors will be in Sallowfield from Monday 9 May.
"""
ANNUAL_REPORT = """# Annual report 2022/23

From 1 April 2022 to 31 March 2023 the inspectorate visited many areas. Brackenshire and Tarnside were the first.

## Published reports

Published: see our website

Brackenshire was published in June 2022.
"""
SCHOOL = """DRAFT

# Inspection of Oak Street Primary School

Sallowfield Road, Tarnside, TS1 1AA

Inspection dates: 4 and 5 October 2022

## Outcome

Oak Street Primary School continues to be a good school.
"""
STRATEGY = """# SEND strategy 2023 to 2027

Approved by cabinet on 4 July 2023. Next review: July 2027

Wexcombe has twelve schools.
"""
LIST = "- Brackenshire\n- Tarnside\n- 5 May 2019\n"
FACTS = ("inspection_type", "title", "areas", "inspected_from", "inspected_to", "published", "previous_inspection",
         "judgement", "inspectorates", "lead_inspectors")  # fmt: skip
NOTHING: dict[str, Any] = {
    "inspection_type": InspectionType.OTHER,
    "areas": (),
    "inspected_from": None,
    "inspected_to": None,
    "published": None,
    "previous_inspection": None,
    "judgement": None,
    "inspectorates": (),
    "lead_inspectors": (),
}
WAITING = "Progress on waiting times"


@pytest.fixture
def read_file(areas: AreaTable) -> Any:
    def read(path: Path) -> Report:
        source = Source(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
        document = read_document(path)
        report = interpret(document, source, areas)
        kept = " ".join([report.title, *(s.heading for s in report.sections), *(p.text for _, p in report.passages())])
        printed = " ".join(block.text for block in document.walk())
        assert set(re.findall(r"\w+", printed)) <= set(re.findall(r"\w+", kept))
        return report

    return read


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            COMMITTEE_PAPER.format(title=WAITING),
            {"title": WAITING, "areas": ("Wexcombe",), "published": date(2024, 3, 6)},
        ),
        (MINUTES, {"title": MINUTES.split("\n", maxsplit=1)[0], "areas": ("Port Ellery",)}),
        (
            HOME,
            {"title": "Assurance visit", "inspected_from": date(2021, 8, 9), "inspected_to": date(2021, 8, 10)},
        ),
        (
            BOARD_REVIEW,
            {
                "title": "Coldstrand Local Safeguarding Children Board",
                "areas": ("Coldstrand",),
                "lead_inspectors": ("Rhoda Fenn",),
            },
        ),
        (VISIT_LETTER, {"title": "Letter about the recent visit", "areas": ("Ludmarsh",)}),
        (EMAIL, {"title": "Inspectors arrive on Monday"}),
        (ANNUAL_REPORT, {"title": "Annual report 2022/23"}),
        (
            SCHOOL,
            {
                "title": "Inspection of Oak Street Primary School",
                "inspected_from": date(2022, 10, 4),
                "inspected_to": date(2022, 10, 5),
            },
        ),
        (STRATEGY, {"title": "SEND strategy 2023 to 2027"}),
        (LIST, {"title": UNTITLED}),
    ],
    ids=["committee", "minutes", "home", "board", "letter", "email", "annual", "school", "strategy", "list"],
)
def test_only_what_is_plain_is_a_fact(read_file: Any, tmp_path: Path, text: str, facts: dict[str, Any]) -> None:
    path = tmp_path / "odd.md"
    path.write_text(text, encoding="utf-8")
    report = read_file(path)
    assert {name: getattr(report, name) for name in FACTS} == NOTHING | facts
    assert [warning.message for warning in report.warnings] == [NOT_RECOGNISED]
    assert {name for name in FACTS if not getattr(report, name)} <= report.unknown.keys()


@pytest.mark.parametrize(
    "title",
    [
        "Area SEND inspection of Wexcombe Local Area Partnership",
        "Joint local area SEND inspection in Wexcombe: our plan",
        "Joint area SEND revisit in Wexcombe",
        "Joint targeted area inspection of Wexcombe: action plan",
        "Joint area review: Wexcombe",
        "Inspection of Wexcombe local authority children's services",
        "Focused visit to Wexcombe children's services",
        "Inspection of services for children in need of help and protection",
    ],
)
def test_a_paper_about_an_inspection_is_not_its_report(read_file: Any, tmp_path: Path, title: str) -> None:
    path = tmp_path / "paper.md"
    path.write_text(COMMITTEE_PAPER.format(title=title), encoding="utf-8")
    report = read_file(path)
    facts = {"title": title, "areas": ("Wexcombe",), "published": date(2024, 3, 6)}
    assert {name: getattr(report, name) for name in FACTS} == NOTHING | facts
    assert report.unknown["inspected_from"] == A_PAPER


def test_a_word_file_without_headings_is_read_as_text(read_file: Any, tmp_path: Path) -> None:
    word = WordFile()
    word.add_paragraph("Notes of our visit to the harbour nursery")
    word.add_paragraph("We went on 4 June 2021 and met eleven children. They come from Harrowmere and beyond.")
    word.add_paragraph().add_run("They row well.").bold = True
    word.save(str(tmp_path / "notes.docx"))
    report = read_file(tmp_path / "notes.docx")
    facts = {"title": "Notes of our visit to the harbour nursery"}
    assert {name: getattr(report, name) for name in FACTS} == NOTHING | facts
    assert [passage.text for _, passage in report.passages()][1:] == ["They row well."]


def test_a_single_paragraph_is_text_and_no_title(read_file: Any, tmp_path: Path) -> None:
    sentence = "Children come first, and here a sentence goes on for so long that nobody takes it for a title."
    path = tmp_path / "one.txt"
    path.write_text(sentence, encoding="utf-8")
    report = read_file(path)
    assert (report.title, [passage.text for _, passage in report.passages()]) == (UNTITLED, [sentence])

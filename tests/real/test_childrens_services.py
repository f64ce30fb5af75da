"""Real reports on children's services, compared with facts read from them by eye.

``childrens_services.csv`` holds one line a report. ``published_source`` says where the day of
publication stands, ``last_number`` is the last paragraph's number, ``absent_numbers`` are
numbers printed without a paragraph, ``bullets`` counts the top-level items of lists by heading.
"""

from __future__ import annotations

import csv
import os
import re
from functools import cache
from pathlib import Path

import pytest

from corpus.areas import AreaTable
from corpus.blocks import Document
from corpus.filenames import TAKEN_FROM_NAME
from corpus.forms import interpret
from corpus.readers import read_document
from corpus.report import Finding, Passage, PassageKind, Report, Section, Source

CHECKOUT = Path(__file__).parents[2]
REPORTS = Path(os.environ.get("INSPECTION_REPORTS", CHECKOUT.parent / "shared" / "reports"))
FACTS = list(csv.DictReader((Path(__file__).parent / "childrens_services.csv").read_text("utf-8").splitlines()))

LONGEST_FACT = 110
BESIDE_HEADINGS = (
    r"(?i)key judgement|judgement grade|requires improvement(?: to be good)?|good|outstanding|inadequate|contents|\d+\."
)
ASPECTS = {
    "board": r"safeguarding children board|effectiveness of the lscb",
    "adoption": r"adoption performance",
    "leaders": r"impact of leaders on social work practice",
    "help": r"need help and protection",
    "care and leavers": r"in care and care leavers",
    "care": r"children in care",
    "leavers": r"care leavers",
    "looked after": r"looked after and achieving permanence",
    "leadership": r"leadership, management and governance",
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not REPORTS.is_dir(), reason=f"no real reports in {REPORTS}"),
]
every_report = pytest.mark.parametrize("facts", FACTS, ids=[facts["path"] for facts in FACTS])


@cache
def area_table() -> AreaTable:
    return AreaTable.load()


@cache
def document_of(path: str) -> Document:
    return read_document(REPORTS / path)


@cache
def report_of(path: str) -> Report:
    return interpret(document_of(path), Source(path, "0" * 64), area_table())


@every_report
def test_the_facts_are_those_printed(facts: dict[str, str]) -> None:
    report = report_of(facts["path"])
    by_name = any(warning.message == TAKEN_FROM_NAME for warning in report.warnings)
    read = {
        "type": report.inspection_type.value,
        "area": "; ".join(report.areas),
        "inspected_from": str(report.inspected_from),
        "inspected_to": str(report.inspected_to),
        "published": str(report.published),
        "published_source": "file name" if by_name else "report",
        "judgement": report.judgement or "",
        "judgements": "; ".join(
            f"{short_aspect(judgement.aspect)} = {judgement.grade}" for judgement in report.judgements
        ),
        "lead_inspectors": "; ".join(report.lead_inspectors),
    }
    assert read == {name: facts[name] for name in read}


@every_report
def test_every_numbered_paragraph_is_there_once_and_in_order(facts: dict[str, str]) -> None:
    numbers = [
        passage.number
        for section, passage in report_of(facts["path"]).passages()
        if passage.kind is PassageKind.NUMBERED
    ]
    absent = facts["absent_numbers"].split()
    last = int(facts["last_number"] or 0)
    assert numbers == [str(number) for number in range(1, last + 1) if str(number) not in absent]


@every_report
def test_every_list_has_all_its_items(facts: dict[str, str]) -> None:
    expected = {
        heading: int(count) for heading, count in (item.split(" = ") for item in facts["bullets"].split("; ") if item)
    }
    sections = report_of(facts["path"]).sections
    assert {heading: count_bullets(sections, heading) for heading in expected} == expected


@every_report
def test_graded_sections_carry_the_grades_of_the_first_page(facts: dict[str, str]) -> None:
    report = report_of(facts["path"])
    grades = {short_aspect(judgement.aspect): judgement.grade for judgement in report.judgements}
    sections = {short_aspect(section.heading): section.judgement for section in report.sections if section.judgement}
    if "board" not in sections:  # early reports grade the board on the first page alone
        grades.pop("board", None)
    assert {aspect: sections.get(aspect) for aspect in grades} == grades
    assert [warning for warning in report.warnings if warning.kind == "contradiction"] == []


@every_report
def test_what_must_improve_is_a_recommendation_and_the_end_is_context(facts: dict[str, str]) -> None:
    sections = report_of(facts["path"]).sections
    assert sections[-1].finding is Finding.CONTEXT
    for section in sections:
        if re.match(r"what needs to improve|recommendations", section.heading, re.IGNORECASE):
            assert section.finding is Finding.RECOMMENDATION, section.heading


@every_report
def test_passages_hold_text_and_no_furniture(facts: dict[str, str]) -> None:
    report = report_of(facts["path"])
    texts = [passage.text for _, passage in report.passages()]
    assert all(text.strip() and not re.fullmatch(r"[\d\W]+", text) for text in texts)
    assert not [text for text in texts if re.match(r"Contents$|[\u25fc\u25aa\uf06e\uf0a7]", text)]
    assert all(1 <= (p.page or 0) <= (p.page_end or 0) <= (report.pages or 0) for _, p in report.passages())


@every_report
def test_only_the_facts_of_the_title_page_are_no_passages(facts: dict[str, str]) -> None:
    report = report_of(facts["path"])
    kept = letters(" ".join(f"{p.number or ''} {p.text} {with_marks(p, report)}" for _, p in report.passages()))
    headings = {letters(section.heading) for section in report.sections}
    missing = [block for block in document_of(facts["path"]).walk() if letters(block.text) not in kept]
    unexplained = [block for block in missing if letters(block.text) not in headings]
    assert [b.text for b in unexplained if b.page != 1 and not re.fullmatch(BESIDE_HEADINGS, b.text)] == []
    assert max((len(block.text) for block in unexplained), default=0) <= LONGEST_FACT


def with_marks(passage: Passage, report: Report) -> str:
    """Return a passage with its footnote marks at their places: one printed as a plain figure is in its block."""
    notes = [p.footnote for _, p in report.passages() if p.footnote and p.footnote.of == passage.id]
    text = passage.text
    for note in sorted(notes, key=lambda one: one.at or 0, reverse=True):
        text = f"{text[: note.at]}{note.mark}{text[note.at :]}"
    return text


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def count_bullets(sections: tuple[Section, ...], heading: str) -> int:
    """Top-level items under a heading and its sub-headings, boxes with a case study apart."""
    wanted = re.compile(re.escape(heading) + r"\??")
    return sum(
        passage.kind is PassageKind.BULLET and passage.level == 1
        for section in sections
        if any(wanted.fullmatch(above) for above in (section.heading, *section.path))
        and not re.match(r"(?:case|practice) study", section.heading, re.IGNORECASE)
        for passage in section.passages
    )


def short_aspect(aspect: str) -> str:
    """The short name of an aspect in the table of facts, from the first page's words or a heading's."""
    words = aspect.casefold()
    return next((short for short, pattern in ASPECTS.items() if re.search(pattern, words)), words)

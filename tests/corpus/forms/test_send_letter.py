"""Local area SEND letters: head, visit, findings, the written statement, the sign-off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from corpus.blocks import Block, BlockKind, Document
from corpus.forms import send_letter
from corpus.report import Finding, InspectionType, PassageKind, Report

ReadText = Callable[..., Report]

HEAD = """Ofsted
Agora

19 July 2018

Ms Ada Quill
Director of Children's Services
Port Ellery Borough Council

Dear Ms Quill

Joint local area SEND inspection in Port Ellery

Between 4 June 2018 and 8 June 2018, Ofsted and the Care Quality Commission (CQC) inspected Port Ellery. The letter of \
3 March 2015 was about schools alone.

Main findings

- Leaders know what to do.
"""
PART = """The effectiveness of the local area in {}

Strengths

The first of these lost its mark when the file was made.

- The second kept its own.

Areas for {}

- Waiting is long, and the reasons are seldom explained to the families who
- wait. Nobody counts them.
"""
STATEMENT = """The inspection raises significant concerns about Port Ellery.

The council is required to submit a written statement of action on these weaknesses:

- poor plans
- slow reviews.
"""
END = """Yours sincerely

Philippa Hartsop

Her Majesty's Inspector

Ofsted\tCare Quality Commission
Desmond Aylward\tKarolina Westbrook
Regional Director\tDeputy Chief Inspector
Philippa Hartsop\tOwen Tregarth
HMI Lead Inspector\tCQC Inspector

Cc: Department for Education
"""
ASPECTS = ("identifying SEND", "development"), ("meeting needs", "development"), ("improving outcomes", "improvement")


def letter(statement: str = STATEMENT, parts: int = 3) -> str:
    return "\n".join((HEAD, *(PART.format(*aspect) for aspect in ASPECTS[:parts]), statement, END))


def test_the_facts_of_a_letter(read_text: ReadText) -> None:
    report = read_text(letter(), "letter.txt")
    assert report.id == "port-ellery-send-local-area-2018-06-04"
    assert report.title == "Joint local area SEND inspection in Port Ellery"
    assert report.inspection_type is InspectionType.SEND_LOCAL_AREA
    assert report.areas == ("Port Ellery",)
    assert (report.inspected_from, report.inspected_to) == (date(2018, 6, 4), date(2018, 6, 8))
    assert report.published == date(2018, 7, 19)
    assert report.judgement == "Written statement of action required"
    assert report.judgement_printed is not None
    assert report.judgement_printed.startswith("The council is required to submit")
    assert report.inspectorates == ("Ofsted", "CQC")
    assert report.lead_inspectors == ("Philippa Hartsop",)
    assert report.licence is None
    assert report.warnings == ()


def test_each_section_says_what_it_holds(read_text: ReadText) -> None:
    sections = read_text(letter(), "letter.txt").sections
    assert [(s.heading, s.level, s.finding.value, len(s.passages)) for s in sections[1:]] == [
        ("Joint local area SEND inspection in Port Ellery", 1, "mixed", 1),
        ("Main findings", 1, "mixed", 1),
        ("The effectiveness of the local area in identifying SEND", 1, "mixed", 0),
        ("Strengths", 2, "strength", 2),
        ("Areas for development", 2, "weakness", 1),
        ("The effectiveness of the local area in meeting needs", 1, "mixed", 0),
        ("Strengths", 2, "strength", 2),
        ("Areas for development", 2, "weakness", 1),
        ("The effectiveness of the local area in improving outcomes", 1, "mixed", 0),
        ("Strengths", 2, "strength", 2),
        ("Areas for improvement", 2, "weakness", 1),
        ("The inspection raises significant concerns about Port Ellery.", 1, "weakness", 3),
        ("", 1, "context", 14),
    ]
    assert sections[4].path == ("The effectiveness of the local area in identifying SEND",)


def test_bullets_that_lost_or_gained_a_mark_are_still_bullets(read_text: ReadText) -> None:
    sections = read_text(letter(), "letter.txt").sections
    assert {p.kind for s in sections if s.heading == "Strengths" for p in s.passages} == {PassageKind.BULLET}
    glued = next(s for s in sections if s.heading == "Areas for development").passages
    assert [p.text.endswith("families who wait. Nobody counts them.") for p in glued] == [True]


def test_a_statement_without_its_heading_stands_untitled(read_text: ReadText) -> None:
    statement = STATEMENT.replace("significant concerns", "doubts").replace("is required to submit", "must prepare")
    sections = read_text(letter(statement), "letter.txt").sections
    untitled = next(s for s in sections if s.finding_rule == send_letter.STATEMENT_RULE)
    assert (untitled.heading, untitled.level, untitled.path, untitled.finding) == ("", 1, (), Finding.WEAKNESS)
    assert [p.kind.value for p in untitled.passages] == ["paragraph", "paragraph", "bullet", "bullet"]


def test_a_whole_letter_that_asks_for_no_statement_requires_none(read_text: ReadText) -> None:
    report = read_text(letter(statement=""), "letter.txt")
    assert (report.judgement, report.judgement_printed) == ("Written statement of action not required", None)
    assert report.unknown["judgement_printed"] == "the letter asks for no written statement of action"


def test_a_letter_that_says_so_requires_none(read_text: ReadText) -> None:
    report = read_text(letter(statement="No written statement of action is required."), "letter.txt")
    assert report.judgement == "Written statement of action not required"
    assert report.judgement_printed == "No written statement of action is required."


def test_half_a_letter_is_not_judged(read_text: ReadText) -> None:
    report = read_text(letter(statement="", parts=2), "letter.txt")
    assert report.judgement is None
    assert report.unknown["judgement"] == "the letter's three sections were not all found, so it may be incomplete"
    assert [w.message for w in report.warnings] == ["2 of the three sections on effectiveness were found"]


def test_a_letter_without_a_date_says_so(read_text: ReadText) -> None:
    report = read_text(letter().replace("19 July 2018\n", ""), "letter.txt")
    assert (report.published, report.unknown["published"]) == (None, "the letter is not dated")
    assert report.id == "port-ellery-send-local-area-2018-06-04"


def test_the_form_knows_its_letters() -> None:
    def score(*texts: str) -> float:
        return send_letter.recognise(Document("text", tuple(Block(BlockKind.PARAGRAPH, t) for t in texts))).score

    assert score("Dear Ms Quill", "Joint local area SEND inspection in Port Ellery") == 0.95
    assert score(*(f"The effectiveness of the local area in {aspect}" for aspect, _ in ASPECTS)) == 0.7
    assert score("Dear Ms Quill", "Joint local area SEND revisit in Port Ellery") == 0.0

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from corpus.areas import AreaTable
from corpus.blocks import Block, BlockKind, Cell, Document
from corpus.forms import ilacs, recognise
from corpus.forms.cover.title_page import NO_YEAR
from corpus.report import Finding, InspectionType, Judgement, PassageKind, ReadingWarning, Report, Source

ReadText = Callable[..., Report]

PRACTICE = "practice with children and families"
IMPACT = f"The impact of leaders on social work {PRACTICE}"
NEEDING_HELP = "who need help and protection"
HELP = f"The experiences and progress of children {NEEDING_HELP}"
CARE = "The experiences and progress of children in care"
LEAVERS = "The experiences and progress of care leavers"

INSPECTION = f"""# Inspection of Tarnside local authority children’s services

**Inspection dates:** 9 to 20 October 2023

**Lead inspector:** Ottilie Brackwater, His Majesty’s Inspector

| Judgement | Grade |
| --- | --- |
| {IMPACT} | Good |
| {HELP} | Requires improvement to be good |
| {CARE} | Outstanding |
| {LEAVERS} | Good |
| Overall effectiveness | Good |

Families in Tarnside meet workers who stay. The council knows where it falls short.

## What needs to improve?

- How soon children are seen after a referral:
  - by night
  - at weekends.
- The records of what children say.

## {HELP}: requires improvement to be good

1. Referrals by telephone are answered quickly.
2. Referrals by letter wait too long.

## {CARE}: outstanding

3. Children live near their schools.

## {LEAVERS}: good

4. Young people choose their own adviser.

## {IMPACT}: good

5. Managers read case files every week.

The Office for Standards in Education (Ofsted) inspects lighthouses.

© Crown copyright 2023
"""


def test_an_inspection_is_read_whole(read_text: ReadText) -> None:
    report = read_text(INSPECTION)
    assert (report.id, report.inspection_type) == ("tarnside-ilacs-2023-10-09", InspectionType.ILACS)
    assert report.title == "Inspection of Tarnside local authority children’s services"
    assert (report.areas, report.regions) == (("Tarnside",), ("North West",))
    assert (report.inspected_from, report.inspected_to) == (date(2023, 10, 9), date(2023, 10, 20))
    assert (report.judgement, report.judgement_printed) == ("Good", "Good")
    assert report.judgements == (
        Judgement(IMPACT, "Good", "Good"),
        Judgement(HELP, "Requires improvement to be good", "Requires improvement to be good"),
        Judgement(CARE, "Outstanding", "Outstanding"),
        Judgement(LEAVERS, "Good", "Good"),
    )
    assert (report.inspectorates, report.lead_inspectors) == (("Ofsted",), ("Ottilie Brackwater",))
    assert report.licence == "Crown copyright 2023"
    assert report.warnings == ()
    assert sorted(report.unknown) == ["pages", "previous_inspection", "published"]


def test_sections_carry_their_finding_and_their_grade(read_text: ReadText) -> None:
    sections = read_text(INSPECTION).sections
    assert [(s.heading, s.finding.value, s.judgement, len(s.passages)) for s in sections] == [
        ("Inspection of Tarnside local authority children’s services", "mixed", None, 1),
        ("What needs to improve?", "recommendation", None, 4),
        (f"{HELP}: requires improvement to be good", "mixed", "Requires improvement to be good", 2),
        (f"{CARE}: outstanding", "mixed", "Outstanding", 1),
        (f"{LEAVERS}: good", "mixed", "Good", 1),
        (f"{IMPACT}: good", "mixed", "Good", 1),
        ("", "context", None, 2),
    ]
    assert [(p.kind.value, p.level, p.text) for p in sections[1].passages] == [
        ("bullet", 1, "How soon children are seen after a referral:"),
        ("bullet", 2, "by night"),
        ("bullet", 2, "at weekends."),
        ("bullet", 1, "The records of what children say."),
    ]
    numbered = [(p.kind, p.number, p.text) for p in sections[2].passages]
    assert numbered == [
        (PassageKind.NUMBERED, "1", "Referrals by telephone are answered quickly."),
        (PassageKind.NUMBERED, "2", "Referrals by letter wait too long."),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        f"{HELP}: requires improvement to be good",
        f"{HELP}: Requires improvement to be good",
        f"{HELP} requires improvement to be good",
        f"{HELP} is: requires improvement to be good",
        f"{HELP} are: requires improvement to be good.",
    ],
)
def test_a_grade_is_read_with_and_without_a_colon(read_text: ReadText, heading: str) -> None:
    report = read_text(INSPECTION.replace(f"{HELP}: requires improvement to be good", heading))
    section = next(section for section in report.sections if section.heading.startswith(HELP))
    assert (section.heading, section.judgement, len(section.passages)) == (
        heading,
        "Requires improvement to be good",
        2,
    )


def test_the_name_above_the_title_is_the_area_in_early_reports(read_text: ReadText) -> None:
    early = INSPECTION.replace(
        "# Inspection of Tarnside local authority children’s services",
        "# Tarnside Metropolitan Borough Council\n\n## Inspection of children’s social care services",
    )
    report = read_text(early)
    assert report.title == "Tarnside Metropolitan Borough Council: Inspection of children’s social care services"
    assert report.areas == ("Tarnside",)
    assert report.sections[0].heading == "Inspection of children’s social care services"


def test_two_periods_span_the_inspection(read_text: ReadText) -> None:
    report = read_text(INSPECTION.replace("9 to 20 October 2023", "2 to 6 and 16 to 20 October 2023"))
    assert (report.inspected_from, report.inspected_to) == (date(2023, 10, 2), date(2023, 10, 20))


def test_a_heading_with_another_grade_than_the_first_page_is_reported(read_text: ReadText) -> None:
    report = read_text(INSPECTION.replace(f"{CARE}: outstanding", f"{CARE}: good"))
    assert report.judgements[2].grade == "Outstanding"
    assert [(w.kind, w.message) for w in report.warnings] == [
        (
            "contradiction",
            f"the first page grades '{CARE}' as 'Outstanding', the section '{CARE}: good' as 'Good'; "
            "the first page is kept",
        )
    ]


def test_without_a_table_the_headings_say_the_grades(read_text: ReadText) -> None:
    lines = [line for line in INSPECTION.splitlines() if not line.startswith("|")]
    report = read_text("\n".join(lines))
    assert [(j.aspect, j.grade) for j in report.judgements] == [
        (HELP, "Requires improvement to be good"),
        (CARE, "Outstanding"),
        (LEAVERS, "Good"),
        (IMPACT, "Good"),
    ]
    assert report.judgement is None
    assert "judgement" in report.unknown


def test_a_footer_with_other_days_is_reported_and_the_first_page_kept(areas: AreaTable) -> None:
    document = first_page(furniture=("Inspection of Wexcombe children’s services 3 to 14 June 2024",))
    report = ilacs.interpret(document, Source("wexcombe.pdf", "0" * 64), areas)
    assert (report.inspected_from, report.inspected_to) == (date(2024, 6, 3), date(2024, 6, 7))
    assert [warning.message for warning in report.warnings] == [
        "the first page prints the inspection dates 3 to 7 June 2024, the foot of the pages 3 to 14 June 2024; "
        "the first page is kept"
    ]


def test_facts_in_table_cells_are_read_and_the_table_is_no_passage(areas: AreaTable) -> None:
    report = ilacs.interpret(first_page(), Source("wexcombe.pdf", "0" * 64), areas)
    assert report.lead_inspectors == ("Barnaby Quill", "Maud O'Ferris")
    assert (report.judgement, report.judgement_printed) == ("Inadequate", "Inadequate")
    assert [p.text for _, p in report.passages()] == ["Children wait too long for help."]


def test_the_day_in_the_file_name_stands_in_for_a_day_not_printed(areas: AreaTable) -> None:
    path = "90001_wexcombe/children's services inspection - 12 july 2024.pdf"
    report = ilacs.interpret(first_page(), Source(path, "0" * 64), areas)
    assert report.published == date(2024, 7, 12)
    assert report.warnings == (
        ReadingWarning(
            "published", "published: taken from the file name, because the report prints no date of publication"
        ),
    )
    assert "published" not in report.unknown


def test_a_day_in_the_file_name_before_the_inspection_was_over_is_not_taken(areas: AreaTable) -> None:
    path = "90001_wexcombe/children's services inspection - 4 june 2024.pdf"
    report = ilacs.interpret(first_page(), Source(path, "0" * 64), areas)
    assert report.published is None
    assert report.unknown["published"] == "no date of publication is printed in the report"


VISIT = """15 May 2024

Prudence Alder

Director of Children’s Services, Harrowmere Council

Dear Prudence

# Focused visit to Harrowmere children’s services

The focused visit took place on 9 and 10 April 2024.

## Headline findings

Care leavers know whom to telephone.

## What needs to improve in this area of social work practice?

- The choice of flats.

## Main findings

Advisers visit often. Last year, a visit on 3 March 2023 was missed.

Yours sincerely

Cuthbert Lanyon
His Majesty’s Inspector
"""


def test_a_focused_visit_is_a_letter_without_grades(read_text: ReadText) -> None:
    report = read_text(VISIT)
    assert report.id == "harrowmere-ilacs-focused-visit-2024-04-09"
    assert (report.inspected_from, report.inspected_to) == (date(2024, 4, 9), date(2024, 4, 10))
    assert (report.published, report.judgement, report.judgements) == (date(2024, 5, 15), None, ())
    assert report.unknown["judgement"] == "visits are not graded"
    assert [(s.heading, s.finding) for s in report.sections] == [
        ("", Finding.CONTEXT),
        ("Focused visit to Harrowmere children’s services", Finding.MIXED),
        ("Headline findings", Finding.MIXED),
        ("What needs to improve in this area of social work practice?", Finding.RECOMMENDATION),
        ("Main findings", Finding.MIXED),
        ("", Finding.CONTEXT),
    ]


def test_a_monitoring_visit_is_told_from_a_focused_one(read_text: ReadText) -> None:
    report = read_text(VISIT.replace("Focused visit to", "Monitoring visit of").replace("focused", "monitoring"))
    assert (report.inspection_type, report.areas) == (InspectionType.ILACS_MONITORING_VISIT, ("Harrowmere",))


def test_a_year_that_is_taken_from_the_letter_s_date_is_said_to_be(read_text: ReadText) -> None:
    report = read_text(VISIT.replace("9 and 10 April 2024", "9 and 10 April"))
    assert (report.inspected_from, report.inspected_to) == (date(2024, 4, 9), date(2024, 4, 10))
    assert [warning.message for warning in report.warnings] == [NO_YEAR]
    assert read_text(VISIT).warnings == ()


@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_grades_without_a_table_are_read_line_by_line(read_text: ReadText, between: str) -> None:
    table = INSPECTION[INSPECTION.index("| Judgement |") : INSPECTION.index("Families in Tarnside")]
    parts = [line.strip(" |").split(" | ") for line in table.splitlines()[2:] if line]
    lines = "\n\n".join(between.join(part) for part in parts)
    report = read_text(INSPECTION.replace(table, lines + "\n\n"))
    assert (report.judgement, report.judgements) == (read_text(INSPECTION).judgement, read_text(INSPECTION).judgements)
    assert "Good" not in [passage.text for _, passage in report.passages()]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("# Inspection of children’s services in Tarnside", "Inspection of children’s services in Tarnside"),
        ("Ofsted\n\n# Inspection of children’s services in Tarnside", "Inspection of children’s services in Tarnside"),
        (
            "Tarnside Council\n\nReport\n\n# Inspection of children’s social care services",
            "Tarnside Council: Inspection of children’s social care services",
        ),
    ],
)
def test_the_area_stands_in_the_title_or_on_a_line_above(read_text: ReadText, head: str, title: str) -> None:
    report = read_text(INSPECTION.replace(INSPECTION.splitlines()[0], head, 1))
    assert (report.areas, report.title) == (("Tarnside",), title)


def test_a_title_over_three_lines_is_one(read_text: ReadText) -> None:
    head = "Inspection of Port Ellery,\n\nTarnside and Wexcombe local authority\n\nchildren’s services\n\n"
    report = read_text(INSPECTION.replace(INSPECTION.splitlines()[0] + "\n", head, 1))
    assert report.title == "Inspection of Port Ellery, Tarnside and Wexcombe local authority children’s services"
    assert report.areas == ("Port Ellery", "Tarnside", "Wexcombe")
    assert (report.inspection_type, report.judgement) == (InspectionType.ILACS, "Good")


def test_a_report_that_only_mentions_children_s_services_is_not_taken() -> None:
    page = Block(BlockKind.PARAGRAPH, "Children’s services in Wexcombe were inspected in 2019, and graded good.")
    document = Document("text", (page,))
    assert ilacs.recognise(document).score == 0.0
    assert recognise(document)[0][0] is not ilacs


def first_page(furniture: tuple[str, ...] = ()) -> Document:
    """A first page of 2019: inspectors and grades in one table, everything else in lines."""
    rows = (
        row("Lead inspector:", "Barnaby Quill HMI and Maud O'Ferris, Senior HMI"),
        row("Judgement", "Grade"),
        row(IMPACT, "Inadequate"),
        row(HELP, "Requires improvement\nto be good"),
        row("Overall effectiveness", "Inadequate"),
    )
    blocks = (
        line("Wexcombe Council", BlockKind.HEADING),
        line("Inspection of children’s social care services", BlockKind.HEADING),
        line("Inspection dates: 3 June 2024 to 7 June 2024", BlockKind.HEADING),
        Block(BlockKind.TABLE, "", page=1, rows=rows),
        line("Children wait too long for help."),
    )
    return Document("pdf", blocks, pages=1, furniture=furniture)


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell((line(text),)) for text in texts)


def line(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return replace(Block(kind, text), page=1, page_end=1)


@pytest.mark.parametrize("when", ["in November 2018", "in 2018"])
def test_an_earlier_inspection_without_its_days_is_not_said_to_be_missing(read_text: ReadText, when: str) -> None:
    text = INSPECTION.replace("## ", f"Since the last inspection of the council {when}, much has changed.\n\n## ", 1)
    report = read_text(text)
    assert report.previous_inspection is None
    reason = f"only its month or year is printed, '{when}', not its days"
    assert report.unknown["previous_inspection"] == reason


def test_the_overall_grade_is_read_where_a_table_came_out_as_lines(read_text: ReadText) -> None:
    table = INSPECTION[INSPECTION.index("| Judgement |") : INSPECTION.index("Families in Tarnside")]
    report = read_text(INSPECTION.replace(table, "Judgement Grade\n\nOverall effectiveness Good\n\n"))
    assert (report.judgement, report.judgement_printed) == ("Good", "Good")
    assert read_text(INSPECTION.replace(table, "Overall effectiveness is mixed.\n\n")).judgement is None

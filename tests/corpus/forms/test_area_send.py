"""Area SEND inspection reports: title page, outcome, findings, recommendations, people, doubts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from corpus.areas import AreaTable
from corpus.blocks import Block, BlockKind, Cell, Document
from corpus.forms import area_send
from corpus.forms.area_send import LAYOUT_HEADINGS
from corpus.forms.body.outline import outline
from corpus.forms.body.sections import Layout
from corpus.report import Finding, InspectionType, PassageKind, Report, Section, Source

ReadText = Callable[..., Report]

TITLE = "# Area SEND inspection of Wexcombe Local Area Partnership"
DATES = "Inspection dates: 3 to 7 June 2024\n\nDate of previous inspection: 12 to 16 March 2018"
POSITIVE = "Arrangements here typically lead to positive experiences and outcomes for children."
BODY = """
## Information about the local area partnership

The council and the health board share the work.

## What is it like to be a child with SEND in this area?

Life is better near the coast.

## What is the area partnership doing that is effective?

- The advice service answers the telephone on the day.
- Portage workers visit every week, and parents said that this had made

a difference to them.

## What does the area partnership need to do better?

- Reviews are late.

## Areas for improvement

Leaders should finish reviews on time.

Leaders should, with parents:

- rewrite the guide
- print it.

## Local area partnership details

| Local authority | Integrated care board |
| --- | --- |
| Wexcombe Council | Severn Reach ICB |

## Inspection team

### Ofsted

Miriam Oakhanger, Ofsted lead inspector

### Care Quality Commission

Joanna Pellow, CQC lead inspector

If you are not happy with the inspection, tell us. You may reuse this information under the Open Government Licence.
"""


def report_text(title: str = TITLE, dates: str = DATES, outcome: str = POSITIVE, body: str = BODY) -> str:
    return "\n\n".join((title, dates, "## Inspection outcome", outcome, body))


def section(report: Report, start: str) -> Section:
    return next(s for s in report.sections if s.heading.startswith(start))


def test_the_facts_of_a_report(read_text: ReadText) -> None:
    report = read_text(report_text())
    assert report.id == "wexcombe-area-send-2024-06-03"
    assert report.title == "Area SEND inspection of Wexcombe Local Area Partnership"
    assert report.inspection_type is InspectionType.AREA_SEND
    assert (report.areas, report.regions) == (("Wexcombe",), ("South West",))
    assert (report.inspected_from, report.inspected_to) == (date(2024, 6, 3), date(2024, 6, 7))
    assert (report.previous_inspection, report.published) == (date(2018, 3, 12), None)
    assert (report.judgement, report.judgement_printed) == ("Typically positive", POSITIVE)
    assert report.inspectorates == ("Ofsted", "CQC")
    assert report.lead_inspectors == ("Miriam Oakhanger", "Joanna Pellow")
    assert report.licence == "Open Government Licence"
    assert report.warnings == ()
    assert report.unknown == {
        "judgements": "no grades by aspect are printed",
        "pages": "a markdown file has no pages",
        "published": "no date of publication is printed in the report",
    }


def test_each_section_says_what_it_holds(read_text: ReadText) -> None:
    report = read_text(report_text())
    assert [(s.heading, s.level, s.finding.value, len(s.passages)) for s in report.sections] == [
        ("Area SEND inspection of Wexcombe Local Area Partnership", 1, "context", 2),
        ("Inspection outcome", 1, "mixed", 1),
        ("Information about the local area partnership", 1, "context", 1),
        ("What is it like to be a child with SEND in this area?", 1, "mixed", 1),
        ("What is the area partnership doing that is effective?", 1, "strength", 2),
        ("What does the area partnership need to do better?", 1, "weakness", 1),
        ("Areas for improvement", 1, "recommendation", 4),
        ("Local area partnership details", 1, "context", 4),
        ("Inspection team", 1, "context", 0),
        ("Ofsted", 2, "context", 1),
        ("Care Quality Commission", 2, "context", 1),
        ("", 1, "context", 1),
    ]


def test_a_bullet_that_runs_over_a_page_is_one(read_text: ReadText) -> None:
    bullets = section(read_text(report_text()), "What is the area partnership doing").passages
    assert bullets[1].text.endswith("parents said that this had made a difference to them.")


def test_recommendations_are_table_items_with_their_lists_below(read_text: ReadText) -> None:
    passages = section(read_text(report_text()), "Areas for improvement").passages
    assert [(p.kind, p.level) for p in passages] == [
        (PassageKind.TABLE, 1),
        (PassageKind.TABLE, 1),
        (PassageKind.BULLET, 2),
        (PassageKind.BULLET, 2),
    ]


def test_priority_actions_say_who_must_take_them(read_text: ReadText) -> None:
    table = """## Areas for priority action

| Responsible body | Areas for priority action |
| --- | --- |
| Wexcombe Council | Leaders should count. |
| Severn Reach ICB | Leaders should listen. |

## Areas for improvement"""
    report = read_text(
        report_text(
            outcome="There are widespread and/or systemic failings in Wexcombe.",
            body=BODY.replace("## Areas for improvement", table),
        )
    )
    assert report.judgement == "Widespread and/or systemic failings"
    actions = section(report, "Areas for priority action")
    assert (actions.finding, [(p.text, p.responsible) for p in actions.passages]) == (
        Finding.RECOMMENDATION,
        [("Leaders should count.", "Wexcombe Council"), ("Leaders should listen.", "Severn Reach ICB")],
    )
    assert "Responsible body" not in [found.heading for found in report.sections]
    assert [p.text for _, p in report.passages() if p.responsible] == [
        "Leaders should count.",
        "Leaders should listen.",
    ]


@pytest.mark.parametrize(
    ("printed", "previous", "reason"),
    [
        ("Dates of previous inspection: 6 July 2020 to 9 July 2020", date(2020, 7, 6), None),
        ("Date of previous inspection: 6 February to 10 February 2017", date(2017, 2, 6), None),
        ("Date of previous full area SEND inspection 11 to 15 July 2016", date(2016, 7, 11), None),
        ("Previous inspection: 11 to 15 July 2016", date(2016, 7, 11), None),
        ("Date of previous inspection: Not previously inspected", None, "the report prints 'Not previously inspected'"),
        ("Date of previous inspection: in the spring", None, "no date could be read from 'in the spring'"),
        ("", None, "no earlier inspection is printed"),
    ],
)
def test_the_previous_inspection(read_text: ReadText, printed: str, previous: date | None, reason: str | None) -> None:
    report = read_text(report_text(dates=f"Inspection dates: 3 to 7 June 2024\n\n{printed}"))
    assert report.inspected_to == date(2024, 6, 7)
    assert (report.previous_inspection, report.unknown.get("previous_inspection")) == (previous, reason)


def test_dates_in_the_other_order(read_text: ReadText) -> None:
    dates = "Date of previous inspection: 12 to 16 March 2018\n\nDates of inspection: 3 to 7 June 2024"
    report = read_text(report_text(dates=dates))
    assert (report.inspected_from, report.previous_inspection) == (date(2024, 6, 3), date(2018, 3, 12))


def test_of_several_previous_inspections_the_latest_is_kept(read_text: ReadText) -> None:
    dates = "Inspection dates: 3 to 7 June 2024\n\nDates of previous inspections: 12 to 16 March 2018; 4 to 6 May 2020"
    report = read_text(report_text(dates=dates))
    assert report.previous_inspection == date(2020, 5, 4)
    assert [w.kind for w in report.warnings] == ["several-dates"]


def test_two_visits_are_one_inspection(read_text: ReadText) -> None:
    report = read_text(report_text(dates="Inspection dates: 3 to 7 and 17 to 21 October 2022"))
    assert (report.inspected_from, report.inspected_to) == (date(2022, 10, 3), date(2022, 10, 21))


def test_a_monitoring_inspection_has_no_judgement(read_text: ReadText) -> None:
    report = read_text(report_text(title="# Area SEND monitoring inspection of Wexcombe Local Area Partnership"))
    assert report.inspection_type is InspectionType.AREA_SEND_MONITORING
    assert report.judgement is None
    assert report.unknown["judgement"] == "a monitoring inspection gives no overall judgement of its own"


def test_an_unknown_outcome_is_no_guess(read_text: ReadText) -> None:
    report = read_text(report_text(outcome="Things could be better."))
    assert report.judgement is None
    assert report.unknown["judgement"] == "no overall judgement is printed in a wording that is known"


def test_missing_sections_are_warned_of(read_text: ReadText) -> None:
    report = read_text(report_text(body="## What is the area partnership doing that is effective?\n\n- Much."))
    assert [w.message for w in report.warnings] == [
        "The section on what needs to be better was not found, or holds no text",
        "The section on what to improve was not found, or holds no text",
    ]


def test_an_area_that_is_not_in_the_table_is_kept_as_printed(read_text: ReadText) -> None:
    report = read_text(report_text(title="# Area SEND inspection of Nether Wallow Local Area Partnership"))
    assert report.areas == ("Nether Wallow Local Area Partnership",)
    assert [w.kind for w in report.warnings] == ["unknown-area"]
    assert report.unknown["regions"] == "the area is not in the table of areas"


def footer_report(areas: AreaTable, footer: str) -> Report:
    blocks = (
        Block(BlockKind.HEADING, TITLE[2:], page=1),
        Block(BlockKind.PARAGRAPH, "Inspection dates: 15 to 19 May 2023", page=1),
        Block(BlockKind.HEADING, "Inspection outcome", 2, page=1),
        Block(BlockKind.PARAGRAPH, POSITIVE, page=1),
    )
    printed = ("Area SEND inspection", f"They come back.\r\n{footer} 2")
    document = Document("pdf", blocks, pages=2, furniture=(footer,), printed=printed)
    return area_send.interpret(document, Source("report.pdf", "ab" * 32), areas)


def test_the_title_page_wins_over_the_footer(areas: AreaTable) -> None:
    report = footer_report(areas, "Area SEND inspection report: Wexcombe Local Area Partnership, 15 to 22 May 2023")
    assert report.inspected_to == date(2023, 5, 19)
    assert [str(w) for w in report.warnings if w.kind == "contradiction"] == [
        "p. 2: The running footer gives other dates, 15 to 22 May 2023, than the title page; "
        "those of the title page are kept"
    ]


def test_a_footer_with_the_same_dates_is_no_contradiction(areas: AreaTable) -> None:
    report = footer_report(areas, "Wexcombe Local Area Partnership, 15 May 2023 to 19 May 2023")
    assert [w for w in report.warnings if w.kind == "contradiction"] == []


def test_the_form_knows_its_reports_and_says_why() -> None:
    def recognised(*texts: str) -> tuple[float, str]:
        blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in texts)
        found = area_send.recognise(Document("text", blocks))
        return found.score, found.reason

    assert recognised(TITLE[2:]) == (0.95, "titled 'Area SEND inspection of ...'")
    headings = (
        "What is the area partnership doing that is effective?",
        "What does the area partnership need to do better?",
    )
    assert recognised(*headings) == (0.8, "has the headings of an area SEND inspection report")
    assert recognised("The next full area SEND inspection of Wexcombe will be in 2027.")[0] == 0.0


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("5 and 6 February 2024", date(2024, 2, 5), date(2024, 2, 6)),
        ("5, 6 and 7 February 2024", date(2024, 2, 5), date(2024, 2, 7)),
        ("week commencing 5 February 2024", date(2024, 2, 5), None),
    ],
)
def test_days_of_inspection_as_they_are_printed(
    read_text: ReadText, printed: str, first: date, last: date | None
) -> None:
    report = read_text(f"{TITLE}\n\nInspection dates: {printed}\n{BODY}")
    assert (report.inspected_from, report.inspected_to) == (first, last)
    assert [w.kind for w in report.warnings if w.kind == "missing-dates"] == []


@pytest.mark.parametrize("printed", ["5 to 9 Febuary 2024", "9 to 5 February 2024", "31 February 2024 to 4 March 2024"])
def test_days_that_cannot_be_read_are_doubted_and_not_said_to_be_missing(read_text: ReadText, printed: str) -> None:
    report = read_text(f"{TITLE}\n\nInspection dates: {printed}\n{BODY}")
    assert (report.inspected_from, report.inspected_to) == (None, None)
    assert report.unknown["inspected_from"] == f"no days could be read from '{printed}'"
    assert [w.message for w in report.warnings if w.kind == "missing-dates"] == [
        f"The days of the inspection could not be read from '{printed}'"
    ]


def test_the_day_an_earlier_report_was_published_is_no_earlier_inspection(read_text: ReadText) -> None:
    earlier = "Date of previous inspection: 3 to 7 July 2017 (published 4 September 2017)"
    report = read_text(f"{TITLE}\n\nInspection dates: 3 to 7 June 2024\n\n{earlier}\n{BODY}")
    assert report.previous_inspection == date(2017, 7, 3)
    assert [w.kind for w in report.warnings if w.kind == "several-dates"] == []


def test_a_list_within_an_action_nests_below_the_words_that_open_it() -> None:
    def printed(kind: BlockKind, text: str) -> Block:
        return Block(kind, text, page=6)

    action = (
        printed(BlockKind.PARAGRAPH, "Leaders should plan together."),
        printed(BlockKind.PARAGRAPH, "They should first improve:"),
        printed(BlockKind.BULLET, "how they count"),
        printed(BlockKind.BULLET, "how they listen"),
    )
    heads = ("Responsible body", "Areas for priority action")
    head = tuple(Cell((printed(BlockKind.PARAGRAPH, text),), header=True) for text in heads)
    row = (Cell((printed(BlockKind.PARAGRAPH, "Wexcombe Council"),)), Cell(action))
    found = outline(
        [Block(BlockKind.HEADING, "Areas for priority action"), Block(BlockKind.TABLE, "", rows=(head, row))],
        Layout(headings=LAYOUT_HEADINGS),
    )
    assert [(p.kind, p.level, p.text, p.responsible) for p in found.passages()] == [
        (PassageKind.TABLE, 1, "Leaders should plan together.", "Wexcombe Council"),
        (PassageKind.PARAGRAPH, 2, "They should first improve:", "Wexcombe Council"),
        (PassageKind.BULLET, 3, "how they count", "Wexcombe Council"),
        (PassageKind.BULLET, 3, "how they listen", "Wexcombe Council"),
    ]
    assert found.left_out == ("Responsible body Wexcombe Council", "Areas for priority action")


def test_a_body_beside_no_action_is_not_lost() -> None:
    texts = [
        ("Responsible body", "Areas for priority action"),
        ("Wexcombe Council", "Leaders should count."),
        ("ICB", ""),
    ]
    rows = tuple(tuple(Cell((Block(BlockKind.PARAGRAPH, text),) if text else ()) for text in row) for row in texts)
    found = outline(
        [Block(BlockKind.HEADING, "Areas for priority action"), Block(BlockKind.TABLE, "", rows=rows)],
        Layout(headings=LAYOUT_HEADINGS),
    )
    assert [p.text for p in found.passages()] == ["Leaders should count.", "Wexcombe Council", "ICB"]

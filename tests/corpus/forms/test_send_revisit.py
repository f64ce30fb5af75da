"""SEND revisit letters: each weakness with its quotation, its findings and its judgement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from corpus.blocks import Block, BlockKind, Document
from corpus.forms import send_revisit
from corpus.forms.cover.title_page import NO_YEAR
from corpus.report import Finding, InspectionType, Report, Section

ReadText = Callable[..., Report]

HEAD = """9 November 2021

Dear Ms Attersley

# Joint area SEND revisit in Harrowmere

Between 27 and 29 September 2021, Ofsted and the Care Quality Commission (CQC) revisited Harrowmere. They \
looked at each weakness in the inspection report letter published on 14 December 2018.

{summary}

## Main findings
"""
WEAKNESS = """At the initial inspection, inspectors found the following:

- **{quoted}**
- {since}

{closing}
"""
END = """The letter goes to both ministers.

Yours sincerely

Ruth Calderbrook

Her Majesty's Inspector

| Ofsted | Care Quality Commission |
| --- | --- |
| Ruth Calderbrook HMI Lead Inspector | Owen Tregarth CQC Inspector |

cc: NHS England
"""
ENOUGH = "Sufficient progress has been made on this."
NOT_ENOUGH = "The area has not made sufficient progress in improving this area of weakness."
SUMMARY = (
    "The area has made sufficient progress in addressing two of them. "
    "It has not made sufficient progress in addressing one."
)


def letter(*closings: str, summary: str = SUMMARY) -> str:
    parts = [
        WEAKNESS.format(quoted=f"Weakness {i} was deep.", since=f"Finding {i} is newer.", closing=closing)
        for i, closing in enumerate(closings, 1)
    ]
    return "\n".join((HEAD.format(summary=summary), *parts, END))


def weaknesses(report: Report) -> list[Section]:
    return [section for section in report.sections if section.heading.startswith("Weakness")]


def test_the_facts_of_a_letter(read_text: ReadText) -> None:
    report = read_text(letter(ENOUGH, ENOUGH, NOT_ENOUGH))
    assert report.id == "harrowmere-send-revisit-2021-09-27"
    assert report.title == "Joint area SEND revisit in Harrowmere"
    assert report.inspection_type is InspectionType.SEND_REVISIT
    assert report.areas == ("Harrowmere",)
    assert (report.inspected_from, report.inspected_to) == (date(2021, 9, 27), date(2021, 9, 29))
    assert report.published == date(2021, 11, 9)
    assert report.previous_inspection is None
    assert report.unknown["previous_inspection"] == "only the day its letter was published is printed, 14 December 2018"
    assert (report.judgement, report.judgement_printed) == ("Sufficient progress in 2 of 3 areas", SUMMARY)
    assert report.judgements == ()
    assert report.lead_inspectors == ("Ruth Calderbrook",)
    assert report.warnings == ()


def test_a_year_that_is_taken_from_the_letter_s_date_is_said_to_be(read_text: ReadText) -> None:
    report = read_text(letter(ENOUGH, ENOUGH, NOT_ENOUGH).replace("29 September 2021", "29 September"))
    assert (report.inspected_from, report.inspected_to) == (date(2021, 9, 27), date(2021, 9, 29))
    assert [warning.message for warning in report.warnings] == [NO_YEAR]


def test_a_weakness_is_a_section_headed_by_the_quoted_finding(read_text: ReadText) -> None:
    report = read_text(letter(ENOUGH, ENOUGH, NOT_ENOUGH))
    assert [(s.heading, s.judgement, s.finding.value, s.level, s.path) for s in weaknesses(report)] == [
        ("Weakness 1 was deep.", "Sufficient progress", "mixed", 2, ("Main findings",)),
        ("Weakness 2 was deep.", "Sufficient progress", "mixed", 2, ("Main findings",)),
        ("Weakness 3 was deep.", "Not sufficient progress", "weakness", 2, ("Main findings",)),
    ]
    assert [p.text for p in weaknesses(report)[2].passages] == ["Finding 3 is newer.", NOT_ENOUGH]


def test_the_quotation_is_found_but_is_no_present_weakness(read_text: ReadText) -> None:
    report = read_text(letter(NOT_ENOUGH))
    quoting = [(s, p) for s, p in report.passages() if p.text == "Weakness 1 was deep."]
    assert [(s.heading, s.finding, s.judgement) for s, _ in quoting] == [
        ("At the initial inspection, inspectors found the following:", Finding.CONTEXT, None)
    ]
    assert quoting[0][0].finding_rule == "quotes the finding of the earlier inspection"


def test_the_words_after_the_last_weakness_belong_to_none(read_text: ReadText) -> None:
    report = read_text(letter(ENOUGH))
    after = next(s for s in report.sections if s.finding_rule == send_revisit.AFTER_RULE)
    assert (after.heading, after.judgement, [p.text for p in after.passages]) == (
        "", None, ["The letter goes to both ministers."],
    )  # fmt: skip


def test_a_finding_broken_over_a_page_is_quoted_whole(read_text: ReadText) -> None:
    text = letter(ENOUGH).replace(
        "- **Weakness 1 was deep.**", "- **Weakness 1 was deep, and the plans that were**\n\nmade did not mend it."
    )
    report = read_text(text)
    assert weaknesses(report)[0].heading == "Weakness 1 was deep, and the plans that were made did not mend it."


def test_a_count_that_disagrees_is_warned_of(read_text: ReadText) -> None:
    report = read_text(letter(ENOUGH, NOT_ENOUGH, NOT_ENOUGH))
    assert report.judgement == "Sufficient progress in 2 of 3 areas"
    assert [w.message for w in report.warnings] == [
        "The letter counts sufficient progress in 2 of 3 weaknesses, but 1 of 3 were found with that judgement; "
        "the letter's own count is kept"
    ]


def test_a_weakness_without_a_judgement_is_warned_of(read_text: ReadText) -> None:
    report = read_text(letter(ENOUGH, "It is early days.", summary="Much has changed."))
    assert [(s.judgement, s.finding.value) for s in weaknesses(report)] == [
        ("Sufficient progress", "mixed"),
        (None, "mixed"),
    ]
    assert [w.kind for w in report.warnings] == ["missing-judgement"]
    assert report.judgement is None
    assert report.unknown["judgement"] == "no judgement was found on 1 of the 2 weaknesses"


def test_a_quotation_that_looks_like_a_heading_is_none_and_no_words_are_lost(read_text: ReadText) -> None:
    quotation = "- **Weakness 1 was deep.**"
    report = read_text(letter(ENOUGH).replace(quotation, "### Weakness 1 was deep"))
    assert [(s.heading, s.judgement) for s in weaknesses(report)] == [("Weakness 1 was deep", "Sufficient progress")]
    text = letter(ENOUGH)
    report = read_text(text[: text.index(quotation)] + text[text.index("Yours sincerely") :])
    assert "At the initial inspection, inspectors found the following:" in [p.text for _, p in report.passages()]


def test_without_weaknesses_the_letter_s_own_count_stands(read_text: ReadText) -> None:
    report = read_text(letter())
    assert report.judgement == "Sufficient progress in 2 of 3 areas"
    assert [w.kind for w in report.warnings] == ["missing-section"]


def test_the_form_knows_its_letters() -> None:
    def score(*texts: str) -> float:
        return send_revisit.recognise(Document("text", tuple(Block(BlockKind.PARAGRAPH, t) for t in texts))).score

    formula = "At the initial inspection, inspectors found the following:"
    assert score("Dear Ms Quill", "Joint local area SEND revisit in Port Ellery") == 0.96
    assert score(formula, "Much.", formula) == 0.75
    assert score("Joint local area SEND inspection in Port Ellery") == 0.0


def test_a_weakness_may_be_said_in_the_sentence_that_opens_it(read_text: ReadText) -> None:
    opening = "At the initial inspection, inspectors found that there were gaps in the joint commissioning of ferries:"
    said = f"{opening}\n\n- Boats run on Sundays now.\n\n{ENOUGH}\n"
    report = read_text(letter(ENOUGH).replace("The letter goes", f"{said}\nThe letter goes"))
    (section,) = [section for section in report.sections if section.heading == opening]
    assert section.judgement == "Sufficient progress"
    assert [passage.text for passage in section.passages] == ["Boats run on Sundays now.", ENOUGH]
    assert [s.finding for s, p in report.passages() if p.text == opening] == [Finding.CONTEXT]


def test_the_days_of_the_first_inspection_may_be_printed(read_text: ReadText) -> None:
    text = letter(ENOUGH).replace(
        "They looked at", "The initial inspection, which took place from 2 to 6 October 2017, was long. They looked at"
    )
    assert read_text(text).previous_inspection == date(2017, 10, 2)

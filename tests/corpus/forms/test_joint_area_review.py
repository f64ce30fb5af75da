"""Joint area reviews: grades, numbered paragraphs, strengths beside weaknesses, recommendations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from corpus.blocks import Block, BlockKind, Document
from corpus.forms import joint_area_review
from corpus.report import InspectionType, Judgement, PassageKind, Report

ReadText = Callable[..., Report]

REVIEW = """# Joint area review

**Tarnside Children's Services Authority Area**

Audit Commission  
Ofsted

**Published:** 22 May 2008

© Crown copyright 2008

# Contents

| | |
| --- | --- |
| **Introduction** | **2** |
| **Grades** | **4** |
| **Recommendations** | **5** |
| 1. Safeguarding | 7 |
| **Annex A** | **9** |

## Introduction

1. Two things were reviewed:
    - safety
    - care.

## Grades

**4: outstanding; 3: good; 2: adequate; 1: inadequate**

| | Local services overall |
| --- | --- |
| **Safeguarding** | **2** |
| **Looked after children** | **4** |
| **Capacity to improve** | **1** |

## Recommendations

### For immediate action

The council should:

- answer letters.

## Safeguarding

Inadequate Adequate Good Outstanding

2. **Services keep children safe to an adequate standard.**

| Major strengths | Important weaknesses |
| --- | --- |
| <p>Quick replies.</p> <p>Kind staff.</p> | <p>Old files.</p> |

3. Replies are quick because the post room is well

run by its staff.

## Looked after children and young people

4. They do well.

## Capacity to improve

5. There is little.

## Annex A

### SUMMARY OF THE ARRANGEMENTS

1. Inspectors came twice.
"""  # noqa: W291


def test_the_facts_of_a_review(read_text: ReadText) -> None:
    report = read_text(REVIEW)
    assert report.id == "tarnside-jar-2008-05-22"
    assert report.title == "Joint area review: Tarnside Children's Services Authority Area"
    assert report.inspection_type is InspectionType.JAR
    assert (report.areas, report.published) == (("Tarnside",), date(2008, 5, 22))
    assert report.judgements == (
        Judgement("Safeguarding", "Adequate", "2"),
        Judgement("Looked after children", "Outstanding", "4"),
        Judgement("Capacity to improve", "Inadequate", "1"),
    )
    assert report.inspectorates == ("Ofsted", "Audit Commission")
    assert report.licence == "Crown copyright 2008"
    assert report.warnings == ()
    assert report.judgement is None
    assert report.unknown["judgement"] == "a joint area review grades each aspect and gives no single overall grade"
    assert report.unknown["inspected_from"] == "a joint area review does not print the days of its fieldwork"


def test_each_section_says_what_it_holds(read_text: ReadText) -> None:
    sections = read_text(REVIEW).sections
    assert [(s.heading, s.level, s.finding.value, s.judgement, len(s.passages)) for s in sections] == [
        ("Joint area review", 1, "context", None, 0),
        ("Tarnside Children's Services Authority Area", 1, "context", None, 4),
        ("Introduction", 1, "context", None, 3),
        ("Grades", 1, "context", None, 5),
        ("Recommendations", 1, "recommendation", None, 0),
        ("For immediate action", 2, "recommendation", None, 2),
        ("Safeguarding", 1, "mixed", "Adequate", 2),
        ("Major strengths", 2, "strength", None, 2),
        ("Important weaknesses", 2, "weakness", None, 1),
        ("Looked after children and young people", 1, "mixed", "Outstanding", 1),
        ("Capacity to improve", 1, "mixed", "Inadequate", 1),
        ("Annex A", 1, "context", None, 0),
        ("SUMMARY OF THE ARRANGEMENTS", 2, "context", None, 1),
    ]  # fmt: skip


def test_paragraphs_keep_their_numbers_and_lists(read_text: ReadText) -> None:
    passages = [p for _, p in read_text(REVIEW).passages()]
    numbers = [p.number for p in passages if p.kind is PassageKind.NUMBERED]
    assert numbers == ["1", "2", "3", "4", "5", "1"]
    listed = [(p.kind.value, p.level, p.text) for p in passages if p.text in {"safety", "care."}]
    assert listed == [("bullet", 2, "safety"), ("bullet", 2, "care.")]
    third = next(p for p in passages if p.number == "3")
    assert third.text == "Replies are quick because the post room is well run by its staff."


def test_the_words_that_open_a_list_of_recommendations_are_no_recommendation(read_text: ReadText) -> None:
    urgent = next(s for s in read_text(REVIEW).sections if s.heading == "For immediate action")
    assert [(p.kind.value, p.level, p.text.startswith("The council should")) for p in urgent.passages] == [
        ("paragraph", 1, True),
        ("bullet", 1, False),
    ]


def test_grades_of_several_columns_are_told_apart(read_text: ReadText) -> None:
    table = """| | Local services overall | Council services |
| --- | --- | --- |
| Safeguarding | 2 | 3 |
| Health | 3 | 4 |
| Leisure | 1 | 1 |
"""
    report = read_text(REVIEW.replace(REVIEW[REVIEW.index("| | Local") : REVIEW.index("## Recommendations")], table))
    assert [(j.aspect, j.grade) for j in report.judgements][:2] == [
        ("Safeguarding (Local services overall)", "Adequate"),
        ("Safeguarding (Council services)", "Good"),
    ]


def test_a_missing_paragraph_is_warned_of(read_text: ReadText) -> None:
    report = read_text(REVIEW.replace("4. They do well.", "They do well."))
    assert [w.message for w in report.warnings] == ["Paragraph 5 follows paragraph 3"]


def test_a_review_of_progress_is_told_apart(read_text: ReadText) -> None:
    report = read_text(REVIEW.replace("# Joint area review", "# Joint area review: progress"))
    assert report.inspection_type is InspectionType.JAR_PROGRESS


def test_the_form_knows_its_reviews() -> None:
    def score(*texts: str) -> float:
        blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in texts)
        return joint_area_review.recognise(Document("text", blocks)).score

    assert score("Joint area review", "Tarnside Children's Services Authority Area") == 0.8
    assert score("The joint area review of 2008 was kind.") == 0.0


def test_the_days_of_the_fieldwork_are_read_where_a_sentence_prints_them(read_text: ReadText) -> None:
    text = REVIEW.replace("1. Two things", "1. The review was carried out from 4 to 15 February 2008. Two things")
    report = read_text(text)
    assert (report.inspected_from, report.inspected_to) == (date(2008, 2, 4), date(2008, 2, 15))
    for said in (
        "The review was carried out in 2008.",
        "It took place from 4 to 15 June 2008.",
        "Schools met 4 to 5 May 2008.",
    ):
        report = read_text(REVIEW.replace("1. Two things", f"1. {said} Two things"))
        assert (report.inspected_from, report.inspected_to) == (None, None)


def test_contents_printed_line_by_line_are_no_text(read_text: ReadText) -> None:
    table = REVIEW[REVIEW.index("| | |\n| --- | --- |\n| **Introduction**") : REVIEW.index("## Introduction")]
    report = read_text(REVIEW.replace(table, "Introduction 2\n\nGrades ..... 4\n\n1. Safeguarding 7\n\n", 1))
    texts = [passage.text for _, passage in report.passages()]
    assert not {"Introduction 2", "Grades ..... 4", "Safeguarding 7"} & set(texts)
    assert [section.heading for section in report.sections] == [
        section.heading for section in read_text(REVIEW).sections
    ]

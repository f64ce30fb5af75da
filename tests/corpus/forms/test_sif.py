from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.areas import AreaTable
from corpus.blocks import Block, BlockKind, Cell, Document
from corpus.forms import recognise, sif
from corpus.forms.childrens_services import renumber
from corpus.forms.cover.title_page import inspector_names
from corpus.forms.graded import graded_heading, graded_service, unfold
from corpus.report import Finding, InspectionType, Judgement, Report, Source

ReadText = Callable[..., Report]

PROTECTION = "help and protection, children looked after and care leavers"
TITLE = f"Inspection of services for children in need of {PROTECTION}"
RI = "Requires improvement to be good"
NEEDING_HELP = "who need help and protection"
HELP = f"The experiences and progress of children {NEEDING_HELP}"
ACHIEVING = "and achieving permanence"
LOOKED_AFTER = f"The experiences and progress of children looked after {ACHIEVING}"
LEAVERS = "progress of care leavers"
BOARD = "Local Safeguarding Children Board"
BECAUSE = "not yet good because"
NOT_YET_GOOD = f"This local authority requires improvement and is {BECAUSE}"
ADOPTION = "adoption performance"
LEADERSHIP = "Leadership, management and governance"

SIF = f"""# Coldstrand Borough Council

## {TITLE}

### and

## Review of the effectiveness of the {BOARD}

## Inspection date: 4 May 2015 – 28 May 2015

## Report published: 10 July 2015

## Children’s services in Coldstrand require improvement

| | |
| --- | --- |
| 1. Children {NEEDING_HELP} | Requires improvement |
| 2. Children looked after {ACHIEVING} | Good |
| 2.1 {ADOPTION.capitalize()} | Outstanding |
| 2.2 Experiences and {LEAVERS} | Good |
| 3. {LEADERSHIP} | Requires improvement |

## Contents

Executive summary 2

The local authority 3

Recommendations ....... 4

# The local authority

## Information about this local authority area

### Local leadership

- The director has been in post for two years.

## Executive summary

Help comes late, and care is good.

## Recommendations

1. Answer referrals within a day.
2. Publish the rota:
   - each month
   - in plain words.

## Summary for children and young people

- You told us that your foster carers listen.

| {HELP} | Requires improvement |
| --- | --- |

### Summary

Some children wait.

### Inspection findings

3. Duty workers are experienced.

| {LOOKED_AFTER} | Good |
| --- | --- |

### Inspection findings

4. Brothers and sisters live together.

**The graded judgement for {ADOPTION} is that it is outstanding**

5. Adopters are found within months.

| {LEADERSHIP} | Requires improvement |
| --- | --- |

### Inspection findings

6. Audits are regular.

# The {BOARD} (LSCB)

**The {BOARD} is inadequate**

## Executive summary

The board has met twice.

## Recommendations

7. Meet every other month.

# Information about this inspection

Lead inspector: Theodora Winch HMI

Deputy lead inspector: Silas Perrow

The Office for Standards in Education (Ofsted) inspects lighthouses.
"""


def test_the_first_page_gives_the_facts(read_text: ReadText) -> None:
    report = read_text(SIF)
    assert (report.id, report.inspection_type) == ("coldstrand-sif-2015-05-04", InspectionType.SIF)
    assert report.title == f"Coldstrand Borough Council: {TITLE}"
    assert (report.areas, report.published) == (("Coldstrand",), date(2015, 7, 10))
    assert (report.inspected_from, report.inspected_to) == (date(2015, 5, 4), date(2015, 5, 28))
    assert (report.judgement, report.judgement_printed) == (RI, "require improvement")
    assert report.judgements == (
        Judgement(f"Children {NEEDING_HELP}", RI, "Requires improvement"),
        Judgement(f"Children looked after {ACHIEVING}", "Good", "Good"),
        Judgement("Adoption performance", "Outstanding", "Outstanding"),
        Judgement("Experiences and progress of care leavers", "Good", "Good"),
        Judgement("Leadership, management and governance", RI, "Requires improvement"),
        Judgement("Local Safeguarding Children Board", "Inadequate", "inadequate"),
    )
    assert report.lead_inspectors == ("Theodora Winch",)
    assert report.warnings == ()


def test_both_chapters_are_outlined_and_the_contents_left_out(read_text: ReadText) -> None:
    report = read_text(SIF)
    board = (f"The {BOARD} (LSCB)",)
    outlined = [
        (s.path[:1], s.heading, s.finding.value, s.judgement, len(s.passages)) for s in report.sections if s.passages
    ]
    authority = ("The local authority",)
    assert outlined == [
        ((), TITLE, "context", None, 1),
        (authority, "Local leadership", "context", None, 1),
        (authority, "Executive summary", "mixed", None, 1),
        (authority, "Recommendations", "recommendation", None, 4),
        (authority, "Summary for children and young people", "mixed", None, 1),
        (authority, "Summary", "mixed", None, 1),
        (authority, "Inspection findings", "mixed", None, 1),
        (authority, "Inspection findings", "mixed", None, 1),
        (
            authority,
            f"The graded judgement for {ADOPTION} is that it is outstanding",
            "mixed",
            "Outstanding",
            1,
        ),
        (authority, "Inspection findings", "mixed", None, 1),
        (board, "Executive summary", "mixed", None, 1),
        (board, "Recommendations", "recommendation", None, 1),
        ((), "Information about this inspection", "context", None, 2),
        ((), "", "context", None, 1),
    ]
    graded = {s.heading: s.judgement for s in report.sections if s.judgement and not s.passages}
    assert graded == {
        HELP: RI,
        LOOKED_AFTER: "Good",
        LEADERSHIP: RI,
        f"The {BOARD} is inadequate": "Inadequate",
    }


def test_numbered_paragraphs_keep_their_numbers_and_lists_inside_them_are_below(read_text: ReadText) -> None:
    passages = [p for _, p in read_text(SIF).passages() if p.number or p.level > 1]
    assert [(p.number, p.level, p.text) for p in passages] == [
        ("1", 1, "Answer referrals within a day."),
        ("2", 1, "Publish the rota:"),
        (None, 2, "each month"),
        (None, 2, "in plain words."),
        ("3", 1, "Duty workers are experienced."),
        ("4", 1, "Brothers and sisters live together."),
        ("5", 1, "Adopters are found within months."),
        ("6", 1, "Audits are regular."),
        ("7", 1, "Meet every other month."),
    ]


@pytest.mark.parametrize(
    ("sentence", "grade", "printed"),
    [
        ("The overall judgement is adequate.", "Adequate", "adequate"),
        ("The overall judgement is requires improvement", RI, "requires improvement"),
        ("The overall judgement is that children’s services are good", "Good", "good"),
        ("The overall judgement is that children’s services require improvement", RI, "require improvement"),
        ("Children’s services in Coldstrand requires improvement to be good", RI, "requires improvement to be good"),
        ("Children’s services in the London Borough of Marlhythe are outstanding", "Outstanding", "outstanding"),
    ],
)
def test_the_overall_judgement_is_read_from_its_sentence_which_stays_searchable(
    read_text: ReadText, sentence: str, grade: str, printed: str
) -> None:
    report = read_text(SIF.replace("## Children’s services in Coldstrand require improvement", sentence))
    assert (report.judgement, report.judgement_printed) == (grade, printed)
    assert sentence in [passage.text for _, passage in report.passages()]


def test_what_was_not_judged_is_said_to_be(read_text: ReadText) -> None:
    text = SIF.replace("are require improvement", "").replace(
        "Children’s services in Coldstrand require improvement", "The overall judgement is not judged"
    )
    report = read_text(text.replace("Adoption performance | Outstanding", "Adoption performance | Not judged"))
    assert (report.judgement, report.judgement_printed) == (None, "not judged")
    assert report.judgements[2] == Judgement("Adoption performance", "Not judged", "Not judged")


def test_early_reports_grade_the_board_on_the_first_page_and_list_strengths(areas: AreaTable) -> None:
    report = sif.interpret(early_report(), Source("tarnside.pdf", "0" * 64), areas)
    assert report.judgements[-1] == Judgement("Local Safeguarding Children Board", "Good", "good")
    assert [(s.heading, s.level, s.finding) for s in report.sections if s.heading != TITLE] == [
        (f"The effectiveness of the {BOARD} (LSCB) is good.", 1, Finding.MIXED),
        ("Section 1: the local authority", 1, Finding.MIXED),
        (NOT_YET_GOOD, 3, Finding.WEAKNESS),
        ("The local authority has the following strengths:", 2, Finding.STRENGTH),
        ("Priority and immediate action", 3, Finding.RECOMMENDATION),
        ("Social work practice", 4, Finding.RECOMMENDATION),
        ("What the inspection judgements mean", 1, Finding.CONTEXT),
        ("The local authority", 2, Finding.CONTEXT),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "1. Children who need help and protection    Requires improvement\n"
        "2. Children looked after and achieving permanence    Good\n2.1 Adoption performance    Not judged",
        "1. Children who need help and protection\n\nRequires improvement\n\n"
        "2. Children looked after and achieving permanence\n\nGood\n\n2.1 Adoption performance\n\nNot judged",
        "Requires\n\n1. Children who need help and protection improvement\n\n"
        "2. Children looked after and Good\n\nachieving permanence\n\n2.1 Adoption performance Not judged",
        "Requires improvement to\n\n1. Children who need help and protection\n\nbe good\n\n"
        "2. Children looked after and achieving permanence\n\n2.1 Adoption performance\n\nGood\n\nNot judged",
    ],
)
def test_grades_without_a_table_are_read_line_by_line(read_text: ReadText, lines: str) -> None:
    head = f"Coldstrand Borough Council\n\n{TITLE}\n\nInspection date: 4 – 28 November 2013\n\n"
    service = "The overall judgement is that children’s services are adequate.\n\n"
    report = read_text(
        f"{head}{service}{lines}\n\nThe local authority\n\nExecutive summary\n\nMuch was seen.\n", "a.txt"
    )
    assert (report.judgement, [(j.aspect, j.grade) for j in report.judgements]) == (
        "Adequate",
        [
            ("Children who need help and protection", RI),
            ("Children looked after and achieving permanence", "Good"),
            ("Adoption performance", "Not judged"),
        ],
    )
    assert [section.heading for section in report.sections] == [TITLE, "The local authority", "Executive summary"]


def test_grades_that_may_be_of_several_aspects_are_of_none(read_text: ReadText) -> None:
    lines = "1. Children who need help and protection\n\n2. Children looked after and achieving permanence\n\nGood\n\n"
    pairs = "2.1 Adoption performance\n\nGood\n\n2.2 Experiences and progress of care leavers\n\nAdequate\n\n"
    report = read_text(f"Coldstrand\n\n{TITLE}\n\n{lines}{pairs}The local authority\n\nMuch was seen.\n", "a.txt")
    assert [judgement.aspect for judgement in report.judgements] == [
        "Adoption performance",
        "Experiences and progress of care leavers",
    ]


def test_re_inspections_are_recognised() -> None:
    page = Block(BlockKind.HEADING, f"Re-inspection{TITLE.removeprefix('Inspection')}")
    assert recognise(Document("pdf", (page,)))[0][0] is sif


def test_a_title_far_into_another_report_is_not_its_title() -> None:
    text = Block(BlockKind.PARAGRAPH, "The last report was named otherwise.")
    document = Document("pdf", (*[text] * 60, Block(BlockKind.PARAGRAPH, TITLE)))
    assert sif.recognise(document).score == 0.0


@pytest.mark.parametrize(
    ("heading", "aspect", "grade"),
    [
        ("Leadership, management and governance requires improvement", "Leadership, management and governance", RI),
        ("The graded judgment for adoption performance is good.", "Adoption performance", "Good"),
        (
            f"The graded judgement about the experience and {LEAVERS} is that is inadequate",
            "Experience and progress of care leavers",
            "Inadequate",
        ),
        ("The effectiveness of the LSCB is good", "The effectiveness of the LSCB", "Good"),
        ("The effectiveness of the LSCB is adequate (Grade 3)", "The effectiveness of the LSCB", "Adequate"),
        ("Adoption performance: good, grade 2", "Adoption performance", "Good"),
    ],
)
def test_graded_headings_name_aspect_and_grade(heading: str, aspect: str, grade: str) -> None:
    found = graded_heading(heading)
    assert found is not None
    assert (found.aspect, found.grade) == (aspect, grade)


@pytest.mark.parametrize(
    "text",
    [
        "The experiences and progress of care leavers have improved and are good in most teams.",
        "Adoption performance",
        "Children’s services in Coldstrand were good when they were last inspected.",
        "",
    ],
)
def test_other_sentences_grade_nothing(text: str) -> None:
    assert (graded_heading(text), graded_service(text)) == (None, None)


def test_a_heading_printed_above_its_table_is_not_repeated() -> None:
    head = Block(BlockKind.HEADING, HELP)
    table = Block(
        BlockKind.TABLE,
        "",
        rows=(cells("Key judgement", "Judgement grade"), cells(HELP, "Good"), cells("Summary text.")),
    )
    assert [(block.text, graded and graded.grade) for block, graded in unfold([head, table])[0]] == [
        (HELP, "Good"),
        ("Summary text.", None),
    ]


def test_numbers_are_set_right_by_their_sequence() -> None:
    blocks = [
        numbered("1", "First."),
        Block(BlockKind.BULLET, "2. 70 children moved."),
        numbered("3", "They sat tests at Stage"),
        numbered("2", "Most passed."),
        Block(BlockKind.PARAGRAPH, "4 0. No number in turn."),
        Block(BlockKind.BULLET, "4."),
        numbered("5", "Last."),
        numbered("1", "A second list."),
    ]
    assert [(block.kind.value, block.number, block.text) for block in renumber(blocks)] == [
        ("numbered", "1", "First."),
        ("numbered", "2", "70 children moved."),
        ("numbered", "3", "They sat tests at Stage 2. Most passed."),
        ("paragraph", None, "4 0. No number in turn."),
        ("numbered", "5", "Last."),
        ("numbered", "1", "A second list."),
    ]


def test_a_number_that_lost_its_dot_is_one_where_the_numbers_go_on_from_it() -> None:
    blocks = [
        numbered("1", "First."),
        Block(BlockKind.PARAGRAPH, "2 Meetings are prompt."),
        numbered("3", "Third."),
        Block(BlockKind.PARAGRAPH, "4 Homes opened in May."),
        numbered("1", "A second list."),
    ]
    assert [(block.number, block.text) for block in renumber(blocks)] == [
        ("1", "First."),
        ("2", "Meetings are prompt."),
        ("3", "Third."),
        (None, "4 Homes opened in May."),
        ("1", "A second list."),
    ]


@given(
    st.lists(st.tuples(st.sampled_from(list(BlockKind)), st.text(max_size=30), st.sampled_from(["1", "2", "3", None])))
)
def test_renumbering_loses_no_words(items: list[tuple[BlockKind, str, str | None]]) -> None:
    blocks = [Block(kind, text, number=number) for kind, text, number in items]
    before = "".join(char for block in blocks for char in block.text if char.isalpha())
    after = "".join(char for block in renumber(blocks) for char in block.text if char.isalpha())
    assert after == before


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Theodora Winch, His Majesty’s Inspector", ["Theodora Winch"]),
        ("Theodora Winch\u00a0HMI.", ["Theodora Winch"]),
        ("Theodora J Winch, Senior HMI", ["Theodora J Winch"]),
        ("Theodora Winch HMI and Silas O’Perrow HMI", ["Theodora Winch", "Silas O’Perrow"]),
        ("to be confirmed", []),
    ],
)
def test_inspectors_are_named_without_their_rank(printed: str, names: list[str]) -> None:
    assert inspector_names(printed) == names


def early_report() -> Document:
    """A report of early 2014: plain lines head its lists, the board is graded on the first page."""
    first = [
        Block(BlockKind.HEADING, "Tarnside Council", page=1),
        Block(BlockKind.HEADING, TITLE, page=1),
        Block(BlockKind.HEADING, "Inspection date: 13 January – 4 February 2014", page=1),
        Block(BlockKind.HEADING, "The overall judgement is requires improvement", page=1),
        Block(
            BlockKind.TABLE,
            "",
            page=1,
            rows=(
                cells("1.", "Children who need help and protection", "Good"),
                cells("2.1 Adoption performance", "Good"),
            ),
        ),
        Block(BlockKind.HEADING, f"The effectiveness of the {BOARD} (LSCB) is good.", page=1),
    ]
    rest = [
        Block(BlockKind.HEADING, "Section 1: the local authority", page=2),
        Block(BlockKind.HEADING, NOT_YET_GOOD, page=2),
        numbered("1", "Visits are late."),
        Block(BlockKind.HEADING, "The local authority has the following strengths:", page=2),
        numbered("2", "Foster carers stay."),
        Block(BlockKind.HEADING, "Priority and immediate action", page=2),
        Block(BlockKind.PARAGRAPH, "Social work practice", page=2),
        numbered("3", "Visit every child."),
        Block(BlockKind.HEADING, "What the inspection judgements mean", page=3),
        Block(BlockKind.HEADING, "The local authority", level=2, page=3),
        Block(BlockKind.PARAGRAPH, "A good authority helps in good time.", page=3),
    ]
    return Document("pdf", (*first, *rest), pages=3)


def numbered(number: str, text: str) -> Block:
    return Block(BlockKind.NUMBERED, text, number=number)


def cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell((Block(BlockKind.PARAGRAPH, text),)) for text in texts)

"""By when recommendations are to be met, wherever a report prints it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.blocks import Block, BlockKind, Cell, Document
from corpus.forms.body.draft import ReportDraft
from corpus.forms.body.outline import outline
from corpus.forms.body.sections import Layout
from corpus.forms.body.time_scales import scale_inside, scale_of_line
from corpus.report import InspectionType, Report, Source
from tests.corpus.forms.conftest import ReadText


@pytest.mark.parametrize(
    ("line", "scale"),
    [
        ("Immediately:", "Immediately"),
        ("For immediate action", "For immediate action"),
        ("Priority and immediate action:", "Priority and immediate action"),
        ("For action over the next three months:", "For action over the next three months"),
        ("Within 3 months", "Within 3 months"),
        ("Within six months of publication of this report", "Within six months of publication of this report"),
        ("For longer-term action", "For longer-term action"),
        ("For longer–term action", "For longer–term action"),
        ("By 31 March 2010", "By 31 March 2010"),
        ("By the end of autumn term 2010:", "By the end of autumn term 2010"),
        ("Within three months, the council should:", "Within three months"),
        ("The council should take the following action within three months:", "within three months"),
        ("Recommendations for action within six months", "for action within six months"),
        ("Areas for improvement", None),
        ("Areas for priority action", None),
        ("The council acted immediately.", None),
        ("Most families wait; within three months some are seen.", None),
        ("By 31 March 2010, waits had grown.", None),
        ("", None),
    ],
)
def test_lines_and_headings(line: str, scale: str | None) -> None:
    assert scale_of_line(line) == scale


@pytest.mark.parametrize(
    ("item", "scale"),
    [
        ("Mend the pier (within three months).", "within three months"),
        ("Mend the pier [by 31 March 2010]", "by 31 March 2010"),
        ("By 31 March 2010, mend the pier.", "By 31 March 2010"),
        ("Immediately: ring every family.", "Immediately"),
        ("Ring every family immediately.", None),
        ("Ask those (within three months of a birth) who wait.", None),
    ],
)
def test_words_inside_a_recommendation(item: str, scale: str | None) -> None:
    assert scale_inside(item) == scale


def scales(report: Report) -> list[tuple[str, str | None]]:
    return [(passage.text, passage.time_scale) for _, passage in report.passages()]


LINES = """# Review of Otterby

## Recommendations

The council should act.

Immediately:

- ring every family
- count the lanterns (within two weeks).

Within three months the council should:

1. mend the pier
2. mend the lamps, which means:
   - the green one
   - the red one

A report follows every year.

- It is printed.

## Findings

Within three months:

- waits had halved.
"""


def test_lines_before_lists_hold_until_their_list_ends(read_text: ReadText) -> None:
    assert scales(read_text(LINES)) == [
        ("The council should act.", None),
        ("Immediately:", None),
        ("ring every family", "Immediately"),
        ("count the lanterns (within two weeks).", "within two weeks"),
        ("Within three months the council should:", None),
        ("mend the pier", "Within three months"),
        ("mend the lamps, which means:", "Within three months"),
        ("the green one", "Within three months"),
        ("the red one", "Within three months"),
        ("A report follows every year.", None),
        ("It is printed.", None),
        ("Within three months:", None),
        ("waits had halved.", None),
    ]


HEADINGS = """# Review of Otterby

## Recommendations

### For immediate action

The council and its partners should:

- ring every family

#### Staff

Pay the lamplighters.

### For action over the next six months

- mend the pier

## Areas for priority and immediate action

There are no such things to do.
"""


def test_headings_hold_for_all_below_them_and_stay_headings(read_text: ReadText) -> None:
    report = read_text(HEADINGS)
    assert scales(report) == [
        ("The council and its partners should:", None),
        ("ring every family", "For immediate action"),
        ("Pay the lamplighters.", "For immediate action"),
        ("mend the pier", "For action over the next six months"),
        ("There are no such things to do.", None),
    ]
    assert "For immediate action" in [section.heading for section in report.sections]


TABLE = """# Review of Otterby

## Recommendations

| Recommendation | Who | By when |
| --- | --- | --- |
| Mend the pier. | The council | Within three months |
| Ring every family. | The trust | Immediately |
| Count the lanterns. | All | |
"""


def test_a_column_of_a_table(read_text: ReadText) -> None:
    report = read_text(TABLE)
    recommended = {text: scale for text, scale in scales(report) if text.endswith(".")}
    assert recommended == {
        "Mend the pier.": "Within three months",
        "Ring every family.": "Immediately",
        "Count the lanterns.": None,
    }
    assert "By when" not in [text for text, _ in scales(report)]


def test_columns_headed_by_time_scales(read_text: ReadText) -> None:
    table = "| Immediately | Within six months |\n| --- | --- |\n| Ring home. | Mend the pier. |\n"
    report = read_text(f"# Review of Otterby\n\n## Recommendations\n\n{table}")
    assert scales(report) == [("Ring home.", "Immediately"), ("Mend the pier.", "Within six months")]


PARTS = st.sampled_from(
    ["Recommendations", "Immediately:", "Within three months", "Mend it (by 1 May 2010).", "Mend it.", "They should:"]
)
KINDS = st.sampled_from([BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.NUMBERED])


@given(st.lists(st.builds(Block, KINDS, PARTS, st.integers(1, 3)), max_size=9), st.booleans())
def test_a_time_scale_is_always_printed_somewhere(blocks: list[Block], in_table: bool) -> None:
    cells = tuple((Cell((one,)), Cell((another,))) for one, another in itertools.pairwise(blocks))
    body = (Block(BlockKind.HEADING, "Recommendations"), Block(BlockKind.TABLE, "", rows=cells)) if in_table else blocks
    found = outline(list(body), Layout())
    document = Document("pdf", tuple(body))
    report = ReportDraft("Title", InspectionType.OTHER).finish(document, Source("a.pdf", "0123456789"), found)
    printed = " | ".join(block.text for block in document.walk())
    assert all(scale in printed for _, scale in scales(report) if scale is not None)

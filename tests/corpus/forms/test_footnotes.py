"""Footnotes of a report: they come last, and each knows the place its mark stands in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.blocks import Block, BlockKind, Cell, Document, NoteMark
from corpus.forms.body.draft import ReportDraft
from corpus.forms.body.footnotes import NOTES
from corpus.forms.body.outline import outline
from corpus.forms.body.sections import Layout, cut_passage, passage_of
from corpus.ids import renamed
from corpus.report import Finding, Footnote, InspectionType, Report, Source


def block(kind: BlockKind, text: str, page: int | None = None, end: int | None = None, **marks: int) -> Block:
    """Return a block; ``marks`` gives each mark ("m1") its place."""
    placed = tuple(NoteMark(name.removeprefix("m"), at) for name, at in marks.items())
    return Block(kind, text, page=page, page_end=end or page, note_marks=placed)


def heading(text: str, page: int | None = None, **marks: int) -> Block:
    return block(BlockKind.HEADING, text, page, **marks)


def paragraph(text: str, page: int | None = None, end: int | None = None, **marks: int) -> Block:
    return block(BlockKind.PARAGRAPH, text, page, end, **marks)


def note(mark: str | None, text: str, page: int | None = None) -> Block:
    return Block(BlockKind.FOOTNOTE, text, number=mark, page=page, page_end=page)


def read(*blocks: Block, left_out: int = 0) -> Report:
    """Return the report of these blocks, of which the first ``left_out`` are facts and no passages."""
    draft = ReportDraft("Title", InspectionType.OTHER)
    document = Document("pdf", blocks, pages=9)
    return draft.finish(document, Source("a.pdf", "0123456789"), outline(blocks[left_out:], Layout()))


def places(report: Report) -> list[tuple[str | None, str | None]]:
    """Return each footnote's mark and the words before its place."""
    texts = {passage.id: passage.text for _, passage in report.passages()}
    found: list[tuple[str | None, str | None]] = []
    for _, passage in report.passages():
        if passage.footnote is not None:
            known = texts[passage.footnote.of] if passage.footnote.of else passage.footnote.heading
            found.append((passage.footnote.mark, known[: passage.footnote.at] if known is not None else None))
    return found


def test_a_footnote_is_a_passage_of_its_own_at_the_end_linked_to_its_place() -> None:
    report = read(
        paragraph("Nine live at Quay House, most for long.", 3, m1=23), note("1", "A home.", 3), paragraph("End.", 4)
    )
    place, end, footnote = [passage for _, passage in report.passages()]
    assert [section.finding_rule for section in report.sections][-1] == NOTES
    assert report.sections[-1].finding is Finding.CONTEXT
    assert (footnote.text, footnote.number, footnote.page) == ("A home.", None, 3)
    assert footnote.footnote == Footnote("1", of=place.id, at=23)
    assert (place.footnote, end.footnote) == (None, None)


def test_marks_in_headings_and_in_title_lines_have_no_passage_but_words() -> None:
    title, about = heading("Review of the harbour board", 1, m1=27), heading("About this area", 2, m2=15)
    report = read(
        title, about, paragraph("It is small.", 2), note("1", "By law.", 1), note("2", "Checked.", 2), left_out=1
    )
    footnotes = [passage.footnote for _, passage in report.passages() if passage.footnote]
    assert footnotes == [
        Footnote("1", heading="Review of the harbour board", at=27),
        Footnote("2", heading="About this area", at=15),
    ]


def flat(text: str, footnote: str = "These are homes by the quay.", page: int = 3) -> tuple[str, str | None]:
    """Return what becomes of a text on page 3, and the words before the place of footnote 4 on ``page``."""
    report = read(paragraph(text, 3), note("4", footnote, page))
    ((_, before),) = places(report)
    return next(report.passages())[1].text, before


def test_a_mark_printed_as_a_plain_figure_is_taken_out_where_there_is_no_doubt() -> None:
    text = "Three live in quay homes, all outside the town."
    assert flat("Three live in quay homes4, all outside the town.") == (text, "Three live in quay homes")
    assert flat("Three live in quay homes 4, all outside the town.") == (text, "Three live in quay homes")
    assert flat("Three live in quay homes 4") == ("Three live in quay homes", "Three live in quay homes")
    assert flat("Three live in ferries4.", "Boats with beds.") == ("Three live in ferries.", "Three live in ferries")


@pytest.mark.parametrize(
    ("text", "footnote", "page"),
    [
        ("Three live in homes 4 miles away.", "These are homes.", 3),
        ("Pupils do well at key stage 4.", "The key stage before the last.", 3),
        ("They came in June 4, then left.", "June was wet.", 3),
        ("Of these, only 4, all small, stay.", "Small boats.", 3),
        ("Three homes4 and two homes4.", "These are homes.", 3),
        ("Three live in homes4.", "These are homes.", 2),
        ("The charity Foster4 helps.", "A charity.", 3),
        ("There were homes4.5 times as often.", "These are homes.", 3),
        ("Nine of the homes 4% better.", "These are homes.", 3),
    ],
)
def test_a_figure_that_may_be_a_number_stays(text: str, footnote: str, page: int) -> None:
    assert flat(text, footnote, page) == (text, None)


def test_a_plain_figure_is_no_mark_where_the_footnote_has_one_and_marks_after_it_move_along() -> None:
    report = read(paragraph("Nine homes2 and quays by the sea.", 3, m1=25), note("1", "A.", 3), note("2", "B.", 3))
    assert next(report.passages())[1].text == "Nine homes and quays by the sea."
    assert places(report) == [("1", "Nine homes and quays by "), ("2", "Nine homes")]
    report = read(paragraph("Nine homes2 and quays.", 3, m2=21), note("2", "Homes.", 3))
    assert next(report.passages())[1].text == "Nine homes2 and quays."


def test_numbers_that_begin_anew_on_each_page_are_told_apart() -> None:
    report = read(
        paragraph("First.", 1, m1=6),
        note("1", "To the first.", 1),
        paragraph("Second.", 2, m1=7),
        note("1", "To it.", 2),
    )
    assert places(report) == [("1", "First."), ("1", "Second.")]


def test_a_note_printed_before_its_mark_or_where_a_passage_runs_over_belongs_to_its_page() -> None:
    report = read(note("3", "Early.", 4), paragraph("It runs over.", 3, 4, m3=2), paragraph("Late.", 5, m3=5))
    assert places(report) == [("3", "It")]


def test_a_mark_that_is_cited_twice_stands_where_it_was_first() -> None:
    report = read(paragraph("Here and there.", 2, m1=4), paragraph("And again.", 2, m1=9), note("1", "A note.", 2))
    assert places(report) == [("1", "Here")]


def test_two_marks_at_one_place_lead_to_two_notes() -> None:
    report = read(paragraph("Well known.", 1, m1=10, m2=10), note("1", "So they say.", 1), note("2", "So do we.", 1))
    assert places(report) == [("1", "Well known"), ("2", "Well known")]


def test_notes_at_the_end_of_the_report_belong_to_earlier_pages() -> None:
    report = read(
        paragraph("First.", 1, m1=6), paragraph("Second.", 2, m2=7), note("1", "One.", 9), note("2", "Two.", 9)
    )
    assert places(report) == [("1", "First."), ("2", "Second.")]


def test_a_note_that_no_mark_leads_to_is_a_doubt_with_its_page() -> None:
    report = read(paragraph("First.", 1, m1=6), note("2", "To what?", 1), note(None, "Unmarked.", 2))
    assert places(report) == [("2", None), (None, None)]
    assert [str(warning) for warning in report.warnings if warning.kind == "footnote"] == [
        "p. 1: Footnote 2: no mark of it stands in the text, so its place is not known",
        "p. 2: A footnote printed without a mark: no mark of it stands in the text, so its place is not known",
    ]


def test_without_pages_notes_and_marks_are_matched_in_order() -> None:
    starred = [paragraph("Ada said.", **{"m*": 3}), note("*", "Not her name."), paragraph("Bo came.", **{"m*": 2})]
    assert places(read(*starred, note("*", "Nor this."))) == [("*", "Ada"), ("*", "Bo")]
    assert places(read(*starred)) == [("*", "Ada")]
    assert places(read(*starred, note("*", "Nor this."), note("*", "Odd."))) == [("*", None)] * 3


def test_marks_keep_their_places_in_rows_of_a_table_and_in_cut_passages() -> None:
    row = (Cell((paragraph("Good:", 1),)), Cell((paragraph("2 of 3", 1, m4=1),)))
    table = Block(BlockKind.TABLE, "", rows=(row, (Cell((paragraph("Poor:", 1),)), Cell((paragraph("1", 1),)))))
    assert places(read(table, note("4", "Counted.", 1))) == [("4", "Good: 2")]
    first, second = cut_passage(passage_of(paragraph("One is here. Two is there.", m1=3, m2=16)), 13)
    assert (first.note_marks, second.note_marks) == ((NoteMark("1", 3),), (NoteMark("2", 3),))


def test_a_footnote_keeps_its_id_whether_its_mark_is_in_its_text_or_not_and_its_place_under_another_id() -> None:
    report = read(paragraph("Nine live there.", 1, m1=4), note("1", "A home.", 1))
    whole = read(paragraph("1 A home.", 1))
    assert [p.id for _, p in report.passages()][1:] == [p.id for _, p in whole.passages()]
    other = renamed(report, "another-id")
    place, footnote = [passage for _, passage in other.passages()]
    assert footnote.footnote == Footnote("1", of=place.id, at=4)
    assert place.id not in {passage.id for _, passage in report.passages()}


MARKS = st.sampled_from(["1", "2", "*"])


@st.composite
def marked_blocks(draw: st.DrawFn) -> Block:
    kind = draw(st.sampled_from([BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.BULLET, BlockKind.FOOTNOTE]))
    text = draw(st.text("ab .", min_size=1, max_size=9).filter(str.strip))
    page = draw(st.sampled_from([None, 1, 2]))
    if kind is BlockKind.FOOTNOTE:
        return note(draw(MARKS), text, page)
    marks = tuple(NoteMark(draw(MARKS), draw(st.integers(0, len(text)))) for _ in range(draw(st.integers(0, 2))))
    return Block(kind, text, page=page, page_end=page, note_marks=marks)


@given(st.lists(marked_blocks(), max_size=8))
def test_every_footnote_is_kept_and_every_place_is_inside_its_text(blocks: list[Block]) -> None:
    report = read(*blocks)
    texts = {passage.id: passage.text for _, passage in report.passages()}
    found = [passage.footnote for _, passage in report.passages() if passage.footnote]
    printed = [b.number or "" for b in blocks if b.kind is BlockKind.FOOTNOTE]
    assert sorted(note.mark or "" for note in found) == sorted(printed)
    for footnote in found:
        text = texts[footnote.of] if footnote.of else footnote.heading
        assert (text is None) == (footnote.at is None)
        assert text is None or 0 <= (footnote.at or 0) <= len(text)

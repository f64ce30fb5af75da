"""Tables that run over a page become whole."""

from __future__ import annotations

from corpus.blocks import Block, BlockKind, Cell
from corpus.forms.page_breaks import merge_tables

LONG = "Leaders of the council and of the health trust should find out, and then say plainly, why"


def paragraph(text: str, page: int) -> Block:
    return Block(BlockKind.PARAGRAPH, text, page=page, page_end=page)


def table(page: int, *rows: tuple[str, ...], header: bool = False) -> Block:
    cells = tuple(
        tuple(Cell((paragraph(text, page),) if text else (), header and not at) for text in row)
        for at, row in enumerate(rows)
    )
    return Block(BlockKind.TABLE, "", rows=cells, page=page, page_end=page)


def texts(blocks: list[Block]) -> list[list[list[str]] | str]:
    return [[[cell.text for cell in row] for row in b.rows] if b.rows else b.text for b in blocks]


HEAD = ("Responsible body", "Areas for priority action")


def test_a_table_without_a_heading_row_of_its_own_continues_the_one_before() -> None:
    merged = merge_tables([table(6, HEAD, ("Council", "Do this."), header=True), table(7, ("Trust", "Do that."))])
    assert texts(merged) == [[list(HEAD), ["Council", "Do this."], ["Trust", "Do that."]]]
    assert (merged[0].page, merged[0].page_end) == (6, 7)


def test_a_table_with_another_heading_row_stays_apart() -> None:
    other = table(7, ("Local authority", "Integrated care board"), ("Harrowmere", "Teme"), header=True)
    blocks = [table(6, HEAD, ("Council", "Do this."), header=True), other]
    assert texts(merge_tables(blocks)) == texts(blocks)


def test_tables_on_one_page_stay_apart() -> None:
    blocks = [table(6, ("Dates:", "4 June 2018")), table(6, ("Before:", "never"))]
    assert texts(merge_tables(blocks)) == texts(blocks)


def test_the_end_of_a_cell_between_the_halves_goes_to_its_cell() -> None:
    body = "Harrowmere City Council and the Teme and Arrow Integrated Care"
    blocks = [table(6, HEAD, (body, "Do this."), header=True), paragraph("Board", 7), table(7, ("Trust", "Do that."))]
    assert texts(merge_tables(blocks)) == [[list(HEAD), [f"{body} Board", "Do this."], ["Trust", "Do that."]]]


def test_the_end_of_a_cell_after_the_table_goes_to_its_cell() -> None:
    blocks = [table(4, HEAD, ("Council", LONG), header=True), paragraph("nobody answers.", 5), paragraph("Next.", 5)]
    assert texts(merge_tables(blocks)) == [[list(HEAD), ["Council", f"{LONG} nobody answers."]], "Next."]


def test_a_finished_table_takes_nothing() -> None:
    blocks = [table(4, HEAD, ("Council.", "Do this."), header=True), paragraph("nobody answers.", 5)]
    assert texts(merge_tables(blocks)) == texts(blocks)


def test_a_heading_row_printed_again_is_dropped() -> None:
    merged = merge_tables([table(6, HEAD, ("Council", "Do this."), header=True), table(7, HEAD, ("Trust", "Do that."))])
    assert texts(merged) == [[list(HEAD), ["Council", "Do this."], ["Trust", "Do that."]]]


def test_a_row_cut_in_two_becomes_one() -> None:
    halves = [table(6, HEAD, ("Council", LONG), header=True), table(7, ("", "nobody answers."), ("Trust", "Do that."))]
    assert texts(merge_tables(halves)) == [[list(HEAD), ["Council", f"{LONG} nobody answers."], ["Trust", "Do that."]]]


def test_rows_of_equal_words_on_one_page_are_kept() -> None:
    rows = table(3, ("Ofsted", "CQC"), ("Ada Quill", "Tom Reed"), ("Ofsted", "CQC"))
    assert texts(merge_tables([rows])) == texts([rows])

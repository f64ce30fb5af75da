"""Runs to lines, lines to text, and what a page break cuts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.blocks import NoteMark
from corpus.readers.lines.hyphens import HyphenEvidence
from corpus.readers.pdf.breaks import join_pages
from corpus.readers.pdf.items import Item, ItemKind, TreeWalk, itemise
from corpus.readers.pdf.lines import LINE_HYPHEN, Line, clean, join_lines, lines_of
from corpus.readers.pdf.objects import Element, PageContent, Run


def run(text: str, x0: float, *, y: float = 700, size: float = 12, bold: bool = False) -> Run:
    return Run(text, x0, x0 + 6.0 * len(text.strip()), y, size, bold, False, 0)


def line(text: str, *, y: float = 700, x1: float | None = None, bold: bool = False, size: float = 12) -> Line:
    return Line(text, 1, 60, x1 or 60 + 6.0 * len(text), y, size, bold, False, len(text) if bold else 0)


def test_runs_on_one_baseline_are_one_line_with_the_spaces_reported() -> None:
    runs = [run("Annual ", 60), run("revi", 100), run("ews", 124.5), run(".", 143)]
    assert [found.text for found in lines_of(runs, 1)] == ["Annual reviews."]


def test_a_wide_gap_is_a_space() -> None:
    assert lines_of([run("10.", 60), run("Risks", 90)], 1)[0].text == "10. Risks"


def raised(before: str, mark: str, after: str) -> Line:
    end = 60 + 6.0 * len(before.strip())
    behind = end + 4 * len(mark.strip()) + 4 * mark.endswith(" ")
    small = Run(mark, end, end + 4 * len(mark.strip()), 704, 7, False, False, 0)
    return lines_of([run(before, 60), small, *([run(after, behind)] if after else [])], 1)[0]


@pytest.mark.parametrize(
    ("before", "mark", "after", "text", "marks"),
    [
        ("in care ", "2", ". More", "in care. More", [("2", 7)]),
        ("in care.", "2", " More", "in care. More", [("2", 8)]),
        ("in “care”", "12 ", " and", "in “care” and", [("12", 9)]),
        ("by 42,616", "3", " children", "by 42,616 children", [("3", 9)]),
        ("in care", "1, 2", ".", "in care.", [("1", 7), ("2", 7)]),
        ("Hannah", "*", " said", "Hannah said", [("*", 6)]),
        ("in care", "iv", "", "in care", [("iv", 7)]),
        ("the 18", "th ", "birthday", "the 18th birthday", []),
        ("grade A", "*", " to C", "grade A* to C", []),
        ("50 m", "2", " of hall", "50 m² of hall", []),
        ("cost £3m", "2", " more", "cost £3m more", [("2", 8)]),
    ],
)
def test_raised_marks_stand_beside_the_text_and_other_raised_characters_in_it(
    before: str, mark: str, after: str, text: str, marks: list[tuple[str, int]]
) -> None:
    found = raised(before, mark, after)
    assert (found.text, [(one.mark, one.at) for one in found.note_marks]) == (text, marks)


def test_a_mark_printed_figure_by_figure_is_one_mark() -> None:
    figures = [run("in care", 60), run("1", 102, y=704, size=7), run("2", 108, y=704, size=7)]
    assert [(one.mark, one.at) for one in lines_of(figures, 1)[0].note_marks] == [("12", 7)]


def test_a_mark_that_begins_a_line_belongs_to_the_word_before() -> None:
    marked = Line("of whom most", 1, 60, 200, 686, 12, False, False, 0, (NoteMark("3", 0),))
    prose = join_lines([line("in schools"), marked])
    assert (prose.text, prose.note_marks) == ("in schools of whom most", (NoteMark("3", 10),))


PIECES = st.lists(
    st.tuples(st.sampled_from(["in care", "schools.", "“so”", "2024,"]), st.sampled_from(["", "1", "2, 3"]))
)


@given(PIECES.filter(bool))
def test_text_with_marks_is_the_text_without_them(pieces: list[tuple[str, str]]) -> None:
    x, runs = 60.0, []
    for words, mark in pieces:
        runs.append(Run(f"{words} ", x, x + 6.0 * len(words), 700, 12, False, False, 0))
        x += 6.0 * len(words)
        if mark:
            runs.append(Run(mark, x, x + 4.0 * len(mark), 704, 7, False, False, 0))
        x += 4.0 * len(mark) + 4
    marked = join_lines(lines_of(runs, 1))
    bare = join_lines(lines_of([one for one in runs if one.size == 12], 1))
    assert marked.text == bare.text
    assert [one.mark for one in marked.note_marks] == [m for _, mark in pieces if mark for m in mark.split(", ")]
    assert all(0 <= one.at <= len(marked.text) for one in marked.note_marks)
    assert all(marked.text[: one.at].endswith(("care", ".", "”", ",")) for one in marked.note_marks)


def test_bold_lead_counts_the_bold_characters_at_the_start() -> None:
    found = lines_of([run("Early help", 60, bold=True), run(" is slow", 120)], 1)[0]
    assert found.text[: found.bold_lead] == "Early help"


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("a city-", "wide plan", f"a city{LINE_HYPHEN}wide plan"),
        ("a city" + LINE_HYPHEN, "wide plan", f"a city{LINE_HYPHEN}wide plan"),
        ("parents and/", "or carers", "parents and/or carers"),
        ("in 2020–", "21 and", "in 2020–21 and"),
        ("this – ", "and that", "this – and that"),
        ("their needs", "early", "their needs early"),
    ],
)
def test_lines_are_joined_by_what_the_first_ends_on(first: str, second: str, joined: str) -> None:
    assert join_lines([line(first.strip()), line(second, y=686)]).text == joined


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        (f"a city{LINE_HYPHEN}wide plan", "a city-wide plan"),
        (f"Port-on{LINE_HYPHEN}Tarn", "Port-on-Tarn"),
        (f"safe{LINE_HYPHEN}guarding is weak", "safeguarding is weak"),
        (f"co{LINE_HYPHEN}production", "co-production"),
    ],
)
def test_a_line_hyphen_goes_only_where_the_document_prints_one_word(text: str, repaired: str) -> None:
    evidence = HyphenEvidence(["The safeguarding board", "coproduction", "co-production", text], LINE_HYPHEN)
    assert evidence.repair(text) == repaired


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_cleaning_is_done_once_and_for_all(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def item(text: str, *, page: int = 1, kind: ItemKind = ItemKind.PARAGRAPH, x1: float | None = None) -> Item:
    return next(itemise([Line(text, page, 60, x1 or 60 + 6.0 * len(text), 700, 12, False, False, 0)], kind, 1))


def joined(first: Item, second: Item) -> list[str]:
    return [found.prose.text for found in join_pages([[first], [second]])]


def test_a_sentence_goes_on_after_the_page_break() -> None:
    assert joined(item("Leaders in Otterby know"), item("what to do next.", page=2)) == [
        "Leaders in Otterby know what to do next."
    ]


def test_a_new_paragraph_after_the_page_break_stays_new_where_its_first_word_had_room() -> None:
    wide = "Parents speak of long waits and little news, and they say so often."
    assert joined(item("It is over."), item(wide, page=2)) == ["It is over.", wide]


def test_a_paragraph_goes_on_after_a_full_stop_where_the_last_line_was_full() -> None:
    full = "Parents speak of long waits and of little news, in every part of it."
    assert joined(item(full), item("Staff agree with them.", page=2)) == [f"{full} Staff agree with them."]


def test_a_bullet_with_its_mark_is_a_new_bullet_after_the_page_break() -> None:
    first = item("• Schools share what works", kind=ItemKind.LIST_ITEM)
    marked = item("• Waits are long", page=2, kind=ItemKind.LIST_ITEM)
    bare = item("with one another", page=2, kind=ItemKind.LIST_ITEM)
    assert joined(first, marked) == ["Schools share what works", "Waits are long"]
    first = item("• Schools share what works", kind=ItemKind.LIST_ITEM)
    assert joined(first, bare) == ["Schools share what works with one another"]


def test_bullets_glued_to_the_line_above_are_cut_off() -> None:
    lines = [line("Leaders should:"), line("• meet more often", y=686), line("• write it down", y=672)]
    assert [(found.mark, found.prose.text) for found in itemise(lines, ItemKind.PARAGRAPH, 0)] == [
        (None, "Leaders should:"),
        ("•", "meet more often"),
        ("•", "write it down"),
    ]


@pytest.mark.parametrize(
    ("text", "mark", "rest"),
    [
        ("17. Leaders act.", "17", "Leaders act."),
        ("10.Risks are known.", "10", "Risks are known."),
        ("52. 307 families.", "52", "307 families."),
    ],
)
def test_a_number_is_taken_off_a_paragraph(text: str, mark: str, rest: str) -> None:
    found = next(itemise([line(text)], ItemKind.PARAGRAPH, 0))
    assert (found.mark, found.numbered, found.prose.text) == (mark, True, rest)


@pytest.mark.parametrize("text", ["2.1 Adoption", "2024 was a hard year.", "1,204 children live here."])
def test_a_figure_that_is_no_paragraph_number_stays(text: str) -> None:
    found = next(itemise([line(text)], ItemKind.PARAGRAPH, 0))
    assert (found.mark, found.prose.text) == (None, text)


def test_a_figure_that_ends_a_sentence_over_the_page_break_is_no_new_number() -> None:
    last = item("98. Most do well by the end of Stage", kind=ItemKind.LIST_ITEM)
    first = item("2. The gap is closing.", page=2, kind=ItemKind.LIST_ITEM)
    assert joined(last, first) == ["Most do well by the end of Stage 2. The gap is closing."]
    last = item("98. Most do well by the end of Stage", kind=ItemKind.LIST_ITEM)
    first = item("99. The gap is closing.", page=2, kind=ItemKind.LIST_ITEM)
    assert joined(last, first) == ["Most do well by the end of Stage", "The gap is closing."]


def test_a_sign_off_is_no_rest_of_a_paragraph() -> None:
    full = "Parents speak of long waits and of little news, in every part of it."
    assert joined(item(full), item("Yours sincerely", page=2)) == [full, "Yours sincerely"]


HEAD = ("Responsible body", "Areas for priority action")
LONG = "Leaders of the council and of the health trust should find out, and then say plainly, why"


def table(page: int, *rows: tuple[str, ...], headed: bool = False) -> Item:
    cells = [[[item(text, page=page)] if text else [] for text in row] for row in rows]
    heads = [[headed and not at for _ in row] for at, row in enumerate(rows)]
    return Item(ItemKind.TABLE, join_lines([]), page, rows=cells, heads=heads)


def joined_tables(*pages: Item | list[Item]) -> list[list[list[str]] | str]:
    items = join_pages([page if isinstance(page, list) else [page] for page in pages])
    return [_table_texts(found) if found.rows else found.prose.text for found in items]


def _table_texts(found: Item) -> list[list[str]]:
    return [[" ".join(inner.prose.text for inner in cell) for cell in row] for row in found.rows]


def test_a_table_without_a_heading_row_of_its_own_continues_the_one_before() -> None:
    first, second = table(6, HEAD, ("Council.", "Do this."), headed=True), table(7, ("Trust.", "Do that."))
    assert joined_tables(first, second) == [[list(HEAD), ["Council.", "Do this."], ["Trust.", "Do that."]]]
    assert (first.page, first.page_end) == (6, 7)


def test_a_table_with_another_heading_row_stays_apart() -> None:
    other = table(7, ("Local authority", "Integrated care board"), ("Harrowmere", "Teme"), headed=True)
    assert len(joined_tables(table(6, HEAD, ("Council.", "Do this."), headed=True), other)) == 2


def test_a_heading_row_printed_again_is_dropped() -> None:
    first, second = (
        table(6, HEAD, ("Council.", "Do this."), headed=True),
        table(7, HEAD, ("Trust.", "Do that."), headed=True),
    )
    assert joined_tables(first, second) == [[list(HEAD), ["Council.", "Do this."], ["Trust.", "Do that."]]]


def test_a_row_cut_in_two_becomes_one() -> None:
    halves = table(6, HEAD, ("Council.", LONG), headed=True), table(7, ("", "nobody answers."), ("Trust.", "Do that."))
    assert joined_tables(*halves) == [[list(HEAD), ["Council.", f"{LONG} nobody answers."], ["Trust.", "Do that."]]]


def test_the_end_of_a_cell_tagged_as_a_row_or_a_paragraph_goes_to_its_cell() -> None:
    body = "Harrowmere City Council and the Teme and Arrow Integrated Care"
    row = table(6, HEAD, (body, "Do this."), headed=True), table(7, ("", "Board"), ("Trust.", "Do that."))
    assert joined_tables(*row) == [[list(HEAD), [f"{body} Board", "Do this."], ["Trust.", "Do that."]]]
    rest = [item("nobody answers.", page=7), table(7, ("Trust.", "Do that.")), item("Next.", page=7)]
    assert joined_tables(table(6, HEAD, ("Council.", LONG), headed=True), rest) == [
        [list(HEAD), ["Council.", f"{LONG} nobody answers."], ["Trust.", "Do that."]],
        "Next.",
    ]


def test_a_finished_table_takes_nothing() -> None:
    finished = table(4, HEAD, ("Council.", "Do this."), headed=True)
    assert joined_tables(finished, item("nobody answers.", page=5))[1] == "nobody answers."


def words_of(runs: list[Run], *items: Element) -> list[str]:
    page = PageContent(1, 595, 842, tuple(runs), (Element("L", list(items)),))
    return [found.prose.text for found in TreeWalk(page).items()]


def tagged(text: str, x0: float, mcid: int, y: float = 700) -> Run:
    return Run(text, x0, x0 + 6.0 * len(text.strip()), y, 12, False, False, mcid)


def test_a_word_tagged_as_a_label_goes_back_into_its_line() -> None:
    runs = [tagged("• Too many care ", 60, 0), tagged("needs ", 160, 1), tagged("are unmet.", 200, 2)]
    found = words_of(runs, Element("LI", [Element("Lbl", [1]), Element("LBody", [0, 2])]))
    assert found == ["Too many care needs are unmet."]


def test_a_dash_tagged_as_the_label_of_another_item_goes_back_to_its_own() -> None:
    runs = [tagged("• Care is good.", 60, 0), tagged("• A multi", 60, 1, y=680), tagged("-", 114, 2, y=680)]
    runs.append(tagged("agency team meets.", 121, 3, y=680))
    first = Element("LI", [Element("Lbl", [2]), Element("LBody", [0])])
    second = Element("LI", [Element("LBody", [1, 3])])
    assert words_of(runs, first, second) == ["Care is good.", "A multi-agency team meets."]


def test_a_mark_tagged_as_a_label_is_taken_off() -> None:
    runs = [tagged("1. ", 60, 0), tagged("Care is good.", 80, 1)]
    assert words_of(runs, Element("LI", [Element("Lbl", [0]), Element("LBody", [1])])) == ["Care is good."]


def test_a_list_of_names_does_not_take_in_what_follows_the_page_break() -> None:
    names = [line("Team inspectors: Ann Marlow, Bo Tarn,"), line("Cy Ludd", y=686)]
    last = next(itemise(names, ItemKind.PARAGRAPH, 0))
    wide = "This report may be quoted freely by anybody who wishes to do so, and often is."
    assert joined(last, item(wide, page=2)) == ["Team inspectors: Ann Marlow, Bo Tarn, Cy Ludd", wide]


def test_prose_that_stops_in_mid_sentence_goes_on_even_where_there_was_room() -> None:
    prose = [line("Services are shared with others in the region and with the"), line("Borough of", y=686)]
    last = next(itemise(prose, ItemKind.PARAGRAPH, 0))
    assert joined(last, item("Otterby, which leads on adoption for all of them together.", page=2)) == [
        "Services are shared with others in the region and with the Borough of Otterby, which leads on adoption for "
        "all of them together."
    ]


RUNS = st.lists(
    st.tuples(st.text(" ab-.,)\u2019\ufb01", min_size=1, max_size=6), st.floats(-1, 9), st.sampled_from([10.0, 10.4])),
    min_size=1,
    max_size=5,
)


@given(RUNS, st.booleans())
def test_a_line_in_one_style_is_joined_as_any_line_is(pieces: list[tuple[str, float, float]], bold: bool) -> None:
    runs, x = [], 70.0
    for text, gap, y in pieces:
        runs.append(Run(text, x + gap, x + gap + 5 * len(text), y, 12.0, bold=bold, italic=False, mcid=0))
        x = runs[-1].x1
    hair = Run(" ", x, x, runs[0].y, 12.0, bold=not bold, italic=False, mcid=0)  # of another style, and no words
    plain, mixed = lines_of(runs, 1), lines_of([*runs, hair], 1)
    assert [(line.text, line.x0, line.y, line.size) for line in plain] == [
        (line.text, line.x0, line.y, line.size) for line in mixed
    ]

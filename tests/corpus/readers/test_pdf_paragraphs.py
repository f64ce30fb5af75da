"""Where one printed paragraph ends and the next begins: blank lines, page ends, bold headings, lines of addresses."""

import pytest

from corpus.readers.pdf.breaks import join_pages
from corpus.readers.pdf.items import Item, ItemKind, TreeWalk, itemise
from corpus.readers.pdf.lines import Line
from corpus.readers.pdf.objects import Element, PageContent, Run
from corpus.readers.pdf.reader import nest_by_indent
from corpus.readers.pdf.spacing import split_at_gaps

PITCH = 14.5
FULL = "Parents of Otterby speak of long waits and of little news in all of it."
"""As wide as the column."""


def lines(y: float, *texts: str, page: int = 1, x: float = 60, bold: bool = False, size: float = 12) -> list[Line]:
    """Return lines one below the other; an empty text is a blank line."""
    return [
        Line(text, page, x, x + 6.0 * len(text), y - PITCH * place, size, bold, False, len(text) if bold else 0)
        for place, text in enumerate(texts)
        if text
    ]


def item(found: list[Line], kind: ItemKind = ItemKind.PARAGRAPH) -> Item:
    return next(itemise(found, kind, 1))


def texts(items: list[Item]) -> list[tuple[ItemKind, str | None, str]]:
    return [(found.kind, found.mark, found.prose.text) for found in items]


def test_a_blank_line_inside_one_element_parts_two_paragraphs() -> None:
    box = item(
        lines(700, "Leaders work together", "and are open.", "", "The next visit is in", "three years.", "", "Ask.")
    )
    other = item(lines(500, "Schools are calm", "places."))
    assert texts(split_at_gaps([[box, other]])[0]) == [
        (ItemKind.PARAGRAPH, None, "Leaders work together and are open."),
        (ItemKind.PARAGRAPH, None, "The next visit is in three years."),
        (ItemKind.PARAGRAPH, None, "Ask."),
        (ItemKind.PARAGRAPH, None, "Schools are calm places."),
    ]


def test_the_mark_of_an_item_stays_with_its_first_paragraph() -> None:
    numbered = item(lines(700, "17. Leaders work", "together.", "", "They are open."))
    found = split_at_gaps([[numbered, item(lines(600, "Schools are calm", "places."))]])[0]
    assert texts(found) == [
        (ItemKind.LIST_ITEM, "17", "Leaders work together."),
        (ItemKind.PARAGRAPH, None, "They are open."),
        (ItemKind.PARAGRAPH, None, "Schools are calm places."),
    ]


def test_a_wide_gap_inside_a_sentence_parts_nothing() -> None:
    cut_by_a_picture = item(lines(700, "Leaders work together and", "", "meet in the", "harbour."))
    found = split_at_gaps([[cut_by_a_picture, item(lines(600, "Schools are calm", "places."))]])[0]
    assert found[0].prose.text == "Leaders work together and meet in the harbour."


def test_blank_lines_in_the_cells_of_a_table_count_too() -> None:
    cell = [item(lines(700, "Leaders work", "together.", "", "Ask them."))]
    table = Item(ItemKind.TABLE, item(lines(700, "x")).prose, 1, rows=[[cell, []]], heads=[[False, False]])
    found = split_at_gaps([[table, item(lines(600, "Schools are calm", "places."))]])[0]
    assert [one.prose.text for one in found[0].rows[0][0]] == ["Leaders work together.", "Ask them."]


def two_pages(foot: float, *, note: float | None = None) -> list[str]:
    """Return the texts of a page whose last line, at ``foot``, was full and of one that begins a new sentence."""
    first = [item(lines(foot + 200, "Schools are calm.")), item(lines(foot, FULL))]
    if note is not None:
        first.append(Item(ItemKind.NOTE, item(lines(note, "By law.", size=9)).prose, 1))
    second = [item(lines(740, "Staff agree with them.", page=2)), item(lines(64, "Nobody waits.", page=2))]
    third = [item(lines(64, "Everybody is seen.", page=3))]
    found = join_pages([first, second, third])
    return [one.prose.text for one in found if one.kind is not ItemKind.NOTE][1:3]


@pytest.mark.parametrize(("foot", "note"), [(64, None), (78.5, None), (110, 74), (124, 90)])
def test_a_paragraph_goes_on_after_a_page_that_is_full(foot: float, note: float | None) -> None:
    assert two_pages(foot, note=note) == [f"{FULL} Staff agree with them.", "Nobody waits."]


@pytest.mark.parametrize(("foot", "note"), [(93, None), (130, None), (124, 74)])
def test_after_a_page_with_room_for_more_lines_a_new_paragraph_begins(foot: float, note: float | None) -> None:
    assert two_pages(foot, note=note) == [FULL, "Staff agree with them."]


def test_a_bold_heading_tagged_as_an_item_is_no_rest_of_the_item_on_the_page_before() -> None:
    last = item(lines(64, "18. Leaders meet and they listen."), ItemKind.LIST_ITEM)
    heading = item(lines(740, "What should Otterby do better?", page=2, bold=True), ItemKind.LIST_ITEM)
    following = item(lines(700, "19. Ask families.", page=2), ItemKind.LIST_ITEM)
    assert texts(join_pages([[last], [heading, following]])) == [
        (ItemKind.LIST_ITEM, "18", "Leaders meet and they listen."),
        (ItemKind.PARAGRAPH, None, "What should Otterby do better?"),
        (ItemKind.LIST_ITEM, "19", "Ask families."),
    ]


def test_an_item_printed_bold_throughout_is_whole_over_the_page_break() -> None:
    last = item(lines(64, "• Leaders do not listen", bold=True), ItemKind.LIST_ITEM)
    rest = item(lines(740, "to families", page=2, bold=True), ItemKind.LIST_ITEM)
    assert texts(join_pages([[last], [rest]])) == [(ItemKind.LIST_ITEM, "•", "Leaders do not listen to families")]


def line_by_line(*printed: str) -> list[str]:
    items = [item([line]) for line in lines(700, *printed)]
    return [found.prose.text for found in join_pages([items])]


def test_lines_of_addresses_and_names_each_stay_by_themselves() -> None:
    addressees = ["Ann Marlow, Director of Services, Otterby local authority", "Bo Tarn, Chief Constable of Otterby"]
    assert line_by_line(*addressees) == addressees
    assert line_by_line("Quay House", "Harbour Street", "Otterby") == ["Quay House", "Harbour Street", "Otterby"]


def test_a_paragraph_tagged_line_by_line_is_made_whole() -> None:
    printed = [
        "Services are planned by the Otterby and Teme Health",
        "Trust. They are shared with the county, and",
        "work.",
    ]
    assert line_by_line(*printed) == [" ".join(printed)]
    names = ["Team inspectors: Ann Marlow, Bo Tarn, Cy Ludd, Di Farrow,", "Ed Sorrel"]
    assert line_by_line(*names) == [" ".join(names)]


def depths(*items: tuple[str, float]) -> list[int]:
    found = [item(lines(700 - 20 * n, text, x=x), ItemKind.LIST_ITEM) for n, (text, x) in enumerate(items)]
    nest_by_indent(found)
    return [one.depth for one in found]


def test_bullets_nest_by_their_indents_whatever_their_marks() -> None:
    assert depths(("• One", 60), ("• Two", 90), ("• Three", 120), ("• Four", 90), ("• Five", 60)) == [1, 2, 3, 2, 1]
    assert depths(("• One", 60), ("– Two", 90), ("– Three", 120), ("• Four", 64)) == [1, 2, 3, 1]


def test_marks_of_inner_lists_stay_inner_without_an_indent() -> None:
    assert depths(("• One", 60), ("– Two", 60), ("– Three", 60), ("• Four", 60)) == [1, 2, 2, 1]


def test_what_is_no_bullet_ends_the_lists() -> None:
    assert depths(("• One", 60), ("Services:", 60), ("• Two", 90)) == [1, 1, 1]


def test_dashes_drawn_as_rules_are_marks_of_an_inner_list() -> None:
    found = [item(lines(700, f"{dash} in schools", x=90), ItemKind.LIST_ITEM) for dash in "\u2500\u2015"]
    assert [(one.mark, one.depth, one.prose.text) for one in found] == [
        ("\u2500", 2, "in schools"),
        ("\u2015", 2, "in schools"),
    ]
    days = item(lines(700, "9\u250024 November", x=90), ItemKind.LIST_ITEM)
    assert days.prose.text == "9\u250024 November"


def test_a_heading_between_two_rows_of_the_contents_is_a_row_too() -> None:
    printed = ["Executive summary 2", "About Otterby 5", "Recommendations 8", "What comes next in 2024"]
    runs = tuple(Run(text, 60, 300, 700 - 20 * n, 12, False, False, n) for n, text in enumerate(printed))
    tree = (Element("TOC", [Element("TOCI", [0])]), Element("H1", [1]), Element("TOC", [Element("TOCI", [2])]))
    page = PageContent(1, 595, 842, runs, (*tree, Element("H1", [3])))
    assert [found.kind for found in TreeWalk(page).items()] == [*[ItemKind.CONTENTS] * 3, ItemKind.HEADING]

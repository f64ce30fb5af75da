"""Blocks to sections: headings, levels, findings, lists, notes, and nothing lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.blocks import Block, BlockKind, Cell
from corpus.forms.body.outline import Outline, outline
from corpus.forms.body.sections import Layout, SectionDraft, StandardHeading
from corpus.forms.body.tables import TableReading
from corpus.report import Finding, PassageKind

LAYOUT = Layout(
    headings=(
        StandardHeading("summary of the visit", 1),
        StandardHeading("what is going well", 1, Finding.STRENGTH),
        StandardHeading("areas for improvement", 1, Finding.RECOMMENDATION),
        StandardHeading("who answers", 2, Finding.CONTEXT, whole_cells=True),
    )
)


def heading(text: str, level: int = 1) -> Block:
    return Block(BlockKind.HEADING, text, level)


def paragraph(text: str, page: int | None = None) -> Block:
    return Block(BlockKind.PARAGRAPH, text, page=page, page_end=page)


def bullet(text: str, level: int = 1) -> Block:
    return Block(BlockKind.BULLET, text, level)


def numbered(number: str, text: str) -> Block:
    return Block(BlockKind.NUMBERED, text, number=number)


def table(*rows: tuple[str, ...], page: int | None = None, header: bool = True) -> Block:
    cells = tuple(
        tuple(Cell(tuple(paragraph(part, page) for part in text.split("|") if part), header and not at) for text in row)
        for at, row in enumerate(rows)
    )
    return Block(BlockKind.TABLE, "", rows=cells, page=page, page_end=page)


def shape(found: Outline) -> list[tuple[str, int, str, list[str]]]:
    return [(s.heading, s.level, s.finding.value, [p.text for p in s.passages]) for s in found.sections]


def test_text_before_the_first_heading_is_an_untitled_section_of_context() -> None:
    found = outline([paragraph("The Guildhall, Harrowmere."), heading("Findings"), paragraph("All is well.")], LAYOUT)
    assert shape(found) == [
        ("", 1, "context", ["The Guildhall, Harrowmere."]),
        ("Findings", 1, "mixed", ["All is well."]),
    ]
    assert found.sections[0].finding_rule == "printed before the first heading"


def test_a_paragraph_that_is_a_standard_heading_becomes_one() -> None:
    found = outline([paragraph("What is going well:"), bullet("The library is open.")], LAYOUT)
    assert shape(found) == [("What is going well:", 1, "strength", ["The library is open."])]


def test_levels_are_counted_from_the_standard_headings() -> None:
    blocks = [heading("Summary of the visit", 2), paragraph("One."), heading("A closer look", 3), paragraph("Two.")]
    found = outline(blocks, LAYOUT)
    assert [(s.heading, s.level, s.path) for s in found.sections] == [
        ("Summary of the visit", 1, ()),
        ("A closer look", 2, ("Summary of the visit",)),
    ]


def test_a_heading_without_a_rule_takes_the_finding_of_the_one_above() -> None:
    blocks = [heading("What is going well", 1), heading("In the villages", 2), paragraph("Buses run.")]
    under = outline(blocks, LAYOUT).sections[1]
    assert (under.finding, under.finding_rule) == (Finding.STRENGTH, "under 'What is going well'")


def test_a_heading_printed_twice_in_a_row_is_one_section() -> None:
    blocks = [heading("Areas for improvement"), heading("Areas for improvement", 3), paragraph("Mend the roof.")]
    assert shape(outline(blocks, LAYOUT)) == [("Areas for improvement", 1, "recommendation", ["Mend the roof."])]


def test_a_heading_without_text_is_kept() -> None:
    found = outline([heading("Service management"), heading("Capacity to improve"), paragraph("It is there.")], LAYOUT)
    assert [(s.heading, len(s.passages)) for s in found.sections] == [
        ("Service management", 0),
        ("Capacity to improve", 1),
    ]


def test_bullets_after_a_numbered_paragraph_are_below_it() -> None:
    blocks = [numbered("4", "Two things stand out:"), bullet("the pier"), bullet("the lamp", 2), numbered("5", "Next.")]
    passages = outline(blocks, LAYOUT).sections[0].passages
    assert [(p.kind, p.level, p.number) for p in passages] == [
        (PassageKind.NUMBERED, 1, "4"),
        (PassageKind.BULLET, 2, None),
        (PassageKind.BULLET, 2, None),
        (PassageKind.NUMBERED, 1, "5"),
    ]


def test_a_column_with_a_heading_is_a_section_below_and_later_text_belongs_above() -> None:
    blocks = [
        heading("Safeguarding"),
        numbered("1", "It is good."),
        table(("Major strengths", "Important weaknesses"), ("Quick replies.|Kind staff.", "Old files.")),
        numbered("2", "Staff reply quickly."),
    ]
    sections = outline(blocks, LAYOUT).sections
    assert [(s.heading, s.level, s.finding.value, s.path) for s in sections] == [
        ("Safeguarding", 1, "mixed", ()),
        ("Major strengths", 2, "strength", ("Safeguarding",)),
        ("Important weaknesses", 2, "weakness", ("Safeguarding",)),
    ]
    assert [[p.text for p in s.passages] for s in sections] == [
        ["It is good.", "Staff reply quickly."],
        ["Quick replies.", "Kind staff."],
        ["Old files."],
    ]


def test_a_column_headed_as_its_section_continues_it() -> None:
    blocks = [
        heading("Areas for improvement"),
        table(("Who answers", "Areas for improvement"), ("The council", "Mend the roof."), ("The trust", "Paint it.")),
    ]
    assert shape(outline(blocks, LAYOUT)) == [
        ("Areas for improvement", 1, "recommendation", ["Mend the roof.", "Paint it."]),
        ("Who answers", 2, "context", ["The council", "The trust"]),
    ]


def test_a_heading_printed_only_in_a_table_has_its_own_place() -> None:
    blocks = [
        heading("What is going well"),
        bullet("The quay."),
        table(("Areas for improvement",), ("Mend the roof.",)),
    ]
    assert [(s.heading, s.level, s.path) for s in outline(blocks, LAYOUT).sections] == [
        ("What is going well", 1, ()),
        ("Areas for improvement", 1, ()),
    ]


def test_a_table_that_only_places_text_is_read_through() -> None:
    blocks = [
        table(
            (
                "Report on Harrowmere",
                "Summary of the visit|Inspectors came in May.",
            )
        )
    ]
    assert shape(outline(blocks, LAYOUT)) == [
        ("", 1, "context", ["Report on Harrowmere"]),
        ("Summary of the visit", 1, "mixed", ["Inspectors came in May."]),
    ]


def test_a_contents_list_is_left_out_and_handed_back() -> None:
    contents = table(("", ""), ("Summary", "2"), ("Findings", "4"), ("Next steps", "7"), ("Annex", "9"))
    found = outline([contents, heading("Summary"), paragraph("Short.")], LAYOUT)
    assert [s.heading for s in found.sections] == ["Summary"]
    assert found.left_out == ("Summary 2 Findings 4 Next steps 7 Annex 9",)


def test_a_table_of_rising_grades_is_no_contents_list() -> None:
    grades = table(("Aspect", "Grade"), ("Pier", "1"), ("Quay", "2"), ("Lamp", "3"), ("Ferry", "4"))
    layout = Layout(choose_table=lambda block, _: TableReading.ROWS if len(block.rows) == 5 else None)
    assert shape(outline([grades], layout))[0][3] == ["Aspect Grade", "Pier 1", "Quay 2", "Lamp 3", "Ferry 4"]
    assert shape(outline([grades], Layout()))[0][3][:4] == ["Aspect", "Grade", "Pier", "1"]


def test_label_and_value_cells_make_one_passage() -> None:
    found = outline([table(("Dates of the visit:", "4 to 8 June 2018"), header=False)], LAYOUT)
    assert shape(found)[0][3] == ["Dates of the visit: 4 to 8 June 2018"]


WHEN = ("By when", "Within three months", "Immediately")
WHO = ("Responsible body", "The council", "The trust")


def beside(found: Outline) -> list[tuple[str, str | None, str | None]]:
    return [(passage.text, passage.time_scale, passage.responsible) for passage in found.passages()]


def test_what_stands_beside_a_cell_of_several_lines_is_kept_with_it() -> None:
    columns = (("Person", "The harbour|master", "The|ferryman"), WHEN, WHO)
    assert beside(outline([heading("Who answers"), table(*zip(*columns, strict=True))], LAYOUT)) == [
        ("Person", None, None),
        ("The harbour master", "Within three months", "The council"),
        ("The ferryman", "Immediately", "The trust"),
    ]


def test_what_stands_beside_a_row_read_as_one_passage_is_kept_with_it() -> None:
    columns = (("Aspect:", "Pier:", "Quay:"), ("Action", "Mend it.", "Paint it."), WHEN, WHO)
    assert beside(outline([table(*zip(*columns, strict=True))], LAYOUT)) == [
        ("Aspect: Action", None, None),
        ("Pier: Mend it.", "Within three months", "The council"),
        ("Quay: Paint it.", "Immediately", "The trust"),
    ]


def test_what_stands_beside_a_row_of_mere_layout_is_kept_with_its_text() -> None:
    columns = (("Otterby", "Summary of the visit|Mend it.", "Paint it."), WHEN, WHO)
    assert beside(outline([table(*zip(*columns, strict=True))], LAYOUT)) == [
        ("Otterby", None, None),
        ("Mend it.", "Within three months", "The council"),
        ("Paint it.", "Immediately", "The trust"),
    ]


def test_what_stands_beside_a_table_in_a_cell_holds_for_what_the_table_does_not_say_itself() -> None:
    inner = table(("Action", "By when"), ("Mend it.", "By 1 May 2010"), ("Paint it.", ""))
    head, row = table(("Pier", *WHEN[:1], *WHO[:1]), ("", *WHEN[1:2], *WHO[1:2])).rows
    outer = Block(BlockKind.TABLE, "", rows=(head, (Cell((inner,)), *row[1:])))
    assert beside(outline([outer], LAYOUT)) == [
        ("Pier", None, None),
        ("Action", "Within three months", "The council"),
        ("Mend it.", "By 1 May 2010", "The council"),
        ("Paint it.", "Within three months", "The council"),
    ]


def test_lists_inside_a_cell_are_below_its_first_words() -> None:
    cell = Cell((paragraph("Leaders should, at once:"), bullet("count"), paragraph("and also:"), bullet("listen")))
    block = Block(BlockKind.TABLE, "", rows=((Cell((paragraph("Areas for improvement"),), True),), (cell,)))
    passages = outline([block], LAYOUT).sections[0].passages
    assert [(p.kind.value, p.level, p.text) for p in passages] == [
        ("table", 1, "Leaders should, at once:"),
        ("bullet", 2, "count"),
        ("paragraph", 2, "and also:"),
        ("bullet", 2, "listen"),
    ]


def test_footnotes_come_last_as_context() -> None:
    note = Block(BlockKind.FOOTNOTE, "See the glossary.", page=2)
    blocks = [heading("What is going well"), note, paragraph("The quay is safe.", 1)]
    found = outline(blocks, LAYOUT)
    assert shape(found) == [
        ("What is going well", 1, "strength", ["The quay is safe."]),
        ("", 1, "context", ["See the glossary."]),
    ]


def test_the_inspectorate_s_standing_words_have_a_section_of_their_own() -> None:
    glued = "Ada Quill, Ofsted inspector If you are not happy with the inspection, you can complain."
    found = outline([heading("What is going well"), paragraph(glued), paragraph("Store Street")], LAYOUT)
    assert shape(found) == [
        ("What is going well", 1, "strength", ["Ada Quill, Ofsted inspector"]),
        ("", 1, "context", ["If you are not happy with the inspection, you can complain.", "Store Street"]),
    ]


def test_standing_words_after_a_table_of_columns_come_after_its_columns() -> None:
    team = table(("Strengths", "Weaknesses"), ("Quick replies.", "Old files."))
    end = paragraph("If you are not happy with the inspection, you can complain.")
    found = outline([heading("Service management"), team, end, heading("Health"), paragraph("It is good.")], LAYOUT)
    assert [(s.heading, s.level) for s in found.sections] == [
        ("Service management", 1), ("Strengths", 2), ("Weaknesses", 2), ("", 1), ("Health", 1),
    ]  # fmt: skip


def test_a_form_can_overrule_the_reader_on_headings() -> None:
    layout = Layout(
        is_heading=lambda block: 2 if block.text.isupper() else None,
        is_no_heading=lambda block: block.text.endswith("."),
    )
    blocks = [heading("Bold words."), paragraph("THE PIER"), paragraph("It stands.")]
    assert shape(outline(blocks, layout)) == [
        ("", 1, "context", ["Bold words."]),
        ("THE PIER", 2, "mixed", ["It stands."]),
    ]


def test_splitting_a_section_keeps_its_place_in_the_outline() -> None:
    section = SectionDraft("Findings", 2, Finding.MIXED, "a rule", ("Letter",))
    section.passages = outline([paragraph("One."), paragraph("Two.", 3)], Layout()).sections[0].passages
    rest = section.split(1, Finding.WEAKNESS, "another rule")
    assert [p.text for p in section.passages] == ["One."]
    assert (rest.heading, rest.level, rest.path, rest.page) == ("", 2, ("Letter",), 3)
    assert [p.text for p in rest.passages] == ["Two."]


WORDS = st.text(alphabet="abcdefghij ABCD.:,■-", min_size=1, max_size=90).map(lambda t: f"W{t}".strip())
KINDS = [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.NUMBERED, BlockKind.FOOTNOTE]


@st.composite
def text_blocks(draw: st.DrawFn) -> Block:
    page = draw(st.sampled_from([None, 1, 2]))
    return Block(draw(st.sampled_from(KINDS)), draw(WORDS), draw(st.integers(1, 3)), page=page, page_end=page)


@st.composite
def tables(draw: st.DrawFn) -> Block:
    cells = st.builds(Cell, st.lists(text_blocks(), max_size=2).map(tuple))
    rows = draw(st.lists(st.lists(cells, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3))
    return Block(BlockKind.TABLE, "", rows=tuple(rows))


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalpha())


@settings(max_examples=60)
@given(st.lists(st.one_of(text_blocks(), tables()), max_size=6))
def test_no_word_is_lost_or_made_up(blocks: list[Block]) -> None:
    found = outline(blocks, LAYOUT)
    parts = [*(s.heading for s in found.sections), *(p.text for p in found.passages()), *found.left_out]
    kept = letters("|".join(parts))
    printed = [b.text for b in _flat(blocks)]
    assert [text for text in printed if letters(text) not in kept] == []
    assert len(kept) <= len(letters("".join(printed)))


def _flat(blocks: list[Block]) -> list[Block]:
    inner = [list(cell.blocks) for block in blocks for row in block.rows for cell in row]
    return [*blocks, *(b for cell in inner for b in _flat(cell))]

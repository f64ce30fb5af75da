"""Markdown: marks, numbers, tables with HTML in them, and what a page break tore apart."""

from collections.abc import Callable

import pytest

from corpus.blocks import Document
from corpus.readers.markdown.reader import read_markdown
from corpus.readers.unreadable import MAX_TEXT_BYTES, UnreadableContent

Outline = Callable[[Document], list[str]]


def body(outline: Outline, source: str) -> list[str]:
    """The outline of a source below a heading, without that heading."""
    return outline(read_markdown(f"# Report\n\n{source}".encode()))[1:]


def test_headings_lose_their_marks_and_the_first_is_the_title(outline: Outline) -> None:
    document = read_markdown(b"# Area inspection of *Ambleford*\n\n## **What works?**\n\nText.\n\n## \n\nMore\n===\n")

    assert document.title == "Area inspection of Ambleford"
    assert outline(document) == ["#1 Area inspection of Ambleford", "#2 What works?", "p1 Text.", "#1 More"]
    assert document.blocks[1].style.bold
    assert document.blocks[1].bold_lead == len("What works?")


@pytest.mark.parametrize(
    ("source", "lead"),
    [
        ("**All of it was weak.**", 19),
        ("**Published:** 3 May 2031", 10),
        ("- **A finding.** And the answer.", 10),
        ("Not **at the start**.", 0),
        ("**17. Numbered and bold.**", 18),
        ("17. **The grade is good.** Staff stay.", 18),
        ("<b>A lead</b> and more.", 6),
    ],
)
def test_bold_lead_counts_the_bold_characters_at_the_start(source: str, lead: int) -> None:
    block = read_markdown(f"# Report\n\n{source}".encode()).blocks[1]
    assert block.bold_lead == lead


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(
            "Staying at home is what many choose. As a result,\n\nchildren go out less.",
            ["p1 Staying at home is what many choose. As a result, children go out less."],
            id="paragraph",
        ),
        pytest.param(
            "- Families told us that few clubs are open to all. The\n\nlocal list names some of them.\n\n- Next.",
            ["*1 Families told us that few clubs are open to all. The local list names some of them.", "*1 Next."],
            id="bullet continued by a paragraph",
        ),
        pytest.param(
            "- **Plans were poor. Staff did not help. Reviews of the plans were**\n\nnot done on time.\n\n- Next.",
            ["*1 Plans were poor. Staff did not help. Reviews of the plans were not done on time.", "*1 Next."],
            id="bold bullet with a plain rest",
        ),
        pytest.param(
            "- Staff visit each family at home, which makes sure that a child's whole\n- story is known. It helps.",
            ["*1 Staff visit each family at home, which makes sure that a child's whole story is known. It helps."],
            id="rest turned into a bullet",
        ),
        pytest.param(
            "25. Absent pupils are followed up. A small unit\n\noperates on two sites.\n\n26. Next.",
            ["n1 25 Absent pupils are followed up. A small unit operates on two sites.", "n1 26 Next."],
            id="numbered paragraph",
        ),
        pytest.param(
            "Inspectors met children, parents, school leaders, governors, and many officers of the council and Royal"
            "\n\nAmbleford Trust. They also read a sample of plans and letters.",
            [
                "p1 Inspectors met children, parents, school leaders, governors, and many officers of the council and"
                " Royal Ambleford Trust. They also read a sample of plans and letters."
            ],
            id="inside a name",
        ),
        pytest.param(
            "The plan was made together with the multi-\n\nagency team.",
            ["p1 The plan was made together with the multi-agency team."],
            id="at a hyphen",
        ),
        pytest.param(
            "The service is praised by the\n\nAmbleford forum.",
            ["p1 The service is praised by the Ambleford forum."],
            id="before a name",
        ),
    ],
)
def test_what_a_page_break_tore_apart_is_whole(source: str, expected: list[str], outline: Outline) -> None:
    assert body(outline, source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(
            "The partnership should:\n\n- improve plans\n- listen to parents and carers in every part of the town\n"
            "- open the doors.\n\nThe council should:\n\n- plan ahead.",
            [
                "p1 The partnership should:",
                "*1 improve plans",
                "*1 listen to parents and carers in every part of the town",
                "*1 open the doors.",
                "p1 The council should:",
                "*1 plan ahead.",
            ],
            id="lists without full stops",
        ),
        pytest.param(
            "- widen the choice of homes for children and young people;\n\nThe council agreed.",
            ["*1 widen the choice of homes for children and young people;", "p1 The council agreed."],
            id="item ending in a semicolon",
        ),
        pytest.param(
            "- Widen the choice of homes for children and young people\n\nThe council agreed.",
            ["*1 Widen the choice of homes for children and young people", "p1 The council agreed."],
            id="item without its full stop before a capital",
        ),
        pytest.param(
            "Ambleford Borough Council, Market Square\n\nhelp@ambleford.example\n\ncc: Department for Learning",
            [
                "p1 Ambleford Borough Council, Market Square",
                "p1 help@ambleford.example",
                "p1 cc: Department for Learning",
            ],
            id="address lines",
        ),
        pytest.param(
            "- Good\n- bad\n- Good",
            ["*1 Good", "*1 bad", "*1 Good"],
            id="short items",
        ),
        pytest.param(
            "First paragraph, whole.\n\n*second* paragraph in lower case.",
            ["p1 First paragraph, whole.", "p1 second paragraph in lower case."],
            id="after a full stop",
        ),
    ],
)
def test_what_stands_apart_stays_apart(source: str, expected: list[str], outline: Outline) -> None:
    assert body(outline, source) == expected


def test_numbers_are_those_printed_however_lists_break(outline: Outline) -> None:
    source = """1. One.
2. Two:
  - at risk
  - in care.
3. Three ends here, as the page does, in the

middle.

7. Seven.
1. One again.

**62. Bold all through.**

17\\. Escaped.
"""
    assert body(outline, source) == [
        "n1 1 One.",
        "n1 2 Two:",
        "*1 at risk",
        "*1 in care.",
        "n1 3 Three ends here, as the page does, in the middle.",
        "n1 7 Seven.",
        "n1 1 One again.",
        "n1 62 Bold all through.",
        "n1 17 Escaped.",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The plan was in force until\n\n2031. It has ended.", ["p1 The plan was in force until 2031. It has ended."]),
        ("- Grown since\n- 2031. It lasts.", ["*1 Grown since", "*1 2031. It lasts."]),
        ("- 17.\n- Next.", ["p1 17.", "*1 Next."]),
    ],
)
def test_years_and_lone_figures_number_nothing(source: str, expected: list[str], outline: Outline) -> None:
    assert body(outline, source) == expected


def test_nested_lists_have_levels(outline: Outline) -> None:
    assert body(outline, "- One.\n  - Two.\n    1. Three.\n\n  More of one.\n- Four.") == [
        "*1 One.",
        "*2 Two.",
        "n3 1 Three.",
        "p1 More of one.",
        "*1 Four.",
    ]


def test_table_cells_hold_one_block_an_item(outline: Outline) -> None:
    source = """| Major strengths | Important weaknesses |
|---|---|
| <p>Staff stay.</p> <p>arrangements to listen</p> | <ul><li>Long waits</li><li>Few homes</li></ul> |
| <b>Care</b><br>Rated 2<sup>1</sup> on the 4<sup>th</sup> | 1. Not numbered |
"""
    assert body(outline, source) == [
        "t [=p1 Major strengths | =p1 Important weaknesses]",
        "t [p1 Staff stay. / p1 arrangements to listen | *1 Long waits / *1 Few homes]",
        "t [p1 Care / p1 Rated 2 on the 4th | p1 1. Not numbered]",
    ]


def test_lines_with_tabs_are_a_table(outline: Outline) -> None:
    source = (
        'Local authority\tHealth board\nAmbleford\tNorth Board\n<a href="http://a.example">a.example</a>\tb.example'
    )
    assert body(outline, source) == [
        "t [=p1 Local authority | =p1 Health board]",
        "t [p1 Ambleford | p1 North Board]",
        "t [p1 a.example | p1 b.example]",
    ]


def test_a_short_bold_paragraph_is_a_heading_one_level_below_the_last(outline: Outline) -> None:
    source = """## Findings

<b>Areas for improvement</b>
The partnership should shorten its waiting lists, in the town and in the villages around it, for every child.
The partnership should hear parents, in the town and in the villages around it, before it decides anything.

**4: outstanding; 3: good**

**The council should act.**

- **Not a heading in a list**
"""
    assert body(outline, source) == [
        "#2 Findings",
        "#3 Areas for improvement",
        "p1 The partnership should shorten its waiting lists, in the town and in the villages around it,"
        " for every child.",
        "p1 The partnership should hear parents, in the town and in the villages around it,"
        " before it decides anything.",
        "p1 4: outstanding; 3: good",
        "p1 The council should act.",
        "*1 Not a heading in a list",
    ]


def test_a_letter_without_marked_headings_gets_them_by_shape(outline: Outline) -> None:
    source = """Market Square
Ambleford

Dear Ms Penhaligon

Joint area SEND revisit in Ambleford

Inspectors came back in May.

Main findings

- **Plans were poor.**
- They are better now.

Yours sincerely

Bram Achterberg
"""
    document = read_markdown(source.encode())
    assert document.title == "Joint area SEND revisit in Ambleford"
    assert outline(document) == [
        "p1 Market Square",
        "p1 Ambleford",
        "p1 Dear Ms Penhaligon",
        "#1 Joint area SEND revisit in Ambleford",
        "p1 Inspectors came back in May.",
        "#2 Main findings",
        "*1 Plans were poor.",
        "*1 They are better now.",
        "p1 Yours sincerely",
        "p1 Bram Achterberg",
    ]


def test_bold_headings_alone_are_ranked_and_none_stands_outside_a_letter(outline: Outline) -> None:
    source = """**Ambleford Borough Council**

Dear Ms Penhaligon

**Joint inspection in Ambleford**

They came in May.

**Identifying needs**

**Strengths**

- Good.

**Meeting needs**

**Strengths**

- Good too.

Yours sincerely

**Bram Achterberg**
"""
    assert outline(read_markdown(source.encode())) == [
        "p1 Ambleford Borough Council",
        "p1 Dear Ms Penhaligon",
        "#1 Joint inspection in Ambleford",
        "p1 They came in May.",
        "#2 Identifying needs",
        "#3 Strengths",
        "*1 Good.",
        "#2 Meeting needs",
        "#3 Strengths",
        "*1 Good too.",
        "p1 Yours sincerely",
        "p1 Bram Achterberg",
    ]


def test_links_are_their_text_and_pictures_and_rules_are_nothing(outline: Outline) -> None:
    source = (
        "See [the list](http://a.example) at <http://b.example>.\n\n---\n\n![logo](logo.png)\n\n<!-- page 3 -->\n\nEnd."
    )
    assert body(outline, source) == ["p1 See the list at http://b.example.", "p1 End."]


def test_hard_breaks_part_lines(outline: Outline) -> None:
    assert body(outline, "Quay Street  \nAmbleford  \nAM1 2AB") == ["p1 Quay Street", "p1 Ambleford", "p1 AM1 2AB"]


def test_blocks_of_html_are_read_too(outline: Outline) -> None:
    source = "<table>\n<tr><th>Aspect</th><th>Grade</th></tr>\n<tr><td>Care</td><td>Good</td></tr>\n</table>\n\nEnd."
    assert body(outline, source) == ["t [=p1 Aspect | =p1 Grade]", "t [p1 Care | p1 Good]", "p1 End."]


def test_typed_bullets_and_indented_text_are_no_code(outline: Outline) -> None:
    assert body(outline, "• One.\n• Two.\n\n      Indented text.") == ["*1 One.", "*1 Two.", "p1 Indented text."]


def test_wrapped_markdown_is_joined(outline: Outline) -> None:
    source = """Leaders in the town work closely together. They meet each month and
agree what to do next. The plan, written with parents in a spirit of
trust, is clear. Staff praise it and say that the well being of their
Ambleford families comes first.

- A bullet that is wrapped as well because it has many more words than
  fit.
"""
    assert body(outline, source) == [
        "p1 Leaders in the town work closely together. They meet each month and agree what to do next. The plan,"
        " written with parents in a spirit of trust, is clear. Staff praise it and say that the well being of their"
        " Ambleford families comes first.",
        "*1 A bullet that is wrapped as well because it has many more words than fit.",
    ]


def test_front_matter_is_furniture(outline: Outline) -> None:
    document = read_markdown(b"---\ntitle: A file\ntags: [x]\n---\n\n# Report\n\nText.\n")
    assert document.furniture == ("title: A file", "tags: [x]")
    assert outline(document) == ["#1 Report", "p1 Text."]


def test_an_overlong_heading_is_a_paragraph(outline: Outline) -> None:
    words = "very many words " * 25
    assert body(outline, f"## {words}") == [f"p1 {words.strip()}"]


def test_markdown_too_long_or_without_a_word_is_refused() -> None:
    with pytest.raises(UnreadableContent, match="more than 20 MB"):
        read_markdown(b"a" * (MAX_TEXT_BYTES + 1))
    with pytest.raises(UnreadableContent, match="no words"):
        read_markdown(b"---\n\n***\n")


def test_an_address_that_was_escaped_twice_is_shown_as_printed() -> None:
    document = read_markdown(
        rb"See [http://www.example.org/tide\\_tables/\(id\)/1](http://www.example.org/tide_tables/(id)/1)."
    )
    assert [block.text for block in document.blocks] == ["See http://www.example.org/tide_tables/(id)/1."]

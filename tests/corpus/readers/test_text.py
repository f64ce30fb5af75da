"""Plain text: letters and articles, wrapped or not, with page breaks in mid-sentence."""

from collections.abc import Callable

import pytest

from corpus.blocks import Document
from corpus.readers.text import read_text
from corpus.readers.unreadable import MAX_TEXT_BYTES, UnreadableContent

Outline = Callable[[Document], list[str]]

IDENTIFYING = (
    "The effectiveness of the local area in identifying what pupils in Ambleford and their schools need"
    " so that they may learn and thrive"
)
IMPROVING = (
    "The effectiveness of the local area in improving what pupils in Ambleford take away from their years"
    " at school and at college"
)

LETTER = f"""
Ofsted Riverside House 4 Quay Street Ambleford AM1 2AB T 0300 555 0199

enquiries@inspectorate.example
www.inspectorate.example


12 May 2031

Ms Odalys Penhaligon
Director of Children's Services
Ambleford Borough Council
Market Square

Tam Okoro, Chief Officer, Ambleford Clinical Commissioning Group

Dear Ms Penhaligon

Joint local area SEND inspection in Ambleford

Between 3 March 2031 and 7 March 2031, inspectors visited the local area of Ambleford.

Main Findings

- Leaders know their area well.
- Visits are planned with care and the notes that staff keep afterwards are clear, so that each family's own





- words can be found again. This saves time.
▪  Parents are asked what they think.

{IDENTIFYING}

Strengths

Nursery staff, who meet every family at home before the first day of term, are trusted and, as





a result, needs come to light early.

- Health visitors share what they learn.

Areas for development

- Waiting lists are long.

{IMPROVING}

Strengths

- More young people find work.

Areas for improvement

- Exclusions are too frequent.

The local area must submit a plan that covers the following weaknesses:

- the quality of plans is uneven
- parents are not heard

Yours sincerely

Bram Achterberg

Her Majesty's Inspector

Ofsted\tCare Quality Commission
Ida Quill\tNoor Vance
Regional Director\tInspector
Pell Marsh\t

Cc: Department for Learning Health Board
"""


def test_a_letter_yields_its_sections_and_no_headings_outside_its_body(outline: Outline) -> None:
    document = read_text(LETTER.encode())

    assert document.title == "Joint local area SEND inspection in Ambleford"
    assert outline(document) == [
        "p1 Ofsted Riverside House 4 Quay Street Ambleford AM1 2AB T 0300 555 0199",
        "p1 enquiries@inspectorate.example",
        "p1 www.inspectorate.example",
        "p1 12 May 2031",
        "p1 Ms Odalys Penhaligon",
        "p1 Director of Children's Services",
        "p1 Ambleford Borough Council",
        "p1 Market Square",
        "p1 Tam Okoro, Chief Officer, Ambleford Clinical Commissioning Group",
        "p1 Dear Ms Penhaligon",
        "#1 Joint local area SEND inspection in Ambleford",
        "p1 Between 3 March 2031 and 7 March 2031, inspectors visited the local area of Ambleford.",
        "#2 Main Findings",
        "*1 Leaders know their area well.",
        "*1 Visits are planned with care and the notes that staff keep afterwards are clear, so that each family's own"
        " words can be found again. This saves time.",
        "*1 Parents are asked what they think.",
        f"#2 {IDENTIFYING}",
        "#3 Strengths",
        "p1 Nursery staff, who meet every family at home before the first day of term, are trusted and, as"
        " a result, needs come to light early.",
        "*1 Health visitors share what they learn.",
        "#3 Areas for development",
        "*1 Waiting lists are long.",
        f"#2 {IMPROVING}",
        "#3 Strengths",
        "*1 More young people find work.",
        "#3 Areas for improvement",
        "*1 Exclusions are too frequent.",
        "p1 The local area must submit a plan that covers the following weaknesses:",
        "*1 the quality of plans is uneven",
        "*1 parents are not heard",
        "p1 Yours sincerely",
        "p1 Bram Achterberg",
        "p1 Her Majesty's Inspector",
        "t [=p1 Ofsted | =p1 Care Quality Commission]",
        "t [p1 Ida Quill | p1 Noor Vance]",
        "t [p1 Regional Director | p1 Inspector]",
        "t [p1 Pell Marsh | ]",
        "p1 Cc: Department for Learning Health Board",
    ]


def test_a_news_article_has_its_headline_and_quotes_as_printed(outline: Outline) -> None:
    article = """Home | Weather | Sport | Travel

Ambleford children wait too long, inspectors say

Ambleford town hall
Image caption,

The town hall says its aim is a ‘warm welcome’ for every child

  • Published

Children in Ambleford wait too long for help, a report has found.

"Waiting lists are long," it said.

“We will do better,” a councillor said.
"""
    document = read_text(article.encode())

    assert document.furniture == ("Home | Weather | Sport | Travel",)
    assert document.title == "Ambleford children wait too long, inspectors say"
    assert outline(document) == [
        "#1 Ambleford children wait too long, inspectors say",
        "p1 Ambleford town hall",
        "p1 Image caption,",
        "p1 The town hall says its aim is a ‘warm welcome’ for every child",
        "*1 Published",
        "p1 Children in Ambleford wait too long for help, a report has found.",
        'p1 "Waiting lists are long," it said.',
        "p1 “We will do better,” a councillor said.",
    ]


def test_wrapped_lines_are_joined_and_hyphens_repaired(outline: Outline) -> None:
    text = """Findings in Ambleford

Leaders in the town work closely together. They meet each month and
agree what to do next. The plan, written with parents in a spirit of co-
production, is clear. Staff praise the co-production and the well-
being of children is everyone's concern. Families know whom to ask for in-
formation. Good information is at hand in every library and surgery.
Parents like it.

- Schools that take part in the scheme have fewer exclusions, and they
  report that pupils come more often.
- Attendance is up.

1. The first numbered paragraph runs over two lines because it has many
words in it.
2. The second is short.
"""
    assert outline(read_text(text.encode())) == [
        "#1 Findings in Ambleford",
        "p1 Leaders in the town work closely together. They meet each month and agree what to do next. The plan,"
        " written with parents in a spirit of co-production, is clear. Staff praise the co-production and the"
        " well-being of children is everyone's concern. Families know whom to ask for information. Good information"
        " is at hand in every library and surgery. Parents like it.",
        "*1 Schools that take part in the scheme have fewer exclusions, and they report that pupils come more often.",
        "*1 Attendance is up.",
        "n1 1 The first numbered paragraph runs over two lines because it has many words in it.",
        "n1 2 The second is short.",
    ]


@pytest.mark.parametrize(
    "mark", ["- ", "* ", "• ", "\u25fc ", "\u25aa\t", "\u25a0", "\uf06e ", "\uf0a7", "\uf0b7  ", "o ", "\x07 ", "\x95 "]
)
def test_every_bullet_mark_is_taken_off(mark: str, outline: Outline) -> None:
    text = f"Strengths\n\n{mark}Leaders listen.\n{mark}Staff stay.\n"
    assert outline(read_text(text.encode()))[1:] == ["*1 Leaders listen.", "*1 Staff stay."]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("• The quay is safe. ■ The ferry is on time.", ["*1 The quay is safe.", "*1 The ferry is on time."]),
        (
            "They should: ▪ mend the quay; ▪\ttime the ferry.",
            ["p1 They should:", "*1 mend the quay;", "*1 time the ferry."],
        ),
        ("• Quay ■ ferry ■ pier", ["*1 Quay ■ ferry ■ pier"]),
        ("• The quay is safe. • ", ["*1 The quay is safe. •"]),
    ],
)
def test_bullets_glued_to_the_line_above_are_set_free(line: str, expected: list[str], outline: Outline) -> None:
    assert outline(read_text(f"Strengths\n\nAll is well.\n\n{line}\n".encode()))[2:] == expected


@pytest.mark.parametrize(
    ("lines", "levels"),
    [
        (["• Top.", "– Below.", "– Below.", "• Top."], [1, 2, 2, 1]),
        (["- Top.", "  - Below.", "    - Deeper.", "- Top."], [1, 2, 3, 1]),
        (["\uf0a7 Top.", "\uf02d Below."], [1, 2]),
        (["• Top.", "o Below."], [1, 2]),
        (["– Alone.", "– Alone."], [1, 1]),
        (["• Top.", "\u0336 Below."], [1, 2]),
    ],
)
def test_sub_bullets_are_one_level_down(lines: list[str], levels: list[int]) -> None:
    document = read_text(("Strengths\n\n" + "\n".join(lines)).encode())
    assert [block.level for block in document.blocks[1:]] == levels


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("17. Leaders listen.", "n1 17 Leaders listen."),
        ("17) Leaders listen.", "n1 17 Leaders listen."),
        ("10.Risks are known.", "n1 10 Risks are known."),
        ("2.1 The plan is sound.", "n1 2.1 The plan is sound."),
        ("2.5 million was spent on it.", "p1 2.5 million was spent on it."),
        ("12 schools took part in it.", "p1 12 schools took part in it."),
        ("2031. That was the year.", "p1 2031. That was the year."),
    ],
)
def test_paragraph_numbers(line: str, expected: str, outline: Outline) -> None:
    assert outline(read_text(f"Findings\n\n{line}".encode()))[1] == expected


@pytest.mark.parametrize(
    "line",
    [
        "4 March 2031",
        "Inspection dates: 4 March 2031 to 8 March 2031",
        "T 0300 555 0199",
        "AM1 2AB",
        "someone@example.org",
        "Leaders listen.",
        "the rest of something",
        "First this. Then this one",
        "Good; adequate; inadequate",
    ],
)
def test_what_is_no_heading(line: str, outline: Outline) -> None:
    text = f"A report on Ambleford\n\nIt begins with a sentence.\n\n{line}\n\nHere follows a whole sentence of text.\n"
    assert f"p1 {line}" in outline(read_text(text.encode()))


def test_a_row_of_names_is_no_row_of_headings(outline: Outline) -> None:
    text = "Report\n\nA first sentence.\n\nInspection team\n\nAda Bell\n\nBo Carr\n\nCy Dunn\n\nA last sentence.\n"
    assert outline(read_text(text.encode())) == [
        "#1 Report",
        "p1 A first sentence.",
        "#2 Inspection team",
        "p1 Ada Bell",
        "p1 Bo Carr",
        "p1 Cy Dunn",
        "p1 A last sentence.",
    ]


def test_page_numbers_between_paragraphs_are_furniture(outline: Outline) -> None:
    text = "First page text that\n\n1\n\nruns on here.\n\n2\n\nThird page.\n\n3\n"
    document = read_text(text.encode())
    assert outline(document) == ["p1 First page text that runs on here.", "p1 Third page."]
    assert document.furniture == ("1", "2", "3")


def test_lone_figures_out_of_order_are_text(outline: Outline) -> None:
    text = "Grades are these.\n\n2\n\nAdequate care.\n\n3\n\nGood care.\n\n2\n"
    assert "p1 2" in outline(read_text(text.encode()))


def test_characters_are_cleaned_but_stay_as_printed(outline: Outline) -> None:
    text = "The oﬃce\xa0said “e\xadffort” – ‘yes’ ½\u200b\ufeff £5…\x0cNext page here."
    assert outline(read_text(text.encode())) == ["p1 The office said “effort” – ‘yes’ ½ £5…", "p1 Next page here."]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("A café’s plan.".encode("utf-16"), "p1 A café’s plan."),
        ("A café’s plan.".encode("utf-8-sig"), "p1 A café’s plan."),
        ("A café’s plan.".encode("cp1252"), "p1 A café’s plan."),
        ("A café’s plan.".encode("utf-32"), "p1 A café’s plan."),
    ],
    ids=["utf-16", "utf-8 with mark", "cp1252", "utf-32"],
)
def test_encodings(data: bytes, expected: str, outline: Outline) -> None:
    assert outline(read_text(data)) == [expected]


def test_a_few_damaged_characters_are_shown_and_noted() -> None:
    data = ("Parents’ views – ‘heard’. " * 10).encode() + b"Caf\xe9 talks."
    document = read_text(data)
    assert document.blocks[0].text.endswith("‘heard’. Caf\ufffd talks.")
    assert document.notes == ("1 character could not be read; each is shown as \ufffd.",)


@pytest.mark.parametrize("data", [b"- \n- \n***", b"\xff\xfe", "– …".encode()])
def test_text_without_a_word_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableContent, match="no words"):
        read_text(data)


def test_text_too_long_is_refused() -> None:
    with pytest.raises(UnreadableContent, match="more than 20 MB"):
        read_text(b"a" * (MAX_TEXT_BYTES + 1))

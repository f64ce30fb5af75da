"""Footnotes of PDF files: told from text, whole over lines and pages, their marks taken out and placed."""

from corpus.blocks import BlockKind, Document
from corpus.readers.pdf.items import ItemKind, TreeWalk
from corpus.readers.pdf.notes import settle_notes
from corpus.readers.pdf.objects import Element, PageContent, Run
from corpus.readers.pdf.reader import read_pdf
from tests.corpus.readers.pdf_making import Line, make_pdf

BODY, SMALL, RAISED = 12, 9, 6


def text(y: float, words: str, x: float = 60) -> Line:
    return (x, y, BODY, "plain", words)


def raised(y: float, mark: str, x: float) -> Line:
    return (x, y + 4, 8, "plain", mark)


def note(y: float, mark: str, words: str) -> list[Line]:
    number: list[Line] = [(60, y + 3, RAISED, "plain", mark)] if mark else []
    return [*number, (66, y, SMALL, "plain", words)]


PAGES: list[list[Line]] = [
    [
        (60, 780, 16, "bold", "Findings"),
        text(740, "Nine children of Otterby live at Quay House"),
        raised(740, "1", 290),
        text(726, "and most of them are glad of it. Their rooms are warm."),
        text(698, "Harbour Lights"),
        raised(698, "2", 138),
        text(698, " opens on Mondays.", 144),
        *note(120, "1", "Quay House is a home for children who"),
        *note(109, "", "need a short stay near the sea."),
        *note(98, "2", "Harbour Lights is a club that the council and the"),
    ],
    [
        text(780, "Staff know every child by name and by the songs they like,"),
        text(766, "and they say so."),
        raised(766, "3", 152),
        *note(109, "", "harbour trust have paid for since the pier was mended."),
        *note(98, "3", "Source: the council's own count."),
    ],
]


def notes_of(document: Document) -> list[tuple[str | None, str, int | None, int | None]]:
    found = [block for block in document.blocks if block.kind is BlockKind.FOOTNOTE]
    return [(block.number, block.text, block.page, block.page_end) for block in found]


def marked(document: Document) -> list[tuple[str, str]]:
    """Return each mark with the text before it."""
    return [(one.mark, block.text[: one.at]) for block in document.blocks for one in block.note_marks]


def test_footnotes_are_whole_over_lines_and_pages() -> None:
    assert notes_of(read_pdf(make_pdf(PAGES))) == [
        ("1", "Quay House is a home for children who need a short stay near the sea.", 1, 1),
        (
            "2",
            "Harbour Lights is a club that the council and the harbour trust have paid for since the pier was mended.",
            1,
            2,
        ),
        ("3", "Source: the council's own count.", 2, 2),
    ]


def test_marks_are_no_part_of_the_text_and_their_places_are_known() -> None:
    document = read_pdf(make_pdf(PAGES))
    paragraphs = [block.text for block in document.blocks if block.kind is BlockKind.PARAGRAPH]
    assert paragraphs == [
        "Nine children of Otterby live at Quay House and most of them are glad of it. Their rooms are warm.",
        "Harbour Lights opens on Mondays.",
        "Staff know every child by name and by the songs they like, and they say so.",
    ]
    assert marked(document) == [
        ("1", "Nine children of Otterby live at Quay House"),
        ("2", "Harbour Lights"),
        ("3", paragraphs[2]),
    ]


def test_the_text_is_the_same_as_that_of_a_file_without_marks() -> None:
    bare = [[line for line in page if line[2] != 8] for page in PAGES]
    texts = [(block.kind, block.text) for block in read_pdf(make_pdf(PAGES)).blocks]
    assert texts == [(block.kind, block.text) for block in read_pdf(make_pdf(bare)).blocks]


def run(words: str, x: float, y: float, mcid: int, size: float = 10) -> Run:
    return Run(words, x, x + 5.0 * len(words), y, size, False, False, mcid)


def tagged(runs: list[Run], *elements: Element, number: int = 1) -> PageContent:
    return PageContent(number, 595, 842, tuple(runs), elements)


def settled(*pages: PageContent) -> list[tuple[str | None, str]]:
    found = settle_notes([TreeWalk(page).items() for page in pages], 12)
    return [(i.mark, i.prose.text) for items in found for i in items if i.kind is ItemKind.NOTE]


def paragraph(*mcids: int) -> Element:
    return Element("P", list(mcids))


def test_a_note_tagged_as_several_paragraphs_is_one_and_several_in_one_element_are_several() -> None:
    runs = [run("4 ", 60, 104, 0, 6.5), run("A note that ends", 66, 100, 0), run("further down.", 60, 88, 1)]
    runs += [run("5 ", 60, 80, 2, 6.5), run("Another one.", 66, 76, 2)]
    page = tagged(runs, Element("Note", [paragraph(0), paragraph(1), paragraph(2)]))
    assert settled(page) == [("4", "A note that ends further down."), ("5", "Another one.")]
    one = tagged(runs, Element("Note", [paragraph(0, 1, 2)]))
    assert settled(one) == [("4", "A note that ends further down."), ("5", "Another one.")]


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    first = tagged([run("1", 60, 104, 0, 6.5), run("A long note.", 66, 100, 0)], Element("Note", [paragraph(0)]))
    body = run("The text of the page goes on here.", 60, 700, 0, 12)
    rest = tagged(
        [body, run("It has a second sentence.", 60, 100, 1)], paragraph(0), Element("Note", [paragraph(1)]), number=2
    )
    assert settled(first, rest) == [("1", "A long note. It has a second sentence.")]


def test_a_mark_in_an_element_of_its_own_is_that_of_the_note_after_it() -> None:
    runs = [run("1", 60, 115, 0, 6.5), run("A note below its mark.", 60, 100, 1)]
    page = tagged(runs, Element("Note", [Element("Lbl", [0]), paragraph(1)]))
    assert settled(page) == [("1", "A note below its mark.")]


def test_small_type_that_begins_with_a_figure_is_a_note_only_in_its_turn() -> None:
    years = tagged([run("24 hours a day, somebody answers.", 60, 100, 0, 9)], paragraph(0))
    assert settled(years) == []
    plain = tagged([run("1 A note with a plain mark.", 60, 100, 0, 9)], paragraph(0))
    assert settled(plain) == [("1", "A note with a plain mark.")]


def test_a_paragraph_of_body_type_that_begins_with_a_raised_mark_is_a_note() -> None:
    body = [
        "The end of the report stands here with its notes",
        "below, and then come a few words more until",
        "all is said.",
    ]
    lines = [text(740 - 14 * n, words) for n, words in enumerate(body)]
    page = [*lines, raised(680, "1", 60), text(680, "Source: a count.", 66)]
    assert notes_of(read_pdf(make_pdf([page]))) == [("1", "Source: a count.", 1, 1)]

"""What the PDF reader takes out on purpose, and that its words and the blocks are all that is printed."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.blocks import Block, Document
from corpus.coverage import UNCOVERED, find_loss
from corpus.forms.body.draft import ReportDraft
from corpus.forms.body.outline import outline
from corpus.forms.body.sections import Layout
from corpus.readers.pdf.items import ItemKind, itemise
from corpus.readers.pdf.lines import lines_of
from corpus.readers.pdf.objects import UNMARKED, PageContent, Run
from corpus.readers.pdf.reader import read_pdf
from corpus.readers.pdf.set_aside import each_once, left_out, running, unmarked_lines
from corpus.report import Coverage, InspectionType, Source
from tests.corpus.readers.pdf_making import Line, make_pdf

SAMPLES = sorted(Path("corpus/samples").rglob("*.pdf"))


def run(text: str, x0: float, y: float, *, size: float = 12, mcid: int = UNMARKED) -> Run:
    return Run(text, x0, x0 + 6.0 * len(text.strip()), y, size, False, False, mcid)


def page(number: int, *runs: Run) -> PageContent:
    return PageContent(number, 595, 842, runs, ())


def words_of_blocks(document: Document) -> list[str]:
    return [f"{block.number or ''} {block.text}" for block in document.walk()]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_printed_word_is_in_a_block_or_set_aside(path: Path) -> None:
    document = read_pdf(path.read_bytes())
    loss = find_loss(document.printed, [*document.set_aside, *words_of_blocks(document)])
    assert len(document.printed) == document.pages
    assert loss is not None
    assert loss.coverage.uncovered_words == 0


def test_footers_of_an_untagged_file_are_set_aside_on_every_page() -> None:
    body: list[Line] = [(60, 700 - 14 * n, 12, "plain", "Leaders in Otterby meet every family.") for n in range(4)]
    pages = [[*body, (60, 30, 9, "plain", f"Review of services in Otterby {number}")] for number in (1, 2, 3)]
    document = read_pdf(make_pdf(pages))
    assert document.set_aside == tuple(f"Review of services in Otterby {number}" for number in (1, 2, 3))


def test_unmarked_text_is_furniture_in_a_margin_or_where_it_is_printed_again() -> None:
    pages = [
        page(1, run("Otterby report", 60, 20), run("Words that the file calls furniture.", 60, 400)),
        page(2, run("Draft of 3 May", 60, 500), run("1", 500, 820)),
        page(3, run("Draft of 4 May", 60, 500)),
    ]
    unmarked = unmarked_lines(pages)
    assert running(unmarked) == ["Otterby report", "Draft of 3 May", "1", "Draft of 4 May"]
    assert each_once(unmarked) == (
        "Otterby report", "Words that the file calls furniture.", "Draft of 3 May", "Draft of 4 May",
    )  # fmt: skip


def test_footnote_marks_are_small_raised_figures_after_words() -> None:
    runs = [run("families in care", 60, 700), run("12", 160, 704, size=7), run(", 13", 172, 704, size=7)]
    runs += [run(" and 18", 190, 700), run("in 2014", 60, 660), run("9", 110, 660)]
    items = list(itemise(lines_of(runs, 1), ItemKind.PARAGRAPH, 0))
    assert list(left_out(items)) == ["12", "13"]


def test_a_day_beside_a_large_page_number_is_no_footnote_mark() -> None:
    footer = [run("Otterby, ", 60, 25.8, size=10), run("9 ", 110, 25.8, size=10), run("to 13 May", 122, 25.8, size=10)]
    number = run("3", 520, 15.7, size=20)
    assert lines_of([*footer, number], 1)[0].text == "Otterby, 9 to 13 May 3"


def lost_by(document: Document, kept: tuple[Block, ...]) -> Coverage | None:
    draft = ReportDraft("Title", InspectionType.OTHER)
    report = draft.finish(document, Source("a.pdf", "0" * 64), outline(kept, Layout()))
    assert [warning.kind for warning in report.warnings].count(UNCOVERED) == (len(kept) < len(document.blocks))
    return report.coverage


def test_a_paragraph_that_a_form_drops_is_counted_and_warned_of() -> None:
    document = read_pdf(SAMPLES[0].read_bytes())
    whole = lost_by(document, document.blocks)
    assert whole is not None
    assert whole.uncovered_words == 0
    place, dropped = next((n, block) for n, block in enumerate(document.blocks) if len(block.text) > 200)
    missing = lost_by(document, (*document.blocks[:place], *document.blocks[place + 1 :]))
    assert missing is not None
    assert missing.words == whole.words
    assert missing.by_page[0][0] == dropped.page
    assert missing.uncovered_words > len(dropped.text.split()) - 3


def test_other_formats_are_not_counted() -> None:
    document = replace(read_pdf(SAMPLES[0].read_bytes()), printed=(), set_aside=())
    assert lost_by(document, document.blocks) is None

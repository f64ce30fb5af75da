"""Notes of chosen passages: in the order chosen, under their reports, in every format."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest
from lxml import html

from searcher.asking.request import SearchRequest
from searcher.errors import UnknownFormat
from searcher.finding.search import Searcher
from searcher.writing.chosen_note import MOST_CHOSEN, ChosenNote, make_chosen_note, plain_text, write_chosen_note

DAY = date(2025, 3, 12)
ADDRESS = "https://here.example/note?p=1"
LATE = "Too many annual reviews are late. Leaders do not know why."
SHORT = "Waiting times are short."
LONG = "Waiting lists for speech therapy are long."


def link(passage_id: str) -> str:
    return f"https://here.example/passages/{passage_id}"


@pytest.fixture(scope="module")
def ids(searcher: Searcher) -> dict[str, str]:
    hits = searcher.every_hit(SearchRequest())
    return {hit.passage.text: hit.passage.id for hit in hits}


def note_of(searcher: Searcher, *chosen: str, title: str = "") -> ChosenNote:
    return make_chosen_note(searcher, chosen, title, link=link, address=ADDRESS, day=DAY)


def test_passages_stand_under_their_reports_in_the_order_chosen(searcher: Searcher, ids: dict[str, str]) -> None:
    chosen = note_of(searcher, ids[LONG], ids[SHORT], ids[LATE], ids[LONG], title="  For the  board ")
    assert [(report.name, [one.text for one in report.quotations]) for report in chosen.note.reports] == [
        ("Tarnside: Area SEND inspection", [LONG, LATE]), ("Wexcombe: Area SEND inspection", [SHORT]),
    ]  # fmt: skip
    assert chosen.ids == (ids[LONG], ids[LATE], ids[SHORT])
    assert (chosen.note.title, chosen.unknown, chosen.beyond) == ("For the board", (), 0)
    assert chosen.note.facts == (
        ("Quoted", "3 passages from 2 reports"), ("By finding", "strength 1, weakness 2"),
        ("Date of this note", "12 March 2025"), ("This note", ADDRESS),
    )  # fmt: skip


def test_what_is_not_there_is_said_and_too_much_is_left_out(searcher: Searcher, ids: dict[str, str]) -> None:
    chosen = note_of(searcher, "gone", ids[LATE], *(f"x{number}" for number in range(MOST_CHOSEN)))
    assert (len(chosen.unknown), chosen.beyond, chosen.ids) == (MOST_CHOSEN - 1, 2, (ids[LATE],))
    assert dict(chosen.note.facts)["Left out"] == (
        "49 passages are not in this collection (any more): gone, x0, x1, x2, x3 and 44 more"
    )


def test_markdown_has_quotations_under_their_reports(searcher: Searcher, ids: dict[str, str]) -> None:
    note = note_of(searcher, ids[LATE], title="Late *reviews*").note
    assert write_chosen_note(note, "md", DAY).decode() == (
        "# Late \\*reviews\\*\n\n"
        "- Quoted: 1 passage from 1 report\n- By finding: weakness 1\n- Date of this note: 12 March 2025\n"
        f"- This note: {ADDRESS}\n\n"
        "## Tarnside: Area SEND inspection\n\n"
        "Inconsistent · inspected 29 January to 2 February 2024\n\n"
        f"> {LATE}\n\n"
        "**Weakness.** *Ofsted and CQC, Area SEND inspection: Tarnside, inspected 29 January to 2 February 2024, "
        'pp. 4 to 5, "What does the area partnership need to do better?", bullet 1* '
        f"([permalink]({link(ids[LATE])}); [source](https://reports.example/tarnside); "
        "Open Government Licence v3.0)\n\n## About these quotations\n\n"
        "Each quotation is the text of the report, word for word. The licence of a report stands in its citation where "
        "the report prints one; otherwise ask its publisher.\n"
    )


def test_word_has_the_same_words_and_links_to_itself(searcher: Searcher, ids: dict[str, str]) -> None:
    content = write_chosen_note(note_of(searcher, ids[SHORT], ids[LATE]).note, "docx", DAY)
    document = docx.Document(io.BytesIO(content))
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Quote"] == [SHORT, LATE]
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.style.name in {"Title", "Heading 2"}] == [
        "Passages from inspection reports", "Wexcombe: Area SEND inspection", "Tarnside: Area SEND inspection",
    ]  # fmt: skip
    assert ADDRESS in {part.target_ref for part in document.part.rels.values() if part.is_external}


def test_html_has_the_same_words(searcher: Searcher, ids: dict[str, str]) -> None:
    page = html.document_fromstring(
        write_chosen_note(note_of(searcher, ids[LATE], title="<b>Board</b>").note, "html", DAY)
    )
    assert [quote.text_content() for quote in page.iter("blockquote")] == [LATE]
    assert (page.xpath("string(//h1)"), page.xpath("//dd/a/@href")) == ("<b>Board</b>", [ADDRESS])


def test_plain_text_is_ready_to_paste(searcher: Searcher, ids: dict[str, str]) -> None:
    text = plain_text(note_of(searcher, ids[SHORT]).note)
    assert text == (
        "Passages from inspection reports\n\nWexcombe: Area SEND inspection\n\n"
        f"“{SHORT}”\nStrength. Ofsted and CQC, Area SEND inspection: Wexcombe, inspected 6 to 10 March 2023, p. 3, "
        '"What is the area partnership doing that is effective?", bullet 2 '
        f"({link(ids[SHORT])}; https://reports.example/wexcombe; Open Government Licence v3.0)\n"
    )


def test_there_are_three_formats(searcher: Searcher) -> None:
    with pytest.raises(UnknownFormat, match="Choose docx or md or html"):
        write_chosen_note(note_of(searcher).note, "pdf", DAY)

"""Briefing notes in Word and HTML: what they say, how they are built, and that nothing breaks them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document
from lxml import etree, html

from corpus.ids import PassageIds
from corpus.report import Finding, InspectionType, Passage, PassageKind, Report, Section, Source
from index.engine import Filter
from searcher.asking.request import SearchRequest
from searcher.finding.collection import Collection
from searcher.wording.escapes import xml_text
from searcher.wording.web_addresses import web_address
from searcher.writing.exports import EXPORTS, export
from searcher.writing.note import note_title, pieces_of
from searcher.writing.word_note import LONGEST_LINK

DAY = date(2025, 3, 12)
REQUEST = SearchRequest("annual reviews", {"type": Filter(frozenset({"area-send"}))}, per_page=1)
ADDRESS = "https://here.example/search?q=annual+reviews&type=area-send"
LATE, TIMELY = "Too many annual reviews are late. Leaders do not know why.", (
    "Annual reviews are timely, and families praise the co-production of plans."
)  # fmt: skip
BETTER, EFFECTIVE = "What does the area partnership need to do better?", (
    "What is the area partnership doing that is effective?"
)  # fmt: skip
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(data: Path, name: str, request: SearchRequest = REQUEST, link: bool = True) -> bytes:
    def passage(passage_id: str) -> str:
        return f"https://here.example/passages/{passage_id}"

    with Collection.open(data) as collection, collection.snapshot() as searcher:
        found = export(
            searcher, request, name, link=passage if link else None, address=ADDRESS if link else None, today=DAY
        )
        return b"".join(found)


def word(data: Path, request: SearchRequest = REQUEST, link: bool = True) -> Document:
    return docx.Document(io.BytesIO(written(data, "docx", request, link)))


def lines(document: Document) -> list[tuple[str, str]]:
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]


def test_a_word_note_reads_from_title_to_licence(data: Path) -> None:
    document = word(data)
    cited = "Ofsted and CQC, Area SEND inspection: Tarnside, inspected 29 January to 2 February 2024, "
    late = f'{cited}pp. 4 to 5, "{BETTER}", bullet 1'
    timely = f'{cited}p. 3, "{EFFECTIVE}", bullet 1'
    wexcombe = f'Ofsted and CQC, Area SEND inspection: Wexcombe, inspected 6 to 10 March 2023, pp. 4 to 5, "{BETTER}"'
    after = "; this passage online; published report, page {}; Open Government Licence v3.0"
    assert lines(document)[:6] == [
        ("Title", "Passages from inspection reports: “annual reviews”"),
        ("Fact", "Search\tannual reviews"),
        ("Fact", "Understood as\t“annual” and “reviews”"),
        ("Fact", "Type of inspection\tArea SEND inspection"),
        ("Fact", "Order\trelevance; passages stand under their report"),
        ("Fact", "Found\t3 passages in 2 reports"),
    ]
    assert lines(document)[6:9] == [
        ("Fact", "By finding\tstrength 1, weakness 2"),
        ("Fact", "Date of this search\t12 March 2025"),
        ("Fact", f"This search\t{ADDRESS}"),
    ]
    body = lines(document)[9:]
    assert body[:3] == [
        ("Heading 1", "Quotations"),
        ("Heading 2", "Tarnside: Area SEND inspection"),
        ("Report Facts", "Inconsistent · inspected 29 January to 2 February 2024"),
    ]
    quoted = {text: body[place + 1] for place, (style, text) in enumerate(body) if style == "Quote"}
    assert {text: quoted[text] for text in (LATE, TIMELY)} == {
        LATE: ("Citation", f"Weakness. {late}{after.format(4)}"),
        TIMELY: ("Citation", f"Strength. {timely}{after.format(3)}"),
    }
    assert any(text.startswith(f"Weakness. {wexcombe}") for _, text in quoted.values())
    assert body[-3:] == [
        ("Heading 1", "About these quotations"),
        ("Normal", "Each quotation is the text of the report, word for word. The licence of a report stands in its "
                   "citation where the report prints one; otherwise ask its publisher."),
        ("Normal", "Licences: Open Government Licence v3.0 (2 reports)."),
    ]  # fmt: skip


def test_in_a_word_note_what_was_looked_for_is_bold_and_the_quotation_whole(data: Path) -> None:
    quotes = [paragraph for paragraph in word(data).paragraphs if paragraph.style.name == "Quote"]
    (late,) = [paragraph for paragraph in quotes if paragraph.text == LATE]
    assert [(run.text, bool(run.bold)) for run in late.runs] == [
        ("Too many ", False), ("annual", True), (" ", False), ("reviews", True),
        (" are late. Leaders do not know why.", False),
    ]  # fmt: skip


def test_a_word_note_has_a_table_of_its_reports_with_a_header_row(data: Path) -> None:
    (table,) = word(data).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Report", "Inspected", "Judgement", "Passages"],
        ["Tarnside: Area SEND inspection", "29 January to 2 February 2024", "Inconsistent", "2"],
        ["Wexcombe: Area SEND inspection", "6 to 10 March 2023", "Typically positive", "1"],
    ]
    assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    assert table._tbl.tblPr.find(f"{W}tblDescription").get(f"{W}val").startswith("A row for each report")


def test_links_of_a_word_note_lead_to_passage_report_and_search(data: Path) -> None:
    document = word(data)
    targets = {link.text: link.address for paragraph in document.paragraphs for link in paragraph.hyperlinks}
    with Collection.open(data) as collection:
        ids = {hit.passage.id for hit in collection.search(REQUEST).hits}
    assert targets[ADDRESS] == ADDRESS
    assert targets["this passage online"].startswith("https://here.example/passages/")
    assert targets["published report, page 4"] in {
        f"https://reports.example/{slug}" for slug in ("tarnside", "wexcombe")
    }
    online = {
        link.address.rsplit("/", 1)[1]
        for paragraph in document.paragraphs
        for link in paragraph.hyperlinks
        if link.text == "this passage online"
    }
    assert ids < online
    assert len(online) == 3


def test_a_word_note_is_british_english_on_a4_with_page_numbers_and_a_title(data: Path) -> None:
    document = word(data)
    core, section = document.core_properties, document.sections[0]
    assert (core.title, core.language, core.author, core.created.date()) == (
        "Passages from inspection reports: “annual reviews”", "en-GB", "Inspection Searcher", DAY,
    )  # fmt: skip
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert {element.get(f"{W}val") for element in document.styles.element.iter(f"{W}lang")} == {"en-GB"}
    footer = section.footer.paragraphs[0]
    assert footer.text == "Passages from inspection reports\tPage 1 of 1"
    fields = [element.text.strip() for element in footer._p.iter(f"{W}instrText")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_same_search_on_the_same_day_gives_the_same_file(data: Path) -> None:
    assert written(data, "docx") == written(data, "docx")


def test_an_html_note_has_the_same_quotations_and_needs_nothing_else(data: Path) -> None:
    page = html.document_fromstring(written(data, "html").decode())
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title") == "Passages from inspection reports: “annual reviews”"
    assert [heading.text for heading in page.iter("h1", "h2", "h3")] == [
        "Passages from inspection reports: “annual reviews”", "Quotations", "Tarnside: Area SEND inspection",
        "Wexcombe: Area SEND inspection", "Reports quoted", "About these quotations",
    ]  # fmt: skip
    quotes = [quote.text_content() for quote in page.iter("blockquote")]
    assert quotes == [text for style, text in lines(word(data)) if style == "Quote"]
    (late,) = [quote for quote in page.iter("blockquote") if quote.text_content() == LATE]
    assert [mark.text for mark in late.iter("mark")] == ["annual", "reviews"]
    caption = late.getparent().find("figcaption")
    assert caption.text_content().startswith("Weakness. Ofsted and CQC, Area SEND inspection: Tarnside, ")
    assert [link.get("href") for link in caption.iter("a")] == [late.get("cite"), "https://reports.example/tarnside"]
    assert not page.xpath("//script | //link | //img | //@style")


def test_without_a_site_a_note_cites_without_links_to_it(data: Path) -> None:
    page = html.document_fromstring(written(data, "html", link=False).decode())
    assert page.xpath("count(//figcaption/cite)") == 3
    assert {link.get("href") for link in page.iter("a")} == {
        "https://reports.example/tarnside", "https://reports.example/wexcombe",
    }  # fmt: skip
    texts = [text for style, text in lines(word(data, link=False)) if style == "Citation"]
    assert not [text for text in texts if "online" in text]


@pytest.mark.parametrize("name", ["docx", "html"])
def test_a_note_of_nothing_says_so(data: Path, name: str) -> None:
    request = SearchRequest("zebra")
    if name == "docx":
        assert ("Normal", "Nothing was found.") in lines(word(data, request))
        assert word(data, request).tables == []
    else:
        page = html.document_fromstring(written(data, "html", request).decode())
        assert "Nothing was found." in page.text_content()
        assert not list(page.iter("table"))


def test_hostile_text_breaks_no_note(tmp_path: Path, keep: Callable[[Path, list[Report]], None]) -> None:
    text = "Hostile <w:p/> & ]]> \x0b\ufffe words{{ 7 * 7 }}\nand a second line"
    ids = PassageIds("hostile")
    report = Report(
        id="hostile",
        title="T",
        inspection_type=InspectionType.OTHER,
        source=Source("h.txt", "d" * 64, "http://[broken"),
        sections=(Section("A & B", 1, Finding.MIXED, "r", (Passage(ids.next_id(text), PassageKind.PARAGRAPH, text),)),),
        areas=("<b>",),
        licence='"><script>',
    )
    keep(tmp_path, [report])
    content = written(tmp_path, "docx", SearchRequest("hostile \x01 ' < &"))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            etree.fromstring(package.read(name))
    quotes = [text for style, text in lines(docx.Document(io.BytesIO(content))) if style == "Quote"]
    assert quotes == ["Hostile <w:p/> & ]]> �� words{{ 7 * 7 }}\nand a second line"]
    page = html.document_fromstring(written(tmp_path, "html", SearchRequest("hostile")).decode())
    assert page.xpath("string(//blockquote)").startswith("Hostile <w:p/> & ]]> ")
    assert not page.xpath("//script | //b")


def test_an_address_too_long_for_word_stays_text(data: Path) -> None:
    with Collection.open(data) as collection, collection.snapshot() as searcher:
        address = f"https://here.example/search?q={'x' * LONGEST_LINK}"
        content = b"".join(export(searcher, REQUEST, "docx", address=address, today=DAY))
    facts = [paragraph for paragraph in docx.Document(io.BytesIO(content)).paragraphs if paragraph.style.name == "Fact"]
    assert facts[-1].text == f"This search\t{address}"
    assert facts[-1].hyperlinks == []


def test_addresses_of_publishers_are_made_ready_for_links() -> None:
    assert web_address("https://a.example/b c?q=“x”#p") == "https://a.example/b%20c?q=%E2%80%9Cx%E2%80%9D#p"
    assert web_address("https://a.example/100%.pdf", 2) == "https://a.example/100%25.pdf#page=2"
    assert web_address("HTTPS://a.example/%41") == "HTTPS://a.example/%41"
    bad = ("http://[broken", "https://", "javascript:alert(1)", "ftp://a.example/", "", None)
    assert [web_address(address) for address in bad] == [None] * 6


def test_what_xml_forbids_is_replaced() -> None:
    assert xml_text("a\x00b\ud800c\ufffed\te\n😀") == "a�b�c�d\te\n😀"


def test_a_title_quotes_the_words_unless_they_have_quotes_and_cuts_long_ones() -> None:
    assert note_title(SearchRequest()) == "Passages from inspection reports"
    assert note_title(SearchRequest('"annual reviews"')) == 'Passages from inspection reports: "annual reviews"'
    assert len(note_title(SearchRequest("word " * 1000))) < 130


def test_pieces_put_together_are_the_text() -> None:
    assert pieces_of("annual reviews", [(0, 6), (7, 14)]) == (("annual", True), (" ", False), ("reviews", True))
    assert pieces_of("", []) == ()


def test_a_note_is_everything_that_was_found_in_every_format(data: Path) -> None:
    every = replace(REQUEST, filters={}, text="")
    with Collection.open(data) as collection:
        total = collection.search(every).total
    assert len([style for style, _ in lines(word(data, every)) if style == "Quote"]) == total
    assert written(data, "html", every).count(b"<blockquote") == total
    assert set(EXPORTS) == {"docx", "md", "html", "csv", "jsonl"}

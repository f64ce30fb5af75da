"""Word files: styles, list numbers as Word prints them, tables, tracked changes, damage."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.blocks import Document
from corpus.readers.unreadable import UnreadableContent
from corpus.readers.word.package import MAX_UNPACKED_BYTES
from corpus.readers.word.reader import read_word

Outline = Callable[[Document], list[str]]

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"

NUMBERING = """
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="40"/></w:lvlOverride></w:num>
"""
STYLES = """
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Own"><w:name w:val="Finding title"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:styleId="Outlined"><w:name w:val="Other"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:styleId="Listed"><w:name w:val="Listed"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="Round"/></w:style>
<w:style w:styleId="Toc1"><w:name w:val="toc 1"/></w:style>
"""


def word_file(body: str, namespace: str = MAIN, **parts: str) -> bytes:
    """A Word file of the barest kind; ``parts`` are the inner XML of other parts by name."""
    buffer = io.BytesIO()
    inner = {"document": f"<w:body>{body}</w:body>", "numbering": NUMBERING, "styles": STYLES} | parts
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, xml in inner.items():
            archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{namespace}">{xml}</w:{name}>')
    return buffer.getvalue()


def paragraph(text: str, *, style: str = "", num: int = 0, level: int = 0, run: str = "") -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def test_a_file_as_word_saves_it(outline: Outline) -> None:
    source = docx.Document()
    source.core_properties.title = "Ambleford report"
    source.sections[0].header.paragraphs[0].text = "Running head"
    source.add_heading("Area SEND inspection of Ambleford", 0)
    source.add_heading("What works", 1)
    source.add_paragraph("Staff stay.", style="List Bullet")
    source.add_paragraph("In town.", style="List Bullet 2")
    source.add_paragraph("First.", style="List Number")
    source.add_paragraph("Second.", style="List Number")
    lead = source.add_paragraph()
    lead.add_run("A bold lead").bold = True
    lead.add_run(" and the rest")
    lead.add_run("1").font.superscript = True
    lead.add_run(".")
    source.add_paragraph().add_run("Areas for improvement").bold = True
    table = source.add_table(rows=3, cols=2)
    table.cell(0, 0).text = "Major strengths"
    table.cell(0, 1).text = "Important weaknesses"
    table.cell(1, 0).text = "Staff stay."
    table.cell(1, 0).add_paragraph("Plans work.")
    table.cell(1, 1).merge(table.cell(2, 1)).text = "Long waits"
    table.cell(2, 0).add_table(1, 2).cell(0, 0).text = "Inner"
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    buffer = io.BytesIO()
    source.save(buffer)

    document = read_word(buffer.getvalue())

    assert document.format == "docx"
    assert document.title == "Ambleford report"
    assert document.furniture == ("Running head",)
    assert outline(document) == [
        "#1 Area SEND inspection of Ambleford",
        "#1 What works",
        "*1 Staff stay.",
        "*2 In town.",
        "n1 1 First.",
        "n1 2 Second.",
        "p1 A bold lead and the rest.",
        "#2 Areas for improvement",
        "t [=p1 Major strengths | =p1 Important weaknesses]",
        "t [p1 Staff stay. / p1 Plans work. | p1 Long waits]",
        "t [p1 Inner | ]",
    ]
    assert document.blocks[6].bold_lead == len("A bold lead")


@pytest.mark.parametrize("namespace", [MAIN, STRICT])
def test_numbers_are_counted_as_word_prints_them(namespace: str, outline: Outline) -> None:
    body = "".join(
        [
            paragraph("Findings", style="berschrift1", num=1),
            paragraph("one", num=1, level=1),
            paragraph("two", num=1, level=1),
            paragraph("letter", num=1, level=2),
            paragraph("bullet", num=2),
            paragraph("inner bullet", num=2, level=1),
            paragraph("", num=1, level=1),
            paragraph("four", num=1, level=1),
            paragraph("Next", style="Own", num=1),
            paragraph("begins again", num=1, level=1),
            paragraph("forty", num=3),
            paragraph("forty-one", num=3),
            paragraph("style's list", style="Listed"),
            paragraph("no such list", num=9),
        ]
    )
    assert outline(read_word(word_file(body, namespace))) == [
        "#1 1 Findings",
        "n2 1.1 one",
        "n2 1.2 two",
        "n3 a letter",
        "*1 bullet",
        "*2 inner bullet",
        "n2 1.4 four",
        "#1 2 Next",
        "n2 2.1 begins again",
        "n1 40 forty",
        "n1 41 forty-one",
        "*1 style's list",
        "*1 no such list",
    ]


def test_headings_by_localised_style_and_outline_level(outline: Outline) -> None:
    body = (
        paragraph("Contents line 3", style="Toc1")
        + paragraph("Top", style="berschrift1")
        + paragraph("Third", style="Outlined")
        + paragraph("In a circle.", style="Round")
        + paragraph("Unknown style.", style="Missing")
    )
    assert outline(read_word(word_file(body))) == ["#1 Top", "#3 Third", "p1 In a circle.", "p1 Unknown style."]


def test_tracked_changes_fields_boxes_and_footnotes(outline: Outline) -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    body = (
        paragraph("Report", style="berschrift1")
        + "<w:p>"
        + run.format("Kept ")
        + f"<w:ins>{run.format('and new ')}</w:ins>"
        + "<w:del><w:r><w:delText>gone </w:delText></w:r></w:del>"
        + f"<w:moveFrom>{run.format('moved away ')}</w:moveFrom>"
        + "<w:r><w:fldChar/><w:instrText>PAGEREF x</w:instrText></w:r>"
        + f"<w:hyperlink>{run.format('a link')}</w:hyperlink>"
        + "<w:r><w:footnoteReference w:id='7'/></w:r>"
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
        + "<w:r><w:noBreakHyphen/><w:t>end</w:t><w:br/><w:t>Next line.</w:t></w:r>"
        + f"<w:r><w:txbxContent>{paragraph('In a box.')}</w:txbxContent></w:r>"
        + "</w:p>"
        + f"<w:sdt><w:sdtContent>{paragraph('In a control.')}</w:sdtContent></w:sdt>"
    )
    notes = (
        f"<w:footnote w:id='7'>{paragraph('A note.')}</w:footnote><w:footnote w:id='8'>{paragraph('No.')}</w:footnote>"
    )
    assert outline(read_word(word_file(body, footnotes=notes))) == [
        "#1 Report",
        "p1 Kept and new a link-end",
        "p1 Next line.",
        "p1 In a box.",
        "p1 In a control.",
        "f1 1 A note.",
    ]


def test_bold_by_run_and_by_style(outline: Outline) -> None:
    styles = "<w:style w:styleId='Strong'><w:name w:val='Strong'/><w:rPr><w:b/></w:rPr></w:style>"
    body = (
        paragraph("Report", style="berschrift1")
        + paragraph("A bold sentence.", run="<w:b/>")
        + paragraph("Not bold.", run="<w:b w:val='0'/>", style="Strong")
        + paragraph("Bold by its style.", style="Strong")
        + paragraph("Bold by character style.", run="<w:rStyle w:val='Strong'/>")
    )
    document = read_word(word_file(body, styles=STYLES + styles))
    assert [block.bold_lead for block in document.blocks[1:]] == [16, 0, 18, 24]
    assert outline(document)[2] == "p1 Not bold."


def test_tables_with_spans_keep_their_columns(outline: Outline) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    wide, first = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    body = paragraph("Report", style="berschrift1") + (
        "<w:tbl>"
        f"<w:tr>{cell('a', wide)}{cell('b', first)}</w:tr>"
        f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell('c')}{cell('', '<w:vMerge/>')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('deleted')}</w:tr>"
        "</w:tbl>"
    )
    assert outline(read_word(word_file(body)))[1:] == ["t [p1 a |  | p1 b]", "t [ | p1 c | ]"]


def test_tables_nested_beyond_measure_are_read_as_text(outline: Outline) -> None:
    body = paragraph("deep")
    for _ in range(40):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc><w:tc>{paragraph('x')}</w:tc></w:tr></w:tbl>"
    text = " ".join(outline(read_word(word_file(body))))
    assert text.count("deep") == 1
    assert text.count("p1 x") == 40


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 and nothing more", "damaged"),
        (word_file("<w:p>"), "damaged"),
        (word_file("", document="<w:nobody/>"), "damaged"),
        (word_file("<w:p/>"), "no words"),
        (word_file("<w:p>" * 3000 + "</w:p>" * 3000), "damaged"),
    ],
    ids=["cut off", "broken XML", "no body", "empty", "nested"],
)
def test_what_is_no_report_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableContent, match=reason):
        read_word(data)


def test_a_file_that_unpacks_without_bounds_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (MAX_UNPACKED_BYTES + 1))
    with pytest.raises(UnreadableContent, match="unpacks to more than 200 MB"):
        read_word(buffer.getvalue())


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "ha ha ha"><!ENTITY b "&a;&a;&a;">]>'
    body = "<w:body><w:p><w:r><w:t>Words &b; here</w:t></w:r></w:p></w:body>"
    xml = f'{bomb}<w:document xmlns:w="{MAIN}">{body}</w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", xml)
    assert "ha" not in read_word(buffer.getvalue()).blocks[0].text

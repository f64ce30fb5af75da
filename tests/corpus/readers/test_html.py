"""Web pages: the main part, lists, tables, and pages that are broken or hostile."""

from collections.abc import Callable

import pytest

from corpus.blocks import Document
from corpus.readers.html.reader import read_html
from corpus.readers.unreadable import UnreadableContent

Outline = Callable[[Document], list[str]]


def body(outline: Outline, source: str) -> list[str]:
    return outline(read_html(f"<!doctype html><body>{source}</body>".encode()))


def test_a_report_as_a_page(outline: Outline) -> None:
    page = """<!DOCTYPE html>
<html><head><title>Ambleford:
 inspection</title><style>p {}</style><script>var words = "hidden";</script></head>
<body>
<nav><ul><li>Home</li></ul></nav>
<header><p>The site</p></header>
<header><h1>Area SEND inspection of&nbsp;Ambleford</h1></header>
<p>Inspection dates:
   <b>4 March</b> to<br>8 March 2031</p>
<h2>What <em>works</em>?</h2>
<ul>
 <li>Staff <b>stay</b>.
  <ul><li>In town.<li>In villages.</ul>
 <li><p>Parents are heard.</p><p>More on that.</p>
</ul>
<p><strong>Areas for improvement</strong></p>
<p>Waiting lists<sup>1</sup> on the 4<sup>th</sup> floor &amp; H<sub>2</sub>O. <q>Said</q>.</p>
<form><input><p>Search</p></form>
<aside>Related</aside><div hidden>Secret</div><div style="display: none">Secret</div>
<span class="visually-hidden">Secret</span><span aria-hidden="true">Secret</span>
<footer>Contact</footer>
</body></html>"""
    document = read_html(page.encode())

    assert document.format == "html"
    assert document.title == "Ambleford: inspection"
    assert outline(document) == [
        "#1 Area SEND inspection of Ambleford",
        "p1 Inspection dates: 4 March to 8 March 2031",
        "#2 What works?",
        "*1 Staff stay.",
        "*2 In town.",
        "*2 In villages.",
        "*1 Parents are heard.",
        "p1 More on that.",
        "#3 Areas for improvement",
        "p1 Waiting lists on the 4th floor & H2O. “Said”.",
    ]


@pytest.mark.parametrize(
    ("wrapper", "expected"),
    [
        ("<main>{}</main>", ["p1 INSIDE"]),
        ("<div role='main'>{}</div>", ["p1 INSIDE"]),
        ("<article>{}</article><article>Teaser</article>", ["p1 INSIDE"]),
        ("<div>{}</div>", ["p1 Around.", "p1 INSIDE", "p1 Below."]),
        ("<form>{}<table><tr><td>Cell.</table></form>", ["p1 Around.", "p1 INSIDE", "p1 Cell.", "p1 Below."]),
    ],
)
def test_the_main_part_alone_is_read(wrapper: str, expected: list[str], outline: Outline) -> None:
    inside = "Words of the report. " * 20
    page = f"<p>Around.</p>{wrapper.format(f'<p>{inside}</p>')}<p>Below.</p>"
    assert body(outline, page) == [line.replace("INSIDE", inside.strip()) for line in expected]


def test_an_empty_main_part_is_not_preferred(outline: Outline) -> None:
    assert body(outline, "<main>Loading.</main><p>The text itself is here.</p>") == [
        "p1 Loading.",
        "p1 The text itself is here.",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<ol><li>a<li>b</ol>", ["n1 1 a", "n1 2 b"]),
        ("<ol start=14><li>a<li value=20>b<li>c</ol>", ["n1 14 a", "n1 20 b", "n1 21 c"]),
        ("<ol type=a><li>x<li>y</ol>", ["n1 a x", "n1 b y"]),
        ("<ol type=I start=4><li>x</ol>", ["n1 IV x"]),
        ("<ul><li>x<ol><li>y</ol></ul>", ["*1 x", "n2 1 y"]),
        ("<li>loose</li>", ["*1 loose"]),
        ("<p>17. Typed number.</p><p>• Typed bullet</p>", ["n1 17 Typed number.", "*1 Typed bullet"]),
    ],
)
def test_lists(source: str, expected: list[str], outline: Outline) -> None:
    assert body(outline, f"<h1>R</h1>{source}")[1:] == expected


def test_tables_with_spans_keep_their_columns(outline: Outline) -> None:
    source = """<table><caption>Grades</caption><thead><tr><td>Strengths<td>Weaknesses<td>Grade</thead>
<tr><td rowspan=2><p>Staff stay.<p>Plans work.<td>Long waits<br>Few homes<td>2
<tr><td colspan=2>Nothing else</table>"""
    assert body(outline, f"<h1>R</h1>{source}")[1:] == [
        "p1 Grades",
        "t [=p1 Strengths | =p1 Weaknesses | =p1 Grade]",
        "t [p1 Staff stay. / p1 Plans work. | p1 Long waits / p1 Few homes | p1 2]",
        "t [ | p1 Nothing else | ]",
    ]


def test_nested_tables_and_layout_tables(outline: Outline) -> None:
    source = (
        "<table><tr><td><h2>Framed</h2><p>Text.</p></td></tr></table>"
        "<table><tr><td>a<td><table><tr><td>b<td>c</table></table>"
    )
    assert body(outline, source) == ["#2 Framed", "p1 Text.", "t [p1 a | t [p1 b | p1 c]]"]


def test_definition_lists_are_tables_of_terms(outline: Outline) -> None:
    source = "<dl><dt>Authority<dd>Ambleford<dt>Dates<dd>March<dd>May</dl>"
    assert body(outline, f"<h1>R</h1>{source}")[1:] == [
        "t [=p1 Authority | p1 Ambleford]",
        "t [=p1 Dates | p1 March | p1 May]",
    ]


def test_preformatted_text_keeps_its_lines(outline: Outline) -> None:
    assert body(outline, "<h1>R</h1><pre>First line.\n  Second line.</pre>")[1:] == [
        "p1 First line.",
        "p1 Second line.",
    ]


def test_broken_html_loses_nothing(outline: Outline) -> None:
    assert body(outline, "<h1>R</h2><p>one<p><b>two<ul><li>three</b></table></td>four<p>five") == [
        "#1 R",
        "p1 one",
        "p1 two",
        "*1 three",
        "p1 four",
        "p1 five",
    ]


def test_bold_lead(outline: Outline) -> None:
    document = read_html(b"<h1>R</h1><ul><li><b>A finding.</b> And more.</ul>")
    assert outline(document) == ["#1 R", "*1 A finding. And more."]
    assert document.blocks[1].bold_lead == len("A finding.")


@pytest.mark.parametrize(
    "source",
    [
        '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]><p>Words &a; here.</p>',
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><html><p>Words &b; here.</p></html>',
    ],
)
def test_entities_are_not_expanded(source: str) -> None:
    text = " ".join(block.text for block in read_html(source.encode()).blocks)
    assert text.endswith(("Words &a; here.", "Words &b; here."))


def test_nesting_beyond_reading_is_refused() -> None:
    with pytest.raises(UnreadableContent, match="nested too deeply"):
        read_html(b"<!doctype html>" + b"<div>" * 5000 + b"deep")


@pytest.mark.parametrize("source", ["", "<html></html>", "<script>x</script>", "<body hidden></body>"])
def test_a_page_without_words_is_refused(source: str) -> None:
    with pytest.raises(UnreadableContent, match="no words"):
        read_html(source.encode())

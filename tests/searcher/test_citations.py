from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.report import Footnote, InspectionType, PassageKind, Report, Source
from index.engine import PassageDocument
from searcher.asking.request import SearchRequest
from searcher.finding.search import Searcher
from searcher.wording.citations import Citation, cite, make_citation
from searcher.wording.escapes import escape_markdown, quote_block

PLACE = '"What does the area partnership need to do better?"'


@pytest.fixture
def found(searcher: Searcher) -> tuple[PassageDocument, Report]:
    (hit,) = searcher.search(SearchRequest('"too many annual reviews"')).hits
    return hit.passage, hit.report


def test_a_bullet_is_cited_with_everything_known(found: tuple[PassageDocument, Report]) -> None:
    passage, report = found
    assert cite(replace(passage, page=3, page_end=3), report) == (
        "Ofsted and CQC, Area SEND inspection: Tarnside, inspected 29 January to 2 February 2024, "
        f"p. 3, {PLACE}, bullet 1"
    )


CASES: list[tuple[dict[str, object], dict[str, object], str]] = [
    ({"page": None, "page_end": None}, {}, f"2 February 2024, {PLACE}, bullet 1"),
    ({"page": 4, "page_end": 5}, {}, f", pp. 4 to 5, {PLACE}, bullet 1"),
    ({"kind": PassageKind.NUMBERED, "number": "17"}, {}, ", paragraph 17"),
    ({"kind": PassageKind.PARAGRAPH, "ordinal": 4}, {}, ", paragraph 4"),
    ({"kind": PassageKind.TABLE, "ordinal": 2}, {}, ", item 2"),
    ({"heading": ""}, {}, "pp. 4 to 5, bullet 1"),
    ({"heading": "", "footnote": Footnote("3", "x", at=9)}, {}, "pp. 4 to 5, footnote 3"),
    ({"heading": "", "footnote": Footnote(None)}, {}, "pp. 4 to 5, footnote"),
    ({"heading": "A", "time_scale": "Within three months"}, {}, '"A", bullet 1, time scale "Within three months"'),
    ({"heading": "Within three months:", "time_scale": "Within three months"}, {}, '"Within three months:", bullet 1'),
    ({"heading": "Two\nlines  of it"}, {}, '"Two lines of it", bullet 1'),
    ({"heading": "A", "page": None}, {"published": date(2024, 4, 4)}, '2024, published 4 April 2024, "A", bullet 1'),
    ({"heading": "A", "page": None}, {"inspected_to": None}, 'inspected 29 January 2024, "A", bullet 1'),
    ({"heading": "A", "page": None}, {"inspected_from": None, "inspected_to": None}, 'Tarnside, "A", bullet 1'),
]


@pytest.mark.parametrize(("passage_changes", "report_changes", "end"), CASES)
def test_what_is_not_known_is_left_out(
    found: tuple[PassageDocument, Report],
    passage_changes: dict[str, object],
    report_changes: dict[str, object],
    end: str,
) -> None:
    passage, report = found
    cited = cite(replace(passage, **passage_changes), replace(report, **report_changes))  # type: ignore[arg-type]
    assert cited.endswith(end)
    assert cited.startswith("Ofsted and CQC, Area SEND inspection: Tarnside, ")


def test_several_areas_no_inspectorate_and_news(found: tuple[PassageDocument, Report], searcher: Searcher) -> None:
    passage, report = found
    both = replace(report, areas=("Tarnside", "Wexcombe", "Port Ellery"), inspectorates=())
    assert cite(passage, both).startswith("Area SEND inspection: Tarnside, Wexcombe and Port Ellery, inspected")
    assert cite(passage, replace(report, areas=())).startswith(f"Ofsted and CQC, Area SEND inspection: {report.title},")
    other = replace(report, inspection_type=InspectionType.OTHER)
    assert cite(passage, other).startswith(f"Ofsted and CQC, Other report: {report.title},")
    (news,) = searcher.search(SearchRequest("type:news")).hits
    assert cite(news.passage, news.report) == "News article: Families welcome change, published 1 May 2024, paragraph 1"


def test_links_and_licence_follow_where_they_are_known(found: tuple[PassageDocument, Report]) -> None:
    passage, report = found
    text = cite(passage, report)
    full = make_citation(passage, report, lambda passage_id: f"https://here.example/{passage_id}")
    assert full == Citation(
        text, f"https://here.example/{passage.id}", "https://reports.example/tarnside", "Open Government Licence v3.0"
    )
    assert full.plain() == f"{text} ({full.permalink}; {full.source}; {full.licence})"
    assert full.markdown() == (
        f"*{text}* ([permalink]({full.permalink}); [source]({full.source}); Open Government Licence v3.0)"
    )
    bare = make_citation(passage, replace(report, source=Source("a.pdf", "0"), licence=None))
    assert (bare.plain(), bare.markdown()) == (text, f"*{text}*")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("https://x.example/a b(c)<d>", "[source](https://x.example/a%20b%28c%29%3Cd%3E)"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("[x](https://y.example)", r"\[x\](https://y.example)"),
    ],
)
def test_hostile_addresses_do_no_harm(source: str, shown: str) -> None:
    assert Citation("a", source=source).markdown() == f"*a* ({shown})"


MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown_text(markdown: str) -> str:
    """Return what Markdown shows, a line end for each break."""
    return "\n".join(_inline(token) for token in MARKDOWN.parse(markdown) if token.type == "inline")


def _inline(token: Token) -> str:
    breaks = {"hardbreak": "\n", "softbreak": " "}
    return "".join(breaks.get(child.type, child.content) for child in token.children or [])


SPECIAL = st.sampled_from([*"\\`*_[]<>~|#+-=.)(!&;:$^\"'1 \n", "&amp;", "10. ", "- ", "http://x.y", "é", "a b"])
HARD = st.lists(SPECIAL, max_size=25).map("".join) | st.text(
    alphabet=st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029"), max_size=30
)


@given(HARD)
def test_a_quotation_shows_exactly_the_text(text: str) -> None:
    lines = [line.strip() for line in text.strip().split("\n")]
    expected = "\n".join(line for line in lines if line)
    tokens = MARKDOWN.parse(quote_block(text))
    assert shown_text(quote_block(text)) == expected
    kinds = {token.type for token in tokens}
    assert kinds <= {"blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline"}


@given(HARD.map(lambda text: " ".join(text.split())).filter(bool))
def test_a_citation_shows_exactly_the_text(text: str) -> None:
    assert shown_text(f"*{escape_markdown(text)}*") == text


def test_a_quotation_of_several_paragraphs_is_one_block() -> None:
    assert quote_block("One *star*\ntwo\n\n\n- three") == "> One \\*star\\*\\\n> two\n>\n> \\- three"

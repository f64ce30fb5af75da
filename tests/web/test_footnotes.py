"""Footnotes and time scales on pages: links at the marks and back, and quotes without marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup
from werkzeug.test import Client

from corpus.report import Finding, Footnote, Passage, PassageKind, Report, Section
from tests.web.invented_site import HOSTILE, keep, make_ilacs, text_of, texts, tree
from web.parts.marking import mark

BULLET, PARAGRAPH = PassageKind.BULLET, PassageKind.PARAGRAPH
ADDRESS = "/reports/otterby"
LIVE = "Nine lantern children live at Quay House, most for long."


def make_report() -> Report:
    about = (
        Passage("a", PARAGRAPH, LIVE, page=1),
        Passage(
            "b", BULLET, "Mend the lantern.", page=1, time_scale="Within three months", responsible="Otterby Trust"
        ),
    )
    notes = (
        Passage("d", PARAGRAPH, "A home.", page=1, footnote=Footnote("1", of="a", at=12)),
        Passage("e", PARAGRAPH, "By law.", page=1, footnote=Footnote("2", heading="About Otterby", at=13)),
        Passage(
            "f", PARAGRAPH, "On the title page.", page=1, footnote=Footnote("3", heading="Review of Otterby", at=17)
        ),
        Passage("g", PARAGRAPH, "Odd.", page=1, footnote=Footnote(HOSTILE)),
        Passage("h", PARAGRAPH, "Odder.", page=1, footnote=Footnote(HOSTILE, of="a", at=40)),
    )
    sections = (
        Section("About Otterby", 1, Finding.RECOMMENDATION, "", about),
        Section("Within three months", 1, Finding.RECOMMENDATION, "", (replace(about[1], id="c"),)),
        Section("", 1, Finding.CONTEXT, "footnotes", notes),
    )
    return replace(make_ilacs(), id="otterby", sections=sections)


@pytest.fixture
def noted(make_client: Callable[..., Client], tmp_path: Path) -> Client:
    keep(tmp_path, [make_report()])
    return make_client(tmp_path)


def test_each_mark_is_a_raised_link_to_its_footnote(noted: Client) -> None:
    page = tree(noted.get(ADDRESS))
    links = page.xpath("//sup/a[@class='note-mark']")
    assert [(link.get("id"), link.get("href"), link.get("aria-label"), link.get("data-mark")) for link in links] == [
        ("n-e", "#p-e", "Footnote 2", "2"),
        ("n-d", "#p-d", "Footnote 1", "1"),
        ("n-h", "#p-h", f"Footnote {HOSTILE}", HOSTILE),
    ]
    assert all(page.get_element_by_id(link.get("href")[1:]) is not None for link in links)
    before = page.get_element_by_id("n-d").xpath("string(../preceding-sibling::text())")
    assert before == "Nine lantern"


def test_each_footnote_says_where_it_belongs_and_leads_there_where_that_is_on_the_page(noted: Client) -> None:
    page = tree(noted.get(ADDRESS))
    back = [(link.get("href"), text_of(link)) for link in page.xpath("//a[@class='note-back']")]
    assert back == [
        ("#n-d", "footnote to “Nine lantern”"),
        ("#n-e", "footnote to “About Otterby”"),
        ("#n-h", "footnote to “… lantern children live at Quay House”"),
    ]
    assert texts(page, "//span[@class='note-place']") == ["footnote to “Review of Otterby”", "footnote"]
    assert texts(page, "//section[@id='s-3']//span[@class='number']") == ["1", "2", "3", HOSTILE, HOSTILE]
    assert texts(page, "//nav[@class='contents']//a")[-1] == "Footnotes"


def test_passages_are_word_for_word_and_matches_marked_around_the_marks(noted: Client) -> None:
    page = tree(noted.get(f'{ADDRESS}?q="nine lantern children"'))
    (shown,) = page.xpath("//*[@id='p-a']//span[@class='text']")
    assert shown.text_content() == LIVE
    assert texts(shown, ".//mark") == ["Nine lantern", "children"]
    assert HOSTILE not in noted.get(ADDRESS).get_data(as_text=True)


def test_a_footnote_is_quoted_without_its_mark_and_says_where_it_belongs(noted: Client) -> None:
    page = tree(noted.get("/passages/d"))
    assert texts(page, "//blockquote") == ["A home."]
    assert texts(page, "//figcaption")[0].endswith("p. 1, footnote 1")
    (row,) = page.xpath("//tr[th='Belongs to']")
    assert (text_of(row.find("td")), row.xpath("string(.//a/@href)")) == ("footnote to “Nine lantern”", "/passages/a")
    assert not tree(noted.get("/passages/g")).xpath("//tr[th='Belongs to']")
    in_heading = tree(noted.get("/passages/e")).xpath("string(//tr[th='Belongs to']//a/@href)")
    assert in_heading == "/reports/otterby"


def test_a_time_scale_is_shown_where_no_heading_says_it_and_who_is_responsible(noted: Client) -> None:
    page = tree(noted.get(ADDRESS))
    assert texts(page, "//span[@class='time-scale']") == ["(Within three months)"]
    assert texts(page, "//span[@class='responsible']") == ["(responsible: Otterby Trust)"] * 2
    assert texts(tree(noted.get("/passages/b")), "//p[@class='where']")[0].startswith(
        "Recommendation page 1, bullet 1, time scale “Within three months”"
    )
    assert texts(tree(noted.get("/passages/b")), "//figcaption")[0].endswith(
        'bullet 1, time scale "Within three months"'
    )


SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=3).map(
    lambda pairs: sorted({(min(pair), max(pair)) for pair in pairs})
)


@given(st.text('ab <&"é', max_size=12), SPANS, st.lists(st.integers(0, 12), max_size=3))
def test_inserts_change_neither_text_nor_what_is_marked(
    text: str, spans: list[tuple[int, int]], places: list[int]
) -> None:
    apart = [span for at, span in enumerate(spans) if not at or span[0] >= spans[at - 1][1]]
    inserts = [(min(at, len(text)), Markup("<i></i>")) for at in places]
    plain, noted = (html.fragment_fromstring(f"<p>{mark(text, apart, some)}</p>") for some in ((), inserts))
    assert noted.text_content() == plain.text_content() == text
    marked = ["".join(element.text_content() for element in page.xpath("//mark")) for page in (plain, noted)]
    assert marked[0] == marked[1]
    assert len(noted.findall(".//i")) == len(inserts)

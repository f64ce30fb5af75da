"""What other pages show of a search: a frame's page, who may frame it, and HTML to paste."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html
from werkzeug.test import Client, TestResponse

from searcher.settings import Settings
from tests.web.invented_site import HOSTILE, text_of, tree
from web.serve import serve
from web.site.settings import WebSettings

COUNCIL = "https://www.council.example"
ADDRESS = "/embed?q=annual+reviews&finding=weakness&per_page=5"


def fragment(response: TestResponse, status: int = 200) -> html.HtmlElement:
    """Return the section that the page consists of, after the checks that hold for every such page."""
    assert response.status_code == status
    page = html.document_fromstring(response.get_data(as_text=True))
    assert page.get("lang") == "en-GB"
    assert page.xpath("string(/html/head/title)")
    assert not page.xpath("//script | //link | //img | //@style | //@onclick | //@id | //form")
    (style,) = page.xpath("//style/text()")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = response.headers["Content-Security-Policy"]
    assert f"default-src 'none'; style-src 'sha256-{digest}';" in policy
    assert page.xpath("//base/@target") == ["_top"]
    assert {address.split("/")[0] for address in page.xpath("//a/@href")} <= {"http:", "https:"}
    (section,) = page.xpath("//main/section")
    return section


def test_a_frame_shows_whole_quotations_under_their_reports_and_leads_back(make_client: Callable[..., Client]) -> None:
    client = make_client(embed_parents=(COUNCIL,))
    section = fragment(client.get(ADDRESS))
    assert [(heading.tag, text_of(heading)) for heading in section.iter("h1", "h2", "h3", "h4")][:2] == [
        ("h2", "Passages from inspection reports: “annual reviews”"), ("h3", "Tarnside: Area SEND inspection"),
    ]  # fmt: skip
    found = client.get("/search.json?q=annual+reviews&finding=weakness&per_page=5").get_json()["results"]
    assert [text_of(quote) for quote in section.iter("blockquote")] == [passage["text"] for passage in found]
    assert section.xpath("//figcaption/a[1]/@href") == [passage["permalink"] for passage in found]
    assert [text_of(line) for line in section.xpath("./p")[:2]] == [
        "14 passages in 14 reports; here 1 to 5.", "Finding: Weakness.",
    ]  # fmt: skip
    everything = section.xpath("./p[last()]/a")[0]
    assert (everything.text, everything.get("href")) == (
        "All 14 passages", "http://localhost/search?q=annual+reviews&finding=weakness",
    )  # fmt: skip
    second = fragment(client.get(f"{ADDRESS}&page=2"))
    assert text_of(second.xpath("./p")[0]) == "14 passages in 14 reports; here 6 to 10."


@pytest.mark.parametrize("level", [1, 5])
def test_the_level_of_the_heading_can_be_chosen(client: Client, level: int) -> None:
    section = fragment(client.get(f"{ADDRESS}&heading={level}"))
    assert {heading.tag for heading in section.iter("h1", "h2", "h3", "h4", "h5", "h6")} == {
        f"h{level}",
        f"h{level + 1}",
    }


def test_nothing_found_is_said(client: Client) -> None:
    section = fragment(client.get("/embed?q=zebra&from=soon"))
    lines = [text_of(line) for line in section.xpath("./p")]
    assert lines[0] == "No passages found."
    assert lines[1].startswith("Note: “soon” is not a date we can read")
    assert lines[-1] == "This search"


@pytest.mark.parametrize("query", ["heading=0", "heading=6", "heading=two", "aera=kent"])
def test_what_it_does_not_understand_it_refuses(client: Client, query: str) -> None:
    section = fragment(client.get(f"/embed?q=annual&{query}"), status=400)
    assert ("heading is the level" in text_of(section)) == query.startswith("heading")


def test_a_frame_shows_what_went_wrong_not_an_empty_page(make_client: Callable[..., Client]) -> None:
    client = make_client(embed_parents=(COUNCIL,), max_parameters=3)
    response = client.get(f"/embed?{HOSTILE}=annual")
    section = fragment(response, status=400)
    assert [text_of(element) for element in section] == [
        "This address cannot be understood",
        f"There is no parameter “{HOSTILE}” here. See the help of this site or its "
        "documentation for the parameters there are. "
        "Go to Inspection Searcher",
    ]
    assert section.xpath(".//a/@href") == ["http://localhost/"]
    assert fragment(client.get("/embed?colour=red&heading=1"), status=400)[0].tag == "h1"
    assert response.headers["Content-Security-Policy"].endswith(f"frame-ancestors {COUNCIL}")
    for address in ("/embed?q=1&q=2&q=3&q=4", "/embed/?q=1&q=2&q=3&q=4"):
        crowded = client.get(address)
        assert "more than the 3 that are allowed" in text_of(fragment(crowded, status=400))
    posted = client.post("/embed")
    assert (posted.headers["Allow"], text_of(fragment(posted, status=405)[0])) == (
        "GET, HEAD", "This site can only be read",
    )  # fmt: skip


def test_hostile_text_stays_text(client: Client) -> None:
    section = fragment(client.get("/embed?q=hostile+words+%3Cscript%3E"))
    assert HOSTILE in section.text_content()
    assert not section.xpath(".//b")


@pytest.mark.parametrize(
    ("parents", "ancestors"),
    [((), "'none'"), ((COUNCIL, "https://*.gov.example"), f"{COUNCIL} https://*.gov.example"), (("*",), "*")],
)
def test_only_named_sites_may_frame_it(
    make_client: Callable[..., Client], parents: tuple[str, ...], ancestors: str
) -> None:
    client = make_client(embed_parents=parents)
    response = client.get(ADDRESS)
    assert response.headers["Content-Security-Policy"].endswith(f"frame-ancestors {ancestors}")
    assert "frame-ancestors 'none'" in client.get("/search?q=annual").headers["Content-Security-Policy"]
    told = html.document_fromstring(response.get_data(as_text=True)).xpath("//main/p")
    assert ["searcher serve --embed-in https://www.example.org" in text_of(line) for line in told] == (
        [] if parents else [True]
    )


@pytest.mark.parametrize(
    "parent", ["council.example", "https://council.example/page", "https://a.example; x", "'self'"]
)
def test_a_parent_that_is_no_site_is_refused(data: Path, parent: str) -> None:
    with pytest.raises(ValueError, match="is not a site such as https://www"):
        WebSettings(embed_parents=(parent,))
    result = CliRunner().invoke(serve, ["--embed-in", parent], obj=Settings(data, "whoosh"))
    assert result.exit_code == 2
    assert "is not a site such as https://www.example.org" in result.stderr


def test_the_search_page_gives_code_for_a_frame_and_html_to_paste(make_client: Callable[..., Client]) -> None:
    client = make_client(embed_parents=(COUNCIL,))
    page = tree(client.get('/search?q="annual+reviews"&finding=weakness&page=2&per_page=10'))
    (code,) = page.xpath("//textarea[@id='embed-frame']/text()")
    frame = html.fragment_fromstring(code)
    address = "http://localhost/embed?q=%22annual+reviews%22&finding=weakness&per_page=5"
    assert (frame.tag, frame.get("src")) == ("iframe", address)
    assert frame.get("title") == 'Passages from inspection reports: "annual reviews"'
    shown = fragment(client.get(address.removeprefix("http://localhost")))
    (pasted,) = page.xpath("//textarea[@id='embed-html']/text()")
    assert re.sub(r"\s+", " ", html.tostring(html.fragment_fromstring(pasted.strip()), encoding="unicode")).strip() == (
        re.sub(r"\s+", " ", html.tostring(shown, encoding="unicode", with_tail=False)).strip()
    )
    assert all(page.xpath("//label[@for=$id]", id=area.get("id")) for area in page.iter("textarea"))
    assert page.xpath("//details[@class='embed-code']//a/@href") == [
        f"{address.removeprefix('http://localhost')}&heading=1"
    ]


def test_where_no_site_may_frame_it_there_is_no_code_for_a_frame(client: Client) -> None:
    page = tree(client.get("/search?q=annual+reviews"))
    assert page.xpath("//textarea/@id") == ["embed-html"]
    assert "how to allow a site" in text_of(page.xpath("//details[@class='embed-code']")[0])
    assert not tree(client.get("/search?q=zebra")).xpath("//textarea")

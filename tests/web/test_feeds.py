"""The Atom feed of a search, held to RFC 4287, and the description of the search for browsers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree, html
from werkzeug.test import Client, TestResponse

from tests.web.invented_site import HOSTILE, keep, make_ilacs, make_reports, tree
from web.machine.feeds import tag_uri
from web.site.links import Links
from web.site.settings import Place

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")
ADDRESS = "/search.atom?q=annual+reviews&finding=weakness"
FEED_ONCE = ("id", "title", "updated")
ENTRY_ONCE = ("id", "title", "updated", "content")


def read(response: TestResponse) -> etree._Element:
    """Return a feed, held to what RFC 4287 demands of every feed and entry."""
    assert response.status_code == 200
    assert response.content_type == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(response.get_data())
    assert feed.tag == f"{ATOM}feed"
    assert all(len(feed.findall(ATOM + name)) == 1 for name in FEED_ONCE)
    relations = [link.get("rel") for link in feed.findall(f"{ATOM}link")]
    assert sorted(relations) == ["alternate", "self"]
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        assert all(len(entry.findall(ATOM + name)) == 1 for name in ENTRY_ONCE)
        assert [link.get("rel") for link in entry.findall(f"{ATOM}link")].count("alternate") == 1
        assert entry.findall(f"{ATOM}author/{ATOM}name")
        assert entry.find(f"{ATOM}content").get("type") == "html"
        assert all(
            MOMENT.fullmatch(entry.findtext(f"{ATOM}{name}", "2020-01-01T00:00:00Z"))
            for name in ("updated", "published")
        )
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)
    assert all(urlsplit(link.get("href")).scheme in {"http", "https"} for link in feed.iter(f"{ATOM}link"))
    return feed


def test_a_feed_tells_what_it_is_of(client: Client) -> None:
    feed = read(client.get(f"{ADDRESS}&order=area&page=3&per_page=10"))
    assert feed.findtext(f"{ATOM}title") == "Passages from inspection reports: “annual reviews”; Finding: Weakness"
    assert feed.findtext(f"{ATOM}subtitle") == "14 passages in 14 reports."
    assert feed.findtext(f"{ATOM}id") == "tag:localhost,2025:/search?q=annual+reviews&finding=weakness"
    assert feed.findtext(f"{ATOM}updated") == "2024-02-02T00:00:00Z"
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "self": f"http://localhost{ADDRESS}",
        "alternate": "http://localhost/search?q=annual+reviews&finding=weakness&order=newest",
    }


def test_an_entry_is_a_passage_with_its_day_its_inspectorates_and_its_address(client: Client) -> None:
    feed = read(client.get(ADDRESS))
    entries = feed.findall(f"{ATOM}entry")
    days = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert days == sorted(days, reverse=True)
    first = entries[0]
    passage = client.get("/search.json?q=annual+reviews&finding=weakness&order=newest").get_json()["results"][0]
    assert first.findtext(f"{ATOM}id") == f"tag:localhost,2025:/passages/{passage['id']}"
    assert first.findtext(f"{ATOM}title") == "Tarnside: Area SEND inspection. Weakness, page 3, bullet 1"
    assert [name.text for name in first.findall(f"{ATOM}author/{ATOM}name")] == ["Ofsted", "CQC"]
    assert {link.get("rel"): link.get("href") for link in first.findall(f"{ATOM}link")} == {
        "alternate": passage["permalink"], "via": "https://reports.example/tarnside.pdf#page=3",
    }  # fmt: skip
    assert [(category.get("term"), category.get("label")) for category in first.findall(f"{ATOM}category")] == [
        ("tarnside", "Tarnside"), ("area-send", "Area SEND inspection"), ("weakness", "Weakness"),
    ]  # fmt: skip
    assert first.findtext(f"{ATOM}rights") == "Open Government Licence v3.0"
    content = html.fragment_fromstring(first.findtext(f"{ATOM}content"), create_parent=True)
    assert content.xpath("string(.//blockquote)") == passage["text"]
    assert passage["citation"] in content.text_content()


@pytest.mark.parametrize(
    ("changes", "updated", "published"),
    [
        ({}, "2022-07-04T00:00:00Z", "2022-07-04T00:00:00Z"),
        ({"published": None}, "2022-05-20T00:00:00Z", None),
        ({"published": None, "inspected_to": None}, "2022-05-09T00:00:00Z", None),
    ],
)
def test_the_day_is_that_of_publication_else_of_the_inspection(
    tmp_path: Path, make_client: Callable[..., Client], changes: dict[str, object], updated: str, published: str | None
) -> None:
    keep(tmp_path, [replace(make_ilacs(), **changes)])
    feed = read(make_client(tmp_path).get("/search.atom"))
    entries = list(feed.iter(f"{ATOM}entry"))
    assert len(entries) == 40
    assert {entry.findtext(f"{ATOM}updated") for entry in entries} == {updated}
    assert {entry.findtext(f"{ATOM}published") for entry in entries} == {published}


def test_what_has_no_day_is_in_no_feed_which_says_so(tmp_path: Path, make_client: Callable[..., Client]) -> None:
    keep(tmp_path, [replace(make_ilacs(), published=None, inspected_from=None, inspected_to=None)])
    feed = read(make_client(tmp_path).get("/search.atom"))
    assert not list(feed.iter(f"{ATOM}entry"))
    assert feed.findtext(f"{ATOM}subtitle") == (
        "40 passages in 1 report; here the 0 of the newest inspections that have a date."
    )


def test_a_feed_of_nothing_was_updated_when_the_index_was_made(client: Client) -> None:
    first, second = (client.get("/search.atom?q=zebra").get_data() for _ in range(2))
    assert first == second
    updated = etree.fromstring(first).findtext(f"{ATOM}updated")
    assert date.fromisoformat(updated[:10]) <= date.today()


def test_hostile_text_stays_text_in_a_feed(client: Client) -> None:
    feed = read(client.get("/search.atom?q=hostile+%01+%3Cb%3E&area=%3Cscript%3E"))
    assert "<b>" in feed.findtext(f"{ATOM}title")
    feed = read(client.get("/search.atom?q=annual"))
    assert feed.findall(f"{ATOM}entry")


def test_hostile_reports_keep_a_feed_well_formed(tmp_path: Path, make_client: Callable[..., Client]) -> None:
    hostile = replace(make_reports()[-1], published=date(2024, 1, 1), inspectorates=(f"Body {HOSTILE}\x0b",))
    keep(tmp_path, [hostile])
    feed = read(make_client(tmp_path).get("/search.atom?q=hostile+words"))
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == f"Body {HOSTILE}�"
    content = html.fragment_fromstring(entry.findtext(f"{ATOM}content"), create_parent=True)
    assert not content.xpath(".//script | .//b")
    assert HOSTILE in content.text_content()
    assert [link.get("rel") for link in entry.findall(f"{ATOM}link")] == ["alternate"]


def test_a_feed_refuses_parameters_that_do_not_exist(client: Client) -> None:
    response = client.get(f"{ADDRESS}&aera=kent")
    assert (response.status_code, response.get_json()["parameters"]) == (400, ["aera"])


def test_pages_lead_to_their_feed(client: Client) -> None:
    page = tree(client.get("/search?q=annual+reviews&finding=weakness&page=2&per_page=10&order=area"))
    (link,) = page.xpath("//link[@type='application/atom+xml']")
    assert (link.get("rel"), link.get("href")) == ("alternate", ADDRESS)
    assert page.xpath("//p[@class='subscribe']/a/@href") == [ADDRESS]
    assert tree(client.get("/search?q=zebra")).xpath("//p[@class='subscribe']/a/@href") == ["/search.atom?q=zebra"]
    assert tree(client.get("/")).xpath("//link[@type='application/atom+xml']/@href") == ["/search.atom"]


@pytest.mark.parametrize(
    ("host", "authority"),
    [
        ("reports.example.org", "reports.example.org"),
        ("Reports.Example.org:8443", "reports.example.org"),
        ("127.0.0.1:8000", "127.0.0.1"),
        ("[::1]:8000", "localhost"),
        ("under_scored", "localhost"),
    ],
)
def test_ids_are_tag_uris(host: str, authority: str) -> None:
    links = Links.at(Place("https", host, "/inspections"))
    assert tag_uri(links, links.passage("abc")) == f"tag:{authority},2025:/inspections/passages/abc"


def test_browsers_are_told_how_to_search_here(make_client: Callable[..., Client]) -> None:
    client = make_client(base_url="https://reports.example.org/inspections")
    assert tree(client.get("/inspections/")).xpath("//link[@rel='search']/@href") == ["/inspections/opensearch.xml"]
    response = client.get("/inspections/opensearch.xml")
    assert response.content_type == "application/opensearchdescription+xml; charset=utf-8"
    root = etree.fromstring(response.get_data())
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert 0 < len(root.findtext(f"{space}ShortName")) <= 16
    assert 0 < len(root.findtext(f"{space}LongName")) <= 48
    templates = {url.get("type"): url.get("template") for url in root.findall(f"{space}Url")}
    assert templates == {
        "text/html": "https://reports.example.org/inspections/search?q={searchTerms}&page={startPage?}",
        "application/atom+xml": "https://reports.example.org/inspections/search.atom?q={searchTerms}",
        "application/json": (
            "https://reports.example.org/inspections/search.json?q={searchTerms}&page={startPage?}&per_page={count?}"
        ),
        "application/opensearchdescription+xml": "https://reports.example.org/inspections/opensearch.xml",
    }
    filled = templates["text/html"].replace("{searchTerms}", "annual+reviews").replace("{startPage?}", "")
    response = client.get(filled.removeprefix("https://reports.example.org"), follow_redirects=True)
    assert response.status_code == 200

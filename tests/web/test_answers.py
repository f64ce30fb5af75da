"""What every answer has: headers, methods, limits, caching, another address, a newer index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.test import Client

from index.engine import DEFAULT_ENGINE
from index.generations.folders import engine_folder
from tests.web.invented_site import TARNSIDE, keep, make_reports, text_of, texts, tree
from web.site.settings import WebSettings

EVERYWHERE = [
    "/", "/search?q=annual", "/search.json?q=annual", "/search.csv", "/search.md", "/search.jsonl", "/reports",
    "/reports.json", f"/reports/{TARNSIDE}", f"/reports/{TARNSIDE}.json", "/help", "/robots.txt", "/health",
    "/static/style.css", "/none-such", "/search?query=annual",
]  # fmt: skip


@pytest.mark.parametrize("address", EVERYWHERE)
def test_every_answer_has_the_security_headers(client: Client, address: str) -> None:
    with client.get(address) as response:
        policy = response.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'self';")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", EVERYWHERE)
def test_head_is_get_without_a_body(client: Client, address: str) -> None:
    with client.get(address) as got, client.head(address) as head:
        assert (head.status_code, head.content_type, head.data) == (got.status_code, got.content_type, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(client: Client, method: str) -> None:
    for address in ("/", "/search", "/reports", "/none-such", "/health", "/search.json"):
        response = client.open(address, method=method)
        assert response.status_code == 405
        assert {name.strip() for name in response.headers["Allow"].split(",")} == {"GET", "HEAD"}
    assert response.get_json()["status"] == 405


def test_too_many_parameters_and_too_long_addresses_are_refused(client: Client) -> None:
    many = client.get("/search?" + "&".join(f"area=place-{number}" for number in range(201)))
    assert many.status_code == 400
    assert "201 parameters" in text_of(tree(many).xpath("//main")[0])
    long = client.get("/search?q=" + "a" * 100_001)
    assert long.status_code == 414
    assert client.get("/search?" + "&".join(f"area=place-{number}" for number in range(200))).status_code == 200


def test_a_query_that_is_too_long_is_told(client: Client) -> None:
    page = tree(client.get("/search", query_string={"q": "plan " * 2_001}))
    assert texts(page, "//section[@class='notice']//li/a")[0] == "Search words"


def test_a_newer_index_shows_without_a_restart(tmp_path: Path, make_client: Callable[..., Client]) -> None:
    reports = make_reports()
    keep(tmp_path, reports[:2])
    client = make_client(tmp_path, reload_seconds=0)
    before = client.get("/search?q=annual")
    assert texts(tree(before), "//h2[@class='found']") == ["4 passages in 2 reports"]
    keep(tmp_path, reports[2:3])
    after = client.get("/search?q=annual", headers={"If-None-Match": before.headers["ETag"]})
    assert texts(tree(after), "//h2[@class='found']") == ["6 passages in 3 reports"]
    assert client.get("/health").get_json()["reports"] == 3


def test_an_index_that_cannot_be_opened_leaves_the_old_one_in_use(
    tmp_path: Path, make_client: Callable[..., Client], caplog: pytest.LogCaptureFixture
) -> None:
    keep(tmp_path, make_reports()[:1])
    client = make_client(tmp_path, reload_seconds=0)
    (engine_folder(tmp_path, DEFAULT_ENGINE) / "current").write_text("no-such-generation\n", encoding="utf-8")
    assert client.get("/search?q=annual").status_code == 200
    assert "the old one stays" in caplog.text


def test_behind_a_proxy_every_address_is_the_public_one(make_client: Callable[..., Client]) -> None:
    client = make_client(base_url="https://public.example/find/")
    for path in ("/search?q=annual", "/find/search?q=annual"):
        page = tree(client.get(path))
        assert page.xpath("//link[@rel='canonical']/@href") == ["https://public.example/find/search?q=annual"]
        paths = [address for address in page.xpath("//a/@href | //form/@action | //script/@src") if address[0] == "/"]
        assert paths
        assert all(address.startswith("/find/") for address in paths)
    permalink = client.get("/search.json?q=annual").get_json()["results"][0]["permalink"]
    assert permalink.startswith("https://public.example/find/passages/")
    assert "Disallow: /find/search\n" in client.get("/robots.txt").get_data(as_text=True)


@pytest.mark.parametrize("wrong", ["public.example", "ftp://public.example", "https://", "https://a.example/?q=1"])
def test_a_base_url_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="is not an address"):
        WebSettings(base_url=wrong)


def test_a_host_that_is_none_is_not_repeated(client: Client) -> None:
    page = client.get("/search?q=annual", headers={"Host": 'evil"><script>'})
    assert page.status_code == 200
    assert tree(page).xpath("//link[@rel='canonical']/@href") == ["http://localhost/search?q=annual"]


def test_an_empty_collection_has_pages_too(tmp_path: Path, make_client: Callable[..., Client]) -> None:
    keep(tmp_path, [])
    client = make_client(tmp_path)
    for address in ("/", "/search?q=annual", "/reports", "/help"):
        assert client.get(address).status_code == 200
        tree(client.get(address))


def test_reports_without_any_date_have_pages_too(tmp_path: Path, make_client: Callable[..., Client]) -> None:
    bare = replace(make_reports()[0], inspected_from=None, inspected_to=None, areas=(), regions=(), inspectorates=())
    keep(tmp_path, [bare])
    client = make_client(tmp_path)
    assert texts(tree(client.get("/")), "//ul[@class='report-list']/li/a") == ["Not known: Area SEND inspection"]
    assert tree(client.get(f"/reports/{bare.id}?q=annual")) is not None

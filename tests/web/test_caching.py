"""What clients may keep, how they ask again, and how answers are made smaller: whole headers."""

from __future__ import annotations

import gzip
import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from werkzeug.test import Client, TestResponse

from searcher.finding.collection import Collection
from tests.web.invented_site import TARNSIDE, keep, make_reports, tree
from web.app import App, make_app
from web.site.settings import WebSettings
from web.site.static_files import STATIC, load_static_files
from web.site.validators import ROOT, Edition

PAGES = ["/", "/search?q=annual", "/reports", f"/reports/{TARNSIDE}", "/help", "/search.json?q=annual", "/robots.txt"]
GZIP = {"Accept-Encoding": "gzip, deflate, br"}
ALWAYS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Vary": "Accept-Encoding",
}


def headers_of(response: TestResponse) -> dict[str, str]:
    return dict(response.headers)


def style_address(client: Client) -> str:
    address: str = tree(client.get("/")).xpath("//link[@rel='stylesheet']/@href")[0]
    return address


def test_a_page_has_these_headers_and_no_others(client: Client, app: App) -> None:
    response = client.get("/search?q=annual")
    assert app.held.built is not None
    assert headers_of(response) == ALWAYS | {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(response.data)),
        "Cache-Control": "no-cache",
        "ETag": response.headers["ETag"],
        "Last-Modified": response.headers["Last-Modified"],
    }
    assert re.fullmatch(r'W/"[0-9a-f]{24}"', response.headers["ETag"])


def test_a_compressed_page_says_so_and_is_the_same_page(client: Client) -> None:
    plain, small = client.get("/search?q=annual"), client.get("/search?q=annual", headers=GZIP)
    assert headers_of(small) == headers_of(plain) | {
        "Content-Encoding": "gzip",
        "Content-Length": str(len(small.data)),
    }
    assert gzip.decompress(small.data) == plain.data
    assert len(small.data) < len(plain.data) / 3
    assert client.head("/search?q=annual", headers=GZIP).headers == small.headers


@pytest.mark.parametrize("said", ["identity", "br", "gzip;q=0", "*;q=0", ""])
def test_who_cannot_read_gzip_is_not_sent_it(client: Client, said: str) -> None:
    assert "Content-Encoding" not in client.get("/", headers={"Accept-Encoding": said}).headers


def test_short_answers_and_downloads_are_sent_as_they_are(client: Client) -> None:
    for address in ("/robots.txt", "/search.csv?q=annual", "/reports.json"):
        with client.get(address, headers=GZIP) as response:
            assert "Content-Encoding" not in response.headers
            assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("address", PAGES)
def test_an_unchanged_page_is_not_sent_twice(client: Client, address: str) -> None:
    first = client.get(address)
    tag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    again = client.get(address, headers={"If-None-Match": tag} | GZIP)
    assert (again.status_code, again.data) == (304, b"")
    assert headers_of(again) == ALWAYS | {"Cache-Control": "no-cache", "ETag": tag}
    by_date = client.get(address, headers={"If-Modified-Since": modified})
    assert (by_date.status_code, headers_of(by_date)) == (304, headers_of(again))


@pytest.mark.parametrize(
    "changed",
    [
        {"If-None-Match": 'W/"other"'},
        {"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
        {"If-Modified-Since": "yesterday"},
    ],
)
def test_another_copy_is_replaced(client: Client, changed: dict[str, str]) -> None:
    assert client.get("/", headers=changed).status_code == 200
    modified = client.get("/").headers["Last-Modified"]
    assert client.get("/", headers={"If-Modified-Since": modified} | changed).status_code == 200


def test_the_tag_differs_by_address_query_host_and_settings(client: Client, make_client: Callable[..., Client]) -> None:
    tags = [
        client.get("/search?q=annual").headers["ETag"],
        client.get("/search?q=annual&page=1").headers["ETag"],
        client.get("/reports").headers["ETag"],
        client.get("/reports", base_url="https://elsewhere.example").headers["ETag"],
        make_client(reports_per_page=50).get("/reports").headers["ETag"],
    ]
    assert len(set(tags)) == len(tags)


def test_errors_and_downloads_cannot_be_kept(client: Client) -> None:
    modified = client.get("/").headers["Last-Modified"]
    for address, status in (("/no-such-page", 404), ("/reports/none", 404), ("/search?query=a", 302)):
        response = client.get(address, headers={"If-Modified-Since": modified})
        assert (response.status_code, "ETag" in response.headers) == (status, False)
    with client.get("/search.csv?q=annual") as download:
        assert {"ETag", "Last-Modified"}.isdisjoint(download.headers.keys())


def test_a_newer_index_has_another_tag_and_a_later_date(tmp_path: Path, make_client: Callable[..., Client]) -> None:
    reports = make_reports()
    keep(tmp_path, reports[:2])
    client = make_client(tmp_path, reload_seconds=0)
    before = client.get("/reports")
    manifest = next((tmp_path / "index").rglob("manifest.json"))
    keep(tmp_path, reports[2:3])
    newer = next((tmp_path / "index").rglob("manifest.json"))
    assert newer != manifest
    later = re.sub(r'"built": "\d{4}', '"built": "2099', newer.read_text(encoding="utf-8"))
    newer.write_text(later, encoding="utf-8")
    after = client.get("/reports", headers={"If-None-Match": before.headers["ETag"]})
    assert (after.status_code, after.headers["ETag"] == before.headers["ETag"]) == (200, False)
    assert after.last_modified is not None
    assert after.last_modified.year == 2099


def test_a_changed_program_has_another_tag(data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    digests = []
    for package in ("corpus", "index", "searcher", "web"):
        (tmp_path / package).mkdir()
    module = tmp_path / "searcher" / "citations.py"
    monkeypatch.setattr("web.site.validators.ROOT", tmp_path)
    for text in ("one", "two"):
        module.write_text(text, encoding="utf-8")
        os.utime(module, (4e9, 4e9))
        edition = Edition.read(WebSettings())
        assert edition.changed.timestamp() == 4e9
        digests.append(edition.digest)
        app = make_app(Collection.open(data))
        assert Client(app).get("/help").last_modified == edition.changed
        app.close()
    assert digests[0] != digests[1]
    assert (ROOT / "web" / "site" / "validators.py").stat().st_mtime < time.time()


def test_own_files_have_names_of_their_content_and_are_kept_for_good(client: Client) -> None:
    page = tree(client.get("/"))
    addresses = [*page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href"), *page.xpath("//script/@src")]
    files = load_static_files()
    assert addresses
    assert {address.removeprefix("/static/") for address in addresses} <= {file.address_name for file in files.values()}
    for address in addresses:
        assert re.fullmatch(r"/static/[a-z]+\.[0-9a-f]{12}\.[a-z]+", address)
        response = client.get(address)
        version = address.split(".")[1]
        assert headers_of(response) == ALWAYS | {
            "Content-Type": response.content_type,
            "Content-Length": str(len(response.data)),
            "Cache-Control": "public, max-age=31536000, immutable",
            "ETag": f'W/"{version}"',
        }
        assert client.get(address, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


def test_own_files_are_compressed_beforehand(client: Client) -> None:
    address = style_address(client)
    plain, small = client.get(address), client.get(address, headers=GZIP)
    assert plain.data == (STATIC / "style.css").read_bytes()
    assert gzip.decompress(small.data) == plain.data
    assert headers_of(small) == headers_of(plain) | {
        "Content-Encoding": "gzip",
        "Content-Length": str(len(small.data)),
    }
    assert small.data == load_static_files()["style.css"].compressed


def test_a_plain_or_an_older_name_still_leads_to_the_file_but_is_not_kept(client: Client) -> None:
    now = client.get(style_address(client))
    for name in ("style.css", "style.000000000000.css"):
        response = client.get(f"/static/{name}")
        assert response.data == now.data
        assert response.headers["Cache-Control"] == "no-cache"
    for name in ("none.css", "none.000000000000.css", "style.0000.css", "style.000000000000.js", "..%2fapp.py"):
        assert client.get(f"/static/{name}").status_code == 404

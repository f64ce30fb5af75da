"""What the first page costs: bytes on the wire, rounds of requests, and text that jumps."""

from __future__ import annotations

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import Visitor
from tests.browser.places import DESK, PHONE, PLACES, Place, View

MOST_BYTES = 60_000
SLOWLY = 300
"""Milliseconds by which the script comes late, so that what it moves is seen to move."""
PIECE, APART = 1777, 0.03
"""Bytes of a page that come at once over a slow line, and the seconds between them."""
RESOURCES = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .map((entry) => ({ url: entry.name, bytes: entry.transferSize, began: entry.initiatorType }))"""
SHIFTS = """() => new Promise((resolve) => {
  const seen = [];
  new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(seen.map((shift) => [
    shift.value, ...shift.sources.map((source) => source.node?.outerHTML?.slice(0, 120) ?? String(source.node))
  ])), 400);
})"""


def loaded(page: Page) -> list[dict[str, Any]]:
    page.wait_for_load_state("networkidle")
    entries: list[dict[str, Any]] = page.evaluate(RESOURCES)
    return entries


@pytest.mark.parametrize("name", ["home", "results", "report"])
def test_a_first_visit_is_light_and_asks_once(site: str, browser: Browser, name: str) -> None:
    place = next(place for place in PLACES if place.name == name)
    context = browser.new_context(base_url=site)
    page = context.new_page()
    answer = page.goto(place.address)
    assert answer is not None
    html = answer.text()
    entries = loaded(page)
    assert sum(entry["bytes"] for entry in entries) < MOST_BYTES, entries
    # One round: what is asked for after the page itself is named by the page itself.
    asked = [entry["url"].removeprefix(site) for entry in entries[1:]]
    assert len(asked) <= 3
    assert [address for address in asked if f'"{address}"' not in html] == []
    # A second page brings nothing but itself.
    page.goto("/help")
    again = loaded(page)
    assert [entry["url"] for entry in again[1:] if entry["bytes"] > 0] == []
    context.close()


@pytest.mark.parametrize("view", [DESK, PHONE], ids=str)
@pytest.mark.parametrize("place", [place for place in PLACES if place.status == 200], ids=lambda place: place.name)
def test_nothing_jumps_while_a_page_loads(visitor: Visitor, place: Place, view: View) -> None:
    def late(route: Route) -> None:
        page.wait_for_timeout(SLOWLY)
        route.continue_()

    page = visitor.open(place, view)
    address = page.url
    page.route("**/*.js", late)
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto("about:blank")
    page.goto(address)
    assert page.evaluate(SHIFTS) == []


@pytest.fixture(scope="module")
def slow_site(site: str) -> Iterator[str]:
    """Yield the address of the same site behind a line over which pages come piece by piece."""

    class Line(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with urlopen(site + self.path) as answer:  # noqa: S310 (the site under test)
                body, kind = answer.read(), answer.headers["Content-Type"]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            size = PIECE if "html" in kind else len(body)
            for start in range(0, len(body), size):
                self.wfile.write(body[start : start + size])
                time.sleep(APART)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Line) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("name", ["long-facet", "results-by-report", "reports", "mentions"])
def test_nothing_jumps_while_a_page_comes_in_pieces(slow_site: str, visitor: Visitor, name: str) -> None:
    place = next(place for place in PLACES if place.name == name)
    page = visitor.open(Place(name, f"{slow_site}{place.address}"))
    assert page.evaluate(SHIFTS) == []

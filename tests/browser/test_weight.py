"""What the first page costs: bytes on the wire, rounds of requests, and text that jumps."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import Visitor
from tests.browser.places import DESK, PHONE, PLACES, Place, View

MOST_BYTES = 60_000
SLOWLY = 300
"""Milliseconds by which the script comes late, so that what it moves is seen to move."""
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

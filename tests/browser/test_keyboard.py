"""The keyboard alone: where its focus goes, that it is seen, and a whole errand without a mouse."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.places import BY_NAME, DESK, PHONE, PLACES, Place, View

MOST_STOPS = 400
OK = 200
FOCUSED = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height, innerHeight) / 2, 0), innerHeight - 1);
  const there = document.elementFromPoint(x, y);
  const all = [...document.querySelectorAll("*")];
  return {
    place: all.indexOf(element),
    html: element.outerHTML.slice(0, 120),
    outline: style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 3,
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: !(there && (element.contains(there) || there.contains(element))),
  };
}"""


def stops(page: Page) -> list[dict[str, Any]]:
    """Press Tab until the focus leaves the page; return what it stopped at."""
    found: list[dict[str, Any]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or (found and focused["place"] == found[0]["place"]):
            return found
        found.append(focused)
    raise AssertionError("the focus never leaves the page")


@pytest.mark.claim("focus")
@pytest.mark.claim("keyboard")
@pytest.mark.parametrize("view", [DESK, PHONE], ids=str)
@pytest.mark.parametrize(
    "place",
    [place for place in PLACES if place.name not in {"long-facet", "results-page-2"}],
    ids=lambda place: place.name,
)
def test_the_focus_goes_through_the_page_in_order_and_is_seen(visitor: Visitor, place: Place, view: View) -> None:
    page = visitor.open(place, view)
    if place.act:
        page.reload()
    found = stops(page)
    # A fragment for other pages has the fewest links; where it only says what is wrong, it leads to the site.
    assert len(found) >= (1 if place.part and place.status != OK else 7)
    assert [stop["place"] for stop in found] == sorted(stop["place"] for stop in found)
    assert [stop["html"] for stop in found if not stop["outline"]] == []
    assert [stop["html"] for stop in found if not stop["seen"]] == []
    assert [stop["html"] for stop in found if stop["covered"]] == []


@pytest.mark.claim("skip")
@pytest.mark.parametrize(
    ("name", "skips"),
    [
        ("help", {"Skip to main content": "#main"}),
        ("results", {"Skip to main content": "#main", "Skip to results": "#results", "Skip to filters": "#filters"}),
        ("report", {"Skip to main content": "#main", "Skip to the report’s text": "#text"}),
    ],
)
def test_the_first_stops_skip_to_what_matters(visitor: Visitor, name: str, skips: dict[str, str]) -> None:
    for number, (text, target) in enumerate(skips.items(), start=1):
        page = visitor.open(BY_NAME[name])
        for _ in range(number):
            page.keyboard.press("Tab")
        skip = page.get_by_role("link", name=text)
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport(ratio=1)
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.locator(f"{target} :focus")).to_have_count(1)
        expect(page.locator(target)).to_be_in_viewport()


def tab_to(page: Page, selector: str, *, back: bool = False) -> None:
    """Press Tab (or Shift and Tab) until an element has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the focus never comes to {selector}")


@pytest.mark.claim("keyboard")
def test_an_errand_with_the_keyboard_alone(visitor: Visitor) -> None:
    page = visitor.open(BY_NAME["home"])
    tab_to(page, "#q")
    page.keyboard.type("annual reviews")
    page.keyboard.press("Enter")
    expect(page.locator("h2.found")).to_have_text("13 passages in 5 reports")
    # Narrow the results down to what was found weak, and take that off again.
    tab_to(page, "a[href='#filters']")
    page.keyboard.press("Enter")
    tab_to(page, "#finding-weakness")
    page.keyboard.press("Space")
    expect(page.locator("h2.found")).to_have_text("13 passages in 5 reports")
    tab_to(page, "#filters button")
    page.keyboard.press("Enter")
    expect(page.locator("h2.found")).to_have_text("8 passages in 4 reports")
    tab_to(page, ".chip")
    page.keyboard.press("Enter")
    expect(page.locator("h2.found")).to_have_text("13 passages in 5 reports")
    # Open the first result in its report, go to the next match, and take that one away.
    tab_to(page, "a[href='#results']")
    page.keyboard.press("Enter")
    tab_to(page, ".hit h3 a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/**")
    expect(page.locator(".passage:target")).to_be_in_viewport()
    tab_to(page, ":target .match a")
    page.keyboard.press("Enter")
    expect(page.locator(".passage:target")).to_be_in_viewport()
    tab_to(page, ":target .quote-link")
    page.keyboard.press("Enter")
    expect(page.locator("#quote")).to_be_visible()
    tab_to(page, "button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).not_to_be_empty()
    expect(page.get_by_role("button", name="Copy quote and citation")).to_be_focused()


@pytest.mark.claim("keyboard")
def test_a_long_list_opens_and_closes_with_the_keyboard(visitor: Visitor) -> None:
    page = visitor.open(Place("search", "/search?q=children"))
    more = page.locator("#facet-section details")
    tab_to(page, "#facet-section summary")
    page.keyboard.press("Enter")
    expect(more).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    expect(more.locator("input").first).to_be_focused()
    tab_to(page, "#facet-section summary", back=True)
    page.keyboard.press("Space")
    expect(more).not_to_have_attribute("open", "")

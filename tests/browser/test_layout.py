"""Text at the sizes and distances that readers set for themselves."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visitor
from tests.browser.every_page import out_of_sight
from tests.browser.places import DESK, NARROW, PLACES, Place

WIDE_SET = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
                     p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.mark.claim("text-size")
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_text_can_be_twice_as_large_and_set_wide(visitor: Visitor, place: Place) -> None:
    page = visitor.open(place, DESK)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert out_of_sight(page) == []
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.evaluate(WIDE_SET)
    assert out_of_sight(page) == []


@pytest.mark.claim("reflow")
def test_a_zoomed_page_is_one_column(visitor: Visitor) -> None:
    page = visitor.open(PLACES[1], NARROW, device_scale_factor=4)
    results, filters = page.locator("#results").bounding_box(), page.locator("#filters").bounding_box()
    assert results
    assert filters
    assert filters["y"] >= results["y"] + results["height"]
    # What stays in place while the page is scrolled would take the little room there is.
    assert page.evaluate("getComputedStyle(document.querySelector('.filters-head')).position") == "static"

"""Every page and state of ``places.py``, in every view: pictures to be looked at, and the rules that hold for all.

The pictures are in build/screenshots. A page is opened once a view, and only looked at.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import product
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PICTURES, Visitor
from tests.browser.every_page import (
    axe_complaints,
    bare_links,
    moving_parts,
    out_of_sight,
    small_targets,
    unlabelled_fields,
)
from tests.browser.places import DESK, DESK_DARK, NARROW, PHONE, PHONE_DARK, PLACES
from web.site.routes import HTML, ROUTES, URLS

LOOKS = list(product(PLACES, (DESK, DESK_DARK, PHONE, PHONE_DARK, NARROW)))


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: f"{look[0].name}-{look[1]}")
def page(request: pytest.FixtureRequest, site: str, browser: Browser) -> Iterator[Page]:
    visitor = Visitor(site, browser)
    yield visitor.open(*request.param)
    visitor.leave()


def test_every_page_of_the_site_is_in_the_table() -> None:
    seen = {URLS.bind("site.invalid").match(urlsplit(place.address).path)[0] for place in PLACES if place.status == 200}
    pages = {route.endpoint for route in ROUTES.values() if route.media_type == HTML and not route.values}
    opened_by_hand = {"passage"}
    assert pages - opened_by_hand - seen == set()


def test_a_picture_is_as_wide_as_its_window(page: Page, request: pytest.FixtureRequest) -> None:
    place, view = request.node.callspec.params["page"]
    picture = page.screenshot(path=PICTURES / f"{place.name}-{view}.png", full_page=True)
    width, height = struct.unpack(">II", picture[16:24])
    assert width == view.width
    assert height >= view.height


@pytest.mark.claim("rules")
@pytest.mark.claim("contrast")
def test_axe_finds_nothing(page: Page) -> None:
    assert axe_complaints(page) == []


@pytest.mark.claim("reflow")
def test_nothing_is_out_of_sight(page: Page) -> None:
    assert out_of_sight(page) == []


@pytest.mark.claim("targets")
def test_what_stands_alone_is_large_enough_to_hit(page: Page) -> None:
    assert small_targets(page) == []


@pytest.mark.claim("colour")
def test_links_are_underlined_or_have_an_edge(page: Page) -> None:
    assert bare_links(page) == []


@pytest.mark.claim("motion")
def test_nothing_moves(page: Page) -> None:
    assert moving_parts(page) == []


@pytest.mark.claim("labels")
def test_every_field_has_a_label_that_is_seen(page: Page) -> None:
    assert unlabelled_fields(page) == []


@pytest.mark.claim("structure")
def test_the_parts_of_a_page_can_be_listed(page: Page, request: pytest.FixtureRequest) -> None:
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")
    expect(page.get_by_role("main")).to_have_count(1)
    if request.node.callspec.params["page"][0].part:
        return
    for part in ("banner", "contentinfo", "search"):
        expect(page.get_by_role(part)).to_have_count(1)
    expect(page.get_by_role("navigation", name="Site")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)

"""The table of pages and states that every browser test goes through. A new page is a new row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True, slots=True)
class Place:
    """A page in one state: what to call it, its address, and what a person does there to reach the state.

    ``part`` is whether it is made to be part of another page, without header, search and footer.
    """

    name: str
    address: str
    act: Callable[[Page], object] | None = None
    status: int = 200
    part: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """How a page is looked at: width and height in CSS pixels, and the colour scheme."""

    width: int
    height: int
    scheme: str = "light"

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}"


DESK, DESK_DARK = View(1280, 900), View(1280, 900, "dark")
PHONE, PHONE_DARK = View(390, 844), View(390, 844, "dark")
NARROW = View(320, 256)
"""What is left of 1280 by 1024 pixels at 400% zoom: the size that WCAG 1.4.10 names."""

REPORT = "/reports/harrowmere-send-revisit-2021-09-27"


REGIONS = (
    "east-midlands", "east-of-england", "london", "north-west", "south-east", "south-west", "west-midlands",
    "yorkshire-and-the-humber",
)  # fmt: skip


def open_long_facet(page: Page) -> None:
    page.locator("#facet-section summary").click()


def open_embed_code(page: Page) -> None:
    page.get_by_text("Embed these results").click()


def narrow_long_facet(page: Page) -> None:
    page.get_by_label("Find in this list: Section").fill("leaders")


def find_area(page: Page) -> None:
    page.get_by_label("Find an area").fill("har")


def open_first_passage(page: Page) -> None:
    page.get_by_role("link", name="Quote and citation").first.click()


def add_two_passages(page: Page) -> None:
    page.get_by_role("link", name="Add to note").first.click()
    page.get_by_role("link", name="Back to the results").click()
    page.get_by_role("link", name="Add to note").last.click()


def choose_and_go_back(page: Page) -> None:
    page.get_by_role("link", name="Add to note").first.click()
    page.get_by_role("link", name="Back to the results").click()


def open_first_passage_otherwise(page: Page) -> None:
    address = page.get_by_role("link", name="Quote and citation").first.get_attribute("href")
    page.goto(f"{address}?colour=red")


def narrow_areas(page: Page) -> None:
    page.get_by_label("Find an area").fill("west")


PLACES = (
    Place("home", "/"),
    Place("results", "/search?q=annual+reviews"),
    Place("results-page-2", "/search?q=children&page=2"),
    Place("results-filtered", "/search?q=plans&area=harrowmere&area=wexcombe&finding=weakness&from=2020&to=2024"),
    Place("results-one", '/search?q="annual+reviews"+area:harrowmere&finding=strength'),
    Place("long-facet", "/search?q=children", open_long_facet),
    Place("embed-code", "/search?q=annual+reviews", open_embed_code),
    Place("embed", "/embed?q=annual+reviews&per_page=5&heading=1", part=True),
    Place("embed-error", "/embed?colour=red&heading=1", status=400, part=True),
    Place("long-facet-narrowed", "/search?q=children", narrow_long_facet),
    Place("results-with-some-words", "/search?q=annual+reviews+late+plans"),
    Place("areas-offered", "/search?q=plans", find_area),
    Place("areas-none-meant", "/mentions?q=plans&find_area=atlantis"),
    Place("no-results", "/search?q=submarine"),
    Place("no-results-filtered", "/search?q=annual+reviews&area=sallowfield&year=2021&type=jtai"),
    Place("not-as-typed", "/search?q=%22annual+reviews&area=nowhere&colour=red&order=tallest"),
    Place("date-error", "/search?q=plans&from=soon&to=31%2F02%2F2024"),
    Place("not-held", "/search?q=plans&from=1999-03-01"),
    Place("days-not-given", "/search?q=children&date=published&from=2008&to=2024&per_page=10"),
    Place("results-by-report", "/search?q=annual+reviews&group=report"),
    Place("mentions", "/mentions?q=annual+reviews"),
    Place("mentions-filtered", "/mentions?q=plans&type=area-send&finding=weakness"),
    Place("mentions-none", "/mentions?q=submarine"),
    Place("mentions-start", "/mentions"),
    Place("mentions-in-areas", "/mentions?q=children&area=tarnside&area=port-ellery&area=harrowmere"),
    Place("compare", "/compare?q=annual+reviews&area=harrowmere&area=wexcombe&area=kent"),
    Place("compare-region", "/compare?q=plans&" + "&".join(f"region={region}" for region in REGIONS)),
    Place("compare-start", "/compare?q=plans"),
    Place("note", "/search?q=annual+reviews", add_two_passages),
    Place("note-carried", "/search?q=annual+reviews", choose_and_go_back),
    Place("note-empty", "/note?p=gone"),
    Place("areas", "/areas"),
    Place("areas-found", "/areas?find=tarn"),
    Place("areas-found-by-region", "/areas?find=west+midlands"),
    Place("areas-none", "/areas?find=submarine"),
    Place("areas-narrowed", "/areas", narrow_areas),
    Place("area", "/areas/tarnside"),
    Place("area-without-judgement", "/areas/sallowfield"),
    Place("area-not-as-typed", "/areas/wexcombe?colour=red"),
    Place("area-not-found", "/areas/tarnsied", status=404),
    Place("reports", "/reports"),
    Place("reports-filtered", "/reports?type=area-send&type=ilacs&area=wexcombe&sort=-inspected&find=inspection"),
    Place("reports-none", "/reports?find=submarine"),
    Place("reports-not-as-typed", "/reports?sort=tallest&from=soon&area=nowhere&q=plans"),
    Place("report", REPORT),
    Place("report-matches", f"{REPORT}?q=annual+reviews"),
    Place("report-no-match", f"{REPORT}?q=submarine"),
    Place("report-not-as-typed", f"{REPORT}?colour=red"),
    Place("report-tables", "/reports/tarnside-jar-2008-05-22"),
    Place("report-warnings", "/reports/port-ellery-other-2024-03-12"),
    Place("passage", "/search?q=annual+reviews", open_first_passage),
    Place("passage-not-as-typed", "/search?q=annual+reviews", open_first_passage_otherwise),
    Place("help", "/help"),
    Place("accessibility", "/accessibility"),
    Place("not-found", "/no-such-page", status=404),
    Place("report-not-found", "/reports/no-such-report", status=404),
    Place("too-many-filters", "/search?" + "&".join(["area=tarnside"] * 201), status=400),
)
BY_NAME = {place.name: place for place in PLACES}

"""What the script adds: copying and narrowing long lists. And that everything else works without it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ALSO_HERE, Visitor
from tests.browser.places import BY_NAME, Place, open_first_passage

SEARCH = Place("search", "/search?q=children")


def pasted(page: Page) -> str:
    """Return what is in the clipboard, on one line, by putting it into the search box as a person would."""
    box = page.locator("input[type=search]").last
    box.focus()
    page.keyboard.press("Control+V")
    return box.input_value()


def quotation(page: Page) -> str:
    quote, citation, permalink = (page.locator(name).inner_text() for name in ("#quote", "#citation", "#permalink"))
    return f"“{quote}” {citation} {permalink}"


def test_a_quotation_is_copied_with_its_citation(visitor: Visitor) -> None:
    page = visitor.open(BY_NAME["passage"], permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy quote and citation").click()
    expect(page.get_by_role("status")).to_have_text("Copied.")
    assert pasted(page) == quotation(page)


def test_copying_works_on_a_server_without_https(insecure_page: Page) -> None:
    assert insecure_page.evaluate("navigator.clipboard === undefined")
    insecure_page.get_by_role("button", name="Copy quote and citation").click()
    expect(insecure_page.get_by_role("status")).to_have_text("Copied.")
    expect(insecure_page.get_by_role("button", name="Copy quote and citation")).to_be_focused()
    assert pasted(insecure_page) == quotation(insecure_page)


def test_the_citation_of_a_report_is_copied(visitor: Visitor) -> None:
    page = visitor.open(BY_NAME["report"], permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy citation").click()
    expect(page.get_by_role("status")).to_have_text("Copied.")
    assert pasted(page) == f"{page.locator('#citation').inner_text()} {page.locator('#permalink').inner_text()}"


def test_a_note_is_copied_as_text(visitor: Visitor) -> None:
    page = visitor.open(BY_NAME["note"], permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_role("status")).to_have_text("Copied.")
    text = " ".join(page.locator("#note-text").input_value().split())
    assert " ".join(pasted(page).split()) == text
    assert text.count("“") >= 2


def test_areas_to_compare_are_offered_by_other_names(visitor: Visitor) -> None:
    page = visitor.open(BY_NAME["compare-start"])
    field = page.get_by_label("First area")
    field.press_sequentially("harrow")
    expect(page.locator("#names-of-areas option")).to_have_count(1)
    expect(page.locator("#names-of-areas option")).to_have_attribute("value", "Harrowmere")
    field.fill("Harrowmere")
    field.press("Enter")
    expect(page.get_by_role("heading", name="plans” in 1 area")).to_be_visible()


def test_the_list_of_areas_is_narrowed_while_typing(visitor: Visitor) -> None:
    page = visitor.open(BY_NAME["areas"])
    listed = page.locator("#areas li")
    every = listed.count()
    page.get_by_label("Find an area").fill("WEST midl")
    expect(listed.filter(visible=True)).to_have_text(["Harrowmere 2 reports, latest 2024"])
    expect(page.locator("#areas h3").filter(visible=True)).to_have_text(["West Midlands"])
    expect(page.get_by_role("status")).to_have_text(f"1 of {every} listed")
    page.get_by_label("Find an area").fill("")
    assert listed.filter(visible=True).count() == every
    expect(page.get_by_role("status")).to_have_text("")


@pytest.fixture
def insecure_page(site: str, browser: Browser) -> Iterator[Page]:
    """Yield the page of a passage as it is on another machine's server, which browsers do not trust."""
    context = browser.new_context(base_url=site.replace("127.0.0.1", ALSO_HERE))
    page = context.new_page()
    page.goto(BY_NAME["passage"].address)
    open_first_passage(page)
    yield page
    context.close()


def shown(page: Page) -> list[str]:
    names = page.locator("#facet-section .choice label").filter(visible=True).all_inner_texts()
    return [name.split("\n")[0] for name in names]


def test_a_long_list_is_narrowed_while_typing(visitor: Visitor) -> None:
    page = visitor.open(SEARCH)
    box, more = page.get_by_label("Find in this list: Section"), page.locator("#facet-section details")
    every = page.locator("#facet-section .choice").count()
    before = shown(page)
    assert len(before) == 10 < every
    page.locator("#facet-section .choice input").first.check()
    box.fill("LEADERS impact")
    assert shown(page)[0] == before[0]
    assert len(shown(page)) > 1
    assert all("leaders" in name.lower() and "impact" in name.lower() for name in shown(page)[1:])
    expect(page.locator("#facet-section").get_by_role("status")).to_have_text(f"{len(shown(page)) - 1} of {every}")
    expect(more).to_have_attribute("open", "")
    box.fill("no such section")
    assert shown(page) == before[:1]
    expect(page.locator("#facet-section").get_by_role("status")).to_have_text(f"0 of {every}")
    box.fill("")
    assert shown(page) == before
    expect(more).not_to_have_attribute("open", "")


def test_narrowing_is_no_part_of_the_search(visitor: Visitor) -> None:
    page = visitor.open(SEARCH)
    address = page.url
    box = page.get_by_label("Find in this list: Section")
    box.fill("findings")
    box.press("Enter")
    assert page.url == address
    page.locator("#facet-section .choice input").filter(visible=True).first.check()
    page.get_by_role("button", name="Apply filters").first.click()
    page.wait_for_url("**section=**")
    assert "findings" not in page.url.split("section=")[0]
    expect(page.locator("#facet-section")).to_contain_text("1 chosen")


def test_short_lists_have_no_box(visitor: Visitor) -> None:
    page = visitor.open(SEARCH)
    expect(page.locator("#facet-finding .narrow")).to_have_count(0)


@pytest.mark.claim("script")
def test_everything_else_works_without_the_script(visitor: Visitor) -> None:
    page = visitor.open(BY_NAME["home"], java_script_enabled=False)
    page.get_by_label("Words to look for").fill("annual reviews")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("h2.found")).to_have_text("13 passages in 5 reports")
    page.locator("#finding-weakness").check()
    page.get_by_role("button", name="Apply filters").last.click()
    expect(page.locator("h2.found")).to_have_text("8 passages in 4 reports")
    page.get_by_role("link", name="Quote and citation").first.click()
    expect(page.locator("#quote")).to_be_visible()
    expect(page.locator(".copying")).to_be_hidden()
    page.get_by_role("link", name="This passage in its report").click()
    expect(page.locator(".passage:target")).to_be_in_viewport()


@pytest.mark.claim("script")
def test_long_lists_open_without_the_script_and_show_no_dead_box(visitor: Visitor) -> None:
    page = visitor.open(SEARCH, java_script_enabled=False)
    expect(page.locator(".narrow").first).to_be_hidden()
    page.locator("#facet-section summary").click()
    assert len(shown(page)) > 20


@pytest.mark.parametrize("name", ["home", "passage"])
def test_without_the_script_no_empty_room_is_left(visitor: Visitor, name: str) -> None:
    place = Place(name, BY_NAME[name].address, BY_NAME[name].act)
    page = visitor.open(place, java_script_enabled=False)
    for selector in (".narrow", ".copying"):
        for element in page.locator(selector).all():
            assert element.bounding_box() is None


def test_a_script_that_does_not_come_leaves_no_dead_controls(
    visitor: Visitor, lose_the_script: Callable[[Page], None]
) -> None:
    page = visitor.open(Place("help", "/help"))
    lose_the_script(page)
    page.goto(SEARCH.address)
    expect(page.locator(".narrow").first).to_be_hidden()


@pytest.fixture
def lose_the_script() -> Callable[[Page], None]:
    return lambda page: page.route(re.compile(r"additions\."), lambda route: route.fulfill(body=""))


def test_areas_are_offered_while_typing_by_names_that_are_not_in_the_list(visitor: Visitor) -> None:
    page = visitor.open(Place("areas-offered", "/search?q=plans"))
    box = page.get_by_label("Find an area")
    with page.expect_response("**/areas.json?q=ellery"):
        box.press_sequentially("ellery")
    expect(page.locator("#areas-meant option")).to_have_count(1)
    assert page.locator("#areas-meant option").get_attribute("value") == "Port Ellery"
    box.press("Enter")
    page.wait_for_url("**/search?q=plans&area=port-ellery")


def test_an_area_ticked_in_the_narrowed_list_is_not_looked_for_again(visitor: Visitor) -> None:
    page = visitor.open(Place("areas-offered", "/search?q=plans"))
    page.get_by_label("Find an area").fill("e")
    page.locator("#area-wexcombe").check()
    page.get_by_role("button", name="Apply filters").first.click()
    page.wait_for_url("**area=wexcombe**")
    expect(page.locator("#areas-meant-heading")).to_have_count(0)

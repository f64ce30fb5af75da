"""How pages look where colours are few, on paper, and to whom movement is a nuisance."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PICTURES, Visitor
from tests.browser.places import BY_NAME

WITHOUT_EDGE = """(selectors) => [...document.querySelectorAll(selectors)].filter((element) => {
  const style = getComputedStyle(element);
  return parseFloat(style.borderTopWidth) < 1 || style.borderTopStyle === "none";
}).map((element) => element.outerHTML)"""


@pytest.mark.claim("colour")
def test_colour_never_says_it_alone(visitor: Visitor) -> None:
    page = visitor.open(BY_NAME["results-filtered"])
    assert page.locator("mark").count() > 0
    for found in page.locator("mark").all()[:5]:
        expect(found).to_have_css("text-decoration-line", "underline")
        expect(found).to_have_css("font-weight", "700")
    assert {tag.inner_text() for tag in page.locator(".tag").all()} == {"Weakness"}
    expect(page.locator("label[for='finding-weakness']")).to_have_css("font-weight", "700")
    assert visitor.open(BY_NAME["date-error"]).locator(".error").first.text_content() == (
        "Error: “soon” is not a date we can read, so it was left out. "
        "Write 2024, 2024-03, 21/11/2024, 2024-11-21 or March 2024."
    )


@pytest.mark.claim("forced-colours")
@pytest.mark.parametrize("name", ["results-filtered", "date-error", "report-matches", "passage"])
def test_high_contrast_keeps_edges_and_focus(visitor: Visitor, name: str) -> None:
    page = visitor.open(BY_NAME[name], forced_colors="active")
    page.screenshot(path=PICTURES / f"{name}-forced-colours.png", full_page=True)
    assert (
        page.evaluate(WITHOUT_EDGE, ".tag, .chip, .match-count, button, input[type=text], input[type=search], select")
        == []
    )
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_css("outline-style", "solid")


@pytest.mark.claim("motion")
def test_choosing_changes_nothing_until_it_is_applied(visitor: Visitor) -> None:
    page = visitor.open(BY_NAME["results"])
    address, heading = page.url, page.locator("h2.found").inner_text()
    page.locator("#finding-weakness").check()
    page.locator("#order").select_option("newest")
    page.locator("#from").fill("2023")
    assert (page.url, page.locator("h2.found").inner_text()) == (address, heading)
    page.get_by_role("button", name="Apply filters").first.click()
    assert parse_qs(urlsplit(page.url).query) == {
        "q": ["annual reviews"], "finding": ["weakness"], "order": ["newest"], "from": ["2023-01-01"],
    }  # fmt: skip


@pytest.mark.claim("print")
@pytest.mark.parametrize(
    "name",
    [
        "results-filtered",
        "report-matches",
        "passage",
        "reports",
        "mentions",
        "compare",
        "area",
        "areas",
        "note",
        "help",
    ],
)
def test_on_paper_are_the_words_without_menus_and_forms(visitor: Visitor, name: str) -> None:
    page = visitor.open(BY_NAME[name])
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (
        "nav",
        "form button",
        "form input",
        "form select",
        "button",
        "input",
        ".actions",
        ".beside",
        ".skips",
    ):
        for element in page.locator(hidden).all():
            expect(element).to_be_hidden()
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    printed = PICTURES / f"{name}-print.pdf"
    page.pdf(path=printed, format="A4")
    with pypdfium2.PdfDocument(printed) as document:
        text = document[0].get_textpage().get_text_range()
    assert page.locator("h1").inner_text() in " ".join(text.split())

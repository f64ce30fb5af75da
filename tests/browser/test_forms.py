"""Fields, what is wrong with them, what is announced, and how pages are put together."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.places import BY_NAME


@pytest.mark.claim("labels")
def test_a_date_that_is_none_is_told_where_it_stands(visitor: Visitor) -> None:
    page = visitor.open(BY_NAME["date-error"])
    for name, typed in (("From", "soon"), ("To", "31/02/2024")):
        field = page.get_by_label(name, exact=True)
        expect(field).to_have_value(typed)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(
            f"Error: “{typed}” is not a date we can read, so it was left out. "
            "Write 2024, 2024-03, 21/11/2024, 2024-11-21 or March 2024."
        )
    page.get_by_role("link", name="Date from").click()
    expect(page.get_by_label("From", exact=True)).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.get_by_label("To", exact=True)).to_be_focused()


@pytest.mark.claim("labels")
def test_a_group_of_boxes_and_each_count_have_names(visitor: Visitor) -> None:
    page = visitor.open(BY_NAME["results-filtered"])
    group = page.get_by_role("group", name="Area 2 chosen")
    expect(group.get_by_role("checkbox", name="Wexcombe 2 passages in 1 report")).to_be_checked()
    expect(page.get_by_role("link", name="Remove filter: Wexcombe")).to_have_count(1)


@pytest.mark.claim("status")
def test_what_changes_is_announced(visitor: Visitor) -> None:
    page = visitor.open(BY_NAME["long-facet-narrowed"])
    expect(page.locator("#facet-section").get_by_role("status")).to_have_text(re.compile(r"[1-9]\d* of \d+"))
    passage = visitor.open(BY_NAME["passage"])
    passage.get_by_role("button", name="Copy quote and citation").click()
    expect(passage.get_by_role("status")).to_have_text(re.compile("Copied|did not allow"))
    report = visitor.open(BY_NAME["report-matches"])
    expect(report.locator(".found-here[role=status]")).to_contain_text("7 passages found for “annual reviews”")


@pytest.mark.claim("structure")
def test_every_page_has_a_title_of_its_own(visitor: Visitor) -> None:
    names = ["home", "results", "results-page-2", "no-results", "reports", "report", "passage", "help", "accessibility"]
    titles = [visitor.open(BY_NAME[name]).title() for name in names]
    assert all(title.endswith(" – Inspection Searcher") for title in titles)
    assert len(set(titles)) == len(titles)
    assert "“annual reviews”: 13 passages in 5 reports" in titles[1]

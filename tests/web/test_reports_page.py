"""The list of reports: filtered, put in order, page by page, and as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from lxml import html
from werkzeug.test import Client

from searcher.reports.order import SORTS
from tests.web.invented_site import SERVER_FOLDER, TARNSIDE, text_of, texts, tree

ILACS = "/reports/tarnside-ilacs-2022-05-09"


def listed(page: html.HtmlElement) -> list[str]:
    """Return the ids of the reports of a page, in order."""
    return [href.removeprefix("/reports/") for href in page.xpath("//tbody/tr/td[@data-label='Report']//a/@href")]


def counts(page: html.HtmlElement, facet: str) -> list[str]:
    return texts(page, f"//fieldset[@id='facet-{facet}']//label")


def test_a_row_says_what_is_known_of_a_report(client: Client) -> None:
    page = tree(client.get("/reports"))
    rows = page.xpath("//table/tbody/tr")
    assert len(rows) == 16
    ilacs = next(row for row in rows if row.xpath(f".//a[@href='{ILACS}']"))
    assert texts(ilacs, "th | td") == [
        "Tarnside", "ILACS (children's services): Inspection of Tarnside children’s services 7 pages · 40 passages",
        "9 to 20 May 2022", "4 July 2022", "Good",
    ]  # fmt: skip
    assert ilacs.xpath("th/a/@href") == ["/areas/tarnside"]
    assert texts(page, "//h2[@class='found']") == ["16 reports"]
    assert texts(page, "//p[@class='range']") == ["Area, A to Z."]


def test_the_list_has_pages(make_client: Callable[..., Client]) -> None:
    client = make_client(reports_per_page=10)
    first, second = tree(client.get("/reports")), tree(client.get("/reports?page=2"))
    assert [len(listed(page)) for page in (first, second)] == [10, 6]
    assert first.xpath("//a[@class='pager-step']/@href") == ["/reports?page=2"]
    assert texts(tree(client.get("/reports?page=77")), "//*[@aria-current='page']") == ["2"]
    assert second.xpath("//a[text()='Table (CSV)']/@href") == ["/reports.csv"]


def test_filters_hold_and_count_reports(client: Client) -> None:
    page = tree(client.get("/reports?area=tarnside&area=wexcombe&judgement=typically-positive"))
    assert listed(page) == [TARNSIDE]
    assert texts(page, "//h2[@class='found']") == ["1 of 16 reports"]
    assert texts(page, "//div[@class='chips']//li") == [
        "Area Remove filter: Tarnside ×", "Area Remove filter: Wexcombe ×",
        "Overall judgement Remove filter: Typically positive ×", "Clear all filters",
    ]  # fmt: skip
    assert counts(page, "judgement") == ["Good 1 report", "Typically positive 1 report", "Inconsistent 1 report"]
    assert counts(page, "region")[:2] == ["South Shore 1 report", "North Shore 0 reports"]
    assert counts(page, "area")[:2] == ["Tarnside 1 report", "Wexcombe 0 reports"]
    assert page.xpath("//a[text()='Search within these reports']/@href") == [
        "/search?area=tarnside&area=wexcombe&judgement=typically-positive"
    ]


def test_judgements_of_several_types_are_never_counted_without_saying_so(client: Client) -> None:
    said = "//fieldset[@id='facet-judgement']/p[@class='hint']"
    assert texts(tree(client.get("/reports")), said) == [
        "Each type of inspection has its own judgements. These counts cover 3 types."
    ]
    assert texts(tree(client.get("/reports?type=area-send")), said) == []


def test_words_are_found_in_areas_titles_and_types(client: Client) -> None:
    page = tree(client.get("/reports?find=child+tarn"))
    assert listed(page) == ["tarnside-ilacs-2022-05-09"]
    assert page.xpath("string(//input[@name='find']/@value)") == "child tarn"
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"]
    none = tree(client.get("/reports?find=submarine"))
    assert texts(none, "//h2[@class='found']") == ["0 of 16 reports"]
    assert "No report matches. Remove a filter or a word." in texts(none, "//p")


def test_a_column_sorts_by_its_name_and_turns_round(client: Client) -> None:
    page = tree(client.get("/reports?type=area-send"))
    heads = page.xpath("//thead//th")
    assert [(text_of(head.find("a")), head.get("aria-sort")) for head in heads] == [
        ("Area", "ascending"), ("Report", None), ("Inspected", None), ("Published", None),
        ("Overall judgement", None),
    ]  # fmt: skip
    assert page.xpath("//thead//a/@href") == [
        f"/reports?type=area-send&sort={name}" for name in ("-area", "type", "-inspected", "-published", "judgement")
    ]
    newest = tree(client.get("/reports?type=area-send&sort=-inspected"))
    assert listed(newest)[0] == TARNSIDE
    assert listed(tree(client.get("/reports?type=area-send&sort=inspected"))) == listed(newest)[::-1]
    assert texts(newest, "//p[@class='range']") == ["Newest inspection first."]
    assert texts(newest, "//th[@aria-sort='descending']/*") == ["Inspected", "Inspected", "▼"]
    assert newest.xpath("//select[@name='sort']/option[@selected]/@value") == ["-inspected"]


def test_every_order_can_be_chosen_without_a_table_head(client: Client) -> None:
    options = tree(client.get("/reports")).xpath("//select[@id='sort']/option")
    assert [text_of(option) for option in options] == list(SORTS.values())
    assert [option.get("value") for option in options] == ["", *list(SORTS)[1:]]


def test_what_cannot_be_taken_is_told(client: Client) -> None:
    page = tree(client.get("/reports?sort=colour&from=soon&area=nowhere&judgement=good"))
    assert texts(page, "//section[@class='notice']//li/*[1]") == ["Date from", "Order", "Area"]
    assert "The list can be sorted by area, -area," in texts(page, "//section[@class='notice']//li")[1]
    assert page.xpath("//section[@class='notice']//a/@href") == ["#from", "#sort"]


def test_the_table_for_spreadsheets_has_the_reports_of_the_page(client: Client) -> None:
    address = "/reports.csv?area=tarnside&sort=-inspected"
    page = tree(client.get(address.replace(".csv", "")))
    assert page.xpath("//a[text()='Table (CSV)']/@href") == [address]
    response = client.get(address)
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="reports.csv"'
    text = response.get_data(as_text=True)
    assert text.startswith("\ufeffreport_id,title,local_authority,region,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["report_id"] for row in rows] == listed(page) == [TARNSIDE, "tarnside-ilacs-2022-05-09"]
    assert rows[1] == {
        "report_id": "tarnside-ilacs-2022-05-09", "title": "Inspection of Tarnside children’s services",
        "local_authority": "Tarnside", "region": "South Shore", "inspection_framework": "ILACS (children's services)",
        "inspection_start_date": "2022-05-09", "inspection_end_date": "2022-05-20", "publication_date": "2022-07-04",
        "previous_inspection_date": "", "judgement": "Good", "inspectorates": "Ofsted", "pages": "7",
        "passages": "40", "file": "ilacs.html", "warnings": "", "publication_date_source": "printed",
        "authority_number": "", "url": "", "corrected_fields": "", "urn": "", "la_code": "", "la_code_new": "",
        "ltla23cd": "", "inspection_link": "", "region_code": "",
        "no_judgement_reason": "",
    }  # fmt: skip
    assert SERVER_FOLDER not in client.get("/reports.csv").get_data(as_text=True)


def test_the_list_as_json_has_the_reports_of_the_page(client: Client) -> None:
    page = tree(client.get("/reports?region=south-shore&find=send&sort=-inspected"))
    address = page.xpath("string(//a[text()='Data (JSON)']/@href)")
    form = client.get(address).get_json()
    assert (form["ok"], form["total"]) == (True, 7)
    assert [report["id"] for report in form["reports"]] == listed(page)
    assert form["problems"] == []
    amiss = client.get("/reports.json?sort=tallest&from=soon&area=nowhere").get_json()["problems"]
    assert [(problem["place"], problem["kind"]) for problem in amiss] == [
        ("from", "bad-date"), ("sort", "unknown-value"), ("area", "unknown-value"),
    ]  # fmt: skip
    every = client.get("/reports.json").get_json()["reports"]
    assert [report["id"] for report in every] == sorted(report["id"] for report in every)


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_a_program_is_refused_parameters_that_the_list_does_not_have(client: Client, ending: str) -> None:
    response = client.get(f"/reports.{ending}?aera=kent&q=plans&area[]=tarnside")
    assert response.status_code == 400
    if ending == "json":
        assert response.get_json()["parameters"] == ["aera", "q"]
    else:
        assert "There is no parameter “aera” or “q” here." in text_of(tree(response))

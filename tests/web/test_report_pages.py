"""Reports, passages, help and pages that are not there."""

from __future__ import annotations

import pytest
from werkzeug.test import Client

from searcher.finding.descriptions import describe_query
from searcher.language.parser import parse_query
from tests.web.invented_site import BETTER, EFFECTIVE, TARNSIDE, make_reports, text_of, texts, tree

ILACS = "/reports/tarnside-ilacs-2022-05-09"
NAMED = {"order": "Order", "page": "Page"}


def test_a_report_has_its_details(client: Client) -> None:
    page = tree(client.get(f"/reports/{TARNSIDE}"))
    assert texts(page, "//h1") == ["Area SEND inspection of Tarnside Local Area Partnership"]
    rows = {text_of(row.find("th")): text_of(row.find("td")) for row in page.xpath("//table[@class='details']//tr")}
    assert rows == {
        "Area": "Tarnside",
        "Region": "South Shore",
        "Type of inspection": "Area SEND inspection",
        "Inspected": "29 January to 2 February 2024",
        "Published": "Not known (no date of publication is printed)",
        "Previous inspection": "Not known",
        "Overall judgement": "Typically positive",
        "Inspectorate": "Ofsted and CQC",
        "Lead inspector": "Ruth Calderbrook (by reports.csv; the report gave none)",
        "Pages": "4",
        "Licence": "Open Government Licence v3.0",
        "Read from": "tarnside.pdf",
        "Published at": "https://reports.example/tarnside.pdf",
    }


def test_a_report_leads_to_its_area_and_can_be_cited_whole(client: Client) -> None:
    page = tree(client.get(f"/reports/{TARNSIDE}"))
    assert page.xpath("//table[@class='details']//a[text()='Tarnside']/@href") == ["/areas/tarnside"]
    cite = page.xpath("//section[@class='cite']")[0]
    assert texts(cite, "h2") == ["Cite this report"]
    assert text_of(page.get_element_by_id("citation")) == (
        "Ofsted and CQC, Area SEND inspection: Tarnside, inspected 29 January to 2 February 2024"
    )
    assert texts(cite, ".//a") == [f"http://localhost/reports/{TARNSIDE}"]
    assert cite.xpath("p[@hidden]/@data-copy") == ["citation permalink"]


@pytest.mark.parametrize(
    ("address", "left_out"),
    [
        (f"/reports/{TARNSIDE}?q=plans&order=newest&utm_source=mail", ["order", "utm_source"]),
        ("/passages/PASSAGE?q=late&colour=red", ["colour"]),
        ("/areas?find=tarn&page=2", ["page"]),
        ("/areas/tarnside?q=plans", ["q"]),
        ("/reports?area=tarnside&q=plans", ["q"]),
    ],
)
def test_a_page_says_which_parameters_it_does_not_have(client: Client, address: str, left_out: list[str]) -> None:
    if "PASSAGE" in address:
        (found,) = client.get('/search.json?q="annual+reviews"&area=tarnside').get_json()["results"]
        address = address.replace("PASSAGE", found["id"])
    response = client.get(address)
    assert response.status_code == 200
    assert texts(tree(response), "//section[@class='notice']/ul/li") == [
        f"{'Search words' if name == 'q' else NAMED.get(name, f'Parameter {name}')}: "
        f"There is no parameter “{name}” here; it was left out."
        for name in left_out
    ]


def test_a_report_has_a_contents_list_that_leads_to_its_sections(client: Client) -> None:
    page = tree(client.get(f"/reports/{TARNSIDE}"))
    links = page.xpath("//nav[@class='contents']//a")
    assert [text_of(link) for link in links] == ["Main findings", EFFECTIVE, BETTER]
    sections = [page.get_element_by_id(link.get("href").removeprefix("#")) for link in links]
    assert [text_of(section.xpath(".//h2 | .//h3")[0]) for section in sections] == ["Main findings", EFFECTIVE, BETTER]
    assert [texts(section, ".//span[contains(@class, 'tag')]") for section in sections] == [
        ["Mixed"], ["Strength"], ["Weakness"],
    ]  # fmt: skip


def test_every_passage_of_a_report_is_there_word_for_word(client: Client) -> None:
    for report in make_reports():
        page = tree(client.get(f"/reports/{report.id}"))
        shown = [element.text_content() for element in page.xpath("//span[@class='text']")]
        assert shown == [passage.text for _, passage in report.passages()]
        anchors = page.xpath("//*[contains(@class, 'passage ')]/@id")
        assert anchors == [f"p-{passage.id}" for _, passage in report.passages()]


def test_numbers_and_pages_are_those_printed(client: Client) -> None:
    page = tree(client.get(ILACS))
    assert texts(page, "//span[@class='number']") == [str(number) for number in range(1, 41)]
    marks = page.xpath("//span[@class='page-mark']")
    assert [(text_of(mark), mark.get("id")) for mark in marks] == [("Page 5", "page-5")]
    over = page.xpath("//span[@class='runs-over']")
    assert [(text_of(mark), mark.get("id")) for mark in over] == [
        ("(runs over to page 6)", "page-6"),
        ("(runs over to page 7)", "page-7"),
    ]


def test_judgements_keep_the_printed_words(client: Client) -> None:
    page = tree(client.get(ILACS))
    rows = [texts(row, "th | td") for row in page.xpath("//table[@class='grades']/tbody/tr")]
    assert rows == [["Overall effectiveness", "Good"], ["Leaders", "Inadequate (printed: fails)"]]


def test_words_are_marked_and_counted_in_a_report(client: Client) -> None:
    page = tree(client.get(f"{ILACS}?q=week+social"))
    assert texts(page, "//p[@class='found-here']/strong") == ["40 passages found for “week social”"]
    assert texts(page, "//span[@class='text']//mark")[:2] == ["Social", "week"]
    assert texts(page, "//span[@class='match-count']") == ["40 found"]
    found = page.xpath("//span[@class='match']")
    anchors = page.xpath("//*[contains(@class, 'matching')]/@id")
    assert text_of(found[0]) == "Found 1 of 40 next from 1"
    assert found[1].xpath("a/@href") == [f"#{anchors[0]}", f"#{anchors[2]}"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"]


def test_only_what_the_search_finds_is_marked(client: Client) -> None:
    page = tree(client.get(f'/reports/{TARNSIDE}?q="annual reviews"'))
    assert texts(page, "//span[@class='text']//mark") == ["annual reviews"]
    assert page.xpath("string(//input[@name='q']/@value)") == '"annual reviews"'


def test_nothing_found_in_a_report(client: Client) -> None:
    page = tree(client.get(f'{ILACS}?q="zebra'))
    assert texts(page, "//p[@class='found-here']/strong") == ['Nothing found in this report for “"zebra”']
    assert texts(page, "//section[@class='notice']//a") == ["Search words"]
    assert page.xpath("//p[@class='found-here']/a/@href") == ["/search?q=%22zebra", ILACS]


def test_a_passage_has_its_quote_citation_and_places(client: Client) -> None:
    (found,) = client.get('/search.json?q="annual+reviews"&area=tarnside').get_json()["results"]
    page = tree(client.get(f"/passages/{found['id']}?q=late"))
    assert texts(page, "//blockquote") == ["Too many annual reviews are late. Leaders do not know why."]
    assert texts(page, "//figcaption") == [
        "Ofsted and CQC, Area SEND inspection: Tarnside, inspected 29 January to 2 February 2024, p. 3, "
        f'"{BETTER}", bullet 1'
    ]
    rows = {text_of(row.find("th")): row.xpath("string(td/a/@href)") for row in page.xpath("//table//tr")}
    assert rows == {
        "Permanent address": f"http://localhost/passages/{found['id']}",
        "In context": f"/reports/{TARNSIDE}?q=late#p-{found['id']}",
        "Note": f"/note?p={found['id']}",
        "Report": f"/reports/{TARNSIDE}",
        "Area": "/areas/tarnside",
        "Published at": "https://reports.example/tarnside.pdf#page=3",
        "Licence": "",
    }
    assert len(page.xpath("//p[@data-copy][@hidden]//button")) == 1


def test_help_examples_are_read_as_the_page_says_and_lead_somewhere(client: Client) -> None:
    page = tree(client.get("/help"))
    rows = page.xpath("//table[@class='examples']/tbody/tr")
    assert len(rows) > 20
    for row in rows:
        typed, read = row.xpath("td")[0].text_content(), row.xpath("td")[1].text_content()
        assert read == describe_query(parse_query(typed))
        found = tree(client.get(row.xpath("string(.//a/@href)")))
        assert found.xpath("string(//input[@name='q']/@value)") == typed


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/reports/none-such", "There is no report “none-such”"),
        ("/passages/none-such", "There is no passage “none-such”"),
        ("/none/such", "There is no page at this address"),
        ("/static/none-such.css", "There is no page at this address"),
        ("/static/../app.py", "There is no page at this address"),
    ],
)
def test_what_is_not_there_says_so_and_offers_a_search(client: Client, address: str, said: str) -> None:
    response = client.get(address)
    page = tree(response)
    assert response.status_code == 404
    assert said in text_of(page.xpath("//main")[0])
    assert page.xpath("//form/@action") == ["/search"]

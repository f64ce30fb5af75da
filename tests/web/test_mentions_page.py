"""Mentions as a page, as JSON and as CSV."""

from __future__ import annotations

import codecs
import csv
import io

from werkzeug.test import Client

from tests.web.invented_site import PLACES, TARNSIDE, text_of, texts, tree

ADDRESS = '/mentions?q="annual+reviews"'


def table_of(client: Client, address: str, field: str) -> list[list[str]]:
    page = tree(client.get(address))
    return [texts(row, "th | td") for row in page.xpath(f"//section[@id='by-{field}']//tbody/tr")]


def test_mentions_stand_beside_what_they_are_a_part_of(client: Client) -> None:
    page = tree(client.get(ADDRESS))
    assert texts(page, "//h2[@class='found']") == ["14 passages in 14 reports"]
    assert texts(page, "//p[@class='whole']") == ["14.3% of 98 passages, 14 of 16 reports"]
    assert table_of(client, ADDRESS, "type") == [
        ["Area SEND inspection", "14 of 56", "25.0%", "14 of 14"],
        ["ILACS (children's services)", "0 of 40", "0%", "0 of 1"],
        ["Other report", "0 of 2", "0%", "0 of 1"],
    ]
    assert table_of(client, ADDRESS, "finding")[:2] == [
        ["Strength", "0 of 28", "0%", "0 of 14"], ["Weakness", "14 of 28", "50.0%", "14 of 14"],
    ]  # fmt: skip


def test_bars_are_drawn_to_the_largest_share_and_hidden_from_readers(client: Client) -> None:
    page = tree(client.get(ADDRESS))
    rows = page.xpath("//section[@id='by-area']//tbody/tr")
    bars = {text_of(row[0]): row.xpath("string(.//svg[@aria-hidden='true']/rect/@width)") for row in rows}
    assert (bars.pop("Tarnside"), set(bars.values())) == ("9.1", {"100.0"})


def test_each_row_leads_to_its_passages(client: Client) -> None:
    page = tree(client.get(f"{ADDRESS}&region=south-shore"))
    (link,) = page.xpath("//section[@id='by-area']//a[text()='Tarnside']")
    assert link.get("href") == "/search?q=%22annual+reviews%22&area=tarnside&region=south-shore"
    assert link.get("rel") == "nofollow"
    found = tree(client.get(link.get("href")))
    assert texts(found, "//h2[@class='found']") == ["1 passage in 1 report"]
    assert not page.xpath("//section[@id='by-type']//a[contains(text(), 'ILACS')]")


def test_the_links_of_counts_find_as_many_passages_as_were_counted(client: Client) -> None:
    page = tree(client.get("/mentions?q=annual+reviews+late+families+waiting&type=area-send"))
    rows = page.xpath("//table[@class='counts']/tbody/tr[th/a]")
    assert len(rows) == 23
    for row in rows[:6] + rows[-2:]:
        (link,) = row.xpath("th/a/@href")
        (number,) = texts(row, "td[1]")
        (found,) = texts(tree(client.get(link)), "//h2[@class='found']")
        assert found.split()[0] == number.split()[0], (link, number, found)
    assert link.endswith("&widen=off")


def test_mixed_types_are_said_and_can_be_told_apart(client: Client) -> None:
    page = tree(client.get("/mentions?q=plans+OR+visit"))
    assert texts(page, "//div[@class='notice']/p") == [
        "These counts cover 3 types of inspection, which differ in length and in what they look at. "
        "To compare like with like, choose one type."
    ]
    assert texts(page, "//section[@class='mentions']/p[@class='hint']") == ["All 3 types of inspection together."] * 3
    only = page.xpath("//div[@class='notice']//a")
    assert [text_of(link) for link in only] == ["Only ILACS (children's services)", "Only Area SEND inspection"]
    alone = tree(client.get(only[0].get("href")))
    assert not alone.xpath("//div[@class='notice'] | //section[@class='mentions']/p[@class='hint']")


def test_long_tables_keep_what_has_no_mention_apart(client: Client) -> None:
    page = tree(client.get("/mentions?q=%22tarnside%22"))
    assert table_of(client, "/mentions?q=%22tarnside%22", "area") == [["Tarnside", "2 of 44", "4.5%", "1 of 2"]]
    assert texts(page, "//section[@id='by-area']/details/summary") == ["14 more without a mention, by area"]
    rest = texts(page, "//section[@id='by-area']/details//li")
    assert (len(rest), rest[-1]) == (14, "Wexcombe 0 of 4")
    assert len(page.xpath("//details[ancestor::div[@id='results']]")) == 1


def test_reports_without_a_mention_are_linked(client: Client) -> None:
    page = tree(client.get('/mentions?q="review+annual"'))
    assert texts(page, "//section[@id='silent']/h3") == ["2 reports without a mention"]
    links = page.xpath("//section[@id='silent']//li/a")
    assert [link.get("href") for link in links] == ["/reports/hostile-2020", "/reports/tarnside-ilacs-2022-05-09"]
    assert texts(page, "//section[@id='silent']//li")[1] == "Tarnside: ILACS (children's services) 9 to 20 May 2022"


def test_nothing_found_leads_to_the_search(client: Client) -> None:
    page = tree(client.get("/mentions?q=zebra&area=tarnside"))
    assert texts(page, "//h2[@class='found']") == ["0 passages in 0 reports"]
    assert texts(page, "//p[@class='whole']") == ["0% of 44 passages, 0 of 2 reports"]
    assert not page.xpath("//section[@class='mentions'][not(@id='silent')]")
    (link,) = page.xpath("//a[text()='See what else could be searched']")
    assert link.get("href") == "/search?q=zebra&area=tarnside"


def test_without_words_the_page_asks_for_them(client: Client) -> None:
    for address in ("/mentions", "/mentions?area=tarnside"):
        page = tree(client.get(address))
        assert not page.xpath("//table")
        assert "Type the words you want to count." in text_of(page.get_element_by_id("results"))
        assert page.xpath("//form/@action") == ["/mentions"]


def test_a_name_alone_is_no_word_to_count_and_the_page_says_how_it_is(client: Client) -> None:
    page = tree(client.get("/mentions?q=tarnside"))
    assert texts(page, "//h2[@class='found']") == ["Nothing to count yet"]
    assert texts(page, "//p[@class='understood']") == [
        "Read as: area: Tarnside (named by “tarnside”, which is looked for as a word only between quotation marks)"
    ]


def test_the_page_keeps_its_filters(client: Client) -> None:
    page = tree(client.get("/mentions?q=reviews&area=tarnside&not_type=other&from=2020"))
    assert texts(page, "//a[@class='chip']") == [
        "Remove filter: Tarnside ×", "Remove filter: not Other report ×", "Remove filter: on or after 1 January 2020 ×",
    ]  # fmt: skip
    assert {href.split("?")[0] for href in page.xpath("//div[@class='chips']//a/@href")} == {"/mentions"}
    assert page.xpath("//input[@name='area'][@checked]/@value") == ["tarnside"]
    assert not page.xpath("//select[@name='order']")


def test_the_search_page_leads_to_the_counts(client: Client) -> None:
    page = tree(client.get("/search?q=reviews&area=tarnside&page=2&order=oldest"))
    (link,) = page.xpath("//a[starts-with(@href, '/mentions?')]")
    assert link.get("href") == "/mentions?q=reviews&area=tarnside"
    assert not tree(client.get("/search?area=tarnside")).xpath("//a[starts-with(@href, '/mentions?')]")


def test_addresses_are_made_tidy(client: Client) -> None:
    response = client.get("/mentions?keywords=reviews&area=")
    assert (response.status_code, response.headers["Location"]) == (302, "/mentions?q=reviews")


def test_what_cannot_be_taken_is_said(client: Client) -> None:
    page = tree(client.get('/mentions?q="reviews&from=soon&colour=red'))
    assert len(page.xpath("//section[@class='notice']//li")) == 3


def test_the_same_as_json(client: Client) -> None:
    form = client.get('/mentions.json?q="annual+reviews"&finding=weakness').get_json()
    assert form["ok"] is True
    assert (form["passages"], form["of_passages"], form["share"]) == (14, 28, 0.5)
    assert form["without_mention"] == []
    assert [row["value"] for row in form["by"]["area"]] == sorted(
        place.lower().replace(" ", "-") for place in PLACES
    )  # fmt: skip
    refused = client.get("/mentions.json?q=reviews&colour=red")
    assert (refused.status_code, refused.get_json()["ok"]) == (400, False)


def test_the_same_as_a_table(client: Client) -> None:
    response = client.get('/mentions.csv?q="annual+reviews"')
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="mentions-annual-reviews.csv"'
    assert response.data.startswith(codecs.BOM_UTF8)
    rows = list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"))))
    assert [row["value"] for row in rows if row["by"] == "report" and row["passages"] != "0"].count(TARNSIDE) == 1
    assert rows[0] == {
        "by": "all", "value": "", "label": "All", "passages": "14", "of_passages": "98", "share": "0.142857",
        "reports": "14", "of_reports": "16", "inspection_types": "3",
    }  # fmt: skip


def test_crawlers_keep_out(client: Client) -> None:
    assert "Disallow: /mentions" in client.get("/robots.txt").text
    assert tree(client.get(ADDRESS)).xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"]

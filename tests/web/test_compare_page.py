"""Areas side by side as a page, as JSON and as CSV."""

from __future__ import annotations

import codecs
import csv
import io

from lxml import html
from werkzeug.test import Client

from tests.web.invented_site import HOSTILE, TARNSIDE, text_of, texts, tree

ADDRESS = '/compare?q="annual+reviews"&area=wexcombe&area=tarnside'
LATEST = "Latest inspection in this collection"


def columns(page: html.HtmlElement) -> dict[str, html.HtmlElement]:
    return {text_of(column.find("h3")): column for column in page.xpath("//section[@class='area-column']")}


def test_areas_stand_side_by_side_in_order_of_name(client: Client) -> None:
    page = tree(client.get(ADDRESS))
    assert texts(page, "//h2[@class='found']") == ['"annual reviews" in 2 areas']
    areas = columns(page)
    assert list(areas) == ["Tarnside", "Wexcombe"]
    tarnside = areas["Tarnside"]
    assert texts(tarnside, ".//p[@class='area-share'] | .//p[@class='facts'][1]")[:2] == [
        "2.3% of passages", "1 of 44 passages, 1 of 2 reports",
    ]  # fmt: skip
    assert texts(tarnside, ".//ul[@class='facts']/li") == [
        "ILACS (children's services): 0 of 40 passages", "Area SEND inspection: 1 of 4 passages",
    ]  # fmt: skip
    assert texts(tarnside, ".//*[@class='area-findings']//li") == [
        "Strength 0 of 2", "Weakness 1 of 2 passages, weakness, Tarnside", "Mixed 0 of 40",
    ]  # fmt: skip
    assert [area.xpath("string(.//svg/rect/@width)") for area in areas.values()] == ["9.1", "100.0"]


def test_each_has_its_latest_inspection_and_best_passages(client: Client) -> None:
    tarnside = columns(tree(client.get(ADDRESS)))["Tarnside"]
    (latest,) = tarnside.xpath("./div[@class='area-latest']")
    assert text_of(latest) == (f"{LATEST} Area SEND inspection, 29 January to 2 February 2024: Typically positive")
    assert latest.xpath(".//a/@href") == [f"/reports/{TARNSIDE}"]
    (passage,) = tarnside.xpath(".//div[@class='area-passages']/ul/li")
    assert texts(passage, "./p[1] | .//mark") == [
        "Area SEND inspection, 29 January to 2 February 2024",
        "annual reviews",
    ]
    assert "Leaders do not know why." in text_of(passage.find("blockquote"))
    assert not tarnside.xpath(".//p[@class='more']")
    visits = columns(tree(client.get("/compare?q=visit&area=tarnside&area=wexcombe")))["Tarnside"]
    (more,) = visits.xpath(".//p[@class='more']/a")
    assert (text_of(more), more.get("href"), more.get("rel")) == (
        "All 40 passages in Tarnside", "/search?q=visit&area=tarnside", "nofollow",
    )  # fmt: skip


def test_mixed_types_are_said_and_can_be_told_apart(client: Client) -> None:
    page = tree(client.get("/compare?q=visit+OR+plans&area=tarnside&area=wexcombe"))
    (note,) = page.xpath("//div[contains(@class, 'compare-notes')]")
    assert texts(note, "./p") == [
        "These counts cover 2 types of inspection, which differ in length and in what they look at. "
        "To compare like with like, choose one type."
    ]
    assert [(text_of(link), link.get("href")) for link in note.iter("a")] == [
        ("Only ILACS (children's services)", "/compare?q=visit+OR+plans&area=tarnside&area=wexcombe&type=ilacs"),
        ("Only Area SEND inspection", "/compare?q=visit+OR+plans&area=tarnside&area=wexcombe&type=area-send"),
    ]
    alone = tree(client.get("/compare?q=visit+OR+plans&area=tarnside&area=wexcombe&type=ilacs"))
    assert not alone.xpath("//div[contains(@class, 'compare-notes')]")
    assert texts(alone, "//h4[contains(., 'Latest')]") == ["Latest inspection that matches your filters"] * 2
    assert texts(columns(alone)["Wexcombe"], ".//strong | .//p[@class='facts']") == [
        "Its only report has no passages that match your filters.",
    ]  # fmt: skip


def test_judgements_of_several_frameworks_are_not_set_against_one_another(client: Client) -> None:
    page = tree(client.get("/compare?q=plans&area=tarnside&area=wexcombe&not_year=2024"))
    assert texts(page, "//div[contains(@class, 'compare-notes')]/p")[1:] == [
        "The latest inspections are of 2 types, each with its own judgements, so you cannot compare them."
    ]


def test_an_area_without_reports_or_mentions_is_named(client: Client) -> None:
    page = tree(client.get("/compare?q=visit&area=kent&area=wexcombe"))
    areas = columns(page)
    assert texts(areas["Kent"], ".//div") == ["There are no reports on Kent."]
    assert "Not mentioned in its only report here." in text_of(areas["Wexcombe"])
    assert texts(page, "//section[@class='notice']//li") == ["Area: No report here has the area “kent”."]


def test_a_region_with_more_areas_is_a_table(client: Client) -> None:
    page = tree(client.get('/compare?q="annual+reviews"&region=south-shore'))
    rows = [texts(row, "th | td") for row in page.xpath("//table[contains(@class, 'compared-table')]/tbody/tr")]
    assert [row[0] for row in rows] == [
        "Coldbeck", "Fenwick Cross", "Marlhaven", "Northolme", "Ottermouth", "Port Ellery", "Tarnside",
    ]  # fmt: skip
    assert rows[-1][1:] == [
        "1 of 44", "2.3%", "1 of 2", "Area SEND inspection, 29 January to 2 February 2024: Typically positive",
    ]  # fmt: skip
    assert page.xpath("//table//th/a/@href")[0] == "/search?q=%22annual+reviews%22&area=coldbeck&region=south-shore"
    assert not columns(page)


def test_areas_are_typed_or_chosen_by_region(client: Client) -> None:
    page = tree(client.get("/compare?q=visit"))
    assert texts(page, "//div[@class='picker']//label") == ["First area", "Second area", "Third area, if wanted"]
    assert set(page.xpath("//div[@class='picker']//input/@name | //div[@class='picker']//input/@list")) == {
        "area", "names-of-areas",
    }  # fmt: skip
    assert set(page.xpath("//div[@class='picker']//input/@data-choices")) == {"/areas.json"}
    names = page.xpath("//datalist[@id='names-of-areas']/option/@value")
    assert (names[0], names[1], len(names)) == (f"Area {HOSTILE}", "Ashwold", 15)
    regions = page.xpath("//h3[text()='Or compare all areas of a region']/following-sibling::ul//a")
    assert [text_of(link) for link in regions] == ["South Shore"]
    assert regions[0].get("href") == "/compare?q=visit&region=south-shore"
    typed = tree(client.get("/compare?q=visit&area=Port+Ellery&area=Tarnside"))
    assert list(columns(typed)) == ["Port Ellery", "Tarnside"]
    assert set(typed.xpath("//input[@name='area'][@checked]/@value")) == {"port-ellery", "tarnside"}
    assert texts(typed, "//div[@class='picker']//label") == ["Add an area"]


def test_empty_fields_leave_the_address(client: Client) -> None:
    response = client.get("/compare?q=visit&area=Tarnside&area=&area=")
    assert (response.status_code, response.headers["Location"]) == (302, "/compare?q=visit&area=tarnside")


def test_without_words_areas_are_compared_by_what_is_held(client: Client) -> None:
    tarnside = columns(tree(client.get("/compare?area=tarnside&area=wexcombe")))["Tarnside"]
    assert texts(tarnside, ".//ul[@class='facts']/li") == [
        "ILACS (children's services): 40 passages", "Area SEND inspection: 4 passages",
    ]  # fmt: skip
    assert not tarnside.xpath(".//p[@class='area-share'] | .//div[@class='area-passages']")


def test_other_pages_lead_here(client: Client) -> None:
    page = tree(client.get("/search?q=visit&area=tarnside&page=2"))
    assert page.xpath("//ul[@class='beside']//a[text()='Compare areas side by side']/@href") == [
        "/compare?q=visit&area=tarnside"
    ]
    assert page.xpath("//nav[@aria-label='Site']//a[text()='Compare']/@href") == ["/compare"]


def test_hostile_text_stays_text(client: Client) -> None:
    area = tree(client.get("/compare")).xpath("//input[@type='checkbox'][starts-with(@value, 'area-')]/@value")[0]
    page = tree(client.get("/compare", query_string={"q": HOSTILE, "area": area}))
    assert HOSTILE in text_of(next(iter(columns(page).values())))
    assert not page.xpath("//main//script | //main//b")


def test_the_same_as_json_without_folders_of_the_server(client: Client) -> None:
    response = client.get('/compare.json?q="annual+reviews"&area=wexcombe&area=kent')
    form = response.get_json()
    assert (form["ok"], [area["label"] for area in form["areas"]]) == (True, ["Kent", "Wexcombe"])
    wexcombe = form["areas"][1]
    assert (wexcombe["passages"], wexcombe["of_passages"], wexcombe["latest"]["judgement"]) == (1, 4, "Inconsistent")
    assert wexcombe["results"][0]["permalink"].startswith("http://localhost/passages/")
    assert "/srv/" not in response.text
    assert client.get("/compare.json?q=visit&compare=kent").status_code == 400


def test_the_same_as_a_table(client: Client) -> None:
    response = client.get('/compare.csv?q="annual+reviews"&area=wexcombe')
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="compared-annual-reviews.csv"'
    assert response.data.startswith(codecs.BOM_UTF8)
    rows = list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"))))
    assert [(row["by"], row["label"], row["passages"], row["of_passages"]) for row in rows] == [
        ("all", "All", "1", "4"), ("type", "Area SEND inspection", "1", "4"), ("finding", "Strength", "0", "2"),
        ("finding", "Weakness", "1", "2"),
    ]  # fmt: skip


def test_crawlers_keep_out(client: Client) -> None:
    assert "Disallow: /compare" in client.get("/robots.txt").text
    assert tree(client.get(ADDRESS)).xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"]
    for ending in ("json", "csv"):
        assert client.get(f"/compare.{ending}?q=visit").headers["X-Robots-Tag"] == "noindex, nofollow"


def test_the_passages_behind_the_figures_are_those_counted(client: Client) -> None:
    page = tree(client.get("/compare?q=annual+reviews+late+transport&area=tarnside&area=wexcombe"))
    wexcombe = columns(page)["Wexcombe"]
    assert texts(wexcombe, ".//p[@class='facts'][1]")[0] == "1 of 4 passages, 1 of 1 report"
    (weak,) = wexcombe.xpath(".//*[@class='area-findings']//a/@href")
    assert weak == "/search?q=annual+reviews+late+transport&area=wexcombe&finding=weakness&widen=off"
    assert texts(tree(client.get(weak)), "//h2[@class='found']") == ["1 passage in 1 report"]
    (every,) = page.xpath("//ul[@class='beside']//a[text()='All passages in one list']/@href")
    assert every == "/search?q=annual+reviews+late+transport&area=tarnside&area=wexcombe&widen=off"
    one = tree(client.get("/compare?q=visit&area=tarnside&area=wexcombe"))
    assert not one.xpath("//div[@id='results']//a[contains(@href, 'widen')]")

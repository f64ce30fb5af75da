"""The list of areas, the history of one, and areas that are not held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from werkzeug.test import Client

from corpus.report import InspectionType, Source
from tests.web.invented_site import PLACES, TARNSIDE, keep, make_area_send, make_ilacs, text_of, texts, tree


@pytest.fixture
def council(tmp_path: Path, make_client: Callable[..., Client]) -> Client:
    """Return a client of a site on real authorities, whose names and codes the program knows."""
    hull, stoke = make_area_send("Kingston upon Hull", 0), make_area_send("Stoke-on-Trent", 2)
    cumberland = replace(make_area_send("Cumberland", 4), regions=("North West",))
    letter = replace(make_ilacs(), areas=("Cumbria",), regions=("North West",))
    keep(tmp_path, [replace(hull, regions=("Yorkshire and The Humber",)), stoke, cumberland, letter])
    return make_client(tmp_path)


def test_areas_stand_under_their_regions(client: Client) -> None:
    page = tree(client.get("/areas"))
    assert texts(page, "//h2[@class='found']") == ["15 areas"]
    assert texts(page, "//h3") == ["North Shore", "Region <script>alert(1)</script>", "South Shore"]
    assert page.xpath("//nav[@aria-label='Regions']//a/@href") == [
        "#region-north-shore", "#region-region-script-alert-1-script", "#region-south-shore",
    ]  # fmt: skip
    north = page.get_element_by_id("region-north-shore")
    assert texts(north, ".//li/a") == sorted(PLACES[1::2])
    south = texts(page.get_element_by_id("region-south-shore"), ".//li")
    assert south[-1] == "Tarnside 2 reports, latest 2024"
    assert "Port Ellery 1 report, 2023" in south
    assert texts(page, "//nav[@aria-label='Site']//a[@aria-current]") == ["Areas"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hull", ["Kingston upon Hull 1 report, 2024"]),
        ("861", ["Stoke-on-Trent 1 report, 2023 found by “861”"]),
        ("north w", [f"{name} 1 report, 2022 found by “North West”" for name in ("Cumberland", "Cumbria")]),
        ("cumb", ["Cumberland 1 report, 2022", "Cumbria 1 report, 2022"]),
        ("submarine", []),
    ],
)  # fmt: skip
def test_an_area_is_found_by_any_name_code_or_region(council: Client, typed: str, found: list[str]) -> None:
    page = tree(council.get(f"/areas?find={typed}"))
    assert texts(page, "//ul[@class='area-list']/li") == found
    assert texts(page, "//h2[@class='found']") == [f"{len(found)} of 4 areas"]
    assert page.xpath("string(//input[@name='find']/@value)") == typed
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"]


def test_an_area_shows_every_inspection_newest_first_with_its_judgement(client: Client) -> None:
    page = tree(client.get("/areas/tarnside"))
    assert texts(page, "//h1") == ["Tarnside"]
    assert texts(page, "//table[@class='history stack']/tbody/tr/*") == [
        "29 January to 2 February 2024", "Area SEND inspection", "Typically positive",
        "9 to 20 May 2022", "ILACS (children's services)", "Good",
    ]  # fmt: skip
    targets = page.xpath("//table[@class='history stack']//a/@href")
    assert [page.get_element_by_id(target[1:]).get("class") for target in targets] == ["inspection", "inspection"]
    assert page.xpath("//section[@class='inspection']/h3/a/@href") == [
        f"/reports/{TARNSIDE}", "/reports/tarnside-ilacs-2022-05-09",
    ]  # fmt: skip
    assert texts(page, "//p[@class='found-in-area']") == ["44 passages in 2 reports"]
    assert texts(page, "//section[@class='inspection']/p[@class='facts']") == [
        "Inspected 29 January to 2 February 2024 · 4 passages",
        "Inspected 9 to 20 May 2022, published 4 July 2022 · 40 passages",
    ]
    assert texts(page, "//ul[@class='beside']/li") == [
        "All passages", "All strengths", "All weaknesses", "In the list of reports", "Compare with other areas",
    ]  # fmt: skip
    assert texts(page, "//ul[@class='grade-list']/li") == ["Overall effectiveness: Good", "Leaders: Inadequate"]
    assert "you cannot compare judgements of different types" in text_of(page.xpath("//main")[0])


def test_strengths_and_weaknesses_of_each_inspection_are_quoted_and_lead_on(client: Client) -> None:
    page = tree(client.get("/areas/tarnside"))
    send, ilacs = page.xpath("//section[@class='inspection']")
    kinds = send.xpath(".//div[@class='found-kind']")
    assert [texts(kind, ".//span[contains(@class, 'tag')]") for kind in kinds] == [["Strength"], ["Weakness"]]
    assert texts(kinds[1], ".//li") == [
        "Too many annual reviews are late. Leaders do not know why. page 3",
        "Transport to school in Tarnside is not planned with families, and parents’ views are not asked for. page 3",
    ]
    (found,) = client.get('/search.json?q="annual+reviews"&area=tarnside').get_json()["results"]
    assert kinds[1].xpath(".//li/a/@href")[0] == f"/reports/{TARNSIDE}#p-{found['id']}"
    assert texts(ilacs, ".//div[@class='found-kind']") == [
        "Mixed 40 passages under Mixed, ILACS (children's services), Inspected 9 to 20 May 2022, published 4 July 2022"
    ]
    href = ilacs.xpath("string(.//div[@class='found-kind']//a/@href)")
    assert texts(tree(client.get(href)), "//h2[@class='found']") == ["40 passages in 1 report"]


def test_a_report_without_a_judgement_says_why(tmp_path: Path, make_client: Callable[..., Client]) -> None:
    ungraded = replace(
        make_ilacs(), inspection_type=InspectionType.JTAI, judgement=None, judgement_printed=None,
        unknown={"judgement": "it gives none"},
    )  # fmt: skip
    undated = replace(make_area_send("Tarnside", 0), inspected_from=None, inspected_to=None)
    unread = replace(
        make_area_send("Tarnside", 50), source=Source("unread.pdf", "d" * 64), judgement=None, judgement_printed=None,
        unknown={"judgement": "none was found"},
    )  # fmt: skip
    keep(tmp_path, [replace(ungraded, inspected_from=date(2022, 5, 9)), undated, unread])
    page = tree(make_client(tmp_path).get("/areas/tarnside"))
    assert texts(page, "//p[@class='judgement-words']") == [
        "No overall judgement (it gives none)",
        "Overall judgement not known (none was found)",
        "Typically positive",
    ]
    assert texts(page, "//table[@class='history stack']//th[@scope='row']")[2] == "Date not known"


def test_an_area_is_searched_by_a_form_of_its_own(client: Client) -> None:
    form = tree(client.get("/areas/tarnside")).xpath("//main//form")[0]
    assert (form.get("action"), form.xpath("input[@type='hidden']/@name"), form.xpath("input/@value")) == (
        "/search", ["area"], ["tarnside"],
    )  # fmt: skip


def test_what_is_known_of_an_authority_is_told_and_other_names_lead_there(council: Client) -> None:
    page = tree(council.get("/areas/cumbria"))
    assert texts(page, "//ul[@class='area-facts']/li") == [
        "Region: North West", "Kind: County", "Authority until: 31 March 2023",
        "Then: Westmorland and Furness, Cumberland", "DfE code: 909", "ONS code: E10000006",
    ]  # fmt: skip
    assert page.xpath("//ul[@class='area-facts']//a/@href") == ["/areas/cumberland"]
    assert "Before 1 April 2023: Cumbria" in texts(tree(council.get("/areas/cumberland")), "//li")
    for other in ("hull", "Kingston%20upon%20Hull", "city-of-hull"):
        response = council.get(f"/areas/{other}")
        assert (response.status_code, response.headers["Location"]) == (302, "/areas/kingston-upon-hull")


@pytest.mark.parametrize(
    ("slug", "near"),
    [
        ("westmorland-and-furness", ["Cumbria"]),
        ("stoke-on-tent", ["Stoke-on-Trent"]),
        ("cumb", ["Cumberland", "Cumbria"]),
        ("trent-valley", ["Stoke-on-Trent"]),
        ("nowhere", []),
    ],
)
def test_an_area_that_is_not_held_offers_near_names(council: Client, slug: str, near: list[str]) -> None:
    response = council.get(f"/areas/{slug}")
    page = tree(response)
    assert response.status_code == 404
    assert texts(page, "//ul[@class='near']/li") == near
    said = f"No report on “{slug.replace('-', ' ')}” is held."
    assert said in text_of(page.xpath("//main")[0])
    assert page.xpath("//a[text()='All areas']/@href") == ["/areas"]

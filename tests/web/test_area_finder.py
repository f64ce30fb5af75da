"""Finding an area to filter by: a field of the form, links, and JSON."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from werkzeug.test import Client

from tests.web.invented_site import PLACES, keep, make_area_send, text_of, texts, tree


def choice(label: str, by: str = "") -> dict[str, str]:
    return {"value": label.lower().replace(" ", "-"), "label": label, "by": by}


@pytest.mark.parametrize("address", ["/", "/search?q=annual", "/mentions?q=annual"])
def test_the_form_has_a_field_to_find_an_area(client: Client, address: str) -> None:
    page = tree(client.get(address))
    (field,) = page.xpath("//form[@class='search']//input[@name='find_area']")
    assert (field.get("value"), field.get("data-choices")) == ("", "/areas.json")
    assert page.xpath("//datalist[@id=$list]", list=field.get("list"))
    assert texts(page, "//section[@class='notice']") == []


@pytest.mark.parametrize("path", ["/search", "/mentions"])
def test_several_areas_that_may_be_meant_are_links_that_choose_one(client: Client, path: str) -> None:
    page = tree(client.get(f"{path}?q=annual&finding=weakness&area=tarnside&find_area=sa&colour="))
    (meant,) = page.xpath("//section[@aria-labelledby='areas-meant-heading']")
    assert text_of(meant.find("h2")) == "Areas that match “sa”"
    assert {text_of(link): link.get("href") for link in meant.xpath(".//a")} == {
        "Sallowfield": f"{path}?q=annual&area=sallowfield&area=tarnside&finding=weakness",
        "Little Sarum": f"{path}?q=annual&area=little-sarum&area=tarnside&finding=weakness",
    }
    assert page.xpath("string(//input[@name='find_area']/@value)") == "sa"


@pytest.mark.parametrize("path", ["/search", "/mentions"])
def test_the_one_area_that_is_meant_is_chosen(client: Client, path: str) -> None:
    response = client.get(f"{path}?q=annual&not_area=fenwick-cross&find_area=cross&from=")
    assert (response.status_code, response.location) == (302, f"{path}?q=annual&area=fenwick-cross")


def test_an_area_that_is_not_there_is_said_to_be_none(client: Client) -> None:
    page = tree(client.get("/search?q=annual&find_area=%3Cb%3E"))
    assert texts(page, "//section[@class='notice']//h2") == ["No area in these reports matches “<b>”"]
    assert texts(page, "//h2[@class='found']") == ["28 passages in 14 reports"]
    assert client.get("/search?q=annual&find_area=").location == "/search?q=annual"


def test_areas_as_json_by_any_name(client: Client) -> None:
    assert client.get("/areas.json?q=po").get_json() == {"ok": True, "areas": [choice("Port Ellery")]}
    assert client.get("/areas.json?q=%3F").get_json() == {"ok": True, "areas": []}
    every = client.get("/areas.json").get_json()["areas"]
    assert [area["label"] for area in every] == sorted(area["label"] for area in every)
    assert {area["label"] for area in every} >= set(PLACES)
    assert client.get("/areas.json?q=a&area=kent").get_json()["parameters"] == ["area"]
    again = client.get("/areas.json?q=po")
    assert client.get("/areas.json?q=po", headers={"If-None-Match": again.headers["ETag"]}).status_code == 304


def test_areas_of_england_are_found_by_their_other_names_and_codes(
    tmp_path: Path, make_client: Callable[..., Client]
) -> None:
    names = ("Kingston upon Hull", "Bournemouth, Christchurch and Poole", "Stoke-on-Trent", "Brent")
    keep(tmp_path, [make_area_send(name.replace(",", ""), number) for number, name in enumerate(names)])
    client = make_client(tmp_path)
    hull = {"value": "kingston-upon-hull", "label": "Kingston upon Hull"}
    assert client.get("/areas.json?q=810").get_json()["areas"] == [hull | {"by": "810"}]
    for typed, slug in [
        ("Hull", "kingston-upon-hull"),
        ("861", "stoke-on-trent"),
        ("E06000021", "stoke-on-trent"),
        ("London Borough of Brent", "brent"),
    ]:
        assert client.get("/search", query_string={"find_area": typed}).location == f"/search?area={slug}"
        assert client.get("/search.json", query_string={"q": f'area:"{typed}"'}).get_json()["total"] == 4
        assert client.get("/search.json", query_string={"area": typed}).get_json()["total"] == 4
    assert tree(client.get("/search")).xpath("//input[@name='find_area']") == []

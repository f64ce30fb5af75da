"""The small charts beside the results."""

from __future__ import annotations

import pytest
from lxml import html
from werkzeug.test import Client

from tests.web.invented_site import texts, tree
from web.parts.charts import room_for
from web.site.static_files import STATIC


def years(page: html.HtmlElement) -> list[str]:
    return texts(page, "//ol[starts-with(@class, 'chart-years ')]/li")


def findings(page: html.HtmlElement) -> list[str]:
    return texts(page, "//ul[@class='chart-bars']/li")


def test_every_year_between_has_its_column(client: Client) -> None:
    page = tree(client.get("/search?q=annual+OR+visit"))
    assert years(page) == ["2019: 6", "2020: 4", "2021: 6", "2022: 46", "2023: 4", "2024: 2"]
    heights = page.xpath("//ol[starts-with(@class, 'chart-years ')]//rect/@height")
    assert heights == ["13.0", "8.7", "13.0", "100.0", "8.7", "4.3"]
    tops = page.xpath("//ol[starts-with(@class, 'chart-years ')]//rect/@y")
    assert [float(top) + float(height) for top, height in zip(tops, heights, strict=True)] == [100.0] * 6


@pytest.mark.parametrize(
    ("columns", "room"), [(2, "room-8"), (8, "room-8"), (9, "room-12"), (40, "room-40"), (41, "room-40")]
)
def test_the_columns_have_room_from_the_start(columns: int, room: str) -> None:
    """The stylesheet gives every column its width before the last of them has come, so that none moves."""
    assert room_for(columns) == room
    assert f".{room} li {{ width:" in (STATIC / "style.css").read_text(encoding="utf-8")


def test_findings_stand_in_their_order(client: Client) -> None:
    page = tree(client.get("/search?q=annual+OR+visit"))
    assert findings(page) == ["Strength: 14", "Weakness: 14", "Mixed: 40"]
    assert page.xpath("//ul[@class='chart-bars']//rect/@width") == ["35.0", "35.0", "100.0"]
    assert texts(page, "//section[@class='pictures']/p") == ["All 2 types of inspection together."]


def test_only_what_is_found_is_counted(client: Client) -> None:
    page = tree(client.get("/search?q=annual&finding=weakness&not_year=2022"))
    assert findings(page) == []
    assert years(page) == ["2019: 3", "2020: 2", "2021: 3", "2022: 0", "2023: 2", "2024: 1"]
    chosen = tree(client.get("/search?q=annual&year=2019&year=2021"))
    assert years(chosen) == ["2019: 6", "2020: 0", "2021: 6"]


def test_passages_without_a_year_are_said(client: Client) -> None:
    page = tree(client.get("/search?q=hostile+OR+annual"))
    assert "1 passage without a year." in texts(page, "//section[@class='pictures']/p")


@pytest.mark.parametrize("address", ["/", "/search", "/search?q=zebra", "/search?q=speech&area=tarnside"])
def test_where_there_is_nothing_to_compare_there_is_no_picture(client: Client, address: str) -> None:
    assert not tree(client.get(address)).xpath("//section[@class='pictures']")


def test_bars_are_hidden_from_screen_readers(client: Client) -> None:
    page = tree(client.get("/search?q=annual+OR+visit"))
    assert {svg.get("aria-hidden") for svg in page.xpath("//svg")} == {"true"}

"""A day of publication that only the file name gives is marked on every page that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from werkzeug.test import Client

from corpus.filenames import TAKEN_FROM_NAME
from corpus.report import PUBLISHED_FROM_FILE_NAME, Correction, ReadingWarning
from tests.web.invented_site import TARNSIDE, keep, make_area_send, make_ilacs, text_of, texts, tree

MARKED = "24 November 2023 (by its file name)"


@pytest.fixture
def client(tmp_path: Path, make_client: Callable[..., Client]) -> Client:
    """Return a client of a site with a report dated by its file name, and one that prints its day."""
    warning = ReadingWarning(PUBLISHED_FROM_FILE_NAME, TAKEN_FROM_NAME)
    by_name = replace(make_area_send("Tarnside", 0), published=date(2023, 11, 24), warnings=(warning,), unknown={})
    keep(tmp_path, [by_name, make_ilacs()])
    return make_client(tmp_path)


def test_a_result_and_the_latest_inspections_mark_it(client: Client) -> None:
    found = tree(client.get("/search?q=%22too+many+annual+reviews%22"))
    (facts,) = texts(found, "//p[@class='facts']")
    assert facts.endswith(f" · published {MARKED}")
    latest = texts(tree(client.get("/")), "//span[@class='facts']")
    assert [MARKED in line for line in latest] == [True, False]
    assert " · published 4 July 2022 · " in latest[1]


def test_a_report_and_the_table_of_reports_mark_it(client: Client) -> None:
    page = tree(client.get(f"/reports/{TARNSIDE}"))
    rows = {text_of(row.find("th")): text_of(row.find("td")) for row in page.xpath("//table[@class='details']//tr")}
    assert rows["Published"] == MARKED
    cells = texts(tree(client.get("/reports")), "//tbody//td")
    assert {"24 November 2023* (by its file name)", "4 July 2022"} <= set(cells)
    listed = client.get("/reports.json").get_json()["reports"]
    assert {report["id"]: report["published_source"] for report in listed} == {
        TARNSIDE: "file name", "tarnside-ilacs-2022-05-09": "printed",
    }  # fmt: skip


def test_a_passage_marks_it_and_its_citation_leaves_it_out(client: Client) -> None:
    found = client.get("/search.json?q=%22too+many+annual+reviews%22").get_json()["results"]
    page = tree(client.get(f"/passages/{found[0]['id']}"))
    assert texts(page, "//p[@class='facts']")[0].endswith(f"published {MARKED}")
    (citation,) = texts(page, "//figcaption")
    assert "inspected 29 January to 2 February 2024, p. 3" in citation
    assert "published" not in citation


def test_a_corrected_report_says_so_on_its_page_and_hides_where_the_list_lies(
    tmp_path: Path, make_client: Callable[..., Client]
) -> None:
    by = "/srv/secret/reports.csv"
    corrections = (Correction("title", by, "Inspection"), Correction("judgement", by, "Good"))
    keep(tmp_path, [replace(make_area_send("Tarnside", 0), corrections=corrections, authority_number="80999")])
    client = make_client(tmp_path)
    page = client.get(f"/reports/{TARNSIDE}")
    found = {text_of(r.find("th")): text_of(r.find("td")) for r in tree(page).xpath("//table[@class='details']//tr")}
    assert found["Title"].endswith("(by reports.csv; the report was read as: Inspection)")
    assert found["Overall judgement"].endswith("(by reports.csv; the report was read as: Good)")
    assert found["Authority number"] == "80999 (by the name of its folder)"
    answer = client.get(f"/reports/{TARNSIDE}.json")
    assert [item["list"] for item in answer.get_json()["corrections"]] == ["reports.csv", "reports.csv"]
    assert "/srv/secret" not in page.get_data(as_text=True) + answer.get_data(as_text=True)

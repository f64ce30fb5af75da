"""The PDF files of reports: shown whole to those who may open them, at the page of a passage."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from werkzeug.test import Client

from corpus.catalogue.catalogue import Catalogue
from corpus.gathering.update import gather
from index.generations.build import build_index
from tests.web.invented_site import texts
from web.app import App

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "corpus" / "samples" / "harrowmere" / "area-send-inspection-2024.pdf"
NOTES = ROOT / "corpus" / "samples" / "wexcombe" / "area-send-inspection-2024.md"
REPORT = "/reports/harrowmere-area-send-2024-11-04"
WITHOUT = "/reports/wexcombe-area-send-2024-06-03"

MakeClient = Callable[..., Client]


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report in PDF and one in Markdown, and the data folder they were indexed into."""
    folder = tmp_path_factory.mktemp("files")
    reports = folder / "reports"
    reports.mkdir()
    for sample in (SAMPLE, NOTES, SAMPLE.parents[1] / "areas.csv"):
        shutil.copy(sample, reports)
    with Catalogue.open(folder / "data", write=True) as catalogue:
        gather([reports], catalogue)
        build_index(catalogue, folder / "data")
    return folder


@pytest.fixture
def client(indexed: Path, make_client: MakeClient) -> Client:
    return make_client(indexed / "data", files=True)


def test_a_file_is_shown_as_it_is(client: Client) -> None:
    answer = client.get(f"{REPORT}.pdf", buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.get_data() == SAMPLE.read_bytes()
    assert answer.get_etag() == (hashlib.sha256(SAMPLE.read_bytes()).hexdigest(), False)
    headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Content-Disposition"] == f"inline; filename={REPORT.removeprefix('/reports/')}.pdf"
    again = client.get(f"{REPORT}.pdf", headers={"If-None-Match": headers["ETag"]}, buffered=True)
    assert (again.status_code, again.get_data()) == (304, b"")
    part = client.get(f"{REPORT}.pdf", headers={"Range": "bytes=0-4"}, buffered=True)
    assert (part.status_code, part.get_data()) == (206, b"%PDF-")


@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=0-4"}], ids=["whole", "part"])
def test_a_file_that_was_sent_leaves_the_index_unused(client: Client, headers: dict[str, str]) -> None:
    app = client.application
    assert isinstance(app, App)
    with client.get(f"{REPORT}.pdf", headers=headers) as answer:
        assert answer.data
    with app.collection.named_snapshot() as snapshot:
        assert snapshot.users == 1


def test_results_passages_and_reports_lead_to_it(client: Client) -> None:
    page = html.fromstring(client.get("/search?q=plans&area=harrowmere").get_data(as_text=True))
    links = page.xpath("//ul[@class='actions']//a[@type='application/pdf']")
    hits = page.xpath("//li[@class='hit']")
    assert len(links) == len(hits) > 0
    assert links[0].text_content() == "PDF of the report at this page, result 1"
    place = texts(page, "//p[@class='where']")[0]
    number = links[0].get("href").removeprefix(f"{REPORT}.pdf#page=")
    assert f"page {number}" in place
    passage = html.fromstring(client.get(page.xpath("//a[contains(., 'Quote and citation')]/@href")[0]).get_data())
    assert passage.xpath("//a[@type='application/pdf']/@href") == [f"{REPORT}.pdf#page={number}"]
    report = html.fromstring(client.get(REPORT).get_data(as_text=True))
    assert report.xpath(f"//a[@href='{REPORT}.pdf']/text()") == ["area-send-inspection-2024.pdf"]


def test_a_report_read_from_something_else_has_none(client: Client) -> None:
    page = client.get("/search?q=plans&area=wexcombe").get_data(as_text=True)
    assert WITHOUT in page
    assert ".pdf" not in page
    answer = client.get(f"{WITHOUT}.pdf")
    assert answer.status_code == 404
    assert "not read from a PDF" in answer.get_data(as_text=True)


def test_a_site_that_shows_no_files_says_so(indexed: Path, make_client: MakeClient) -> None:
    closed = make_client(indexed / "data")
    assert ".pdf" not in closed.get("/search?q=plans").get_data(as_text=True)
    answer = closed.get(f"{REPORT}.pdf")
    assert answer.status_code == 404
    assert "Files are not shown on this site" in answer.get_data(as_text=True)


def test_a_file_that_changed_or_went_is_not_shown(tmp_path: Path, indexed: Path, make_client: MakeClient) -> None:
    reports, data = tmp_path / "reports", tmp_path / "data"
    shutil.copytree(indexed / "reports", reports)
    with Catalogue.open(data, write=True) as catalogue:
        gather([reports], catalogue)
        build_index(catalogue, data)
    client = make_client(data, files=True)
    file = reports / SAMPLE.name
    file.write_bytes(SAMPLE.read_bytes() + b"\n% more")
    assert "has changed since it was read" in client.get(f"{REPORT}.pdf").get_data(as_text=True)
    file.unlink()
    answer = client.get(f"{REPORT}.pdf", buffered=True)
    assert answer.status_code == 404
    assert "no longer where it was" in answer.get_data(as_text=True)
    assert str(reports) not in answer.get_data(as_text=True)


def test_an_unknown_report_is_no_file(client: Client) -> None:
    assert client.get("/reports/nothing.pdf").status_code == 404
    assert client.get("/reports/..%2f..%2fetc%2fpasswd.pdf").status_code == 404

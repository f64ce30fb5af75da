"""JSON, downloads, health and robots: what programs read."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest
from werkzeug.test import Client

from searcher.writing.exports import EXPORTS
from tests.web.invented_site import SERVER_FOLDER, TARNSIDE, text_of, tree


def test_json_holds_the_search_and_leads_to_the_next_page(client: Client) -> None:
    first = client.get("/search.json?q=social+workers&per_page=25").get_json()
    assert {name: first[name] for name in ("ok", "query", "total", "reports", "page", "pages", "problems")} == {
        "ok": True, "query": "social workers", "total": 40, "reports": 1, "page": 1, "pages": 2, "problems": [],
    }  # fmt: skip
    assert first["next"] == "http://localhost/search.json?q=social+workers&page=2"
    second = client.get(first["next"]).get_json()
    assert second["next"] is None
    assert len({found["id"] for found in first["results"] + second["results"]}) == 40


def test_a_json_result_has_offsets_facets_and_a_whole_permalink(client: Client) -> None:
    form = client.get('/search.json?q="annual+reviews"&area=tarnside').get_json()
    (found,) = form["results"]
    start, end = found["highlights"][0]
    assert found["text"][start:end] == "annual reviews"
    assert found["permalink"] == f"http://localhost/passages/{found['id']}"
    assert [value for value in form["facets"]["area"] if value["selected"]] == [
        {"value": "tarnside", "label": "Tarnside", "count": 1, "reports": 1, "selected": True, "excluded": False}
    ]


def test_json_names_what_the_passages_also_speak_of(client: Client) -> None:
    form = client.get("/search.json?q=annual&finding=weakness&per_page=1").get_json()
    assert form["related"][:2] == [
        {"words": "late", "passages": 14, "query": "annual +late"},
        {"words": "know", "passages": 14, "query": "annual +know"},
    ]
    assert client.get("/search.json?finding=weakness").get_json()["related"] == []


@pytest.mark.parametrize("address", ["/search.json", *(f"/search.{name}" for name in EXPORTS)])
def test_a_program_is_told_of_a_parameter_that_does_not_exist(client: Client, address: str) -> None:
    response = client.get(f"{address}?q=annual&aera=kent&zone=1&aera=surrey")
    assert response.status_code == 400
    if address.endswith((".json", ".jsonl")):
        assert response.get_json() == {
            "ok": False,
            "status": 400,
            "error": "There is no parameter “aera” or “zone” here. See the help of this site or its documentation for "
            "the parameters there are.",
            "parameters": ["aera", "zone"],
        }
    else:
        assert "There is no parameter “aera” or “zone” here." in text_of(tree(response))


def test_what_has_no_parameters_takes_none(client: Client) -> None:
    response = client.get(f"/reports/{TARNSIDE}.json?q=annual")
    assert response.status_code == 400
    assert response.get_json()["parameters"] == ["q"]


def test_what_search_engines_should_not_list_says_so(client: Client) -> None:
    for address in (
        "/search.json",
        "/search.csv?q=annual",
        "/reports.json",
        "/reports.csv",
        f"/reports/{TARNSIDE}.json",
    ):
        with client.get(address) as response:
            assert (response.status_code, response.headers["X-Robots-Tag"]) == (200, "noindex, nofollow")
    assert "X-Robots-Tag" not in client.get("/").headers


def test_pages_go_no_further_than_so_many_passages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.site.parameters.DEEPEST", 30)
    last = client.get("/search.json?q=social+workers&per_page=10&page=3").get_json()
    assert (last["total"], last["page"], last["pages"], last["next"], last["problems"]) == (40, 3, 3, None, [])
    further = client.get("/search.json?q=social+workers&per_page=10&page=4").get_json()
    assert (further["page"], further["next"], further["results"]) == (3, None, last["results"])
    assert [(problem["kind"], problem["place"]) for problem in further["problems"]] == [("past-end", "page")]
    assert "Pages go no further than 30 passages" in further["problems"][0]["message"]
    page = tree(client.get("/search?q=social+workers&per_page=10&page=3"))
    assert page.xpath("//nav[@class='pager']//li[last()]//@aria-current") == ["page"]
    assert len(client.get("/search.jsonl?q=social+workers").text.splitlines()) == 40
    few = client.get("/search.json?q=social+workers&area=tarnside&per_page=20&page=9").get_json()
    assert few["problems"][0]["message"].startswith("Pages go no further than 30 passages")
    none = client.get("/search.json?q=transport&per_page=20&page=9").get_json()
    assert "There is no page 9; this is the last one, page 1." in none["problems"][0]["message"]


def test_errors_of_json_addresses_have_one_shape(client: Client) -> None:
    for address, status in [
        ("/search.json?aera=kent", 400),
        ("/reports/none-such.json", 404),
        ("/nothing/here.json", 404),
        ("/reports/none-such.jsonl", 404),
        ("/areas/none-such.json", 404),
        ("/passages/none-such.atom", 404),
        ("/static/none-such.json", 404),
        ("/search.json?" + "&".join(["area=kent"] * 201), 400),
    ]:
        response = client.get(address)
        form = response.get_json()
        assert (response.status_code, set(form) - {"parameters"}, form["ok"], form["status"]) == (
            status, {"ok", "error", "status"}, False, status,
        )  # fmt: skip
        assert form["error"].endswith(".")


def test_other_problems_stand_in_the_answer(client: Client) -> None:
    response = client.get("/search.json?q=annual&from=soon")
    assert response.status_code == 200
    assert [(problem["kind"], problem["place"]) for problem in response.get_json()["problems"]] == [
        ("bad-date", "from")
    ]


def test_reports_as_json(client: Client) -> None:
    form = client.get("/reports.json").get_json()
    assert (form["ok"], form["total"], len(form["reports"])) == (True, 16, 16)
    assert [report["passages"] for report in form["reports"] if report["id"] == TARNSIDE] == [4]


def test_one_report_as_json(client: Client) -> None:
    form = client.get(f"/reports/{TARNSIDE}.json").get_json()
    assert (form["ok"], form["id"], form["source"]["path"]) == (True, TARNSIDE, "tarnside.pdf")
    assert [section["finding"] for section in form["sections"]] == ["mixed", "strength", "weakness"]


def test_a_table_has_every_passage(client: Client) -> None:
    response = client.get("/search.csv?q=social+workers&page=2&per_page=10")
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="passages-social-workers.csv"'
    assert response.get_data().startswith(b"\xef\xbb\xbfla_code,")
    rows = list(csv.DictReader(io.StringIO(response.get_data().decode("utf-8-sig"))))
    assert len(rows) == 40
    assert {row["local_authority"] for row in rows} == {"Tarnside"}


def test_quotations_come_with_citations_and_permalinks(client: Client) -> None:
    text = client.get('/search.md?q="annual+reviews"&area=tarnside').get_data(as_text=True)
    assert "> Too many annual reviews are late. Leaders do not know why.\n" in text
    assert "[permalink](http://localhost/passages/" in text
    assert "- Found: 1 passage in 1 report\n" in text


def test_a_word_note_holds_every_passage_and_leads_back(client: Client) -> None:
    response = client.get("/search.docx?q=social+workers&page=2&per_page=10&from=soon")
    assert response.content_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert response.headers["Content-Disposition"] == 'attachment; filename="passages-social-workers.docx"'
    document = docx.Document(io.BytesIO(response.get_data()))
    assert [paragraph.style.name for paragraph in document.paragraphs].count("Quote") == 40
    facts = dict(paragraph.text.split("\t") for paragraph in document.paragraphs if paragraph.style.name == "Fact")
    assert facts["This search"] == "http://localhost/search?q=social+workers&from=soon&per_page=10"
    assert facts["Note"].startswith("“soon” is not a date we can read, so it was left out.")
    links = [link for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    (passage, *_) = [link.address for link in links if link.text == "this passage online"]
    assert client.get(passage.removeprefix("http://localhost")).status_code == 200


def test_a_form_that_holds_less_is_refused_with_those_that_hold_more(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = {name: replace(form, most=39 if name in ("docx", "html") else None) for name, form in EXPORTS.items()}
    monkeypatch.setattr("web.machine.api.EXPORTS", few)
    response = client.get("/search.docx?q=social+workers")
    assert response.status_code == 400
    assert "This search finds 40 passages, and a file ending in .docx holds at most 39." in text_of(tree(response))
    assert "download the parts one by one; or download all of them as .md, .csv or .jsonl." in text_of(tree(response))


def test_lines_of_json_hold_the_results(client: Client) -> None:
    lines = client.get("/search.jsonl?q=annual+reviews").get_data(as_text=True).splitlines()
    forms = [json.loads(line) for line in lines]
    assert len(forms) == 28
    assert forms[0]["report"]["source"]["path"].endswith(".pdf")


@pytest.mark.parametrize(
    "address",
    [
        "/search.json?q=annual+reviews", "/search.jsonl", "/search.csv", "/search.md", "/search.html", "/search.docx",
        "/reports.json", "/reports",
        f"/reports/{TARNSIDE}", f"/reports/{TARNSIDE}.json", "/reports/hostile-2020", "/search?q=annual",
    ],
)  # fmt: skip
def test_no_folder_of_the_server_is_told(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    content = response.get_data()
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            content = b"".join(map(package.read, package.namelist()))
    assert SERVER_FOLDER.encode() not in content


def test_too_large_a_download_is_refused_not_cut(make_client: Callable[..., Client]) -> None:
    client = make_client(download_limit=39)
    response = client.get("/search.csv?q=social+workers")
    assert response.status_code == 400
    assert (
        "This search finds 40 passages, and a file ending in .csv holds at most 39. Add words or filters, a year "
        in (text_of(tree(response).find(".//main")))
    )
    assert client.get("/search.csv?q=annual").status_code == 200


def test_downloads_leave_room_for_pages_and_give_it_back(make_client: Callable[..., Client]) -> None:
    client = make_client(downloads_at_once=1)
    under_way = client.get("/search.csv")
    refused = client.get("/search.md")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    assert client.get("/search?q=annual").status_code == 200
    under_way.close()
    finished = client.get("/search.md")
    assert finished.get_data()
    assert client.get("/search.md").status_code == 200


def test_a_copy_that_is_still_good_takes_no_room(make_client: Callable[..., Client]) -> None:
    client = make_client(downloads_at_once=1)
    with client.get("/reports.json") as first:
        modified = first.headers["Last-Modified"]
    assert client.get("/reports.json", headers={"If-Modified-Since": modified}).status_code == 304
    with client.get("/reports.json") as again:
        assert again.status_code == 200


def test_health(client: Client) -> None:
    form = client.get("/health").get_json()
    generation = form.pop("generation")
    assert form == {"ok": True, "reports": 16, "passages": 98, "engine": "whoosh"}
    assert generation


def test_crawlers_are_kept_out_of_searches(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response.content_type == "text/plain; charset=utf-8"
    assert response.get_data(as_text=True) == (
        "User-agent: *\nDisallow: /search\nDisallow: /mentions\nDisallow: /compare\nDisallow: /note\nDisallow: /embed\n"
        "Disallow: /reports/*?\nDisallow: /reports?\nDisallow: /areas?\nDisallow: /?\n"
    )

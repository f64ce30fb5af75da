"""A note of chosen passages: what its address says, how it is put in order, and how results carry it."""

from __future__ import annotations

import io
from urllib.parse import parse_qsl, urlsplit

import docx
import pytest
from lxml import html
from werkzeug.test import Client

from searcher.writing.chosen_note import MOST_CHOSEN
from tests.web.invented_site import HOSTILE, text_of, texts, tree

SEARCH = '/search?q="annual+reviews"&finding=weakness'
LATE = "Too many annual reviews are late. Leaders do not know why."


def ids_of(client: Client, query: str) -> list[str]:
    return [found["id"] for found in client.get(f"/search.json?{query}").get_json()["results"]]


@pytest.fixture(scope="module")
def tarnside(client: Client) -> list[str]:
    return ids_of(client, "q=area:tarnside+type:area-send&order=oldest")


@pytest.fixture(scope="module")
def wexcombe(client: Client) -> list[str]:
    return ids_of(client, "q=area:wexcombe")


def link(page: html.HtmlElement, text: str, number: int = 0) -> str:
    return page.xpath("//main//a[starts-with(normalize-space(), $text)]/@href", text=text)[number]


def chosen(address: str) -> list[str]:
    return [value for name, value in parse_qsl(urlsplit(address).query) if name == "p"]


def quotes(page: html.HtmlElement) -> list[str]:
    return texts(page, "//blockquote")


def reports(page: html.HtmlElement) -> list[str]:
    return texts(page, "//section[@class='note-report']/h2")


def test_results_are_added_one_by_one_and_carry_what_was_chosen(client: Client) -> None:
    results = tree(client.get(SEARCH))
    assert texts(results, "//li[contains(@class, 'hit')][1]//ul[@class='actions']/li")[2] == "Add to note, result 1"
    first = link(results, "Add to note")
    note = tree(client.get(first))
    assert (quotes(note), reports(note)) == ([LATE], ["Tarnside: Area SEND inspection"])
    back = link(note, "Back to the results")
    assert back == f"/search?q=%22annual+reviews%22&finding=weakness&p={chosen(first)[0]}#hit-{chosen(first)[0]}"
    again = tree(client.get(back))
    assert again.xpath("//li[contains(@class, 'hit')]/@id")[0] == f"hit-{chosen(first)[0]}"
    assert link(again, "Your note: 1 passage") == first
    assert texts(again, "//li[contains(@class, 'hit')][1]//ul[@class='actions']/li")[2] == "In your note, result 1"
    second = link(again, "Add to note")
    assert (chosen(second)[0], len(chosen(second))) == (chosen(first)[0], 2)
    assert len(quotes(tree(client.get(second)))) == 2


def test_every_way_on_from_results_carries_the_note(client: Client, wexcombe: list[str]) -> None:
    address = f"/search?q=visit&area=tarnside&p={wexcombe[0]}&per_page=10"
    page = tree(client.get(address))
    onward = page.xpath("//div[@id='results']//a[starts-with(@href, '/search?')]/@href")
    assert len(onward) > 5
    assert {tuple(chosen(href)) for href in onward} == {(wexcombe[0],)}
    assert page.xpath("//form//input[@type='hidden'][@name='p']/@value") == [wexcombe[0]]
    assert page.xpath("//link[@rel='canonical']/@href") == ["http://localhost/search?q=visit&area=tarnside&per_page=10"]
    assert not page.xpath("//section[@class='notice']")
    moved = client.get(f"/search?keywords=visit&p={wexcombe[0]}&area=")
    assert moved.headers["Location"] == f"/search?q=visit&p={wexcombe[0]}"


def test_passages_stand_under_their_reports_and_can_be_moved_and_removed(
    client: Client, tarnside: list[str], wexcombe: list[str]
) -> None:
    address = f"/note?p={tarnside[0]}&p={wexcombe[0]}&p={tarnside[2]}&title=For+the+board&q=plans"
    page = tree(client.get(address))
    assert texts(page, "//h1") == ["For the board"]
    assert reports(page) == ["Tarnside: Area SEND inspection", "Wexcombe: Area SEND inspection"]
    ups = page.xpath("//a[starts-with(normalize-space(), 'Move up')]/@href")
    assert ups == [f"/note?p={tarnside[2]}&p={tarnside[0]}&p={wexcombe[0]}&title=For+the+board&q=plans"]
    (report_up,) = page.xpath("//a[starts-with(normalize-space(), 'Move this report up')]/@href")
    assert chosen(report_up) == [wexcombe[0], tarnside[0], tarnside[2]]
    assert reports(tree(client.get(report_up)))[0] == "Wexcombe: Area SEND inspection"
    removed = [chosen(href) for href in page.xpath("//a[starts-with(normalize-space(), 'Remove')]/@href")]
    assert removed == [[tarnside[2], wexcombe[0]], [tarnside[0], wexcombe[0]], [tarnside[0], tarnside[2]]]


def test_a_quotation_stands_as_it_will_be_printed(client: Client, tarnside: list[str]) -> None:
    page = tree(client.get(f"/note?p={tarnside[2]}"))
    assert texts(page, "//h1 | //figcaption") == [
        "Passages from inspection reports",
        "Weakness Ofsted and CQC, Area SEND inspection: Tarnside, inspected 29 January to 2 February 2024, p. 3, "
        '"What does the area partnership need to do better?", bullet 1; published report, quotation 1; '
        "Open Government Licence v3.0",
    ]
    assert page.xpath("//figcaption/a/@href") == [
        f"http://localhost/passages/{tarnside[2]}", "https://reports.example/tarnside.pdf#page=3",
    ]  # fmt: skip
    assert page.xpath("string(//textarea[@id='note-text'])").startswith(
        f"Passages from inspection reports\n\nTarnside: Area SEND inspection\n\n“{LATE}”\nWeakness. Ofsted and CQC"
    )
    assert page.xpath("//a[@class='note-address']/@href") == [f"http://localhost/note?p={tarnside[2]}"]
    assert link(page, "Search for passages") == f"/search?p={tarnside[2]}"


def test_the_title_is_a_form_that_keeps_everything(client: Client, tarnside: list[str]) -> None:
    page = tree(client.get(f"/note?p={tarnside[0]}&q=plans&area=tarnside"))
    fields = page.xpath("//form[@class='note-title']//input")
    assert [(field.get("name"), field.get("value")) for field in fields] == [
        ("p", tarnside[0]), ("q", "plans"), ("area", "tarnside"), ("title", ""),
    ]  # fmt: skip
    tidy = client.get(f"/note?p={tarnside[0]}&q=&title=")
    assert tidy.headers["Location"] == f"/note?p={tarnside[0]}"


@pytest.mark.parametrize("ending", ["docx", "html", "md"])
def test_the_note_can_be_taken_away(client: Client, tarnside: list[str], ending: str) -> None:
    page = tree(client.get(f"/note?p={tarnside[2]}&p={tarnside[0]}&title=For+the+board&q=plans"))
    (address,) = page.xpath(
        "//section[contains(@class, 'downloads')]//a[contains(@href, $ending)]/@href", ending=ending
    )
    assert address == f"/note.{ending}?p={tarnside[2]}&p={tarnside[0]}&title=For+the+board"
    response = client.get(address)
    assert response.headers["Content-Disposition"] == f'attachment; filename="note-for-the-board.{ending}"'
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    if ending == "docx":
        text = "\n".join(part.text for part in docx.Document(io.BytesIO(response.data)).paragraphs)
    else:
        text = response.text
    assert text.index(LATE) < text.index("Leaders in Tarnside review annual plans")
    assert "For the board" in text
    assert "http://localhost/note?" in text


def test_what_is_not_there_is_said(client: Client, tarnside: list[str]) -> None:
    page = tree(client.get(f"/note?p=gone&p={tarnside[0]}&colour=red"))
    assert texts(page, "//section[@class='notice']//li") == [
        "Parameter colour: There is no parameter “colour”; it was left out.",
        "Passages: 1 passage is not in this collection (any more): gone.",
    ]
    assert len(quotes(page)) == 1
    empty = tree(client.get("/note"))
    assert "Your note is empty." in text_of(empty.find(".//main"))
    missing = client.get("/note.md?p=gone")
    assert (missing.status_code, "There is no passage “gone”" in text_of(tree(missing))) == (404, True)


def test_a_note_has_an_end(client: Client, tarnside: list[str]) -> None:
    many = "&".join([f"p={tarnside[0]}", *(f"p=x{number}" for number in range(MOST_CHOSEN))])
    page = tree(client.get(f"/note?{many}"))
    assert "Passages: A note holds at most 50 passages; the last 1 were left out." in texts(
        page, "//section[@class='notice']//li"
    )
    refused = client.get(f"/note.md?{many}")
    assert (refused.status_code, "at most 50 passages, and 51 are asked for" in text_of(tree(refused))) == (400, True)
    results = tree(client.get(f"/search?q=visit&{many}"))
    assert len(results.xpath("//input[@type='hidden'][@name='p']")) == MOST_CHOSEN


@pytest.mark.parametrize("query", ["", "p=", "p=x&colour=red", "p=x&q=plans"])
def test_programs_are_told_what_a_note_needs(client: Client, query: str) -> None:
    response = client.get(f"/note.docx?{query}")
    assert response.status_code == 400
    assert "/note?p=" in text_of(tree(response)) or "There is no parameter" in text_of(tree(response))


def test_hostile_text_stays_text(client: Client) -> None:
    (hostile,) = ids_of(client, 'q="hostile words"')
    response = client.get("/note", query_string={"p": hostile, "title": HOSTILE})
    page = tree(response)
    assert HOSTILE in text_of(page.find(".//h1"))
    assert not page.xpath("//main//script | //main//b")
    assert page.xpath("string(//textarea)").count(HOSTILE) > 1


def test_a_passage_starts_a_note(client: Client, tarnside: list[str]) -> None:
    page = tree(client.get(f"/passages/{tarnside[0]}"))
    assert link(page, "Start a note") == f"/note?p={tarnside[0]}"


def test_crawlers_keep_out(client: Client, tarnside: list[str]) -> None:
    page = tree(client.get(f"/note?p={tarnside[0]}"))
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"]
    assert {anchor.get("rel") for anchor in page.xpath("//main//a[contains(@href, '/note')]")} <= {"nofollow", None}

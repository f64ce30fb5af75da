"""Report text and queries are hostile: nothing of them may become markup, and nothing typed may break a page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markupsafe import escape
from werkzeug.test import Client

from searcher.wording.report_names import shorten
from tests.web.invented_site import HOSTILE, tree
from web.app import App
from web.parts.marking import mark, mark_part

WORDS = st.text(alphabet=st.characters(codec="utf-8"), max_size=40)
SYNTAX = st.lists(
    st.sampled_from(
        ["annual", "reviews", '"', "(", ")", "AND", "OR", "NOT", "-", "+", "*", "?", "~5", "area:", "date:", "<b>", "&"]
    ),
    max_size=12,
).map(" ".join)  # fmt: skip
NAMES = st.sampled_from(
    ["q", "area", "not_area", "finding", "year", "from", "to", "date", "order", "page", "per_page", "x"]
)


@pytest.mark.parametrize(
    "address",
    [
        "/reports/hostile-2020", "/reports/hostile-2020?q=hostile+script", "/search?q=hostile", "/", "/reports",
        "/help", "/mentions?q=hostile", "/mentions?q=x", f"/mentions?q={HOSTILE}", f"/mentions?q=x&area={HOSTILE}",
        f"/search?q={HOSTILE}", f"/search?area={HOSTILE}&not_type={HOSTILE}&from={HOSTILE}&{HOSTILE}=1",
        f"/reports/hostile-2020?q={HOSTILE}", f"/reports/{HOSTILE}", f"/passages/{HOSTILE}", f"/{HOSTILE}",
        f"/search?q=nothing&area={HOSTILE}",
    ],
)  # fmt: skip
def test_no_text_becomes_markup(client: Client, address: str) -> None:
    response = client.get(address)
    assert HOSTILE not in response.get_data(as_text=True)
    page = tree(response)
    assert [script.get("src").split(".")[0] for script in page.xpath("//script")] == ["/static/additions"]
    assert not page.xpath("//b | //*[@onerror] | //a[starts-with(@href, 'javascript')]")


def test_every_hostile_word_of_a_report_is_shown_as_text(client: Client) -> None:
    page = tree(client.get("/reports/hostile-2020?q=hostile")).text_content()
    for word in ("Title", "Heading", "Grade", "Area", "Region", "Judged", "Printed", "Aspect", "Print", "Body",
                 "Person", "Licence", "Warning", "Reason"):  # fmt: skip
        assert f"{word} {HOSTILE}" in page


def test_a_hostile_passage_can_be_quoted(client: Client) -> None:
    (found,) = client.get("/search.json?q=hostile+markup").get_json()["results"]
    page = tree(client.get(f"/passages/{found['id']}"))
    assert page.xpath("//blockquote")[0].text_content() == found["text"]
    assert not page.xpath("//a[starts-with(@href, 'javascript')]")


@settings(max_examples=60, deadline=None)
@given(query=WORDS | SYNTAX)
def test_no_query_breaks_a_page(app: App, query: str) -> None:
    client = Client(app)
    for address in ("/search", "/search.json", "/mentions", "/mentions.json", "/reports/hostile-2020"):
        response = client.get(address, query_string={"q": query})
        assert response.status_code in {200, 302}
    typed = html.document_fromstring(client.get("/search", query_string={"q": query}, follow_redirects=True).text)
    assert typed.xpath("//input[@name='q']")


@settings(max_examples=60, deadline=None)
@given(pairs=st.lists(st.tuples(NAMES, WORDS), max_size=6))
def test_no_parameter_breaks_a_page(app: App, pairs: list[tuple[str, str]]) -> None:
    response = Client(app).get("/search", query_string=pairs, follow_redirects=True)
    assert response.status_code == 200


@settings(max_examples=40, deadline=None)
@given(path=WORDS)
def test_no_path_breaks_a_page(app: App, path: str) -> None:
    for folder in ("/", "/reports/", "/passages/", "/static/"):
        assert Client(app).get(folder + path.replace("?", "")).status_code in {200, 404}


@settings(max_examples=30, deadline=None)
@given(query=st.binary(max_size=60))
def test_no_bytes_break_a_page(app: App, query: bytes) -> None:
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/search",
        "QUERY_STRING": query.decode("latin-1"),
        "HTTP_HOST": "a",
    }
    assert Client(app).get("/search", environ_overrides=environ).status_code in {200, 302}


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=6))
def test_marking_keeps_every_character(text: str, spans: list[tuple[int, int]]) -> None:
    marked = mark(text, sorted(spans))
    assert marked.replace("<mark>", "").replace("</mark>", "") == str(escape(text))
    assert marked.count("<mark>") == marked.count("</mark>")


def test_marks_are_cut_at_the_ends_of_the_part_shown() -> None:
    assert mark_part("one <two> three", 2, 11, [(0, 3), (4, 9), (10, 15)]) == (
        "<mark>e</mark> <mark>&lt;two&gt;</mark> <mark>t</mark>"
    )


@pytest.mark.parametrize(
    ("text", "short"),
    [("short", "short"), ("a longer label of words", "a longer…"), ("unbroken" * 3, "unbrokenunb…")],
)
def test_labels_are_cut_between_words(text: str, short: str) -> None:
    assert shorten(text, 12) == short

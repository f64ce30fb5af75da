"""The one table of addresses: every route leads to a handler, and everything else is made from it."""

from __future__ import annotations

import inspect
import io
import zipfile
from functools import reduce
from importlib.util import find_spec

import pytest
from werkzeug.test import Client, TestResponse

from tests.web.invented_site import SERVER_FOLDER, TARNSIDE
from web.app import find_handler
from web.site.routes import HTML, JSON, ROUTES, URLS, Crawlers, Route, closed_to_crawlers


def arguments_of(route: Route) -> set[str]:
    """Return the names of the values that a route's path has, with its own."""
    rule = next(rule for rule in URLS.iter_rules() if rule.endpoint == route.endpoint)
    return rule.arguments | route.values.keys()


@pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES)
def test_a_route_leads_to_a_handler_that_takes_what_the_path_has(route: Route) -> None:
    taken = list(inspect.signature(find_handler(route)).parameters)
    assert taken[0] == "visit"
    assert set(taken[1:]) == arguments_of(route)


def test_every_endpoint_is_there_once() -> None:
    assert sorted(rule.endpoint for rule in URLS.iter_rules()) == sorted(ROUTES)
    assert len({route.operation for route in ROUTES.values()}) == len(ROUTES)


def test_pages_are_answered_in_the_room_of_pages() -> None:
    pages = [route for route in ROUTES.values() if route.media_type == HTML and not route.values]
    assert {route.handler.rpartition(".")[0] for route in pages} == {"web.pages"}
    assert all(find_spec(route.handler.partition(":")[0]) for route in ROUTES.values())


@pytest.mark.parametrize(
    ("endpoint", "listed", "tagged", "json_errors"),
    [("search", True, True, False), ("search_json", False, True, True), ("search_csv", False, False, False),
     ("search_jsonl", False, False, True), ("health", True, False, True), ("passage", True, True, False)],
)  # fmt: skip
def test_the_headers_of_an_answer_are_those_of_its_route(
    client: Client, endpoint: str, listed: bool, tagged: bool, json_errors: bool
) -> None:
    route = ROUTES[endpoint]
    assert (route.listed, route.tagged, route.errors_are_json) == (listed, tagged, json_errors)
    passage = client.get("/search.json?q=annual").get_json()["results"][0]["id"]
    path = route.path.replace("<report_id>", TARNSIDE).replace("<passage_id>", passage)
    good = client.get(path)
    assert ("X-Robots-Tag" not in good.headers, "ETag" in good.headers) == (listed, tagged)
    assert (client.post(path).mimetype == JSON) == json_errors


def test_crawlers_are_kept_out_of_searches_and_let_into_reports() -> None:
    closed = list(closed_to_crawlers())
    assert closed == ["search", "mentions", "compare", "note", "embed", "reports/*?", "reports?", "areas?", "?"]
    assert ROUTES["passage"].crawlers is Crawlers.EVERYTHING


def everything_in(answer: TestResponse) -> str:
    """Return all text of an answer, of a Word file that of its parts."""
    if not zipfile.is_zipfile(io.BytesIO(answer.data)):
        return answer.text
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        return "".join(package.read(name).decode() for name in package.namelist())


@pytest.mark.parametrize("endpoint", [name for name in ROUTES if name not in {"static", "report_file"}])
def test_no_answer_holds_a_folder_of_the_server(client: Client, endpoint: str) -> None:
    passage = client.get("/search.json?q=annual").get_json()["results"][0]["id"]
    values = {"<report_id>": TARNSIDE, "<passage_id>": passage, "<slug>": "tarnside"}
    path = reduce(lambda text, name: text.replace(name, values[name]), values, ROUTES[endpoint].path)
    query = {"p": passage} if endpoint.startswith("note") else {"q": "annual", "area": "tarnside"}
    answer = client.get(path, query_string=query if path.startswith(("/search", "/note", "/ment", "/comp")) else {})
    assert answer.status_code == 200
    assert SERVER_FOLDER not in everything_in(answer)

"""The description for programs: made from the tables, and true of the answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client

from index.fields import FACETS
from searcher.asking.parameters import PARAMETERS
from searcher.finding.comparison import BREAKDOWNS as COMPARED_BY
from searcher.finding.mentions import BREAKDOWNS
from searcher.writing.exports import EXPORTS
from tests.web.invented_site import TARNSIDE
from web.machine.openapi import operations
from web.pages.reports import PARAMETERS as LIST_PARAMETERS
from web.site.routes import ROUTES

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def described(client: Client) -> dict[str, Any]:
    response = client.get("/openapi.json")
    assert (response.status_code, response.content_type) == (200, "application/json")
    return response.get_json()


def test_every_address_for_programs_is_described(described: dict[str, Any]) -> None:
    assert list(described["paths"]) == [route.template for route in ROUTES.values() if route.described]
    assert operations().keys() == {route.endpoint for route in ROUTES.values() if route.described}
    assert described["openapi"] == "3.1.0"
    assert described["servers"] == [{"url": "http://localhost"}]


def test_a_search_takes_the_parameters_of_the_one_table_in_every_form(described: dict[str, Any]) -> None:
    assert list(described["components"]["parameters"]) == list(PARAMETERS)
    references = [{"$ref": f"#/components/parameters/{name}"} for name in PARAMETERS]
    forms = [
        "/search.json",
        "/search.atom",
        "/mentions.json",
        "/compare.json",
        *(f"/search.{name}" for name in EXPORTS),
    ]
    assert all(described["paths"][form]["get"]["parameters"] == references for form in forms)
    assert all(parameter["description"].endswith(".") for parameter in described["components"]["parameters"].values())


def test_the_document_lists_every_parameter_and_address(described: dict[str, Any]) -> None:
    document = (ROOT / "docs" / "web.md").read_text(encoding="utf-8")
    assert [name for name in PARAMETERS if not name.startswith("not_") and f"`{name}`" not in document] == []
    assert [path for path in described["paths"] if path.replace("{id}", "ID") not in document] == []


def test_the_list_of_reports_takes_the_parameters_of_its_page(described: dict[str, Any]) -> None:
    for path in ("/reports.json", "/reports.csv"):
        names = {parameter["name"] for parameter in described["paths"][path]["get"]["parameters"]}
        assert names == LIST_PARAMETERS - {"page"}


def test_breakdowns_and_facets_are_those_that_are_counted(described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]
    assert set(schemas["Facets"]["required"]) == set(FACETS)
    assert set(schemas["MentionBreakdowns"]["required"]) == set(BREAKDOWNS)
    assert set(schemas["ComparisonBreakdowns"]["required"]) == set(COMPARED_BY)


def test_every_answer_and_part_of_one_is_explained(described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]
    assert [name for name, schema in schemas.items() if not schema.get("description", "").endswith(".")] == []


def test_a_passage_always_has_an_address_and_days_are_dates(described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]
    assert schemas["Result"]["properties"]["permalink"]["type"] == "string"
    day = schemas["ReportSummary"]["properties"]["published"]
    assert day["anyOf"] == [{"type": "string", "format": "date"}, {"type": "null"}]
    assert day["description"] == "A calendar date; null where not known."


def differences(value: Any, schema: dict[str, Any], described: dict[str, Any], place: str) -> Iterator[str]:
    """Yield where the keys of an answer are not those described."""
    if "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in schema:
        schema = schema["anyOf"][0]
        yield from differences(value, schema, described, place) if value is not None else ()
        return
    if isinstance(value, dict) and "properties" in schema:
        yield from (
            f"{place}.{key}: add it to searcher/writing/json_answers.py or web/site/answers.py"
            for key in value.keys() - schema["properties"].keys()
        )
        yield from (f"{place}.{key} is missing" for key in set(schema["required"]) - value.keys())
        for key in value.keys() & schema["properties"].keys():
            yield from differences(value[key], schema["properties"][key], described, f"{place}.{key}")
    elif isinstance(value, list) and "items" in schema:
        for item in value:
            yield from differences(item, schema["items"], described, f"{place}[]")


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/search.json?q=anual+reviews+%22&area=tarnside&from=soon", "/search.json"),
        ("/mentions.json?q=annual+reviews", "/mentions.json"),
        ("/compare.json?q=annual+reviews&area=tarnside&area=kent", "/compare.json"),
        ("/areas.json?q=tarn", "/areas.json"),
        ("/reports.json?area=tarnside&find=send&sort=-warnings", "/reports.json"),
        ("/reports.json?colour=red", "/reports.json"),
        (f"/reports/{TARNSIDE}.json", "/reports/{id}.json"),
        ("/health", "/health"),
        ("/search.json?aera=kent", "/search.json"),
    ],
)
def test_answers_have_the_keys_that_are_described(
    client: Client, described: dict[str, Any], address: str, path: str
) -> None:
    response = client.get(address)
    answer = described["paths"][path]["get"]["responses"][str(response.status_code)]
    schema = answer["content"]["application/json"]["schema"]
    assert sorted(set(differences(response.get_json(), schema, described, path))) == []

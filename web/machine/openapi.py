"""``/openapi.json``: what programs can ask of this site and what it answers (OpenAPI 3.1).

Addresses come from the table of routes, parameters from the table that the search itself reads, formats
from the registry of exports, and schemas are generated from the declared answers, so that the description
cannot fall behind them.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import msgspec
from werkzeug.wrappers import Response

from searcher.reports.area_choices import MOST
from searcher.writing.chosen_note import MOST_CHOSEN, WRITERS
from searcher.writing.excerpt import LEVEL, LEVELS
from searcher.writing.exports import EXPORTS
from web.machine.feeds import NEWEST
from web.machine.parameter_table import Parameter, list_parameter_table, parameter_table
from web.pages.embed import HEADING
from web.site.answers import ANSWERS
from web.site.chosen_passages import PASSAGE, TITLE
from web.site.links import Links
from web.site.parameters import DEEPEST
from web.site.responses import json_response
from web.site.routes import HTML, ROUTES, Route
from web.site.visit import SITE_NAME, Visit

Json = dict[str, Any]

DESCRIPTION = (
    "Finds what inspectors said. Every form of a search takes the same parameters. A value that cannot be used is "
    "left out and named in `problems`; a parameter that does not exist is refused, with its name, because a program "
    "would otherwise believe that it filters. Keys may be added to answers, none taken away. Quotations belong to "
    "the reports' publishers; the licence that a report prints stands beside it."
)
WRONG = "A parameter does not exist, there are too many, or more is asked for than one answer holds."
BUSY = "Not just now: several downloads are under way, or the index cannot be read."


@dataclass(frozen=True, slots=True)
class Operation:
    """What the description says of a route beside what the table of routes knows."""

    summary: str
    parameters: list[Json]
    schema: str = ""
    """The name of the JSON answer's schema; empty for other media types."""
    missing: str = ""
    """When the answer is 404; empty where it never is."""


def openapi(visit: Visit) -> Response:
    """Answer with the description of all that programs can ask."""
    return json_response(describe(visit.links))


def describe(links: Links) -> Json:
    """Return the description of the site that links lead to."""
    return {
        "openapi": "3.1.0",
        "info": {"title": SITE_NAME, "version": version("inspection-searcher"), "description": DESCRIPTION},
        "servers": [{"url": links.absolute(links.home()).rstrip("/") or "/"}],
        "paths": _paths(),
        "components": {
            "schemas": msgspec.json.schema_components(ANSWERS, ref_template="#/components/schemas/{name}")[1],
            "parameters": {parameter.name: _parameter(parameter) for parameter in parameter_table()},
        },
    }


def operations() -> dict[str, Operation]:
    """Return what the table of routes does not say of each operation, by endpoint."""
    search = [{"$ref": f"#/components/parameters/{parameter.name}"} for parameter in parameter_table()]
    listed = [_parameter(parameter) for parameter in list_parameter_table()]
    counts = "How often the words are found, by type, year, finding and area, and the reports that never mention them."
    areas = "What is found in each area of the search, in order of name: counts, best passages, latest inspection."
    fitting = "All reports that match, without their text."
    downloads = {
        f"search_{form.name}": Operation(
            f"Every passage of the search, not a page of it: {form.label}."
            + (f" At most {form.most:,} passages." if form.most else ""),
            search,
        )
        for form in EXPORTS.values()
    }
    notes = {
        f"note_{name}": Operation(
            f"A note of chosen passages: {EXPORTS[name].label}. At most {MOST_CHOSEN} passages.",
            _note(),
            missing="None of these passages is in the collection.",
        )
        for name in WRITERS
    }
    return {
        "search_json": Operation(
            f"A page of results, of the first {DEEPEST:,} passages; `next` is the address of the page after it.",
            search,
            "Search",
        ),
        **downloads,
        "search_atom": Operation(
            f"The newest {NEWEST} passages of the search as an Atom feed, whatever order and page are asked for.",
            search,
        ),
        "embed": Operation(
            "A page of the search as a small HTML page for a frame in another site.", [*search, _heading()]
        ),
        "mentions_json": Operation(counts, search, "Mentions"),
        "mentions_csv": Operation(f"{counts} As a table.", search),
        "compare_json": Operation(areas, search, "Comparison"),
        "compare_csv": Operation(f"{areas} As a table.", search),
        "areas_json": Operation(
            "The areas of the collection that may be meant by a part of a name, another name or a code; "
            f"{MOST} at most.",
            [_typed()],
            "Areas",
        ),
        **notes,
        "reports_json": Operation(fitting, listed, "Reports"),
        "reports_csv": Operation(f"{fitting} As a table.", listed),
        "report_json": Operation("A whole report.", [_report_id()], "WholeReport", "There is no such report."),
        "health": Operation("That the service runs, and on what.", [], "Health"),
    }


def _paths() -> Json:
    """Return every described route, in the order of the table."""
    operation_of = operations()
    return {route.template: _get(route, operation_of[route.endpoint]) for route in ROUTES.values() if route.described}


def _get(route: Route, operation: Operation) -> Json:
    wrong = _schema("Error") if route.errors_are_json else _text(HTML)
    responses = {
        "200": {"description": operation.summary, "content": _content(route, operation)},
        "400": {"description": WRONG, "content": wrong},
        "414": {"description": "The address is too long.", "content": wrong},
        "503": {"description": BUSY, "content": wrong},
    }
    if operation.missing:
        responses["404"] = {"description": operation.missing, "content": wrong}
    return {
        "get": {
            "operationId": route.operation,
            "summary": operation.summary,
            "parameters": operation.parameters,
            "responses": responses,
        }
    }


def _content(route: Route, operation: Operation) -> Json:
    """Return the content of a good answer: a schema for JSON, text, or bytes."""
    if operation.schema:
        return _schema(operation.schema)
    form = EXPORTS.get(route.values.get("name", ""))
    return {route.media_type: {}} if form and form.binary else _text(route.media_type)


def _parameter(parameter: Parameter) -> Json:
    value: Json = {"type": "string"}
    if parameter.values:
        value = {"anyOf": [{"type": "string", "enum": list(parameter.values)}, value]}
    elif parameter.numeric:
        value = {"anyOf": [{"type": "integer", "minimum": 1}, value]}
    described: Json = {"name": parameter.name, "in": "query", "description": parameter.meaning}
    if parameter.repeated:
        # One value of a list cannot be told from a text in an address.
        value = {"type": ["array", "string"], "items": value}
        described |= {"style": "form", "explode": True}
    described["schema"] = value
    if parameter.example:
        described["example"] = int(parameter.example) if parameter.numeric else parameter.example
    return described


def _heading() -> Json:
    return {
        "name": HEADING,
        "in": "query",
        "description": f"The level of the first heading; {LEVEL} unless told.",
        "schema": {"type": "integer", "minimum": LEVELS[0], "maximum": LEVELS[-1]},
    }


def _typed() -> Json:
    meaning = "What was typed: the beginning of a word of a name, or of another name or a code. Without it, all areas."
    return {"name": "q", "in": "query", "description": meaning, "schema": {"type": "string"}, "example": "stoke"}


def _note() -> list[Json]:
    passages = {"type": "array", "items": {"type": "string", "pattern": "^[A-Za-z0-9]+(-[0-9]+)?$"}, "minItems": 1}
    described = "The id of a passage, once for each, in the order chosen; those of one report stand together."
    return [
        {"name": PASSAGE, "in": "query", "description": described, "required": True, "schema": passages},
        {"name": TITLE, "in": "query", "description": "The title of the note.", "schema": {"type": "string"}},
    ]


def _schema(name: str) -> Json:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def _text(media_type: str) -> Json:
    return {media_type: {"schema": {"type": "string"}}}


def _report_id() -> Json:
    described = "The report's id."
    return {"name": "id", "in": "path", "required": True, "description": described, "schema": {"type": "string"}}

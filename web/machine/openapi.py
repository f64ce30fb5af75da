"""``/openapi.json``: what programs can ask of this site and what it answers (OpenAPI 3.1).

Parameters come from the table that the search itself reads, formats from the registry of exports,
so that the description cannot fall behind them.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from werkzeug.wrappers import Response

from searcher.reports.area_choices import MOST
from searcher.writing.chosen_note import MOST_CHOSEN, WRITERS
from searcher.writing.excerpt import LEVEL, LEVELS
from searcher.writing.exports import EXPORTS
from web.machine.feeds import ATOM_TYPE, NEWEST
from web.machine.openapi_schemas import schemas
from web.machine.parameter_table import Parameter, list_parameter_table, parameter_table
from web.pages.embed import HEADING
from web.site.chosen_passages import PASSAGE, TITLE
from web.site.links import Links
from web.site.parameters import DEEPEST
from web.site.responses import json_response
from web.site.visit import SITE_NAME, Visit

Json = dict[str, Any]

DESCRIPTION = (
    "Finds what inspectors said. Every form of a search takes the same parameters. A value that cannot be taken is "
    "left out and told in `problems`; a parameter that does not exist is refused, with its name, because a program "
    "would believe that it filters. Keys may be added to answers, none taken away. Quotations belong to the reports' "
    "publishers; the licence that a report prints stands beside it."
)
WRONG = "A parameter does not exist, there are too many, or more is asked for than one answer holds."
BUSY = "Not just now: several downloads are under way, or the index cannot be read."


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
            "schemas": schemas(),
            "parameters": {parameter.name: _parameter(parameter) for parameter in parameter_table()},
        },
    }


def _paths() -> Json:
    search = [{"$ref": f"#/components/parameters/{parameter.name}"} for parameter in parameter_table()]
    found = f"A page of results, of the first {DEEPEST:,} passages; `next` is the address of the page after it."
    paths = {"/search.json": _get("searchJson", found, _schema("Search"), search)}
    for form in EXPORTS.values():
        most = f" At most {form.most:,} passages." if form.most else ""
        paths[f"/search.{form.name}"] = _get(
            f"search{form.name.capitalize()}",
            f"Every passage of the search, not a page of it: {form.label}.{most}",
            _media(form.media_type, binary=form.binary),
            search,
            wrong=_wrong(page=form.name != "jsonl"),
        )
    feed = f"The newest {NEWEST} passages of the search as an Atom feed, whatever order and page are asked for."
    paths["/search.atom"] = _get("searchAtom", feed, _media(ATOM_TYPE), search)
    piece = "A page of the search as a small HTML page for a frame in another site."
    paths["/embed"] = _get("embed", piece, _media("text/html"), [*search, _heading()], wrong=_wrong(page=True))
    counts = "How often the words are found, by type, year, finding and area, and the reports that never mention them."
    paths["/mentions.json"] = _get("mentionsJson", counts, _schema("Mentions"), search)
    paths["/mentions.csv"] = _get(
        "mentionsCsv", f"{counts} As a table.", _media("text/csv"), search, wrong=_wrong(page=True)
    )
    areas = "What is found in each area of the search, in order of name: counts, best passages, latest inspection."
    paths["/compare.json"] = _get("compareJson", areas, _schema("Comparison"), search)
    paths["/compare.csv"] = _get(
        "compareCsv", f"{areas} As a table.", _media("text/csv"), search, wrong=_wrong(page=True)
    )
    meant = (
        f"The areas of the collection that may be meant by a part of a name, another name or a code; {MOST} at most."
    )
    paths["/areas.json"] = _get("areasJson", meant, _schema("Areas"), [_typed()])
    for name in WRITERS:
        paths[f"/note.{name}"] = _get(
            f"note{name.capitalize()}",
            f"A note of chosen passages: {EXPORTS[name].label}. At most {MOST_CHOSEN} passages.",
            _media(EXPORTS[name].media_type, binary=EXPORTS[name].binary),
            _note(),
            wrong=_wrong(page=True),
            missing="None of these passages is in the collection.",
        )
    listed = [_parameter(parameter) for parameter in list_parameter_table()]
    fitting = "All reports that fit, without their text."
    paths["/reports.json"] = _get("reportsJson", fitting, _schema("Reports"), listed)
    paths["/reports.csv"] = _get(
        "reportsCsv", f"{fitting} As a table.", _media("text/csv"), listed, wrong=_wrong(page=True)
    )
    report = {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "The report's id.",
        "schema": {"type": "string"},
    }
    paths["/reports/{id}.json"] = _get(
        "reportJson", "A whole report.", _schema("WholeReport"), [report], missing="There is no such report."
    )
    paths["/health"] = _get("health", "That the service runs, and on what.", _schema("Health"), [])
    return paths


def _get(
    name: str, summary: str, content: Json, parameters: list[Json], *, wrong: Json | None = None, missing: str = ""
) -> Json:
    wrong = wrong or _wrong()
    responses = {
        "200": {"description": summary, "content": content},
        "400": {"description": WRONG, "content": wrong},
        "414": {"description": "The address is too long.", "content": wrong},
        "503": {"description": BUSY, "content": wrong},
    }
    if missing:
        responses["404"] = {"description": missing, "content": wrong}
    return {"get": {"operationId": name, "summary": summary, "parameters": parameters, "responses": responses}}


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


def _media(media_type: str, *, binary: bool = False) -> Json:
    return {media_type.partition(";")[0]: {} if binary else {"schema": {"type": "string"}}}


def _wrong(*, page: bool = False) -> Json:
    """Return what an error looks like: a page where people follow the link, else JSON."""
    return _media("text/html") if page else _schema("Error")

"""The machine forms: JSON of searches and reports, downloads, health and robots."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from werkzeug.exceptions import BadRequest, ServiceUnavailable
from werkzeug.wrappers import Response

from corpus.slugs import make_slug
from searcher.asking.request import SearchRequest
from searcher.wording.lists import join_words
from searcher.writing.exports import EXPORTS, Export, export
from searcher.writing.json_forms import search_form, show_form
from web.area_finder import areas_meant
from web.asked import asked_by_program, find_page, refuse_parameters
from web.pages import unknown_report
from web.visits import SITE_NAME, Visit, stream
from web.wording import file_name

Json = dict[str, Any]
JSON_TYPE = "application/json"
CSV_TYPE = "text/csv; charset=utf-8"
RETRY_SECONDS = 10
LONGEST_FILE_NAME = 60


def search_json(visit: Visit) -> Response:
    """Answer with a page of results as JSON; ``next`` is the address of the page after it."""
    request, problems = asked_by_program(visit)
    result = find_page(visit, request)
    with visit.collection.snapshot() as searcher:
        result = searcher.with_related(result)
    form = search_form(result, problems, visit.links.permalink)
    form["results"] = [found | {"report": hide_path(found["report"])} for found in form["results"]]
    following = replace(result.request, page=result.page + 1) if result.page < result.pages else None
    return json_response(
        {"ok": True} | form | {"next": visit.links.absolute(visit.links.search_json(following)) if following else None}
    )


def areas_json(visit: Visit) -> Response:
    """Answer with the areas that may be meant by ``q``, or all of them without it."""
    refuse_parameters(visit, ("q",))
    with visit.collection.snapshot() as searcher:
        meant = areas_meant(searcher, visit.words())
    return json_response(
        {"ok": True, "areas": [{"value": area.value, "label": area.label, "by": area.by} for area in meant]}
    )


def report_json(visit: Visit, report_id: str) -> Response:
    """Answer with a whole report as JSON."""
    refuse_parameters(visit)
    with visit.collection.snapshot() as searcher:
        report = searcher.engine.report(report_id)
    if report is None:
        raise unknown_report(report_id)
    return json_response({"ok": True} | hide_path(show_form(report)))


def download(visit: Visit, name: str) -> Response:
    """Answer with every passage of a search, not a page of them, as a file."""
    form = EXPORTS[name]
    request, problems = asked_by_program(visit)
    _refuse_too_many(visit, request, form)
    if visit.request.method == "HEAD":
        response = Response(content_type=form.media_type)
    else:
        links = visit.links
        address = links.absolute(links.first_page(request))
        pieces = export(
            visit.collection, request, name, link=links.permalink, address=address, problems=problems
        )  # fmt: skip
        if name == "jsonl":
            pieces = map(_line_without_path, pieces)
        response = guarded(visit, chain([form.start], pieces), form.media_type)
    response.headers["Content-Disposition"] = file_named("passages", request.text, name)
    return response


def file_named(what: str, words: str, ending: str) -> str:
    """Return the header that has an answer kept as a file, named after what it holds and the words searched."""
    name = "-".join(filter(None, (what, make_slug(words)[:LONGEST_FILE_NAME].strip("-"))))
    return f'attachment; filename="{name}.{ending}"'


def health(visit: Visit) -> Response:
    """Answer that the service runs, and on what."""
    return json_response(
        {
            "ok": True,
            "reports": visit.held.reports,
            "passages": visit.held.passages,
            "engine": visit.collection.engine,
            "generation": visit.held.generation,
        }
    )


def robots(visit: Visit) -> Response:
    """Answer with what crawlers may visit: reports and passages, not the endless room of searches."""
    home = visit.links.home()
    closed = ("search", "mentions", "compare", "note", "embed", "reports/*?", "reports?", "areas?", "?")
    rules = ["User-agent: *", *(f"Disallow: {home}{path}" for path in closed)]
    return Response("\n".join([*rules, ""]), content_type="text/plain; charset=utf-8")


def opensearch(visit: Visit) -> Response:
    """Answer with the description by which a browser adds this site to its search engines."""
    links = visit.links
    text = visit.site.templates.get_template("opensearch.xml").render(
        site_name=SITE_NAME,
        search=links.absolute(links.search()),
        atom=links.absolute(links.search_atom(SearchRequest())),
        json=links.absolute(links.search_json(SearchRequest())),
        own=links.absolute(links.opensearch()),
    )
    return Response(text + "\n", content_type="application/opensearchdescription+xml; charset=utf-8")


def json_response(form: Json, status: int = 200) -> Response:
    """Return a value as JSON."""
    return Response(dumped(form) + "\n", status=status, content_type=JSON_TYPE)


def json_error(status: int, message: str, parameters: Sequence[str] = ()) -> Response:
    """Return an error in the one shape that all JSON addresses share; ``parameters`` are those that do not exist."""
    form: Json = {"ok": False, "error": message, "status": status}
    return json_response(form | ({"parameters": list(parameters)} if parameters else {}), status)


def hide_path(form: Json) -> Json:
    """Return a report's form with the name of its file only: folders of the server are nobody's business."""
    corrections = [item | {"list": file_name(item["list"])} for item in form["corrections"]]
    return form | {"source": form["source"] | {"path": file_name(form["source"]["path"])}, "corrections": corrections}


def _refuse_too_many(visit: Visit, request: SearchRequest, form: Export) -> None:
    """Refuse what would be cut short.

    Raises:
        BadRequest: the search finds more passages than one file may hold; says how many, and what to do.
    """
    most = visit.site.settings.most_in(form)
    total = visit.collection.search(replace(request, offset=0, limit=0)).total
    if total <= most:
        return
    message = f"This search finds {total:,} passages, and a file ending in .{form.name} holds at most {most:,}. "
    whole = [f".{other.name}" for other in EXPORTS.values() if total <= visit.site.settings.most_in(other)]
    remedy = "Add words or filters, a year for example, and download the parts"
    raise BadRequest(message + remedy + (f"; or take all of them as {join_words(whole, 'or')}." if whole else "."))


def guarded(visit: Visit, pieces: Iterable[str] | Iterable[bytes], content_type: str) -> Response:
    """Return a long answer, unless as many as may be are under way: pages must stay quick meanwhile.

    Raises:
        ServiceUnavailable: too many are under way.
    """
    if not visit.site.downloads.acquire(blocking=False):
        raise ServiceUnavailable(
            "Several downloads are under way. Try again in a few seconds.", retry_after=RETRY_SECONDS
        )
    return stream(pieces, visit.site.downloads, content_type)


def _line_without_path(line: bytes) -> bytes:
    form = json.loads(line)
    return (dumped(form | {"report": hide_path(form["report"])}) + "\n").encode()


def dumped(form: Json) -> str:
    """Return a value as the text of JSON."""
    return json.dumps(form, ensure_ascii=False)

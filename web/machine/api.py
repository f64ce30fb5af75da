"""The machine forms: JSON of searches and reports, downloads, health and robots."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from searcher.asking.request import SearchRequest
from searcher.wording.lists import join_words
from searcher.writing.exports import EXPORTS, Export, export
from searcher.writing.json_forms import search_form, show_form
from web.parts.area_finder import areas_meant
from web.site.parameters import find_page, read_strict_request, refuse_parameters
from web.site.responses import file_named, guarded, json_response, unknown_report
from web.site.routes import closed_to_crawlers
from web.site.visit import SITE_NAME, Visit

if TYPE_CHECKING:  # they load msgspec, which nothing here needs when it runs
    from web.site import answers


def search_json(visit: Visit) -> Response:
    """Answer with a page of results as JSON; ``next`` is the address of the page after it."""
    request, problems = read_strict_request(visit)
    result = find_page(visit, request)
    result = visit.searcher.with_related(result)
    following = replace(result.request, page=result.page + 1) if result.page < result.pages else None
    answer: answers.Search = {
        "ok": True,
        **search_form(result, problems, visit.links.permalink),
        "next": visit.links.absolute(visit.links.search_json(following)) if following else None,
    }
    return json_response(answer)


def areas_json(visit: Visit) -> Response:
    """Answer with the areas that may be meant by ``q``, or all of them without it."""
    refuse_parameters(visit, ("q",))
    meant = areas_meant(visit.searcher, visit.words())
    answer: answers.Areas = {
        "ok": True,
        "areas": [{"value": area.value, "label": area.label, "by": area.by} for area in meant],
    }
    return json_response(answer)


def report_json(visit: Visit, report_id: str) -> Response:
    """Answer with a whole report as JSON."""
    refuse_parameters(visit)
    report = visit.searcher.engine.report(report_id)
    if report is None:
        raise unknown_report(report_id)
    answer: answers.WholeReport = {"ok": True, **show_form(report)}
    return json_response(answer)


def download(visit: Visit, name: str) -> Response:
    """Answer with every passage of a search, not a page of them, as a file."""
    form = EXPORTS[name]
    request, problems = read_strict_request(visit)
    _refuse_too_many(visit, request, form)
    if visit.request.method == "HEAD":
        response = Response(content_type=form.media_type)
    else:
        links = visit.links
        address = links.absolute(links.first_page(request))
        pieces = export(
            visit.searcher, request, name, link=links.permalink, address=address, problems=problems
        )  # fmt: skip
        response = guarded(visit, chain([form.start], pieces), form.media_type)
    response.headers["Content-Disposition"] = file_named("passages", request.text, name)
    return response


def health(visit: Visit) -> Response:
    """Answer that the service runs, and on what."""
    answer: answers.Health = {
        "ok": True,
        "reports": visit.held.reports,
        "passages": visit.held.passages,
        "engine": visit.searcher.engine.name,
        "generation": visit.held.generation,
    }
    return json_response(answer)


def robots(visit: Visit) -> Response:
    """Answer with what crawlers may visit: reports and passages, not every possible search."""
    home = visit.links.home()
    rules = ["User-agent: *", *(f"Disallow: {home}{path}" for path in closed_to_crawlers())]
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


def _refuse_too_many(visit: Visit, request: SearchRequest, form: Export) -> None:
    """Refuse a download that would be cut short.

    Raises:
        BadRequest: the search finds more passages than one file may hold; says how many, and what to do.
    """
    most = visit.site.settings.most_in(form)
    total = visit.searcher.search(replace(request, offset=0, limit=0)).total
    if total <= most:
        return
    message = f"This search finds {total:,} passages, and a file ending in .{form.name} holds at most {most:,}. "
    whole = [f".{other.name}" for other in EXPORTS.values() if total <= visit.site.settings.most_in(other)]
    remedy = "Add words or filters, a year for example, and download the parts one by one"
    raise BadRequest(message + remedy + (f"; or download all of them as {join_words(whole, 'or')}." if whole else "."))

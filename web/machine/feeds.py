"""The newest passages of a search as an Atom feed (RFC 4287), with tag URIs (RFC 4151) as lasting ids.

Every moment in a feed is a day of the data, at midnight UTC: that of publication, else the last of
the inspection. A passage of a report without any day is left out, because Atom wants one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time

from lxml import etree
from lxml.builder import ElementMaker
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.wrappers import Response

from corpus.report import Report
from corpus.vocabulary import FINDING_LABELS
from index.engine import LabelledValue, Order
from index.fields import MISSING_LABEL
from searcher.asking.request import MAX_PER_PAGE, PER_PAGE, SearchRequest
from searcher.finding.descriptions import describe_filters
from searcher.finding.results import Hit, ResultPage
from searcher.wording.escapes import xml_text
from searcher.wording.report_names import name_of
from searcher.writing.html_note import quotation_html
from searcher.writing.note import make_quotation, note_title
from web.parts.labels import count_words, place_of
from web.site.links import Links
from web.site.parameters import read_strict_request
from web.site.routes import ATOM
from web.site.visit import SITE_NAME, Visit

NEWEST = MAX_PER_PAGE
"""How many passages a feed holds."""
RETRY_SECONDS = 10
TAG_YEAR = "2025"
"""The date of tag URIs: part of every id, so never to be changed."""

CATEGORIES = ("area", "type", "finding")
"""The fields whose values are categories of entries."""

_NAMESPACE = "http://www.w3.org/2005/Atom"
_AUTHORITY = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
_ATOM = ElementMaker(namespace=_NAMESPACE, nsmap={None: _NAMESPACE})


def search_atom(visit: Visit) -> Response:
    """Answer with the newest passages that a search finds, whatever order and page it names."""
    asked, problems = read_strict_request(visit)
    request = feed_request(asked)
    result = visit.searcher.search(replace(request, order=Order.NEWEST, per_page=NEWEST))
    result = replace(result, problems=(*problems, *result.problems))
    filters = describe_filters(result.request, visit.searcher.label)
    title = "; ".join([note_title(request), *filters])
    feed = make_feed(visit, request, result, title)
    content = etree.tostring(feed, xml_declaration=True, encoding="utf-8")
    return Response(content + b"\n", content_type=f"{ATOM}; charset=utf-8")


def feed_request(request: SearchRequest) -> SearchRequest:
    """Return the search without what a feed does not obey: its order, its groups and its pages."""
    return replace(request, order=None, group=False, page=1, per_page=PER_PAGE)


def make_feed(visit: Visit, request: SearchRequest, result: ResultPage, title: str) -> etree._Element:
    """Return the feed of a search."""
    links = visit.links
    entries = [(day, hit) for hit in result.hits if (day := day_of(hit.report)) is not None]
    subtitle = [count_words(result.total, result.reports)]
    if len(entries) < result.total:
        subtitle.append(f"here the {len(entries):,} of the newest inspections that have a date")
    notes = [f"{'; '.join(subtitle)}.", *(problem.message for problem in result.problems)]
    return _ATOM.feed(
        _ATOM.id(tag_uri(links, links.search(request))),
        _text("title", title),
        _text("subtitle", " ".join(notes)),
        _ATOM.updated(_moment(max((day for day, _ in entries), default=None), visit)),
        _ATOM.link(rel="self", type=ATOM, href=links.absolute(links.search_atom(request))),
        _ATOM.link(
            rel="alternate", type="text/html", href=links.absolute(links.search(replace(request, order=Order.NEWEST)))
        ),
        _ATOM.generator(SITE_NAME),
        *(_entry(visit, day, hit) for day, hit in entries),
        **{"{http://www.w3.org/XML/1998/namespace}lang": "en-GB"},
    )


def day_of(report: Report) -> date | None:
    """Return the day of publication, else the last one of the inspection that is known."""
    return report.published or report.inspected_to or report.inspected_from


def tag_uri(links: Links, path: str) -> str:
    """Return the lasting id of a page at a path of this site."""
    host = links.place.host.lower().partition(":")[0]
    return f"tag:{host if _AUTHORITY.fullmatch(host) else 'localhost'},{TAG_YEAR}:{path}"


def _entry(visit: Visit, day: date, hit: Hit) -> etree._Element:
    links, passage, report = visit.links, hit.passage, hit.report
    quotation = make_quotation(hit, links.permalink)
    place = f"{FINDING_LABELS[passage.finding]}, {place_of(passage)}"
    return _ATOM.entry(
        _ATOM.id(tag_uri(links, links.passage(passage.id))),
        _text("title", f"{name_of(report)}. {place}"),
        _ATOM.updated(_moment(day, visit)),
        *([_ATOM.published(_moment(report.published, visit))] if report.published else []),
        *(_ATOM.author(_text("name", name)) for name in report.inspectorates or (MISSING_LABEL,)),
        _ATOM.link(rel="alternate", type="text/html", href=links.permalink(passage.id)),
        *([_ATOM.link(rel="via", href=quotation.published)] if quotation.published else []),
        *_categories(links, passage.keywords),
        *([_text("rights", report.licence)] if report.licence else []),
        _text("content", str(quotation_html(quotation)), type="html"),
    )


def _categories(links: Links, keywords: Mapping[str, tuple[LabelledValue, ...]]) -> Iterator[etree._Element]:
    for field in CATEGORIES:
        for value in keywords.get(field, ()):
            yield _ATOM.category(
                term=value.value, scheme=tag_uri(links, f"{links.search()}#{field}"), label=xml_text(value.label)
            )


def _text(name: str, text: str, **attributes: str) -> etree._Element:
    """Return an element that holds a text, without the characters that XML does not take."""
    return _ATOM(name, xml_text(text), **attributes)


def _moment(day: date | None, visit: Visit) -> str:
    """Return a day as Atom writes moments; without one, when the index was made, which is when nothing was found.

    Raises:
        ServiceUnavailable: a new index is just taking the place of the old one.
    """
    if day is not None:
        return f"{datetime.combine(day, time.min, UTC):%Y-%m-%dT%H:%M:%SZ}"
    if visit.held.built is None:
        raise ServiceUnavailable("The index is being replaced. Try again in a few seconds.", retry_after=RETRY_SECONDS)
    return f"{visit.held.built:%Y-%m-%dT%H:%M:%SZ}"

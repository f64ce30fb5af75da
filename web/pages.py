"""The pages for people: one function an address, from a visit to a response."""

from __future__ import annotations

from collections.abc import Sequence

from werkzeug.exceptions import NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from index.engine import EngineRequest, PassageDocument
from index.query import Everything
from searcher.asking.parameters import ALIASES, read_parameters
from searcher.asking.request import SearchRequest
from searcher.errors import UnknownPassage
from searcher.finding.search import Searcher
from searcher.wording.addresses import web_address
from searcher.wording.citations import make_citation
from searcher.wording.footnotes import footnote_place
from searcher.wording.reports import facts_of, name_of, shorten
from web.area_finder import only_choice, other_pairs, typed_area
from web.asked import find_page, unknown_parameters
from web.chosen import split_chosen
from web.contexts import Anchor, ErrorPage, HelpPage
from web.help_examples import ANY_AREA, help_groups
from web.links import Links
from web.report_contexts import PassagePage
from web.report_page import make_report_page
from web.report_rows import area_anchors
from web.search_form import make_notices
from web.search_page import make_search_page
from web.visits import Visit
from web.wording import file_name, place_of, tag_of

MAX_TITLE = 80


def home(visit: Visit) -> Response:
    """Answer with the front page: the search form with facets over everything, and recent reports."""
    request, problems = read_parameters(visit.pairs())
    if request != SearchRequest():
        return redirect(visit.links.search() + "?" + visit.request.query_string.decode("ascii", "replace"))
    result = visit.collection.search(SearchRequest(offset=0, limit=0))
    return visit.render(make_search_page(visit, result, problems, front=True))


def search(visit: Visit) -> Response:
    """Answer with a page of results; other names of parameters and empty ones lead to the tidy address."""
    chosen, others = split_chosen(other_pairs(visit))
    request, problems = read_parameters(others)
    carrying = visit.links.carrying(chosen)
    if address := only_choice(visit, request, carrying.search):
        return redirect(address)
    if not problems and not typed_area(visit) and any(is_untidy(name, value) for name, value in visit.pairs()):
        return redirect(carrying.search(request))
    result = find_page(visit, request)
    return visit.render(make_search_page(visit, result, problems, front=False, chosen=chosen))


def report(visit: Visit, report_id: str) -> Response:
    """Answer with a whole report, the words given as ``q`` marked in it."""
    with visit.collection.snapshot() as searcher:
        whole = searcher.engine.report(report_id)
        if whole is None:
            raise unknown_report(report_id)
        return visit.render(make_report_page(visit, whole, searcher, visit.words()))


def passage(visit: Visit, passage_id: str) -> Response:
    """Answer with one passage, whole, and how to cite it."""
    links = visit.links
    with visit.collection.snapshot() as searcher:
        found = next(iter(searcher.engine.passages([passage_id])), None)
        if found is None:
            raise UnknownPassage(passage_id)
        about = searcher.summary(found.report_id)
        belongs = _belongs(links, searcher, found)
    citation = make_citation(found, about, links.permalink)
    source = web_address(about.source.url, found.page)
    file = links.report_file(about.id, about.source.path, found.page)
    return visit.render(
        PassagePage(
            shell=visit.shell(
                f"“{shorten(found.text, MAX_TITLE)}” {name_of(about)}", canonical=links.passage(found.id)
            ),
            heading=name_of(about),
            quote=found.text,
            section=found.heading,
            path=found.path,
            finding=tag_of(found.finding),
            place=place_of(found),
            report=Anchor(about.title, links.report(about.id)),
            areas=area_anchors(links, about),
            facts=facts_of(about),
            citation=citation.text,
            permalink=links.permalink(found.id),
            in_context=links.report(about.id, visit.words(), found.id),
            source=Anchor(about.source.url, source) if source and about.source.url else None,
            file=Anchor(file_name(about.source.path), file) if file else None,
            licence=about.licence,
            belongs=belongs,
            note=links.note([found.id]),
            notices=make_notices(unknown_parameters(visit, {"q"})),
        )
    )


def _belongs(links: Links, searcher: Searcher, passage: PassageDocument) -> Anchor | None:
    """Return where the mark of a footnote stands, in words, with the address of the passage or the report."""
    note = passage.footnote
    if note is None or note.at is None:
        return None
    if note.of is None:
        return Anchor(footnote_place(note, {}), links.report(passage.report_id))
    texts = {found.id: found.text for found in searcher.engine.passages([note.of])}
    return Anchor(footnote_place(note, texts), links.passage(note.of))


def help_page(visit: Visit) -> Response:
    """Answer with the query language, each example ready to be tried."""
    with visit.collection.snapshot() as searcher:
        areas = searcher.engine.search(EngineRequest(Everything(), limit=0, facets=("area",))).facets["area"]
        known = searcher.engine.labels("area")
    area = next((count.value for count in areas if count.value in known), ANY_AREA)
    groups = tuple(help_groups(visit.links, area))
    return visit.render(HelpPage(visit.shell("How to search", here="help", canonical=visit.links.help()), groups))


def error(visit: Visit, status: int, heading: str, message: str, near: Sequence[Anchor] = ()) -> Response:
    """Answer with what went wrong and where to go from there; ``near`` is what may have been meant."""
    links = (
        Anchor("All areas", visit.links.areas()),
        Anchor("All reports", visit.links.reports()),
        Anchor("How to search", visit.links.help()),
    )
    page = ErrorPage(visit.shell(heading, indexable=False), heading, message, tuple(near), links)
    return visit.render(page, status)


def unknown_report(report_id: str) -> NotFound:
    """Return the error for a report that is not there, in words for a browser."""
    return NotFound(
        f"There is no report “{shorten(report_id, MAX_TITLE)}” in this collection. It may have been taken out or have "
        "another address now; the list of all reports has those there are."
    )


def is_untidy(name: str, value: str) -> bool:
    """Return whether a parameter is better written otherwise, or not at all."""
    return name in ALIASES or name.endswith("[]") or not value.strip()

"""The list of reports: filtered, put in order, page by page, and as a table for spreadsheets."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from werkzeug.wrappers import Response

from corpus.dates import format_date
from corpus.report import Report
from index.fields import MISSING_LABEL, REPORT_FACETS
from searcher.asking.parameters import NOT, read_parameters
from searcher.asking.problems import Problem, ProblemKind
from searcher.asking.request import SearchRequest
from searcher.finding.remedies import active_filters
from searcher.finding.search import Searcher
from searcher.reports.listing import Listing, make_listing
from searcher.reports.order import DEFAULT_SORT, SORTS, read_sort, sort_reports
from searcher.wording.figures import counted
from searcher.wording.judgement import judgement_reason, judgement_words
from searcher.wording.publication import publication_words
from searcher.wording.report_names import days, shorten
from searcher.writing.json_forms import problem_form, report_form
from searcher.writing.reports_csv import reports_csv
from web.parts.facet_boxes import facet_box
from web.parts.pagers import Pager, make_pager
from web.parts.report_rows import area_anchors
from web.parts.search_form import (
    FIELDS,
    ChipGroup,
    Filters,
    Option,
    form_notices,
    make_chips,
    make_date_boxes,
    make_date_fields,
)
from web.site.parameters import LONGEST_NAME, refuse_parameters, unknown_parameters
from web.site.responses import JSON_TYPE, dumped, file_named, guarded
from web.site.shell import Anchor, Notice, Shell
from web.site.visit import Visit


@dataclass(frozen=True, slots=True)
class SortHead:
    """The head of a column.

    ``label``; ``href`` puts the list in its order, or turns that round; ``direction`` is
    "ascending" or "descending" where the list is in that order.
    """

    label: str
    href: str
    direction: str


@dataclass(frozen=True, slots=True)
class ListedReport:
    """A report of the list.

    ``title`` and ``href``, its ``areas`` with their pages, ``type``, its ``size`` (pages, passages,
    warnings), the days ``inspected`` and ``published`` (``unprinted`` says where that day is from, if the
    report does not print it), the ``judgement``, and the ``reason`` why there is none, all in words.
    """

    title: str
    href: str
    areas: tuple[Anchor, ...]
    type: str
    size: tuple[str, ...]
    inspected: str
    published: str
    unprinted: str
    judgement: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """The list of reports.

    ``action`` is where its form goes, ``find`` the words looked for in areas and titles;
    ``heading``, ``notices``, ``chips``, ``clear`` and ``filters`` as on the search page; ``order`` says how the
    list is put in order; ``heads`` of the columns and ``rows``; ``mark`` explains an asterisk; ``pager``;
    ``search`` are the passages of these reports; ``downloads``.
    """

    TEMPLATE: ClassVar[str] = "reports.html"

    shell: Shell
    action: str
    find: str
    heading: str
    notices: tuple[Notice, ...]
    chips: tuple[ChipGroup, ...]
    clear: str
    filters: Filters
    order: str
    heads: tuple[SortHead, ...]
    rows: tuple[ListedReport, ...]
    mark: str
    pager: Pager
    search: Anchor | None
    downloads: tuple[Anchor, ...]


FIND, SORT = "find", "sort"
PARAMETERS = frozenset(
    {*REPORT_FACETS, *(NOT + name for name in REPORT_FACETS), "from", "to", "date", "page", FIND, SORT}
)
NAMES = frozenset({*PARAMETERS, *(f"{name}[]" for name in PARAMETERS)})
"""What the addresses of the list take."""
COLUMNS = {
    "area": "Area",
    "type": "Report",
    "inspected": "Inspected",
    "published": "Published",
    "judgement": "Overall judgement",
}
"""The columns of the table by the orders of ``SORTS`` that they lead to."""
NEWEST_FIRST = frozenset({"inspected", "published"})
UNPRINTED = "Not printed in the report: taken from its file name or from a list of reports."
CSV_TYPE = "text/csv; charset=utf-8"


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What is asked of the list: the filters as a ``request``, words to ``find``, the ``sort`` and what was wrong."""

    request: SearchRequest
    find: str
    sort: str
    problems: tuple[Problem, ...]


def reports(visit: Visit) -> Response:
    """Answer with a page of the list of reports."""
    query = read_list_query(visit)
    return visit.render(make_reports_page(visit, visit.searcher, query))


def reports_json(visit: Visit) -> Response:
    """Answer with all reports that fit as JSON, in order of id unless another is asked for.

    Raises:
        UnknownParameters: a program gave parameters that do not exist.
    """
    refuse_parameters(visit, NAMES)
    query = read_list_query(visit, usual="")

    def pieces() -> Iterator[str]:
        listed, problems = _listed(visit, query)
        told = ", ".join(dumped(problem_form(problem)) for problem in problems)
        yield f'{{"ok": true, "total": {len(listed)}, "problems": [{told}], "reports": ['
        for place, report in enumerate(listed):
            form = report_form(report, visit.held.passages_of.get(report.id, 0))
            yield (",\n" if place else "\n") + dumped(form)
        yield "\n]}\n"

    if visit.request.method == "HEAD":
        return Response(content_type=JSON_TYPE)
    return guarded(visit, pieces(), JSON_TYPE)


def download_reports(visit: Visit) -> Response:
    """Answer with all reports that fit, as a table for spreadsheets.

    Raises:
        UnknownParameters: a program gave parameters that do not exist.
    """
    refuse_parameters(visit, NAMES)
    query = read_list_query(visit)
    listed, _ = _listed(visit, query)
    lines = "".join(reports_csv(listed, visit.held.passages_of))
    response = Response(codecs.BOM_UTF8 + lines.encode(), content_type=CSV_TYPE)
    response.headers["Content-Disposition"] = file_named("reports", query.find, "csv")
    return response


def read_list_query(visit: Visit, usual: str = DEFAULT_SORT) -> ListQuery:
    """Return what the address asks of the list; an unknown order leaves the usual one."""
    pairs = [(name, value) for name, value in visit.pairs() if name in NAMES and name not in (FIND, SORT)]
    request, problems = read_parameters(pairs)
    typed = visit.parameter(SORT)
    sort = read_sort(typed)
    if typed and sort is None:
        message = f"The list can be sorted by {', '.join(SORTS)}, not “{shorten(typed, LONGEST_NAME)}”."
        problems = (*problems, Problem(ProblemKind.UNKNOWN_VALUE, message, SORT))
    return ListQuery(request, visit.parameter(FIND), sort or usual, (*problems, *unknown_parameters(visit, NAMES)))


def _listed(visit: Visit, query: ListQuery) -> tuple[list[Report], tuple[Problem, ...]]:
    """Return all reports that fit, in the order asked for or of their ids, and the problems met."""
    listing = make_listing(visit.searcher.summaries(), query.request, query.find)
    problems = (*query.problems, *listing.problems)
    if not query.sort:
        return list(listing.reports), problems
    return sort_reports(listing.reports, query.sort, visit.held.passages_of), problems


def make_reports_page(visit: Visit, searcher: Searcher, query: ListQuery) -> ReportsPage:
    """Return the context of the list."""
    links, find, sort = visit.links, query.find, query.sort
    listing = make_listing(searcher.summaries(), query.request, find)
    request = listing.request
    size = visit.site.settings.reports_per_page
    pages = max(1, -(-len(listing.reports) // size))
    page = min(query.request.page, pages)
    ordered = sort_reports(listing.reports, sort, visit.held.passages_of)[(page - 1) * size : page * size]
    active = list(active_filters(request, searcher))
    heading = _heading(len(listing.reports), searcher.reports_held)

    def link(changed: SearchRequest, order: str = sort) -> str:
        return links.reports(replace(changed, page=1), find, order)

    rows = tuple(_row(visit, report) for report in ordered)
    problems = (*query.problems, *listing.problems)
    return ReportsPage(
        shell=visit.shell(
            heading if pages == 1 else f"{heading}, page {page} of {pages}",
            here="reports",
            canonical=links.reports(replace(request, page=page), find, sort),
            json=links.reports_json(request, find, sort),
            indexable=not active and not find and sort == DEFAULT_SORT,
        ),
        action=links.reports(),
        find=find,
        heading=heading,
        notices=form_notices(problems, request, link, FIELDS | {SORT}),
        chips=make_chips(active, link),
        clear=links.reports(None, find, sort),
        filters=_filters(listing, query, problems),
        order=f"{SORTS[sort]}.",
        heads=tuple(_heads(sort, lambda order: link(request, order))),
        rows=rows,
        mark=UNPRINTED if any(row.unprinted for row in rows) else "",
        pager=make_pager(page, pages, lambda number: links.reports(replace(request, page=number), find, sort)),
        search=Anchor("Search within these reports", links.search(replace(request, page=1)))
        if active and not find and listing.reports
        else None,
        downloads=(
            Anchor("Table (CSV)", links.reports_csv(request, find, sort)),
            Anchor("Data (JSON)", links.reports_json(request, find, sort)),
        ),
    )


def _heading(listed: int, held: int) -> str:
    return counted(held, "report") if listed == held else f"{listed:,} of {counted(held, 'report')}"


def _heads(sort: str, link: Callable[[str], str]) -> Iterator[SortHead]:
    for name, label in COLUMNS.items():
        here = sort.removeprefix("-") == name
        direction = ("descending" if sort.startswith("-") else "ascending") if here else ""
        usual = f"-{name}" if name in NEWEST_FIRST else name
        turned = name if usual.startswith("-") else f"-{name}"
        yield SortHead(label, link(turned if sort == usual else usual), direction)


def _filters(listing: Listing, query: ListQuery, problems: Sequence[Problem]) -> Filters:
    request = listing.request
    hidden = [(NOT + name, value) for name, chosen in request.filters.items() for value in sorted(chosen.exclude)]
    return Filters(
        facets=tuple(facet_box(facet, of_reports=True) for facet in listing.facets.values()),
        dates=make_date_boxes(query.request, problems),
        date_fields=make_date_fields(request),
        orders=tuple(
            Option("" if name == DEFAULT_SORT else name, label, name == query.sort) for name, label in SORTS.items()
        ),
        order_name=SORT,
        hidden=tuple(hidden),
        counted="reports",
    )


def _row(visit: Visit, report: Report) -> ListedReport:
    passages, warnings = visit.held.passages_of.get(report.id, 0), len(report.warnings)
    day = format_date(report.published) if report.published else ""
    size = [
        counted(report.pages, "page") if report.pages else "",
        counted(passages, "passage"),
        counted(warnings, "warning") if warnings else "",
    ]
    return ListedReport(
        title=report.title,
        href=visit.links.report(report.id),
        areas=area_anchors(visit.links, report),
        type=report.inspection_type.label,
        size=tuple(filter(None, size)),
        inspected=days(report.inspected_from, report.inspected_to) or MISSING_LABEL,
        published=day or MISSING_LABEL,
        unprinted=publication_words(report).removeprefix(day).strip(),
        judgement=judgement_words(report),
        reason=judgement_reason(report),
    )

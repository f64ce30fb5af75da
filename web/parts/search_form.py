"""The search form beside every count and list of passages: filters, what of them is in force, what was not taken."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from index.engine import Filter, Order
from index.fields import BY_NAME, DATES
from searcher.asking.parameters import GROUPS
from searcher.asking.problems import Problem, ProblemKind
from searcher.asking.request import PER_PAGE, SearchRequest
from searcher.finding.remedies import ActiveFilter
from searcher.finding.results import ResultPage
from searcher.wording.report_names import shorten
from web.parts.facet_boxes import FacetBox, facet_box
from web.parts.marking import mark_part
from web.site.chosen_passages import PASSAGE
from web.site.shell import Anchor, Notice


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force: ``label``, ``href`` of the search without it; ``title`` is the label uncut."""

    label: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class ChipGroup:
    """The filters in force on one field: its ``label`` and the ``chips``."""

    label: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class DateBox:
    """A text field for a date: ``name`` (also its id), ``label``, ``value`` and ``error``."""

    name: str
    label: str
    value: str
    error: str | None


@dataclass(frozen=True, slots=True)
class Option:
    """An entry of a select: the ``value`` sent, its ``label``, and whether it is ``selected``."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class AreaFinder:
    """A field called ``name`` to find an area by any name or code.

    ``typed`` is what was typed into it, ``found`` the searches in the areas that may be meant;
    ``source`` gives such areas as JSON.
    """

    name: str
    typed: str
    source: str
    found: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of the search form.

    ``facets``; ``dates`` (from and to); ``date_fields``, ``orders`` and ``sizes`` (how many are on a
    page, ``sized`` says of what) are the entries of selects, ``orders`` those of the parameter
    ``order_name``; ``hidden`` are names and values of the search that have no field of their own;
    ``finder`` is a field to find an area; ``counted`` says what the numbers count.
    """

    facets: tuple[FacetBox, ...]
    dates: tuple[DateBox, ...]
    date_fields: tuple[Option, ...]
    orders: tuple[Option, ...]
    hidden: tuple[tuple[str, str], ...]
    finder: AreaFinder | None = None
    counted: str = "passages"
    order_name: str = "order"
    sizes: tuple[Option, ...] = ()
    sized: str = "Results"


Link = Callable[[SearchRequest], str]
"""Gives the address of a page for a search that was changed."""

SIZES = (10, PER_PAGE, 50)
"""How many results a page may have, to choose from; addresses may ask for up to a hundred."""
LONGEST_CHIP = 70
AROUND = 30
"""How many characters of a query are shown on each side of what was wrong in it."""

ORDER_LABELS = {
    Order.RELEVANCE: "Best match first",
    Order.NEWEST: "Newest inspection first",
    Order.OLDEST: "Oldest inspection first",
    Order.AREA: "Area, A to Z",
}
PLACE_LABELS = {
    "q": "Search words",
    "from": "Date from",
    "to": "Date to",
    "date": "Which date",
    "order": "Order",
    "page": "Page",
    "per_page": "Results on a page",
    "group": "Grouping",
    "sort": "Order",
    "expand": "Other forms of words",
    "widen": "Fewer of the words",
}
FIELDS = frozenset({"q", "from", "to", "date"})
"""The parameters of a search that every form of filters has a field for."""
OF_RESULTS = frozenset({"order", "per_page"})
"""Those besides that only a list of results has a field for."""
TAKEN = frozenset({ProblemKind.OUTSIDE_HELD, ProblemKind.UNDATED, ProblemKind.UNKNOWN_VALUE})
"""What is good to know of what was taken as typed."""
BY_DAY = {"inspected": "Filter by the day of inspection", "published": "Filter by the day of publication"}


def make_notice(problem: Problem, words: str, fields: Collection[str] = FIELDS) -> Notice:
    """Return a problem for people: where it is, and the part of the query that is meant.

    ``fields`` are the parameters that the page has a field for.
    """
    name = problem.place.removeprefix("not_")
    place = BY_NAME[name].label if name in BY_NAME else PLACE_LABELS.get(name, f"Parameter {shorten(name, 60)}")
    typed = None
    if problem.place == "q" and problem.span and problem.span[0] < problem.span[1] <= len(words):
        start, end = max(0, problem.span[0] - AROUND), min(len(words), problem.span[1] + AROUND)
        before, after = ("…" if start else "", "…" if end < len(words) else "")
        typed = Markup("").join([before, mark_part(words, start, end, [problem.span]), after])
    here = name in fields and problem.kind is not ProblemKind.UNKNOWN_PARAMETER
    return Notice(place, problem.message, name if here else None, typed, problem.kind in TAKEN)


def make_notices(problems: Iterable[Problem], words: str = "") -> tuple[Notice, ...]:
    """Return problems for people."""
    return tuple(make_notice(problem, words) for problem in problems)


def form_notices(
    problems: Iterable[Problem], request: SearchRequest, link: Link, fields: Collection[str] = FIELDS
) -> tuple[Notice, ...]:
    """Return the problems of a page with a form of filters; ``link`` gives that page for another search."""
    notices = []
    for problem in problems:
        notice = make_notice(problem, request.text, fields)
        if problem.kind is ProblemKind.UNDATED and problem.instead:
            other = replace(request, date_field=problem.instead, page=1)
            notice = replace(notice, link=Anchor(BY_DAY[problem.instead], link(other)))
        notices.append(notice)
    return tuple(notices)


def make_chips(active: Sequence[ActiveFilter], link: Link) -> tuple[ChipGroup, ...]:
    """Return the filters in force by field, each leading to the page without it."""
    groups: dict[str, list[Chip]] = {}
    for chosen in active:
        chip = Chip(shorten(chosen.label, LONGEST_CHIP), link(chosen.without), chosen.label)
        groups.setdefault(BY_NAME[chosen.name].label, []).append(chip)
    return tuple(ChipGroup(label, tuple(chips)) for label, chips in groups.items())


def make_filters(
    result: ResultPage, problems: Sequence[Problem], *, ordered: bool = True, chosen: Sequence[str] = ()
) -> Filters:
    """Return the filters of the form.

    ``ordered`` is whether the page lists passages in an order, ``chosen`` are the passages of a note.
    """
    request = result.request
    hidden = [(f"not_{name}", value) for name, chosen in request.filters.items() for value in sorted(chosen.exclude)]
    hidden += [("report", value) for value in sorted(request.filters.get("report", Filter()).include)]
    hidden += [("group", GROUPS[0])] if request.group else []
    hidden += [] if request.expand else [("expand", "off")]
    hidden += [] if request.widen else [("widen", "off")]
    hidden += [] if ordered or request.per_page == PER_PAGE else [("per_page", str(request.per_page))]
    hidden += [(PASSAGE, passage_id) for passage_id in chosen]
    return Filters(
        facets=tuple(facet_box(facet) for facet in result.facets.values()),
        dates=make_date_boxes(request, problems),
        date_fields=make_date_fields(request),
        orders=_orders(result) if ordered else (),
        sizes=tuple(_sizes(request)) if ordered else (),
        sized="Reports" if request.group else "Results",
        hidden=tuple(hidden),
    )


def make_date_boxes(request: SearchRequest, problems: Sequence[Problem]) -> tuple[DateBox, ...]:
    """Return the two fields for dates, as typed where one could not be taken, and what was wrong with it."""
    errors = {problem.place: problem.message for problem in problems if problem.kind is ProblemKind.BAD_DATE}
    first = request.first.isoformat() if request.first else request.raw_first
    last = request.last.isoformat() if request.last else request.raw_last
    return (DateBox("from", "From", first, errors.get("from")), DateBox("to", "To", last, errors.get("to")))


def make_date_fields(request: SearchRequest) -> tuple[Option, ...]:
    """Return the dates that can be meant."""
    return tuple(
        Option("" if name == DATES[0] else name, BY_NAME[name].label, name == request.date_field) for name in DATES
    )


def _sizes(request: SearchRequest) -> Iterator[Option]:
    """Yield how many results a page may have, and how many it has where an address asks for another number."""
    for size in sorted({*SIZES, request.per_page}):
        yield Option("" if size == PER_PAGE else str(size), str(size), size == request.per_page)


def _orders(result: ResultPage) -> tuple[Option, ...]:
    """Return the orders to choose from; the one that is taken without a choice has an empty value."""
    request, worded = result.request, result.worded
    default = Order.RELEVANCE if worded else Order.NEWEST
    offered = [default, *(order for order in Order if order != default and (worded or order != Order.RELEVANCE))]
    chosen = request.order if request.order in offered else default
    return tuple(
        Option("" if order == default else order.value, ORDER_LABELS[order], order == chosen) for order in offered
    )

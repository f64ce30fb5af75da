"""Comparison: one search over several areas, side by side, never ranked.

The areas are those that the search is filtered to, else all of its regions. Counts are those of
``searcher.finding.mentions``: passages found against all that the filters leave. Areas stand in order of
name; there is no score, and counts over several types of inspection carry a note that says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.report import InspectionType, Report
from index.engine import DateFilter, EngineRequest, Filter, Order, ValueCount
from index.fields import MISSING
from index.query import And, Everything, Keyword, Node, Not, Or
from searcher.asking.problems import Problem, ProblemKind
from searcher.asking.request import SearchRequest
from searcher.finding.engine_requests import date_filter, ranked
from searcher.finding.facets import NO_FILTER, as_query, value_order
from searcher.finding.highlights import Highlighter
from searcher.finding.mentions import Mention, besides_words, mixed_types_note
from searcher.finding.results import Hit, ResultPage
from searcher.finding.search import Searcher
from searcher.language.joining import looks_for_words
from searcher.language.parser import ParsedQuery
from searcher.wording.figures import counted

SIDE_BY_SIDE = 6
"""The most areas that are compared with their passages; more are compared by their counts alone."""
MOST_AREAS = 50
"""The most areas compared; those after them in order of name are left out, and a problem says so."""
BEST = 3
"""How many passages of each area stand side by side."""
BREAKDOWNS = ("type", "finding")
OF_REPORTS = ("region", "type", "judgement", "year", "inspectorate", "report")
"""The filters that are about reports, not passages: these decide which inspection is the latest."""

_NONE = ValueCount("", "", 0, 0)


@dataclass(frozen=True, slots=True)
class ComparedArea:
    """What a search finds in one area.

    ``counts`` has the area's slug and name; ``held`` is how many reports on it are held, whatever
    the filters. ``by`` splits the counts by type and finding, for what the filters leave of the area.
    ``latest`` is its latest inspection under the filters that are about reports, without sections;
    ``hits`` are the best passages, given side by side where there are words.
    """

    counts: Mention
    held: int
    by: Mapping[str, tuple[Mention, ...]]
    latest: Report | None
    hits: tuple[Hit, ...]

    @property
    def silence(self) -> str:
        """Why nothing is found in words; empty where something is."""
        counts = self.counts
        if counts.passages:
            return ""
        if not self.held:
            return f"There are no reports on {counts.label}."
        if not counts.of_passages:
            held = "Its only report has" if self.held == 1 else f"Its {self.held:,} reports have"
            return f"{held} no passages that match your filters."
        if counts.of_reports == 1:
            return "Not mentioned in its only report here."
        return f"Not mentioned in its {counts.of_reports:,} reports here."


@dataclass(frozen=True, slots=True)
class Comparison:
    """A search in several areas, in order of name. ``page`` is its result page, without hits.

    ``worded`` is whether it looks for words at all, ``widening`` whether a search for them may let fewer
    words do, which is not counted; ``types`` are the types of inspection that are
    counted, ``problems`` those of the search and of the choice of areas.
    """

    page: ResultPage
    worded: bool
    widening: bool
    areas: tuple[ComparedArea, ...]
    types: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def side_by_side(self) -> bool:
        """Whether each area comes with its passages, because there are few areas."""
        return 0 < len(self.areas) <= SIDE_BY_SIDE

    @property
    def note(self) -> str | None:
        """The warning where counts run over several types of inspection."""
        return mixed_types_note(len(self.types))

    @property
    def latest_note(self) -> str | None:
        """The warning where the latest inspections are of several types, whose judgements do not compare."""
        types = {area.latest.inspection_type for area in self.areas if area.latest}
        if len(types) < 2:
            return None
        return (
            f"The latest inspections are of {len(types)} types, each with its own judgements, "
            "so you cannot compare them."
        )


def compare_areas(searcher: Searcher, request: SearchRequest) -> Comparison:
    """Return what a request finds in each of its areas; never raises for what was typed.

    Where a search finds too little and lets fewer words do, only passages with enough of them count.
    """
    page = searcher.search(replace(request, offset=0, limit=0))
    parsed = searcher.read_query(request)
    chosen, problems = _chosen(searcher, page.request.filters)
    node = parsed.strict or parsed.node
    worded = looks_for_words(node)
    widening = len(parsed.words) > 1
    problems = (*page.problems, *problems)
    if not chosen:
        return Comparison(page, worded, widening, (), (), problems)
    filters = {**page.request.filters, "area": Filter(frozenset(chosen))}
    dates = date_filter(request)
    asked = EngineRequest(as_query(node, filters), dates=dates, limit=0, facets=("area", *BREAKDOWNS))
    every = replace(asked, query=as_query(besides_words(node), filters))
    counts = _Counts(searcher, asked, every)
    held = _by_area(searcher, EngineRequest(Everything(), limit=0, facets=("area",)))
    close = worded and len(chosen) <= SIDE_BY_SIDE
    areas = (
        ComparedArea(
            counts=counts.of_area(area, label),
            held=held.get(area, _NONE).reports,
            by={name: counts.by(name, area) for name in BREAKDOWNS},
            latest=_latest(searcher, area, filters, dates),
            hits=_best(searcher, parsed, node, {**filters, "area": Filter(frozenset({area}))}, dates) if close else (),
        )
        for area, label in chosen.items()
    )
    types = tuple(count.label for count in counts.every["type"] if count.value != MISSING)
    return Comparison(page, worded, widening, tuple(areas), types, problems)


class _Counts:
    """The counts of a search by area, and by area and another field: a few searches, however many areas there are."""

    def __init__(self, searcher: Searcher, asked: EngineRequest, every: EngineRequest) -> None:
        self.every = searcher.engine.search(every).facets
        self._areas = (_by_area(searcher, asked), {count.value: count for count in self.every["area"]})
        self._split = {
            name: {
                count.value: (
                    count.label,
                    _by_area(searcher, _narrowed(asked, name, count)),
                    _by_area(searcher, _narrowed(every, name, count)),
                )
                for count in self.every[name]
            }
            for name in BREAKDOWNS
        }

    def of_area(self, area: str, label: str) -> Mention:
        return _mention(area, label, *(counts.get(area, _NONE) for counts in self._areas))

    def by(self, name: str, area: str) -> tuple[Mention, ...]:
        """Return the area's counts by a field, in the order of its facet."""
        rows = [
            _mention(value, label, found.get(area, _NONE), every[area])
            for value, (label, found, every) in self._split[name].items()
            if area in every
        ]
        order = value_order(name)
        return tuple(sorted(rows, key=lambda row: order(row.value, row.label, row.of_passages)))


def _mention(value: str, label: str, found: ValueCount, every: ValueCount) -> Mention:
    return Mention(value, label, found.count, every.count, found.reports, every.reports)


def _chosen(searcher: Searcher, filters: Mapping[str, Filter]) -> tuple[dict[str, str], Sequence[Problem]]:
    """Return the areas to compare with their names, in order of name, and what was left out of them."""
    area, region = filters.get("area", NO_FILTER), filters.get("region", NO_FILTER)
    values = set(area.include)
    if not values and region.include:
        regions = Or(tuple(Keyword("region", value) for value in sorted(region.include)))
        values = _by_area(searcher, EngineRequest(regions, limit=0, facets=("area",))).keys() - {MISSING}
    names = {value: searcher.label("area", value) for value in values - area.exclude}
    ordered = sorted(names, key=lambda value: (names[value].casefold(), value))
    left_out = [names[value] for value in ordered[MOST_AREAS:]]
    problems = []
    if left_out:
        message = (
            f"At most {MOST_AREAS} areas are compared at a time; {counted(len(left_out), 'area')} from "
            f"{left_out[0]} on {'was' if len(left_out) == 1 else 'were'} left out."
        )
        problems.append(Problem(ProblemKind.TOO_LONG, message, "area"))
    return {value: names[value] for value in ordered[:MOST_AREAS]}, problems


def _by_area(searcher: Searcher, request: EngineRequest) -> dict[str, ValueCount]:
    return {count.value: count for count in searcher.engine.search(request).facets["area"]}


def _narrowed(request: EngineRequest, name: str, count: ValueCount) -> EngineRequest:
    return replace(request, query=And((request.query, Keyword(name, count.value))), facets=("area",))


def _latest(searcher: Searcher, area: str, filters: Mapping[str, Filter], dates: DateFilter | None) -> Report | None:
    """Return the area's latest inspection that the filters about reports leave; a news article is none."""
    about = {name: chosen for name, chosen in filters.items() if name in OF_REPORTS}
    inspections = And((Keyword("area", area), Not(Keyword("type", InspectionType.NEWS.value))))
    asked = EngineRequest(as_query(inspections, about), dates=dates, order=Order.NEWEST, limit=1, facets=())
    hits = searcher.engine.search(asked).hits
    return searcher.summary(hits[0].document.report_id) if hits else None


def _best(
    searcher: Searcher, parsed: ParsedQuery, node: Node, filters: Mapping[str, Filter], dates: DateFilter | None
) -> tuple[Hit, ...]:
    asked = EngineRequest(ranked(node, parsed), filters, dates, limit=BEST, facets=(), repeats_last=True)
    highlighter = Highlighter(node)
    return tuple(searcher.make_hit(hit, highlighter) for hit in searcher.engine.search(asked).hits)

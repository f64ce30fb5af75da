"""One search in several areas, side by side: the page, and the same as JSON and CSV.

The areas are the search's own filter, so that every form of a search takes the same parameters.
"""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from corpus.report import Finding, Report
from index.engine import Filter
from index.fields import MISSING
from searcher.asking.parameters import read_parameters
from searcher.asking.problems import Problem
from searcher.asking.request import SearchRequest
from searcher.finding.comparison import MOST_AREAS, OF_REPORTS, ComparedArea, Comparison, compare_areas
from searcher.finding.descriptions import describe_expansions
from searcher.finding.mentions import Mention
from searcher.finding.remedies import active_filters
from searcher.finding.search import Searcher
from searcher.wording.figures import counted, share_words
from searcher.wording.judgement import judgement_in_a_line, judgement_reason
from searcher.wording.report_names import days
from searcher.writing.comparison_forms import comparison_csv, comparison_form
from searcher.writing.note import quoted_words
from web.parts.hits import HitView, make_hit
from web.parts.labels import tag_of
from web.parts.search_form import ChipGroup, Filters, form_notices, make_chips, make_filters
from web.site.links import Links
from web.site.parameters import is_untidy, read_strict_request
from web.site.responses import CSV_TYPE, file_named, json_response
from web.site.shell import Anchor, Notice, Shell, Tag
from web.site.visit import Visit

if TYPE_CHECKING:  # they load msgspec, which nothing here needs when it runs
    from web.site import answers


@dataclass(frozen=True, slots=True)
class AreaField:
    """A text field that adds an area: the element's ``id`` and its ``label``."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class ComparedFinding:
    """A ``finding`` with its passages found, "2 of 40", and the ``href`` of those; ``None`` without any."""

    finding: Tag
    passages: str
    href: str | None


@dataclass(frozen=True, slots=True)
class LatestInspection:
    """The latest inspection.

    ``type`` and ``days`` in words, the ``judgement`` or that there is none (``judged`` tells which), the
    ``reason`` for that, ``href``.
    """

    type: str
    days: str
    judgement: str
    judged: bool
    reason: str
    href: str


@dataclass(frozen=True, slots=True)
class AreaHit:
    """A passage of an area: the ``inspection`` it is of, in a few words, and the ``hit`` itself."""

    inspection: str
    hit: HitView


@dataclass(frozen=True, slots=True)
class AreaColumn:
    """What is found in one area.

    ``anchor`` is its element's id, ``name`` with ``href``. ``passages`` is "8 of 159", ``reports`` "1 of 2",
    ``figures`` both in words,
    ``share`` that of passages, ``bar`` its length from 0 to 100; ``held`` says how many reports are
    held where the filters leave fewer. ``types`` are the types counted with their figures. ``silence`` says
    why nothing is found. ``findings``, ``latest`` and ``hits`` as named; ``all`` leads to all passages where not
    all are shown.
    """

    anchor: str
    name: str
    href: str | None
    passages: str
    share: str
    bar: str
    reports: str
    figures: str
    held: str
    types: tuple[str, ...]
    silence: str
    findings: tuple[ComparedFinding, ...]
    latest: LatestInspection | None
    hits: tuple[AreaHit, ...]
    all: Anchor | None


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The compare page.

    ``action`` is where its form goes, ``words`` the query; ``fields`` add areas by ``names``, which
    ``source`` finds by other names too; ``regions``
    lead to all areas of one. ``heading`` says what is compared, ``understood``, ``also``,
    ``suggestion``, ``notices``, ``chips``, ``clear`` and ``filters`` as on the search page. ``areas``
    stand side by side, or where they are ``many``, in a table; ``worded`` is whether words are looked for.
    ``notes`` warn of mixed types of inspection, with what leads to each ``alone``. ``latest_label`` is
    what the latest inspections are called. ``beside`` leads to other forms of the search, ``downloads`` to its files.
    """

    TEMPLATE: ClassVar[str] = "compare.html"

    shell: Shell
    action: str
    words: str
    fields: tuple[AreaField, ...]
    names: tuple[str, ...]
    source: str
    regions: tuple[Anchor, ...]
    heading: str
    understood: str
    also: tuple[str, ...]
    suggestion: Anchor | None
    notices: tuple[Notice, ...]
    chips: tuple[ChipGroup, ...]
    clear: str
    filters: Filters
    worded: bool
    many: bool
    areas: tuple[AreaColumn, ...]
    notes: tuple[str, ...]
    alone: tuple[Anchor, ...]
    latest_label: str
    beside: tuple[Anchor, ...]
    downloads: tuple[Anchor, ...]


FIELDS = ("First area", "Second area", "Third area, if wanted")
NEXT_FIELD, FIRST_OF_REGION = "Add an area", "Choose an area"
LATEST, LATEST_FILTERED = "Latest inspection in this collection", "Latest inspection that matches your filters"


def compare(visit: Visit) -> Response:
    """Answer with what a search finds in each of its areas."""
    pairs = visit.pairs()
    request, problems = read_parameters(pairs)
    if not problems and any(is_untidy(name, value) for name, value in pairs):
        return redirect(visit.links.compare(request))
    searcher = visit.searcher
    return visit.render(make_compare_page(visit, searcher, compare_areas(searcher, request), problems))


def compare_json(visit: Visit) -> Response:
    """Answer with what a search finds in each of its areas as JSON."""
    request, problems = read_strict_request(visit)
    comparison = compare_areas(visit.searcher, request)
    answer: answers.Comparison = {"ok": True, **comparison_form(comparison, problems, visit.links.permalink)}
    return json_response(answer)


def download_comparison(visit: Visit) -> Response:
    """Answer with what a search finds in each of its areas as a table for spreadsheets."""
    request, _ = read_strict_request(visit)
    lines = "".join(comparison_csv(compare_areas(visit.searcher, request)))
    response = Response(codecs.BOM_UTF8 + lines.encode(), content_type=CSV_TYPE)
    response.headers["Content-Disposition"] = file_named("compared", request.text, "csv")
    return response


def make_compare_page(
    visit: Visit, searcher: Searcher, comparison: Comparison, problems: Sequence[Problem]
) -> ComparePage:
    """Return the context of the page; ``problems`` are those of the parameters."""
    links, page = visit.links, comparison.page
    request = replace(page.request, offset=None, limit=None, order=None)
    # The passages behind the figures are those that are counted.
    counted_alone = replace(request, widen=request.widen and not comparison.widening)
    every_problem = (*problems, *comparison.problems)
    longest = max((area.counts.share or 0 for area in comparison.areas), default=0)
    words = quoted_words(request.text)
    areas = counted(len(comparison.areas), "area")
    heading = f"{words} in {areas}" if words else areas
    return ComparePage(
        shell=visit.shell(
            f"{heading}, side by side" if comparison.areas else "Compare areas",
            here="compare",
            canonical=links.compare(request),
            json=links.compare_json(request),
            indexable=False,
        ),
        action=links.compare(),
        words=request.text,
        fields=tuple(_fields(len(request.filters.get("area", Filter()).include), len(comparison.areas))),
        names=tuple(sorted(searcher.labels("area").values(), key=str.casefold)),
        source=links.areas_json(),
        regions=() if comparison.areas else tuple(_regions(links, comparison)),
        heading=heading,
        understood=page.understood if request.text else "",
        also=tuple(describe_expansions(page.expansions)),
        suggestion=(
            Anchor(page.suggestion, links.compare(replace(request, text=page.suggestion))) if page.suggestion else None
        ),
        notices=form_notices(every_problem, request, links.compare),
        chips=make_chips(list(active_filters(request, searcher)), links.compare),
        clear=links.compare(SearchRequest(text=request.text)),
        filters=make_filters(page, every_problem, ordered=False),
        worded=comparison.worded,
        many=not comparison.side_by_side,
        areas=tuple(
            _column(links, counted_alone, area, longest, worded=comparison.worded) for area in comparison.areas
        ),
        notes=tuple(filter(None, (comparison.note, comparison.latest_note))),
        alone=tuple(_alone(links, request, comparison)) if len(comparison.types) > 1 else (),
        latest_label=LATEST_FILTERED if _bends_latest(request) else LATEST,
        beside=(
            Anchor("All passages in one list", links.search(counted_alone)),
            Anchor("Counts and shares by year, type and finding", links.mentions(request)),
        ),
        downloads=(
            Anchor("Table (CSV)", links.compare_csv(request)),
            Anchor("Data (JSON)", links.compare_json(request)),
        ),
    )


def _bends_latest(request: SearchRequest) -> bool:
    """Return whether filters may hide an area's latest inspection; that of a region hardly ever does."""
    filtered = request.filters.keys() & (set(OF_REPORTS) - {"region"})
    return bool(filtered or request.first or request.last)


def _fields(chosen: int, compared: int) -> Iterator[AreaField]:
    """Yield the fields for areas, of which some are chosen by name and others compared with their region."""
    if chosen >= MOST_AREAS:
        return
    labels = FIELDS if not compared else (NEXT_FIELD,) if chosen else (FIRST_OF_REGION,)
    for number, label in enumerate(labels, start=1):
        yield AreaField(f"add-area-{number}", label)


def _regions(links: Links, comparison: Comparison) -> Iterator[Anchor]:
    """Yield what compares all areas of a region, in order of name."""
    request = comparison.page.request
    values = [value for value in comparison.page.facets["region"].values if value.count and value.value != MISSING]
    for value in sorted(values, key=lambda value: value.label.casefold()):
        yield Anchor(value.label, links.compare(_narrowed(request, "region", value.value)))


def _column(links: Links, request: SearchRequest, area: ComparedArea, longest: float, *, worded: bool) -> AreaColumn:
    counts = area.counts
    own = _narrowed(request, "area", counts.value)
    hits = (
        AreaHit(_inspection(hit.report), make_hit(links, own, f"{number} of {counts.label}", hit))
        for number, hit in enumerate(area.hits, 1)
    )
    fewer = 0 < counts.of_reports < area.held
    return AreaColumn(
        anchor=f"in-{counts.value}",
        name=counts.label,
        href=links.area(counts.label) if area.held else None,
        passages=f"{counts.passages:,} of {counts.of_passages:,}",
        share=share_words(counts.share),
        bar=f"{100 * (counts.share or 0) / longest:.1f}" if longest else "0",
        reports=f"{counts.reports:,} of {counts.of_reports:,}",
        figures=f"{_passages(counts, worded=True)}, {counts.reports:,} of {counted(counts.of_reports, 'report')}",
        held=f"{counted(area.held, 'report')} held, {counts.of_reports:,} within the filters" if fewer else "",
        types=tuple(f"{row.label}: {_passages(row, worded=worded)}" for row in area.by["type"]),
        silence=area.silence,
        findings=tuple(_findings(links, own, area, worded=worded)),
        latest=_latest(links, area.latest) if area.latest else None,
        hits=tuple(hits),
        all=_all(links, own, counts) if worded and counts.passages > len(area.hits) else None,
    )


def _all(links: Links, own: SearchRequest, counts: Mention) -> Anchor:
    which = "The passage" if counts.passages == 1 else f"All {counts.passages:,} passages"
    return Anchor(which, links.search(own))


def _passages(row: Mention, *, worded: bool) -> str:
    """Return ``8 of 60 passages``; without words to find, how many there are."""
    every = counted(row.of_passages, "passage")
    return f"{row.passages:,} of {every}" if worded else every


def _inspection(report: Report) -> str:
    """Return what a report is in a few words, where its area is known: ``SEND revisit, 18 to 20 January 2022``."""
    day = days(report.inspected_from, report.inspected_to) or days(report.published, None)
    return ", ".join(part for part in (report.inspection_type.label, day) if part)


def _findings(links: Links, own: SearchRequest, area: ComparedArea, *, worded: bool) -> Iterator[ComparedFinding]:
    for row in area.by["finding"]:
        href = links.search(_narrowed(own, "finding", row.value)) if row.passages else None
        yield ComparedFinding(tag_of(Finding(row.value)), _passages(row, worded=worded).rpartition(" ")[0], href)


def _latest(links: Links, report: Report) -> LatestInspection:
    return LatestInspection(
        type=report.inspection_type.label,
        days=days(report.inspected_from, report.inspected_to) or "on days that are not known",
        judgement=judgement_in_a_line(report),
        judged=bool(report.judgement),
        reason=judgement_reason(report),
        href=links.report(report.id),
    )


def _alone(links: Links, request: SearchRequest, comparison: Comparison) -> Iterator[Anchor]:
    """Yield what compares one type of inspection by itself, the type with most passages found first."""
    found: Counter[tuple[str, str]] = Counter()
    for area in comparison.areas:
        found.update({(row.value, row.label): row.passages for row in area.by["type"]})
    for (value, label), passages in found.most_common():
        if passages:
            yield Anchor(label, links.compare(_narrowed(request, "type", value)))


def _narrowed(request: SearchRequest, field: str, value: str) -> SearchRequest:
    return replace(request, filters={**request.filters, field: Filter(frozenset({value}))})

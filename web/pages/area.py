"""The page of an area: every inspection held on it over time, with what each found."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from werkzeug.exceptions import NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from corpus.dates import format_date
from corpus.report import Finding, Passage, Report
from corpus.slugs import make_slug
from index.engine import Filter
from searcher.asking.request import SearchRequest
from searcher.finding.search import Searcher
from searcher.finding.snippets import make_snippet
from searcher.reports.area_history import HeldArea, background, findings_of, held_areas, near_areas, resolve_area
from searcher.wording.figures import counted
from searcher.wording.judgement import judgement_in_a_line, judgement_reason
from searcher.wording.lists import join_words
from searcher.wording.publication import publication_words
from searcher.wording.report_names import days, differs, shorten
from web.parts.labels import count_words, pages_of, tag_of
from web.parts.search_form import make_notices
from web.site.links import Links
from web.site.parameters import unknown_parameters
from web.site.shell import Anchor, Notice, Shell, Tag
from web.site.visit import Visit


@dataclass(frozen=True, slots=True)
class AreaExcerpt:
    """A passage of a report: whole sentences as ``text``, ``cut`` where it goes on; the ``place`` with its ``href``."""

    text: str
    cut: bool
    place: str
    href: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """What a report found of one kind.

    The ``finding``, ``passages`` in words with ``href`` to all of them, the ``first`` items, and
    whether there are ``more``.
    """

    finding: Tag
    passages: str
    href: str
    first: tuple[AreaExcerpt, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class InspectionView:
    """A report in the history of its area.

    ``anchor`` of its element, ``heading``, ``href``, its ``day`` (of the inspection, else of publication)
    and both as ``when``, how many ``passages``; the overall
    ``judgement`` in words (or that there is none, and the ``reason``), the words as ``printed`` where they
    differ, ``grades`` of aspects, and what was ``found``.
    """

    anchor: str
    heading: str
    href: str
    day: str
    when: str
    passages: str
    judgement: str
    reason: str
    printed: str
    grades: tuple[str, ...]
    found: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class AreaFact:
    """Something known of an area: its ``label``, the ``value`` and ``links`` after it."""

    label: str
    value: str
    links: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class AreaPage:
    """An area.

    Its ``name`` and ``slug``; ``held`` says how much is held on it; ``facts``; the ``inspections``, newest
    first, with a ``note`` where they are of several frameworks; ``others`` are places to go from here; ``notices``.
    """

    TEMPLATE: ClassVar[str] = "area.html"

    shell: Shell
    name: str
    slug: str
    held: str
    facts: tuple[AreaFact, ...]
    note: str
    notices: tuple[Notice, ...]
    inspections: tuple[InspectionView, ...]
    others: tuple[Anchor, ...]


SHOWN = 3
"""How many passages of each finding stand in the history of an area."""
ALL_OF = {
    Finding.STRENGTH: "All strengths",
    Finding.WEAKNESS: "All weaknesses",
    Finding.RECOMMENDATION: "All recommendations",
}
NO_DAY = "Date not known"
MIXED_NOTE = "Each type of inspection has its own judgements, so you cannot compare judgements of different types."


class AreaNotHeld(NotFound):
    """There is no report on an area; ``near`` are areas that may have been meant."""

    def __init__(self, typed: str, near: Iterable[Anchor]) -> None:
        self.near = tuple(near)
        hint = "Did you mean one of these?" if self.near else "See the list of areas."
        super().__init__(f"No report on “{shorten(typed, 80)}” is held. {hint}")


def area(visit: Visit, slug: str) -> Response:
    """Answer with the history of an area; another name of it leads there.

    Raises:
        AreaNotHeld: no report is on an area of that name.
    """
    links = visit.links
    searcher = visit.searcher
    every = held_areas(searcher.summaries())
    chosen = resolve_area(every, slug)
    if chosen is None:
        near = near_areas(every, slug)
        raise AreaNotHeld(slug.replace("-", " "), (Anchor(one.name, links.area(one.name)) for one in near))
    if chosen.slug != slug:
        return redirect(links.area(chosen.name))
    inspections = tuple(_inspection(visit, searcher, chosen, report) for report in chosen.reports)
    passages = sum(visit.held.passages_of.get(report.id, 0) for report in chosen.reports)
    types = {report.inspection_type for report in chosen.reports if report.judgement or report.judgements}
    return visit.render(
        AreaPage(
            shell=visit.shell(
                f"{chosen.name}: every inspection in this collection", here="areas", canonical=links.area(chosen.name)
            ),
            name=chosen.name,
            slug=chosen.slug,
            held=count_words(passages, len(chosen.reports)),
            facts=tuple(_facts(links, every, chosen)),
            note=MIXED_NOTE if len(types) > 1 else "",
            notices=make_notices(unknown_parameters(visit)),
            inspections=inspections,
            others=tuple(_others(links, chosen, {view.finding.name for one in inspections for view in one.found})),
        )
    )


def _inspection(visit: Visit, searcher: Searcher, chosen: HeldArea, summary: Report) -> InspectionView:
    report = searcher.engine.report(summary.id) or summary
    inspected = days(report.inspected_from, report.inspected_to)
    published = publication_words(report)
    when = [f"inspected {inspected}" if inspected else "", f"published {published}" if published else ""]
    printed = report.judgement_printed or ""
    return InspectionView(
        anchor=f"i-{make_slug(report.id)}",
        heading=report.title if report.inspection_type.named_by_title else report.inspection_type.label,
        href=visit.links.report(report.id),
        day=_capital(inspected or when[1]) or NO_DAY,
        when=_capital(", ".join(filter(None, when))) or NO_DAY,
        passages=counted(visit.held.passages_of.get(report.id, 0), "passage"),
        judgement=_capital(judgement_in_a_line(report)),
        reason=judgement_reason(report),
        printed=printed if report.judgement and printed and differs(printed, report.judgement) else "",
        grades=tuple(f"{judgement.aspect}: {judgement.grade}" for judgement in report.judgements),
        found=tuple(_finding_views(visit.links, chosen, report)),
    )


def _finding_views(links: Links, chosen: HeldArea, report: Report) -> Iterator[FindingView]:
    for one in findings_of(report, SHOWN):
        filters = {
            "area": Filter(frozenset({chosen.slug})),
            "finding": Filter(frozenset({one.finding.value})),
            "report": Filter(frozenset({report.id})),
        }
        yield FindingView(
            finding=tag_of(one.finding),
            passages=counted(one.passages, "passage"),
            href=links.search(SearchRequest(filters=filters)),
            first=tuple(_excerpt(links, report, passage) for passage in one.first),
            more=len(one.first) < one.passages,
        )


def _excerpt(links: Links, report: Report, passage: Passage) -> AreaExcerpt:
    """Return whole sentences of a passage, as a result of a search shows them."""
    shown = make_snippet(passage.text, ())
    text = passage.text[shown.start : shown.end].strip()
    place = pages_of(passage.page, passage.page_end) or "in context"
    return AreaExcerpt(text, bool(passage.text[shown.end :].strip()), place, links.report(report.id, "", passage.id))


def _facts(links: Links, every: Mapping[str, HeldArea], chosen: HeldArea) -> Iterator[AreaFact]:
    known = background(chosen)

    def linked(names: Iterable[str]) -> tuple[str, tuple[Anchor, ...]]:
        held = [name for name in names if make_slug(name) in every]
        others = [name for name in names if make_slug(name) not in every]
        return join_words(others, "and"), tuple(Anchor(name, links.area(name)) for name in held)

    if chosen.regions:
        yield AreaFact("Region", join_words(list(chosen.regions), "and"), ())
    if known.kind:
        yield AreaFact("Kind", _capital(known.kind), ())
    if known.other_names:
        yield AreaFact("Also called", ", ".join(known.other_names), ())
    if known.before:
        words = f"Before {format_date(known.opened)}" if known.opened else "Before"
        yield AreaFact(words, *linked(known.before))
    elif known.opened:
        yield AreaFact("Authority since", format_date(known.opened), ())
    if known.closed:
        yield AreaFact("Authority until", format_date(known.closed), ())
    if known.after:
        yield AreaFact("Then", *linked(known.after))
    if known.code:
        yield AreaFact("DfE code", known.code, ())
    if known.ons_code:
        yield AreaFact("ONS code", known.ons_code, ())


def _others(links: Links, chosen: HeldArea, found_there: Container[str]) -> Iterator[Anchor]:
    """Yield where to go from an area; ``found_there`` are the names of its findings."""
    only = SearchRequest(filters={"area": Filter(frozenset({chosen.slug}))})
    yield Anchor("All passages", links.search(only))
    for finding, label in ((one, label) for one, label in ALL_OF.items() if one.value in found_there):
        found_so = {"finding": Filter(frozenset({finding.value}))}
        yield Anchor(label, links.search(replace(only, filters={**only.filters, **found_so})))
    yield Anchor("In the list of reports", links.reports(only))
    yield Anchor("Compare with other areas", links.compare(only))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

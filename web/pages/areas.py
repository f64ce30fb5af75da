"""The list of areas on which reports are held, by region, or those that were looked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from werkzeug.wrappers import Response

from corpus.slugs import make_slug
from searcher.reports.area_history import HeldArea, background, find_areas, held_areas
from searcher.wording.figures import counted
from web.parts.search_form import make_notices
from web.site.links import Links
from web.site.parameters import unknown_parameters
from web.site.shell import Notice, Shell
from web.site.visit import Visit


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area of the list.

    ``name``, ``href``, and ``facts``: how many reports, when the latest was; ``by`` is the other name, code
    or region by which it was found; ``others`` are all its other names and codes, to narrow the list by.
    """

    name: str
    href: str
    facts: str
    by: str
    others: str


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """The ``areas`` of a region, with its ``name`` and its element's ``anchor``; both empty for what was found."""

    anchor: str
    name: str
    areas: tuple[AreaRow, ...]


@dataclass(frozen=True, slots=True)
class AreasPage:
    """The list of areas.

    ``action`` of its form, words to ``find``, a ``heading``, ``notices`` and the ``groups``.
    """

    TEMPLATE: ClassVar[str] = "areas.html"

    shell: Shell
    action: str
    find: str
    heading: str
    notices: tuple[Notice, ...]
    groups: tuple[AreaGroup, ...]


FIND = "find"
NO_REGION = "Other areas"


def areas(visit: Visit) -> Response:
    """Answer with the list of areas, or those that the words given as ``find`` may mean."""
    find = visit.parameter(FIND)
    every = held_areas(visit.searcher.summaries())
    groups = tuple(_found(visit.links, every, find) if find else _regions(visit.links, every))
    listed = len({row.href for group in groups for row in group.areas})
    heading = f"{listed:,} of {counted(len(every), 'area')}" if find else counted(len(every), "area")
    return visit.render(
        AreasPage(
            shell=visit.shell(
                f"{heading}: “{find}”" if find else "Areas",
                here="areas",
                canonical=visit.links.areas(find),
                indexable=not find,
            ),
            action=visit.links.areas(),
            find=find,
            heading=heading,
            notices=make_notices(unknown_parameters(visit, {FIND})),
            groups=groups,
        )
    )


def _found(links: Links, every: Mapping[str, HeldArea], find: str) -> Iterator[AreaGroup]:
    rows = tuple(_row(links, every[choice.value], choice.by) for choice in find_areas(every, find))
    if rows:
        yield AreaGroup("", "", rows)


def _regions(links: Links, every: Mapping[str, HeldArea]) -> Iterator[AreaGroup]:
    groups: dict[str, list[HeldArea]] = {}
    for one in every.values():
        for region in one.regions or (NO_REGION,):
            groups.setdefault(region, []).append(one)
    for region in sorted(groups, key=lambda region: (region == NO_REGION, region.casefold())):
        rows = tuple(_row(links, one) for one in groups[region])
        yield AreaGroup(f"region-{make_slug(region)}", region, rows)


def _row(links: Links, one: HeldArea, by: str = "") -> AreaRow:
    latest = next((report for report in one.reports if report.year), None)
    when = f", {'latest ' if len(one.reports) > 1 else ''}{latest.year}" if latest else ""
    known = background(one)
    others = [*known.other_names, known.code or "", known.ons_code or "", *one.regions]
    return AreaRow(
        one.name, links.area(one.name), counted(len(one.reports), "report") + when, by, " ".join(filter(None, others))
    )

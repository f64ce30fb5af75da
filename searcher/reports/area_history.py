"""Areas: which ones reports are held on, their other and earlier names, and what each report found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from corpus.report import Finding, Passage, PassageKind, Report
from corpus.slugs import make_slug
from searcher.asking.facet_values import MAX_AREA_NAME, known_areas
from searcher.reports.area_choices import AreaChoice, area_choices

FOUND = (Finding.STRENGTH, Finding.WEAKNESS, Finding.RECOMMENDATION, Finding.MIXED)
"""What is told of a report in the history of its area, in order."""
MOST_NEAR = 4
ALIKE = 0.7
TELLING = 4
"""Words of a name that have fewer letters ("of", "and", "on") tell nothing about what was meant."""
TOLD = frozenset({Finding.STRENGTH, Finding.WEAKNESS, Finding.RECOMMENDATION})
"""The findings of which items are shown: those under mixed headings say little by themselves."""


@dataclass(frozen=True, slots=True)
class HeldArea:
    """An area that reports are held on, with the names it has in them; ``reports`` are newest first."""

    slug: str
    name: str
    regions: tuple[str, ...]
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Background:
    """What is known of an area besides its reports.

    ``other_names`` it goes by; it exists from ``opened`` to ``closed``, both inclusive, as far as
    known, ``before`` and ``after`` that under these names; ``code`` is the Department for
    Education's, ``ons_code`` that of the Office for National Statistics.
    """

    other_names: tuple[str, ...]
    kind: str | None = None
    opened: date | None = None
    closed: date | None = None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    code: str | None = None
    ons_code: str | None = None


@dataclass(frozen=True, slots=True)
class FindingCount:
    """How many passages of a report stand under headings of one finding, and the ``first`` items there, if told."""

    finding: Finding
    passages: int
    first: tuple[Passage, ...]


def held_areas(reports: Iterable[Report]) -> dict[str, HeldArea]:
    """Return the areas of reports by their slugs, in order of name."""
    found: dict[str, tuple[str, list[Report]]] = {}
    for report in reports:
        for name in report.areas:
            if slug := make_slug(name):
                found.setdefault(slug, (name, []))[1].append(report)
    areas = (
        HeldArea(slug, name, tuple(dict.fromkeys(region for report in held for region in _regions(name, report))),
                 tuple(sorted(held, key=_newest)))
        for slug, (name, held) in found.items()
    )  # fmt: skip
    return {area.slug: area for area in sorted(areas, key=lambda area: area.name.casefold())}


def resolve_area(held: Mapping[str, HeldArea], typed: str) -> HeldArea | None:
    """Return the area that a slug, a name or another name stands for; ``None`` where no report is on it."""
    slug = make_slug(typed)
    if slug in held:
        return held[slug]
    known = known_areas().resolve(typed.replace("-", " "))
    if known is not None and known.slug in held:
        return held[known.slug]
    return next((area for area in held.values() if slug and slug in map(make_slug, _own_names(area))), None)


def find_areas(held: Mapping[str, HeldArea], typed: str) -> list[AreaChoice]:
    """Return the areas that what was typed may begin: by name, another name, code or region; the best first."""
    typed = typed[:MAX_AREA_NAME]
    names = {slug: area.name for slug, area in held.items()}
    others = {name: area.name for area in held.values() for name in _own_names(area)}
    choices = area_choices(typed, names, known_areas(), others, limit=len(held))
    found = {choice.value for choice in choices}
    wanted = make_slug(typed)
    for area in held.values():
        regions = [region for region in area.regions if f"-{wanted}" in f"-{make_slug(region)}"]
        if wanted and regions and area.slug not in found:
            choices.append(AreaChoice(area.slug, area.name, regions[0]))
    return choices


def near_areas(held: Mapping[str, HeldArea], typed: str) -> list[HeldArea]:
    """Return the areas that may have been meant.

    What the area became or was before comes first, then what was begun, names much alike, and areas
    that share a word of the name.
    """
    spaced = typed.replace("-", " ")
    known = known_areas().resolve(spaced)
    slugs = [make_slug(name) for name in (*known.successors, *_predecessors(known.name))] if known else []
    slugs += [choice.value for choice in find_areas(held, spaced)]
    slugs += get_close_matches(make_slug(typed), held, n=MOST_NEAR, cutoff=ALIKE)
    for word in spaced.split():
        slugs += [choice.value for choice in find_areas(held, word) if len(word) >= TELLING]
    return [held[slug] for slug in dict.fromkeys(slugs) if slug in held][:MOST_NEAR]


def background(area: HeldArea) -> Background:
    """Return what is known of an area besides its reports."""
    known = known_areas().resolve(area.name)
    own = _own_names(area)
    if known is None:
        return Background(own)
    return Background(
        tuple(dict.fromkeys((*known.aliases, *own))), known.kind, known.opened, known.closed,
        _predecessors(known.name), known.successors, known.code, known.ons_code,
    )  # fmt: skip


def findings_of(report: Report, most: int) -> Iterator[FindingCount]:
    """Yield what a whole report found, by finding, with at most ``most`` first items of each; footnotes apart."""
    for finding in FOUND:
        sections = [section for section in report.sections if section.finding is finding]
        passages = sum(len(section.passages) for section in sections)
        items = [passage for section in sections for passage in section.passages if _is_item(passage)]
        if passages:
            yield FindingCount(finding, passages, tuple(items[:most]) if finding in TOLD else ())


def _is_item(passage: Passage) -> bool:
    return passage.level == 1 and passage.kind is not PassageKind.PARAGRAPH and passage.footnote is None


def _regions(name: str, report: Report) -> tuple[str, ...]:
    """Return the region of one area of a report, which may be on several."""
    if len(report.areas) == 1:
        return report.regions
    known = known_areas().resolve(name)
    return (known.region,) if known and known.region in report.regions else ()


def _own_names(area: HeldArea) -> tuple[str, ...]:
    """Return names that only a list of areas beside the reports gives."""
    return tuple(dict.fromkeys(name for report in area.reports for name in report.also_called.get(area.name, ())))


def _predecessors(name: str) -> tuple[str, ...]:
    return tuple(area.name for area in known_areas() if name in area.successors)


def _newest(report: Report) -> tuple[object, ...]:
    day = report.inspected_from or report.published
    return (-day.toordinal() if day else 1, report.id)

"""What the template of the compare page is given; see ``web.contexts`` for the conventions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from web.contexts import Anchor, Notice, Shell, Tag
from web.search_contexts import ChipGroup, Filters, HitView


@dataclass(frozen=True, slots=True)
class AreaField:
    """A text field that adds an area: the element's ``id`` and its ``label``."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class FindingCount:
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
    findings: tuple[FindingCount, ...]
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

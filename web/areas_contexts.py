"""What the templates of areas are given; see ``web.contexts`` for the conventions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from web.contexts import Anchor, Notice, Shell, Tag


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


@dataclass(frozen=True, slots=True)
class AreaExcerpt:
    """A passage of a report: whole sentences as ``text``, ``cut`` where it goes on; the ``place`` with its ``href``."""

    text: str
    cut: bool
    place: str
    href: str


@dataclass(frozen=True, slots=True)
class FoundView:
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
    found: tuple[FoundView, ...]


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

"""What the template of the list of reports is given; see ``web.contexts`` for the conventions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from web.contexts import Anchor, Notice, Pager, Shell
from web.search_contexts import ChipGroup, Filters


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

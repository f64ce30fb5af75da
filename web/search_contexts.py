"""What the search page's templates are given; see ``web.contexts`` for the conventions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from web.contexts import Anchor, Notice, Pager, ReportRow, Shell, Tag


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
class Choice:
    """A value of a facet as a checkbox.

    ``id`` is the element's; ``value`` the slug sent; ``label`` may be cut, ``title`` is it
    uncut; ``count`` and ``unit`` are "1,204" and "passages in 12 reports". ``selected`` is
    whether it is ticked, ``excluded`` whether the search leaves the value out.
    """

    id: str
    value: str
    label: str
    title: str
    count: str
    unit: str
    selected: bool
    excluded: bool


@dataclass(frozen=True, slots=True)
class FacetBox:
    """A facet as a group of checkboxes called ``name`` under a ``label``.

    ``shown`` stand open, ``more`` behind "more", from A to Z where they are ``by_name``; ``unlisted`` is how many
    rare ones are neither. ``long`` is whether there is a box to narrow the list. ``selected`` is how many
    are ticked; ``note`` a warning on the counts.
    """

    name: str
    label: str
    shown: tuple[Choice, ...]
    more: tuple[Choice, ...]
    by_name: bool
    unlisted: int
    long: bool
    selected: int
    note: str | None


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


@dataclass(frozen=True, slots=True)
class HitView:
    """One result.

    ``number`` counts over all pages, and within its report where it stands there; ``heading`` is
    "Area: type"; ``facts`` are judgement and dates in words; ``finding``; ``section`` is the
    section's heading, matches marked, under ``path``, cut where it is very long; ``place`` is page and
    number in words. ``snippet`` is the text shown, matches marked; ``cut_before`` and ``cut_after``
    tell whether the passage goes on there. ``in_context``, ``permalink``, ``source`` and ``file`` are
    addresses, ``areas`` are the pages of its areas, unless its report leads there. ``repeated``
    finds the passages that say the same in other places; ``note`` puts it into a note, or leads to
    the one it is in; ``anchor`` is its element's id, ``missing`` words that it does not have.
    """

    number: str
    heading: str
    facts: tuple[str, ...]
    finding: Tag
    section: Markup
    path: tuple[str, ...]
    place: str
    snippet: Markup
    cut_before: bool
    cut_after: bool
    in_context: str
    permalink: str
    source: str | None
    file: str | None
    areas: tuple[Anchor, ...]
    repeated: Anchor | None
    missing: str
    note: Anchor
    anchor: str


@dataclass(frozen=True, slots=True)
class HitGroup:
    """A report with what was found in it.

    ``number`` counts over all pages; ``heading`` is "Area: type" and leads to ``href``, the whole
    report with its matches marked; ``facts`` and ``areas`` are as those of a result; ``found`` is "12 passages", of
    which ``hits`` are shown; ``more`` leads to the others.
    """

    number: int
    heading: str
    href: str
    facts: tuple[str, ...]
    areas: tuple[Anchor, ...]
    found: str
    hits: tuple[HitView, ...]
    more: Anchor | None


@dataclass(frozen=True, slots=True)
class NothingFound:
    """What to do where nothing was found: ``remedies`` are changes with what they find."""

    remedies: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A ``year`` in a chart: its ``count`` in words, ``top`` and ``height`` of its column, from 0 to 100."""

    year: str
    count: str
    top: str
    height: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A ``finding`` in a chart: its ``count`` in words, and the ``length`` of its bar from 0 to 100."""

    finding: Tag
    count: str
    length: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """Charts of what was found: ``columns`` by year, with the ``room`` they need, ``bars`` by finding.

    ``together`` says that several types of inspection are counted, ``undated`` how many have no year.
    """

    columns: tuple[Column, ...]
    room: str
    bars: tuple[Bar, ...]
    together: str
    undated: str


@dataclass(frozen=True, slots=True)
class Embedding:
    """What to put into another page: code of a ``frame`` (empty where none is allowed), ``html`` to paste.

    ``preview`` is the address that the frame shows.
    """

    frame: str
    html: str
    preview: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search page.

    ``words`` is the query as typed; ``heading`` what was found ("13 passages in 5 reports"),
    ``range`` which of it is shown, ``understood`` how the words were read, ``also`` what else
    was searched, ``expansion`` the search without that, or with it; ``words_found`` says
    how many have all of the words, ``widened`` says that too little
    had enough of the words, ``widening`` leads to the search without that, or with it; ``offers``
    are filters they name, ``suggestion`` is another spelling. ``notices``, ``chips`` and ``clear``
    (the address without filters), ``filters``, ``hits`` (the first is number ``start``) or ``groups``
    of them, ``regrouped`` the other way, ``pager``, ``downloads``, ``too_many`` (forms that do not hold
    as many), ``feed``, ``embedding``,
    ``mentions`` (their counts), ``compare`` (area by area), ``pictures`` of them, ``related`` words to
    add, ``note`` of the passages chosen so far. ``nothing`` is given where nothing was
    found, ``recent`` on the front page.
    """

    TEMPLATE: ClassVar[str] = "search.html"

    shell: Shell
    words: str
    heading: str
    range: str
    understood: str
    also: tuple[str, ...]
    expansion: Anchor | None
    words_found: str | None
    widened: str | None
    widening: Anchor | None
    offers: tuple[Anchor, ...]
    suggestion: Anchor | None
    notices: tuple[Notice, ...]
    chips: tuple[ChipGroup, ...]
    clear: str
    filters: Filters
    hits: tuple[HitView, ...]
    groups: tuple[HitGroup, ...]
    regrouped: Anchor
    start: int
    pager: Pager
    downloads: tuple[Anchor, ...]
    too_many: tuple[str, ...]
    feed: str
    embedding: Embedding | None
    nothing: NothingFound | None
    recent: tuple[ReportRow, ...] | None
    mentions: Anchor | None = None
    compare: Anchor | None = None
    pictures: Pictures | None = None
    related: tuple[Anchor, ...] = ()
    note: Anchor | None = None

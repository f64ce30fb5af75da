"""What each template is given: one frozen value a page, every field of it said here.

``Markup`` fields are HTML that is already safe; every other text is escaped by the template.
Addresses (``href``, ``action``) are ready to print. ``None`` and empty mean "do not show".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link: its ``text`` and ``href``."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Shell:
    """What surrounds every page.

    ``title`` is the page's own, before the site's name. ``home``, ``search``, ``reports``,
    ``help`` are the main addresses, ``here`` the one of them that this page is. ``style`` and
    ``script`` are the site's own files. ``held`` says how much the collection holds.
    ``canonical`` is the page's whole address; ``json`` the same as JSON. ``indexable`` is
    whether search engines should list the page.
    """

    title: str
    home: str
    search: str
    reports: str
    help: str
    here: str
    style: str
    script: str
    held: str
    canonical: str | None = None
    json: str | None = None
    indexable: bool = True


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that could not be taken as typed.

    ``place`` names where ("Search words"); ``target`` is the id of its form field, if it has
    one; ``typed`` is what was typed, the part meant marked; ``message`` says what was done.
    """

    place: str
    message: str
    target: str | None = None
    typed: Markup | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force: ``label`` and the address without it; ``title`` is the label uncut."""

    label: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class ChipGroup:
    """The filters in force on one field, under its ``label``."""

    label: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet as a checkbox.

    ``id`` is the element's; ``value`` the slug sent; ``label`` may be cut, ``title`` is it
    uncut; ``count`` and ``unit`` are "1,204" and "passages in 12 reports". ``excluded`` is
    whether the search leaves the value out.
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
    """A facet as a group of checkboxes called ``name``.

    ``shown`` stand open, ``more`` behind "more"; ``unlisted`` is how many rare ones are
    neither. ``selected`` is how many are ticked; ``note`` a warning on the counts.
    """

    name: str
    label: str
    shown: tuple[Choice, ...]
    more: tuple[Choice, ...]
    unlisted: int
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
class Filters:
    """The filters of the search form.

    ``facets``; ``dates`` (from and to); ``date_fields`` and ``orders`` are the entries of two
    selects; ``hidden`` are names and values of the search that have no field of their own.
    """

    facets: tuple[FacetBox, ...]
    dates: tuple[DateBox, ...]
    date_fields: tuple[Option, ...]
    orders: tuple[Option, ...]
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """A finding: ``name`` (the slug, for its colour) and ``label``."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class HitView:
    """One result.

    ``number`` counts over all pages; ``heading`` is "Area: type"; ``facts`` are judgement and
    dates in words; ``finding``; ``section`` is the section's heading, matches marked, under
    ``path``, cut where it is very long; ``place`` is page and number in words. ``snippet`` is the text shown, matches
    marked; ``cut_before`` and ``cut_after`` tell whether the passage goes on there.
    ``in_context``, ``permalink`` and ``source`` are addresses.
    """

    number: int
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


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of many: its number as ``text``, ``href`` (``None`` for a gap), whether it is ``current``."""

    text: str
    href: str | None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """Links to other pages: ``previous`` and ``next`` with what they lead to, and ``pages``."""

    previous: Anchor | None
    next: Anchor | None
    pages: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a list.

    ``title``, ``href``, ``area``, ``type``, the days ``inspected`` and ``published``,
    ``judgement`` and how many ``passages``, all in words; ``facts`` are those that are known.
    """

    title: str
    href: str
    area: str
    type: str
    inspected: str
    published: str
    judgement: str
    passages: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NothingFound:
    """What to do where nothing was found.

    ``removals`` are filters to take off with what that finds; ``without_filters`` the same for
    all of them at once.
    """

    removals: tuple[Anchor, ...]
    without_filters: Anchor | None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search page.

    ``words`` is the query as typed; ``heading`` what was found ("13 passages in 5 reports"),
    ``range`` which of it is shown, ``understood`` how the words were read, ``also`` what else
    was searched, ``suggestion`` other words that find more. ``notices``, ``chips`` and
    ``clear`` (the address without filters), ``filters``, ``hits`` (the first is number
    ``start``), ``pager``, ``downloads``. ``nothing`` is given where nothing was found, ``recent`` on the front page.
    """

    TEMPLATE: ClassVar[str] = "search.html"

    shell: Shell
    words: str
    heading: str
    range: str
    understood: str
    also: tuple[str, ...]
    suggestion: Anchor | None
    notices: tuple[Notice, ...]
    chips: tuple[ChipGroup, ...]
    clear: str
    filters: Filters
    hits: tuple[HitView, ...]
    start: int
    pager: Pager
    downloads: tuple[Anchor, ...]
    nothing: NothingFound | None
    recent: tuple[ReportRow, ...] | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a report's details: ``label``, ``value``, its ``href``, and ``reason`` where it is not known."""

    label: str
    value: str
    href: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """One judgement: ``aspect``, ``grade`` and the words as ``printed`` where they differ."""

    aspect: str
    grade: str
    printed: str


@dataclass(frozen=True, slots=True)
class MatchView:
    """A matching passage's place among them all: ``number`` and the addresses of those around it."""

    number: int
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage in its report.

    ``anchor`` is its element's id; ``text`` has matches marked; ``printed_number`` as printed;
    ``level`` its nesting; ``page`` the page to announce before it, ``page_id`` that mark's id;
    ``runs_over`` the page it ends on if that is another; ``permalink``; ``match`` if it matches.
    """

    anchor: str
    text: Markup
    printed_number: str | None
    level: int
    page: int | None
    page_id: str | None
    runs_over: int | None
    permalink: str
    match: MatchView | None


@dataclass(frozen=True, slots=True)
class PassageGroup:
    """Passages of one kind that follow one another: ``listed`` as a list or as paragraphs."""

    listed: bool
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section.

    ``anchor`` is its element's id, ``name`` what the contents list calls it, ``heading`` as
    printed, marked, ``rank`` that of the HTML heading (2 to 6); ``finding``, the ``rule`` that
    set it, ``judgement``, ``groups`` of passages; ``matches`` is how many of them match.
    """

    anchor: str
    name: str
    heading: Markup
    rank: int
    finding: Tag
    rule: str
    judgement: str | None
    groups: tuple[PassageGroup, ...]
    matches: int


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A whole report.

    ``title``, ``facts``, ``grades``, ``warnings``, ``sections``; ``words`` are those looked for
    in it, ``found`` says what they found, ``first_match`` leads there; ``notices``; ``action``
    is where the report's own search goes, ``elsewhere`` the same words in all reports.
    """

    TEMPLATE: ClassVar[str] = "report.html"

    shell: Shell
    title: str
    facts: tuple[Fact, ...]
    grades: tuple[Grade, ...]
    warnings: tuple[str, ...]
    sections: tuple[SectionView, ...]
    words: str
    found: str
    first_match: str | None
    notices: tuple[Notice, ...]
    action: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """The table of all reports: ``heading``, ``rows`` and the ``pager``."""

    TEMPLATE: ClassVar[str] = "reports.html"

    shell: Shell
    heading: str
    rows: tuple[ReportRow, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class PassagePage:
    """One passage to quote.

    ``heading``, ``quote`` (whole), its ``section`` and the headings above it (``path``),
    ``finding``, ``place``, ``report``, ``facts`` of the report, ``citation``, ``permalink``,
    ``in_context``, ``source``, ``licence``.
    """

    TEMPLATE: ClassVar[str] = "passage.html"

    shell: Shell
    heading: str
    quote: str
    section: str
    path: tuple[str, ...]
    finding: Tag
    place: str
    report: Anchor
    facts: tuple[str, ...]
    citation: str
    permalink: str
    in_context: str
    source: Anchor | None
    licence: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """A query to try: as ``typed``, its ``href``, and how it is ``read``."""

    typed: str
    href: str
    read: str


@dataclass(frozen=True, slots=True)
class ExampleGroup:
    """Examples under a ``heading`` with its ``anchor`` and an ``introduction``."""

    anchor: str
    heading: str
    introduction: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class HelpPage:
    """The help: ``groups`` of examples."""

    TEMPLATE: ClassVar[str] = "help.html"

    shell: Shell
    groups: tuple[ExampleGroup, ...]


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What went wrong: ``heading``, one or two sentences in ``message``, and ``links`` that may help."""

    TEMPLATE: ClassVar[str] = "error.html"

    shell: Shell
    heading: str
    message: str
    links: tuple[Anchor, ...]


Page = SearchPage | ReportPage | ReportsPage | PassagePage | HelpPage | ErrorPage

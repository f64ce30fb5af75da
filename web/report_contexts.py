"""What the templates of reports and passages are given; see ``web.contexts`` for the conventions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from web.contexts import Anchor, Notice, Shell, Tag


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a report's details.

    ``label`` and ``value``, the latter with its ``href`` or as ``links`` to pages of the site, and the
    ``reason`` where it is not known.
    """

    label: str
    value: str
    href: str | None = None
    reason: str | None = None
    links: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """One judgement: ``aspect``, ``grade`` and the words as ``printed`` where they differ."""

    aspect: str
    grade: str
    printed: str


@dataclass(frozen=True, slots=True)
class MatchView:
    """A matching passage: its ``number`` ``of`` so many, where the ``previous`` and the ``next`` one stand."""

    number: int
    of: int
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage in its report.

    ``anchor`` is its element's id; ``text`` has matches marked; ``printed_number`` as printed;
    ``level`` its nesting; ``page`` the page to announce before it, ``page_id`` that mark's id;
    ``runs_over`` the page it ends on if that is another, ``over_id`` that mark's id;
    ``permalink``; ``match`` if it matches. ``time_scale`` says by when a recommendation is to be
    met, where no heading does, ``responsible`` who is to meet it. Of a footnote, ``printed_number``
    is the mark, ``note_place`` says where it belongs and ``note_back`` leads there.
    """

    anchor: str
    text: Markup
    printed_number: str | None
    level: int
    page: int | None
    page_id: str | None
    runs_over: int | None
    over_id: str | None
    permalink: str
    match: MatchView | None
    time_scale: str | None
    responsible: str | None
    note_place: str | None
    note_back: str | None


@dataclass(frozen=True, slots=True)
class PassageGroup:
    """``passages`` of one kind that follow one another: ``listed`` as a list or as paragraphs."""

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
    is where the report's own search goes, ``elsewhere`` the same words in all reports; ``citation``
    of the whole report with its ``permalink``.
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
    citation: str
    permalink: str


@dataclass(frozen=True, slots=True)
class PassagePage:
    """One passage to quote.

    ``heading``, ``quote`` (whole), its ``section`` and the headings above it (``path``),
    ``finding``, ``place``, ``report``, its ``areas`` with their pages, ``facts`` of the report,
    ``citation``, ``permalink``, ``in_context``, ``source``, ``file``, ``licence``; ``belongs`` is where the
    mark of a footnote stands, ``note`` a note of this passage; ``notices``.
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
    areas: tuple[Anchor, ...]
    facts: tuple[str, ...]
    citation: str
    permalink: str
    in_context: str
    source: Anchor | None
    file: Anchor | None
    licence: str | None
    belongs: Anchor | None
    note: str
    notices: tuple[Notice, ...]

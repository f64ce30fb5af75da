"""What the mentions page's template is given; see ``web.contexts`` for the conventions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from web.contexts import Anchor, Notice, Shell
from web.search_contexts import ChipGroup, Filters


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A value with its counts in words.

    ``label``, ``href`` of the passages behind it (``None`` without any), ``passages`` "12 of 345"
    and ``reports`` "7 of 8", the ``share`` of passages, and ``bar``, the length of its bar from 0 to 100.
    """

    label: str
    href: str | None
    passages: str
    share: str
    bar: str
    reports: str


@dataclass(frozen=True, slots=True)
class MentionTable:
    """Mentions by one field.

    Its element's ``anchor``, the ``label``, the ``rows``; ``rest`` are those without a mention, where
    there are many, under a ``rest_heading``; ``together`` says over how many types it counts.
    """

    anchor: str
    label: str
    rows: tuple[MentionRow, ...]
    rest: tuple[MentionRow, ...]
    rest_heading: str
    together: str


@dataclass(frozen=True, slots=True)
class SilentReport:
    """A report that never mentions it: its name as ``text`` with ``href``, and when it was ``inspected``."""

    text: str
    href: str
    inspected: str | None


@dataclass(frozen=True, slots=True)
class MentionsPage:
    """The mentions page.

    ``action`` is where its form goes, ``words`` the query; ``heading`` how much is found, ``whole``
    of how much, ``understood`` how the words were read, ``also`` what else was searched, ``suggestion`` other words.
    ``notices``, ``chips``, ``clear`` and ``filters`` as on the search page. ``counting`` is
    whether there are words to count; then ``tables``, the ``note`` that they mix types with what
    leads to each type ``alone``, ``silent`` reports with ``silent_heading`` and
    how many of them are ``unlisted``, the ``passages`` behind it all, ``downloads``.
    """

    TEMPLATE: ClassVar[str] = "mentions.html"

    shell: Shell
    action: str
    words: str
    heading: str
    whole: str
    understood: str
    also: tuple[str, ...]
    suggestion: Anchor | None
    notices: tuple[Notice, ...]
    chips: tuple[ChipGroup, ...]
    clear: str
    filters: Filters
    counting: bool
    tables: tuple[MentionTable, ...]
    note: str | None
    alone: tuple[Anchor, ...]
    silent: tuple[SilentReport, ...]
    silent_heading: str
    unlisted: int
    passages: Anchor
    downloads: tuple[Anchor, ...]

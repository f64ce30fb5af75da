"""What templates are given: the shell of every page, shared parts, and the small pages.

One frozen value a page, every field of it said here; those of the search page and of reports
stand in modules of their own. ``Markup`` fields are HTML that is already safe; every other
text is escaped by the template. Addresses (``href``, ``action``) are ready to print. ``None``
and empty mean "do not show".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link: its ``text`` and ``href``."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Shell:
    """What surrounds every page.

    ``title`` is the page's own, before the site's name. ``home``, ``search``, ``mentions``, ``compare``,
    ``areas``, ``reports``, ``help``, ``accessibility`` are the main addresses, ``here`` the one of them that
    this page is. ``icon``,
    ``style`` and ``script`` are the site's own files. ``held`` says how much the collection holds.
    ``opensearch`` describes the search to browsers. ``canonical`` is the page's whole address;
    ``json`` and ``atom`` are the same as JSON and as a feed. ``indexable`` is
    whether search engines should list the page.
    """

    title: str
    home: str
    search: str
    mentions: str
    compare: str
    areas: str
    reports: str
    help: str
    accessibility: str
    here: str
    icon: str
    style: str
    script: str
    held: str
    opensearch: str
    canonical: str | None = None
    json: str | None = None
    atom: str | None = None
    indexable: bool = True


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that could not be taken as typed, or, where it was ``taken``, that is good to know.

    ``place`` names where ("Search words"); ``target`` is the id of its form field, if it has
    one; ``typed`` is what was typed, the part meant marked; ``message`` says what was done, ``link`` leads
    to what may be wanted instead.
    """

    place: str
    message: str
    target: str | None = None
    typed: Markup | None = None
    taken: bool = False
    link: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """A finding: ``name`` (the slug, for its colour) and ``label``."""

    name: str
    label: str


class Page(Protocol):
    """A page: which template shows it, and what surrounds it."""

    TEMPLATE: ClassVar[str]

    @property
    def shell(self) -> Shell:
        """What surrounds the page."""

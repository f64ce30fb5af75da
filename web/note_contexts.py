"""What the template of the note page is given; see ``web.contexts`` for the conventions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from web.contexts import Anchor, Notice, Shell, Tag


@dataclass(frozen=True, slots=True)
class NoteQuotation:
    """A passage of the note as it will be printed.

    ``anchor`` is its element's id, ``number`` counts through the note; ``quote``, ``finding``, ``citation``,
    ``permalink``, the ``published`` report's page, ``licence``. ``remove`` and ``up`` lead to the note
    without it, and with it before the one above it in its report; ``in_context`` to its report.
    """

    anchor: str
    number: int
    quote: str
    finding: Tag
    citation: str
    permalink: str
    published: str | None
    licence: str | None
    remove: str
    up: str | None
    in_context: str


@dataclass(frozen=True, slots=True)
class NoteReport:
    """A report of the note: its ``name``, ``href``, ``facts``, ``quotations``; ``up`` puts it before the one above."""

    name: str
    href: str
    facts: tuple[str, ...]
    up: str | None
    quotations: tuple[NoteQuotation, ...]


@dataclass(frozen=True, slots=True)
class NotePage:
    """The note of chosen passages.

    ``heading`` is its title, ``typed`` that as typed, at most ``longest`` characters; ``action`` is where
    its form goes, with ``hidden`` names and values, ``carried`` those of another search. ``counts`` says how
    much is quoted, ``notices`` what could not be, ``reports`` hold the quotations. ``back`` leads to
    the search, ``clear`` to an empty note, ``downloads`` to its files;
    ``address`` is the one to send on, ``text`` the whole as plain text. ``licence_note`` as in the files.
    """

    TEMPLATE: ClassVar[str] = "note.html"

    shell: Shell
    heading: str
    typed: str
    longest: int
    action: str
    hidden: tuple[tuple[str, str], ...]
    carried: tuple[tuple[str, str], ...]
    counts: str
    notices: tuple[Notice, ...]
    reports: tuple[NoteReport, ...]
    back: Anchor
    clear: str
    downloads: tuple[Anchor, ...]
    address: str
    text: str
    licence_note: str

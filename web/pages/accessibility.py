"""What the accessibility statement claims, and its page. Every claim names the tests that back it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import ClassVar

from werkzeug.wrappers import Response

from corpus.dates import format_date
from web.site.settings import contact_address
from web.site.shell import Anchor, Shell
from web.site.visit import Visit


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence (``text``) of the accessibility statement; tests that back it are marked with its ``name``."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class StatementPage:
    """The accessibility statement.

    ``operator`` is who runs the site, ``contact`` where to write to; ``claims`` are the sentences
    that tests back; ``prepared`` is the day and ``version`` that of the program.
    """

    TEMPLATE: ClassVar[str] = "accessibility.html"

    shell: Shell
    operator: str
    contact: Anchor | None
    claims: tuple[Claim, ...]
    version: str
    prepared: str


PREPARED = date(2026, 11, 22)

CLAIMS = (
    Claim("rules", "On every page, axe-core finds nothing against WCAG 2.2 A and AA or its own best practice."),
    Claim("keyboard", "Everything can be done with the keyboard alone, in the order in which it is read."),
    Claim("focus", "What has the keyboard’s focus has a thick outline, is on the screen, and is covered by nothing."),
    Claim("skip", "The first Tab on a page offers to skip to what matters: the results, the filters, a report’s text."),
    Claim(
        "reflow",
        "At 400% zoom, or on a screen 320 pixels wide, text is in one column. Nothing but a wide table has to be "
        "scrolled sideways, and that within itself.",
    ),
    Claim("text-size", "Text alone can be made twice as large, and lines, words and letters set wider apart."),
    Claim(
        "contrast", "Text stands out by 4.5 to 1 at least, edges of fields and outlines by 3 to 1, by day and night."
    ),
    Claim("colour", "Nothing is said by colour alone: findings are words, matches are underlined too, links as well."),
    Claim("forced-colours", "High contrast and other colours of your own are kept to."),
    Claim("targets", "Buttons, boxes and links that stand alone are at least 24 by 24 pixels."),
    Claim(
        "labels", "Every field has a label that is seen, and one that is filled in wrongly says so itself, in words."
    ),
    Claim("status", "What changes on a page without a new one is announced to screen readers."),
    Claim("structure", "Every page has a title of its own, one main heading, and parts that screen readers can list."),
    Claim("motion", "Nothing moves, blinks, plays or goes away by itself, and ticking a box does not change the page."),
    Claim("script", "Everything works without JavaScript, save for copying with a button and narrowing long lists."),
    Claim("print", "On paper are the words and where they are from, without menus and forms."),
)


def statement(visit: Visit) -> Response:
    """Answer with the accessibility statement."""
    settings = visit.site.settings
    contact = settings.contact
    return visit.render(
        StatementPage(
            shell=visit.shell("Accessibility statement", here="accessibility", canonical=visit.links.accessibility()),
            operator=settings.operator or "whoever runs this copy of it",
            contact=Anchor(contact, contact_address(contact)) if contact else None,
            claims=CLAIMS,
            version=version("inspection-searcher"),
            prepared=format_date(PREPARED),
        )
    )

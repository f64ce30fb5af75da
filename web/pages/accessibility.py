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
    Claim(
        "focus",
        "The element with keyboard focus has a thick outline. It is always on the screen, and nothing covers it.",
    ),
    Claim(
        "skip",
        "The first time you press Tab on a page, you can skip to the results, the filters or the text of a report.",
    ),
    Claim(
        "reflow",
        "At 400% zoom, or on a screen 320 pixels wide, text is in one column. Nothing but a wide table has to be "
        "scrolled sideways, and that within itself.",
    ),
    Claim(
        "text-size", "You can make the text twice as large, and increase the space between lines, words and letters."
    ),
    Claim(
        "contrast",
        "The contrast of text is at least 4.5 to 1, and of field edges and outlines at least 3 to 1, in light and dark "
        "colours.",
    ),
    Claim(
        "colour", "No information is given by colour alone: findings have labels, and matches and links are underlined."
    ),
    Claim("forced-colours", "The pages use your own colours and high contrast settings."),
    Claim("targets", "Buttons, boxes and links that stand alone are at least 24 by 24 pixels."),
    Claim(
        "labels",
        "Every field has a visible label. If a field is filled in wrongly, an error message beside it says so.",
    ),
    Claim("status", "Screen readers announce changes on a page."),
    Claim("structure", "Every page has a title of its own, one main heading, and parts that screen readers can list."),
    Claim("motion", "Nothing moves, blinks, plays or goes away by itself, and ticking a box does not change the page."),
    Claim(
        "script", "Everything works without JavaScript, except the copy buttons and the boxes that narrow long lists."
    ),
    Claim("print", "Printed pages show the text and its source, without menus and forms."),
)


def statement(visit: Visit) -> Response:
    """Answer with the accessibility statement."""
    settings = visit.site.settings
    contact = settings.contact
    return visit.render(
        StatementPage(
            shell=visit.shell("Accessibility statement", here="accessibility", canonical=visit.links.accessibility()),
            operator=settings.operator or "the people who run this copy of it",
            contact=Anchor(contact, contact_address(contact)) if contact else None,
            claims=CLAIMS,
            version=version("inspection-searcher"),
            prepared=format_date(PREPARED),
        )
    )

"""What went wrong, said on a page, and where to go from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from werkzeug.wrappers import Response

from web.site.shell import Anchor, Shell
from web.site.visit import Visit


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What went wrong.

    ``heading``, one or two sentences in ``message``, what may have been meant (``near``), and ``links`` that may help.
    """

    TEMPLATE: ClassVar[str] = "error.html"

    shell: Shell
    heading: str
    message: str
    near: tuple[Anchor, ...]
    links: tuple[Anchor, ...]


def error(visit: Visit, status: int, heading: str, message: str, near: Sequence[Anchor] = ()) -> Response:
    """Answer with what went wrong and where to go from there; ``near`` is what may have been meant."""
    links = (
        Anchor("All areas", visit.links.areas()),
        Anchor("All reports", visit.links.reports()),
        Anchor("How to search", visit.links.help()),
    )
    page = ErrorPage(visit.shell(heading, indexable=False), heading, message, tuple(near), links)
    return visit.render(page, status)

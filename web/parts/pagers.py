"""Links from page to page of anything that has many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from web.site.shell import Anchor


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


AROUND = 2
"""How many pages on each side of this one are named."""


def make_pager(page: int, pages: int, link: Callable[[int], str]) -> Pager:
    """Return the links around page ``page`` of ``pages``, both from 1; none where there is one page."""
    if pages <= 1:
        return Pager(None, None, ())
    named = sorted({1, pages, *range(max(1, page - AROUND), min(pages, page + AROUND) + 1)})
    entries: list[PageLink] = []
    for number in named:
        if entries and number - 1 not in named:
            entries.append(PageLink("…", None))
        entries.append(PageLink(f"{number:,}", link(number), number == page))
    return Pager(
        previous=Anchor(f"{page - 1:,} of {pages:,}", link(page - 1)) if page > 1 else None,
        next=Anchor(f"{page + 1:,} of {pages:,}", link(page + 1)) if page < pages else None,
        pages=tuple(entries),
    )

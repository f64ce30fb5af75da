"""Links from page to page of anything that has many."""

from __future__ import annotations

from collections.abc import Callable

from web.contexts import Anchor, PageLink, Pager

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

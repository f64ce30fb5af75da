"""One search as a person asks for it: the value behind a URL, a command line and an export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from index.engine import Filter, Order

PER_PAGE = 25
MAX_PER_PAGE = 100
MAX_QUERY_CHARACTERS = 10_000


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search. Two equal requests give equal result pages on the same index.

    ``text`` is the query as typed. ``filters`` maps facet fields to what they must and must
    not be. ``date_field`` is ``inspected`` or ``published``; ``first`` and ``last`` inclusive.
    ``order`` ``None`` means relevance with words, newest without. ``page`` counts from 1.
    ``group`` puts passages under their reports: pages then count reports, with a few passages of each.
    ``offset`` and ``limit`` (command line) override page and per_page when not ``None``; with ``group``
    they count reports.
    ``widen`` lets fewer of the words do where too little has enough of them.
    ``raw_first`` and ``raw_last`` keep a date that could not be used as the person typed it,
    so that a form can show it again; they are empty whenever the date was taken.
    """

    text: str = ""
    filters: Mapping[str, Filter] = field(default_factory=dict)
    date_field: str = "inspected"
    first: date | None = None
    last: date | None = None
    order: Order | None = None
    page: int = 1
    per_page: int = PER_PAGE
    offset: int | None = None
    limit: int | None = None
    every_hit: bool = False
    expand: bool = True
    widen: bool = True
    group: bool = False
    raw_first: str = ""
    raw_last: str = ""

    def __hash__(self) -> int:
        """Return the same hash for equal requests, whatever the order of their filters."""
        chosen = frozenset(self.filters.items())
        return hash((self.text, chosen, self.date_field, self.first, self.last, self.order, self.page, self.offset))

"""The result of a search: the one value that pages, exports and the terminal all show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.report import Report
from index.analysis import words_in_place
from index.engine import Order, PassageDocument
from searcher.asking.problems import Problem
from searcher.asking.request import SearchRequest

if TYPE_CHECKING:  # they load what reads queries, which help does without
    from searcher.finding.related import RelatedWords
    from searcher.language.filter_names import Offer
    from searcher.language.thesaurus import Expansion


@dataclass(frozen=True, slots=True)
class Snippet:
    """Text to show for a hit: whole sentences, with matches as half-open character offsets.

    ``highlights`` are in characters of the passage's full ``text``; ``start`` and ``end`` cut
    the sentences shown out of it.
    """

    start: int
    end: int
    highlights: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found. ``report`` is its report without sections (see ``Report.sections``).

    ``repeats`` are the ids of other matches that say the same, word for word, which come after all
    others; the first few. ``repeat_reports`` is how many reports they all are in. ``missing`` are the
    words typed that the passage does not have, where enough of them will do.
    """

    score: float
    passage: PassageDocument
    report: Report
    snippet: Snippet
    heading_highlights: tuple[tuple[int, int], ...] = ()
    repeats: tuple[str, ...] = ()
    repeat_reports: int = 0
    missing: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """How many words the passage has."""
        return len(words_in_place(self.passage.text)[0])  # kept since its words were marked


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet with its counts. A selected value is always listed, even at 0."""

    value: str
    label: str
    count: int
    reports: int
    selected: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet: all its values in display order. ``note`` says what the counts hide."""

    field: str
    label: str
    values: tuple[FacetValue, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """One page of what a request finds, and what is said of the whole of it.

    The values are flat: pages, exports and the terminal each take another few of them, hardly ever a group.
    """

    request: SearchRequest
    """The request, with values of filters that the index has and with the number of the page that is shown."""

    total: int
    """Passages found."""
    reports: int
    """Reports in which they are."""
    areas: int
    """Areas that they are about."""
    reports_held: int
    """All reports in the index."""

    page: int
    """The number of this page, from 1 to ``pages``."""
    pages: int
    """At least 1."""
    offset: int
    """How many passages come before this page. Under their reports, ``pages`` and ``offset`` count reports."""
    order: Order
    """The order of the hits, also where the request left it open."""
    hits: tuple[Hit, ...]
    """The passages on this page, in order."""
    of_report: Mapping[str, int]
    """Under their reports: how many passages are found in each report of this page, in order; else empty."""
    facets: Mapping[str, Facet]
    """By field, in the engine's order."""

    understood: str
    """How the query was read, in words."""
    worded: bool
    """Whether it looks for words, not only for values, dates or absences."""
    expansions: tuple[Expansion, ...]
    """What else was searched for which of its words."""
    offers: tuple[Offer, ...]
    """Filters that its words name, without those on fields that are filtered already."""
    suggestion: str | None
    """The query spelled otherwise; ``None`` where it has no slips, or the other spelling finds nothing."""
    enough: int | None
    """Passages with as many of its words as are asked for otherwise; ``None`` where it was not widened."""
    with_all: int | None
    """Passages with all of its words; ``None`` where every passage found has them."""
    related: tuple[RelatedWords, ...] = ()
    """Words that the passages also speak of. ``Searcher.with_related`` alone fills it."""

    problems: tuple[Problem, ...]
    """What was wrong with the request, and what it leaves out."""
    engine: str
    """The name of the engine."""
    took_ms: float
    """How long the search took, in milliseconds."""

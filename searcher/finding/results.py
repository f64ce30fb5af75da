"""What a search gives back: the one value that pages, exports and the terminal all show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.report import Report
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


@dataclass(frozen=True, slots=True)
class ResultPage:
    """``total`` passages in ``reports`` reports; ``hits`` is one page of them, in order.

    ``understood`` says in words how the query was read, ``worded`` whether it looks for words. ``page`` counts
    from 1 and is clamped to ``pages`` (at least 1). ``reports_held`` counts all reports in the index. ``order`` is
    the order the hits are in, also where the request left it open. ``suggestion`` is the query spelled
    otherwise, ``offers`` are filters that its words name. ``enough`` is set where the query was
    widened: how many passages have as many of its words as are asked for otherwise; ``with_all`` where
    enough of its words will do: how many have all of them.

    Where passages are put under their reports, ``pages`` and ``offset`` count reports, and
    ``of_report`` says how many passages of each report shown are found, in order. ``related`` is
    filled by ``Searcher.with_related`` alone.
    """

    request: SearchRequest
    understood: str
    total: int
    reports: int
    areas: int
    page: int
    pages: int
    offset: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Facet]
    problems: tuple[Problem, ...]
    engine: str
    took_ms: float
    reports_held: int
    suggestion: str | None = None
    expansions: tuple[Expansion, ...] = ()
    offers: tuple[Offer, ...] = ()
    enough: int | None = None
    with_all: int | None = None
    of_report: Mapping[str, int] = field(default_factory=dict)
    order: Order = Order.RELEVANCE
    worded: bool = True
    related: tuple[RelatedWords, ...] = ()

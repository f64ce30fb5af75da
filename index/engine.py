"""THE SEAM. What the searcher asks of an engine and what an engine answers.

An engine matches, scores and counts query nodes. It never parses user text, never analyses by
its own rules, never decides a default: every default is here. Nothing in the seam assumes that
documents are local, that ids are integers, or that a search is cheap; everything a page shows
can be fetched from the engine alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from corpus.acronyms.glossary import Acronym
from corpus.report import Finding, Footnote, PassageKind, Report
from index.fields import FACETS
from index.query import Node

DEFAULT_ENGINE = "whoosh"
DEFAULT_LIMIT = 25
MAX_REPEATS = 20
"""How many passages that say the same as a hit are named with it."""
MAX_EXPANSION = 500
"""How many words a prefix or wildcard stands for at most: those printed most often, ties by word."""


class Order(StrEnum):
    """Order of hits. Ties always break by newest inspection, then report id, then position."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class LabelledValue:
    """A facet value: the slug that filters, and the words that are shown for it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class PassageDocument:
    """One passage as indexed and as given back: enough to show a hit without anything else.

    ``position`` orders passages within their report, from 0. ``keywords`` maps each keyword
    field to its values; a field without values is absent. ``ordinal`` is the passage's place
    among the items of its own kind in its section, from 1 ("bullet 3"). ``judgement`` is that
    of the section, not of the report. ``footnote``, ``time_scale``, ``responsible``: see ``corpus.report.Passage``.
    """

    id: str
    report_id: str
    position: int
    text: str
    heading: str
    path: tuple[str, ...]
    title: str
    kind: PassageKind
    level: int
    number: str | None
    ordinal: int
    page: int | None
    page_end: int | None
    finding: Finding
    judgement: str | None
    inspected: date | None
    published: date | None
    keywords: Mapping[str, tuple[LabelledValue, ...]]
    footnote: Footnote | None = None
    time_scale: str | None = None
    responsible: str | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """What a facet field must and must not be. Included values are alternatives (OR)."""

    include: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DateFilter:
    """Inclusive range on ``inspected`` or ``published``; reports without the date do not match."""

    field: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class EngineRequest:
    """A search in the engine's terms. Filters on different fields all hold (AND).

    ``offset`` and ``limit`` cut the hits only, never the counts. ``limit=None`` gives every hit.
    Each facet in ``facets`` is counted over all matches under every filter but its own. With
    ``repeats_last``, in order of relevance, passages that say word for word what a better one says
    come after all others.

    With ``fold`` the hits stand by report: reports in the order of their first hit, at most
    ``fold`` hits of each, in order. ``offset`` and ``limit`` then cut the reports.
    """

    query: Node
    filters: Mapping[str, Filter] = field(default_factory=dict)
    dates: DateFilter | None = None
    order: Order = Order.RELEVANCE
    offset: int = 0
    limit: int | None = DEFAULT_LIMIT
    facets: tuple[str, ...] = FACETS
    repeats_last: bool = False
    fold: int | None = None


@dataclass(frozen=True, slots=True)
class EngineHit:
    """A matching passage. ``score`` is comparable within one answer only; 0 without words.

    ``repeats`` are the other matches that say the same, word for word, where they come last; the
    first few, and none for a hit that is one itself. ``repeat_reports`` are how many reports they are in.
    """

    score: float
    document: PassageDocument
    repeats: tuple[str, ...] = ()
    repeat_reports: int = 0


@dataclass(frozen=True, slots=True)
class ValueCount:
    """How many matching passages, in how many reports, have a facet value."""

    value: str
    label: str
    count: int
    reports: int


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """``total`` passages in ``reports`` reports match; ``hits`` is the slice asked for, in order.

    ``facets`` has, for each facet asked for, every value with a count above zero (no size
    limit), count descending then value; passages without a value count as ``MISSING``.
    ``cut`` names the patterns that more than ``MAX_EXPANSION`` words fit, in query order.
    """

    total: int
    reports: int
    hits: tuple[EngineHit, ...]
    facets: Mapping[str, tuple[ValueCount, ...]]
    cut: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The ``first`` and the ``last`` day of a date field; in ``undated`` reports no passage has a day of that field.

    Reports without passages do not count.
    """

    first: date
    last: date
    undated: int = 0


class Engine(Protocol):
    """A snapshot of one built index, safe to use from several threads, unaffected by rebuilds."""

    name: str

    def search(self, request: EngineRequest) -> EngineAnswer:
        """Return matches, hits and counts. Never raises for any valid tree of query nodes."""
        ...

    def frequencies(self, nodes: Sequence[Node]) -> list[int]:
        """Return how many passages each node matches, in the order asked."""
        ...

    def spellings(self, word: str) -> tuple[str, ...]:
        """Return the words of passages that are spelled nearly like a folded word, nearest first; a few at most."""
        ...

    def passages(self, ids: Sequence[str]) -> list[PassageDocument]:
        """Return the passages with these ids, in the order asked, leaving out unknown ones."""
        ...

    def report(self, report_id: str) -> Report | None:
        """Return one whole report, or ``None`` when the index has none of that id."""
        ...

    def report_details(self, report_id: str) -> Report | None:
        """Return a report without its sections, or ``None`` when the index has none of that id."""
        ...

    def report_ids(self) -> list[str]:
        """Return the ids of all reports, sorted."""
        ...

    def labels(self, field: str) -> Mapping[str, str]:
        """Return every value of a keyword field in the index with its label."""
        ...

    def date_span(self, field: str) -> DateSpan | None:
        """Return the first and the last day of a date field over all passages; ``None`` where no passage has one.

        Raises:
            UnknownField: for any other name.
        """
        ...

    def acronyms(self) -> tuple[Acronym, ...]:
        """Return the acronyms that the indexed reports define, in the order of the catalogue."""
        ...

    def close(self) -> None:
        """Let go of files. The engine must not be used afterwards."""
        ...


class EngineBuilder(Protocol):
    """Writes one fresh index into an empty folder, to be opened only after ``finish``."""

    def add(self, report: Report, documents: Iterable[PassageDocument]) -> None:
        """Add a report and its passages."""
        ...

    def add_acronyms(self, acronyms: Sequence[Acronym]) -> None:
        """Keep the acronyms of all reports, once, for ``Engine.acronyms``."""
        ...

    def finish(self) -> None:
        """Write everything out. After this the folder can be opened."""
        ...

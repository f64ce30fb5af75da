"""Query nodes: what a search means, free of any syntax and of any engine.

The language (``searcher.language.parser``) makes these trees; engines match and score them.
Nodes are frozen and compare by meaning: ``span`` (half-open, in characters of the text the
person typed) is kept for messages and highlighting but takes no part in equality.

Words in nodes are as typed. An engine analyses them with ``index.analysis`` only: stems for
``Term``, folded words as written for ``Phrase``, ``Prefix`` and ``Wildcard``.

A node without a field (``field=None``) looks in the passage's text and its section heading.
The report's title never decides whether a passage matches; it only helps ranking.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Node:
    """Base of all query nodes."""

    span: Span | None = field(default=None, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Everything(Node):
    """Matches every passage, all with the same score."""


@dataclass(frozen=True, slots=True)
class Nothing(Node):
    """Matches no passage."""


@dataclass(frozen=True, slots=True)
class Term(Node):
    """One word, matched by its stem. ``field`` is ``None``, ``text``, ``heading`` or ``title``."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase(Node):
    """Words as written, case, quotes and hyphens folded, in order.

    ``slop`` is how many other words may stand between them in all; 0 is an exact phrase.
    """

    words: tuple[str, ...]
    slop: int = 0
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Prefix(Node):
    """Every word that begins so, as written ("inspect*")."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Wildcard(Node):
    """A pattern with ``*`` (any run) and ``?`` (one character) anywhere in a word."""

    pattern: str
    field: str | None = None


WordNode = Term | Phrase | Prefix | Wildcard
"""A node on words: what it matches, a text says."""


@dataclass(frozen=True, slots=True)
class Expanded(Node):
    """What was typed and other words for the same: matches where any of them does.

    It scores as one leaf: an occurrence of the others counts ``weight`` times as much as one of
    what was typed, and all of them are as rare as they are together. So a rare synonym does not
    outrank the word itself.
    """

    typed: WordNode
    others: tuple[WordNode, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Keyword(Node):
    """Passages whose facet field has this value (a slug, or ``fields.MISSING``)."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class DateRange(Node):
    """Passages of reports whose date lies between first and last, both inclusive, either open.

    ``field`` is ``inspected`` (start of the inspection) or ``published``. Reports without that
    date never match.
    """

    field: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class And(Node):
    """All children match. No children: everything."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """At least one child matches. No children: nothing."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AtLeast(Node):
    """At least ``minimum`` children match ("enough of the words")."""

    children: tuple[Node, ...]
    minimum: int


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The child does not match. Contributes no score."""

    child: Node


@dataclass(frozen=True, slots=True)
class Preferred(Node):
    """Matches every passage; the children never decide what matches, only how it ranks.

    Each leaf of the children scores as it would in an ``Or``: by how rare it is and how often it occurs
    in the passage, times the weights above it. A passage that no child matches gets no score from here.
    Under a ``Not`` it contributes none, and then nothing matches. No children: ``Everything``.
    """

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Bonus(Node):
    """Matches every passage; those that the child matches score ``points`` more, times the weights above.

    The points are the same for each of these passages: the child adds no score itself, and what the
    passage is worth (``index.scoring``) does not count. So values and dates, which score nothing, can
    still rank. ``Preferred`` is for words, whose score depends on the passage. They are two nodes, since
    with one figure that may be absent every engine would have to tell the two ways of scoring apart.
    """

    child: Node
    points: float


@dataclass(frozen=True, slots=True)
class Weighted(Node):
    """The child, its score multiplied: how an expansion ranks below the words typed."""

    child: Node
    weight: float

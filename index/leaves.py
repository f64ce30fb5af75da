"""Leaves of a query as slots of words: what the nodes on words mean once analysed.

A leaf is a row of slots that must be filled by words following one another; most have one
slot. "co-production" as a term is two slots of stems, "co-prod*" a word and a pattern.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.analysis import patterns, tokens, words
from index.errors import UnknownField
from index.fields import TEXT_FIELDS
from index.query import Expanded, Phrase, Prefix, Term, Wildcard, WordNode

MATCHING: dict[str | None, tuple[str, ...]] = {None: ("text", "heading")} | {name: (name,) for name in TEXT_FIELDS}
"""The fields that decide whether a leaf matches, by the node's field."""
SCORED: dict[str | None, tuple[str, ...]] = {None: TEXT_FIELDS} | {name: (name,) for name in TEXT_FIELDS}
"""The fields whose occurrences count for ranking, by the node's field."""


class SlotKind(StrEnum):
    """How a slot is filled."""

    STEM = "stem"
    WORD = "word"
    PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a leaf: a stem, a folded word as written, or a folded pattern."""

    kind: SlotKind
    text: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """Slots in order, how many other words may stand between them, and the node's field.

    Without slots it matches nothing: what was typed holds no word.
    """

    slots: tuple[Slot, ...]
    slop: int
    field: str | None


def leaf_of(node: WordNode) -> Leaf:
    """Return the leaf that a node on words stands for.

    Raises:
        UnknownField: when the node names a field that is not a text field.
    """
    if node.field not in MATCHING:
        raise UnknownField(f"“{node.field}” is not a text field; there are {', '.join(TEXT_FIELDS)}.")
    match node:
        case Term(text=text):
            slots = [Slot(SlotKind.STEM, token.stem) for token in tokens(text)]
        case Phrase(words=written):
            slots = [Slot(SlotKind.WORD, word) for text in written for word in words(text)]
        case Prefix(text=text):
            slots = [Slot(SlotKind.WORD, word) for word in words(text)]
            if slots:
                slots[-1] = Slot(SlotKind.PATTERN, slots[-1].text + "*")
        case Wildcard(pattern=pattern):
            slots = [_pattern_slot(text) for text in patterns(pattern)]
    slop = max(node.slop, 0) if isinstance(node, Phrase) else 0
    return Leaf(tuple(slots), slop, node.field)


WeightedLeaves = tuple[tuple[Leaf, float], ...]
"""Leaves that score as one, each with what an occurrence of it counts."""


def leaves_of(node: WordNode | Expanded) -> WeightedLeaves:
    """Return the leaves that a node on words stands for, what was typed first.

    Raises:
        UnknownField: as ``leaf_of``.
    """
    if isinstance(node, Expanded):
        return ((leaf_of(node.typed), 1.0), *((leaf_of(other), node.weight) for other in node.others))
    return ((leaf_of(node), 1.0),)


def _pattern_slot(text: str) -> Slot:
    return Slot(SlotKind.PATTERN if "*" in text or "?" in text else SlotKind.WORD, text)

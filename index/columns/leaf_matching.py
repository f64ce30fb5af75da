"""Finds and scores leaves over word numbers: which passages, and how well each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from index.columns.arrays import ArrayCache
from index.columns.lexicon import Lexicons, expand
from index.columns.number_types import (
    Counts,
    Factors,
    Frequencies,
    PassageMask,
    PassageNumbers,
    Places,
    RunNumbers,
    Scores,
    UnitNumbers,
    WordNumbers,
)
from index.columns.packed_numbers import unpack_counted_rows, unpack_rows
from index.columns.passage_runs import Runs
from index.columns.postings import Kind, Postings, dictionary
from index.columns.text_columns import TextColumn
from index.engine import MAX_EXPANSION
from index.leaves import MATCHING, SCORED, Leaf, Slot, SlotKind, WeightedLeaves
from index.scoring import K1, SAID, rarity

CACHE_BYTES = 64 * 1024 * 1024
_MANY = 20
"""A row this many times longer than another is searched by the shorter one."""
Patterns = Mapping[str, frozenset[str]]


class InText(NamedTuple):
    """Passages that have a leaf in their own text, ascending; how often; and the weight of one occurrence."""

    passages: PassageNumbers
    counts: Counts
    weight: float


@dataclass(frozen=True, slots=True)
class LeafMatch:
    """The matches of leaves that score as one, with what is needed to score them.

    ``texts`` are the passages that have one of the leaves in their own text. ``runs`` have one in their heading or
    title, which adds ``around`` to tf~ of each of their passages; ``matched`` are the runs among them that match by
    it. All are ascending. ``matching`` is how many passages match in all. ``cut`` names the patterns that stand for
    fewer words than fit them.
    """

    texts: tuple[InText, ...]
    runs: RunNumbers
    around: Frequencies
    matched: RunNumbers
    matching: int
    cut: tuple[str, ...] = ()

    @property
    def nbytes(self) -> int:
        """Return the size of the arrays in bytes."""
        texts = sum(text.passages.nbytes + text.counts.nbytes for text in self.texts)
        return texts + self.runs.nbytes + self.around.nbytes + self.matched.nbytes

    def add_to(self, mask: PassageMask, runs: Runs) -> None:
        """Mark the passages that match."""
        for text in self.texts:
            mask[text.passages] = True
        mask[runs.passages_in(self.matched)] = True


class LeafMatcher:
    """Finds leaves in one generation and keeps the last results. Safe to use from several threads.

    ``worth`` has a factor for each run (see ``index.scoring``).
    """

    def __init__(
        self, runs: Runs, columns: Mapping[str, TextColumn], lexicons: Lexicons, postings: Postings, worth: Factors
    ) -> None:
        self._runs = runs
        self._columns = columns
        self._lexicons = lexicons
        self._postings = postings
        self._worth = worth
        self._found: ArrayCache[LeafMatch] = ArrayCache(CACHE_BYTES)
        self._places: ArrayCache[WordNumbers] = ArrayCache(CACHE_BYTES)

    def find(self, leaves: WeightedLeaves) -> LeafMatch:
        """Return the matches of leaves that score as one."""
        return self._found.get(leaves, lambda: self._find(leaves))

    def score(self, found: LeafMatch, passages: PassageNumbers) -> Scores:
        """Return the scores of passages by the matches of one leaf (the formula is in ``index.scoring``)."""
        frequency, said = np.zeros(len(passages)), np.zeros(len(passages))
        column = self._columns["text"]
        for text in found.texts:
            there, at = _common(passages, text.passages, self._runs.passages)
            frequency[there] += text.weight * column.weighed(passages[there], text.counts[at])
            said[there] = np.maximum(said[there], text.weight * SAID)
        run = self._runs.of[passages]
        if len(found.runs):
            around = np.zeros(len(self._runs))
            around[found.runs] = found.around
            frequency += around[run]
        idf = rarity(self._runs.passages, found.matching)
        scores: Scores = idf * (frequency / (K1 + frequency) + said) * self._worth[run]
        return scores

    def _find(self, leaves: WeightedLeaves) -> LeafMatch:
        texts: list[InText] = []
        around = np.zeros(len(self._runs))
        matched = np.zeros(len(self._runs), dtype=np.bool_)
        cut: dict[str, None] = {}
        for leaf, weight in leaves:
            patterns, short = self._expand(leaf)
            cut |= dict.fromkeys(short)
            for name in SCORED[leaf.field]:
                column = self._columns[name]
                units, counts = self._frequencies(leaf, column, patterns)
                if column.first_runs is None:
                    texts.append(InText(units, counts, weight))
                elif len(units):
                    runs, values = column.runs_of(units, weight * column.weighed(units, counts))
                    around[runs] += values
                    matched[runs] |= name in MATCHING[leaf.field]
        runs = np.flatnonzero(around)
        found = LeafMatch(tuple(texts), runs, around[runs], np.flatnonzero(matched), 0, tuple(cut))
        return replace(found, matching=self._matching(found))

    def _matching(self, found: LeafMatch) -> int:
        if len(found.texts) == 1 and not len(found.matched):
            return len(found.texts[0].passages)
        mask = np.zeros(self._runs.passages, dtype=np.bool_)
        found.add_to(mask, self._runs)
        return int(np.count_nonzero(mask))

    def _frequencies(self, leaf: Leaf, column: TextColumn, patterns: Patterns) -> tuple[UnitNumbers, Counts]:
        """Return the units of a field in which a leaf occurs, ascending, and how often in each."""
        if len(leaf.slots) == 1 and leaf.slots[0].kind is SlotKind.STEM:
            rows = self._postings.rows(dictionary(column.name, Kind.UNITS), leaf.slots[0].text)
            return unpack_counted_rows(rows)
        return column.frequencies(self._places_of(leaf, column, patterns))

    def _expand(self, leaf: Leaf) -> tuple[Patterns, tuple[str, ...]]:
        """Return the words that each pattern of the leaf stands for, and the patterns that were cut short."""
        patterns, cut = {}, []
        for slot in leaf.slots:
            if slot.kind is SlotKind.PATTERN and slot.text not in patterns:
                lexicons = [self._lexicons[name] for name in MATCHING[leaf.field]]
                patterns[slot.text], short = expand(slot.text, lexicons, MAX_EXPANSION)
                if short:
                    cut.append(slot.text)
        return patterns, tuple(cut)

    def _places_of(self, leaf: Leaf, column: TextColumn, patterns: Patterns) -> WordNumbers:
        """Return the word numbers at which the leaf begins, each once, ascending."""
        if not leaf.slots:
            return np.empty(0, dtype=np.int64)
        rows = [self._slot_places(slot, column, patterns) for slot in leaf.slots]
        first, last = _in_order(rows) if leaf.slop else _side_by_side(rows)
        near = last - first <= len(leaf.slots) - 1 + leaf.slop
        first, last = first[near], last[near]
        return first[last < column.starts[column.units_of(first) + 1]] if len(rows) > 1 else first

    def _slot_places(self, slot: Slot, column: TextColumn, patterns: Patterns) -> WordNumbers:
        match slot.kind:
            case SlotKind.STEM:
                return self._read(dictionary(column.name, Kind.STEMS), slot.text)
            case SlotKind.WORD:
                return self._read(dictionary(column.name, Kind.WORDS), slot.text)
            case SlotKind.PATTERN:
                lexicon = self._lexicons[column.name]
                words = sorted(word for word in patterns[slot.text] if lexicon.count(word))
                return column.merged([self._read(dictionary(column.name, Kind.WORDS), word) for word in words])

    def _read(self, dictionary: str, word: str) -> WordNumbers:
        return self._places.get((dictionary, word), lambda: unpack_rows(self._postings.rows(dictionary, word)))


def _common(passages: PassageNumbers, others: PassageNumbers, everything: int) -> tuple[Places, Counts]:
    """Return the places, in each of two ascending rows, of the numbers that both have."""
    if len(passages) == len(others) and np.array_equal(passages, others):
        places = np.arange(len(passages))
        return places, places
    if len(passages) * _MANY < len(others):
        at = np.searchsorted(others, passages)
        there = np.flatnonzero(at < len(others))
        there = there[others[at[there]] == passages[there]]
        return there, at[there]
    place = np.full(everything, -1, dtype=np.int32)
    place[others] = np.arange(len(others), dtype=np.int32)
    found = place[passages]
    there = np.flatnonzero(found >= 0)
    return there, found[there]


def _in_order(rows: Sequence[WordNumbers]) -> tuple[WordNumbers, WordNumbers]:
    """Return where slots filled in order begin and the earliest place each can end, with any words between."""
    first = last = rows[0]
    for places in rows[1:]:
        # From a given beginning, taking the nearest word for each slot ends soonest.
        following = np.searchsorted(places, last, side="right")
        there = following < len(places)
        first, last = first[there], places[following[there]]
    return first, last


def _side_by_side(rows: Sequence[WordNumbers]) -> tuple[WordNumbers, WordNumbers]:
    """Return where slots filled by words directly following one another begin and end."""
    slots = sorted(range(len(rows)), key=lambda slot: len(rows[slot]))
    # The rarest word decides where to look for the others.
    first = rows[slots[0]] - slots[0]
    for slot in slots[1:]:
        places = rows[slot]
        at = np.searchsorted(places, first + slot)
        first = first[at < len(places)]
        first = first[places[at[: len(first)]] == first + slot]
    return first, first + len(rows) - 1

"""Finds and scores leaves over word numbers: which passages, and how well each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.array_cache import ArrayCache
from index.engine import MAX_EXPANSION
from index.leaves import MATCHING, SCORED, Leaf, Slot, SlotKind, WeightedLeaves
from index.lexicon import expand
from index.scoring import K1, SAID, WEIGHTS, rarity
from index.text_columns import Reals, TextColumn, WordNumbers

CACHE_BYTES = 64 * 1024 * 1024


class Postings(Protocol):
    """Where an engine library keeps its words."""

    def occurrences(self, field: str, word: str) -> WordNumbers:
        """Return the numbers of all places where a word stands in a field, ascending."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """What a leaf matches and where it scores, as passage numbers; ``cut`` patterns stand for fewer words."""

    matching: NDArray[np.int64]
    scored: NDArray[np.int64]
    scores: Reals
    cut: tuple[str, ...] = ()

    @property
    def nbytes(self) -> int:
        """Return the size of the arrays in bytes."""
        return self.matching.nbytes + self.scored.nbytes + self.scores.nbytes


class LeafMatcher:
    """Finds leaves in one generation; keeps what was found last. Safe to use from several threads.

    ``worth`` has a figure for each passage (see ``index.scoring``).
    """

    def __init__(self, columns: Mapping[str, TextColumn], postings: Postings, worth: Reals) -> None:
        self._columns = columns
        self._postings = postings
        self._passages = len(worth)
        self._worth = worth
        self._found: ArrayCache[Found] = ArrayCache(CACHE_BYTES)
        self._places: ArrayCache[WordNumbers] = ArrayCache(CACHE_BYTES)

    def find(self, leaves: WeightedLeaves) -> Found:
        """Return what leaves that score as one match, and their scores, by the formula of ``index.scoring``."""
        return self._found.get(leaves, lambda: self._find(leaves))

    def _find(self, leaves: WeightedLeaves) -> Found:
        parts: list[tuple[str, WordNumbers, Reals, float]] = []
        matched: list[WordNumbers] = []
        cut: dict[str, None] = {}
        for leaf, weight in leaves:
            patterns, short = self._expand(leaf)
            cut |= dict.fromkeys(short)
            for name in SCORED[leaf.field]:
                places = self._places_of(leaf, name, patterns)
                if len(places):
                    column = self._columns[name]
                    passages, counts = column.frequencies(places)
                    weighted = weight * WEIGHTS[name] * counts / column.normaliser[passages]
                    parts.append((name, passages, weighted, weight))
                    matched += [passages] if name in MATCHING[leaf.field] else []
        matching = self._united(matched)
        scored = self._united([passages for _, passages, _, _ in parts])
        frequency = np.zeros(len(scored), dtype=np.float64)
        said = np.zeros(len(scored), dtype=np.float64)
        for name, passages, weighted, weight in parts:
            at = np.searchsorted(scored, passages)
            frequency[at] += weighted
            if name == "text":
                said[at] = np.maximum(said[at], weight * SAID)
        scores = rarity(self._passages, len(matching)) * (frequency / (K1 + frequency) + said) * self._worth[scored]
        return Found(matching, scored, scores, tuple(cut))

    def _united(self, rows: list[NDArray[np.int64]]) -> NDArray[np.int64]:
        """Return the passages of all rows, each once, ascending."""
        if len(rows) == 1:
            return rows[0]
        mask = np.zeros(self._passages, dtype=np.bool_)
        for passages in rows:
            mask[passages] = True
        return np.flatnonzero(mask)

    def _expand(self, leaf: Leaf) -> tuple[dict[str, frozenset[str]], tuple[str, ...]]:
        """Return the words of each pattern in the leaf, and the patterns that more words fit."""
        lexicons = [self._columns[name].lexicon for name in MATCHING[leaf.field]]
        patterns, cut = {}, []
        for slot in leaf.slots:
            if slot.kind is SlotKind.PATTERN and slot.text not in patterns:
                patterns[slot.text], short = expand(slot.text, lexicons, MAX_EXPANSION)
                if short:
                    cut.append(slot.text)
        return patterns, tuple(cut)

    def _places_of(self, leaf: Leaf, field: str, patterns: Mapping[str, frozenset[str]]) -> WordNumbers:
        """Return the word numbers at which the leaf begins, once each however it goes on."""
        if not leaf.slots:
            return np.empty(0, dtype=np.int64)
        first = last = self._slot_places(leaf.slots[0], field, patterns)
        for slot in leaf.slots[1:]:
            # From a given beginning, taking the nearest word for each slot ends soonest.
            places = self._slot_places(slot, field, patterns)
            following = np.searchsorted(places, last, side="right")
            there = following < len(places)
            first, last = first[there], places[following[there]]
        column = self._columns[field]
        near = last - first <= len(leaf.slots) - 1 + leaf.slop
        inside = last < column.starts[column.units_of(first) + 1]
        return first[near & inside]

    def _slot_places(self, slot: Slot, field: str, patterns: Mapping[str, frozenset[str]]) -> WordNumbers:
        lexicon = self._columns[field].lexicon
        match slot.kind:
            case SlotKind.STEM:
                words = lexicon.by_stem(slot.text)
            case SlotKind.WORD:
                words = [slot.text]
            case SlotKind.PATTERN:
                words = sorted(word for word in patterns[slot.text] if lexicon.count(word))
        if len(words) == 1:
            return self._places_of_word(field, words[0])
        rows = [self._places_of_word(field, word) for word in words]
        return self._columns[field].merged(rows)

    def _places_of_word(self, field: str, word: str) -> WordNumbers:
        return self._places.get((field, word), lambda: self._postings.occurrences(field, word))

"""Finds and scores leaves over word numbers: which passages, and how well each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.array_cache import ArrayCache
from index.engine import MAX_EXPANSION
from index.leaves import MATCHING, SCORED, Leaf, Slot, SlotKind, WeightedLeaves
from index.lexicon import Lexicons, expand
from index.packed_numbers import unpack_counted_rows, unpack_rows
from index.passage_runs import Runs, Whole
from index.postings import Kind, Postings, dictionary
from index.scoring import K1, SAID, rarity
from index.text_columns import Reals, TextColumn

CACHE_BYTES = 64 * 1024 * 1024
Patterns = Mapping[str, frozenset[str]]
Counts = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Found:
    """What a leaf matches and where it scores.

    ``runs`` have the leaf in their heading or title, which scores ``run_scores`` for each of their
    passages; ``matched`` are those of them that match by it. ``passages`` have it in their own text,
    which scores ``gains`` on top of what their run does. All ascending. ``cut`` patterns stand for
    fewer words than fit them.
    """

    passages: Whole
    gains: Reals
    runs: Whole
    run_scores: Reals
    matched: Whole
    cut: tuple[str, ...] = ()

    @property
    def nbytes(self) -> int:
        """Return the size of the arrays in bytes."""
        arrays = (self.passages, self.gains, self.runs, self.run_scores, self.matched)
        return sum(array.nbytes for array in arrays)


class _InText(NamedTuple):
    """Passages that have a leaf in their own text, their part of tf~, and the floor for saying it."""

    passages: Whole
    weighed: Reals
    said: Reals


class LeafMatcher:
    """Finds leaves in one generation; keeps what was found last. Safe to use from several threads.

    ``worth`` has a figure for each run (see ``index.scoring``).
    """

    def __init__(
        self, runs: Runs, columns: Mapping[str, TextColumn], lexicons: Lexicons, postings: Postings, worth: Reals
    ) -> None:
        self._runs = runs
        self._columns = columns
        self._lexicons = lexicons
        self._postings = postings
        self._worth = worth
        self._found: ArrayCache[Found] = ArrayCache(CACHE_BYTES)
        self._places: ArrayCache[Whole] = ArrayCache(CACHE_BYTES)

    def find(self, leaves: WeightedLeaves) -> Found:
        """Return what leaves that score as one match, and their scores, by the formula of ``index.scoring``."""
        return self._found.get(leaves, lambda: self._find(leaves))

    def _find(self, leaves: WeightedLeaves) -> Found:
        texts: list[_InText] = []
        by_run = np.zeros(len(self._runs))
        matched = np.zeros(len(self._runs), dtype=np.bool_)
        cut: dict[str, None] = {}
        for leaf, weight in leaves:
            patterns, short = self._expand(leaf)
            cut |= dict.fromkeys(short)
            for name in SCORED[leaf.field]:
                column = self._columns[name]
                units, counts = self._frequencies(leaf, column, patterns)
                values = weight * column.weighed(units, counts)
                if column.first_runs is None:
                    texts.append(_InText(units, values, np.full(len(units), weight * SAID)))
                else:
                    runs, values = column.runs_of(units, values)
                    by_run[runs] += values
                    matched[runs] |= name in MATCHING[leaf.field]
        return self._scored(_united(texts), by_run, np.flatnonzero(matched), tuple(cut))

    def _scored(self, text: _InText, by_run: Reals, matched: Whole, cut: tuple[str, ...]) -> Found:
        """Return the scores that come of what passages say themselves and of what stands over whole runs."""
        of = self._runs.of[text.passages]
        around = by_run[of]
        matching = len(text.passages)
        if len(matched):
            runs = np.zeros(len(self._runs), dtype=np.bool_)
            runs[matched] = True
            matching = len(self._runs.passages_in(matched)) + int(np.count_nonzero(~runs[of]))
        idf = rarity(self._runs.passages, matching)
        frequency = around + text.weighed
        gains = idf * (frequency / (K1 + frequency) + text.said - around / (K1 + around)) * self._worth[of]
        scored = np.flatnonzero(by_run)
        run_scores = idf * (by_run[scored] / (K1 + by_run[scored])) * self._worth[scored]
        return Found(text.passages, gains, scored, run_scores, matched, cut)

    def _frequencies(self, leaf: Leaf, column: TextColumn, patterns: Patterns) -> tuple[Whole, Counts]:
        """Return the units of a field in which a leaf occurs, ascending, and how often in each."""
        if len(leaf.slots) == 1 and leaf.slots[0].kind is SlotKind.STEM:
            rows = self._postings.rows(dictionary(column.name, Kind.UNITS), leaf.slots[0].text)
            return unpack_counted_rows(rows)
        return column.frequencies(self._places_of(leaf, column, patterns))

    def _expand(self, leaf: Leaf) -> tuple[Patterns, tuple[str, ...]]:
        """Return the words of each pattern in the leaf, and the patterns that more words fit."""
        patterns, cut = {}, []
        for slot in leaf.slots:
            if slot.kind is SlotKind.PATTERN and slot.text not in patterns:
                lexicons = [self._lexicons[name] for name in MATCHING[leaf.field]]
                patterns[slot.text], short = expand(slot.text, lexicons, MAX_EXPANSION)
                if short:
                    cut.append(slot.text)
        return patterns, tuple(cut)

    def _places_of(self, leaf: Leaf, column: TextColumn, patterns: Patterns) -> Whole:
        """Return the word numbers at which the leaf begins, once each however it goes on."""
        if not leaf.slots:
            return np.empty(0, dtype=np.int64)
        rows = [self._slot_places(slot, column, patterns) for slot in leaf.slots]
        first, last = _in_order(rows) if leaf.slop else _side_by_side(rows)
        near = last - first <= len(leaf.slots) - 1 + leaf.slop
        first, last = first[near], last[near]
        return first[last < column.starts[column.units_of(first) + 1]] if len(rows) > 1 else first

    def _slot_places(self, slot: Slot, column: TextColumn, patterns: Patterns) -> Whole:
        match slot.kind:
            case SlotKind.STEM:
                return self._read(dictionary(column.name, Kind.STEMS), slot.text)
            case SlotKind.WORD:
                return self._read(dictionary(column.name, Kind.WORDS), slot.text)
            case SlotKind.PATTERN:
                lexicon = self._lexicons[column.name]
                words = sorted(word for word in patterns[slot.text] if lexicon.count(word))
                return column.merged([self._read(dictionary(column.name, Kind.WORDS), word) for word in words])

    def _read(self, dictionary: str, word: str) -> Whole:
        return self._places.get((dictionary, word), lambda: unpack_rows(self._postings.rows(dictionary, word)))


def _united(texts: Sequence[_InText]) -> _InText:
    """Return all passages of several leaves, each once, ascending."""
    if len(texts) == 1:
        return texts[0]
    passages = np.sort(np.concatenate([np.empty(0, dtype=np.int64), *(text.passages for text in texts)]))
    passages = passages[np.diff(passages, prepend=-1) > 0]
    weighed, said = np.zeros(len(passages)), np.zeros(len(passages))
    for text in texts:
        at = np.searchsorted(passages, text.passages)
        weighed[at] += text.weighed
        said[at] = np.maximum(said[at], text.said)
    return _InText(passages, weighed, said)


def _in_order(rows: Sequence[Whole]) -> tuple[Whole, Whole]:
    """Return where a row of slots begins and how soon it can end, whatever stands in between."""
    first = last = rows[0]
    for places in rows[1:]:
        # From a given beginning, taking the nearest word for each slot ends soonest.
        following = np.searchsorted(places, last, side="right")
        there = following < len(places)
        first, last = first[there], places[following[there]]
    return first, last


def _side_by_side(rows: Sequence[Whole]) -> tuple[Whole, Whole]:
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

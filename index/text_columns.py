"""Where the words of a text field stand: one run of numbered words, cut into units.

All words of a field are numbered in reading order over the whole collection. A unit is what
they are printed in once: each passage's text, a heading over the passages under it, a title
over a whole report. So a heading is indexed once, not again with each of its passages, and a
phrase is found by comparing word numbers, whatever the unit.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.lexicon import Lexicon
from index.scoring import LENGTH_NORMALISATION

WordNumbers = NDArray[np.int64]
Reals = NDArray[np.float64]

_MANY = 20
"""More than one in so many is many."""


@dataclass(frozen=True, slots=True)
class TextColumn:
    """One text field. ``starts`` has each unit's first word number, and one past the last at the end.

    ``passages`` has each unit's first passage, likewise. ``normaliser`` is, for each passage,
    1 - b + b * length / mean length (see ``index.scoring``).
    """

    lexicon: Lexicon
    starts: WordNumbers
    passages: NDArray[np.int64]
    normaliser: Reals

    @classmethod
    def of(cls, name: str, lexicon: Lexicon, starts: WordNumbers, unit: NDArray[np.int32]) -> TextColumn:
        """Return the column of a field from its saved parts; ``unit`` is the unit of each passage."""
        lengths = np.diff(starts)[unit].astype(np.float64)
        mean = float(lengths.mean()) if len(lengths) else 0.0
        b = LENGTH_NORMALISATION[name]
        normaliser = 1 - b + b * lengths / mean if mean else np.ones(len(lengths))
        return cls(lexicon, starts, np.searchsorted(unit, np.arange(len(starts))), normaliser)

    def units_of(self, numbers: WordNumbers) -> WordNumbers:
        """Return the unit in which each word number stands."""
        return np.searchsorted(self.starts, numbers, side="right") - 1

    def frequencies(self, numbers: WordNumbers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the passages in whose unit any of the word numbers stand, ascending, and how many do."""
        if len(numbers) < len(self.starts) // _MANY:
            units, counts = np.unique(self.units_of(numbers), return_counts=True)
        else:
            counts = np.diff(np.searchsorted(numbers, self.starts))
            units = np.flatnonzero(counts)
            counts = counts[units]
        if len(self.passages) == len(self.normaliser) + 1:  # a unit for each passage
            return units, counts
        first, sizes = self.passages[units], np.diff(self.passages)[units]
        before = np.cumsum(sizes) - sizes
        return np.arange(sizes.sum()) + np.repeat(first - before, sizes), np.repeat(counts, sizes)

    def merged(self, rows: Sequence[WordNumbers]) -> WordNumbers:
        """Return the word numbers of several words as one row, ascending."""
        if not rows:
            return np.empty(0, dtype=np.int64)
        if sum(map(len, rows)) < self.starts[-1] // _MANY:
            return np.sort(np.concatenate(rows))
        # For words that are everywhere it is quicker to tick them off among all word numbers.
        marks = np.zeros(self.starts[-1], dtype=np.bool_)
        for numbers in rows:
            marks[numbers] = True
        return np.flatnonzero(marks)


class TextWriter:
    """Numbers the words of one field of a new generation."""

    def __init__(self) -> None:
        self.starts = array("q", [0])
        self.units = array("i")
        self.counts: defaultdict[str, int] = defaultdict(int)
        self.pending = 0
        self._stretch: defaultdict[str, array[int]] = _empty_stretch()

    def add_unit(self, words: Sequence[str]) -> None:
        """Give the words of the next unit their numbers; the passages added after it belong to it."""
        stretch = self._stretch
        for number, word in enumerate(words, self.starts[-1]):
            stretch[word].append(number)
        self.starts.append(self.starts[-1] + len(words))
        self.pending += len(words)

    def take_stretch(self) -> dict[str, array[int]]:
        """Return the numbers of every word since the last call, ascending; a new stretch begins."""
        stretch, self._stretch = self._stretch, _empty_stretch()
        for word, numbers in stretch.items():
            self.counts[word] += len(numbers)
        self.pending = 0
        return stretch

    def add_passage(self) -> None:
        """Put the next passage into the unit added last."""
        self.units.append(len(self.starts) - 2)

    def column_parts(self) -> tuple[WordNumbers, NDArray[np.int32]]:
        """Return the arrays ``starts`` and ``unit`` of ``TextColumn``."""
        return np.array(self.starts, dtype=np.int64), np.array(self.units, dtype=np.int32)


def _empty_stretch() -> defaultdict[str, array[int]]:
    return defaultdict(lambda: array("I"))

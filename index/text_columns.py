"""Where the words of a text field stand: one run of numbered words, cut into units.

All words of a field are numbered in reading order over the whole collection. A unit is what
they are printed in once: each passage's text, a heading over the passages under it, a title
over a whole report. So a heading is indexed once, not again with each of its passages, and a
phrase is found by comparing word numbers, whatever the unit.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.lexicon import Lexicon
from index.scoring import LENGTH_NORMALISATION

WordNumbers = NDArray[np.int64]
Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TextColumn:
    """One text field. ``starts`` has each unit's first word number, and one past the last at the end.

    ``unit`` is the unit of each passage. ``normaliser`` is, for each passage,
    1 - b + b * length / mean length (see ``index.scoring``).
    """

    lexicon: Lexicon
    starts: WordNumbers
    unit: NDArray[np.int32]
    normaliser: Reals

    @classmethod
    def of(cls, name: str, lexicon: Lexicon, starts: WordNumbers, unit: NDArray[np.int32]) -> TextColumn:
        """Return the column of a field from its saved parts."""
        lengths = np.diff(starts)[unit].astype(np.float64)
        mean = float(lengths.mean()) if len(lengths) else 0.0
        b = LENGTH_NORMALISATION[name]
        normaliser = 1 - b + b * lengths / mean if mean else np.ones(len(lengths))
        return cls(lexicon, starts, unit, normaliser)

    def units_of(self, numbers: WordNumbers) -> WordNumbers:
        """Return the unit in which each word number stands."""
        return np.searchsorted(self.starts, numbers, side="right") - 1

    def frequencies(self, numbers: WordNumbers) -> Reals:
        """Return for each passage how many of the word numbers stand in its unit."""
        counts = np.bincount(self.units_of(numbers), minlength=len(self.starts) - 1)
        return counts[self.unit].astype(np.float64)


class TextWriter:
    """Numbers the words of one field of a new generation."""

    def __init__(self) -> None:
        self.starts = array("q", [0])
        self.units = array("i")
        self.counts: defaultdict[str, int] = defaultdict(int)
        self._next = 0

    def start_report(self) -> dict[str, array[int]]:
        """Return an empty table of word to word numbers, to be filled by ``add_unit``."""
        return defaultdict(lambda: array("I"))

    def add_unit(self, words: list[str], table: Mapping[str, array[int]]) -> None:
        """Give the words of the next unit their numbers; the passages added after it belong to it."""
        for number, word in enumerate(words, self._next):
            table[word].append(number)
            self.counts[word] += 1
        self._next += len(words)
        self.starts.append(self._next)

    def add_passage(self) -> None:
        """Put the next passage into the unit added last."""
        self.units.append(len(self.starts) - 2)

    def column_parts(self) -> tuple[WordNumbers, NDArray[np.int32]]:
        """Return the arrays ``starts`` and ``unit`` of ``TextColumn``."""
        return np.array(self.starts, dtype=np.int64), np.array(self.units, dtype=np.int32)

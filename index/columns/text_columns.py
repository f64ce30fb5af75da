"""Where the words of a text field stand: one row of numbered words, cut into units.

All words of a field are numbered in reading order over the whole collection. A unit is the text in which words are
printed once: a passage's text, a heading over its passages, a title over its report. So a heading is indexed once,
not again with each of its passages, and a phrase is found by comparing word numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.columns.number_types import Counts, Factors, Frequencies, Integers, RunNumbers, UnitNumbers, WordNumbers
from index.columns.passage_runs import Runs, ranges
from index.scoring import LENGTH_NORMALISATION, STUB_WORDS, WEIGHTS, brevity

_MANY = 20
"""More than one in so many is many."""


@dataclass(frozen=True, slots=True)
class TextColumn:
    """One text field. ``starts`` has each unit's first word number, and one past the last at the end.

    ``first_runs`` has each unit's first run, likewise; ``None`` where the units are the passages.
    ``normaliser`` is, for each unit, 1 - b + b * length / mean length (see ``index.scoring``).
    """

    name: str
    starts: WordNumbers
    first_runs: RunNumbers | None
    normaliser: Factors

    @classmethod
    def load(cls, name: str, arrays: Mapping[str, NDArray[Any]], runs: Runs) -> TextColumn:
        """Return the column of a field from its saved arrays (see ``text_writer``)."""
        starts = arrays[f"{name}.starts"]
        first_runs = arrays.get(f"{name}.first_runs")
        lengths = np.diff(starts).astype(np.float64)
        passages = np.ones(len(lengths)) if first_runs is None else np.diff(runs.starts[first_runs])
        mean = float((lengths * passages).sum()) / runs.passages if runs.passages else 0.0
        b = LENGTH_NORMALISATION[name]
        normaliser = 1 - b + b * lengths / mean if mean else np.ones(len(lengths))
        return cls(name, starts, first_runs, normaliser)

    def brevities(self) -> Factors:
        """Return what the score of each unit is multiplied by for its length (see ``index.scoring``)."""
        lengths = np.diff(self.starts)
        known = np.array([brevity(words) for words in range(STUB_WORDS + 1)])
        return known[np.minimum(lengths, STUB_WORDS)]

    def units_of(self, numbers: WordNumbers) -> UnitNumbers:
        """Return the unit in which each word number stands."""
        return np.searchsorted(self.starts, numbers, side="right") - 1

    def frequencies(self, numbers: WordNumbers) -> tuple[UnitNumbers, Integers]:
        """Return the units in which any of the word numbers stand, ascending, and how many do."""
        if len(numbers) < len(self.starts) // _MANY:
            units = self.units_of(numbers)
            first = np.flatnonzero(np.diff(units, prepend=-1))
            return units[first], np.diff(first, append=len(units))
        counts = np.diff(np.searchsorted(numbers, self.starts))
        units = np.flatnonzero(counts)
        return units, counts[units]

    def weighed(self, units: UnitNumbers, counts: Counts) -> Frequencies:
        """Return the field's part of tf~ for units in which a leaf occurs so often (see ``index.scoring``)."""
        parts: Frequencies = WEIGHTS[self.name] * counts / self.normaliser[units]
        return parts

    def runs_of(self, units: UnitNumbers, values: Frequencies) -> tuple[RunNumbers, Frequencies]:
        """Return the runs under units, ascending, and for each the value of its unit."""
        if self.first_runs is None:
            raise ValueError(f"The units of {self.name} are passages.")
        first, last = self.first_runs[units], self.first_runs[units + 1]
        return ranges(first, last), np.repeat(values, last - first)

    def merged(self, rows: Sequence[WordNumbers]) -> WordNumbers:
        """Return the word numbers of several words as one row, ascending."""
        if len(rows) == 1:
            return rows[0]
        if not rows:
            return np.empty(0, dtype=np.int64)
        if sum(map(len, rows)) < self.starts[-1] // _MANY:
            return np.sort(np.concatenate(rows))
        # For words that are everywhere it is quicker to tick them off among all word numbers.
        marks = np.zeros(self.starts[-1], dtype=np.bool_)
        for numbers in rows:
            marks[numbers] = True
        return np.flatnonzero(marks)

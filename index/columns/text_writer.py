"""Numbers the words of one text field of a new generation, and sorts them into rows by word.

The words of a stretch of the collection are collected as whole numbers in reading order; one
sort of them all gives the rows of every word at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.analysis import stem
from index.columns.lexicon import Lexicon
from index.columns.number_types import Integers, UnitNumbers, pair_keys, parted_keys
from index.columns.packed_numbers import pack_rows
from index.columns.postings import Kind, Stretch, dictionary


class _Numbering(dict[str, int]):
    """Gives each word it is asked for the next number."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class TextWriter:
    """Collects one field, whose units are the passages or lie over whole runs of them."""

    def __init__(self, field: str, *, over_runs: bool) -> None:
        self.field = field
        self.over_runs = over_runs
        self._words = _Numbering()
        self._stems = _Numbering()
        self._stem_of = array("i")
        self._counts: Integers = np.zeros(0, dtype=np.int64)
        self._starts = array("q", [0])
        self._first_runs = array("q")
        self._stretch = array("i")
        self._first_unit = 0

    @property
    def stretch_words(self) -> int:
        """How many words were added since the last stretch was taken."""
        return len(self._stretch)

    def add_unit(self, words: Sequence[str], run: int) -> None:
        """Give the words of the next unit their numbers; ``run`` is the first under it."""
        self._stretch.extend(map(self._words.__getitem__, words))
        self._starts.append(self._starts[-1] + len(words))
        if self.over_runs:
            self._first_runs.append(run)

    def take_stretch(self) -> Stretch:
        """Return the rows of every word since the last call; a new stretch begins."""
        for word in list(self._words)[len(self._stem_of) :]:
            self._stem_of.append(self._stems[stem(word)])
        ids = np.array(self._stretch, dtype=np.int32)
        self._stretch = array("i")
        counts = np.bincount(ids, minlength=len(self._words))
        counts[: len(self._counts)] += self._counts
        self._counts = counts
        starts = np.array(self._starts[self._first_unit :], dtype=np.int64)
        unit = np.repeat(np.arange(self._first_unit, self._first_unit + len(starts) - 1), np.diff(starts))
        self._first_unit = len(self._starts) - 1
        stems = np.array(self._stem_of, dtype=np.int32)
        return {
            dictionary(self.field, Kind.WORDS): self._places(list(self._words), ids, starts[0]),
            dictionary(self.field, Kind.STEMS): self._places(list(self._stems), stems[ids], starts[0]),
            dictionary(self.field, Kind.UNITS): self._units(list(self._stems), stems[ids], unit),
        }

    def lexicon(self) -> Lexicon:
        """Return all words with how often each was printed, once every stretch was taken."""
        return Lexicon.of(dict(zip(self._words, self._counts.tolist(), strict=True)))

    def arrays(self, runs: int) -> dict[str, NDArray[Any]]:
        """Return what ``TextColumn`` is loaded from; ``runs`` is how many runs there are in all."""
        arrays: dict[str, NDArray[Any]] = {f"{self.field}.starts": np.array(self._starts, dtype=np.int64)}
        if self.over_runs:
            arrays[f"{self.field}.first_runs"] = np.array([*self._first_runs, runs], dtype=np.int64)
        return arrays

    def _places(self, names: list[str], ids: NDArray[np.int32], first: int) -> Iterator[tuple[str, bytes]]:
        sorted_ids, places = parted_keys(np.sort(pair_keys(ids, np.arange(len(ids)))))
        bounds = _bounds(sorted_ids)
        rows = pack_rows(places + first, bounds)
        return zip((names[number] for number in sorted_ids[bounds[:-1]].tolist()), rows, strict=True)

    def _units(self, names: list[str], ids: NDArray[np.int32], unit: UnitNumbers) -> Iterator[tuple[str, bytes]]:
        pairs, counts = np.unique(pair_keys(ids, unit), return_counts=True)
        sorted_ids, units = parted_keys(pairs)
        bounds = _bounds(sorted_ids)
        rows = pack_rows(units, bounds, counts)
        return zip((names[number] for number in sorted_ids[bounds[:-1]].tolist()), rows, strict=True)


def _bounds(ids: Integers) -> Integers:
    """Return where each number begins among ascending ones, and how many there are at the end."""
    return np.concatenate([[0], np.flatnonzero(np.diff(ids)) + 1, [len(ids)]]) if len(ids) else np.zeros(1, np.int64)

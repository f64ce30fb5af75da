"""Runs: neighbouring passages of one report with the same heading, keywords and dates.

The bullets of a section differ in their text alone. What they share is kept once for the run; there are some ten
times fewer runs than passages. A search counts its matches by run, and filters, facets and orders then work on runs
alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from index.columns.number_types import Integers, PassageMask, PassageNumbers, RunMask, RunNumbers
from index.engine import PassageDocument

_shared = attrgetter(
    "report_id", "heading", "path", "title", "finding", "judgement", "inspected", "published", "keywords"
)


def cut_into_runs(documents: Iterable[PassageDocument]) -> list[list[PassageDocument]]:
    """Return a report's passages in order, run by run."""
    runs: list[list[PassageDocument]] = []
    for document in documents:
        if runs and _are_of_one_run(runs[-1][-1], document):
            runs[-1].append(document)
        else:
            runs.append([document])
    return runs


def _are_of_one_run(before: PassageDocument, document: PassageDocument) -> bool:
    """Return whether two neighbouring passages differ in nothing but their own text and place."""
    return all(one is other or one == other for one, other in zip(_shared(before), _shared(document), strict=True))


@dataclass(frozen=True, slots=True)
class Runs:
    """All runs of a generation, numbered from 0 as the passages are.

    ``starts`` has each run's first passage, and the number of passages at the end. ``of`` is the
    run of each passage.
    """

    starts: PassageNumbers
    of: NDArray[np.int32]

    @classmethod
    def make(cls, starts: PassageNumbers) -> Runs:
        """Return the runs that begin at these passages; the last number is how many passages there are."""
        return cls(starts, np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts)))

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return len(self.of)

    def counts(self, passages: PassageNumbers) -> Integers:
        """Return how many of these passages each run has."""
        if len(passages) == self.passages:
            return np.diff(self.starts)
        counts: Integers = np.bincount(self.of[passages], minlength=len(self))
        return counts

    def passages_in(self, runs: RunNumbers) -> PassageNumbers:
        """Return the passages of runs, ascending where the runs are."""
        return ranges(self.starts[runs], self.starts[runs + 1])

    def mask_in(self, runs: RunMask) -> PassageMask:
        """Return a mask of passages from a mask of runs."""
        return np.repeat(runs, np.diff(self.starts))


def ranges(first: Integers, last: Integers) -> Integers:
    """Return all numbers from each ``first`` up to its ``last``, one range after another."""
    sizes = last - first
    before = np.cumsum(sizes) - sizes
    numbers: Integers = np.arange(sizes.sum()) + np.repeat(first - before, sizes)
    return numbers

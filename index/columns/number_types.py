"""The kinds of numbers that columns are made of, named by what they count.

Everything is numbered from 0 through the whole collection: passages, runs of passages, words of a field,
units of a field. An array's type says which of these its numbers are; docs/columns.md follows an
example through all of them. Two numbers can be put into one, the first in its upper half, so that one
sort of whole numbers sorts by both.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
"""Whole numbers of any one kind."""
PassageNumbers = NDArray[np.int64]
"""Passages, by their number."""
RunNumbers = NDArray[np.int64]
"""Runs, by their number."""
WordNumbers = NDArray[np.int64]
"""Places of words: each word printed in a field has the next number."""
UnitNumbers = NDArray[np.int64]
"""Units of a field: a passage's text, a heading over its passages, a title over its report."""
SpanNumbers = NDArray[np.int64]
"""Spans of a keyword field: neighbouring runs of one report with the same values."""
ValueNumbers = NDArray[np.int64]
"""Values of a keyword field, by their place among its sorted values."""
PairNumbers = NDArray[np.int64]
"""Distinct pairs of a value and a report that has it."""
ReportNumbers = NDArray[np.int64]
"""Reports, in the order in which they were indexed."""
Places = NDArray[np.int64]
"""Places in another array: among the matches of a search, say."""
Counts = NDArray[np.integer[Any]]
"""How many of something, one figure for each entry of another array."""
Days = NDArray[np.int64]
"""Calendar dates as ordinals (``date.toordinal``), 0 where there is none."""
Ranks = NDArray[np.int32]
"""The place of each passage in an order of all passages, 0 first."""
TextNumbers = NDArray[np.int32]
"""A number for each passage that passages share which say the same words; -1 where no other does."""
PassageMask = NDArray[np.bool_]
"""One truth value for each passage."""
RunMask = NDArray[np.bool_]
"""One truth value for each run."""
Mask = NDArray[np.bool_]
"""One truth value for each passage or for each run, as the caller has it."""
Scores = NDArray[np.float64]
"""The score of each passage of another array."""
Frequencies = NDArray[np.float64]
"""How much a field adds to tf~ (see ``index.scoring``) in each entry of another array."""
Factors = NDArray[np.float64]
"""What scores or frequencies are multiplied or divided by, one for each passage, run or unit."""

_HALF = 32
MAX_HALF = 2**_HALF - 1
"""The largest number that fits into one half of a pair."""


def pair_keys(upper: NDArray[np.integer[Any]], lower: NDArray[np.integer[Any]]) -> Integers:
    """Return one number for each pair: they sort by ``upper``, then by ``lower``.

    ``upper`` must be below 2**31 and ``lower`` at most ``MAX_HALF``, neither negative.

    >>> pair_keys(np.array([1, 0]), np.array([7, 9])).tolist()
    [4294967303, 9]
    """
    keys: Integers = upper.astype(np.int64) << _HALF | lower
    return keys


def parted_keys(keys: Integers) -> tuple[Integers, Integers]:
    """Return what ``pair_keys`` put together: the upper and the lower numbers.

    >>> [part.tolist() for part in parted_keys(np.array([4294967303, 9]))]
    [[1, 0], [7, 9]]
    """
    return keys >> _HALF, keys & MAX_HALF

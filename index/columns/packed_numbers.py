"""Rows of whole numbers as bytes, small and quick to read: the form in which postings are kept.

A row is ascending, so its first number and the gaps between the others are kept, each gap in as few bytes as the
widest gap needs: a word that is everywhere takes one byte a place. A row may also have a count for each number,
kept in the same way; where all counts are 1 they take no space. docs/columns.md shows the bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.columns.number_types import Integers

_HEADER = struct.Struct("<QBB6x")  # the first number, bytes a gap, bytes a count
_WIDTHS = (1, 2, 4, 8)
_LIMITS = np.array([2 ** (8 * width) - 1 for width in _WIDTHS[:-1]], dtype=np.int64)


def pack_rows(numbers: Integers, bounds: Integers, counts: Integers | None = None) -> Iterator[bytes]:
    """Yield the bytes of each row; ``bounds`` are where rows begin in ``numbers``, and its length at the end."""
    if len(bounds) < 2:
        return
    gaps = np.diff(numbers, prepend=0)
    gaps[bounds[:-1]] = 1
    gap_widths, gap_bytes = _packed(gaps, bounds)
    count_widths, count_bytes = [0] * (len(bounds) - 1), dict.fromkeys(_WIDTHS, memoryview(b""))
    if counts is not None:
        count_widths, count_bytes = _packed(counts, bounds)
        of_one = np.maximum.reduceat(counts, bounds[:-1]) == 1
        count_widths = [0 if one else width for one, width in zip(of_one.tolist(), count_widths, strict=True)]
    firsts = numbers[bounds[:-1]].tolist()
    starts = bounds.tolist()
    for row, (first, gap, count) in enumerate(zip(firsts, gap_widths, count_widths, strict=True)):
        start, end = starts[row], starts[row + 1]
        packed = _HEADER.pack(first, gap, count) + gap_bytes[gap][(start + 1) * gap : end * gap]
        yield packed + count_bytes[count][start * count : end * count] if count else packed


def _packed(values: Integers, bounds: Integers) -> tuple[list[int], dict[int, memoryview]]:
    """Return how many bytes the values of each row need, and all values in each width that is needed."""
    places = np.searchsorted(_LIMITS, np.maximum.reduceat(values, bounds[:-1])).tolist()
    widths = [_WIDTHS[place] for place in places]
    return widths, {width: memoryview(values.astype(f"<u{width}").tobytes()) for width in set(widths)}


def unpack_rows(rows: Sequence[bytes]) -> Integers:
    """Return the numbers of rows that follow one another."""
    return _joined([_numbers(row)[0] for row in rows])


def unpack_counted_rows(rows: Sequence[bytes]) -> tuple[Integers, NDArray[np.int32]]:
    """Return the numbers of rows that follow one another, and the count beside each number."""
    parts = [_numbers(row) for row in rows]
    numbers = _joined([numbers for numbers, _ in parts])
    counts = [counts for _, counts in parts]
    return numbers, counts[0] if len(counts) == 1 else np.concatenate([np.empty(0, dtype=np.int32), *counts])


def _joined(rows: list[Integers]) -> Integers:
    return rows[0] if len(rows) == 1 else np.concatenate([np.empty(0, dtype=np.int64), *rows])


def _numbers(row: bytes) -> tuple[Integers, NDArray[np.int32]]:
    first, gap, count = _HEADER.unpack_from(row)
    length = (len(row) - _HEADER.size + gap) // (gap + count)
    numbers = np.empty(length, dtype=np.int64)
    numbers[0] = first
    if length > 1:
        gaps = np.frombuffer(row, dtype=f"<u{gap}", count=length - 1, offset=_HEADER.size)
        np.cumsum(gaps, dtype=np.int64, out=numbers[1:])
        numbers[1:] += first
    if not count:
        return numbers, np.ones(length, dtype=np.int32)
    beside = np.frombuffer(row, dtype=f"<u{count}", count=length, offset=_HEADER.size + (length - 1) * gap)
    return numbers, beside.astype(np.int32)

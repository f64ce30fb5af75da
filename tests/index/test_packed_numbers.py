"""Rows of numbers as bytes: what is read is what was written, in few bytes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.columns.arrays import load_arrays, save_arrays
from index.columns.packed_numbers import pack_rows, unpack_counted_rows, unpack_rows

numbers = st.lists(st.integers(0, 300) | st.integers(0, 2**40), min_size=1, max_size=20, unique=True).map(sorted)
counts = st.integers(1, 3) | st.integers(1, 2**20)


@given(st.lists(numbers, max_size=5), st.data())
def test_rows_come_back_as_they_were(rows: list[list[int]], data: st.DataObject) -> None:
    beside = [data.draw(st.lists(counts, min_size=len(row), max_size=len(row))) for row in rows]
    bounds = np.cumsum([0, *map(len, rows)])
    flat = np.array([number for row in rows for number in row], dtype=np.int64)
    plain = list(pack_rows(flat, bounds))
    counted = list(pack_rows(flat, bounds, np.array([count for row in beside for count in row], dtype=np.int64)))
    assert [unpack_rows([row]).tolist() for row in plain] == rows
    found = [unpack_counted_rows([row]) for row in counted]
    assert [(numbers.tolist(), counts.tolist()) for numbers, counts in found] == list(zip(rows, beside, strict=True))
    assert unpack_rows(plain).tolist() == flat.tolist()
    assert unpack_counted_rows(counted)[0].tolist() == flat.tolist()


def test_words_that_are_everywhere_take_a_byte_a_place() -> None:
    (row,) = pack_rows(np.arange(2**40, 2**40 + 500, 5), np.array([0, 100]), np.ones(100, dtype=np.int64))
    assert len(row) == 16 + 99


def test_arrays_come_back_by_name_and_cannot_be_changed(tmp_path: Path) -> None:
    arrays = {"none": np.zeros(0, dtype=np.int64), "some": np.arange(5, dtype=np.int32), "figures": np.array([0.5])}
    save_arrays(tmp_path / "file", arrays)
    loaded = load_arrays(tmp_path / "file")
    assert {name: (array.dtype, array.tolist()) for name, array in loaded.items()} == {
        name: (array.dtype, array.tolist()) for name, array in arrays.items()
    }
    with pytest.raises(ValueError, match="read-only"):
        loaded["some"][0] = 1


@pytest.mark.parametrize("content", [b"", b"\n", b"no arrays at all", b'[["a","object",1]]\n', b'[["a","int64",9]]\n'])
def test_a_file_that_holds_no_arrays_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(ValueError):  # noqa: PT011 - which one it is does not matter
        load_arrays(tmp_path / "file")

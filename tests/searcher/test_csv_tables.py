"""Tables for spreadsheets: whatever the cells, none is a formula, and all can be read back."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from searcher.writing.csv_tables import csv_lines

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
ROW = st.lists(CELL, min_size=2, max_size=4)


@given(st.lists(ROW, min_size=1))
@example([["=SUM(A1)", "-1"], ["\r\n", '"'], ["", ""]])
def test_no_cell_is_a_formula_and_each_says_what_it_said(rows: list[list[str]]) -> None:
    lines = list(csv_lines(rows[0], rows[1:]))
    read = list(csv.reader(io.StringIO("".join(lines), newline=""), strict=True))
    assert len(lines) == len(read) == len(rows)
    assert not any(cell.startswith(FORMULA_STARTS) for row in read for cell in row)
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_an_apostrophe_goes_before_what_would_be_a_formula(start: str) -> None:
    lines = csv_lines(["a", "b"], [[f"{start}SUM(A1)", f"a{start}b"]])
    assert list(csv.reader(io.StringIO("".join(lines), newline=""))) == [["a", "b"], [f"'{start}SUM(A1)", f"a{start}b"]]

"""Tables for spreadsheets: the only way to write CSV, so that no cell is ever taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table line by line: the names of its columns, then its rows.

    An apostrophe goes before a cell that a spreadsheet would take for a formula (OWASP, CSV injection). Lines
    end in CR LF (RFC 4180); a cell may hold line ends, quoted.
    """
    line = io.StringIO()
    writer = csv.writer(line)
    for cells in chain((columns,), rows):
        writer.writerow(map(_neutralised, cells))
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _neutralised(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell

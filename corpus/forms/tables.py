"""How a table in a report is read: by columns, by rows, by items, or as mere page layout."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import Enum
from itertools import pairwise

from corpus.blocks import Block, BlockKind, Cell
from corpus.forms.rejoin import is_finished, join_blocks
from corpus.report import Finding
from corpus.vocabulary import finding_of_heading

MAX_COLUMN_HEADING = 120
"""A longer first cell is a finding in a table without a heading row."""

MAX_STRAY = 60
"""The longest end of a cell that a page break is known to set free from its table."""

FEWEST_CONTENTS = 4
HIGHEST_GRADE = 4
"""Page numbers go beyond it: a table of grades is no contents list."""

ColumnOfCells = tuple[str, int | None, list[Sequence[Block]]]
"""A column's heading ("" if none), the page it is on, and the blocks of each cell under it."""

_PAGE_NUMBER = re.compile(r"\d{1,3}")


class TableReading(Enum):
    """What a table means."""

    ITEMS = "items"  # each item of each cell is a passage of the section the table stands in
    ROWS = "rows"  # each row is one passage, cells joined by a space (grade tables)
    COLUMNS = "columns"  # each column is a section headed by its first cell
    LAYOUT = "layout"  # a table only to place text on the page: read as though it were not there
    LEFT_OUT = "left out"  # not text of the report (a contents list)


def default_reading(block: Block, is_standard_heading: Callable[[str], bool]) -> TableReading:
    """Return how a table is read when its form has no rule for it."""
    inner = [b for row in block.rows for cell in row for b in cell.blocks]
    first = block.rows[0] if block.rows else ()
    if is_contents_list(block):
        return TableReading.LEFT_OUT
    if all(len(row) > 1 and row[0].text.endswith(":") and len(row[0].blocks) == 1 for row in block.rows):
        return TableReading.ROWS
    if any(_is_finding_heading(cell.text) for cell in first):
        return TableReading.COLUMNS
    if any(b.kind is BlockKind.HEADING or is_standard_heading(b.text) for b in inner):
        return TableReading.LAYOUT
    return TableReading.ITEMS


def is_contents_list(block: Block) -> bool:
    """Return whether a table is the report's own list of contents: headings with rising page numbers."""
    numbers = [int(row[-1].text) for row in block.rows if row and _PAGE_NUMBER.fullmatch(row[-1].text)]
    if len(numbers) < max(FEWEST_CONTENTS, len(block.rows) / 2):
        return False
    return all(a <= b for a, b in pairwise(numbers)) and numbers[-1] > HIGHEST_GRADE


def columns_with_headings(block: Block) -> list[ColumnOfCells]:
    """Return the columns of a table whose first row holds their headings, left to right.

    A first cell too long to be a heading counts as the first cell of a column without one.
    """
    width = max((len(row) for row in block.rows), default=0)
    columns: list[ColumnOfCells] = []
    for place in range(width):
        cells = [row[place] if place < len(row) else Cell(()) for row in block.rows]
        top = cells[0].text
        headed = len(top) <= MAX_COLUMN_HEADING
        page = next((b.page for cell in cells for b in cell.blocks), block.page)
        below = cells[1:] if headed else cells
        columns.append((top if headed else "", page, [cell.blocks for cell in below if all_cell_text(cell)]))
    return [column for column in columns if column[0] or column[2]]


def row_text(row: Sequence[Cell]) -> tuple[str, int | None, int | None]:
    """Return the words of a row, cells joined by one space, with its first and last page."""
    blocks = [b for cell in row for b in cell.blocks if b.text]
    pages = [b.page for b in blocks if b.page is not None]
    ends = [b.page_end or b.page for b in blocks if b.page is not None]
    text = " ".join(cell.text for cell in row if cell.text)
    return text, min(pages, default=None), max((e for e in ends if e is not None), default=None)


def all_text(block: Block) -> str:
    """Return the words of a block, those of its cells too, joined by one space."""
    parts = [block.text, *(all_cell_text(cell) for row in block.rows for cell in row)]
    return " ".join(part for part in parts if part)


def all_cell_text(cell: Cell) -> str:
    """Return the words of a cell, those of tables in it too, joined by one space."""
    return " ".join(text for text in map(all_text, cell.blocks) if text)


def merge_tables(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks with a table that runs over a page made whole.

    Merged are tables of equal width, the second without a heading row of its own, with nothing
    between them, or only the end of an unfinished cell that the page break set free.
    """
    merged: list[Block] = []
    for block in map(_with_stray_rows, blocks):
        stray = _stray_between(merged, block)
        if stray is not None:
            merged[-2:] = [_with_stray(merged[-2], stray)]
        if merged and _continues(merged[-1], block):
            table = merged[-1]
            merged[-1] = replace(table, rows=table.rows + block.rows, page_end=block.page_end or table.page_end)
        else:
            merged.append(block)
    return merged


def _continues(table: Block, block: Block) -> bool:
    if table.kind is not BlockKind.TABLE or block.kind is not BlockKind.TABLE or not (table.rows and block.rows):
        return False
    first = block.rows[0]
    if len(first) != len(table.rows[-1]) or len(first) < 2:
        return False
    headings = [cell for cell in first if cell.header or _is_finding_heading(cell.text)]
    return len(headings) < len(first) and block.page != table.page


def _stray_between(merged: Sequence[Block], block: Block) -> Block | None:
    if len(merged) < 2 or block.kind is not BlockKind.TABLE:
        return None
    table, stray = merged[-2:]
    if stray.kind is not BlockKind.PARAGRAPH or len(stray.text) > MAX_STRAY or not _continues(table, block):
        return None
    return stray if _unfinished_cell(table) is not None else None


def _unfinished_cell(table: Block) -> int | None:
    row = table.rows[-1] if table.rows else ()
    return next((i for i, cell in enumerate(row) if cell.blocks and not is_finished(cell.blocks[-1].text)), None)


def _with_stray(table: Block, stray: Block) -> Block:
    place = _unfinished_cell(table)
    if place is None:
        return table
    row = list(table.rows[-1])
    *before, last = row[place].blocks
    row[place] = replace(row[place], blocks=(*before, join_blocks(last, stray)))
    return replace(table, rows=(*table.rows[:-1], tuple(row)))


def _with_stray_rows(table: Block) -> Block:
    """Return a table without rows that are no more than the end of a cell of the row above."""
    for place in range(len(table.rows) - 1, 0, -1):
        filled = [cell for cell in table.rows[place] if cell.blocks]
        above = replace(table, rows=table.rows[:place])
        unfinished = _unfinished_cell(above)
        if len(filled) != 1 or len(table.rows[place]) < 2 or unfinished is None or len(filled[0].blocks) != 1:
            continue
        stray, cell = filled[0].blocks[0], above.rows[-1][unfinished]
        if len(stray.text) <= MAX_STRAY <= len(cell.text) and not stray.bold_lead and stray.page != cell.blocks[0].page:
            table = replace(table, rows=_with_stray(above, stray).rows + table.rows[place + 1 :])
    return table


def _is_finding_heading(text: str) -> bool:
    if not text or len(text) > MAX_COLUMN_HEADING:
        return False
    found = finding_of_heading(text)
    return found is not None and found[0] in {Finding.STRENGTH, Finding.WEAKNESS, Finding.RECOMMENDATION}

"""How a table in a report is read: by columns, by rows, by items, or as mere page layout."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum
from itertools import pairwise

from corpus.blocks import Block, BlockKind, Cell
from corpus.report import Finding
from corpus.vocabulary import finding_of_heading

MAX_COLUMN_HEADING = 120
"""A longer first cell is a finding in a table without a heading row."""

FEWEST_CONTENTS = 4
HIGHEST_GRADE = 4
"""Page numbers go beyond it: a table of grades is no contents list."""

ColumnOfCells = tuple[str, int | None, list[tuple[int, tuple[Block, ...]]]]
"""A column's heading ("" if none), the page it is on, and each cell under it: the place of its row, and its blocks."""

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
    if any(is_finding_heading(cell.text) for cell in first):
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
        below = [(row, cell.blocks) for row, cell in enumerate(cells) if all_cell_text(cell)]
        if headed:
            below = [(row, blocks) for row, blocks in below if row > 0]
        columns.append((top if headed else "", page, below))
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


def every_word(block: Block) -> str:
    """Return the words of a block and of its cells, the printed numbers of its paragraphs too."""
    parts = [
        block.number or "",
        block.text,
        *(every_word(b) for row in block.rows for cell in row for b in cell.blocks),
    ]
    return " ".join(part for part in parts if part)


def all_cell_text(cell: Cell) -> str:
    """Return the words of a cell, those of tables in it too, joined by one space."""
    return " ".join(text for text in map(all_text, cell.blocks) if text)


def is_finding_heading(text: str) -> bool:
    """Return whether a cell's text is a heading that says: strengths, weaknesses, or what must be done."""
    if not text or len(text) > MAX_COLUMN_HEADING:
        return False
    found = finding_of_heading(text)
    return found is not None and found[0] in {Finding.STRENGTH, Finding.WEAKNESS, Finding.RECOMMENDATION}

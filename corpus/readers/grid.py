"""Table rows with their spans filled in, so that a column is the same column in every row."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.blocks import Block, BlockKind, Cell

WIDEST_SPAN = 50
"""Columns or rows. No printed table has more; a larger span is an error or an attack."""

_EMPTY = Cell(())


@dataclass(slots=True)
class Grid:
    """Collects the cells of a table. A span is its cell followed by empty ones."""

    _rows: list[list[Cell]] = field(default_factory=list)
    _reserved: dict[int, int] = field(default_factory=dict)

    def begin_row(self) -> None:
        """Start the next row."""
        self._fill()
        self._rows.append([])

    def add(self, cell: Cell, columns: int = 1, rows: int = 1) -> None:
        """Add a cell to the current row, in the next column that no cell above reaches into."""
        if not self._rows:
            self.begin_row()
        self._fill()
        row = self._rows[-1]
        columns, rows = (min(max(1, span), WIDEST_SPAN) for span in (columns, rows))
        if rows > 1:
            self._reserved.update(dict.fromkeys(range(len(row), len(row) + columns), rows - 1))
        row += [cell, *[_EMPTY] * (columns - 1)]

    def _fill(self) -> None:
        if not self._rows:
            return
        row = self._rows[-1]
        while self._reserved.get(len(row), 0) > 0:
            self._reserved[len(row)] -= 1
            row.append(_EMPTY)

    def blocks(self) -> list[Block]:
        """Return the table as one block; the contents alone of a table that only frames them; else nothing."""
        self._fill()
        rows = [tuple(row) for row in self._rows if any(cell.blocks for cell in row)]
        filled = [cell for row in rows for cell in row if cell.blocks]
        if len(filled) == 1:
            return list(filled[0].blocks)
        return [Block(BlockKind.TABLE, "", rows=tuple(rows))] if rows else []

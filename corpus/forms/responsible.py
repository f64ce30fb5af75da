"""Who is to meet a recommendation: read from the column of a table that names a body for each row."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.blocks import Block, Cell
from corpus.vocabulary import normalise_heading

_HEADING = re.compile(r"responsible bod(?:y|ies)")


def responsible_column(table: Block) -> tuple[Block, dict[int, str], str]:
    """Return a table without its column of responsible bodies, the body of each block, and the column's words.

    The bodies are by the identity of the blocks in the row. A table without such a column, or with
    a body beside nothing, comes back as it is: no name is lost.
    """
    place = next((at for at, cell in enumerate(table.rows[0]) if _heads(cell)), None) if table.rows else None
    if place is None or len(table.rows[0]) < 2:
        return table, {}, ""
    rows = tuple(tuple(cell for at, cell in enumerate(row) if at != place) for row in table.rows)
    named = [row[place].text if place < len(row) else "" for row in table.rows]
    body = list(zip(rows, named, strict=True))[1:]
    if not any(named[1:]) or any(name and not any(cell.blocks for cell in row) for row, name in body):
        return table, {}, ""
    known = {id(block): name for row, name in body if name for cell in row for block in cell.blocks}
    return replace(table, rows=rows), known, " ".join(filter(None, named))


def _heads(cell: Cell) -> bool:
    return _HEADING.fullmatch(normalise_heading(cell.text)) is not None

"""Tables that run over a page, made whole: their halves, their rows and their cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.blocks import Block, BlockKind, Cell
from corpus.forms.tables import is_finding_heading
from corpus.sentences import is_finished

MAX_STRAY = 60
"""The longest end of a cell that a page break is known to set free from its table."""


def merge_tables(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks with a table that runs over a page made whole.

    Merged are tables of equal width, the second without a heading row of its own, with nothing
    between them, or only the end of an unfinished cell that the page break set free. Heading
    rows printed again on the later page go, rows cut in two become one.
    """
    merged: list[Block] = []
    for block in map(_whole_rows, blocks):
        stray = _stray_between(merged, block)
        if stray is not None:
            merged[-2:] = [_with_stray(merged[-2], stray)]
        if merged and _ends_cell(merged[-1], block):
            merged[-1] = _with_stray(merged[-1], block)
        elif merged and _continues(merged[-1], block):
            table = merged[-1]
            whole = replace(table, rows=table.rows + block.rows, page_end=block.page_end or table.page_end)
            merged[-1] = _whole_rows(whole)
        else:
            merged.append(block)
    return merged


def _continues(table: Block, block: Block) -> bool:
    if table.kind is not BlockKind.TABLE or block.kind is not BlockKind.TABLE or not (table.rows and block.rows):
        return False
    first = block.rows[0]
    if len(first) != len(table.rows[-1]) or len(first) < 2:
        return False
    headings = [cell for cell in first if cell.header or is_finding_heading(cell.text)]
    again = _same_text(first, table.rows[0])
    return (again or len(headings) < len(first)) and block.page != table.page


def _ends_cell(table: Block, block: Block) -> bool:
    """Return whether a paragraph after a table, on the next page, goes on where its last row breaks off."""
    if table.kind is not BlockKind.TABLE or block.kind is not BlockKind.PARAGRAPH or block.page == table.page:
        return False
    return block.text[:1].islower() and _unfinished_cell(table) is not None


def _stray_between(merged: Sequence[Block], block: Block) -> Block | None:
    if len(merged) < 2 or block.kind is not BlockKind.TABLE:
        return None
    table, stray = merged[-2:]
    if stray.kind is not BlockKind.PARAGRAPH or len(stray.text) > MAX_STRAY or not _continues(table, block):
        return None
    return stray if _unfinished_cell(table) is not None else None


def _unfinished_cell(table: Block) -> int | None:
    """Return the column of the last row's cell that breaks off, the longest of several."""
    row = table.rows[-1] if table.rows else ()
    cut = [i for i, cell in enumerate(row) if cell.blocks and not is_finished(cell.blocks[-1].text)]
    return max(cut, key=lambda place: len(row[place].text), default=None)


def _with_stray(table: Block, stray: Block) -> Block:
    place = _unfinished_cell(table)
    if place is None:
        return table
    row = list(table.rows[-1])
    *before, last = row[place].blocks
    row[place] = replace(row[place], blocks=(*before, _join(last, stray)))
    return replace(table, rows=(*table.rows[:-1], tuple(row)))


def _whole_rows(table: Block) -> Block:
    """Return a table without heading rows printed again on a later page, and with rows cut in two made one."""
    rows: list[tuple[Cell, ...]] = []
    for row in table.rows:
        if rows and _same_text(row, rows[0]) and _page(row) != _page(rows[0]):
            continue
        last = rows[-1] if len(rows) > 1 else None
        if last is not None and _continues_row(last, row):
            rows[-1] = tuple(_joined_cells(*pair) for pair in zip(last, row, strict=True))
        elif last is not None and (stray := _stray_row(last, row)) is not None:
            rows[-1] = _with_stray(replace(table, rows=tuple(rows)), stray).rows[-1]
        else:
            rows.append(row)
    return replace(table, rows=tuple(rows)) if len(rows) != len(table.rows) else table


def _same_text(row: Sequence[Cell], other: Sequence[Cell]) -> bool:
    return [cell.text for cell in row] == [cell.text for cell in other] and any(cell.text for cell in row)


def _page(row: Sequence[Cell]) -> int | None:
    return next((block.page for cell in row for block in cell.blocks), None)


def _continues_row(above: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Return whether each filled cell of a row on the next page goes on where the cell above it breaks off."""
    pairs = [(a, b) for a, b in zip(above, row, strict=False) if b.blocks]
    if len(above) != len(row) or not pairs or _page(row) == _page(above):
        return False
    return all(a.blocks and not is_finished(a.text) and b.text[:1].islower() for a, b in pairs)


def _joined_cells(above: Cell, cell: Cell) -> Cell:
    if not cell.blocks:
        return above
    *before, last = above.blocks
    first, *after = cell.blocks
    return replace(above, blocks=(*before, _join(last, first), *after))


def _stray_row(above: Sequence[Cell], row: Sequence[Cell]) -> Block | None:
    """Return the end of a cell that stands alone in a row of the next page, in whichever column."""
    filled = [cell for cell in row if cell.blocks]
    if len(filled) != 1 or len(row) < 2 or len(filled[0].blocks) != 1 or _page(row) == _page(above):
        return None
    stray = filled[0].blocks[0]
    unfinished = next((cell for cell in above if cell.blocks and not is_finished(cell.blocks[-1].text)), None)
    if unfinished is None or stray.bold_lead or not len(stray.text) <= MAX_STRAY <= len(unfinished.text):
        return None
    return stray


def _join(first: Block, second: Block) -> Block:
    return replace(first, text=f"{first.text} {second.text}", page_end=second.page_end or first.page_end)

"""What a table says of each of its rows in a column of its own: by when it is to be done, and by whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.blocks import Block, Cell
from corpus.forms.body.time_scales import scale_of_line
from corpus.vocabulary import normalise_heading

_HEADING = re.compile(r"responsible bod(?:y|ies)")


@dataclass(frozen=True, slots=True)
class RowFacts:
    """The facts that a table gives for a row, and so for every passage in it: see ``corpus.report.Passage``."""

    time_scale: str | None = None
    responsible: str | None = None


NO_FACTS = RowFacts()


def without_facts(table: Block, around: RowFacts = NO_FACTS) -> tuple[Block, tuple[RowFacts, ...], tuple[str, ...]]:
    """Return a table without the columns that say by when and by whom, the facts of each row, and those columns' words.

    There are as many facts as rows. A row for which nothing is said has those of ``around``, the row that the
    table itself stands in.
    """
    table, scales, by_when = _without_time_scales(table)
    table, bodies, by_whom = _without_responsible_bodies(table)
    facts = tuple(
        RowFacts(scale or around.time_scale, body or around.responsible)
        for scale, body in zip(scales, bodies, strict=True)
    )
    return table, facts, tuple(filter(None, (by_when, by_whom)))


_Column = tuple[Block, Sequence[str | None], str]
"""A table without one of its columns, what that column says of each row, and its words."""


def _without_time_scales(table: Block) -> _Column:
    for place in range(max((len(row) for row in table.rows), default=0)):
        cells = _texts(table, place)
        scales = [scale_of_line(text) if text else None for text in cells]
        body = [scale for text, scale in zip(cells[1:], scales[1:], strict=True) if text]
        if not body or None in body or scales[0] or len(table.rows[0]) < 2:
            continue
        return _without_column(table, place), scales, " ".join(filter(None, cells))
    return table, [None] * len(table.rows), ""


def _without_responsible_bodies(table: Block) -> _Column:
    """Take off the column of responsible bodies, unless a body stands beside nothing: no name is lost."""
    untouched = table, [None] * len(table.rows), ""
    place = next((at for at, cell in enumerate(table.rows[0]) if _heads(cell)), None) if table.rows else None
    if place is None or len(table.rows[0]) < 2:
        return untouched
    heading, *bodies = _texts(table, place)
    rest = _without_column(table, place)
    rows = zip(rest.rows[1:], bodies, strict=True)
    if not any(bodies) or any(body and not any(cell.blocks for cell in row) for row, body in rows):
        return untouched
    return rest, [None, *bodies], " ".join(filter(None, (heading, *bodies)))


def _texts(table: Block, place: int) -> list[str]:
    """Return the words of a column, row by row."""
    return [row[place].text if place < len(row) else "" for row in table.rows]


def _without_column(table: Block, place: int) -> Block:
    rows = tuple(tuple(cell for at, cell in enumerate(row) if at != place) for row in table.rows)
    return replace(table, rows=rows)


def _heads(cell: Cell) -> bool:
    return _HEADING.fullmatch(normalise_heading(cell.text)) is not None

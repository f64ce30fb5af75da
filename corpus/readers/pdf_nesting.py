"""Lists within lists: a bullet printed further right than the one above it is one of that one's own list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.readers.pdf_items import Item, ItemKind

INDENT = 0.8  # of the type size: less than this further right is no indent


def nest_by_indent(items: Sequence[Item]) -> None:
    """Deepen bullets, in the document and in each cell, to what their indents say; none becomes less deep."""
    lists = _Lists()
    for item in items:
        for row in item.rows:
            for cell in row:
                nest_by_indent(cell)
        if item.kind is ItemKind.NOTE:
            continue  # at the foot of a page, between two items
        if item.kind is ItemKind.LIST_ITEM and item.mark is not None and not item.numbered:
            lists.settle(item)
        else:
            lists = _Lists()


@dataclass(slots=True)
class _Lists:
    """The lists open at one place: where their marks stand, in points, and how deep their items are at the least."""

    _open: list[tuple[float, int]] = field(default_factory=list)
    _above: int = 0

    def settle(self, item: Item) -> None:
        """Set the depth of the next bullet."""
        line = item.prose.lines[0]
        room = INDENT * line.size
        while self._open and line.x0 < self._open[-1][0] - room:
            self._open.pop()
        if not self._open or line.x0 > self._open[-1][0] + room:
            self._open.append((line.x0, self._above + 1 if self._open else 1))
        item.depth = max(item.depth, self._open[-1][1])
        self._above = item.depth

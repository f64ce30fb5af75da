"""Blank lines inside one structure element: where lines stand clearly further apart, a new paragraph begins.

Word's line breaks, and boxes laid out as tables, put several printed paragraphs into one element.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.readers.pdf.items import Item, ItemKind, every_item
from corpus.readers.pdf.lines import Line, cut_prose, join_lines

PARAGRAPH_GAP = 1.45  # of the usual distance between lines of the same type size

_TEXT = {ItemKind.PARAGRAPH, ItemKind.LIST_ITEM}
_RUNS_ON = re.compile(r"[\"'“‘(\[]*[a-z]")
_FINISHED = re.compile(r"[.!?:;][\"'”’)\]]*\s*\d{0,2}$")


def split_at_gaps(pages: Sequence[Sequence[Item]]) -> list[list[Item]]:
    """Return the items of each page, those cut in two that hold a blank line between finished sentences."""
    usual = _usual_pitches(pages)
    return [[part for item in items for part in _parts(item, usual)] for items in pages]


def _usual_pitches(pages: Sequence[Sequence[Item]]) -> dict[int, float]:
    """Return the commonest distance from line to line within an item, in points, by type size."""
    seen: dict[int, Counter[float]] = {}
    for items in pages:
        for item in every_item(items):
            for above, below in pairwise(item.prose.lines):
                if above.y > below.y:
                    seen.setdefault(round(above.size), Counter())[round(above.y - below.y, 1)] += 1
    return {size: pitches.most_common(1)[0][0] for size, pitches in seen.items()}


def _parts(item: Item, usual: dict[int, float]) -> Iterator[Item]:
    for row in item.rows:
        row[:] = [[part for inside in cell for part in _parts(inside, usual)] for cell in row]
    lines = item.prose.lines
    starts = [n + 1 for n, (above, below) in enumerate(pairwise(lines)) if _parts_them(above, below, usual)]
    if item.kind not in _TEXT or not starts:
        yield item
        return
    taken = len(join_lines(lines).text) - len(item.prose.text)  # mark or number
    yield replace(item, prose=cut_prose(join_lines(lines[: starts[0]]), taken))
    for start, end in pairwise([*starts, len(lines)]):
        yield Item(ItemKind.PARAGRAPH, join_lines(lines[start:end]), item.page, row=item.row)


def _parts_them(above: Line, below: Line, usual: dict[int, float]) -> bool:
    pitch = usual.get(round(above.size))
    if pitch is None or above.y - below.y <= PARAGRAPH_GAP * pitch:
        return False
    return _FINISHED.search(above.text) is not None and not _RUNS_ON.match(below.text)

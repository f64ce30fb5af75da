"""Joins paragraphs, bullets and tables that a page break cut in two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from corpus.readers.pdf.items import Item, ItemKind, every_item
from corpus.readers.pdf.lines import Line, Prose, cut_prose, join_lines

WIDTH_OF_A_SPACE = 0.3  # of the type size
LINE_PITCH = 1.4  # of the type size: lines closer than this belong together
NEARLY_FULL = 0.85  # of the column: a longer unfinished line without a gap below it goes on there
ITEMS_A_PAGE = 60  # more than a page holds: how far back to look for its widest line
SAME_MARGIN = 4.0  # points: texts that begin so close to one another share a margin
USUAL_PITCH = 1.2  # of the type size, from line to line
FREE_LINES = 1.25  # left over at the foot of a full page: one, so that no line stands alone overleaf
ABOVE_NOTES = 2.0  # lines of text that the rule above footnotes takes up
LONGEST_STRAY = 60  # characters: the longest end of a cell that is tagged as a row of its own

_ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’)\]]*\s*\d{0,2}$")
_HOLDS_SENTENCE = re.compile(r"[.!?](?:\s|$)")
_ENDS_INSIDE = re.compile(r"(?:\b[a-z]+|,)\s*$")
_BEGINS_INSIDE = re.compile(r"[\"'“‘(\[]*[a-z]")
_FLOWING = {ItemKind.PARAGRAPH, ItemKind.LIST_ITEM}


class _Column(NamedTuple):
    """How far to the right lines reach on the two sides of a page break, and how far down each page does (points)."""

    right: float
    feet: dict[int, float]


def join_pages(pages: Sequence[Sequence[Item]]) -> list[Item]:
    """Return all items in reading order, those cut by a page break made whole."""
    joined: list[Item] = []
    usual = median(filter(None, map(_reach, pages))) if any(map(_reach, pages)) else 0.0
    feet = _feet(pages)
    for items in pages:
        rest = _join_split_paragraphs(items)
        while (first := _first_flowing(rest)) is not None and (last := _last_flowing(joined)) is not None:
            if _is_heading_in_list(last, first):
                first.kind = ItemKind.PARAGRAPH
            if not _joins(last, first, _Column(max(usual, _right_edge(joined, last.page_end, rest)), feet)):
                break
            _append(last, first)
            rest.remove(first)
            if last.kind is not ItemKind.TABLE:
                break  # after the end of a cell its table may go on; after that of a paragraph nothing does
        joined += rest
    return joined


def _join_split_paragraphs(items: Sequence[Item]) -> list[Item]:
    """Return the items of a page with paragraphs that are tagged line by line made whole."""
    right = _reach(items)
    joined: list[Item] = []
    for item in items:
        for row in item.rows:
            row[:] = [_join_split_paragraphs(cell) for cell in row]
        if joined and _is_next_line(joined[-1], item, right):
            _append(joined[-1], item)
        else:
            joined.append(item)
    return joined


def _is_next_line(above: Item, below: Item, right: float) -> bool:
    if above.kind not in _FLOWING or below.kind is not ItemKind.PARAGRAPH or below.mark is not None:
        return False
    if not above.prose.lines or not below.prose.lines or _ENDS_SENTENCE.search(above.prose.text):
        return False
    last, first = above.prose.lines[-1], below.prose.lines[0]
    same_type = last.size == first.size and last.bold == first.bold and above.row == below.row
    if not same_type or not 0 < last.y - first.y < LINE_PITCH * last.size:
        return False
    return bool(_BEGINS_INSIDE.match(below.prose.text)) or _is_next_line_of_prose(above, below, right)


def _is_next_line_of_prose(above: Item, below: Item, right: float) -> bool:
    """Tell the next line of a paragraph, beginning with a capital, from one more of an address or a list of names."""
    if above.kind is not ItemKind.PARAGRAPH:
        return False
    if _HOLDS_SENTENCE.search(below.prose.text) is None and not above.prose.text.rstrip().endswith(","):
        return False
    last = above.prose.lines[-1]
    nearly_full = last.x1 - last.x0 >= NEARLY_FULL * (right - last.x0)
    return (nearly_full and len(below.prose.lines) > 1) or not _had_room(above, below, right)


def _first_flowing(items: Sequence[Item]) -> Item | None:
    return next((item for item in items if item.kind is not ItemKind.NOTE), None)


def _last_flowing(items: Sequence[Item]) -> Item | None:
    return next((item for item in reversed(items) if item.kind is not ItemKind.NOTE), None)


def _right_edge(before: Sequence[Item], page: int, after: Sequence[Item]) -> float:
    """Return how far to the right the text reaches on the two sides of a page break, in points."""
    above = [item for item in before[-ITEMS_A_PAGE:] if item.page_end == page]
    return max(_reach(above), _reach(after))


def _reach(items: Sequence[Item]) -> float:
    return max((line.x1 for item in items for line in item.prose.lines), default=0.0)


def _is_heading_in_list(last: Item, first: Item) -> bool:
    """Tell a heading at the top of a page that is tagged as one more item of the list before."""
    bare = first.kind is ItemKind.LIST_ITEM and first.mark is None and last.kind is ItemKind.LIST_ITEM
    return bare and first.prose.bold and not last.prose.lines[-1].bold


def _feet(pages: Sequence[Sequence[Item]]) -> dict[int, float]:
    """Return the place of the last line that each page has room for: that of full pages, or above its footnotes."""
    lowest: dict[int, float] = {}
    notes: dict[int, float] = {}
    size = 0.0
    for item in (item for items in pages for item in every_item(items)):
        for line in item.prose.lines:
            if item.kind is ItemKind.NOTE:
                notes[line.page] = max(line.y, notes.get(line.page, 0.0))
            else:
                lowest[line.page] = min(line.y, lowest.get(line.page, line.y))
                size = line.size
    foot = sorted(lowest.values())[len(lowest) // 4] if lowest else 0.0
    return {
        page: max(foot, notes[page] + ABOVE_NOTES * USUAL_PITCH * size) if page in notes else foot for page in lowest
    }


def _joins(last: Item, first: Item, column: _Column) -> bool:
    if last.kind is ItemKind.TABLE:
        return _table_goes_on(last, first)
    if last.kind not in _FLOWING or first.kind not in _FLOWING or not last.prose.lines or not first.prose.lines:
        return False
    if first.mark is not None:
        return _is_figure_of_a_sentence(last, first)
    if first.kind is ItemKind.LIST_ITEM and last.kind is not ItemKind.LIST_ITEM:
        return False
    if first.kind is ItemKind.LIST_ITEM and last.mark is not None:
        # Among items with printed marks, one without at the top of a page is the rest of the last.
        return True
    return _paragraph_goes_on(last, first, column)


def _table_goes_on(table: Item, first: Item) -> bool:
    if first.kind is ItemKind.TABLE:
        begins_anew = all(first.heads[0]) and _texts(first.rows[0]) != _texts(table.rows[0])
        return len(table.rows[-1]) == len(first.rows[0]) and not begins_anew
    # The rest of the last row's cell, alone on the next page, is tagged as a paragraph.
    rest = first.kind is ItemKind.PARAGRAPH and first.mark is None and _BEGINS_INSIDE.match(first.prose.text)
    return bool(rest) and bool(_cut_cell(table))


def _is_figure_of_a_sentence(last: Item, first: Item) -> bool:
    """Return whether a figure ends the sentence before the break ("by Key Stage / 2. However") and is no number."""
    if not (last.numbered and first.numbered) or _ENDS_SENTENCE.search(last.prose.text):
        return False
    return int(first.mark or 0) != int(last.mark or 0) + 1


def _paragraph_goes_on(last: Item, first: Item, column: _Column) -> bool:
    begins_inside = _BEGINS_INSIDE.match(first.prose.text) is not None
    sentence_open = not _ENDS_SENTENCE.search(last.prose.text)
    if last.prose.bold != first.prose.bold:
        return begins_inside and sentence_open
    if begins_inside or (sentence_open and _breaks_off(last, first, column.right)):
        return abs(last.prose.size - first.prose.size) < 1
    if sentence_open:
        return False
    return _is_full(last, column) and _ran_on(last, first, column.right)


def _breaks_off(last: Item, first: Item, right: float) -> bool:
    """Tell prose that stops in mid-sentence from a line that ends without a full stop, such as a name."""
    if not _had_room(last, first, right):
        return True
    return len(last.prose.lines) > 1 and _ENDS_INSIDE.search(last.prose.text) is not None


def _is_full(last: Item, column: _Column) -> bool:
    """Tell whether a page is full: where there was room for more lines, the next paragraph began overleaf."""
    end = last.prose.lines[-1]
    return end.y - column.feet[end.page] <= FREE_LINES * USUAL_PITCH * end.size


def _ran_on(last: Item, first: Item, right: float) -> bool:
    """Tell whether a paragraph that ends in a full stop goes on after the break.

    It does when its last line had no room left for the first word that follows; had there been
    room, the word would stand there.
    """
    begin = first.prose.lines[0]
    if last.prose.text.rstrip().endswith(":") or abs(last.prose.size - first.prose.size) >= 1:
        return False
    if not _ENDS_SENTENCE.search(first.prose.text):
        return False  # a line like "Yours sincerely" is no rest of a paragraph
    if len(last.prose.lines) > 1 and abs(last.prose.lines[-1].x0 - begin.x0) > SAME_MARGIN:
        return False
    return not _had_room(last, first, right)


def _had_room(above: Item, below: Item, right: float) -> bool:
    """Tell whether the first word of the text below would have fitted on the last line above.

    ``right`` is how far the lines of the column reach, in points.
    """
    end, begin = above.prose.lines[-1], below.prose.lines[0]
    return end.x1 + WIDTH_OF_A_SPACE * end.size + _first_word_width(begin) <= right


def _first_word_width(line: Line) -> float:
    word = line.text.split(maxsplit=1)[0]
    return (line.x1 - line.x0) * len(word) / max(1, len(line.text))


def _append(last: Item, first: Item) -> None:
    last.page_end = first.page_end
    if last.kind is not ItemKind.TABLE:
        last.prose = _joined_prose(last, first)
        return
    if first.kind is not ItemKind.TABLE:
        _append(_cut_cell(last)[-1], first)
        return
    rows, heads = list(first.rows), list(first.heads)
    if _texts(rows[0]) == _texts(last.rows[0]):  # the heading row, printed again
        last.set_aside += _texts(rows[0])
        rows, heads = rows[1:], heads[1:]
    if not rows:
        return
    stray = _stray(rows[0])
    if stray is not None and _cut_cell(last, LONGEST_STRAY) and not _row_continues(last.rows[-1], rows[0]):
        _append(_cut_cell(last, LONGEST_STRAY)[-1], stray)
        rows, heads = rows[1:], heads[1:]
    elif _row_continues(last.rows[-1], rows[0]):
        for above, below in zip(last.rows[-1], rows[0], strict=True):
            goes_on = above and below and _cell_continues(above[-1], below[0])
            if goes_on:
                _append(above[-1], below[0])
            above.extend(below[1:] if goes_on else below)
        rows, heads = rows[1:], heads[1:]
    last.rows += rows
    last.heads += heads


def _texts(row: Sequence[Sequence[Item]]) -> list[str]:
    return [" ".join(item.prose.text for item in cell) for cell in row]


def _cut_cell(table: Item, shortest: int = 1) -> list[Item]:
    """Return the longest cell of the last row that ends in mid-sentence; empty if none does.

    ``shortest`` is how many characters its last text has at the least.
    """
    cut_off = [
        cell
        for cell in table.rows[-1]
        if cell
        and cell[-1].kind is not ItemKind.TABLE
        and len(cell[-1].prose.text) >= shortest
        and not _ENDS_SENTENCE.search(cell[-1].prose.text)
    ]
    return max(cut_off, key=lambda cell: sum(len(item.prose.text) for item in cell), default=[])


def _stray(row: Sequence[Sequence[Item]]) -> Item | None:
    """Return the end of a cell that stands alone in a row of the next page, in whichever column."""
    filled = [cell for cell in row if cell]
    if len(filled) != 1 or len(row) < 2 or len(filled[0]) != 1:
        return None
    item = filled[0][0]
    alone = item.kind is ItemKind.PARAGRAPH and item.mark is None and not item.prose.bold
    return item if alone and len(item.prose.text) <= LONGEST_STRAY else None


def _row_continues(above: Sequence[Sequence[Item]], below: Sequence[Sequence[Item]]) -> bool:
    pairs = [(a[-1], b[0]) for a, b in zip(above, below, strict=True) if a and b]
    return any(_cell_continues(a, b) for a, b in pairs)


def _cell_continues(above: Item, below: Item) -> bool:
    if above.kind is ItemKind.TABLE or below.kind is ItemKind.TABLE or below.mark is not None:
        return False
    return _BEGINS_INSIDE.match(below.prose.text) is not None and not _ENDS_SENTENCE.search(above.prose.text)


def _joined_prose(last: Item, first: Item) -> Prose:
    """Return both texts as one; the mark already taken off the first stays off."""
    mark = len(join_lines(last.prose.lines).text) - len(last.prose.text)
    return cut_prose(join_lines((*last.prose.lines, *first.prose.lines)), mark)

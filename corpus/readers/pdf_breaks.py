"""Page breaks: a paragraph, bullet or table that one cuts is made whole again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from corpus.readers.pdf_items import Item, ItemKind
from corpus.readers.pdf_lines import Line, Prose, cut, join_lines

WIDTH_OF_A_SPACE = 0.3  # of the type size
LINE_PITCH = 1.4  # of the type size: lines closer than this belong together
ITEMS_A_PAGE = 60  # more than a page holds: how far back to look for its widest line
SAME_MARGIN = 4.0  # points: texts that begin so close to one another share a margin

_ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’)\]]*\s*\d{0,2}$")
_BEGINS_INSIDE = re.compile(r"[\"'“‘(\[]*[a-z]")
_FLOWING = {ItemKind.PARAGRAPH, ItemKind.LIST_ITEM}


def join_pages(pages: Sequence[Sequence[Item]]) -> list[Item]:
    """Return all items in reading order, those cut by a page break made whole."""
    joined: list[Item] = []
    usual = median(filter(None, map(_reach, pages))) if any(map(_reach, pages)) else 0.0
    for items in pages:
        rest = _join_split_paragraphs(items)
        first = _first_flowing(rest)
        last = _last_flowing(joined)
        if (
            first is not None
            and last is not None
            and _joins(last, first, max(usual, _right_edge(joined, last.page_end, rest)))
        ):
            _append(last, first)
            rest.remove(first)
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
    if _BEGINS_INSIDE.match(below.prose.text):
        return True
    return above.kind is ItemKind.PARAGRAPH and not _had_room(above, below, right)


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


def _joins(last: Item, first: Item, right: float) -> bool:
    if last.kind is ItemKind.TABLE and first.kind is ItemKind.TABLE:
        return len(last.rows[-1]) == len(first.rows[0])
    if last.kind not in _FLOWING or first.kind not in _FLOWING or not last.prose.lines or not first.prose.lines:
        return False
    if first.mark is not None:
        return _is_figure_of_a_sentence(last, first)
    if first.kind is ItemKind.LIST_ITEM and last.kind is not ItemKind.LIST_ITEM:
        return False
    if first.kind is ItemKind.LIST_ITEM and last.mark is not None:
        # Among items with printed marks, one without at the top of a page is the rest of the last.
        return True
    return _paragraph_goes_on(last, first, right)


def _is_figure_of_a_sentence(last: Item, first: Item) -> bool:
    """Tell a figure that ends the sentence before the break ("by Key Stage / 2. However") from a number."""
    if not (last.numbered and first.numbered) or _ENDS_SENTENCE.search(last.prose.text):
        return False
    return int(first.mark or 0) != int(last.mark or 0) + 1


def _paragraph_goes_on(last: Item, first: Item, right: float) -> bool:
    begins_inside = _BEGINS_INSIDE.match(first.prose.text) is not None
    sentence_open = not _ENDS_SENTENCE.search(last.prose.text)
    if last.prose.bold != first.prose.bold:
        return begins_inside and sentence_open
    if begins_inside or sentence_open:
        return abs(last.prose.size - first.prose.size) < 1
    return _ran_on(last, first, right)


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
    rows, heads = list(first.rows), list(first.heads)
    if _row_continues(last.rows[-1], rows[0]):
        for above, below in zip(last.rows[-1], rows[0], strict=True):
            goes_on = above and below and _cell_continues(above[-1], below[0])
            if goes_on:
                _append(above[-1], below[0])
            above.extend(below[1:] if goes_on else below)
        rows, heads = rows[1:], heads[1:]
    last.rows += rows
    last.heads += heads


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
    return cut(join_lines((*last.prose.lines, *first.prose.lines)), mark)

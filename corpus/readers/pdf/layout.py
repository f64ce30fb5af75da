"""Reads untagged PDFs: tells paragraphs, bullets and page furniture apart by where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from corpus.readers.lines.marks import find_bullet
from corpus.readers.pdf.items import Item, ItemKind, itemise
from corpus.readers.pdf.lines import SAME_LINE, SUPERSCRIPT_SIZE, Line, lines_of
from corpus.readers.pdf.objects import PageContent, Run

MARGIN_SHARE = 0.09  # of the page's height, top and bottom: where furniture stands
FURNITURE_PAGES = 3
PARAGRAPH_GAP = 1.25  # of the distance between lines of a paragraph
LEAST_LEADING, MOST_LEADING, LEADING_STEP = 0.9, 2.2, 0.05  # of the type size
OFTEN = 0.08  # of all distances between lines: what comes up less is chance
STYLE_CHANGE = 0.6  # points of type size
INDENT = 5  # points: less is the same place
SHORT_LINE = 0.6  # of the width: where a line ends before that, its paragraph does

_FIGURES = re.compile(r"\d+")


class LayoutReading:
    """``pages`` holds the items of each page in reading order; ``furniture`` every line that was taken out."""

    def __init__(self, pages: Sequence[PageContent]) -> None:
        every = [_sorted_lines(page) for page in pages]
        repeated: Counter[str] = Counter()
        for page, lines in zip(pages, every, strict=True):
            repeated.update({pattern_of(line) for line in lines if in_margin(line, page)})
        self.furniture: list[str] = []
        texts: list[list[Line]] = []
        for page, lines in zip(pages, every, strict=True):
            texts.append([])
            for line in lines:
                if in_margin(line, page) and _is_furniture(line, repeated, len(pages)):
                    self.furniture.append(line.text)
                else:
                    texts[-1].append(line)
        leading = _leading(texts)
        self.pages = [_paragraphs(lines, leading) for lines in texts]


def _sorted_lines(page: PageContent) -> list[Line]:
    ordered = sorted(page.runs, key=lambda run: (-round(_line_height(run, page.runs), 0), run.x0))
    return lines_of(ordered, page.number)


def _line_height(run: Run, runs: Sequence[Run]) -> float:
    """Return the baseline of the line a run stands in; that of a raised mark is its neighbour's."""
    beside = (other for other in runs if _is_raised_beside(run, other))
    return next((other.y for other in beside), run.y)


def _is_raised_beside(run: Run, other: Run) -> bool:
    if run.size > SUPERSCRIPT_SIZE * other.size or not 0 < run.y - other.y <= SAME_LINE * other.size:
        return False
    return other.x0 - other.size <= run.x0 <= other.x1 + other.size


def in_margin(line: Line, page: PageContent) -> bool:
    """Tell whether a line stands in the top or bottom margin of its page."""
    return line.y < MARGIN_SHARE * page.height or line.y > (1 - MARGIN_SHARE) * page.height


def pattern_of(line: Line) -> str:
    """Return what lines have in common that differ in their figures only, such as page numbers."""
    return _FIGURES.sub("0", line.text.strip().lower())


def _is_furniture(line: Line, repeated: Counter[str], pages: int) -> bool:
    if line.text.strip().isdigit():
        return True
    return repeated[pattern_of(line)] >= min(FURNITURE_PAGES, max(2, pages // 2))


def _leading(pages: Sequence[Sequence[Line]]) -> float:
    """Return the distance of lines within a paragraph, in type sizes: the least that is found often."""
    found: Counter[float] = Counter()
    for lines in pages:
        for above, below in pairwise(lines):
            ratio = (above.y - below.y) / above.size if above.size else 0
            if above.size == below.size and LEAST_LEADING <= ratio <= MOST_LEADING:
                found[round(ratio / LEADING_STEP) * LEADING_STEP] += 1
    often = [ratio for ratio, count in found.items() if count >= max(2, OFTEN * found.total())]
    return min(often, default=0)


def _paragraphs(lines: Sequence[Line], leading: float) -> list[Item]:
    right = max((line.x1 for line in lines), default=0)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _breaks(groups[-1], line, leading, right):
            groups[-1].append(line)
        else:
            groups.append([line])
    left = min((line.x0 for line in lines), default=0)
    nesting = _Nesting()
    items = []
    for group in groups:
        # An indented dash is a mark; one at the margin may belong to the text.
        listed = find_bullet(group[0].text) is not None and group[0].x0 > left + INDENT
        kind = ItemKind.LIST_ITEM if listed else ItemKind.PARAGRAPH
        items += [nesting.placed(item, group[0].x0) for item in itemise(group, kind, 0)]
    return items


def _breaks(group: Sequence[Line], below: Line, leading: float, right: float) -> bool:
    """Return whether a line begins a paragraph, by its mark, its type, the gap above it, or its beginning and end."""
    above = group[-1]
    if find_bullet(below.text) or re.match(r"\d{1,3}\.\s", below.text):
        return True
    if abs(above.size - below.size) > STYLE_CHANGE or above.bold != below.bold:
        return True
    if leading and above.y - below.y > PARAGRAPH_GAP * leading * above.size:
        return True
    if find_bullet(group[0].text) and below.x0 < group[0].x0 - INDENT:
        return True
    # Titles are often set in short lines; text runs on to about where the others end.
    went_on = above.bold or not below.text[:1].isupper()
    return not went_on and above.x1 - above.x0 < SHORT_LINE * (right - above.x0)


class _Nesting:
    """Gives bullets their depth on a page by how far their marks are indented."""

    def __init__(self) -> None:
        self._marks: list[float] = []

    def placed(self, item: Item, x0: float) -> Item:
        """Return the item with its depth, going by the marks above it."""
        if item.kind is not ItemKind.LIST_ITEM or item.numbered:
            if item.kind is not ItemKind.LIST_ITEM:
                self._marks = []
            return item
        while self._marks and x0 < self._marks[-1] - INDENT:
            self._marks.pop()
        if not self._marks or x0 > self._marks[-1] + INDENT:
            self._marks.append(x0)
        item.depth = max(item.depth, len(self._marks))
        return item

"""Untagged PDFs: paragraphs, bullets and page furniture told apart by where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from corpus.readers.marks import find_bullet
from corpus.readers.pdf_items import Item, ItemKind, itemise
from corpus.readers.pdf_lines import SAME_LINE, SUPERSCRIPT_SIZE, Line, lines_of
from corpus.readers.pdf_objects import PageContent, Run

MARGIN_SHARE = 0.09  # of the page's height, top and bottom: where furniture stands
FURNITURE_PAGES = 3
PARAGRAPH_GAP = 1.45  # of the usual distance between lines
STYLE_CHANGE = 0.6  # points of type size

_FIGURES = re.compile(r"\d+")


class LayoutReading:
    """``pages`` holds the items of each page in reading order; ``furniture`` every line that was taken out."""

    def __init__(self, pages: Sequence[PageContent]) -> None:
        every = [_sorted_lines(page) for page in pages]
        repeated: Counter[str] = Counter()
        for page, lines in zip(pages, every, strict=True):
            repeated.update({pattern_of(line) for line in lines if in_margin(line, page)})
        self.furniture: list[str] = []
        self.pages: list[list[Item]] = []
        for page, lines in zip(pages, every, strict=True):
            kept = []
            for line in lines:
                if in_margin(line, page) and _is_furniture(line, repeated, len(pages)):
                    self.furniture.append(line.text)
                else:
                    kept.append(line)
            self.pages.append(_paragraphs(kept))


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


def _paragraphs(lines: Sequence[Line]) -> list[Item]:
    gaps = Counter(round(above.y - below.y) for above, below in pairwise(lines) if above.y > below.y)
    usual = gaps.most_common(1)[0][0] if gaps else 0
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _breaks(groups[-1][-1], line, usual):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [item for group in groups for item in itemise(group, ItemKind.PARAGRAPH, 0)]


def _breaks(above: Line, below: Line, usual: float) -> bool:
    if find_bullet(below.text) or re.match(r"\d{1,3}\.\s", below.text):
        return True
    if abs(above.size - below.size) > STYLE_CHANGE or above.bold != below.bold:
        return True
    return usual > 0 and above.y - below.y > PARAGRAPH_GAP * usual

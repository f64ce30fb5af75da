"""What the PDF reader takes out on purpose, as often as it is printed, so that nothing else goes unnoticed.

Running headers and footers, page numbers, contents lists, footnote marks, letters that stand for
bullets, numbers of empty list items, headings of tables printed again after a page break.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from corpus.readers.pdf.items import Item, ItemKind, every_item, is_empty
from corpus.readers.pdf.layout import in_margin, pattern_of
from corpus.readers.pdf.lines import Line, lines_of
from corpus.readers.pdf.objects import UNMARKED, PageContent

_PAGE_NUMBER = re.compile(r"(?:^|\s)\d{1,3}$")

PlacedLine = tuple[PageContent, Line]


def unmarked_lines(pages: Sequence[PageContent]) -> list[PlacedLine]:
    """Return the lines of a tagged file that no structure claims, each with its page."""
    return [
        (page, line)
        for page in pages
        for line in lines_of((run for run in page.runs if run.mcid == UNMARKED), page.number)
    ]


def each_once(lines: Iterable[PlacedLine]) -> tuple[str, ...]:
    """Return the lines in order of first print, once each but for their page number."""
    texts = (_PAGE_NUMBER.sub("", line.text).strip() for _, line in lines)
    return tuple(dict.fromkeys(text for text in texts if text))


def running(lines: Sequence[PlacedLine]) -> list[str]:
    """Return the lines that are furniture by their place too: in a margin, or printed on several pages.

    A line in the middle of one page is none, whatever its file says: its words are missed there.
    """
    printed = Counter(pattern_of(line) for _, line in lines)
    return [line.text for page, line in lines if in_margin(line, page) or printed[pattern_of(line)] > 1]


def left_out(items: Iterable[Item]) -> Iterator[str]:
    """Yield the words of items, or parts of them, that become no block."""
    for item in every_item(items):
        yield from item.set_aside
        yield from (one.mark for one in item.prose.note_marks)
        if item.kind is ItemKind.CONTENTS or is_empty(item):
            yield f"{item.mark or ''} {item.prose.text}"
        elif item.mark and not item.numbered:
            yield item.mark

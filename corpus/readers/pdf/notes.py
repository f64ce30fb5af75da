"""Footnotes of a PDF: told from text, each with its own mark, made whole over lines and pages.

Tagged files hold them in ``Note`` elements, often several in one, or one as several paragraphs
where its lines end early. What a new note begins with is its raised mark. In files that do not
tag them, small type that begins with a mark is a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.readers.pdf.items import Item, ItemKind
from corpus.readers.pdf.lines import Line, cut_prose, join_lines

SMALL_TYPE = 0.9  # of the body size
LINE_PITCH = 1.6  # of the type size: small lines closer than this belong together

_PRINTED_MARK = re.compile(r"(\d{1,2})[.)]?\s*(?=[^\W\d]|[‘“'\"(])|([*†‡§]{1,3})\s*(?=\S)")
_MARK_ALONE = re.compile(r"\s*(\d{1,3}|[*†‡§]{1,3})\s*")
_ENDS_SENTENCE = re.compile(r"[.!?][\"'”’)\]]*\s*$")
_TEXT = {ItemKind.PARAGRAPH, ItemKind.LIST_ITEM}


def settle_notes(pages: Sequence[Sequence[Item]], body: float) -> list[list[Item]]:
    """Return the items of each page, every footnote one item of kind ``NOTE`` with its mark.

    A mark that is not raised counts only in its turn: after note 4 a small paragraph that begins
    with 5. A note without a mark is the rest of the one before, on the same page or the page before.
    """
    settling = _Settling(body)
    return [settling.page(items) for items in pages]


class _Settling:
    """Goes through the pages; ``_last`` is the last note so far."""

    def __init__(self, body: float) -> None:
        self._small = SMALL_TYPE * body
        self._last: Item | None = None

    def page(self, items: Sequence[Item]) -> list[Item]:
        """Return the items of one page, or of one cell, their notes settled."""
        parts = [part for item in items for part in self._parted(item)]
        foot = next((n for n in range(len(parts), 0, -1) if not self._is_small(parts[n - 1])), 0)
        kept: list[Item] = []
        for place, item in enumerate(parts):
            for row in item.rows:
                row[:] = [self.page(cell) for cell in row]
            if self._is_note(item):
                item.kind = ItemKind.NOTE
                self._take_mark(item)
            whole = self._whole(item, kept[-1] if kept else None, at_foot=place >= foot)
            if whole is not None:
                _append(whole, item)
                continue
            kept.append(item)
            if item.kind is ItemKind.NOTE:
                self._last = item
        return kept

    def _parted(self, item: Item) -> Iterator[Item]:
        """Yield each note by itself, where a PDF holds several in one element or close together."""
        lines = item.prose.lines
        starts = [n for n, line in enumerate(lines) if n and _marked(line)]
        if item.kind not in {ItemKind.NOTE, ItemKind.PARAGRAPH} or not starts or not self._is_small(item):
            yield item
            return
        for start, end in pairwise([0, *starts, len(lines)]):
            yield Item(item.kind, join_lines(lines[start:end]), item.page, item.depth, row=item.row)

    def _is_small(self, item: Item) -> bool:
        if item.kind is ItemKind.NOTE:
            return True
        return item.kind is not ItemKind.TABLE and bool(item.prose.lines) and item.prose.size <= self._small

    def _is_note(self, item: Item) -> bool:
        """Tell a footnote, tagged as one or not: then it is small type that begins with a mark."""
        if item.kind is ItemKind.NOTE:
            return True
        if item.kind not in _TEXT or item.mark is not None or not self._is_small(item):
            return False
        return begins_with_mark(item) or self._printed_mark(item) is not None

    def _printed_mark(self, item: Item) -> re.Match[str] | None:
        """Return a mark printed like the words after it, if it is this note's turn."""
        found = _PRINTED_MARK.match(item.prose.text)
        if found is None or found[2]:
            return found
        last = self._last.mark if self._last is not None else None
        turns = {1, int(last) + 1} if last is not None and last.isdigit() else {1}
        return found if int(found[1]) in turns else None

    def _take_mark(self, item: Item) -> None:
        """Take a note's own mark off its text."""
        if begins_with_mark(item):
            take_raised_mark(item)
        elif found := _MARK_ALONE.fullmatch(item.prose.text) or self._printed_mark(item):
            item.mark = found[1] or found[2]
            item.prose = cut_prose(item.prose, found.end())

    def _whole(self, item: Item, above: Item | None, *, at_foot: bool) -> Item | None:
        """Return the note that an item without a mark is the rest of, on this page or the page before."""
        if item.mark is not None or not item.prose.lines or item.kind not in {ItemKind.NOTE, ItemKind.PARAGRAPH}:
            return None
        tagged = item.kind is ItemKind.NOTE
        if above is not None and above.kind is ItemKind.NOTE:
            return above if tagged or self._goes_on(above, item) else None
        last = self._last
        if last is None or last.page_end != item.page - 1:
            return None
        open_still = at_foot and item.prose.size == last.prose.size and not _ENDS_SENTENCE.search(last.prose.text)
        return last if tagged or open_still else None

    def _goes_on(self, note: Item, item: Item) -> bool:
        if not self._is_small(item) or not note.prose.lines:
            return False
        end, begin = note.prose.lines[-1], item.prose.lines[0]
        return end.page == begin.page and 0 < end.y - begin.y < LINE_PITCH * end.size


def begins_with_mark(item: Item) -> bool:
    """Tell whether a raised mark stands before all words of an item."""
    return bool(item.prose.lines) and _marked(item.prose.lines[0])


def take_raised_mark(item: Item) -> None:
    """Make the raised mark that an item begins with its own."""
    own, *others = item.prose.note_marks
    item.mark = own.mark
    item.prose = replace(item.prose, note_marks=tuple(others))


def _marked(line: Line) -> bool:
    return bool(line.note_marks) and line.note_marks[0].at == 0


def _append(note: Item, rest: Item) -> None:
    """Add the rest of a note; what was taken off its beginning stays off."""
    before = join_lines(note.prose.lines)
    whole = join_lines((*note.prose.lines, *rest.prose.lines))
    taken = len(before.note_marks) - len(note.prose.note_marks)
    whole = replace(whole, note_marks=whole.note_marks[taken:])
    start = len(before.text) - len(note.prose.text)
    note.prose = cut_prose(whole, start + whole.text.startswith(" ", start))
    note.page_end = rest.page_end

"""From a page's structure tree, or where there is none its layout, to items in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from corpus.readers.lines.marks import Bullet, find_bullet
from corpus.readers.pdf.labels import settle_labels
from corpus.readers.pdf.lines import Line, Prose, cut_prose, join_lines, lines_of
from corpus.readers.pdf.objects import Element, PageContent, Run

MAX_NUMBER = 999
SYMBOL_DASH = "\uf02d"  # the Symbol font's minus: a second-level bullet, or a dash inside the text

_DASHES = "-*–―−─o"  # marks only where the structure says that it is a list
_NUMBER = re.compile(r"\s*(\d{1,3})\s*\.(?:\s+(?=\S)|(?=[^\W\d_]|[‘“'\"(]))")
_LONE_NUMBER = re.compile(r"\s*\d{1,3}\.?\s*")
_CONTENTS_ROW = re.compile(r"\S.{0,200}\s\d{1,3}\s*")
_WORDS = re.compile(r"[^\W_]")
_BARE_NUMBER = re.compile(r"\s*(\d{1,3})\s+(?=[A-Z‘“'\"])")

_INLINE = {
    "NonStruct",
    "Span",
    "Link",
    "Reference",
    "Quote",
    "Em",
    "Strong",
    "Sub",
    "Annot",
    "Lbl",
    "LBody",
    "BibEntry",
    "Code",
    "",
}
_CONTENTS = {"TOC", "TOCI"}


class ItemKind(Enum):
    """What an item is, before styles and page breaks have been looked at."""

    PARAGRAPH = auto()
    HEADING = auto()
    LIST_ITEM = auto()
    NOTE = auto()
    CONTENTS = auto()
    TABLE = auto()


@dataclass(slots=True)
class Item:
    """A piece of a page. ``mark`` is a bullet glyph, a printed number or a footnote's own mark.

    ``depth`` is the list nesting. ``row`` tells items of one table row apart from the next;
    ``rows`` holds the cells of a table as lists of items. ``set_aside`` has words taken out of it.
    """

    kind: ItemKind
    prose: Prose
    page: int
    depth: int = 1
    mark: str | None = None
    numbered: bool = False
    row: int | None = None
    rows: list[list[list[Item]]] = field(default_factory=list)
    heads: list[list[bool]] = field(default_factory=list)
    page_end: int = 0
    set_aside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page_end = self.page_end or self.page


class TreeWalk:
    """Walks one page's structure tree and yields its items in reading order."""

    def __init__(self, page: PageContent) -> None:
        self._page = page.number
        self._runs: dict[int, list[Run]] = {}
        for run in page.runs:
            self._runs.setdefault(run.mcid, []).append(run)
        self._tree = page.tree
        settle_labels(page.tree, self._runs)
        self._rows = 0

    def items(self) -> list[Item]:
        """Return the page's items; content no structure element refers to comes last, as paragraphs."""
        found = [item for root in self._tree for item in self._block(root, ItemKind.PARAGRAPH, 0)]
        used = {mcid for root in self._tree for mcid in _mcids(root)}
        strays = [mcid for mcid in self._runs if mcid >= 0 and mcid not in used]
        for mcid in strays:
            found += self._prose_items([mcid], ItemKind.PARAGRAPH, 0)
        _complete_contents(found)
        return found

    def _block(self, element: Element, kind: ItemKind, depth: int) -> Iterator[Item]:
        if element.tag == "Table":
            yield from self._table(element, depth)
            return
        if element.tag == "L":
            for child in element.children:
                if isinstance(child, Element):
                    list_kind = ItemKind.LIST_ITEM if child.tag in {"LI", "LBody", "Lbl"} else ItemKind.PARAGRAPH
                    yield from self._flow(child, list_kind, depth + 1)
            return
        yield from self._flow(element, _kind_of(element.tag, kind), depth)

    def _flow(self, element: Element, kind: ItemKind, depth: int) -> Iterator[Item]:
        """Yield the items of an element whose children mix text, inline elements and blocks."""
        pending: list[int] = []
        for child in _flat(element):
            if isinstance(child, int):
                pending.append(child)
            elif kind is ItemKind.LIST_ITEM and child.tag in {"P", "LI"} and not self._has_words(pending):
                pending += list(_mcids(child))
            else:
                yield from self._prose_items(pending, kind, depth)
                pending = []
                yield from self._block(child, ItemKind.PARAGRAPH if kind is ItemKind.LIST_ITEM else kind, depth)
        yield from self._prose_items(pending, kind, depth)

    def _has_words(self, mcids: Iterable[int]) -> bool:
        text = "".join(run.text for mcid in mcids for run in self._runs.get(mcid, ()))
        return any(character.isalpha() for character in text) and not _is_lone_glyph(text)

    def _prose_items(self, mcids: Sequence[int], kind: ItemKind, depth: int) -> list[Item]:
        runs = [run for mcid in mcids for run in self._runs.get(mcid, ())]
        return list(itemise(lines_of(runs, self._page), kind, depth)) if runs else []

    def _table(self, element: Element, depth: int) -> Iterator[Item]:
        rows: list[list[list[Item]]] = []
        heads: list[list[bool]] = []
        for row in _rows_of(element):
            cells = [child for child in row.children if isinstance(child, Element)]
            rows.append([list(self._block(cell, ItemKind.PARAGRAPH, depth)) for cell in cells])
            heads.append([cell.tag == "TH" for cell in cells])
        yield from _cut_table(rows, heads, self)

    def next_row(self) -> int:
        """Return a number for the next table row, unique on the page."""
        self._rows += 1
        return self._rows


def every_item(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items in reading order, tables followed by the items in their cells."""
    for item in items:
        yield item
        for row in item.rows:
            for cell in row:
                yield from every_item(cell)


def is_empty(item: Item) -> bool:
    """Tell an item without text: rules, and numbers that a list or a footnote prints for nothing."""
    if item.kind is ItemKind.TABLE:
        return False
    if item.kind in {ItemKind.LIST_ITEM, ItemKind.NOTE} and _LONE_NUMBER.fullmatch(item.prose.text):
        return True
    return _WORDS.search(item.prose.text) is None


def itemise(lines: Sequence[Line], kind: ItemKind, depth: int) -> Iterator[Item]:
    """Cut lines where a bullet begins a line, take marks off, and yield the items."""
    if kind in {ItemKind.NOTE, ItemKind.CONTENTS}:
        yield Item(kind, join_lines(lines), lines[0].page) if lines else Item(kind, join_lines([]), 0)
        return
    groups: list[list[Line]] = []
    for line in lines:
        if not groups or (_drawn_bullet(line.text) and not _is_lone_glyph(" ".join(one.text for one in groups[-1]))):
            groups.append([line])
        else:
            groups[-1].append(line)
    for group in groups:
        yield _marked(Item(kind, join_lines(group), group[0].page, max(depth, 1)))


def _complete_contents(items: Sequence[Item]) -> None:
    """Make what stands between two rows of a contents list, and ends in a page number, a row of it."""
    rows = [place for place, item in enumerate(items) if item.kind is ItemKind.CONTENTS]
    for item in items[rows[0] : rows[-1]] if rows else ():
        if _CONTENTS_ROW.fullmatch(item.prose.text):
            item.kind = ItemKind.CONTENTS


def _drawn_bullet(text: str) -> Bullet | None:
    """Return the bullet a text begins with where it is a glyph, not a dash that may belong to the text."""
    bullet = find_bullet(text)
    if bullet is None or bullet.glyph in _DASHES or (bullet.glyph == SYMBOL_DASH and text.strip()[1:2].isdigit()):
        return None
    return bullet


def _is_lone_glyph(text: str) -> bool:
    return len(text.strip()) == 1 and find_bullet(f"{text.strip()} x") is not None


def _marked(item: Item) -> Item:
    """Take the bullet glyph or number off an item's text and note it."""
    text = item.prose.text
    bullet = find_bullet(text) if item.kind is ItemKind.LIST_ITEM else _drawn_bullet(text)
    if bullet:
        item.mark = bullet.glyph
        if bullet.sub and item.depth == 1:
            item.depth = 2
        item.prose = cut_prose(item.prose, bullet.length)
        item.kind = ItemKind.LIST_ITEM
        return item
    number = _NUMBER.match(text)
    if number is None and item.kind is ItemKind.LIST_ITEM:
        number = _BARE_NUMBER.match(text)
    if number and 0 < int(number[1]) <= MAX_NUMBER:
        item.mark, item.numbered = number[1], True
        item.prose = cut_prose(item.prose, number.end())
        item.kind = ItemKind.LIST_ITEM
    return item


def _kind_of(tag: str, inherited: ItemKind) -> ItemKind:
    if tag in _CONTENTS:
        return ItemKind.CONTENTS
    if tag == "Note":
        return ItemKind.NOTE
    if re.fullmatch(r"H\d?|Title", tag):
        return ItemKind.HEADING
    return inherited


def _flat(element: Element) -> Iterator[Element | int]:
    """Yield marked-content ids and block elements, descending through inline elements."""
    for child in element.children:
        if isinstance(child, Element) and child.tag in _INLINE:
            yield from _flat(child)
        else:
            yield child


def _mcids(element: Element) -> Iterator[int]:
    for child in element.children:
        if isinstance(child, int):
            yield child
        else:
            yield from _mcids(child)


def _rows_of(table: Element) -> Iterator[Element]:
    for child in table.children:
        if isinstance(child, int):
            continue
        if child.tag == "TR":
            yield child
        elif child.tag in {"THead", "TBody", "TFoot"}:
            yield from _rows_of(child)
        else:
            yield Element("TR", [child])


def _cut_table(rows: list[list[list[Item]]], heads: list[list[bool]], walk: TreeWalk) -> Iterator[Item]:
    """Yield a table as a table where it has columns of data, and as plain items where it is only layout."""
    first, last = _data_rows(rows)
    for index, row in enumerate(rows):
        if not first <= index < last:
            number = walk.next_row()
            for item in (item for cell in row for item in cell):
                item.row = number
                yield item
        elif index == first:
            kept = [n for n in range(first, last) if any(rows[n])]
            page = next(item.page for n in kept for cell in rows[n] for item in cell)
            body, tops = [rows[n] for n in kept], [heads[n] for n in kept]
            yield Item(ItemKind.TABLE, join_lines([]), page, rows=body, heads=tops)


def _data_rows(rows: list[list[list[Item]]]) -> tuple[int, int]:
    """Return the half-open range of rows that hold data in columns; empty where the table is layout.

    A row at the edge with only one cell filled belongs to it too when it has the columns and is
    not a heading: the rest of a row that a page break has cut.
    """
    filled = [index for index, row in enumerate(rows) if sum(bool(cell) for cell in row) >= 2]
    if not filled:
        return 0, 0
    first, last = filled[0], filled[-1]
    while first > 0 and _is_partial(rows[first - 1], len(rows[filled[0]])):
        first -= 1
    while last + 1 < len(rows) and _is_partial(rows[last + 1], len(rows[filled[-1]])):
        last += 1
    return first, last + 1


def _is_partial(row: list[list[Item]], columns: int) -> bool:
    items = [item for cell in row for item in cell]
    return len(row) == columns and bool(items) and not any(item.prose.bold for item in items)

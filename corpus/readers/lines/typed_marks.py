"""Footnote marks that are typed like the text: "Ada* said" with "*Not her name." below, "[1]", "schools¹".

A star may be a grade and a figure in brackets a reference to a list of laws, so these are marks only
where a paragraph begins with the same mark: on the same page, where there are pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.blocks import Block, BlockKind, Cell, Document, NoteMark
from corpus.readers.styled_text.raised import is_power

_STARS = "*†‡§"
_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TYPED = re.compile(rf"[{_STARS}{_HIGH}\[]")
_NOTE = re.compile(
    rf"(?:(?P<stars>[{_STARS}]{{1,3}})\s*(?=[^\W\d_])|(?P<high>[{_HIGH}]{{1,3}})\s*(?=\S)|\[(?P<figure>\d{{1,3}})\]\s*(?=\S))"
)
_MARK = re.compile(
    rf"(?:(?<=[^\W\d_][^\W\d_])|(?<=[.,;:!?’”)]))(?P<stars>[{_STARS}]{{1,3}})(?!\w)"
    rf"|(?<=[\w.,;:!?’”)])(?P<high>[{_HIGH}]{{1,3}})|(?<=\S)\s?\[(?P<figure>\d{{1,3}})\]"
)
_FIGURES = str.maketrans(_HIGH, "0123456789")

Place = tuple[int | None, str]


def with_typed_notes(document: Document) -> Document:
    """Return the document with typed footnotes as such, and their marks beside the texts they stand in."""
    suspects = [block for block in document.walk() if _TYPED.search(block.text)]
    notes = {place for block in suspects for place in _noted(block)}
    marks = {place for block in suspects for place, _ in _marked(block)} if notes else set()
    known = notes & marks
    if not known:
        return document
    blocks = tuple(_settled(document.blocks, known))
    return replace(document, blocks=blocks, set_aside=(*document.set_aside, *_taken(document.walk(), known)))


def _noted(block: Block) -> Iterator[Place]:
    """Yield the mark a block is the footnote of, with its page."""
    if block.kind is BlockKind.FOOTNOTE and block.number:
        yield block.page, block.number
    elif block.kind is BlockKind.PARAGRAPH and (found := _NOTE.match(block.text)):
        yield block.page, _label(found)


def _marked(block: Block) -> Iterator[tuple[Place, re.Match[str]]]:
    """Yield the marks in a block's text, on each of its pages."""
    if next(_noted(block), None) is not None:
        return
    first, last = block.page, block.page_end or block.page
    pages: Iterable[int | None] = [None] if first is None or last is None else range(first, last + 1)
    for found in _MARK.finditer(block.text):
        if found["high"] is None or not is_power(block.text[: found.start()], _label(found)):
            yield from (((page, _label(found)), found) for page in pages)


def _label(found: re.Match[str]) -> str:
    return found["stars"] or found["figure"] or found["high"].translate(_FIGURES)


def _taken(blocks: Iterable[Block], known: set[Place]) -> Iterator[str]:
    for block in blocks:
        if any(place in known for place in _noted(block)):
            yield next(_noted(block))[1]
        yield from (found.group() for found in _found(block, known))


def _found(block: Block, known: set[Place]) -> list[re.Match[str]]:
    found = {match.start(): match for place, match in _marked(block) if place in known}
    return [found[start] for start in sorted(found)]


def _settled(blocks: Iterable[Block], known: set[Place]) -> Iterator[Block]:
    for block in blocks:
        if block.rows:
            cells = (
                tuple(Cell(tuple(_settled(cell.blocks, known)), cell.header) for cell in row) for row in block.rows
            )
            yield replace(block, rows=tuple(cells))
        elif not _TYPED.search(block.text):
            yield block
        elif block.kind is BlockKind.PARAGRAPH and any(place in known for place in _noted(block)):
            yield _as_note(block)
        else:
            yield _without(block, _found(block, known))


def _as_note(block: Block) -> Block:
    found = _NOTE.match(block.text)
    start = found.end() if found else 0
    lead = max(0, block.bold_lead - start)
    return replace(
        block, kind=BlockKind.FOOTNOTE, text=block.text[start:], number=next(_noted(block))[1], bold_lead=lead
    )


def _without(block: Block, found: list[re.Match[str]]) -> Block:
    """Return a block with these marks beside its text."""
    for match in reversed(found):
        start, length = match.start(), match.end() - match.start()
        text = block.text[:start] + block.text[match.end() :]
        lead = block.bold_lead - length if block.bold_lead > start else block.bold_lead
        others = [replace(one, at=one.at - length) if one.at > start else one for one in block.note_marks]
        marks = sorted([NoteMark(_label(match), start), *others], key=lambda one: one.at)
        block = replace(block, text=text, bold_lead=lead, note_marks=tuple(marks))
    return block

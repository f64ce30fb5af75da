"""Footnote marks carried inside text while it is cut and joined, and taken out where a block is made of it.

Readers of files that are no PDF put a mark where it is printed, between two characters that no
text holds, since cleaning takes them out (``corpus.readers.styled_text.characters``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.blocks import Block, BlockKind, Marks, NoteMark
from corpus.readers.styled_text.raised import as_power, is_power, raised_marks
from corpus.readers.styled_text.styled import StyledText

_START, _END = "\ufff9", "\ufffb"  # Unicode's own for a note between lines
_CARRIED = re.compile(f"{_START}([^{_START}{_END}]*){_END}")
_CLOSING = re.compile(r" ?[.,;:!?)’”]")
_BRACKETS = re.compile(r"\s*[\[\]()]\s*")
_JOINS_MARKS = re.compile(r"[\s,;]*")


def carried(mark: str) -> StyledText:
    """Return a footnote mark in the form in which it is carried inside a text."""
    text = f"{_START}{mark}{_END}"
    return StyledText(text, bytes(len(text)))


def raised_text(before: StyledText, raised: StyledText) -> StyledText:
    """Return raised characters as they go into the text after ``before``: marks carried, powers as they look."""
    if marks := raised_marks(before.text, raised.text):
        return StyledText.concatenate(carried(mark) for mark in marks)
    if _BRACKETS.fullmatch(raised.text) or (before.text.endswith(_END) and _JOINS_MARKS.fullmatch(raised.text)):
        return StyledText()  # around a mark, or between two of them
    return StyledText(as_power(raised.text), raised.marks) if is_power(before.text, raised.text) else raised


def without_notes(text: StyledText) -> tuple[StyledText, Marks]:
    """Return a text without the marks carried in it, and those at their places."""
    if _START not in text.text:
        return text, ()
    marks: list[NoteMark] = []
    end = 0
    kept = StyledText()
    for found in _CARRIED.finditer(text.text):
        kept = _joined(kept, text[end : found.start()])
        marks.append(NoteMark(found[1], len(kept.text.rstrip())))
        end = found.end()
    return _joined(kept, text[end:]), tuple(marks)


def _joined(before: StyledText, after: StyledText) -> StyledText:
    """Return both with the space that was printed beside the mark between them."""
    if before.text.endswith(" ") and _CLOSING.match(after.text):
        before, after = before[: len(before.text.rstrip())], after[len(after.text) - len(after.text.lstrip()) :]
    if after.text.startswith(" ") and (not before or before.text.endswith(" ")):
        after = after[1:]
    return before + after


def text_block(kind: BlockKind, text: StyledText, level: int = 1, number: str | None = None) -> Block:
    """Return the block of a text, its footnote marks beside it; a paragraph that begins with one is a footnote."""
    bare, marks = without_notes(text.tidy())
    if marks and not bare:  # a mark alone: a figure that somebody raised
        bare, marks = StyledText.of(" ".join(one.mark for one in marks)), ()
    if kind is BlockKind.PARAGRAPH and bare and marks and marks[0].at == 0:
        kind, number, marks = BlockKind.FOOTNOTE, marks[0].mark, marks[1:]
    return Block(kind, bare.text, level, number, style=bare.style, bold_lead=bare.bold_lead, note_marks=marks)


def note_blocks(mark: str | None, blocks: Iterable[Block]) -> list[Block]:
    """Return the footnote that blocks make up, of as many paragraphs as there are; none if they hold no text.

    A mark that is printed before its words, too, is taken off them.
    """
    words = " ".join(filter(None, map(_words, blocks)))
    if mark is not None:
        words = re.sub(rf"^\[?{re.escape(mark)}\]?[.):]?\s+(?=\S)", "", words)
    return [Block(BlockKind.FOOTNOTE, words, number=mark)] if words else []


def _words(block: Block) -> str:
    cells = (_words(inner) for row in block.rows for cell in row for inner in cell.blocks)
    number = f"{block.number}." if block.number and block.kind is BlockKind.NUMBERED else ""
    return " ".join(filter(None, [number, block.text, *cells]))

"""Footnote marks beside the text they were taken out of: their places follow when texts are cut and joined."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.blocks import NoteMark

Marks = tuple[NoteMark, ...]


def moved(marks: Sequence[NoteMark], by: int) -> Marks:
    """Return the marks with their places ``by`` characters further on, none before the text begins."""
    return tuple(NoteMark(mark.mark, max(0, mark.at + by)) for mark in marks)


def within(marks: Sequence[NoteMark], length: int) -> Marks:
    """Return the marks with no place beyond a text of ``length`` characters."""
    return tuple(NoteMark(mark.mark, min(mark.at, length)) for mark in marks)


def parted(marks: Sequence[NoteMark], at: int) -> tuple[Marks, Marks]:
    """Return the marks of the two halves of a text cut before character ``at``, in characters of the whole.

    A mark that stands at the cut belongs to the words before it.
    """
    return tuple(mark for mark in marks if mark.at <= at), tuple(mark for mark in marks if mark.at > at)


def joined(pieces: Sequence[tuple[str, Sequence[NoteMark]]], between: str = " ") -> Marks:
    """Return the marks of texts that are joined with ``between`` into one."""
    marks: list[NoteMark] = []
    start = 0
    for text, own in pieces:
        marks += moved(own, start)
        start += len(text) + len(between)
    return tuple(marks)

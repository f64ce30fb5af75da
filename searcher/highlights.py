"""Where the words of a query stand in a text, by the same analysis that matched it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from fnmatch import translate
from functools import lru_cache

from index.analysis import Token, tokens
from index.leaves import MATCHING, Slot, SlotKind, leaf_of
from index.query import Node, Phrase, Prefix, Span, Term, Wildcard
from searcher.query_joining import wanted_leaves

Fits = Callable[[Token], bool]


class Highlighter:
    """Finds the words that a query wants; what stands under a ``Not`` is never marked."""

    def __init__(self, query: Node) -> None:
        self._leaves = [
            (frozenset(MATCHING[leaf.field]), [_fits(slot) for slot in leaf.slots], leaf.slop)
            for node in wanted_leaves(query)
            if isinstance(node, Term | Phrase | Prefix | Wildcard)
            for leaf in (leaf_of(node),)
        ]

    def spans(self, text: str, field: str) -> tuple[Span, ...]:
        """Return the matches in a text of a field (``text`` or ``heading``).

        Half-open, in characters of ``text``, sorted, never touching one another. Words that must
        follow one another directly are one match.
        """
        wanted = [(slots, slop) for fields, slots, slop in self._leaves if field in fields and slots]
        if not wanted:
            return ()
        found = tokens(text)
        return merge(span for slots, slop in wanted for span in _matches(found, slots, slop))


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans sorted, those that touch or overlap made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _matches(found: Sequence[Token], slots: Sequence[Fits], slop: int) -> Iterable[Span]:
    first, *rest = slots
    for place, token in enumerate(found):
        if not first(token):
            continue
        row = _row(found[place : place + len(slots) + slop], rest)
        if row and slop:
            yield from ((word.start, word.end) for word in row)
        elif row:
            yield (row[0].start, row[-1].end)


def _row(window: Sequence[Token], rest: Sequence[Fits]) -> list[Token]:
    """Return the first word of a window and those that fill the other slots in order; or nothing."""
    row = [window[0]]
    following = iter(window[1:])
    for fits in rest:
        word = next((word for word in following if fits(word)), None)
        if word is None:
            return []
        row.append(word)
    return row


def _fits(slot: Slot) -> Fits:
    match slot.kind:
        case SlotKind.STEM:
            return lambda token: token.has_stem(slot.text)
        case SlotKind.WORD:
            return lambda token: token.text == slot.text
        case SlotKind.PATTERN:
            pattern = _compiled(slot.text)
            return lambda token: pattern.match(token.text) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(pattern))

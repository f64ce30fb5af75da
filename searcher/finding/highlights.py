"""Finds where the words of a query stand in a text, by the same analysis that matched them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fnmatch import translate
from functools import lru_cache

from index.analysis import PERCENT_SIGN, has_stem, words_in_place
from index.fields import TEXT_FIELDS
from index.leaves import MATCHING, Leaf, Slot, SlotKind, leaf_of
from index.query import Node, Phrase, Prefix, Span, Term, Wildcard
from searcher.language.joining import typed, wanted_leaves, words_to_choose_from

Fits = Callable[[str], bool]
Row = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _WantedLeaf:
    """What each word of a leaf must fit, in order, and how many other words may stand between them.

    ``initial`` is the letter that the first of them begins with, nothing where it may be any.
    """

    slots: tuple[Fits, ...]
    slop: int
    initial: str


class _LeavesByWord(dict[str, tuple[_WantedLeaf, ...]]):
    """The leaves that may begin with a folded word, found when the word is first met."""

    def __init__(self, leaves: Iterable[_WantedLeaf]) -> None:
        super().__init__()
        self._leaves = tuple(leaves)
        # Stemming takes off an apostrophe, reads a percent sign, and leaves the first letter alone.
        self._initials = {"'", PERCENT_SIGN, *(leaf.initial for leaf in self._leaves)}
        self._any = "" in self._initials

    def __missing__(self, word: str) -> tuple[_WantedLeaf, ...]:
        found: tuple[_WantedLeaf, ...] = ()
        if self._any or word[:1] in self._initials:
            found = tuple(leaf for leaf in self._leaves if leaf.slots[0](word))
        self[word] = found
        return found


class Highlighter:
    """Finds the words that a query wants; what stands under a ``Not`` is never marked.

    ``all_have_all`` says that no passage found is without any of the words, so none need be looked for.
    """

    def __init__(self, query: Node, *, all_have_all: bool = False) -> None:
        self._leaves = _leaves_of(query)
        self._words = (
            () if all_have_all else tuple((typed(word), _leaves_of(word)) for word in words_to_choose_from(query))
        )

    def missing(self, text: str, heading: str) -> tuple[str, ...]:
        """Return the words of the query, as typed, that a passage has in no form, nor another word for them.

        Only where enough of the words will do; otherwise whatever matches has them all.
        """
        if not self._words:
            return ()
        said = {"text": words_in_place(text)[0], "heading": words_in_place(heading)[0]}
        return tuple(
            word
            for word, leaves in self._words
            if not any(_stands_in(leaves[field], found) for field, found in said.items())
        )

    def spans(self, text: str, field: str) -> tuple[Span, ...]:
        """Return the matches in a text of a field (``text`` or ``heading``).

        Half-open, in characters of ``text``, sorted, never touching one another. Words that must
        follow one another directly are one match.
        """
        leaves = self._leaves[field]
        said, edges = words_in_place(text)
        spans: list[Span] = []
        for place, word in enumerate(said):
            for leaf in leaves[word]:
                row = _row(said, place, leaf)
                if row and leaf.slop:
                    spans += [(edges[2 * found], edges[2 * found + 1]) for found in row]
                elif row:
                    spans.append((edges[2 * place], edges[2 * row[-1] + 1]))
        return merge(spans)


def _leaves_of(query: Node) -> dict[str, _LeavesByWord]:
    """Return the leaves that a query wants by the field in which they match."""
    leaves = [leaf_of(node) for node in wanted_leaves(query) if isinstance(node, Term | Phrase | Prefix | Wildcard)]
    wanted = {leaf: _wanted(leaf) for leaf in leaves if leaf.slots}
    return {
        field: _LeavesByWord(found for leaf, found in wanted.items() if field in MATCHING[leaf.field])
        for field in TEXT_FIELDS
    }


def _stands_in(leaves: _LeavesByWord, said: Sequence[str]) -> bool:
    return any(_row(said, place, leaf) for place, word in enumerate(said) for leaf in leaves[word])


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans sorted, those that touch or overlap made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _row(words: Sequence[str], place: int, leaf: _WantedLeaf) -> Row:
    """Return where the first words stand that fill a leaf's slots in order from a place on; or nothing."""
    row = [place]
    following = iter(range(place + 1, min(place + len(leaf.slots) + leaf.slop, len(words))))
    for fits in leaf.slots[1:]:
        found = next((other for other in following if fits(words[other])), None)
        if found is None:
            return ()
        row.append(found)
    return tuple(row)


def _wanted(leaf: Leaf) -> _WantedLeaf:
    first = leaf.slots[0]
    initial = "" if first.kind is SlotKind.PATTERN else first.text[:1]
    return _WantedLeaf(tuple(map(_fits, leaf.slots)), leaf.slop, initial)


def _fits(slot: Slot) -> Fits:
    match slot.kind:
        case SlotKind.STEM:
            return lambda word: has_stem(word, slot.text)
        case SlotKind.WORD:
            return lambda word: word == slot.text
        case SlotKind.PATTERN:
            pattern = _compiled(slot.text)
            return lambda word: pattern.match(word) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(pattern))

"""Passages chosen for a note, as they travel in addresses: ``p``, once for each, in the order chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from searcher.wording.figures import counted
from searcher.writing.chosen_note import MOST_CHOSEN

PASSAGE = "p"
TITLE = "title"

Pairs = list[tuple[str, str]]


def split_chosen(pairs: Iterable[tuple[str, str]], limit: int | None = MOST_CHOSEN) -> tuple[tuple[str, ...], Pairs]:
    """Return the ids of the passages chosen, each once, and the other parameters; at most ``limit`` of the ids."""
    ids: dict[str, None] = {}
    others: Pairs = []
    for name, value in pairs:
        if name != PASSAGE:
            others.append((name, value))
        elif value.strip():
            ids[value.strip()] = None
    return tuple(ids)[:limit], others


def chosen_words(ids: Sequence[str]) -> str:
    """Return what the link to the note says of it: ``Your note: 3 passages``."""
    return f"Your note: {counted(len(ids), 'passage')}"

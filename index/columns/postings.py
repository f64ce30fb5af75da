"""What an engine library keeps for us: dictionaries of words, each word with rows of numbers as bytes.

For each text field there are three dictionaries: where each word as written stands, where each
stem stands, and in which units each stem stands how often. The rows are those of
``index.columns.packed_numbers``; a word has one row for each stretch of the collection it occurs in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from index.fields import TEXT_FIELDS


class Kind(StrEnum):
    """What the rows of a dictionary tell."""

    WORDS = "words"  # the numbers of the places where a word as written stands
    STEMS = "stems"  # the same for a stem: for terms of several words
    UNITS = "units"  # the units in which a stem stands, with how often in each


def dictionary(field: str, kind: Kind) -> str:
    """Return the name of a text field's dictionary."""
    return f"{field}_{kind}"


DICTIONARIES: tuple[str, ...] = tuple(dictionary(field, kind) for field in TEXT_FIELDS for kind in Kind)

Stretch = Mapping[str, Iterable[tuple[str, bytes]]]
"""For each dictionary, each of its words in a stretch of the collection with its row."""


class Postings(Protocol):
    """Reads dictionaries; safe to use from several threads."""

    def rows(self, dictionary: str, word: str) -> Sequence[bytes]:
        """Return the rows of a word, stretch by stretch; none where the dictionary lacks it."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...


class PostingsWriter(Protocol):
    """Writes dictionaries into an empty folder."""

    def write(self, stretch: Stretch) -> None:
        """Add the rows of the next stretch."""
        ...

    def close(self) -> None:
        """Write everything out."""
        ...

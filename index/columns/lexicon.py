"""The words of one text field, looked up by their beginning or by a pattern."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

_LAST = "\U0010ffff"


class Lexicon:
    """All words of a field with how often each is printed.

    Words are folded, as ``index.analysis.words`` gives them, and sorted by code point.
    """

    def __init__(self, words: list[str], counts: list[int]) -> None:
        self.words = words
        self.counts = counts

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> Lexicon:
        """Return the lexicon of words with their counts."""
        words = sorted(counts)
        return cls(words, [counts[word] for word in words])

    def matching(self, pattern: str) -> list[str]:
        """Return the words a folded pattern of ``*`` and ``?`` fits, sorted; may be empty."""
        fixed = re.split(r"[*?]", pattern, maxsplit=1)[0]
        first = bisect_left(self.words, fixed)
        last = bisect_left(self.words, fixed + _LAST)
        candidates = self.words[first:last]
        if pattern == fixed + "*":
            return candidates
        fits = _compile(pattern).fullmatch
        return [word for word in candidates if fits(word)]

    def count(self, word: str) -> int:
        """Return how often a word is printed in the field, 0 when it is not in it."""
        at = bisect_left(self.words, word)
        return self.counts[at] if at < len(self.words) and self.words[at] == word else 0


class Lexicons:
    """The lexicon of each text field, read when the first pattern needs it."""

    def __init__(self, path: Path) -> None:
        """Read the file that ``save`` wrote; it may be deleted afterwards.

        Raises:
            OSError: it cannot be read.
        """
        self._saved = path.read_bytes()

    def __getitem__(self, field: str) -> Lexicon:
        return self._read[field]

    @cached_property
    def _read(self) -> dict[str, Lexicon]:
        return {field: Lexicon(*lists) for field, lists in json.loads(self._saved).items()}

    @staticmethod
    def save(path: Path, lexicons: Mapping[str, Lexicon]) -> None:
        """Write the lexicons of all fields into one file."""
        lists = {field: [lexicon.words, lexicon.counts] for field, lexicon in lexicons.items()}
        path.write_text(json.dumps(lists), encoding="utf-8")


def expand(pattern: str, lexicons: Iterable[Lexicon], limit: int) -> tuple[frozenset[str], bool]:
    """Return the words of several fields that fit a pattern, and whether some were left out.

    Beyond ``limit`` those printed most often are kept, ties by word.
    """
    counts: defaultdict[str, int] = defaultdict(int)
    for lexicon in lexicons:
        for word in lexicon.matching(pattern):
            counts[word] += lexicon.count(word)
    if len(counts) <= limit:
        return frozenset(counts), False
    commonest = sorted(counts, key=lambda word: (-counts[word], word))
    return frozenset(commonest[:limit]), True


def _compile(pattern: str) -> re.Pattern[str]:
    # Atomic groups take the first fit of each piece for good, so that time stays linear in the
    # word however many stars a pattern has.
    first, *rest = re.split(r"\*+", pattern)
    expression = _piece(first)
    if rest:
        middle, last = rest[:-1], rest[-1]
        expression += "".join(f"(?>.*?{_piece(piece)})" for piece in middle) + f".*{_piece(last)}"
    return re.compile(expression, re.DOTALL)


def _piece(piece: str) -> str:
    return re.escape(piece).replace(r"\?", ".")

"""Decides whether a hyphen at the end of a printed line stays, by how the document prints the word elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class HyphenEvidence:
    """The words a document prints in the middle of its lines, with and without hyphens."""

    def __init__(self, texts: Iterable[str], mark: str) -> None:
        self._mark = mark
        self._broken = re.compile(rf"(?:\b(\w++))?{re.escape(mark)}(\w*)")
        self._words: Counter[str] = Counter()
        for text in texts:
            whole = self._broken.sub(" ", text) if mark in text else text
            self._words.update(_WORD.findall(whole.lower()))

    def repair(self, text: str) -> str:
        """Return the text with each marked hyphen kept or dropped.

        It is dropped only where the document prints the two halves elsewhere as one word and
        never with a hyphen; a hyphen that was printed is otherwise kept.
        """
        if self._mark not in text:
            return text
        return self._broken.sub(self._decide, text)

    def _decide(self, broken: re.Match[str]) -> str:
        left, right = broken[1] or "", broken[2]
        joined = (left + right).lower()
        hyphenated = f"{left}-{right}".lower()
        if self._words[joined] and not self._words[hyphenated]:
            return left + right
        return f"{left}-{right}"

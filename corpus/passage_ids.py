"""The id of a passage: short, and the same as long as its words are.

The rule: BLAKE2b over the report's id and the passage's letters and digits (compatibility
forms, case, spaces, hyphens and every other mark folded away), as twelve characters. Re-indexing
and repairs to punctuation or hyphenation keep the id; a change of words changes it. The second
passage of a report with the same words gets "-2" after it, the third "-3", in reading order.
A footnote's mark counts as its first word.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections import Counter

ID_BITS = 60

_NOT_A_WORD = re.compile(r"[\W_]+")


class PassageIds:
    """Gives out the ids of one report's passages. Ask in reading order, once a passage."""

    def __init__(self, report_id: str) -> None:
        self._report_id = report_id
        self._given: Counter[str] = Counter()

    def next_id(self, text: str, mark: str | None = None) -> str:
        """Return the id of the next passage, whose words are ``text``; ``mark`` is that of a footnote."""
        stem = _digest(f"{self._report_id}\n{words_only(mark or '')}{words_only(text)}")
        self._given[stem] += 1
        repeat = self._given[stem]
        return stem if repeat == 1 else f"{stem}-{repeat}"


def words_only(text: str) -> str:
    """Return the letters and digits of ``text``, case folded, in order, nothing between them."""
    return "".join(folded_words(text))


def folded_words(text: str) -> list[str]:
    """Return the words of ``text``: its letters and digits, case folded, apart at every other character."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return [word for word in _NOT_A_WORD.split(folded) if word]


def _digest(content: str) -> str:
    # 60 bits: among twenty million passages the chance of any two meeting is about one in 5,000.
    raw = hashlib.blake2b(content.encode(), digest_size=8).digest()
    return base64.b32encode(raw).decode().lower()[: ID_BITS // 5]

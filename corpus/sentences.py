"""Where sentences end, as far as print shows it: the one splitter of sentences."""

from __future__ import annotations

import re
from functools import lru_cache

Span = tuple[int, int]


_CLOSERS = "\"'\u2018\u2019\u201c\u201d)]*\u00bb"
_BETWEEN = re.compile(r"(?<=[.!?:])\s+(?=[A-Z])")


ABBREVIATIONS = frozenset(
    {"e.g", "i.e", "eg", "ie", "cf", "vs", "viz", "approx", "mr", "mrs", "ms", "mx", "dr", "prof", "rev", "hon", "st"}
)
"""What stands before a full stop that does not end a sentence, in lower case."""

BEFORE_FIGURES = frozenset({"no", "nos", "p", "pp", "para", "paras", "fig", "art", "vol"})
"""The same, where a figure follows."""

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|\n+")

_LAST_WORD = re.compile(r"[^\s(\[\"'“‘]*$")

_FIGURE_FOLLOWS = re.compile(r"\s+[0-9]")

_LOWER_CASE_FOLLOWS = re.compile(r"\s+[\"'“‘(\[]*[a-z]")


def is_finished(text: str) -> bool:
    """Tell whether ``text`` ends as a sentence, an introduction or a list item with its mark does."""
    return text.rstrip(_CLOSERS + " ")[-1:] in tuple(".!?:;\u2026")


def split_sentences(text: str) -> list[str]:
    """Return the sentences of ``text``, spaces single; what a colon opens in upper case is one too."""
    return _BETWEEN.split(" ".join(text.split()))


@lru_cache(maxsize=1024)
def sentence_spans(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text in order, half-open, without the spaces around them.

    A full stop ends a sentence when a space follows and what comes next does not begin in lower
    case, except after an abbreviation ("e.g.", "St.") or an initial ("J."). Every character
    but spaces belongs to one sentence.
    """
    spans = []
    start = 0
    for end in [match.end() for match in _END.finditer(text) if _ends_sentence(text, match)] + [len(text)]:
        piece = text[start:end]
        if piece.strip():
            spans.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        start = end
    return tuple(spans)


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    if match[0].startswith("\n"):
        return True
    if _LOWER_CASE_FOLLOWS.match(text, match.end()):
        return False
    if match[0] != ".":
        return True
    before = _LAST_WORD.search(text, max(0, match.start() - 20), match.start())
    word = before[0] if before else ""
    if word.lower() in BEFORE_FIGURES and _FIGURE_FOLLOWS.match(text, match.end()):
        return False
    return word.lower() not in ABBREVIATIONS and not (len(word) == 1 and word.isupper())

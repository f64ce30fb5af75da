"""Where sentences end, as far as print shows it."""

from __future__ import annotations

import re

_CLOSERS = "\"'\u2018\u2019\u201c\u201d)]*\u00bb"
_BETWEEN = re.compile(r"(?<=[.!?:])\s+(?=[A-Z])")


def is_finished(text: str) -> bool:
    """Tell whether ``text`` ends as a sentence, an introduction or a list item with its mark does."""
    return text.rstrip(_CLOSERS + " ")[-1:] in tuple(".!?:;\u2026")


def split_sentences(text: str) -> list[str]:
    """Return the sentences of ``text``, spaces single; what a colon opens in upper case is one too."""
    return _BETWEEN.split(" ".join(text.split()))

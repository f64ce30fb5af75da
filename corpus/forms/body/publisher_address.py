"""The publisher's address at the end of a report: lines that each are a paragraph of their own become one passage.

"Piccadilly Gate", "Manchester" and "M1 2WD" by themselves are nothing to find or quote. How to reach the
publisher ("T: ...", "W: ...") stays apart from where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from corpus.blocks import joined
from corpus.forms.body.sections import PassageDraft
from corpus.report import PassageKind

LONGEST_LINE = 60

_REACHED_BY = re.compile(
    r"(?:t|tel(?:ephone)?|text ?(?:phone|line)|minicom|f|fax|e|e-?mail|w|web(?: ?site)?)\s*[:.]\s*\S|www\.\S+$|https?://\S+$",
    re.IGNORECASE,
)
_NO_LINE = re.compile(r"\u00a9|\(c\)|.*\bcopyright\b|.*[.?!:;]$", re.IGNORECASE)


def address_lines_together(passages: Iterable[PassageDraft]) -> list[PassageDraft]:
    """Return the passages with the lines of an address as one, and the ways to reach its owner as another."""
    together: list[PassageDraft] = []
    for (kind, _), group in groupby(passages, key=lambda passage: (_kind(passage), passage.page)):
        lines = list(group)
        together += [_as_one(lines)] if kind and len(lines) > 1 else lines
    return together


def _kind(passage: PassageDraft) -> str:
    if passage.kind is not PassageKind.PARAGRAPH or passage.is_note or len(passage.text) > LONGEST_LINE:
        return ""
    if _REACHED_BY.match(passage.text):
        return "reached by"
    return "" if _NO_LINE.match(passage.text) else "address"


def _as_one(lines: list[PassageDraft]) -> PassageDraft:
    first = lines[0]
    first.note_marks = joined([(line.text, line.note_marks) for line in lines])
    first.text = " ".join(line.text for line in lines)
    first.page_end = lines[-1].page_end
    first.bold = all(line.bold for line in lines)
    return first

"""Raised characters: footnote marks, which are no part of the text, and powers and grades, which are."""

from __future__ import annotations

import re

_MARK = re.compile(r"\d{1,3}|[*†‡§]{1,3}|[ivx]{1,5}")
_BETWEEN = re.compile(r"[\s,;]+")
_AROUND = " ,;[]()"
_GRADE = re.compile(r"(?<!\w)[A-G]$")  # "A*"
_UNIT = re.compile(r"(?<![\w£])(?:[\d,.]+ ?)?(?:[cdkm]?m|ft|yd|miles?)$")  # "50 m²"
_POWERS = str.maketrans("23", "²³")


def raised_marks(before: str, raised: str) -> list[str]:
    """Return the footnote marks that raised characters are, ``before`` being the text they follow.

    Figures, stars, daggers and small Roman numerals, several with commas between, in brackets or
    not. None where they are something else: "18th", "A*", "50 m²".

    >>> raised_marks("in care", "1, 2")
    ['1', '2']
    """
    marks = _BETWEEN.split(raised.strip(_AROUND))
    if not all(map(_MARK.fullmatch, marks)) or is_power(before, raised):
        return []
    return [] if raised.strip() == "*" and _GRADE.search(before) else marks


def is_power(before: str, raised: str) -> bool:
    """Tell whether raised characters are the power of a unit."""
    return raised.strip() in {"2", "3"} and _UNIT.search(before) is not None


def as_power(raised: str) -> str:
    """Return the characters of a power as they look, so that the text keeps them."""
    return raised.translate(_POWERS)

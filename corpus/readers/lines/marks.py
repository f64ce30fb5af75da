"""Recognises bullets and paragraph numbers at the start of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# Bullets seen in published reports. U+F0xx are symbol-font characters without a Unicode name.
_TOP_GLYPHS = (
    "\u2022\u25cf\u25aa\u25a0\u25fc\u25fe\u2b1b\u2023\u2043\u2219\u00b7\uf06e\uf0a7\uf0b7\uf076\uf0d8\uf0fc\u27a2\u27a4"
)
_SUB_GLYPHS = "\u25e6\u25cb\u0336\uf02d"
_TOP_MARKS = "-*"
_SUB_MARKS = "\u2013\u2015\u2212\u2500o"

_BULLET = re.compile(rf"\s*([{_TOP_GLYPHS}{_SUB_GLYPHS}]|[{_TOP_MARKS}{_SUB_MARKS}](?=\s))\s*(?=\S)")
GLUED_BULLET = re.compile(r"(?<=\s)[\u2022\u25cf\u25aa\u25a0\u25fc\uf06e\uf0a7\uf0b7](?=\s*\S)")
"""A bullet inside a line, as files taken from a PDF have it; marks that also divide words are left out."""

_NUMBER = re.compile(
    r"""\s*(?:
        (\d{1,3})[.)](?:\s+(?=\S)|(?=[A-Z][a-z]))   # 17. Text   17) Text   10.Text
      | (\d{1,2}\.\d{1,2})\.?\s+(?=[A-Z])            # 2.1 Text
    )""",
    re.VERBOSE,
)
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bullet:
    """A bullet mark: its column, how many characters to take off, whether it marks sub-bullets."""

    indent: int
    length: int
    glyph: str
    sub: bool


@dataclass(slots=True)
class ListNesting:
    """The lists open at one point of a document: which column is which level."""

    _columns: list[int] = field(default_factory=list)
    _top_glyph: bool = False

    def level(self, bullet: Bullet) -> int:
        """Return the nesting of one more item, by its column, then by its mark."""
        while self._columns and bullet.indent < self._columns[-1]:
            self._columns.pop()
        if not self._columns:
            self._top_glyph = not bullet.sub
        if not self._columns or bullet.indent > self._columns[-1] + 1:
            self._columns.append(bullet.indent)
        level = len(self._columns)
        return level + 1 if level == 1 and bullet.sub and self._top_glyph else level

    def end(self) -> None:
        """Forget the open lists: something else was printed."""
        self._columns.clear()


def find_bullet(line: str) -> Bullet | None:
    """Return the bullet a line starts with, or ``None``. A dash, asterisk or "o" needs a space after it."""
    match = _BULLET.match(line)
    if match is None:
        return None
    glyph = match.group(1)
    indent = len(line[: match.start(1)].expandtabs(4))
    return Bullet(indent, match.end(), glyph, glyph in _SUB_GLYPHS + _SUB_MARKS)


def find_number(line: str) -> tuple[str, int] | None:
    """Return the paragraph number a line starts with and how many characters to take off, or ``None``.

    Read are "17. Text", "17) Text", "10.Text" and "2.1 Text"; a number without its dot is not, because
    in running text a line may start with any figure.
    """
    match = _NUMBER.match(line)
    return (match.group(1) or match.group(2), match.end()) if match else None


def printed_number(number: int, style: str) -> str:
    """Return a list number as printed: ``style`` is "1", "a", "A", "i" or "I", as in HTML lists."""
    if number < 1 or style not in {"a", "A", "i", "I"}:
        return str(number)
    text = _letters(number) if style in "aA" else _roman(number)
    return text.upper() if style in "AI" else text


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _roman(number: int) -> str:
    if number >= 4000:
        return str(number)
    parts = []
    for value, figure in _ROMAN:
        count, number = divmod(number, value)
        parts.append(figure * count)
    return "".join(parts)

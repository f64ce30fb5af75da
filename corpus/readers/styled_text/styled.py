"""Text that remembers which of its characters are bold or italic."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.blocks import Style
from corpus.readers.styled_text.characters import clean_characters

_BOLD = 1
_ITALIC = 2
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class StyledText:
    """Characters as printed with one style mark each. Slices and sums keep the marks."""

    text: str = ""
    marks: bytes = b""

    @classmethod
    def of(cls, text: str, *, bold: bool = False, italic: bool = False) -> StyledText:
        """Return ``text``, cleaned of invisible characters, in one style throughout."""
        cleaned = clean_characters(text)
        mark = (_BOLD if bold else 0) | (_ITALIC if italic else 0)
        return cls(cleaned, bytes([mark]) * len(cleaned))

    @classmethod
    def concatenate(cls, parts: Iterable[StyledText]) -> StyledText:
        """Return ``parts`` one after another with nothing between them."""
        parts = list(parts)
        return cls("".join(part.text for part in parts), b"".join(part.marks for part in parts))

    def __bool__(self) -> bool:
        return bool(self.text)

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, span: slice) -> StyledText:
        return StyledText(self.text[span], self.marks[span])

    def __add__(self, other: StyledText) -> StyledText:
        return StyledText(self.text + other.text, self.marks + other.marks)

    def tidy(self) -> StyledText:
        """Return the text on one line, single-spaced; a space between two bold words is bold."""
        text: list[str] = []
        marks = bytearray()
        for match in _WORD.finditer(self.text):
            start, end = match.span()
            if marks:
                text.append(" ")
                marks.append(marks[-1] & self.marks[start])
            text.append(match.group())
            marks += self.marks[start:end]
        return StyledText("".join(text), bytes(marks))

    def split(self, separator: str) -> list[StyledText]:
        """Return the parts between occurrences of ``separator``, one character, as ``str.split`` does."""
        parts = []
        start = 0
        while (end := self.text.find(separator, start)) >= 0:
            parts.append(self[start:end])
            start = end + 1
        parts.append(self[start:])
        return parts

    @property
    def bold_lead(self) -> int:
        """How many characters at the start are bold."""
        return next((at for at, mark in enumerate(self.marks) if not mark & _BOLD), len(self.marks))

    @property
    def wholly_bold(self) -> bool:
        """Whether every letter and figure is bold (a closing mark after the bold part does not count)."""
        rest = self.text[self.bold_lead :]
        return self.bold_lead > 0 and not any(character.isalnum() for character in rest)

    @property
    def style(self) -> Style:
        """Bold or italic when the whole text is."""
        italic = bool(self.marks) and all(mark & _ITALIC for mark in self.marks)
        return Style(bold=self.wholly_bold, italic=italic)

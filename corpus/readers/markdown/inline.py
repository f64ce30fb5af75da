"""The text of one Markdown paragraph, heading or cell, with its bold type and the HTML tags in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it.token import Token

from corpus.readers.styled_text.noted_text import carried, raised_text
from corpus.readers.styled_text.styled import StyledText

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_BOLD = {"b", "strong"}
_ITALIC = {"i", "em"}
_ITEMS = {"p", "div", "li", "ul", "ol"}


def inline_groups(inline: Token) -> list[list[StyledText]]:
    """Return the lines of an ``inline`` token, grouped by the HTML paragraphs and list items in it.

    Line ends of the source and ``<br>`` part lines, ``<p>`` and ``<li>`` part groups; a list item
    begins with a bullet. A link is its text. Pictures are left out, footnote marks carried.
    """
    reading = _InlineReading()
    for token in inline.children or ():
        reading.read(token)
    reading.end_group()
    return reading.groups


def note_label(token: Token) -> str:
    """Return what marks a footnote in the source: "1" in "[^1]"."""
    return str(token.meta.get("label", ""))


@dataclass(slots=True)
class _InlineReading:
    groups: list[list[StyledText]] = field(default_factory=list)
    _lines: list[StyledText] = field(default_factory=list)
    _parts: list[StyledText] = field(default_factory=list)
    _bold: int = 0
    _italic: int = 0
    _raised: bool = False

    def read(self, token: Token) -> None:
        match token.type:
            case "text" | "code_inline" | "text_special":
                self._add(token.content)
            case "softbreak" | "hardbreak":
                self._end_line()
            case "strong_open" | "strong_close":
                self._bold += token.nesting
            case "em_open" | "em_close":
                self._italic += token.nesting
            case "footnote_ref":
                self._parts.append(carried(note_label(token)))
            case "html_inline":
                self._read_tag(token.content)

    def _add(self, text: str) -> None:
        styled = StyledText.of(text, bold=self._bold > 0, italic=self._italic > 0)
        before = self._parts[-1] if self._parts else StyledText()
        self._parts.append(raised_text(before, styled) if self._raised else styled)

    def _read_tag(self, source: str) -> None:
        tag = _TAG.match(source)
        if tag is None:
            return
        name = tag.group(2).lower()
        step = -1 if tag.group(1) else 1
        if name in _BOLD:
            self._bold = max(0, self._bold + step)
        elif name in _ITALIC:
            self._italic = max(0, self._italic + step)
        elif name == "sup":
            self._raised = step > 0
        elif name == "br":
            self._end_line()
        elif name in _ITEMS:
            self.end_group()
            if name == "li" and step > 0:
                self._add("\u2022 ")

    def _end_line(self) -> None:
        if self._parts:
            self._lines.append(StyledText.concatenate(self._parts))
            self._parts = []

    def end_group(self) -> None:
        self._end_line()
        if self._lines:
            self.groups.append(self._lines)
            self._lines = []

"""Footnotes and endnotes of a Word file, with the marks that Word counts and prints but does not store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from corpus.readers.lines.marks import printed_number
from corpus.readers.styled_text.noted_text import carried
from corpus.readers.styled_text.styled import StyledText
from corpus.readers.word.package import WordPackage, child, children, value

_STYLES = {"decimal": "1", "lowerRoman": "i", "upperRoman": "I", "lowerLetter": "a", "upperLetter": "A"}
_SYMBOLS = "*\u2020\u2021\u00a7"  # Word's marks "chicago": each once, then each twice


@dataclass(slots=True)
class WordNotes:
    """Notes of one kind: ``met`` holds those referred to so far, in order, each with its mark.

    The mark is ``None`` where the reference brings its own, typed after it.
    """

    texts: Mapping[str | None, etree._Element]
    style: str
    met: list[tuple[str | None, etree._Element]] = field(default_factory=list)
    _counted: int = 0

    def refer(self, reference: etree._Element) -> list[StyledText]:
        """Return the mark that a reference prints; none if it brings its own or refers to nothing."""
        note = self.texts.get(value(reference, "id"))
        if note is None:
            return []
        if brings_own_mark(reference):
            self.met.append((None, note))
            return []
        self._counted += 1
        mark = _mark(self._counted, self.style)
        self.met.append((mark, note))
        return [carried(mark)]


def notes_of(package: WordPackage) -> dict[str, WordNotes]:
    """Return the footnotes and endnotes of a file by the name of the element that refers to them."""
    return {
        f"{kind}Reference": WordNotes(
            {value(note, "id"): note for note in children(root, kind)}, _style(package.settings, kind, usual)
        )
        for kind, root, usual in (
            ("footnote", package.footnotes, "decimal"),
            ("endnote", package.endnotes, "lowerRoman"),
        )
    }


def brings_own_mark(reference: etree._Element) -> bool:
    """Tell whether the text after a reference is its mark, typed by hand."""
    return value(reference, "customMarkFollows") in {"1", "true", "on"}


def _style(settings: etree._Element | None, kind: str, usual: str) -> str:
    return value(child(settings, f"{kind}Pr", "numFmt")) or usual


def _mark(count: int, style: str) -> str:
    if style == "chicago":
        return _SYMBOLS[(count - 1) % len(_SYMBOLS)] * ((count - 1) // len(_SYMBOLS) + 1)
    return printed_number(count, _STYLES.get(style, "1"))

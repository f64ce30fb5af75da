"""Plain text: letters, articles and reports without any markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.blocks import Document
from corpus.readers.lines.flow import Flow
from corpus.readers.lines.paragraphs import LineReading, wrap_width
from corpus.readers.sniff import decode
from corpus.readers.styled_text.characters import clean_characters, collapse_spaces, show_control_bullets
from corpus.readers.styled_text.styled import StyledText
from corpus.readers.unreadable import MAX_TEXT_BYTES, UnreadableContent, too_big

_PAGE_NUMBER = re.compile(r"(?:page\s+)?(\d{1,4})(?:\s+of\s+\d{1,4})?", re.IGNORECASE)
_FEWEST_PAGE_NUMBERS = 3  # fewer lone figures in counting order may be anything
_LINKS_IN_A_ROW = re.compile(r"^[^|]{1,60}(?:\s\|\s[^|]{1,60}){2,}$")
_TOP_LINES = 5  # site navigation stands among the first lines of an article


def read_text(data: bytes) -> Document:
    """Return the document in a plain text file.

    Blank lines part paragraphs; a paragraph that blank lines of a page break cut in two is made
    whole. Lines are joined only in text that was wrapped; otherwise each is a block of its own.
    Headings are told by shape. Site navigation and page numbers become furniture.

    Raises:
        UnreadableContent: not text, too long, or without a word in it.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableContent(too_big(len(data), MAX_TEXT_BYTES))
    text = clean_characters(show_control_bullets(decode(data)))
    paragraphs, furniture = _without_furniture(_paragraphs(text))
    flow = Flow(LineReading(wrap_width(text.split("\n"))))
    for lines in paragraphs:
        flow.add(flow.reading.blocks([StyledText.of(line) for line in lines]))
    return flow.document("text", furniture=furniture)


def _paragraphs(text: str) -> list[list[str]]:
    """Return the lines of each paragraph, parted by blank lines."""
    paragraphs: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return paragraphs if paragraphs[-1] else paragraphs[:-1]


def _without_furniture(paragraphs: Sequence[list[str]]) -> tuple[list[list[str]], tuple[str, ...]]:
    """Return the paragraphs without site navigation and page numbers, and those, once each, as printed."""
    dropped = _page_numbers(paragraphs)
    for at, lines in enumerate(paragraphs[:_TOP_LINES]):
        if len(lines) == 1 and _LINKS_IN_A_ROW.match(lines[0].strip()):
            dropped.add(at)
    furniture = dict.fromkeys(collapse_spaces(paragraphs[at][0]) for at in sorted(dropped))
    return [lines for at, lines in enumerate(paragraphs) if at not in dropped], tuple(furniture)


def _page_numbers(paragraphs: Sequence[list[str]]) -> set[int]:
    """Return where lone figures stand that count the pages; none if they are not in counting order."""
    lone = {
        at: int(match.group(1))
        for at, lines in enumerate(paragraphs)
        if len(lines) == 1 and (match := _PAGE_NUMBER.fullmatch(lines[0].strip()))
    }
    figures = list(lone.values())
    counting = all(after == before + 1 for before, after in pairwise(figures))
    return set(lone) if counting and len(lone) >= _FEWEST_PAGE_NUMBERS else set()

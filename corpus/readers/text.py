"""Plain text: letters, articles and reports without any markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.blocks import Block, BlockKind, Document
from corpus.readers.characters import clean_characters, collapse_spaces, show_control_bullets
from corpus.readers.headings import promote_headings
from corpus.readers.lines import LineReading, wrap_width
from corpus.readers.prose import rejoin_groups, repair_hyphens
from corpus.readers.sniff import decode
from corpus.readers.styled import StyledText
from corpus.readers.unreadable import MAX_TEXT_BYTES, UnreadableContent

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
        raise UnreadableContent(f"it is text of more than {MAX_TEXT_BYTES // 1024 // 1024} MB; split it")
    text = clean_characters(show_control_bullets(decode(data)))
    return read_plain(text)


def read_plain(text: str) -> Document:
    """Return the document in ``text``, already decoded and cleaned (see :func:`read_text`)."""
    paragraphs = _paragraphs(text)
    paragraphs, furniture = _without_furniture(paragraphs)
    reading = LineReading(wrap_width(text.split("\n")))
    groups = rejoin_groups(reading.blocks([StyledText.of(line) for line in lines]) for lines in paragraphs)
    blocks = repair_hyphens(promote_headings(groups))
    if not any(character.isalnum() for block in blocks for character in _words(block)):
        raise UnreadableContent("it holds no words")
    title = next((block.text for block in blocks if block.kind is BlockKind.HEADING and block.level == 1), None)
    return Document("text", blocks, title=title, furniture=furniture)


def _words(block: Block) -> str:
    return block.text or " ".join(cell.text for row in block.rows for cell in row)


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

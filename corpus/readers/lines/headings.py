"""Recognises headings by their shape, in text without styles: letters, articles, pasted reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.blocks import Block, BlockKind
from corpus.dates import MONTHS

HEADING_CHARACTERS = 160
"""The longest standard heading of a letter has 137 characters."""

_LINE_OF_BODY = 60  # characters: shorter paragraphs without a full stop are not body text
_HEADINGS_IN_A_ROW = 3  # title, heading, subheading; more short lines in a row are a list of names
_SHORT_HEADING = 40  # characters
_LETTER_OPENING = 80  # blocks within which a letter says "Dear ..."

_SALUTATION = re.compile(r"Dear\s+\S")
_SIGN_OFF = re.compile(r"Yours (?:sincerely|faithfully|truly)\b")
_CAPTION = re.compile(r"Image (?:caption|source)\b", re.IGNORECASE)
_STARTS = re.compile(r"[\"'\u2018\u201c(]?[A-Z]")
_FULL_STOP = re.compile(r"[.:;][\"'\u2018\u2019\u201c\u201d)\]]*$")
_ENDS = re.compile(r"[.,;:!\u2026][\"'\u2018\u2019\u201c\u201d)\]]*$")
_MONTHS = "|".join(MONTHS)
# A contact line, a label with its value, a date, a navigation line, a copy list, or more than one sentence.
_NO_HEADING = re.compile(
    rf"""@|www\.|https?:|\d{{5}}|\d{{3}}\s\d{{3,4}}|\t|\s\|\s|;|:\s.*\d|^[Cc][Cc]:|[.!?]\s+[A-Z]
    |^\d{{1,2}}(?:st|nd|rd|th)?\s(?:{_MONTHS})|^(?:{_MONTHS})\s\d|^(?:Tel|T|Textphone|E|W)\b:?\s[\d@w(]
    |^[A-Z]{{1,2}}\d{{1,2}}[A-Z]?\s\d[A-Z]{{2}}$""",
    re.VERBOSE,
)


def has_heading_shape(text: str) -> bool:
    """Tell whether ``text`` could be a heading: short, begun in upper case, without the end of a sentence.

    Dates, addresses, telephone numbers, labels with a figure and copy lists are none.
    """
    if not 2 <= len(text) <= HEADING_CHARACTERS or not _STARTS.match(text):
        return False
    if _SALUTATION.match(text) or _SIGN_OFF.match(text) or _CAPTION.match(text):
        return False
    return not _ENDS.search(text) and not _NO_HEADING.search(text)


def promote_headings(groups: Sequence[Sequence[Block]]) -> list[Block]:
    """Return the blocks of ``groups`` in order, those with a heading's shape and place as headings.

    A group holds the blocks printed without a blank line between. A heading stands alone in its
    group, or directly above bullets or body text, and body text follows. Nothing before a
    letter's "Dear ..." or after its "Yours sincerely" is a heading. The first heading before any
    body text is the title.
    """
    blocks = [block for group in groups for block in group]
    first, end = _letter_body(blocks)
    alone = _standing_alone(groups)
    candidate = [first <= at < end and alone[at] and _could_be_heading(blocks, at) for at in range(len(blocks))]
    chosen = _chosen(blocks, candidate)
    title = _title(blocks, candidate, first)
    if title is not None:
        chosen.add(title)
    levels = heading_levels([blocks[at].text for at in sorted(chosen)], titled=title is not None)
    ranked = dict(zip(sorted(chosen), levels, strict=True))
    return [
        replace(block, kind=BlockKind.HEADING, level=ranked[at]) if at in ranked else block
        for at, block in enumerate(blocks)
    ]


def rank_headings(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, their headings (told by bold type alone) ranked as those told by shape are.

    Those before a letter's "Dear ..." or after its "Yours sincerely" become paragraphs.
    """
    first, end = _letter_body(blocks)
    at = [place for place in range(first, end) if blocks[place].kind is BlockKind.HEADING]
    titled = bool(at) and not any(_is_body(block) for block in blocks[first : at[0]])
    levels = heading_levels([blocks[place].text for place in at], titled=titled)
    ranked = dict(zip(at, levels, strict=True))
    return [_ranked(block, ranked.get(place)) for place, block in enumerate(blocks)]


def _ranked(block: Block, level: int | None) -> Block:
    if block.kind is not BlockKind.HEADING:
        return block
    return replace(block, kind=BlockKind.PARAGRAPH, level=1) if level is None else replace(block, level=level)


def heading_levels(headings: Sequence[str], *, titled: bool) -> list[int]:
    """Return a level for each heading: 1 for the title, then 1 or 2 (2 or 3 below a title).

    A heading printed more than once stands one level below those printed once, and so do short
    ones that begin with the same two words ("Areas for development", "Areas for improvement").
    """
    names = [" ".join(text.casefold().split()) for text in headings]
    below = names[1:] if titled else names
    counts = Counter(below)
    lower = {_first_words(name) for name in below if counts[name] > 1}
    if lower:
        alike = Counter(_first_words(name) for name in below if len(name) <= _SHORT_HEADING)
        lower.update(words for words, count in alike.items() if count > 1)
    top = 2 if titled else 1
    levels = [top + (_first_words(name) in lower) for name in names]
    if titled and levels:
        levels[0] = 1
    return levels


def _first_words(name: str) -> str:
    return " ".join(name.split()[:2])


def _letter_body(blocks: Sequence[Block]) -> tuple[int, int]:
    """Return the first index after the salutation and the index of the sign-off."""
    first = next((at + 1 for at, block in enumerate(blocks[:_LETTER_OPENING]) if _SALUTATION.match(block.text)), 0)
    end = next((at for at in range(first, len(blocks)) if _SIGN_OFF.match(blocks[at].text)), len(blocks))
    return first, end


def _standing_alone(groups: Sequence[Sequence[Block]]) -> list[bool]:
    alone: list[bool] = []
    for group in groups:
        for at in range(len(group)):
            last = at == len(group) - 1
            alone.append(at == 0 and (last or _is_body(group[1])))
    return alone


def _could_be_heading(blocks: Sequence[Block], at: int) -> bool:
    captioned = at > 0 and _CAPTION.match(blocks[at - 1].text)
    return blocks[at].kind is BlockKind.PARAGRAPH and not captioned and has_heading_shape(blocks[at].text)


def _is_body(block: Block) -> bool:
    if block.kind is BlockKind.PARAGRAPH:
        return bool(_FULL_STOP.search(block.text)) or len(block.text) >= _LINE_OF_BODY
    return block.kind is not BlockKind.HEADING


def _chosen(blocks: Sequence[Block], candidate: Sequence[bool]) -> set[int]:
    """Return the candidates that body text follows; of a long row of them, only the first."""
    chosen: set[int] = set()
    at = 0
    while at < len(blocks):
        if not candidate[at]:
            at += 1
            continue
        row_end = at
        while row_end < len(blocks) and candidate[row_end]:
            row_end += 1
        if row_end < len(blocks) and _is_body(blocks[row_end]):
            chosen.update(range(at, row_end) if row_end - at <= _HEADINGS_IN_A_ROW else (at,))
        at = row_end
    return chosen


def _title(blocks: Sequence[Block], candidate: Sequence[bool], first: int) -> int | None:
    """Return the first candidate, if no body text stands between the beginning and it."""
    for at in range(first, len(blocks)):
        if candidate[at]:
            return at if at + 1 < len(blocks) else None
        if _is_body(blocks[at]):
            return None
    return None

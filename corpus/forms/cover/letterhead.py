"""What inspection letters share: the head with its date, the salutation, the title, the sign-off.

A letter begins with the sender's address, its date and the addressees; "Dear ..." and the title
follow ("Joint local area SEND inspection in ..."); after "Yours sincerely" come the signatories.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.blocks import Block, Document
from corpus.dates import find_dates
from corpus.forms.body.outline import Outline
from corpus.forms.cover.people import column_texts, lead_inspectors
from corpus.report import Finding

SIGN_OFF_RULE = "the end of the letter"
MAX_DATE_LINE = 60
MAX_TITLE = 200
OPENING_BLOCKS = 60

_DEAR = re.compile(r"dear\b", re.IGNORECASE)
_SINCERELY = re.compile(r"yours (?:sincerely|faithfully)\b", re.IGNORECASE)
_COPIED = re.compile(r"cc\b:?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """The parts of a letter. ``dated`` is ``None`` where no date stands before the salutation.

    ``title`` is the block with the title, ``head`` the blocks up to the salutation, ``end``
    those from the sign-off on.
    """

    dated: date | None
    title: Block | None
    head: tuple[Block, ...]
    end: tuple[Block, ...]


def read_letter(document: Document, title: re.Pattern[str]) -> Letter:
    """Return the parts of a letter whose title line begins as ``title`` says."""
    blocks = [block for block in document.walk() if block.text]
    dear = _first(blocks, _DEAR)
    titled = next((i for i, b in enumerate(blocks[:OPENING_BLOCKS]) if _is_title(b, title)), None)
    opening = next((place for place in (dear, titled) if place is not None), OPENING_BLOCKS)
    end = _last(document.blocks, _SINCERELY)
    head = blocks[:opening]
    return Letter(
        dated=_date_line(head) or _date_line(blocks[: titled or 0]),
        title=blocks[titled] if titled is not None else None,
        head=tuple(head),
        end=tuple(document.blocks[end:]) if end is not None else (),
    )


def signatories(letter: Letter) -> list[str]:
    """Return the lead inspectors that the end of a letter names."""
    return lead_inspectors(column_texts(letter.end))


def set_sign_off_apart(found: Outline) -> None:
    """Give the end of a letter, from "Yours sincerely" or "cc:" on, a section of its own."""
    for place in range(len(found.sections) - 1, -1, -1):
        section = found.sections[place]
        for at, passage in enumerate(section.passages):
            if _SINCERELY.match(passage.text) or (place == len(found.sections) - 1 and _COPIED.match(passage.text)):
                rest = section.split(at, Finding.CONTEXT, SIGN_OFF_RULE)
                rest.level, rest.path = 1, ()
                found.sections.insert(place + 1, rest)
                return


def _is_title(block: Block, title: re.Pattern[str]) -> bool:
    return len(block.text) <= MAX_TITLE and title.match(block.text.strip()) is not None


def _date_line(blocks: Sequence[Block]) -> date | None:
    """Return the date that is the whole of a line, or ends a line with more of the letter's head."""
    for block in blocks:
        if len(block.text) <= MAX_DATE_LINE:
            found = find_dates(block.text)
            if len(found) == 1:
                return found[0].day
    return next((found[-1].day for block in blocks if (found := find_dates(block.text))), None)


def _first(blocks: Sequence[Block], pattern: re.Pattern[str]) -> int | None:
    return next((i for i, block in enumerate(blocks) if pattern.match(block.text)), None)


def _last(blocks: Sequence[Block], pattern: re.Pattern[str]) -> int | None:
    return next((i for i in range(len(blocks) - 1, -1, -1) if pattern.match(blocks[i].text)), None)

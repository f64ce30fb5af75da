"""Ids of reports and of their passages: the same for as long as the report and its words are.

A report's id is area, type and the day the inspection began: ``stoke-on-trent-area-send-2024-01-29``.
Without inspection dates the day of publication stands in, without any date the first eight digits of
the file's SHA-256. An area that is not in the table gives the slug of its printed name; a report on no
area begins with its type.

A passage's id is BLAKE2b over the report's id and the passage's letters and digits (compatibility forms,
case, spaces, hyphens and every other mark folded away), as twelve characters. Re-indexing and repairs to
punctuation or hyphenation keep the id; a change of words changes it. The second passage of a report with
the same words gets "-2" after it, the third "-3", in reading order. A footnote's mark counts as its first word.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus.report import InspectionType, Passage, Report

ID_BITS = 60

_NOT_A_WORD = re.compile(r"[\W_]+")


class PassageIds:
    """Gives out the ids of one report's passages. Ask in reading order, once a passage."""

    def __init__(self, report_id: str) -> None:
        self._report_id = report_id
        self._given: Counter[str] = Counter()

    def next_id(self, text: str, mark: str | None = None) -> str:
        """Return the id of the next passage, whose words are ``text``; ``mark`` is that of a footnote."""
        stem = _digest(f"{self._report_id}\n{words_only(mark or '')}{words_only(text)}")
        self._given[stem] += 1
        repeat = self._given[stem]
        return stem if repeat == 1 else f"{stem}-{repeat}"


def words_only(text: str) -> str:
    """Return the letters and digits of ``text``, case folded, in order, nothing between them."""
    return "".join(folded_words(text))


def folded_words(text: str) -> list[str]:
    """Return the words of ``text``: its letters and digits, case folded, apart at every other character."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return [word for word in _NOT_A_WORD.split(folded) if word]


def _digest(content: str) -> str:
    # 60 bits: among twenty million passages the chance of any two meeting is about one in 5,000.
    raw = hashlib.blake2b(content.encode(), digest_size=8).digest()
    return base64.b32encode(raw).decode().lower()[: ID_BITS // 5]


def report_id(
    area_slugs: Sequence[str],
    inspection_type: InspectionType,
    inspected_from: date | None,
    published: date | None,
    sha256: str,
) -> str:
    """Return the stable id of a report, lower-case letters, digits and hyphens only."""
    day = inspected_from or published
    tail = day.isoformat() if day else sha256[:8]
    parts = (*area_slugs[:2], inspection_type.value, tail)
    return "-".join(part for part in parts if part)


def renamed(report: Report, report_id: str) -> Report:
    """Return the report with another id and new passage ids; unchanged where it has that id already."""
    if report_id == report.id:
        return report
    ids = PassageIds(report_id)
    new = {item.id: ids.next_id(item.text, mark_of(item)) for _, item in report.passages()}
    sections = tuple(
        replace(section, passages=tuple(_renamed(item, new) for item in section.passages))
        for section in report.sections
    )
    return replace(report, id=report_id, sections=sections)


def mark_of(passage: Passage) -> str | None:
    """Return the mark that a footnote's id is made with; ``None`` for other passages."""
    return passage.footnote.mark if passage.footnote is not None else None


def _renamed(passage: Passage, new: dict[str, str]) -> Passage:
    note = passage.footnote
    if note is not None and note.of is not None:
        note = replace(note, of=new[note.of])
    return replace(passage, id=new[passage.id], footnote=note)

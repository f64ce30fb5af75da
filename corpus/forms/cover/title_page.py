"""The facts on the first page of a report: title, labelled lines, inspectors, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from corpus.blocks import Block, BlockKind, Document
from corpus.dates import begins_a_week, find_dates, find_ranges, format_range, whole_range
from corpus.forms.body.draft import ReportDraft

INSPECTED = r"(?:date\(?s?\)? of (?:the )?(?:inspection|visit)|(?:inspection|visit) date\(?s?\)?)"
PUBLISHED = r"(?:report |this version |letter )?published(?: on)?"
NO_YEAR = "the inspection dates are printed without a year: it is taken from the date of the letter"
LEAD = r"lead inspectors?"

FIRST_BLOCKS = 40
LONGEST_TITLE = 200
LONGEST_SHOWN = 80

_BEGINS_TITLE = re.compile(r"(?:area send )?(?:full |monitoring )?(?:re-?)?inspection of\b", re.IGNORECASE)
_RANK = re.compile(
    r",?\s*\b(?:(?:senior\s+)?(?:her|his) majesty['\u2019]s inspectors?|(?:senior\s+|s)?hmis?\b|[oa]is?\b)"
    r"(?:\s*\([^)]*\))?",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:,|,?\s*and|&)\s*(?:on |from )?")
_NAME = re.compile(r"[A-Z][\w'\u2019.-]*(?: [\w'\u2019.-]+){1,5}")


def title_block(document: Document, title: re.Pattern[str]) -> Block | None:
    """Return the first block that begins as ``title`` says, where it stands among the first and is no paragraph."""
    opening = islice(document.walk(), FIRST_BLOCKS)
    return next((block for block in opening if len(block.text) <= LONGEST_TITLE and title.match(block.text)), None)


def with_whole_title(document: Document, title: re.Pattern[str]) -> Document:
    """Return a document whose title came out line by line with the title in one block.

    ``title`` is the whole of it; a first line begins as all of these titles do.
    """
    blocks = document.blocks
    for place, block in enumerate(blocks[:FIRST_BLOCKS]):
        if not _BEGINS_TITLE.match(block.text) or title.fullmatch(block.text):
            continue
        for end in (place + 2, place + 3):
            lines = blocks[place:end]
            text = " ".join(line.text for line in lines)
            if all(map(_is_title_line, lines)) and title.fullmatch(text):
                return replace(document, blocks=(*blocks[:place], replace(block, text=text), *blocks[end:]))
    return document


def _is_title_line(block: Block) -> bool:
    short = 0 < len(block.text) <= LONGEST_SHOWN and not block.text.endswith((".", ":"))
    return short and block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and not block.note_marks


def labelled(blocks: Sequence[Block], label: str) -> Iterator[tuple[Block, str]]:
    """Yield each line "label: value" with its value: in one block, over two, or in the cells of a row.

    ``label`` is a pattern, matched without regard to case. The block is the one that prints the
    label (the table, for a row). A label alone on its line takes the next line as its value.
    """
    line = re.compile(rf"\s*{label}\s*:\s*(?P<value>.*)", re.IGNORECASE | re.DOTALL)
    for place, block in enumerate(blocks):
        for text in _lines(block):
            match = line.fullmatch(text)
            if match is None:
                continue
            following = blocks[place + 1].text.strip() if place + 1 < len(blocks) else ""
            value = match["value"].strip() or following
            if value:
                yield block, value


def _lines(block: Block) -> Iterator[str]:
    if block.kind is not BlockKind.TABLE:
        yield block.text
        return
    for row in block.rows:
        cells = [", ".join(inner.text for inner in cell.blocks if inner.text) for cell in row]
        label, *values = [cell for cell in cells if cell] or [""]
        yield f"{label.rstrip(' :')}: {' '.join(values)}" if values else label


def inspector_names(printed: str) -> list[str]:
    """Return the names in "Jane Roe, His Majesty's Inspector" or "Jane Roe HMI and John Doe HMI", no ranks."""
    parts = re.split(r"[;,]|\s(?:and|&)\s", _RANK.sub(";", printed))
    names = (" ".join(part.split()).strip(" .\u200b") for part in parts)
    return [name for name in names if _NAME.fullmatch(name)]


def name_inspectors(draft: ReportDraft, blocks: Sequence[Block]) -> list[Block]:
    """Set the lead inspectors from every line "Lead inspector:", and return the blocks that print them."""
    lines = list(labelled(blocks, LEAD))
    for _, value in lines:
        draft.lead_inspectors.extend(name for name in inspector_names(value) if name not in draft.lead_inspectors)
    return [block for block, _ in lines]


def date_inspection(draft: ReportDraft, page: Sequence[Block], furniture: Sequence[str]) -> list[Block]:
    """Set the days of inspection from the first page, and return the blocks that print them.

    A running footer that prints other days is reported; the first page is kept.
    """
    lines = list(labelled(page, INSPECTED))
    printed = next((value for _, value in lines if whole_range(value)), lines[0][1] if lines else "")
    days = whole_range(printed)
    if not set_inspection_days(draft, printed) or days is None:
        return []
    for footer in furniture:
        other = whole_range(footer)
        if other is not None and other != days:
            draft.warn(
                "contradiction",
                f"the first page prints the inspection dates {format_range(*days)}, "
                f"the foot of the pages {format_range(*other)}; the first page is kept",
            )
    return [block for block, _ in lines]


def set_inspection_days(draft: ReportDraft, printed: str) -> bool:
    """Set the days of inspection from the words printed for them, and return whether that could be done.

    Of "week commencing 5 February 2024" the first day alone is known. Words that give no days
    are the reason, and a doubt.
    """
    days = whole_range(printed)
    if days is None:
        line = next(iter(printed.strip(" :\n").splitlines()), "")[:LONGEST_SHOWN]
        if not line:
            return False
        reason = f"no days could be read from '{line}'"
        draft.lacks("inspected_from", reason)
        draft.lacks("inspected_to", reason)
        draft.warn("missing-dates", f"The days of the inspection could not be read from '{line}'")
        return False
    if begins_a_week(printed):
        draft.inspected_from = days[0]
        draft.lacks("inspected_to", "only the week in which the inspection began is printed")
    else:
        draft.inspected_from, draft.inspected_to = days
    return True


def first_days(text: str, not_after: date | None = None) -> tuple[date, date] | None:
    """Return the first and last of the days that a sentence names first ("on 9 and 10 April 2024"), or ``None``.

    ``not_after``: see ``corpus.dates.find_ranges``. Days later in the text are not joined to them.
    """
    ranges = find_ranges(text, not_after=not_after)
    if not ranges:
        return None
    last = ranges[0]
    for following in ranges[1:]:
        if not _JOINED.fullmatch(text[last.span[1] : following.span[0]]):
            break
        last = following
    return ranges[0].start, last.end


def date_publication(draft: ReportDraft, page: Sequence[Block]) -> list[Block]:
    """Set the day of publication from a line "Report published:", and return the blocks that print one."""
    lines = list(labelled(page, PUBLISHED))
    days = [found[0].day for _, value in lines if (found := find_dates(value))]
    if days:
        draft.published = days[0]
    return [block for block, _ in lines]

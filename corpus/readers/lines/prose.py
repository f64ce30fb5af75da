"""Prose that a line end, a page break or a lost list mark cut in two, made whole again.

For formats whose text comes in lines and stray pieces: plain text, Markdown, web pages and Word
files, often themselves taken from a PDF. What is joined is decided by what is printed on both
sides of the gap: a text that has not ended, and one that begins in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.blocks import Block, BlockKind, Cell, NoteMark, moved, within
from corpus.readers.lines.hyphens import HyphenEvidence
from corpus.sentences import is_finished

LINE_HYPHEN = "\x02"
"""Stands for a hyphen printed at a line end until the whole document has been read."""

_FLOWING = (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.NUMBERED)
_BROKEN_ITEM = 60  # characters: shorter list items may well be a list without full stops
_BROKEN_TEXT = 40  # characters: shorter unfinished lines are address lines, names and headings
_PROSE = 100  # characters: longer unfinished texts with a comma or full stop are no headings
_SENTENCE = 8  # words
_LAST_WORDS = 40  # characters: as much of a text's end as shows whether it has ended

_OPENERS = "\"'\u2018\u201c([\u00ab"
_ENDS_ON_HYPHEN = re.compile(r"[^\W_]-$")
_ADDRESS = re.compile(r"\S*@\S|(?:www\.|https?:|cc:)", re.IGNORECASE)
_PROSE_INSIDE = re.compile(r",\s|[.!?]\s")
_PROPER_WORD = re.compile(r"[A-Z][a-z]+$")
# Words that cannot be the last of a sentence, heading or list item.
_UNFINISHED = re.compile(
    r"""(?:^|\s)(?:the|a|an|of|and|or|to|in|with|by|for|from|at|as|that|which|who|whose|their|its|is|are|was|were
    |be|been|have|has|had|not|than|this|these|between|through|including|such\sas
    |until|into|within|during|across|among|because|if|while|but|every|our|your)$""",
    re.VERBOSE,
)


def begins_inside(text: str) -> bool:
    """Tell whether ``text`` begins in lower case, as the rest of a broken sentence does."""
    return text.lstrip(_OPENERS)[:1].islower() and not _ADDRESS.match(text)


def ends_unfinished(text: str) -> bool:
    """Tell whether ``text`` stops on a word, comma or hyphen that something must follow."""
    end = text[-_LAST_WORDS:]
    return bool(_UNFINISHED.search(end) or _ENDS_ON_HYPHEN.search(end)) or (
        text.endswith(",") and len(text) >= _BROKEN_ITEM
    )


def is_broken(before: Block, after: Block) -> bool:
    """Tell whether ``after`` is the rest of ``before``, cut off by a page break or a lost list mark.

    A list item is the rest of the one above only if it alone begins in lower case: lists whose
    items all do are lists. A piece that begins in upper case is joined on clear evidence only.
    """
    if before.kind not in _FLOWING or after.kind not in _FLOWING or after.kind is BlockKind.NUMBERED:
        return False
    end, begin = before.text, after.text
    if not end or not begin or is_finished(end) or _ADDRESS.match(begin):
        return False
    if after.kind is BlockKind.BULLET:
        lone = not end[:1].islower() and begins_inside(begin) and before.kind is BlockKind.BULLET
        return lone and (len(end) >= _BROKEN_ITEM or ends_unfinished(end))
    if begins_inside(begin):
        a_list = before.kind is BlockKind.PARAGRAPH and end[:1].islower()
        return ends_unfinished(end) or (len(end) >= _BROKEN_TEXT and not a_list)
    if ends_unfinished(end):
        return True
    return before.kind is BlockKind.PARAGRAPH and _breaks_in_a_name(end, begin)


def _breaks_in_a_name(end: str, begin: str) -> bool:
    """Tell whether unfinished prose stops inside a name that goes on: "... the Royal" and "Society said so."."""
    prose = len(end) >= _PROSE and _PROSE_INSIDE.search(end) is not None
    sentence = is_finished(begin) and len(begin.split()) >= _SENTENCE
    return prose and sentence and _PROPER_WORD.search(end[-_LAST_WORDS:]) is not None


def join_texts(before: str, after: str) -> str:
    """Return both with one space between, or with the hyphen the first ends on marked for repair."""
    if _ENDS_ON_HYPHEN.search(before[-2:]):
        return before[:-1] + LINE_HYPHEN + after
    return f"{before} {after}"


def join_blocks(before: Block, after: Block) -> Block:
    """Return ``before`` with the words of ``after``, its rest, and the pages of both."""
    wholly_bold = bool(before.text) and before.bold_lead == len(before.text)
    text = join_texts(before.text, after.text)
    lead = before.bold_lead
    if wholly_bold and after.bold_lead:
        lead = len(text) - len(after.text) + after.bold_lead
    style = before.style if before.style == after.style else replace(before.style, bold=False, italic=False)
    page_end = before.page_end if after.page_end is None else after.page_end
    marks = (*before.note_marks, *moved(after.note_marks, len(text) - len(after.text)))
    return replace(before, text=text, bold_lead=lead, style=style, page_end=page_end, note_marks=marks)


def rejoin(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks in order, each piece joined to the block it is the rest of."""
    whole: list[Block] = []
    for block in blocks:
        if whole and is_broken(whole[-1], block):
            whole[-1] = join_blocks(whole[-1], block)
        else:
            whole.append(block)
    return whole


def rejoin_groups(groups: Iterable[Sequence[Block]]) -> list[list[Block]]:
    """Do as :func:`rejoin` does at the gaps between groups of blocks printed together, and at each bullet."""
    whole: list[list[Block]] = []
    for group in groups:
        for at, block in enumerate(group):
            here = at == 0 or block.kind is BlockKind.BULLET
            if here and whole and is_broken(whole[-1][-1], block):
                whole[-1][-1] = join_blocks(whole[-1][-1], block)
            elif at == 0:
                whole.append([block])
            else:
                whole[-1].append(block)
    return whole


def repair_hyphens(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with every marked line-end hyphen kept or dropped by the document's own words."""
    if not any(LINE_HYPHEN in text for text in _texts(blocks)):
        return tuple(blocks)
    evidence = HyphenEvidence(_texts(blocks), LINE_HYPHEN)
    return tuple(_repaired(block, evidence) for block in blocks)


def _texts(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        yield block.text
        for row in block.rows:
            for cell in row:
                yield from _texts(cell.blocks)


def _repaired(block: Block, evidence: HyphenEvidence) -> Block:
    if block.rows:
        rows = tuple(
            tuple(Cell(tuple(_repaired(inner, evidence) for inner in cell.blocks), cell.header) for cell in row)
            for row in block.rows
        )
        return replace(block, rows=rows)
    if LINE_HYPHEN not in block.text:
        return block
    text = evidence.repair(block.text)
    whole = block.bold_lead == len(block.text)
    lead = len(text) if whole else len(evidence.repair(block.text[: block.bold_lead]))
    marks = [NoteMark(one.mark, len(evidence.repair(block.text[: one.at]))) for one in block.note_marks]
    return replace(block, text=text, bold_lead=lead, note_marks=within(marks, len(text)))

"""Text that a page break cut in two, put together again.

PDF readers re-join pages themselves; here is the net for files without pages (Markdown, plain
text, web pages made from a PDF), where the second half stands as a paragraph of its own, and
for cells of a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import reduce

from corpus.blocks import Block, BlockKind, Cell

BULLET_GLYPHS = "◼▪■•●\uf06e\uf0a7\uf0b7"
LONG_ENOUGH = 60
"""A shorter line without a full stop is rather a heading, a name or a line of an address."""

FEWEST_WORDS = 3

_TEXT = {BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.NUMBERED}
_FINISHED = re.compile(r"[.!?:;][\"'’”)\]]*$|[;,] (?:and|or)$")
_ENDS_INSIDE = re.compile(r"(?:,|\b(?:a|an|and|as|at|by|for|from|in|is|of|on|or|that|the|their|to|which|with))$")
_ADDRESS = re.compile(r"(?:https?:|www\.)|\S+@\S+|\S+\.(?:uk|org|com)\b", re.IGNORECASE)
_GLUED = re.compile(rf"(?<=\s)[{BULLET_GLYPHS}]\s*(?=\S)")


def rejoin(blocks: Iterable[Block], is_standard_heading: Callable[[str], bool]) -> list[Block]:
    """Return the blocks with halves joined and bullets printed inside a line set free."""
    whole: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            whole.append(replace(block, rows=tuple(tuple(_whole_cell(cell) for cell in row) for row in block.rows)))
            continue
        for piece in _set_bullets_free(block):
            last = whole[-1] if whole else None
            if last is not None and _continues(last, piece) and not is_standard_heading(last.text):
                whole[-1] = join_blocks(last, piece)
            else:
                whole.append(piece)
    return whole


def is_finished(text: str) -> bool:
    """Return whether a text ends as a sentence or the opening of a list does."""
    return _FINISHED.search(text) is not None


def joined(blocks: Sequence[Block]) -> Block:
    """Return the blocks of a cell, one at least, as one."""
    return reduce(join_blocks, blocks)


def join_blocks(first: Block, second: Block) -> Block:
    """Return two halves of a text as one block of the first's kind."""
    if first.text.endswith("-") and not first.text.endswith(" -"):
        text = first.text + second.text
    else:
        text = f"{first.text} {second.text}"
    whole_bold = first.bold_lead >= len(first.text) and second.bold_lead >= len(second.text)
    return replace(
        first,
        text=text,
        page_end=second.page_end or second.page or first.page_end,
        bold_lead=len(text) if whole_bold else first.bold_lead,
    )


def _whole_cell(cell: Cell) -> Cell:
    return replace(cell, blocks=tuple(rejoin(cell.blocks, lambda _: False)))


def _continues(last: Block, block: Block) -> bool:
    if last.kind not in _TEXT or block.kind not in _TEXT or block.kind is BlockKind.NUMBERED:
        return False
    if is_finished(last.text) or not block.text or _ADDRESS.match(block.text) or _ADDRESS.search(last.text[-30:]):
        return False
    starts_lower = block.text[0].islower()
    if block.kind is BlockKind.BULLET:
        # A continuation given a mark by mistake: only where the items of the list are sentences.
        # Readers of paged files see where a page ends, so there a mark is a mark.
        sentences = last.kind is BlockKind.BULLET and last.text[:1].isupper() and is_finished(block.text)
        return starts_lower and sentences and block.page is None and len(last.text) >= LONG_ENOUGH
    if starts_lower:
        return len(last.text.split()) >= FEWEST_WORDS
    if _ENDS_INSIDE.search(last.text):
        return len(last.text.split()) >= FEWEST_WORDS
    prose = last.kind is not BlockKind.BULLET and last.bold_lead < len(last.text) and block.style == last.style
    return prose and len(last.text) >= LONG_ENOUGH and is_finished(block.text)


def _set_bullets_free(block: Block) -> list[Block]:
    """Split a block in whose lines bullets are printed ("... needs. ■ Children ...").

    An item whose text still begins with its mark is an item of the top level.
    """
    if block.kind is BlockKind.BULLET and block.text[:1] in BULLET_GLYPHS:
        block = replace(block, text=block.text[1:].lstrip(), level=1)
    if block.kind not in _TEXT or not _GLUED.search(block.text):
        return [block]
    first, *others = (part.strip() for part in _GLUED.split(block.text))
    bullets = [
        replace(block, kind=BlockKind.BULLET, text=part, number=None, bold_lead=0, level=1) for part in others if part
    ]
    return [replace(block, text=first, bold_lead=min(block.bold_lead, len(first))), *bullets] if first else bullets

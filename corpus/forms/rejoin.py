"""Text that a page break cut in two, put together again.

PDF readers re-join pages themselves; here is the net for files without pages (Markdown, plain
text, web pages made from a PDF), where the second half stands as a paragraph of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from corpus.blocks import Block, BlockKind

BULLET_GLYPHS = "◼▪■•●\uf06e\uf0a7\uf0b7"
_TEXT = {BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.NUMBERED}
_FINISHED = re.compile(r"[.!?:;][\"'’”)\]]*$")
_GLUED = re.compile(rf"(?<=\s)[{BULLET_GLYPHS}]\s*(?=\S)")
LONG_ENOUGH = 60
"""A shorter line without a full stop is rather a heading, a name or a line of an address."""


def rejoin(blocks: Iterable[Block], is_standard_heading: Callable[[str], bool]) -> list[Block]:
    """Return the blocks with halves joined and bullets printed inside a line set free."""
    joined: list[Block] = []
    for block in blocks:
        for piece in _set_bullets_free(block):
            last = joined[-1] if joined else None
            if last is not None and _continues(last, piece) and not is_standard_heading(last.text):
                joined[-1] = _join(last, piece)
            else:
                joined.append(piece)
    return joined


def _continues(last: Block, block: Block) -> bool:
    if last.kind not in _TEXT or block.kind not in _TEXT or block.kind is BlockKind.NUMBERED:
        return False
    if _FINISHED.search(last.text) or not block.text or len(last.text) < LONG_ENOUGH:
        return False
    starts_lower = block.text[0].islower()
    if block.kind is BlockKind.BULLET:
        # A continuation given a mark by mistake: only where the list's items are sentences.
        return starts_lower and last.kind is BlockKind.BULLET and last.text[0].isupper() and _is_prose(block.text)
    if starts_lower:
        return True
    return block.page is None and _is_prose(block.text) and last.bold_lead < len(last.text)


def _is_prose(text: str) -> bool:
    return _FINISHED.search(text) is not None and " " in text


def _join(last: Block, block: Block) -> Block:
    if last.text.endswith("-") and not last.text.endswith(" -"):
        text = last.text + block.text
    else:
        text = f"{last.text} {block.text}"
    whole_bold = last.bold_lead >= len(last.text) and block.bold_lead >= len(block.text)
    return replace(
        last,
        text=text,
        page_end=block.page_end or block.page or last.page_end,
        bold_lead=len(text) if whole_bold else last.bold_lead,
    )


def _set_bullets_free(block: Block) -> list[Block]:
    """Split a block in whose lines bullets are printed ("... needs. ■ Children ...")."""
    if block.kind not in _TEXT or not _GLUED.search(block.text):
        return [block]
    first, *others = (part.strip() for part in _GLUED.split(block.text))
    bullets = [
        replace(block, kind=BlockKind.BULLET, text=part, number=None, bold_lead=0, level=1) for part in others if part
    ]
    return [replace(block, text=first, bold_lead=min(block.bold_lead, len(first))), *bullets] if first else bullets

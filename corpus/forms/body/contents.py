"""Lists of contents that are printed line by line: no text of the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from corpus.blocks import Block, BlockKind
from corpus.vocabulary import normalise_heading

LONGEST_LINE = 200

_LINE = re.compile(r".*\S[\s.\u2026]+\d{1,3}", re.DOTALL)


def contents_list(blocks: Sequence[Block]) -> list[Block]:
    """Return the list of contents: its heading and the lines under it that end in a page number."""
    start = next((place for place, block in enumerate(blocks) if _is_heading(block)), None)
    if start is None:
        return []
    lines = takewhile(lambda block: _LINE.fullmatch(block.text) is not None, blocks[start + 1 :])
    return [blocks[start], *lines]


def _is_heading(block: Block) -> bool:
    line = block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and 0 < len(block.text) <= LONGEST_LINE
    return line and normalise_heading(block.text) == "contents"

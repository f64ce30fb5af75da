"""What the reader tests share: a document written out as one line a block."""

from collections.abc import Callable, Iterable

import pytest

from corpus.blocks import Block, BlockKind, Document

_SIGNS = {
    BlockKind.HEADING: "#",
    BlockKind.PARAGRAPH: "p",
    BlockKind.BULLET: "*",
    BlockKind.NUMBERED: "n",
    BlockKind.TABLE: "t",
    BlockKind.FOOTNOTE: "f",
}


def _lines(blocks: Iterable[Block]) -> list[str]:
    lines = []
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            for row in block.rows:
                cells = ("=" * cell.header + " / ".join(_lines(cell.blocks)) for cell in row)
                lines.append(f"t [{' | '.join(cells)}]")
            continue
        number = f" {block.number}" if block.number else ""
        lines.append(f"{_SIGNS[block.kind]}{block.level}{number} {block.text}")
    return lines


@pytest.fixture
def outline() -> Callable[[Document], list[str]]:
    """Return a document's blocks as "#1 Heading", "p1 Paragraph", "*2 Sub-bullet", "n1 17 Numbered", "t [a | b]"."""
    return lambda document: _lines(document.blocks)

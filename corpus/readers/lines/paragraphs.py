"""Turns printed lines into paragraphs, bullets, numbered paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.blocks import Block, BlockKind, Cell
from corpus.readers.lines.marks import GLUED_BULLET, ListNesting, find_bullet, find_number
from corpus.readers.lines.prose import LINE_HYPHEN, begins_inside, ends_unfinished
from corpus.readers.styled_text.noted_text import text_block
from corpus.readers.styled_text.styled import StyledText
from corpus.sentences import is_finished

WIDEST_WRAP = 120
"""Characters: a text with lines longer than this is not wrapped; each of its lines is a paragraph."""

_LONG_LINES = 0.02  # of all lines: more than this longer than WIDEST_WRAP means no wrapping
_FEWEST_BREAKS = 3  # lines broken in mid-sentence; fewer are page breaks in text that is not wrapped
_FULL = 0.8  # of the width: proportional type wraps after differing numbers of characters
_HYPHEN_END = re.compile(r"[^\W_]-\s*$")


def wrap_width(lines: Sequence[str]) -> int | None:
    """Return the width in characters that ``lines`` were wrapped to, or ``None`` if they are not wrapped.

    It is that of the widest line that ends in mid-sentence. Rows of Markdown tables do not count.
    """
    lines = [line.rstrip() for line in lines if not line.startswith("|")]
    written = sum(bool(line) for line in lines)
    long = sum(len(line) > WIDEST_WRAP for line in lines)
    if long > max(1, _LONG_LINES * written):
        return None
    broken = [
        len(line)
        for line, following in pairwise(lines)
        if line and len(line) <= WIDEST_WRAP and begins_inside(following.strip()) and not is_finished(line)
    ]
    return max(broken) if len(broken) >= _FEWEST_BREAKS else None


_LINE_END = StyledText("\n", b"\0")


@dataclass(slots=True)
class _Piece:
    kind: BlockKind
    parts: list[StyledText]
    level: int = 1
    number: str | None = None
    indent: int = 0


@dataclass(slots=True)
class LineReading:
    """Turns groups of lines into blocks. ``width`` is that of :func:`wrap_width`.

    ``numbers`` tells whether a number at a line's start is a paragraph number (not so in table cells).
    """

    width: int | None = None
    numbers: bool = True
    nesting: ListNesting = field(default_factory=ListNesting)

    def blocks(self, lines: Sequence[StyledText]) -> list[Block]:
        """Return the blocks of lines printed together, without blank lines between."""
        blocks: list[Block] = []
        pieces: list[_Piece] = []
        rest = [part for line in lines if line.text.strip() for part in _parted(line)]
        while rest:
            tabbed = _tabbed_rows(rest)
            if tabbed:
                blocks += [_block(piece) for piece in pieces] + [_table(tabbed)]
                pieces = []
                rest = rest[len(tabbed) :]
                continue
            self._read_line(pieces, rest.pop(0))
        return blocks + [_block(piece) for piece in pieces]

    def _read_line(self, pieces: list[_Piece], line: StyledText) -> None:
        bullet = find_bullet(line.text)
        number = find_number(line.text) if self.numbers else None
        if bullet:
            level = self.nesting.level(bullet)
            pieces.append(_Piece(BlockKind.BULLET, [line[bullet.length :]], level, indent=bullet.indent))
        elif number:
            pieces.append(_Piece(BlockKind.NUMBERED, [line[number[1] :]], number=number[0]))
        elif pieces and self._continues(pieces[-1], line):
            _append(pieces[-1].parts, line)
        else:
            if not begins_inside(line.text.strip()):
                self.nesting.end()
            pieces.append(_Piece(BlockKind.PARAGRAPH, [line]))

    def _continues(self, piece: _Piece, line: StyledText) -> bool:
        before, after = piece.parts[-1].text.strip(), line.text.strip()
        if _HYPHEN_END.search(before) or ends_unfinished(before):
            return True
        if begins_inside(after) and not is_finished(before):
            return True
        if self.width is None:
            return False
        indent = len(line.text) - len(line.text.lstrip())
        if piece.kind is BlockKind.BULLET and indent > piece.indent:
            return True
        return len(before) + 1 + len(after.split(maxsplit=1)[0]) > _FULL * self.width


def _parted(line: StyledText) -> list[StyledText]:
    """Return the parts of a line with bullets inside it ("... needs. ■ Children ..."), cut before each bullet."""
    starts = [match.start() for match in GLUED_BULLET.finditer(line.text) if is_finished(line.text[: match.start()])]
    return [line[start:end] for start, end in pairwise([0, *starts, len(line)])]


def _append(parts: list[StyledText], line: StyledText) -> None:
    """Add a line, the hyphen that the one before ends on marked for repair."""
    last = parts[-1]
    if _HYPHEN_END.search(last.text):
        end = len(last.text.rstrip())
        parts[-1:] = [last[: end - 1], StyledText(LINE_HYPHEN, last.marks[end - 1 : end])]
        parts.append(_stripped(line))
    else:
        parts += [_LINE_END, line]


def _stripped(line: StyledText) -> StyledText:
    return line[len(line.text) - len(line.text.lstrip()) :]


def _tabbed_rows(lines: Sequence[StyledText]) -> list[list[StyledText]]:
    """Return the leading lines that form a table of tab-separated cells; none if they are no table."""
    rows: list[list[StyledText]] = []
    for line in lines:
        text = line.text
        if "\t" not in text.lstrip() or find_bullet(text) or find_number(text):
            break
        cells = _stripped(line).split("\t")
        if rows and len(cells) != len(rows[0]):
            break
        rows.append(cells)
    return rows if len(rows) > 1 and all(cell.text.strip() for cell in rows[0]) else []


def _table(rows: Sequence[Sequence[StyledText]]) -> Block:
    cells = tuple(
        tuple(Cell(tuple(LineReading(numbers=False).blocks([text])), header=not at) for text in row)
        for at, row in enumerate(rows)
    )
    return Block(BlockKind.TABLE, "", rows=cells)


def _block(piece: _Piece) -> Block:
    return text_block(piece.kind, StyledText.concatenate(piece.parts), piece.level, piece.number)

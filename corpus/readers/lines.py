"""Lines as printed, one after another, become paragraphs, bullets, numbered paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.blocks import Block, BlockKind, Cell
from corpus.readers.marks import Bullet, find_bullet, find_number
from corpus.readers.prose import LINE_HYPHEN, begins_inside, ends_unfinished, is_finished
from corpus.readers.styled import StyledText

WIDEST_WRAP = 120
"""Characters: a text with lines longer than this is not wrapped; each of its lines is a paragraph."""

_LONG_LINES = 0.02  # of all lines: more than this longer than WIDEST_WRAP means no wrapping
_FULL = 0.8  # of the width: proportional type wraps after differing numbers of characters
_HYPHEN_END = re.compile(r"[^\W_]-\s*$")


def wrap_width(lines: Sequence[str]) -> int | None:
    """Return the width in characters that ``lines`` were wrapped to, or ``None`` if they are not wrapped."""
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    long = sum(length > WIDEST_WRAP for length in lengths)
    if not lengths or long > max(1, _LONG_LINES * len(lengths)):
        return None
    return max((length for length in lengths if length <= WIDEST_WRAP), default=None)


@dataclass(slots=True)
class ListNesting:
    """The lists open at one point of a document: which column is which level."""

    _columns: list[int] = field(default_factory=list)
    _top_glyph: bool = False

    def level(self, bullet: Bullet) -> int:
        """Return the nesting of one more item, by its column, then by its mark."""
        while self._columns and bullet.indent < self._columns[-1]:
            self._columns.pop()
        if not self._columns:
            self._top_glyph = not bullet.sub
        if not self._columns or bullet.indent > self._columns[-1] + 1:
            self._columns.append(bullet.indent)
        level = len(self._columns)
        return level + 1 if level == 1 and bullet.sub and self._top_glyph else level

    def end(self) -> None:
        """Forget the open lists: something else was printed."""
        self._columns.clear()


@dataclass(slots=True)
class _Piece:
    kind: BlockKind
    text: StyledText
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
        rest = [line for line in lines if line.text.strip()]
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
            pieces.append(_Piece(BlockKind.BULLET, line[bullet.length :], level, indent=bullet.indent))
        elif number:
            pieces.append(_Piece(BlockKind.NUMBERED, line[number[1] :], number=number[0]))
        elif pieces and self._continues(pieces[-1], line):
            pieces[-1].text = _join(pieces[-1].text, line)
        else:
            if not begins_inside(line.text.strip()):
                self.nesting.end()
            pieces.append(_Piece(BlockKind.PARAGRAPH, line))

    def _continues(self, piece: _Piece, line: StyledText) -> bool:
        before, after = piece.text.text.rstrip(), line.text.strip()
        if _HYPHEN_END.search(before) or ends_unfinished(before):
            return True
        if begins_inside(after) and not is_finished(before):
            return True
        if self.width is None:
            return False
        indent = len(line.text) - len(line.text.lstrip())
        if piece.kind is BlockKind.BULLET and indent > piece.indent:
            return True
        last_line = before.rpartition("\n")[2]
        return len(last_line) + 1 + len(after.split(maxsplit=1)[0]) > _FULL * self.width


def _join(before: StyledText, after: StyledText) -> StyledText:
    """Return both with a line end between, or the hyphen the first ends on marked for repair."""
    if _HYPHEN_END.search(before.text):
        kept = before[: len(before.text.rstrip()) - 1]
        return StyledText.concatenate((kept, _marked_hyphen(before), _stripped(after)))
    return StyledText.concatenate((before, StyledText("\n", b"\0"), after))


def _marked_hyphen(before: StyledText) -> StyledText:
    return StyledText(LINE_HYPHEN, before.marks[-1:])


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
    text = piece.text.tidy()
    return Block(piece.kind, text.text, piece.level, piece.number, style=text.style, bold_lead=text.bold_lead)

"""Breaks that a PDF prints, by another program: which passages run over one.

``pdftohtml`` (poppler) says where each line stands and what of it is bold. A passage spans a break
where two of its lines stand clearly further apart than lines of that type do elsewhere, or where
its lines on a new page, or below a full stop, begin bold after lines that were not.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from corpus.report import Passage

BLANK_LINE = 1.45  # of the commonest distance between lines of the same height
SAME_LINE = 0.6  # of the height of a line: pieces closer than this are one line

_ENDS_SENTENCE = re.compile(r"[.!?][\"'”’)\]]*\d{0,2}$")
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line: its words, how far down it stands, and whether all of it is bold."""

    text: str
    top: float
    height: float
    bold: bool


@dataclass(slots=True)
class PrintedPage:
    """The pieces of one page in the order of the file, and all their letters in one row."""

    pieces: list[Piece]
    letters: str
    starts: list[int]

    def covered(self, letters: str) -> list[Piece]:
        """Return the pieces in which these letters stand in one row, none where they do not."""
        at = self.letters.find(letters)
        if at < 0 or not letters:
            return []
        first, last = (bisect_right(self.starts, place) - 1 for place in (at, at + len(letters) - 1))
        return self.pieces[first : last + 1]


def squeezed(text: str) -> str:
    """Return the letters and figures of a text, folded, nothing between them."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", text).casefold())


class PrintedBreaks:
    """The lines of one PDF, and the usual distances between them."""

    def __init__(self, path: Path) -> None:
        command = ["pdftohtml", "-xml", "-i", "-stdout", "-q", str(path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own command
        tree = ElementTree.fromstring(_INVALID.sub("", done.stdout))  # noqa: S314 - poppler wrote it
        self._pages = [_page(page) for page in tree.iter("page")]
        self._usual = _usual_distances(self._pages)

    def spanned(self, parts: Sequence[Sequence[Piece]]) -> str | None:
        """Return the words around a break that the parts of a passage span, ``None`` where they span none."""
        for part in parts:
            for above, below in pairwise(_lines(part)):
                if self._are_apart(above, below):
                    return _shown(above, below)
        for before, after in pairwise(parts):
            above, below = _lines(before)[-1], _lines(after)[0]
            if _is_bold(below) and not _is_bold(above):
                return _shown(above, below)
        return None

    def parts(self, passage: Passage) -> list[list[Piece]]:
        """Return the pieces of a passage, page by page; none where its letters do not stand in one row."""
        letters = squeezed(passage.text)
        first, last = (passage.page or 1) - 1, (passage.page_end or passage.page or 1) - 1
        if first == last:
            found = self._pages[first].covered(letters)
            return [found] if found else []
        for cut in range(len(letters) - 1, 0, -1):
            if letters[:cut] not in self._pages[first].letters:
                continue
            rest = self._pages[last].covered(letters[cut:])
            if rest:
                return [self._pages[first].covered(letters[:cut]), rest]
        return []

    def _are_apart(self, above: Sequence[Piece], below: Sequence[Piece]) -> bool:
        distance = below[0].top - above[0].top
        usual = self._usual.get(round(above[0].height))
        if usual is not None and distance > BLANK_LINE * usual:
            return True
        finished = _ENDS_SENTENCE.search("".join(piece.text for piece in above).rstrip()) is not None
        return finished and _is_bold(below) and not any(piece.bold for piece in above)


def _page(page: ElementTree.Element) -> PrintedPage:
    pieces, starts, letters = [], [], ""
    for text in page.iter("text"):
        words = "".join(text.itertext())
        own = squeezed(words)
        if own:
            bold = squeezed("".join("".join(inner.itertext()) for inner in text.iter("b"))) == own
            pieces.append(Piece(words, float(text.get("top", "0")), float(text.get("height", "0")), bold))
            starts.append(len(letters))
            letters += own
    return PrintedPage(pieces, letters, starts)


def _lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = []
    for piece in pieces:
        if lines and abs(piece.top - lines[-1][0].top) < SAME_LINE * max(piece.height, lines[-1][0].height):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


def _usual_distances(pages: Sequence[PrintedPage]) -> dict[int, float]:
    seen: dict[int, Counter[float]] = {}
    for above, below in (pair for page in pages for pair in pairwise(_lines(page.pieces))):
        distance = below[0].top - above[0].top
        if distance > 0:
            seen.setdefault(round(above[0].height), Counter())[distance] += 1
    return {height: distances.most_common(1)[0][0] for height, distances in seen.items()}


def _is_bold(line: Sequence[Piece]) -> bool:
    return all(piece.bold for piece in line)


def _shown(above: Sequence[Piece], below: Sequence[Piece]) -> str:
    ends, begins = ("".join(piece.text for piece in line).strip() for line in (above, below))
    return f"{ends[-40:]} | {begins[:40]}"

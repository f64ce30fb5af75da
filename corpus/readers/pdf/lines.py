"""Runs of text put together into lines, and lines into whole passages of text.

A hyphen that a line ends on is kept as ``LINE_HYPHEN`` here; what becomes of it is decided
once the whole document is known (``corpus.readers.lines.hyphens``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.blocks import Marks, NoteMark, moved, within
from corpus.readers.pdf.objects import Run
from corpus.readers.styled_text.characters import clean_characters
from corpus.readers.styled_text.raised import as_power, is_power, raised_marks

LINE_HYPHEN = "\x02"  # PDFium's own mark for a hyphen at a line end
GAP_OF_A_SPACE = 0.28  # of the type size; PDFium itself reports the spaces that are narrower
GAP_BEFORE_STOP = 0.36  # of the type size: PDFium reports a space before a full stop that is not printed
RAISED = 0.18  # of the type size above the baseline, and smaller: a superscript
SAME_LINE = 0.55  # of the type size: baselines closer than this are one line
SUPERSCRIPT_SIZE = 0.85

_CLOSING = re.compile(r" ?[.,;:!?)’]")
_PLAIN = re.compile(r" ?[!-~]+(?: [!-~]+)* ?")  # nothing to clean: most of what reports print
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. ``bold_lead`` counts the bold characters it begins with.

    ``note_marks`` are the footnote marks taken out of the text; one at 0 stands before all words.
    """

    text: str
    page: int
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    bold_lead: int
    note_marks: Marks = ()


def clean(text: str) -> str:
    """Return the text without invisible characters, ligatures spelt out, spaces single, line hyphens kept."""
    if _PLAIN.fullmatch(text):
        return text
    parts = (_SPACES.sub(" ", clean_characters(part)) for part in text.split(LINE_HYPHEN))
    return LINE_HYPHEN.join(parts)


def lines_of(runs: Iterable[Run], page: int) -> list[Line]:
    """Group runs, in content order, into printed lines.

    Footnote marks (raised, smaller figures) are kept beside the text; "18th" keeps its raised letters.
    """
    groups: list[list[Run]] = []
    largest: Run | None = None  # of the line so far: it has the line's baseline
    for run in runs:
        if largest is not None and _continues_line(groups[-1][-1], largest, run):
            groups[-1].append(run)
            if run.size > largest.size or (run.size == largest.size and len(run.text) > len(largest.text)):
                largest = run
        else:
            groups.append([run])
            largest = run
    lines = [_join_line(group, page) for group in groups]
    return [line for line in lines if line.text.strip()]


def _continues_line(last: Run, largest: Run, run: Run) -> bool:
    size = max(run.size, largest.size)
    if abs(run.y - largest.y) > SAME_LINE * size:
        return False
    # A run that starts far left of where the line has come to begins a new line of a column.
    return run.x0 > last.x0 - 0.5 * size or run.x1 > last.x0


def _prominence(run: Run) -> tuple[float, int]:
    return run.size, len(run.text)


def _body_size(group: Sequence[Run]) -> float:
    """Return the type size of most of the line, not of a large page number beside it."""
    sizes = {run.size for run in group}
    if len(sizes) == 1:
        return group[0].size
    return max(sizes, key=lambda size: (sum(len(run.text) for run in group if run.size == size), size))


def _join_line(group: Sequence[Run], page: int) -> Line:
    first = group[0]
    style = first.size, first.bold, first.italic
    for run in group:
        if run.size != first.size or run.bold is not first.bold or run.italic is not first.italic:
            return _join_styles(group, page)
    return _join_one_style(group, page, *style)


def _join_one_style(group: Sequence[Run], page: int, size: float, bold: bool, italic: bool) -> Line:
    """Join runs as ``_join_styles`` does where nothing can be raised: nearly all lines."""
    first = group[0]
    text = clean(first.text)
    x0, x1 = first.x0, first.x1
    longest = previous = first
    for run in group[1:]:
        piece = clean(run.text)
        gap = run.x0 - previous.x1
        if text.endswith(" "):
            piece = piece.removeprefix(" ")
        elif gap > GAP_OF_A_SPACE * size and not piece.startswith(" "):
            piece = " " + piece
        if gap < GAP_BEFORE_STOP * size and _CLOSING.match(piece):
            text, piece = text.rstrip(" "), piece.lstrip(" ")
        text += piece
        x0, x1 = min(x0, run.x0), max(x1, run.x1)
        if len(run.text) > len(longest.text):
            longest = run
        previous = run
    text = text.strip(" ")
    return Line(text, page, x0, x1, longest.y, size, bold, italic, len(text) if bold else 0)


def _join_styles(group: Sequence[Run], page: int) -> Line:
    body = _body_size(group)
    level = max((run for run in group if run.size == body), key=_prominence).y
    text = ""
    bold_lead = 0
    still_bold = True
    note_marks: list[NoteMark] = []
    mark_dropped = False
    previous: Run | None = None
    for run, is_raised in _told_raised(group, level, body):
        piece = clean(run.text)
        if is_raised and (found := raised_marks(text, piece)):
            note_marks += (NoteMark(mark, len(text.rstrip(" "))) for mark in found)
            mark_dropped = True
            continue
        if is_raised and is_power(text, piece):
            piece = as_power(piece)
        if previous is not None and not text.endswith(" ") and not piece.startswith(" "):
            gap = run.x0 - previous.x1
            if gap > GAP_OF_A_SPACE * max(run.size, previous.size):
                piece = " " + piece
        if text.endswith(" ") and piece.startswith(" "):
            piece = piece[1:]
        close = previous is not None and run.x0 - previous.x1 < GAP_BEFORE_STOP * run.size
        if (close or mark_dropped) and _CLOSING.match(piece):
            text = text.rstrip(" ")
            piece = piece.lstrip(" ")
        mark_dropped = False
        text += piece
        if still_bold and (run.bold or not piece.strip()):
            bold_lead = len(text)
        else:
            still_bold = False
        previous = run
    weight: dict[tuple[float, bool, bool], int] = {}
    for run in group:
        style = run.size, run.bold, run.italic
        weight[style] = weight.get(style, 0) + len(run.text.strip())
    size, bold, italic = max(weight, key=weight.__getitem__)
    if not text.strip():  # a mark alone, in a line of its own
        text, note_marks = "".join(clean(run.text) for run in group), []
    lead = len(text) - len(text.lstrip())
    whole = text.strip(" ")
    return Line(
        text=whole,
        page=page,
        x0=min(run.x0 for run in group),
        x1=max(run.x1 for run in group),
        y=level,
        size=size,
        bold=bold,
        italic=italic,
        bold_lead=max(0, min(bold_lead - lead, len(whole))),
        note_marks=within(moved(note_marks, -lead), len(whole)) if note_marks else (),
    )


def _told_raised(group: Sequence[Run], level: float, body: float) -> Iterator[tuple[Run, bool]]:
    """Yield the runs of a line with whether they are raised; a mark printed figure by figure is one run."""
    if min([run.size for run in group]) > SUPERSCRIPT_SIZE * body:
        yield from ((run, False) for run in group)
        return
    together: Run | None = None
    for run in group:
        if run.y > level + RAISED * run.size and run.size <= SUPERSCRIPT_SIZE * body:
            if together is None:
                together = run
            else:
                gap = " " if run.x0 - together.x1 > GAP_OF_A_SPACE * run.size else ""
                together = replace(together, text=f"{together.text}{gap}{run.text}", x1=run.x1)
            continue
        if together is not None:
            yield together, True
            together = None
        yield run, False
    if together is not None:
        yield together, True


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines joined into one text. ``lines`` are kept for what their places tell."""

    text: str
    lines: tuple[Line, ...]
    bold_lead: int
    note_marks: Marks = ()

    @property
    def size(self) -> float:
        """The type size of most of the text, in points."""
        sizes = {line.size for line in self.lines}
        if len(sizes) == 1:
            return sizes.pop()
        weight: dict[float, int] = {}
        for line in self.lines:
            weight[line.size] = weight.get(line.size, 0) + len(line.text)
        return max(weight, key=weight.__getitem__)

    @property
    def bold(self) -> bool:
        """Whether the whole text is bold."""
        return self.bold_lead >= len(self.text.rstrip())

    @property
    def italic(self) -> bool:
        """Whether most lines are italic."""
        return sum(line.italic for line in self.lines) * 2 > len(self.lines)


def join_lines(lines: Sequence[Line]) -> Prose:
    """Join printed lines into running text; the line hyphens stay marked."""
    text = ""
    bold_lead = 0
    still_bold = True
    note_marks: list[NoteMark] = []
    for line in lines:
        glue = joint(text) if text and not _CLOSING.match(line.text) else ""
        if glue == LINE_HYPHEN:
            text = text.rstrip("-" + LINE_HYPHEN) + LINE_HYPHEN
            glue = ""
        start = len(text) + len(glue)
        if line.note_marks:
            # A mark that begins a line belongs to the word that ends the line above.
            note_marks += (NoteMark(one.mark, start + one.at if one.at else len(text)) for one in line.note_marks)
        text += glue + line.text
        if still_bold:
            bold_lead = start + line.bold_lead
            still_bold = line.bold_lead >= len(line.text)
    return Prose(text, tuple(lines), min(bold_lead, len(text)), tuple(note_marks))


def joint(text: str) -> str:
    """Return what goes between a text that ends a line and the next line: a space, nothing, or a line hyphen."""
    if text.endswith(LINE_HYPHEN):
        return LINE_HYPHEN
    if len(text) > 1 and text[-1] == "-" and text[-2].isalnum():
        return LINE_HYPHEN
    if len(text) > 1 and text[-1] in "/–—" and not text[-2].isspace():
        return ""
    return " "


def cut_prose(prose: Prose, start: int) -> Prose:
    """Return the prose without its first ``start`` characters (a bullet glyph or number taken off)."""
    note_marks = moved(prose.note_marks, -start) if prose.note_marks else ()
    return replace(prose, text=prose.text[start:], bold_lead=max(0, prose.bold_lead - start), note_marks=note_marks)

"""Grades as reports on children's services print them: in headings, in sentences, in tables.

Both frameworks grade "aspects" of the service, in a table on the first page and again in the
heading of each aspect's section, which prints the grade in its own words ("...: good",
"... is outstanding", "... require improvement") or in a cell beside the heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from corpus.blocks import Block, BlockKind, Cell, within
from corpus.forms.body.tables import every_word
from corpus.judgements import canonical_grade
from corpus.vocabulary import normalise_heading

ASPECTS = "|".join(
    (
        r"the impact of leaders on .{0,30}children and families",
        r"(?:the )?experiences? and progress of (?:children|care leavers)(?: [a-z, ]{1,80}?)??",
        r"children who need help and protection",
        r"children looked after and achieving permanence",
        r"leadership, management and governance",
        r"adoption performance",
        r"(?:the )?(?:effectiveness of (?:the )?)?(?:local safeguarding children board|lscb)(?: \(lscb\))?",
        r"overall effectiveness",
    )
)
"""What is graded, as both frameworks name it, lower case."""

OVERALL = r"the overall judgement(?: is that children's services)?|children's services in .{3,80}?"
"""How a sentence on the whole service begins."""

NOT_JUDGED = "Not judged"
GRADE_WORDS = r"outstanding|good|requires? improvement(?: to be good)?|adequate|inadequate|not judged"

_JOINED = r"(?:\s*[:\u2013\u2014-]\s*|\s+(?:is|are)\b(?: that)?(?: it)?(?: is)?\s*:?\s*|\s+(?=require))"
_FIGURED = r"(?:,?\s*\(?grade\s*[1-4]\)?)?"
_ASPECT = re.compile(
    rf"(?:the graded judge?ment (?:for|about|on) (?:the )?)?(?P<aspect>{ASPECTS}){_JOINED}"
    rf"(?P<grade>{GRADE_WORDS}){_FIGURED}"
)
_WHOLE_SERVICE = re.compile(rf"(?P<aspect>{OVERALL}){_JOINED}(?P<grade>{GRADE_WORDS}){_FIGURED}")
_ASPECT_ALONE = re.compile(ASPECTS)
_WORD_OF_GRADE = re.compile(
    r"requires?|improvement|to|be|good|outstanding|adequate|inadequate|not|judged", re.IGNORECASE
)
_NEXT_ASPECT = re.compile(r".\b(?:Children|The|Adoption|Experiences?|Leadership|Overall)\b")
_MOST_LINES = 3
_NUMBER = re.compile(r"^\d(?:\.\d)?\.?\s+")
_NUMBER_ALONE = re.compile(r"\d(?:\.\d)?\.?")
_LONGEST_HEADING = 200


@dataclass(frozen=True, slots=True)
class Graded:
    """One grade: what is graded and the grade, each in its printed words, and the canonical grade."""

    aspect: str
    grade: str
    printed: str


def graded_heading(text: str) -> Graded | None:
    """Return the grade of an aspect that a heading prints, ``None`` where it is no such heading.

    >>> graded_heading("The experiences and progress of care leavers: good").grade
    'Good'
    """
    return _graded(_ASPECT, text)


def graded_service(text: str) -> Graded | None:
    """Return the overall grade that a whole sentence prints ("Children's services in Tarnside are good")."""
    return _graded(_WHOLE_SERVICE, text)


def _graded(pattern: re.Pattern[str], text: str) -> Graded | None:
    plain = " ".join(text.split()).rstrip(" .")
    match = pattern.fullmatch(plain.casefold().replace("\u2019", "'")) if len(plain) <= _LONGEST_HEADING else None
    if match is None:
        return None
    aspect, printed = plain[slice(*match.span("aspect"))], plain[slice(*match.span("grade"))]
    grade = _grade(printed)
    return Graded(aspect[:1].upper() + aspect[1:], grade, printed) if grade else None


def _grade(printed: str) -> str | None:
    """Return the canonical grade; "Not judged" is a printed grade too, though no judgement."""
    return canonical_grade(printed) or (NOT_JUDGED if printed.strip(" .").casefold() == "not judged" else None)


def graded_rows(table: Block) -> list[Graded]:
    """Return the grades of a table, row by row; rows that are no aspect with its grade are passed over."""
    found = (graded_row(row) for row in table.rows)
    return [row for row in found if row is not None]


def graded_row(row: Sequence[Cell]) -> Graded | None:
    """Return the grade of a row that holds an aspect, its number taken off, and a grade, and no more."""
    texts = [cell.text.strip() for cell in row if cell.text.strip() and not _NUMBER_ALONE.fullmatch(cell.text.strip())]
    if len(texts) != 2:
        return None
    grade = _grade(texts[1])
    return Graded(_NUMBER.sub("", texts[0]), grade, texts[1]) if grade else None


def loose_grades(blocks: Sequence[Block]) -> tuple[list[Graded], list[Block]]:
    """Return the grades that stand by their aspects without a table, and the blocks that print them.

    So plain text, and files without structure, have them: at the end of the aspect's line, on a line of its own, word
    among words where either runs over two lines ("... looked after and Good achieving permanence"), or several
    aspects and then as many grades. Of several aspects with fewer or more grades after them none is known.
    """
    found: list[Graded] = []
    used: list[Block] = []
    place = 0
    while place < len(blocks):
        aspects = list(takewhile(_is_aspect, blocks[place:]))
        grades = list(takewhile(_is_grade, blocks[place + len(aspects) :]))
        if len(aspects) > 1:
            if len(aspects) == len(grades):
                pairs = zip(aspects, grades, strict=True)
                found += filter(None, (_graded_words(f"{one.text} {other.text}") for one, other in pairs))
                used += [*aspects, *grades]
            place += len(aspects) + len(grades)
            continue
        lines: Sequence[Block] = ()
        for count in range(_MOST_LINES, 0, -1):
            lines = blocks[place : place + count]
            graded = _graded_words(" ".join(line.text for line in lines)) if all(map(_may_grade, lines)) else None
            if graded is not None:
                found.append(graded)
                used += lines
                break
        place += len(lines)
    return found, used


def _may_grade(block: Block) -> bool:
    return is_line(block) or (block.kind is BlockKind.NUMBERED and 0 < len(block.text) <= _LONGEST_HEADING)


def _is_aspect(block: Block) -> bool:
    plain = _NUMBER.sub("", block.text.strip()).casefold().replace("\u2019", "'")
    graded = any(map(_WORD_OF_GRADE.fullmatch, plain.split()))
    return _may_grade(block) and not graded and _ASPECT_ALONE.fullmatch(plain) is not None


def _is_grade(block: Block) -> bool:
    return _may_grade(block) and _grade(block.text) is not None


def _graded_words(text: str) -> Graded | None:
    """Tell apart an aspect and its grade whose words stand among each other; ``None`` where there is anything else."""
    words = [word for word in text.split() if not _NUMBER_ALONE.fullmatch(word)]
    graded = " ".join(word for word in words if _WORD_OF_GRADE.fullmatch(word))
    aspect = " ".join(word for word in words if not _WORD_OF_GRADE.fullmatch(word))
    grade = _grade(graded)
    known = _ASPECT_ALONE.fullmatch(aspect.casefold().replace("\u2019", "'"))
    if grade is None or known is None or _NEXT_ASPECT.search(aspect):
        return None
    return Graded(aspect, grade, graded)


def is_line(block: Block) -> bool:
    """Whether a block may be a heading: text of a line or two, no item of a list."""
    return block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and 0 < len(block.text) <= _LONGEST_HEADING


def heading_grade(block: Block) -> Graded | None:
    """Return the grade that a heading prints; a plain sentence that says the same is no heading."""
    graded = graded_heading(block.text) if is_line(block) else None
    sentence = block.kind is BlockKind.PARAGRAPH and block.text.rstrip().endswith(".")
    bold = block.bold_lead >= len(block.text.rstrip())
    return None if sentence and not bold else graded


def unfold(blocks: Iterable[Block]) -> tuple[list[tuple[Block, Graded | None]], list[str]]:
    """Return the blocks, tables of one grade turned into headings, and the words of these tables that went.

    Each heading comes with its grade. The cell with the aspect becomes the heading, unless the block
    before is that heading already. Other cells of such a table follow as text; what goes is its head,
    the number of the aspect and the grade, now a judgement. All other blocks stay as they are.
    """
    unfolded: list[tuple[Block, Graded | None]] = []
    folded: list[str] = []
    for block in blocks:
        if block.kind is not BlockKind.TABLE or len(graded_rows(block)) != 1:
            unfolded.append((block, heading_grade(block)))
            continue
        for row in block.rows:
            graded = graded_row(row)
            if graded is not None:
                words = _row_words(row)
                headed = _add_heading(unfolded, row, graded)
                folded.append(words.replace(graded.aspect, " ", 1) if headed else words)
            elif _is_table_head(row):
                folded.append(_row_words(row))
            else:
                unfolded.extend((inner, None) for cell in row for inner in cell.blocks)
    return unfolded, folded


def _add_heading(unfolded: list[tuple[Block, Graded | None]], row: Sequence[Cell], graded: Graded) -> bool:
    """Make a row a heading and return ``True``, or give its grade to the same heading just before it."""
    if unfolded and normalise_heading(unfolded[-1][0].text) == normalise_heading(graded.aspect):
        unfolded[-1] = (unfolded[-1][0], graded)
        return False
    first = next(block for cell in row for block in cell.blocks if block.text)
    marks = within(first.note_marks, len(graded.aspect))
    heading = replace(first, kind=BlockKind.HEADING, text=graded.aspect, number=None, note_marks=marks)
    unfolded.append((heading, graded))
    return True


def _row_words(row: Sequence[Cell]) -> str:
    return " ".join(every_word(block) for cell in row for block in cell.blocks)


def _is_table_head(row: Sequence[Cell]) -> bool:
    """Whether a row is "Key judgement | Judgement grade", the head of a graded table."""
    texts = [normalise_heading(cell.text) for cell in row if cell.text.strip()]
    return bool(texts) and all(re.fullmatch(r"(?:key )?judge?ments?(?: grade)?|grades?", text) for text in texts)

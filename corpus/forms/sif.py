"""The single inspection framework (2013 to 2017): children's services, and mostly the safeguarding board.

The first page prints the authority, the title, days, the overall judgement in a sentence, a table
of judgements 1 to 3 with 2.1 and 2.2 under the second, and in early reports a sentence on the
Local Safeguarding Children Board (LSCB), which later ones print over its own chapter. Then
contents, and chapters on the authority and on the board with the same headings in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.areas import AreaTable
from corpus.blocks import Block, BlockKind, Document
from corpus.forms.body.contents import contents_list
from corpus.forms.body.draft import ReportDraft, printed_licence
from corpus.forms.body.outline import Outline
from corpus.forms.body.sections import Layout, SectionDraft, StandardHeading
from corpus.forms.body.tables import every_word
from corpus.forms.childrens_services import INSPECTORATE, outline_report, warn_of_contradictions
from corpus.forms.cover.title_page import date_inspection, date_publication, name_inspectors
from corpus.forms.form import NOT_RECOGNISED, Recognition
from corpus.forms.graded import (
    ASPECTS,
    NOT_JUDGED,
    graded_heading,
    graded_rows,
    graded_service,
    heading_grade,
    is_line,
    loose_grades,
)
from corpus.report import Finding, InspectionType, Judgement, Report, Source
from corpus.vocabulary import normalise_heading

NAME = InspectionType.SIF.label

BOARD = "Local Safeguarding Children Board"
NO_DAY = "earlier inspections are printed by month or year, in sentences"

_TITLE = re.compile(
    r"(?:re-?\s?)?inspection of services for children in need of help\b.{0,80}",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"and(?:\s+re-?view|\s+review of .*)?|re-?view of the effectiveness of .*",
    re.IGNORECASE,
)
_BOARD = re.compile(r"safeguarding children board|lscb", re.IGNORECASE)
_SUB_JUDGEMENT = re.compile(
    r"the graded\b|(?:2\.\d\s+)?(?:adoption performance|(?:the )?experiences? and progress of care leavers)",
    re.IGNORECASE,
)
_BOARD_CHAPTER = re.compile(r"(?:the )?local safeguarding children board(?: \(lscb\))?")
_FIRST_BLOCKS = 40
_LONGEST_SIDE_HEADING = 90
_SIDE_LEVEL = 9
"""A level no reader gives, so that lines made headings here are known again."""


def _heading_level(block: Block) -> int | None:
    """Return the level of headings that only their printed form tells apart: with a grade or without one."""
    if not is_line(block):
        return None
    part = 3 if _SUB_JUDGEMENT.match(block.text) else 2
    if graded_heading(block.text) is not None:
        return part if heading_grade(block) or block.text.casefold().startswith("the graded") else None
    heading = normalise_heading(block.text)
    if re.fullmatch(ASPECTS, heading):
        return 1 if _BOARD_CHAPTER.fullmatch(heading) else part
    return _level_of_line(block, heading) if block.kind is BlockKind.HEADING else None


def _level_of_line(block: Block, heading: str) -> int | None:
    if heading == "information about this inspection":
        # A chapter by itself in later reports, a part of the first chapter in the early ones.
        return 1 if block.level <= 2 else 2
    return 4 if block.level == _SIDE_LEVEL else None


LAYOUT = Layout(
    headings=(
        StandardHeading(_TITLE.pattern + ".*", 1),
        StandardHeading(r"the local authority|section \d.*", 1),
        StandardHeading(r"what the inspection judge?ments mean.*", 1),
        StandardHeading(r"information about (?:the|this) local authority.*", 2),
        StandardHeading(r"executive summary|summary of (?:key )?findings", 2),
        StandardHeading(r"recommendations|what does the (?:local authority|lscb|board) need to improve", 2),
        StandardHeading(r"summary for children and young people|progress since the last inspection", 2),
        StandardHeading(r"(?:the|this) (?:local authority|lscb|board)(?:'s strengths| has the following strengths)", 2),
        StandardHeading(r"inspection judge?ments? about the .*|inspection findings - .*", 2),
        StandardHeading(r".{0,160}\bbecause", 3),
        StandardHeading(r"priority and immediate actions?|areas for (?:priority|immediate) .*action.*", 3),
        StandardHeading(r"areas? for improvement|key strengths and weaknesses of the .*", 3),
        StandardHeading(r"summary|inspection findings", 3),
    ),
    is_heading=_heading_level,
    is_no_heading=lambda block: block.text.rstrip().endswith(".") and len(block.text.split()) > 5,
)


def recognise(document: Document) -> Recognition:
    """Recognise the framework's title among the first lines."""
    for block in document.blocks[:_FIRST_BLOCKS]:
        if _TITLE.match(block.text):
            return Recognition(0.97, f"titled '{block.text}'")
    return NOT_RECOGNISED


def interpret(document: Document, source: Source, areas: AreaTable) -> Report:
    """Return the report; the board's judgement is one of the judgements, never the overall one."""
    page = _first_page(document.blocks)
    draft, titles = _titled(page, areas)
    dated = date_inspection(draft, page, document.furniture)
    published = date_publication(draft, page)
    name_inspectors(draft, document.blocks)
    graded = _grade(draft, page)
    _grade_board(draft, document.blocks)
    draft.inspectorates = [INSPECTORATE]
    draft.lacks("previous_inspection", NO_DAY)
    if draft.judgement == NOT_JUDGED:
        draft.judgement = None
    draft.licence = printed_licence(document)
    dropped = [*titles, *dated, *published, *contents_list(document.blocks)]
    tables = [block for block in page if block.kind is BlockKind.TABLE and len(graded_rows(block)) > 1]
    tables += graded
    blocks = _with_side_headings(list(_without_tables(document.blocks, tables)))
    found = outline_report(blocks, LAYOUT, dropped)
    found = Outline(found.sections, (*map(every_word, tables), *found.left_out))
    _set_levels(found.sections)
    warn_of_contradictions(draft, found.sections)
    return draft.finish(document, source, found)


def _set_levels(sections: Sequence[SectionDraft]) -> None:
    """Take the title out of the paths, and put the explanations of grades under their heading.

    There "The local authority" and "The LSCB" are parts of "What the inspection judgements mean",
    elsewhere the same words head the chapters of the report.
    """
    for section in sections:
        if _TITLE.match(section.heading):
            section.finding, section.finding_rule = Finding.CONTEXT, "the title page"
        if section.path and _TITLE.match(section.path[0]):
            section.path, section.level = section.path[1:], section.level - 1
    meaning: SectionDraft | None = None
    for section in sections:
        heading = normalise_heading(section.heading)
        if re.fullmatch(r"what the inspection judge?ments mean", heading):
            meaning = section
        elif meaning is not None and heading in {"the local authority", "the lscb"}:
            section.level, section.path = meaning.level + 1, (meaning.heading,)
            section.finding, section.finding_rule = Finding.CONTEXT, f"under '{meaning.heading}'"
        else:
            meaning = None


def _first_page(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks of the first page; in a file without pages, those before a chapter's heading."""
    title = next((place for place, block in enumerate(blocks) if _TITLE.match(block.text)), 0)
    if blocks[title].page is not None:
        return [block for block in blocks[: title + _FIRST_BLOCKS] if block.page == blocks[title].page]
    below = enumerate(blocks[title + 1 : title + _FIRST_BLOCKS], start=title + 1)
    starts = (p for p, b in below if LAYOUT.standard(b.text) or normalise_heading(b.text) == "contents")
    return blocks[: next(starts, title + _FIRST_BLOCKS)]


def _titled(page: Sequence[Block], areas: AreaTable) -> tuple[ReportDraft, list[Block]]:
    """Return a draft with title and area, and the blocks around the title: the name, and what else is reviewed."""
    place = next((place for place, block in enumerate(page) if _TITLE.match(block.text)), 0)
    title = page[place]
    names = [block for block in page[:place] if is_line(block) and not block.text.rstrip().endswith(".")]
    printed = " ".join(block.text for block in names)
    draft = ReportDraft(f"{printed}: {title.text}" if printed else title.text, InspectionType.SIF)
    if printed:
        draft.name_areas(printed, areas, title.page)
    review = [block for block in page[place + 1 : place + 4] if _REVIEW.fullmatch(block.text)]
    return draft, [*names, *review]


def _grade(draft: ReportDraft, page: Sequence[Block]) -> list[Block]:
    """Set the judgements from the first page: the sentence on the whole, the table of aspects.

    Without a table, aspects and grades stand line by line: the blocks that print them are returned.
    """
    for block in page:
        rows = graded_rows(block) if block.kind is BlockKind.TABLE else []
        draft.judgements.extend(Judgement(_without_article(row.aspect), row.grade, row.printed) for row in rows)
        overall = next((g for line in _lines(block) if (g := graded_service(line))), None)
        if overall is not None and draft.judgement is None:
            draft.judgement, draft.judgement_printed = overall.grade, overall.printed
    if draft.judgements:
        return []
    grades, lines = loose_grades(page)
    if len(grades) < 2:
        return []
    draft.judgements.extend(Judgement(_without_article(line.aspect), line.grade, line.printed) for line in grades)
    return lines


def _without_tables(blocks: Iterable[Block], tables: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks without the first page's table of grades, or lines of them, which are kept as judgements.

    Sentences on the whole service stay, as text however large they are printed: people quote them.
    """
    for block in blocks:
        if any(block is table for table in tables):
            inside = (inner for row in block.rows for cell in row for inner in cell.blocks)
            yield from (replace(inner, kind=BlockKind.PARAGRAPH) for inner in inside if _on_all(inner))
        else:
            yield replace(block, kind=BlockKind.PARAGRAPH) if _on_all(block) else block


def _on_all(block: Block) -> bool:
    return is_line(block) and graded_service(block.text) is not None


def _lines(block: Block) -> list[str]:
    """Return the block's text, and for a table the text of each cell."""
    cells = [cell.text for row in block.rows for cell in row]
    return [text for text in (block.text, *cells) if text]


def _without_article(aspect: str) -> str:
    """Name an aspect as most of these reports do ("Experiences and progress of care leavers")."""
    bare = re.sub(r"^the ", "", aspect, flags=re.IGNORECASE)
    return bare[:1].upper() + bare[1:]


def _board_grade(block: Block) -> Judgement | None:
    found = graded_heading(block.text) if is_line(block) else None
    if found is None or not _BOARD.search(found.aspect):
        return None
    return Judgement(BOARD, found.grade, found.printed)


def _grade_board(draft: ReportDraft, blocks: Iterable[Block]) -> None:
    """Add the judgement on the safeguarding board, from the first sentence that prints one."""
    if any(_BOARD.search(judgement.aspect) for judgement in draft.judgements):
        return
    board = next((found for block in blocks if (found := _board_grade(block))), None)
    if board is not None:
        draft.judgements.append(board)


def _with_side_headings(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, with the lines that head a list ("Quality of practice") as headings of level 4.

    They are printed like text, at most underlined; what makes them headings is that a list
    follows and no mark ends them.
    """
    headed: list[Block] = []
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if following is not None and _is_side_heading(block, following):
            headed.append(replace(block, kind=BlockKind.HEADING, level=_SIDE_LEVEL))
        else:
            headed.append(block)
    return headed


def _is_side_heading(block: Block, following: Block) -> bool:
    if block.kind is not BlockKind.PARAGRAPH or following.kind not in {BlockKind.BULLET, BlockKind.NUMBERED}:
        return False
    return len(block.text) <= _LONGEST_SIDE_HEADING and block.text[:1].isupper() and block.text[-1:].isalpha()

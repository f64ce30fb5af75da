"""Inspections of local authority children's services (ILACS, 2018 on), and visits under that framework.

First page: title, "Inspection dates:", "Lead inspector:", a table of aspects and grades with
"Overall effectiveness" among them, then a summary without a heading. Then "What needs to
improve" and one graded heading an aspect over numbered paragraphs. The aspects changed in 2018
and 2023. Focused and monitoring visits are letters without grades.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.areas import AreaTable
from corpus.blocks import Block, BlockKind, Document
from corpus.dates import MONTHS
from corpus.forms.body.draft import ReportDraft, printed_licence
from corpus.forms.body.outline import Outline
from corpus.forms.body.sections import Layout, StandardHeading
from corpus.forms.childrens_services import INSPECTORATE, outline_report, plain_sections, warn_of_contradictions
from corpus.forms.cover.letterhead import SIGN_OFF_RULE, read_letter
from corpus.forms.cover.title_page import (
    NO_YEAR,
    date_inspection,
    date_publication,
    first_days,
    name_inspectors,
    with_whole_title,
)
from corpus.forms.form import NOT_RECOGNISED, Recognition
from corpus.forms.graded import graded_heading, graded_rows, heading_grade, loose_grades
from corpus.report import InspectionType, Judgement, Report, Source
from corpus.vocabulary import normalise_heading

NAME = InspectionType.ILACS.label

NOT_GRADED = "visits are not graded"

_TITLE = re.compile(
    r"(?:re-?)?inspection of (?P<area>.*?)\s*(?:local authority )?children['\u2019]s (?:social care )?services",
    re.IGNORECASE,
)
_VISIT = re.compile(
    r"(?:ofsted )?(?P<kind>focused|monitoring) visit (?:to|of) (?P<area>.+?)"
    r"(?:['\u2019]s)?(?: local authority)?(?: children['\u2019]s (?:social care )?services)?\s*$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:last|previous|first) (?:[\w\u2019'-]+ ){0,3}inspection\b,?(?: [\w\u2019']+){0,8}? (?P<when>(?:in|of) "
    rf"(?:(?:{'|'.join(MONTHS)}) )?20\d\d)\b",
    re.IGNORECASE,
)
_VISIT_TYPES = {
    "focused": InspectionType.ILACS_FOCUSED_VISIT,
    "monitoring": InspectionType.ILACS_MONITORING_VISIT,
}
_OVERALL = "overall effectiveness"
_FIRST_BLOCKS = 40
_LONGEST_TITLE = 200

LAYOUT = Layout(
    headings=(
        StandardHeading(r"what needs to improve(?: in this area of social work practice)?", 1),
        StandardHeading(r"areas? for priority action|headline findings|main findings|findings|overview", 1),
        StandardHeading(r"findings and evaluation of progress|areas covered by the visit", 1),
    ),
    is_heading=lambda block: 1 if _is_title(block) or _visit(block) or heading_grade(block) else None,
)


def recognise(document: Document) -> Recognition:
    """Recognise the title with the aspects of this framework, or the title of a visit's letter."""
    document = with_whole_title(document, _TITLE)
    opening = document.blocks[:_FIRST_BLOCKS]
    titles = [block.text for block in opening if _is_title(block)]
    visit = next((block for block in opening if _visit(block)), None)
    if visit is not None:
        return Recognition(0.9, f"titled '{visit.text}'")
    aspects = [g.aspect for block in opening if block.kind is BlockKind.TABLE for g in graded_rows(block)]
    aspects += [found.aspect for block in opening if (found := graded_heading(block.text))]
    impact = any(normalise_heading(aspect).startswith("the impact of leaders") for aspect in aspects)
    if titles and impact:
        return Recognition(0.95, f"titled '{titles[0]}' with the impact of leaders graded")
    if impact:
        return Recognition(0.7, "the impact of leaders is graded")
    if titles:
        return Recognition(0.5, f"titled '{titles[0]}'")
    return NOT_RECOGNISED


def interpret(document: Document, source: Source, areas: AreaTable) -> Report:
    """Return the report of an inspection or of a visit."""
    if any(_visit(block) for block in document.blocks[:_FIRST_BLOCKS]):
        return _interpret_visit(document, source, areas)
    return _interpret_inspection(document, source, areas)


def _interpret_inspection(document: Document, source: Source, areas: AreaTable) -> Report:
    document = with_whole_title(document, _TITLE)
    page, table = _first_page(document.blocks)
    draft, name = _titled(page, areas)
    dated = date_inspection(draft, page, document.furniture)
    published = date_publication(draft, page)
    named = name_inspectors(draft, document.blocks)
    graded = _grade(draft, table, document.blocks)
    draft.inspectorates = [INSPECTORATE]
    earlier = next(filter(None, (_EARLIER.search(block.text) for block in document.walk())), None)
    if earlier is not None:
        draft.lacks("previous_inspection", f"only its month or year is printed, '{earlier['when']}', not its days")
    draft.licence = printed_licence(document)
    dropped = [*name, *dated, *published, *named, *graded]
    found = outline_report(document.blocks, LAYOUT, dropped)
    warn_of_contradictions(draft, found.sections)
    return draft.finish(document, source, found)


def _first_page(blocks: Sequence[Block]) -> tuple[Sequence[Block], Block | None]:
    """Return the blocks down to the grades, with the table of grades; without one, down to a heading."""
    for place, block in enumerate(blocks[:_FIRST_BLOCKS]):
        if block.kind is BlockKind.TABLE and len(graded_rows(block)) > 1:
            return blocks[: place + 1], block
    stop = next((p for p, b in enumerate(blocks) if LAYOUT.standard(b.text) or heading_grade(b)), len(blocks))
    return blocks[: min(stop, _FIRST_BLOCKS)], None


def _titled(page: Sequence[Block], areas: AreaTable) -> tuple[ReportDraft, list[Block]]:
    """Return a draft with the title and the area, and the block of the authority's name, if there is one.

    Since 2020 the title names the area; before, the name is a line of its own above the title.
    """
    title = next((block for block in page if _is_title(block)), None)
    if title is None:
        first = next((block for block in page if block.text), None)
        draft = ReportDraft(first.text if first else "Inspection of children's services", InspectionType.ILACS)
        draft.warn("title", "no title of the usual wording is printed")
        if areas.mentioned(draft.title):
            draft.name_areas(draft.title, areas)
        return draft, []
    match = _TITLE.match(title.text)
    printed = match["area"].strip() if match else ""
    if printed and normalise_heading(printed) not in {"local authority", "the"}:
        draft = ReportDraft(title.text, InspectionType.ILACS)
        draft.name_areas(printed, areas, title.page)
        return draft, []
    above = [block for block in page[: page.index(title)] if block.text]
    name = next((block for block in reversed(above) if areas.named(block.text)), above[-1] if above else None)
    if areas.mentioned(title.text) and (name is None or not areas.named(name.text)):
        draft = ReportDraft(title.text, InspectionType.ILACS)
        draft.name_areas(title.text, areas, title.page)
        return draft, []
    draft = ReportDraft(f"{name.text}: {title.text}" if name else title.text, InspectionType.ILACS)
    if name is not None:
        draft.name_areas(name.text, areas, name.page)
    return draft, [name] if name else []


def _grade(draft: ReportDraft, table: Block | None, blocks: Sequence[Block]) -> list[Block]:
    """Set the judgements, and return the blocks of the first page that print them.

    They stand in the table of the first page, else line by line on it, else in the headings of the sections.
    """
    if table:
        grades, lines = graded_rows(table), [table]
    else:
        start = next((place for place, block in enumerate(blocks) if LAYOUT.standard(block.text)), _FIRST_BLOCKS)
        grades, lines = loose_grades(blocks[: min(start, _FIRST_BLOCKS)])
        overall = [graded for graded in grades if normalise_heading(graded.aspect) == _OVERALL]
        if len(grades) == len(overall):
            grades = [*overall, *filter(None, map(heading_grade, blocks))]
    for graded in grades:
        if normalise_heading(graded.aspect) == _OVERALL:
            draft.judgement, draft.judgement_printed = graded.grade, graded.printed
        else:
            draft.judgements.append(Judgement(graded.aspect, graded.grade, graded.printed))
    return lines


def _is_title(block: Block) -> bool:
    return len(block.text) <= _LONGEST_TITLE and _TITLE.match(block.text) is not None


def _visit(block: Block) -> re.Match[str] | None:
    """Match the title of a visit's letter ("Focused visit to Tarnside children's services"), no sentence."""
    short = len(block.text) <= _LONGEST_TITLE and not block.text.rstrip().endswith(".")
    return _VISIT.match(block.text) if short else None


def _interpret_visit(document: Document, source: Source, areas: AreaTable) -> Report:
    letter = read_letter(document, _VISIT)
    title = letter.title
    kind = _VISIT.match(title.text) if title else None
    draft = ReportDraft(
        title.text if title else "", _VISIT_TYPES[kind["kind"].casefold()] if kind else InspectionType.OTHER
    )
    if title and kind:
        draft.name_areas(kind["area"], areas, title.page)
    draft.published = letter.dated
    named = name_inspectors(draft, document.blocks)
    body = document.blocks[: len(document.blocks) - len(letter.end)]
    _date_visit(draft, body)
    for name in ("judgement", "judgement_printed", "judgements"):
        draft.lacks(name, NOT_GRADED)
    draft.inspectorates = [INSPECTORATE]
    draft.licence = printed_licence(document)
    found = outline_report(body, LAYOUT, named)
    sections = [*found.sections, *plain_sections(letter.end, SIGN_OFF_RULE)]
    return draft.finish(document, source, Outline(sections, found.left_out))


def _date_visit(draft: ReportDraft, blocks: Sequence[Block]) -> None:
    """Set the days from the first sentence that names days of the visit."""
    for block in blocks[:_FIRST_BLOCKS]:
        days = first_days(block.text, draft.published)
        if days is not None and re.search(r"\bvisit", block.text):
            draft.inspected_from, draft.inspected_to = days
            if days != first_days(block.text):
                draft.warn("date", NO_YEAR, block.page)
            return

"""Joint targeted area inspections (2016 on): letters of several inspectorates to the local partners.

Letter date, addressees, "Dear local partnership", a title with the theme and the area, an opening
that says when and by whom the inspection was carried out. Until 2020 "Key strengths" and "Areas
for improvement" are lists of findings, with case studies in boxes; since then "Headline findings",
"What needs to improve?", "Strengths", "Main findings". "Next steps" comes last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.areas import AreaTable
from corpus.blocks import Block, BlockKind, Document
from corpus.forms.body.draft import ReportDraft, printed_licence
from corpus.forms.body.outline import Outline
from corpus.forms.body.sections import Layout, SectionDraft, StandardHeading
from corpus.forms.childrens_services import outline_report, plain_sections
from corpus.forms.cover.letterhead import SIGN_OFF_RULE, read_letter
from corpus.forms.cover.title_page import NO_YEAR, first_days
from corpus.forms.form import NOT_RECOGNISED, Recognition
from corpus.report import Finding, InspectionType, Report, Source
from corpus.vocabulary import inspectorates_in, normalise_heading

NAME = InspectionType.JTAI.label

NOT_GRADED = "joint targeted area inspections are not graded"
NOT_NAMED = "the letter is signed by the inspectorates and names no lead inspector"

_TITLE = re.compile(r"joint targeted area inspection\b", re.IGNORECASE)
_INSPECTED = re.compile(r"\b(?:inspection|inspected|took place|carried out|undertook)\b", re.IGNORECASE)
_FIRST_BLOCKS = 45
_OPENING = 10
_LONGEST_TITLE = 250

LAYOUT = Layout(
    headings=(
        StandardHeading(
            r"context|headline findings|main findings|what needs to improve|(?:key )?strengths|next steps", 1
        ),
        StandardHeading(r"areas? for priority action", 1),
        # In these letters the list under "Areas for improvement" says what inspectors found wanting.
        StandardHeading(r"areas? for improvement", 1, Finding.WEAKNESS),
        StandardHeading(r"(?:case|practice) stud(?:y|ies)\b.{0,80}", 2),
    ),
    is_heading=lambda block: 1 if _is_title(block) else 2 if block.kind is BlockKind.HEADING else None,
)


def recognise(document: Document) -> Recognition:
    """Recognise the title, a line by itself among the first."""
    title = _title(document.blocks)
    return Recognition(0.95, f"titled '{title.text}'") if title else NOT_RECOGNISED


def interpret(document: Document, source: Source, areas: AreaTable) -> Report:
    """Return the report of one letter."""
    title = _title(document.blocks)
    draft = ReportDraft(title.text if title else "Joint targeted area inspection", InspectionType.JTAI)
    letter = read_letter(document, _TITLE)
    draft.published = letter.dated
    body, end = _cut_end(document.blocks, len(letter.end))
    start = body.index(title) + 1 if title in body else 0
    opening = body[start : start + _OPENING]
    _name_area(draft, document.blocks, opening, areas)
    _date(draft, opening)
    draft.inspectorates = inspectorates_in(" ".join(block.text for block in opening))
    draft.licence = printed_licence(document)
    for name in ("judgement", "judgement_printed", "judgements"):
        draft.lacks(name, NOT_GRADED)
    draft.lacks("lead_inspectors", NOT_NAMED)
    found = outline_report(body, LAYOUT)
    _inherit_findings(found.sections)
    sections = [*found.sections, *plain_sections(end, SIGN_OFF_RULE)]
    return draft.finish(document, source, Outline(sections, found.left_out))


def _title(blocks: Sequence[Block]) -> Block | None:
    return next((block for block in blocks[:_FIRST_BLOCKS] if _is_title(block)), None)


def _is_title(block: Block) -> bool:
    short = len(block.text) <= _LONGEST_TITLE and not block.text.rstrip().endswith(".")
    return short and _TITLE.match(block.text) is not None


def _cut_end(blocks: Sequence[Block], signed: int) -> tuple[Sequence[Block], Sequence[Block]]:
    """Return the letter and its end: the last ``signed`` blocks, else what is headed after "Next steps"."""
    if signed:
        return blocks[:-signed], blocks[-signed:]
    steps = next((place for place, block in enumerate(blocks) if _is_next_steps(block)), len(blocks))
    names = (p for p, block in enumerate(blocks) if p > steps and block.kind is BlockKind.HEADING)
    end = next(names, len(blocks))
    return blocks[:end], blocks[end:]


def _is_next_steps(block: Block) -> bool:
    return normalise_heading(block.text) == "next steps"


def _inherit_findings(sections: Sequence[SectionDraft]) -> None:
    """Let sub-headings say what the list they divide says ("Leadership" under "Areas for improvement")."""
    above: SectionDraft | None = None
    for section in sections:
        if section.level == 1:
            above = section
        elif above is not None and above.finding is not Finding.MIXED and section.finding is Finding.MIXED:
            section.finding, section.finding_rule = above.finding, f"under '{above.heading}'"


def _name_area(draft: ReportDraft, blocks: Sequence[Block], opening: Sequence[Block], areas: AreaTable) -> None:
    """Set the area from the title, else from the greeting or the opening."""
    greetings = [block.text for block in blocks[:_FIRST_BLOCKS] if block.text.startswith("Dear ")]
    for printed in (draft.title, *greetings, *(block.text for block in opening[:3])):
        if areas.mentioned(printed):
            draft.name_areas(printed, areas)
            return


def _date(draft: ReportDraft, opening: Sequence[Block]) -> None:
    """Set the days from the opening; a year that is not printed there is taken from the letter's date."""
    for block in opening:
        if not _INSPECTED.search(block.text):
            continue
        days = first_days(block.text)
        if days is None and draft.published is not None:
            days = first_days(block.text, draft.published)
            if days is not None:
                draft.warn("date", NO_YEAR, block.page)
        if days is not None:
            draft.inspected_from, draft.inspected_to = days
            return

"""Inspections of children's services before 2013: safeguarding and looked after children, protection of children.

The first page prints title, area, days and inspector; paragraphs are numbered; grades are printed in words or as
"Grade 3 (Adequate)", and again in a "Record of main findings". The first framework (2009 to 2012) grades two
services apart, so that it has no overall judgement; the second (2012 to 2013) has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.areas import AreaTable
from corpus.blocks import Block, BlockKind, Document
from corpus.forms.body.contents import contents_list
from corpus.forms.body.draft import ReportDraft, printed_licence
from corpus.forms.body.sections import Layout
from corpus.forms.childrens_services import INSPECTORATE, outline_report
from corpus.forms.cover.title_page import (
    LONGEST_TITLE,
    date_inspection,
    date_publication,
    inspector_names,
    labelled,
)
from corpus.forms.form import NOT_RECOGNISED, Recognition
from corpus.judgements import canonical_grade
from corpus.report import InspectionType, Judgement, Report, Source
from corpus.sentences import split_sentences

NAME = "Earlier inspection of children's services"

TWO_SERVICES = "two services are graded, each by itself, and no overall grade is given"
LEAD = r"(?:lead|reporting) inspectors?"

_TITLES = {
    InspectionType.SAFEGUARDING_LAC: re.compile(
        r"(?:announced )?inspection of safeguarding and (?:services for )?looked[ -]after children(?: services)?\b",
        re.IGNORECASE,
    ),
    InspectionType.PROTECTION_OF_CHILDREN: re.compile(
        r"inspection of (?:local authority )?arrangements for the protection of children\b", re.IGNORECASE
    ),
}
_FIRST_BLOCKS = 25
_SERVICE = re.compile(r"(?:safeguarding services|services for looked[ -]after children)\s*:?", re.IGNORECASE)
_OVERALL = re.compile(
    r"overall effectiveness of (?:the )?(?:local authority )?arrangements (?:to protect|for the protection of) children"
    r"\b.{0,80}?\b(?:is|are)(?: judged to be| judged as)? (?P<grade>outstanding|good|adequate|inadequate)\b",
    re.IGNORECASE,
)


def recognise(document: Document) -> Recognition:
    """Recognise either title, a line by itself among the first."""
    title = next((block for block in document.blocks[:_FIRST_BLOCKS] if _kind(block)), None)
    return Recognition(0.95, f"titled '{title.text}'") if title else NOT_RECOGNISED


def interpret(document: Document, source: Source, areas: AreaTable) -> Report:
    """Return the report of an inspection of either kind."""
    page = document.blocks[:_FIRST_BLOCKS]
    title = next(block for block in page if _kind(block))
    kind = _kind(title) or InspectionType.OTHER
    draft = ReportDraft(" ".join(title.text.split()), kind)
    name = _name_area(draft, page, title, areas)
    dated = date_inspection(draft, page, document.furniture)
    published = date_publication(draft, page)
    for _, value in labelled(page, LEAD):
        draft.lead_inspectors += [one for one in inspector_names(value) if one not in draft.lead_inspectors]
    draft.inspectorates = [INSPECTORATE]
    draft.licence = printed_licence(document)
    _judge(draft, document)
    draft.judgements = list(_grades(document.blocks))
    dropped = [*name, *dated, *published, *contents_list(document.blocks)]
    return draft.finish(document, source, outline_report(document.blocks, Layout(), dropped))


def _kind(block: Block) -> InspectionType | None:
    if block.kind not in {BlockKind.HEADING, BlockKind.PARAGRAPH} or len(block.text) > LONGEST_TITLE:
        return None
    if block.text.rstrip().endswith("."):
        return None
    return next((kind for kind, title in _TITLES.items() if title.match(block.text)), None)


def _name_area(draft: ReportDraft, page: Sequence[Block], title: Block, areas: AreaTable) -> list[Block]:
    """Set the area from the title, else from a line of the first page that is a name; return that line."""
    if areas.mentioned(title.text):
        draft.name_areas(title.text, areas, title.page)
        return []
    for block in page:
        if block is not title and len(block.text) <= LONGEST_TITLE and areas.resolve(block.text):
            draft.name_areas(block.text, areas, block.page)
            return [block]
    return []


def _judge(draft: ReportDraft, document: Document) -> None:
    if draft.inspection_type is InspectionType.SAFEGUARDING_LAC:
        for name in ("judgement", "judgement_printed"):
            draft.lacks(name, TWO_SERVICES)
        return
    sentences = (sentence for block in document.walk() for sentence in split_sentences(block.text))
    found = next(filter(None, map(_OVERALL.search, sentences)), None)
    if found is not None:
        draft.judgement, draft.judgement_printed = canonical_grade(found["grade"]), found["grade"]


def _grades(blocks: Sequence[Block]) -> Iterator[Judgement]:
    """Yield the grades of the record of main findings: rows of an aspect and its grade, under the service's name."""
    service = ""
    for block in blocks:
        if _SERVICE.fullmatch(block.text.strip()):
            service = block.text.strip(" :\n")
        for row in block.rows:
            texts = [cell.text.strip() for cell in row if cell.text.strip()]
            grade = canonical_grade(texts[1]) if len(texts) == 2 else None
            if grade is not None:
                yield Judgement(f"{service}: {texts[0]}" if service else texts[0], grade, texts[1])
            elif len(texts) == 1 and len(texts[0]) <= LONGEST_TITLE:
                service = texts[0]

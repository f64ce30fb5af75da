"""Any report that no other form recognises: searchable whole, with a warning that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.areas import AreaTable
from corpus.blocks import Block, BlockKind, Document
from corpus.forms.childrens_services import outline_report
from corpus.forms.draft import ReportDraft, printed_licence
from corpus.forms.form import Recognition
from corpus.forms.sections import Layout
from corpus.forms.title_page import INSPECTED, LEAD, PUBLISHED, date_inspection, date_publication, name_inspectors
from corpus.report import InspectionType, Report, Source
from corpus.sentences import is_finished
from corpus.vocabulary import finding_of_heading, inspectorates_in

NOT_RECOGNISED = "The kind of this report is not known, so only labelled facts were read; its text is searchable."
UNTITLED = "Untitled report"

_FIRST_BLOCKS = 40
_LONGEST_TITLE = 250
_DOCUMENT = re.compile(r"\b(?:report|review|inspection|visit|evaluation|audit|study)\b", re.IGNORECASE)
_LABEL = re.compile(rf"{INSPECTED}|{PUBLISHED}|{LEAD}|[^:]{{1,30}}:\s", re.IGNORECASE)


def recognise(document: Document) -> Recognition:
    """Take what nobody else takes."""
    return Recognition(0.01, f"reads any {document.format} file")


def interpret(document: Document, source: Source, areas: AreaTable) -> Report:
    """Return the report with its passages; facts only where they are labelled."""
    opening = document.blocks[:_FIRST_BLOCKS]
    title = _title(opening)
    draft = ReportDraft(title.text if title else UNTITLED, InspectionType.OTHER)
    draft.warn("form", NOT_RECOGNISED)
    _name_area(draft, title, opening, areas)
    date_inspection(draft, opening, ())
    date_publication(draft, opening)
    name_inspectors(draft, document.blocks)
    draft.inspectorates = inspectorates_in(" ".join(block.text for block in opening))
    draft.licence = printed_licence(document)
    draft.lacks("judgement", "the kind of this report is not known")
    found = outline_report(document.blocks, Layout(), [title] if title else [])
    return draft.finish(document, source, found)


def _title(opening: Sequence[Block]) -> Block | None:
    """Return the first heading, else the first line, unless it is too long for a title.

    A line above the heading is the title if it says what the document is ("Review of ..."), or
    if the heading is one that heads a section of many reports ("Background").
    """
    lines = [block for block in opening if block.text and block.kind is not BlockKind.FOOTNOTE]
    place = next((n for n, block in enumerate(lines) if block.kind is BlockKind.HEADING), 0)
    above = [block for block in lines[:place] if block.kind is BlockKind.PARAGRAPH and _is_title_line(block.text)]
    title = next((block for block in above if _DOCUMENT.search(block.text)), None)
    if title is None and above and finding_of_heading(lines[place].text):
        title = above[0]
    title = title or next(iter(lines[place:]), None)
    return title if title is not None and len(title.text) <= _LONGEST_TITLE else None


def _is_title_line(text: str) -> bool:
    """Tell a line that may be a title from a sentence and from a label with its value."""
    return len(text) <= _LONGEST_TITLE and text[:1].isupper() and not is_finished(text) and not _LABEL.match(text)


def _name_area(draft: ReportDraft, title: Block | None, opening: Sequence[Block], areas: AreaTable) -> None:
    """Set the areas named in the title, else the first one named in the lines under it."""
    if title is not None and areas.mentioned(title.text):
        draft.name_areas(title.text, areas, title.page)
        return
    for block in opening:
        if block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and areas.mentioned(block.text):
            draft.name_areas(areas.mentioned(block.text)[0].name, areas, block.page)
            return

"""Any report that no other form recognises: searchable whole, with a warning that says so.

Facts are taken only where they are plain, since nobody has said what such a document is: a wrong
area or date is worse than none. A council's own paper about an inspection is read here too,
though its title may be the inspection's: its dates and grades are those of another report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.areas import AreaTable
from corpus.blocks import Block, BlockKind, Document
from corpus.forms.body.draft import ReportDraft, printed_licence
from corpus.forms.body.sections import Layout
from corpus.forms.childrens_services import outline_report
from corpus.forms.cover.title_page import (
    INSPECTED,
    LEAD,
    PUBLISHED,
    date_inspection,
    date_publication,
    name_inspectors,
)
from corpus.forms.form import UNSURE, Recognition
from corpus.report import InspectionType, Report, Source
from corpus.sentences import is_finished
from corpus.vocabulary import finding_of_heading, inspectorates_in

NAME = InspectionType.OTHER.label

NOT_RECOGNISED = "The kind of this report is not known, so only labelled facts were read; its text is searchable."
UNTITLED = "Untitled report"
NO_AREA = "no local authority is named in its title or its head, or alone in its text"
SEVERAL_AREAS = "its head names several local authorities, and nothing says which of them it is about"
A_PAPER = "a council's own paper, in which inspections are those of other reports"

_FIRST_BLOCKS = 40
_LONGEST_TITLE = 250
_LONGEST_LINE = 120
_LONGEST_SENTENCE_TITLE = 80
_FEWEST_MENTIONS = 2
_FEWEST_MARKS = 2

_DOCUMENT = re.compile(r"\b(?:report|review|inspection|visit|evaluation|audit|study)\b", re.IGNORECASE)
_LABEL = re.compile(rf"{INSPECTED}|{PUBLISHED}|{LEAD}|[^:]{{1,30}}:\s", re.IGNORECASE)
_TITLE_LABEL = re.compile(r"(?:subject|title|re)\s*:\s*(?P<title>\S.*)", re.IGNORECASE | re.DOTALL)
_SALUTATION = re.compile(r"dear\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3}")
_AUTHORITY = re.compile(
    r"\b(?:council|borough|county|authority|partnership|safeguarding children board|children['\u2019]s services)\b",
    re.IGNORECASE,
)
_OFFICE = r"(?:director|officer|head|chair|leader|committee|cabinet|board|executive|manager|council|panel|member)"
_PAPER = re.compile(
    r"agenda item\b|minutes of\b|key decision\b|(?:wards?|divisions?) affected\b|apologies(?: for absence)?\b"
    rf"|(?:report|paper|briefing) (?:of|by|from|to) (?:the )?(?:[\w']+ ){{0,6}}?{_OFFICE}\b"
    r"|(?:contact|report|lead) (?:officer|author)s?\b|(?:cabinet|lead) member\b|portfolio holder\b"
    r"|background papers\b|purpose of (?:the |this )?report\b"
    r"|(?:financial|legal|resource|equalit\w+|risk|climate)(?: and \w+)? (?:implications|considerations)\b"
    r"|that (?:the )?(?:committee|cabinet|board|panel|council|members?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Title:
    """The title, and the block that is nothing but it."""

    text: str
    block: Block | None = None


def recognise(document: Document) -> Recognition:
    """Recognise any document that no other form recognises, and a council's own paper whatever its title."""
    if _is_paper(document):
        return Recognition(0.98, A_PAPER)
    return Recognition(UNSURE, f"no family of report was recognised in this {document.format} file")


def interpret(document: Document, source: Source, areas: AreaTable) -> Report:
    """Return the report with its passages; facts only where they are labelled."""
    opening = document.blocks[:_FIRST_BLOCKS]
    title = _title(opening)
    draft = ReportDraft(title.text if title else UNTITLED, InspectionType.OTHER)
    draft.warn("form", NOT_RECOGNISED)
    _name_area(draft, title, document, areas)
    date_publication(draft, opening)
    if _is_paper(document):
        for name in ("inspected_from", "inspected_to", "inspectorates", "lead_inspectors"):
            draft.lacks(name, A_PAPER)
    else:
        date_inspection(draft, opening, ())
        name_inspectors(draft, document.blocks)
        draft.inspectorates = inspectorates_in("\n".join(block.text for block in opening if _is_line(block)))
    draft.licence = printed_licence(document)
    draft.lacks("judgement", "the kind of this report is not known")
    found = outline_report(document.blocks, Layout(), [title.block] if title and title.block else [])
    return draft.finish(document, source, found)


def _is_paper(document: Document) -> bool:
    """Tell a council's own paper (to a committee, of a meeting) by lines that no inspectorate prints."""
    marks = {mark[0].casefold() for block in document.walk() if _is_line(block) and (mark := _PAPER.match(block.text))}
    return len(marks) >= _FEWEST_MARKS


def _is_line(block: Block) -> bool:
    """Tell a heading, a label or a line of a letter's head from a sentence."""
    return 0 < len(block.text) <= _LONGEST_LINE and (block.kind is BlockKind.HEADING or not is_finished(block.text))


def _title(opening: Sequence[Block]) -> _Title | None:
    """Return the first heading, else what a line "Subject:" says, else the first line, if it may be a title.

    A line above the heading is the title if it says what the document is ("Review of ..."), or
    if the heading is one that heads a section of many reports ("Background").
    """
    lines = [block for block in opening if block.text and block.kind is not BlockKind.FOOTNOTE]
    headings = (n for n, block in enumerate(lines) if block.kind is BlockKind.HEADING and _WORD.search(block.text))
    place = next(headings, None)
    if place is None:
        return _title_of_plain_text(lines)
    heading = lines[place]
    above = [block for block in lines[:place] if block.kind is BlockKind.PARAGRAPH and _is_title_line(block.text)]
    title = next((block for block in above if _DOCUMENT.search(block.text)), None)
    if title is None and above and finding_of_heading(heading.text):
        title = above[0]
    title = title or heading
    return _Title(title.text, title) if len(title.text) <= _LONGEST_TITLE else None


def _title_of_plain_text(lines: Sequence[Block]) -> _Title | None:
    labelled = next((found["title"] for block in lines if (found := _TITLE_LABEL.fullmatch(block.text))), None)
    if labelled is not None and len(labelled) <= _LONGEST_TITLE:
        return _Title(labelled)
    first = next(iter(lines), None)
    if first is None or first.kind is not BlockKind.PARAGRAPH or not _WORD.search(first.text):
        return None
    longest = _LONGEST_SENTENCE_TITLE if is_finished(first.text) else _LONGEST_TITLE
    if len(first.text) > longest or _LABEL.match(first.text) or _SALUTATION.match(first.text):
        return None
    return _Title(first.text, first)


def _is_title_line(text: str) -> bool:
    """Tell a line that may be a title from a sentence, a label with its value, and who a paper is by."""
    shaped = len(text) <= _LONGEST_TITLE and text[:1].isupper() and not is_finished(text)
    return shaped and not _LABEL.match(text) and not _PAPER.match(text)


def _name_area(draft: ReportDraft, title: _Title | None, document: Document, areas: AreaTable) -> None:
    """Set the areas that the title names; else the area that the head names, or the only one in the text."""
    if title is not None and areas.mentioned(title.text):
        draft.name_areas(title.text, areas, title.block.page if title.block else None)
        return
    head = [block for block in document.blocks[:_FIRST_BLOCKS] if _is_line(block) and _AUTHORITY.search(block.text)]
    named = {area.name: block for block in head for area in areas.mentioned(block.text)}
    if not named:
        counted = Counter(area.name for block in document.walk() for area in areas.mentioned(block.text))
        named = {name: document.blocks[0] for name, count in counted.items() if count >= _FEWEST_MENTIONS}
        named = named if len(counted) == 1 else {}
    if len(named) == 1:
        ((name, block),) = named.items()
        draft.name_areas(name, areas, block.page)
        return
    for field in ("areas", "regions"):
        draft.lacks(field, SEVERAL_AREAS if named else NO_AREA)

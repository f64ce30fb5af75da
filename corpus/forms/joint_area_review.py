"""Joint area reviews, 2005 to 2009, and the reviews of progress that followed some of them.

A table grades each aspect from 4 (outstanding) to 1 (inadequate); paragraphs are numbered
through the whole report; under each aspect a table sets major strengths beside important
weaknesses. Annexes number their paragraphs anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.areas import AreaTable
from corpus.blocks import Block, BlockKind, Document
from corpus.dates import find_dates, whole_range
from corpus.forms.body.contents import contents_list
from corpus.forms.body.draft import ReportDraft, printed_licence
from corpus.forms.body.outline import Outline, outline
from corpus.forms.body.sections import Layout, StandardHeading
from corpus.forms.body.tables import TableReading, every_word, is_contents_list
from corpus.forms.cover.title_page import LONGEST_TITLE, first_days, title_block
from corpus.forms.form import NOT_RECOGNISED, Recognition
from corpus.judgements import JAR_KEY, jar_grade, jar_key
from corpus.report import Finding, InspectionType, Judgement, PassageKind, Report, Source
from corpus.sentences import split_sentences
from corpus.vocabulary import inspectorates_in, normalise_heading

NAME = InspectionType.JAR.label

MAX_KEY = 120
FRONT_BLOCKS = 30
OPENING_BLOCKS = 60
FEWEST_GRADES = 3
NO_OVERALL = "a joint area review grades each aspect and gives no single overall grade"

_TITLE = re.compile(r"joint area review\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_AREA_LINE = re.compile(r"children[’']s services (?:authority )?area|local authority area|\barea$", re.IGNORECASE)
_PUBLISHED = re.compile(r"published:?\s*(?P<day>.{0,40})", re.IGNORECASE)
_FIELDWORK = re.compile(r"^(?:fieldwork|inspection|review) dates?\s*:?(?P<days>.+)", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:this (?:joint area )?review|the (?:joint area )?review|it|(?:the |its )?fieldwork|the inspection) "
    r"(?:took place|(?:was|were) (?:carried out|conducted|undertaken|held|made))\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[1-4]")
_SCALE_WORDS = {"outstanding", "excellent", "good", "adequate", "satisfactory", "inadequate", "poor"}

HEADINGS = (
    StandardHeading(r"joint area review\b.*", 1, Finding.CONTEXT),
    StandardHeading(r".+ children's services authority area", 1, Finding.CONTEXT),
    StandardHeading(r"contents", 1, Finding.CONTEXT),
    StandardHeading(r"introduction|context", 1, Finding.CONTEXT),
    StandardHeading(r"main findings", 1, Finding.MIXED),
    StandardHeading(r"grades(?: awarded)?", 1),
    StandardHeading(r"recommendations", 1, Finding.RECOMMENDATION),
    StandardHeading(
        r"(?:for )?(?:immediate action|action (?:over|in|within) .+|longer.term action)", 2, Finding.RECOMMENDATION
    ),
    StandardHeading(r"annex(?: [a-z0-9])?(?: .*)?|annex [a-z]:? .+", 1, Finding.CONTEXT),
)


def recognise(document: Document) -> Recognition:
    """Return certainty for the title with the grades or the two-column table, less for one of them."""
    title = title_block(document, _TITLE)
    table = any(_is_strengths_table(block) for block in document.blocks)
    if title is not None:
        seen = "and has its tables of strengths and weaknesses" if table else ""
        return Recognition(0.95 if table else 0.8, f"titled 'Joint area review' {seen}".strip())
    if table:
        return Recognition(0.5, "has tables of major strengths and important weaknesses")
    return NOT_RECOGNISED


def interpret(document: Document, source: Source, areas: AreaTable) -> Report:
    """Return the report; grades are given by aspect, in words, with the figure as printed."""
    block = title_block(document, _TITLE)
    area = _area_line(document, block)
    title = " ".join(block.text.split()) if block else "Joint area review"
    progress = re.search(r"\bprogress\b", title, re.IGNORECASE) is not None
    draft = ReportDraft(
        f"{title}: {area}" if area and area not in title else title,
        InspectionType.JAR_PROGRESS if progress else InspectionType.JAR,
        licence=printed_licence(document),
    )
    draft.name_areas(area, areas, block.page if block else None)
    contents = contents_list(document.blocks)
    body = [block for block in document.blocks if not any(block is line for line in contents)]
    found = outline(body, Layout(HEADINGS, _choose_table, _is_left_out))
    found = Outline(found.sections, (*map(every_word, contents), *found.left_out))
    _read_front(document, draft)
    draft.judgements = list(_grades(document))
    draft.lacks("judgement", NO_OVERALL)
    draft.lacks("judgement_printed", NO_OVERALL)
    _grade_sections(found, draft)
    _check(found, draft)
    return draft.finish(document, source, found)


def _area_line(document: Document, title: Block | None) -> str:
    """Return the area as the title page prints it: the rest of the title, or the line after it."""
    blocks = [block for block in document.walk() if block.text][:FRONT_BLOCKS]
    after = blocks[blocks.index(title) + 1 :] if title in blocks else blocks
    return next(
        (b.text.strip() for b in after if len(b.text) <= LONGEST_TITLE and _AREA_LINE.search(b.text)), _rest(title)
    )


def _rest(title: Block | None) -> str:
    found = _TITLE.match(title.text) if title else None
    return found["rest"].strip(" :–-\n") if found else ""


def _is_strengths_table(block: Block) -> bool:
    first = [normalise_heading(cell.text) for cell in block.rows[0]] if block.rows else []
    return "major strengths" in first or "important weaknesses" in first


def _choose_table(block: Block, heading: str) -> TableReading | None:
    if _is_strengths_table(block):
        return TableReading.COLUMNS
    if normalise_heading(heading) == "contents" or is_contents_list(block):
        return TableReading.LEFT_OUT
    if _is_grade_table(block):
        return TableReading.ROWS
    return None


def _is_grade_table(block: Block) -> bool:
    if is_contents_list(block):
        return False
    return sum(any(_FIGURE.fullmatch(cell.text.strip()) for cell in row[1:]) for row in block.rows) >= FEWEST_GRADES


def _is_left_out(block: Block) -> bool:
    """Return whether a block is the contents heading, or the scale of grades drawn as a row of words."""
    if block.kind is BlockKind.HEADING and normalise_heading(block.text) == "contents":
        return True
    words = block.text.casefold().split()
    return len(words) >= FEWEST_GRADES and set(words) <= _SCALE_WORDS


def _read_front(document: Document, draft: ReportDraft) -> None:
    front = [block for block in document.walk() if block.text][:FRONT_BLOCKS]
    for block in front:
        published = _PUBLISHED.match(block.text)
        days = find_dates(published["day"]) if published else []
        if days and draft.published is None:
            draft.published = days[0].day
        fieldwork = _FIELDWORK.match(block.text)
        visit = whole_range(fieldwork["days"]) if fieldwork else None
        if visit:
            draft.inspected_from, draft.inspected_to = visit
    if draft.inspected_from is None:
        _read_fieldwork(document, draft)
    draft.inspectorates = inspectorates_in("\n".join(block.text for block in front))
    for name in ("inspected_from", "inspected_to"):
        draft.lacks(name, "a joint area review does not print the days of its fieldwork")
    draft.lacks("lead_inspectors", "a joint area review does not name its inspectors")


def _read_fieldwork(document: Document, draft: ReportDraft) -> None:
    """Set the days of the fieldwork from the first sentence that says between which days it was done."""
    opening = [block for block in document.walk() if block.text][:OPENING_BLOCKS]
    for sentence in (sentence for block in opening for sentence in split_sentences(block.text)):
        done = _DONE.search(sentence)
        days = first_days(sentence[done.end() :]) if done else None
        if days and days[0] < days[1] and (draft.published is None or days[1] <= draft.published):
            draft.inspected_from, draft.inspected_to = days
            return


def _grades(document: Document) -> Iterator[Judgement]:
    """Yield the grade of each aspect; with several columns of grades the column's heading is added."""
    keys = (jar_key(block.text) for block in document.blocks if len(block.text) <= MAX_KEY)
    key = next((printed for printed in keys if len(printed) == len(JAR_KEY)), JAR_KEY)
    table = next((block for block in document.blocks if _is_grade_table(block)), None)
    if table is None:
        return
    headings = [cell.text for cell in table.rows[0]]
    for row in table.rows:
        cells = [(place, cell.text.strip()) for place, cell in enumerate(row) if _FIGURE.fullmatch(cell.text.strip())]
        for place, figure in cells:
            aspect = row[0].text if len(cells) == 1 else f"{row[0].text} ({headings[place]})"
            grade = jar_grade(figure, key)
            if grade is not None:
                yield Judgement(aspect, grade, figure)


def _grade_sections(found: Outline, draft: ReportDraft) -> None:
    """Give each aspect's own section its grade."""
    for judgement in draft.judgements:
        aspect = normalise_heading(judgement.aspect)
        section = next(
            (s for s in found.sections if s.heading and s.level == 1 and aspect in normalise_heading(s.heading)), None
        )
        if section is not None and section.judgement is None:
            section.judgement = judgement.grade


def _check(found: Outline, draft: ReportDraft) -> None:
    if not draft.judgements:
        draft.warn("missing-grades", "The table of grades was not found")
    if not found.all_named("major strengths") and draft.inspection_type is InspectionType.JAR:
        draft.warn("missing-section", "No table of major strengths and important weaknesses was found")
    expected = 1
    for section in found.sections:
        if section.finding is Finding.CONTEXT and normalise_heading(section.heading).startswith("annex"):
            return
        for passage in section.passages:
            if passage.kind is not PassageKind.NUMBERED or passage.number is None:
                continue
            if passage.number != str(expected):
                draft.warn("numbering", f"Paragraph {passage.number} follows paragraph {expected - 1}", passage.page)
            expected = int(passage.number) + 1 if passage.number.isdigit() else expected

"""Area SEND inspection reports, 2023 on, and the monitoring inspections that follow them.

The title page prints the area, the inspection's dates and those of the one before; the outcome
is one of three standard sentences; headings are fixed; what must improve stands in tables,
one recommendation a row.
"""

from __future__ import annotations

import re

from corpus.areas import AreaTable
from corpus.blocks import Block, BlockKind, Document
from corpus.dates import find_ranges, format_range
from corpus.forms.body.draft import ReportDraft, printed_licence
from corpus.forms.body.outline import Outline, outline
from corpus.forms.body.sections import Layout, StandardHeading
from corpus.forms.body.tables import TableReading
from corpus.forms.cover.people import column_texts, lead_inspectors
from corpus.forms.cover.title_page import set_inspection_days, title_block, with_whole_title
from corpus.forms.form import NOT_RECOGNISED, Recognition
from corpus.judgements import area_send_outcome
from corpus.report import Finding, InspectionType, PassageKind, Report, Source
from corpus.vocabulary import inspectorates_in, normalise_heading

NAME = InspectionType.AREA_SEND.label

EFFECTIVE = r"what (?:is|are) the (?:local )?area partnerships? doing that is effective\??"
DO_BETTER = r"what does the (?:local )?area partnership need to do better\??"
PRIORITY_ACTION = r"areas? for priority action"
IMPROVEMENT = r"areas? for improvement"
OUTCOME = r"(?:monitoring )?inspection outcome"

MAX_HEADING_SEEN = 120

_TITLE = re.compile(r"area send (?:full |monitoring )?(?:re)?inspection of (?P<area>.+)", re.IGNORECASE | re.DOTALL)
_WHOLE_TITLE = re.compile(_TITLE.pattern + r"\bpartnership", re.IGNORECASE)
_MONITORING = re.compile(r"area send monitoring|monitoring inspection of", re.IGNORECASE)
_PREVIOUS = re.compile(
    r"(?:dates?(?:\(s\))? of (?:the )?(?:previous|last)\b[a-z \t]{0,60}?|^(?:previous|last) )"
    r"inspections?(?:\(s\))?(?: dates?(?:\(s\))?)?\s*:?",
    re.IGNORECASE | re.MULTILINE,
)
_INSPECTED = re.compile(
    r"(?<!previous )(?<!last )inspection dates?(?:\(s\))?\s*:?|dates? of inspection\s*:", re.IGNORECASE
)
_PUBLISHED = re.compile(r"\(?\b(?:letter |report )?(?:was )?(?:first )?published\b[^)\n]*\)?", re.IGNORECASE)
_NEVER = re.compile(
    r"not (?:been )?previously inspected|no previous inspection|first inspection|^\W*(?:none|n/?a)\b", re.IGNORECASE
)

LAYOUT_HEADINGS = (
    StandardHeading(r"area send (?:full |monitoring )?(?:re)?inspection of .+", 1, Finding.CONTEXT),
    StandardHeading(OUTCOME, 1),
    StandardHeading(r"information about the (?:local )?area(?: partnership)?", 1, Finding.CONTEXT),
    StandardHeading(r"what is it like to be a child .+", 1, Finding.MIXED),
    StandardHeading(EFFECTIVE, 1, Finding.STRENGTH),
    StandardHeading(DO_BETTER, 1, Finding.WEAKNESS),
    StandardHeading(PRIORITY_ACTION, 1, Finding.RECOMMENDATION),
    StandardHeading(IMPROVEMENT, 1, Finding.RECOMMENDATION),
    StandardHeading(r"local area partnership details", 1, Finding.CONTEXT, whole_cells=True),
    StandardHeading(r"information about this inspection", 1, Finding.CONTEXT),
    StandardHeading(r"inspection team", 1, Finding.CONTEXT),
    StandardHeading(r"ofsted|care quality commission(?: \(cqc\))?", 2, Finding.CONTEXT),
    StandardHeading(r"responsible bod(?:y|ies)", 2, Finding.CONTEXT, whole_cells=True),
)


def recognise(document: Document) -> Recognition:
    """Return certainty for the printed title, some for the fixed headings without it."""
    if title_block(document, _TITLE) is not None:
        return Recognition(0.95, "titled 'Area SEND inspection of ...'")
    headings = [normalise_heading(block.text) for block in document.walk() if len(block.text) < MAX_HEADING_SEEN]
    seen = [pattern for pattern in (EFFECTIVE, DO_BETTER) if any(re.fullmatch(pattern, h) for h in headings)]
    if len(seen) > 1:
        return Recognition(0.8, "has the headings of an area SEND inspection report")
    return NOT_RECOGNISED


def interpret(document: Document, source: Source, areas: AreaTable) -> Report:
    """Return the report; the title page's dates are taken over those of the footers."""
    document = with_whole_title(document, _WHOLE_TITLE)
    title = title_block(document, _TITLE)
    printed = " ".join(title.text.split()) if title else "Area SEND inspection"
    monitoring = _MONITORING.search(printed) is not None
    kind = InspectionType.AREA_SEND_MONITORING if monitoring else InspectionType.AREA_SEND
    draft = ReportDraft(printed, kind, licence=printed_licence(document))
    named = _TITLE.search(printed)
    draft.name_areas(named["area"] if named else _partnership(document), areas, title.page if title else None)
    found = outline(document.blocks, Layout(headings=LAYOUT_HEADINGS, choose_table=_choose_table))
    _read_dates(document, draft)
    _read_outcome(found, draft)
    _tidy_recommendations(found)
    _read_people(document, draft)
    _check(found, document, draft)
    return draft.finish(document, source, found)


def _partnership(document: Document) -> str:
    """Return the area as the running footers name it, "" where they do not."""
    for line in document.furniture:
        found = re.search(r"report:\s*(?P<area>.+?)\s+local area partnership", line, re.IGNORECASE)
        if found:
            return found["area"]
    return ""


def _choose_table(block: Block, heading: str) -> TableReading | None:
    first = [normalise_heading(cell.text) for cell in block.rows[0]] if block.rows else []
    if "ofsted" in first and len(first) > 1:
        return TableReading.COLUMNS
    if re.fullmatch(PRIORITY_ACTION, normalise_heading(heading)) and len(first) > 1:
        return TableReading.COLUMNS
    return None


def _front(document: Document) -> str:
    """Return the words of the title page up to the outcome or the first section."""
    lines: list[str] = []
    for block in document.walk():
        normalised = normalise_heading(block.text) if len(block.text) < MAX_HEADING_SEEN else ""
        if re.fullmatch(OUTCOME + r"|information about .*|what is it like .*", normalised):
            break
        if block.text:
            lines.append(block.text)
    return "\n".join(lines)


def _read_dates(document: Document, draft: ReportDraft) -> None:
    front = _front(document)
    previous = _PREVIOUS.search(front)
    inspected = _INSPECTED.search(front)
    if inspected:
        end = previous.start() if previous and previous.start() > inspected.start() else len(front)
        set_inspection_days(draft, front[inspected.end() : end])
    if not previous:
        return
    end = inspected.start() if inspected and inspected.start() > previous.start() else len(front)
    printed = front[previous.end() : end].strip(" :\n")
    ranges = find_ranges(_PUBLISHED.sub("", printed))
    if ranges:
        latest = max(ranges, key=lambda found: found.start)
        draft.previous_inspection = latest.start
        if len(ranges) > 1:
            days_printed = ", ".join(format_range(r.start, r.end) for r in ranges)
            draft.warn("several-dates", f"Several earlier inspections are printed ({days_printed}); the latest is kept")
    elif _NEVER.search(printed):
        draft.lacks("previous_inspection", f"the report prints '{printed.splitlines()[0]}'")
    elif printed:
        draft.lacks("previous_inspection", f"no date could be read from '{printed.splitlines()[0][:80]}'")


def _read_outcome(found: Outline, draft: ReportDraft) -> None:
    if draft.inspection_type is InspectionType.AREA_SEND_MONITORING:
        draft.lacks("judgement", "a monitoring inspection gives no overall judgement of its own")
        draft.lacks("judgement_printed", "a monitoring inspection gives no overall judgement of its own")
        return
    section = found.named(OUTCOME)
    for passage in section.passages if section else found.passages():
        outcome = area_send_outcome(passage.text)
        if outcome is not None:
            draft.judgement, draft.judgement_printed = outcome
            return


def _tidy_recommendations(found: Outline) -> None:
    """Print each row as the table item it is; a list that a row opens is below that row."""
    for section in found.sections:
        if section.finding is not Finding.RECOMMENDATION:
            continue
        opened = False
        for passage in section.passages:
            if passage.kind is PassageKind.BULLET and opened:
                passage.level = max(2, passage.level)
            elif passage.kind is not PassageKind.BULLET:
                passage.kind = PassageKind.TABLE
                opened = passage.text.endswith(":")


def _read_people(document: Document, draft: ReportDraft) -> None:
    blocks = list(document.blocks)
    start = next((i for i, b in enumerate(blocks) if normalise_heading(b.text) == "inspection team"), None)
    team = blocks[start:] if start is not None else [b for b in blocks if b.kind is BlockKind.TABLE]
    draft.lead_inspectors = lead_inspectors(column_texts(team))
    draft.inspectorates = inspectorates_in(" ".join(block.text for block in document.walk()))


def _page_of(line: str, document: Document) -> int | None:
    """Return the first page that prints a running line."""
    words = "".join(line.split())
    return next((page for page, text in enumerate(document.printed, 1) if words in "".join(text.split())), None)


def _check(found: Outline, document: Document, draft: ReportDraft) -> None:
    if draft.inspection_type is InspectionType.AREA_SEND:
        wanted = {"what is effective": EFFECTIVE, "what needs to be better": DO_BETTER}
        wanted["what to improve"] = f"{PRIORITY_ACTION}|{IMPROVEMENT}"
        for name, pattern in wanted.items():
            if not any(section.passages for section in found.all_named(pattern)):
                draft.warn("missing-section", f"The section on {name} was not found, or holds no text")
    for line in document.furniture:
        for days in find_ranges(line):
            if draft.inspected_from and (days.start, days.end) != (draft.inspected_from, draft.inspected_to):
                draft.warn(
                    "contradiction",
                    f"The running footer gives other dates, {format_range(days.start, days.end)}, than the title page; "
                    "those of the title page are kept",
                    _page_of(line, document),
                )

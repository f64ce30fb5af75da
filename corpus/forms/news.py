"""News articles about a report: kept apart from the reports, without a judgement or a licence."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from corpus.areas import AreaTable
from corpus.blocks import Block, BlockKind, Document
from corpus.dates import find_dates
from corpus.forms.body.draft import ReportDraft
from corpus.forms.body.outline import outline
from corpus.forms.body.sections import Layout
from corpus.forms.form import NOT_RECOGNISED, Recognition
from corpus.report import Finding, InspectionType, Report, Source

NAME = InspectionType.NEWS.label

NEWS_RULE = "a news article: what the press says, not what inspectors found"
NO_JUDGEMENT = "a news article carries no judgement of its own"
NO_LICENCE = "a news article belongs to its publisher; quote it within the law only"
MAX_LINE = 120
LONG_ENOUGH = 30
OPENING_BLOCKS = 12

_MARKS = {
    "an image caption": re.compile(r"^image (?:caption|source|copyright)", re.IGNORECASE),
    "a publication line": re.compile(r"^(?:first )?published\b(?!.{60})|^(?:last )?updated\b(?!.{60})", re.IGNORECASE),
    "a reporter's name": re.compile(
        r"^by [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+|local democracy report|\breporter\b", re.IGNORECASE
    ),
    "a broadcaster or newspaper": re.compile(
        r"\bBBC\b|\bITV\b|newsletter|\b(?:told|asked) (?:the|this) (?:paper|newspaper|gazette|news)|\bstory ideas\b|"
        r"\bfollow us\b|\bread more\b|\b(?:gazette|herald|chronicle|echo|courier|advertiser|observer|mercury)\b",
        re.IGNORECASE,
    ),
    "people quoted by the press": re.compile(
        r"(?:said|says|added|told|stated):? [\"“‘']|"
        r"[\"”’'],? (?:said|says|added|the report said|it said|(?:he|she|they) (?:said|added))",
        re.IGNORECASE,
    ),
}
_ABOUT_THE_ARTICLE = ("a publication line", "a reporter's name", "an image caption")
_LETTERHEAD = re.compile(r"^(?:dear\b|yours sincerely|inspection dates?:|main findings$)", re.IGNORECASE)
_QUOTATION = re.compile(r"[\"“].{20,}[\"”]?", re.DOTALL)


def recognise(document: Document) -> Recognition:
    """Return more with each mark of a news page, nothing for what has a report's own parts."""
    texts = [block.text for block in document.walk() if block.text]
    if any(_LETTERHEAD.match(text) for text in texts):
        return NOT_RECOGNISED
    if any(block.kind is BlockKind.NUMBERED for block in document.walk()):
        return NOT_RECOGNISED
    seen = [name for name, mark in _MARKS.items() if any(mark.search(text) for text in texts)]
    quotations = sum(_QUOTATION.match(text) is not None for text in texts)
    if "people quoted by the press" not in seen or len(seen) < 2:
        return NOT_RECOGNISED
    score = min(0.9, 0.3 + 0.15 * len(seen) + 0.05 * min(quotations, 3))
    return Recognition(score, "reads like a news page: " + ", ".join(seen))


def interpret(document: Document, source: Source, areas: AreaTable) -> Report:
    """Return the article as one section of context under its headline."""
    headline = _headline(document)
    draft = ReportDraft(headline.text.strip() if headline else "News article", InspectionType.NEWS)
    _name_area(document, headline, areas, draft)
    found = outline(document.blocks, _layout(headline))
    for section in found.sections:
        section.finding, section.finding_rule = Finding.CONTEXT, NEWS_RULE
    draft.published = _published(document)
    for name in ("judgement", "judgement_printed", "judgements"):
        draft.lacks(name, NO_JUDGEMENT)
    for name in ("inspected_from", "inspected_to", "previous_inspection", "inspectorates", "lead_inspectors"):
        draft.lacks(name, "a news article is not an inspection report")
    draft.lacks("licence", NO_LICENCE)
    draft.lacks("published", "no date of publication is printed in the article")
    return draft.finish(document, source, found)


def _layout(headline: Block | None) -> Layout:
    """Return a layout in which the headline is a heading, and who wrote the article and when is none."""
    return Layout(
        is_heading=lambda block: 1 if block is headline else None,
        is_no_heading=lambda block: any(_MARKS[name].search(block.text) for name in _ABOUT_THE_ARTICLE),
    )


def _headline(document: Document) -> Block | None:
    blocks = [block for block in document.blocks if block.text]
    heading = next((block for block in blocks if block.kind is BlockKind.HEADING), None)
    if heading is not None:
        return heading
    return next(
        (b for b in blocks[:OPENING_BLOCKS] if LONG_ENOUGH <= len(b.text) <= MAX_LINE and "|" not in b.text), None
    )


def _name_area(document: Document, headline: Block | None, areas: AreaTable, draft: ReportDraft) -> None:
    """Name the area of the headline, else the one named most often, the earlier of two equals."""
    named = areas.mentioned(headline.text) if headline else []
    if not named:
        counted = Counter(area.name for block in document.walk() for area in areas.mentioned(block.text))
        most = counted.most_common(1)
        if not most:
            draft.lacks("areas", "the article names no local authority of the table of areas")
            return
        draft.name_areas(most[0][0], areas)
        return
    for area in named:
        draft.name_areas(area.name, areas)


def _published(document: Document) -> date | None:
    """Return the day on the article's publication line, where one is printed."""
    blocks = [block.text for block in document.walk() if block.text]
    for place, text in enumerate(blocks):
        if _MARKS["a publication line"].search(text):
            for line in (text, *blocks[place + 1 : place + 2]):
                days = find_dates(line) if len(line) <= MAX_LINE else []
                if days:
                    return days[0].day
    return None

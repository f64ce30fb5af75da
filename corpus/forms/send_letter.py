"""Local area SEND inspection letters, 2016 to 2022.

Main findings, then three sections on effectiveness with strengths and areas for development
each; where the inspectorate asked for a written statement of action, the weaknesses it must
address stand in a list at the end.
"""

from __future__ import annotations

import re

from corpus.areas import AreaTable
from corpus.blocks import Document
from corpus.dates import whole_range
from corpus.forms.body.draft import ReportDraft, printed_licence
from corpus.forms.body.outline import Outline, outline
from corpus.forms.body.sections import Layout, SectionDraft, StandardHeading
from corpus.forms.cover.letterhead import Letter, read_letter, set_sign_off_apart, signatories
from corpus.forms.cover.title_page import NO_YEAR, first_days
from corpus.forms.form import NOT_RECOGNISED, Recognition
from corpus.judgements import statement_of_action
from corpus.report import Finding, InspectionType, PassageKind, Report, Source
from corpus.vocabulary import inspectorates_in, normalise_heading

NAME = InspectionType.SEND_LOCAL_AREA.label

MAX_HEADING_SEEN = 250
EFFECTIVENESS_SECTIONS = 3

TITLE = re.compile(
    r"joint (?:local )?area (?:SEND|special educational needs.*) inspection (?:in|of) (?P<area>.+)", re.IGNORECASE
)
EFFECTIVENESS = r"the effectiveness of the (?:local )?area .+"
STATEMENT_HEADING = r"the inspection raises (?:some )?significant concerns about .+"

_CONDUCTED = re.compile(r"\b(?:conducted|carried out|undertook|inspected)\b", re.IGNORECASE)
_MUST_PRODUCE = re.compile(
    r"(?:required to|must) (?:produce|prepare|submit)\b.{0,30}\bwritten statement of action", re.IGNORECASE
)
_CONCERNS = re.compile(r"the inspection raises\b", re.IGNORECASE)
STATEMENT_RULE = "the weaknesses that the written statement of action must address"

HEADINGS = (
    StandardHeading(
        r"joint (?:local )?area (?:send|special educational needs.*) inspection (?:in|of) .+", 1, Finding.MIXED
    ),
    StandardHeading(r"main findings", 1, Finding.MIXED),
    StandardHeading(EFFECTIVENESS, 1, Finding.MIXED),
    StandardHeading(r"strengths", 2, Finding.STRENGTH),
    # In these letters "areas for improvement" stands for "areas for development": findings, not recommendations.
    StandardHeading(r"areas? for (?:further )?(?:development|improvement)", 2, Finding.WEAKNESS),
    StandardHeading(STATEMENT_HEADING, 1, Finding.WEAKNESS),
)


def recognise(document: Document) -> Recognition:
    """Return certainty for the letter's title, some for its three headings without it."""
    if read_letter(document, TITLE).title is not None:
        return Recognition(0.95, "titled 'Joint local area SEND inspection in ...'")
    headings = [normalise_heading(block.text) for block in document.walk() if len(block.text) < MAX_HEADING_SEEN]
    if sum(re.fullmatch(EFFECTIVENESS, heading) is not None for heading in headings) >= 2:
        return Recognition(0.7, "has the headings of a local area SEND letter")
    return NOT_RECOGNISED


def interpret(document: Document, source: Source, areas: AreaTable) -> Report:
    """Return the letter as a report, published on the day the letter is dated."""
    letter = read_letter(document, TITLE)
    printed = " ".join(letter.title.text.split()) if letter.title else "Joint local area SEND inspection"
    draft = ReportDraft(
        printed, InspectionType.SEND_LOCAL_AREA, published=letter.dated, licence=printed_licence(document)
    )
    named = TITLE.search(printed)
    draft.name_areas(named["area"] if named else "", areas, letter.title.page if letter.title else None)
    found = outline(document.blocks, Layout(headings=HEADINGS))
    set_sign_off_apart(found)
    _set_statement_apart(found)
    for section in found.sections:
        _mark_first_bullet(section)
    read_visit(document, draft, _CONDUCTED)
    _read_judgement(found, draft)
    read_signatories(document, letter, draft)
    _check(found, draft)
    return draft.finish(document, source, found)


def read_visit(document: Document, draft: ReportDraft, verb: re.Pattern[str]) -> None:
    """Set the inspection's days from the sentence that says what was done between which days.

    The days before the verb count, since later ones may be those of an earlier inspection.
    """
    for block in document.walk():
        done = verb.search(block.text)
        if done is None:
            continue
        before, after = block.text[: done.start()], block.text[done.end() :]
        days, with_year = whole_range(before, not_after=draft.published), whole_range(before)
        if days is None:
            days, with_year = first_days(after, draft.published), first_days(after)
        if days:
            draft.inspected_from, draft.inspected_to = days
            if days != with_year:
                draft.warn("date", NO_YEAR, block.page)
            return
    draft.warn("missing-dates", "The days of the inspection were not found in the letter's opening")


def read_signatories(document: Document, letter: Letter, draft: ReportDraft) -> None:
    """Set the inspectorates and the lead inspectors, and warn of a letter without a date."""
    draft.inspectorates = inspectorates_in(" ".join(block.text for block in document.walk()))
    draft.lead_inspectors = signatories(letter)
    if draft.published is None:
        draft.lacks("published", "the letter is not dated")
        draft.warn("missing-dates", "The letter's own date was not found")


def _set_statement_apart(found: Outline) -> None:
    """Give the list of weaknesses for the written statement a section of its own.

    Where its standard heading is not printed as one, the section is untitled.
    """
    for place, section in enumerate(found.sections):
        at = next((i for i, p in enumerate(section.passages) if _MUST_PRODUCE.search(p.text)), None)
        if at is None or not any(p.kind is PassageKind.BULLET for p in section.passages[at:]):
            continue
        if re.fullmatch(STATEMENT_HEADING, normalise_heading(section.heading)):
            return
        while at and _CONCERNS.match(section.passages[at - 1].text):
            at -= 1
        rest = section.split(at, Finding.WEAKNESS, STATEMENT_RULE)
        rest.level, rest.path = 1, ()
        found.sections.insert(place + 1, rest)
        return


def _mark_first_bullet(section: SectionDraft) -> None:
    """Turn the paragraphs at the start of a list into bullets where the file has lost their marks."""
    first = next((i for i, p in enumerate(section.passages) if p.kind is PassageKind.BULLET), None)
    if first is None or not re.fullmatch(r"main findings|strengths|areas? for .+", normalise_heading(section.heading)):
        return
    for passage in section.passages[:first]:
        if passage.kind is PassageKind.PARAGRAPH and not passage.text.endswith(":"):
            passage.kind = PassageKind.BULLET


def _read_judgement(found: Outline, draft: ReportDraft) -> None:
    complete = len(found.all_named(EFFECTIVENESS)) == EFFECTIVENESS_SECTIONS
    words = "\n".join(passage.text for passage in found.passages())
    outcome = statement_of_action(words, whole_letter=complete)
    if outcome is None:
        draft.lacks("judgement", "the letter's three sections were not all found, so it may be incomplete")
        return
    draft.judgement, draft.judgement_printed = outcome
    if draft.judgement_printed is None:
        draft.lacks("judgement_printed", "the letter asks for no written statement of action")


def _check(found: Outline, draft: ReportDraft) -> None:
    count = len(found.all_named(EFFECTIVENESS))
    if count != EFFECTIVENESS_SECTIONS:
        draft.warn("missing-section", f"{count} of the three sections on effectiveness were found")
    for section in found.sections:
        if re.fullmatch(r"strengths|areas? for .+", normalise_heading(section.heading)) and not section.passages:
            draft.warn("missing-section", f"'{section.heading}' holds no text", section.page)

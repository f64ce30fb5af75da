"""SEND revisit letters, 2018 to 2023: what has become of each significant weakness.

For each weakness the letter quotes the earlier finding in bold, says in bullets what has been
done since, and closes with a sentence on whether there is sufficient progress. A weakness is a
section headed by the quoted finding; the quotation itself, being about an earlier inspection,
stands before it as context.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.areas import AreaTable
from corpus.blocks import Block, BlockKind, Document
from corpus.forms.body.draft import ReportDraft, printed_licence
from corpus.forms.body.outline import Outline, outline
from corpus.forms.body.sections import Layout, PassageDraft, SectionDraft, StandardHeading
from corpus.forms.cover.letterhead import read_letter, set_sign_off_apart
from corpus.forms.cover.title_page import first_days
from corpus.forms.form import NOT_RECOGNISED, Recognition
from corpus.forms.send_letter import read_signatories, read_visit
from corpus.judgements import (
    NOT_SUFFICIENT_PROGRESS,
    SUFFICIENT_PROGRESS,
    progress_counts,
    progress_in_areas,
    weakness_progress,
)
from corpus.report import Finding, InspectionType, Report, Source
from corpus.sentences import split_sentences

NAME = InspectionType.SEND_REVISIT.label

TITLE = re.compile(
    r"joint (?:local )?area (?:SEND|special educational needs.*) re-?visit(?: inspection)? (?:in|of|to) (?P<area>.+)",
    re.IGNORECASE,
)
QUOTED_RULE = "quotes the finding of the earlier inspection"
NOT_ENOUGH_RULE = "judged 'Not sufficient progress', so its findings are weaknesses still"
ENOUGH_RULE = "judged 'Sufficient progress': what has been done, with what remains to do"
UNJUDGED_RULE = "a weakness of the earlier inspection, without a judgement that was found"
AFTER_RULE = "printed after the last of the weaknesses"

MAX_JUDGEMENT = 250

_REVISITED = re.compile(r"\brevisit(?:ed)?\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"(?:at )?the (?:time of the )?(?:initial|first|last|previous|original) inspection\b.{0,160}:", re.IGNORECASE
)
_FOUND_ITSELF = re.compile(r"\bfound that\s+\w", re.IGNORECASE)
"""The sentence that opens a weakness says itself what was found, where it quotes nothing."""
_EARLIER_DAYS = re.compile(
    r"\b(?:initial|first|last|previous|original) inspection,? (?:(?:which|that) )?"
    r"(?:(?:took place|was (?:held|carried out|conducted|made|completed)) )?(?:(?:of|on|in|from|between) )?(?=\d)",
    re.IGNORECASE,
)
_EARLIER_LETTER = re.compile(r"letter published on (?P<day>\d{1,2} \w+ \d{4})", re.IGNORECASE)

HEADINGS = (
    StandardHeading(r"joint (?:local )?area (?:send|special educational needs.*) re-?visit .+", 1, Finding.MIXED),
    StandardHeading(r"main findings", 1, Finding.MIXED),
)


def recognise(document: Document) -> Recognition:
    """Return certainty for the letter's title, some for its repeated opening of each weakness."""
    if read_letter(document, TITLE).title is not None:
        return Recognition(0.96, "titled 'Joint area SEND revisit in ...'")
    if sum(_EARLIER.fullmatch(block.text) is not None for block in document.walk()) >= 2:
        return Recognition(0.75, "quotes the findings of an initial inspection, one after the other")
    return NOT_RECOGNISED


def interpret(document: Document, source: Source, areas: AreaTable) -> Report:
    """Return the letter as a report with one judged section for each earlier weakness."""
    letter = read_letter(document, TITLE)
    printed = " ".join(letter.title.text.split()) if letter.title else "Joint area SEND revisit"
    draft = ReportDraft(printed, InspectionType.SEND_REVISIT, published=letter.dated, licence=printed_licence(document))
    named = TITLE.search(printed)
    draft.name_areas(named["area"] if named else "", areas, letter.title.page if letter.title else None)
    found = outline(_with_quotations(document.blocks), Layout(headings=HEADINGS, is_no_heading=_is_no_heading))
    set_sign_off_apart(found)
    found = Outline([part for section in found.sections for part in _by_weakness(section)], found.left_out)
    read_visit(document, draft, _REVISITED)
    _read_previous(found, draft)
    _read_judgement(found, draft)
    read_signatories(document, letter, draft)
    return draft.finish(document, source, found)


def _is_no_heading(block: Block) -> bool:
    return _EARLIER.fullmatch(block.text) is not None or weakness_progress(block.text) is not None


def _with_quotations(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks; an earlier finding quoted in bold is not a heading, however it is printed."""
    quoted: list[Block] = []
    open_still = False
    for block in blocks:
        open_still = open_still and block.kind is BlockKind.HEADING
        kept = replace(block, kind=BlockKind.PARAGRAPH, bold_lead=len(block.text)) if open_still else block
        open_still = open_still or _EARLIER.fullmatch(block.text) is not None
        quoted.append(kept)
    return quoted


def _by_weakness(section: SectionDraft) -> Iterator[SectionDraft]:
    """Yield a section, cut at each "At the initial inspection, inspectors found the following:"."""
    starts = [i for i, passage in enumerate(section.passages) if _EARLIER.fullmatch(passage.text)]
    passages, path = section.passages, (*section.path, *filter(None, [section.heading]))
    section.passages = passages[: starts[0]] if starts else passages
    yield section
    level = section.level + 1
    for start, end in pairwise([*starts, len(passages)]):
        formula, *rest = passages[start:end]
        if not rest:  # a heading follows, so what was found stands in the next section
            yield SectionDraft("", level, Finding.CONTEXT, QUOTED_RULE, path, page=formula.page, passages=[formula])
            continue
        said = _FOUND_ITSELF.search(formula.text) is not None and not rest[0].bold
        quoted = 0 if said else 1 + next((i for i, passage in enumerate(rest[1:]) if not passage.bold), len(rest) - 1)
        closed = next((i for i, p in enumerate(rest) if i >= quoted and _is_judgement(p)), len(rest) - 1) + 1
        earlier = SectionDraft(
            "" if said else formula.text, level, Finding.CONTEXT, QUOTED_RULE, path, page=formula.page
        )
        earlier.passages = [formula] if said else rest[:quoted]
        yield earlier
        yield _weakness(" ".join(p.text for p in earlier.passages), level, path, rest[quoted:closed])
        if rest[closed:]:
            yield SectionDraft(
                "", section.level, Finding.MIXED, AFTER_RULE, page=rest[closed].page, passages=rest[closed:]
            )


def _weakness(heading: str, level: int, path: tuple[str, ...], passages: list[PassageDraft]) -> SectionDraft:
    """Return the section on one weakness, judged by its closing sentence."""
    page = passages[0].page if passages else None
    judgement = weakness_progress(passages[-1].text) if passages and _is_judgement(passages[-1]) else None
    finding, rule = {
        SUFFICIENT_PROGRESS: (Finding.MIXED, ENOUGH_RULE),
        NOT_SUFFICIENT_PROGRESS: (Finding.WEAKNESS, NOT_ENOUGH_RULE),
        None: (Finding.MIXED, UNJUDGED_RULE),
    }[judgement]
    return SectionDraft(heading, level, finding, rule, path, judgement, page, passages)


def _is_judgement(passage: PassageDraft) -> bool:
    return len(passage.text) <= MAX_JUDGEMENT and weakness_progress(passage.text) is not None


def _read_previous(found: Outline, draft: ReportDraft) -> None:
    for passage in found.passages():
        named = _EARLIER_DAYS.search(passage.text)
        days = first_days(passage.text[named.end() :]) if named else None
        if days is not None and (draft.inspected_from is None or days[1] < draft.inspected_from):
            draft.previous_inspection = days[0]
            return
        letter = _EARLIER_LETTER.search(passage.text)
        if letter:
            reason = f"only the day its letter was published is printed, {letter['day']}"
            draft.lacks("previous_inspection", reason)
            return


def _read_judgement(found: Outline, draft: ReportDraft) -> None:
    """Count the judged weaknesses, and hold the count against the letter's own sentences."""
    draft.lacks("judgements", "each weakness is judged in a section of its own")
    weaknesses = [s for s in found.sections if s.judgement or s.finding_rule == UNJUDGED_RULE]
    counted = sum(section.judgement == SUFFICIENT_PROGRESS for section in weaknesses), len(weaknesses)
    for section in weaknesses:
        if section.judgement is None:
            draft.warn("missing-judgement", f"No judgement was found on the weakness '{section.heading}'", section.page)
    for passage in found.passages():
        said = progress_counts(passage.text)
        if said is None:
            continue
        if draft.judgement_printed is None:
            draft.judgement = progress_in_areas(*said)
            draft.judgement_printed = _progress_sentences(passage.text)
        if weaknesses and said != counted:
            draft.warn(
                "contradiction",
                f"The letter counts sufficient progress in {said[0]} of {said[1]} weaknesses, but {counted[0]} of "
                f"{counted[1]} were found with that judgement; the letter's own count is kept",
                passage.page,
            )
            break
    unjudged = sum(section.judgement is None for section in weaknesses)
    if draft.judgement is None and unjudged:
        draft.lacks("judgement", f"no judgement was found on {unjudged} of the {len(weaknesses)} weaknesses")
    elif weaknesses and draft.judgement is None:
        draft.judgement = progress_in_areas(*counted)
    if not weaknesses:
        draft.warn("missing-section", "None of the weaknesses that were revisited was found")


def _progress_sentences(text: str) -> str:
    return " ".join(sentence for sentence in split_sentences(text) if "sufficient progress" in sentence)

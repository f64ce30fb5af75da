"""What the forms for children's services share: the outline with its grades, numbers and end matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.blocks import Block, BlockKind, joined, moved
from corpus.forms.body.draft import ReportDraft
from corpus.forms.body.outline import Outline, outline
from corpus.forms.body.publisher_address import address_lines_together
from corpus.forms.body.sections import Layout, SectionDraft
from corpus.forms.body.tables import every_word
from corpus.forms.graded import Graded, graded_heading, unfold
from corpus.report import Finding
from corpus.sentences import is_finished
from corpus.vocabulary import normalise_heading

INSPECTORATE = "Ofsted"
END_MATTER = "the publisher's own words after the report"

_END_MATTER = re.compile(
    r"the office for standards in education\b|any complaints about the inspection or the report"
    r"|if you would like a copy of this document|\u00a9 crown copyright",
    re.IGNORECASE,
)
_NUMBER_ONLY = re.compile(r"\d{1,3}\.")
_NUMBER_FIRST = re.compile(r"(?P<number>\d ?\d? ?\d?)\.\s*(?P<text>\S.*)", re.DOTALL)
_NO_DOT = re.compile(r"(?P<number>\d{1,3})\s+(?P<text>[A-Z].*)", re.DOTALL)


def outline_report(blocks: Sequence[Block], layout: Layout, dropped: Sequence[Block] = ()) -> Outline:
    """Return the outline of a report, graded sections with their grades, end matter as context.

    ``dropped`` are blocks whose words are metadata now (dates, grades, a name), each as often as it prints
    a fact: they are no passages but are handed back in ``left_out``, once each.
    """
    printed = [block for block in blocks if not _is_among(block, dropped)]
    kept = renumber(printed)
    end = next((place for place, block in enumerate(kept) if _END_MATTER.match(block.text)), len(kept))
    unfolded, folded = unfold(kept[:end])
    found = outline([block for block, _ in unfolded], layout)
    _set_judgements(found.sections, [graded for _, graded in unfolded if graded is not None])
    after = plain_sections(kept[end:], END_MATTER)
    for section in after:
        section.passages = address_lines_together(section.passages)
    sections = [*found.sections, *after]
    once = [block for place, block in enumerate(dropped) if not _is_among(block, dropped[:place])]
    empty = [block for block in printed if _is_empty_item(block)]
    return Outline(sections, (*map(every_word, (*once, *empty)), *folded, *found.left_out))


def _is_among(block: Block, others: Iterable[Block]) -> bool:
    """Tell whether a block is one of the others itself: two with the same words are two."""
    return any(block is other for other in others)


def plain_sections(blocks: Sequence[Block], rule: str) -> list[SectionDraft]:
    """Return text around the report as one section of context without headings, if there is any."""
    plain = [replace(block, kind=BlockKind.PARAGRAPH) if block.kind is BlockKind.HEADING else block for block in blocks]
    passages = [passage for section in outline(plain, Layout()).sections for passage in section.passages]
    return [SectionDraft("", 1, Finding.CONTEXT, rule, page=passages[0].page, passages=passages)] if passages else []


def renumber(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks with paragraph numbers set right by their sequence, which never jumps.

    A number left in the text ("100. 70% of children ...", "3 Meetings ...") is taken off where it is the next one;
    a number that is out of turn inside an unfinished sentence goes back into the sentence; a
    number without text is left out.
    """
    numbered: list[Block] = []
    last = 0
    blocks = list(blocks)
    for place, block in enumerate(blocks):
        found = None
        if block.kind in {BlockKind.BULLET, BlockKind.PARAGRAPH}:
            found = _NUMBER_FIRST.fullmatch(block.text) or _without_dot(blocks, place)
        if found is not None and int(found["number"].replace(" ", "")) == last + 1 > 1:
            last += 1
            marks = moved(block.note_marks, -found.start("text"))
            kept = replace(block, kind=BlockKind.NUMBERED, text=found["text"], number=str(last), note_marks=marks)
            numbered.append(replace(kept, level=1))
        elif _is_empty_item(block):
            last = int(block.text.strip(" .")) if block.text.strip(" .") == str(last + 1) else last
        elif block.kind is BlockKind.NUMBERED and (block.number or "").isdecimal():
            number = int(block.number or 0)
            if number not in {1, last + 1} and _is_unfinished(numbered):
                numbered[-1] = _join(numbered[-1], block)
            else:
                last = number
                numbered.append(block)
        else:
            numbered.append(block)
    return numbered


def _without_dot(blocks: Sequence[Block], place: int) -> re.Match[str] | None:
    """Match a number whose dot is not printed, where the next numbered paragraph goes on from it."""
    found = _NO_DOT.fullmatch(blocks[place].text)
    if found is None:
        return None
    following = next((block.number for block in blocks[place + 1 :] if block.kind is BlockKind.NUMBERED), None)
    return found if following == str(int(found["number"]) + 1) else None


def _is_empty_item(block: Block) -> bool:
    """Whether a block is a number alone, an item of a numbered list that was left empty."""
    kinds = {BlockKind.BULLET, BlockKind.PARAGRAPH, BlockKind.FOOTNOTE}
    return block.kind in kinds and _NUMBER_ONLY.fullmatch(block.text.strip()) is not None


def _is_unfinished(blocks: Sequence[Block]) -> bool:
    return bool(blocks) and blocks[-1].kind is BlockKind.NUMBERED and not is_finished(blocks[-1].text)


def _join(first: Block, second: Block) -> Block:
    rest = f"{second.number}. {second.text}"
    marks = joined([(first.text, first.note_marks), (rest, moved(second.note_marks, len(rest) - len(second.text)))])
    text, page_end = f"{first.text} {rest}", second.page_end or second.page
    return replace(first, text=text, page_end=page_end, note_marks=marks)


def _set_judgements(sections: Iterable[SectionDraft], grades: Sequence[Graded]) -> None:
    """Give each graded section its grade: printed in its heading, or in the cell beside it."""
    beside = [graded for graded in grades if graded_heading(graded.aspect) is None]
    for section in sections:
        own = graded_heading(section.heading)
        heading = normalise_heading(section.heading)
        match = own or next((graded for graded in beside if normalise_heading(graded.aspect) == heading), None)
        section.judgement = match.grade if match else section.judgement


def warn_of_contradictions(draft: ReportDraft, sections: Iterable[SectionDraft]) -> None:
    """Warn where a section's heading prints another grade than the first page does for its aspect."""
    for section in sections:
        if section.judgement is None:
            continue
        own = graded_heading(section.heading)
        aspect = _short_aspect(own.aspect if own else section.heading)
        for judgement in draft.judgements:
            if _short_aspect(judgement.aspect) == aspect and judgement.grade != section.judgement:
                draft.warn(
                    "contradiction",
                    f"the first page grades '{judgement.aspect}' as {judgement.printed!r}, "
                    f"the section '{section.heading}' as {section.judgement!r}; the first page is kept",
                    section.page,
                )


def _short_aspect(aspect: str) -> str:
    plain = normalise_heading(aspect)
    return re.sub(r"^the |^(?:the )?experiences? and progress of (?=children )", "", plain)

"""Sections and passages while a form may still change them, and the headings a family prints."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from corpus.blocks import Block, BlockKind, Marks, moved, parted, within
from corpus.forms.body.tables import TableReading
from corpus.report import Finding, Footnote, PassageKind
from corpus.vocabulary import finding_of_heading, normalise_heading

NO_RULE = "no rule for this heading"
MAX_HEADING = 300

_KINDS = {
    BlockKind.PARAGRAPH: PassageKind.PARAGRAPH,
    BlockKind.BULLET: PassageKind.BULLET,
    BlockKind.NUMBERED: PassageKind.NUMBERED,
    BlockKind.HEADING: PassageKind.PARAGRAPH,
    BlockKind.FOOTNOTE: PassageKind.PARAGRAPH,
}


@dataclass(slots=True)
class PassageDraft:
    """A passage before it has an id. ``bold`` says that all of its words are printed bold.

    ``note_marks`` are the footnote marks taken out of its text. ``is_note`` says that it is a
    footnote itself, with its own ``mark``. ``time_scale``, ``responsible``: see ``corpus.report.Passage``.
    ``id`` and ``footnote`` are set last, when the words of every passage are final.
    """

    kind: PassageKind
    text: str
    level: int = 1
    number: str | None = None
    page: int | None = None
    page_end: int | None = None
    bold: bool = False
    note_marks: Marks = ()
    is_note: bool = False
    mark: str | None = None
    time_scale: str | None = None
    responsible: str | None = None
    id: str = ""
    footnote: Footnote | None = None


@dataclass(slots=True)
class SectionDraft:
    """A section that a form may still change. ``heading`` is as printed, "" where none is printed.

    ``note_marks`` are the footnote marks taken out of the heading.
    """

    heading: str
    level: int
    finding: Finding
    finding_rule: str
    path: tuple[str, ...] = ()
    judgement: str | None = None
    page: int | None = None
    passages: list[PassageDraft] = field(default_factory=list)
    note_marks: Marks = ()

    def split(self, at: int, finding: Finding, rule: str, heading: str = "") -> SectionDraft:
        """Take the passages from place ``at`` on into a new section of the same level, and return it."""
        rest = self.passages[at:]
        del self.passages[at:]
        page = rest[0].page if rest else self.page
        return SectionDraft(heading, self.level, finding, rule, self.path, page=page, passages=rest)


@dataclass(frozen=True)
class StandardHeading:
    """A heading a family always prints, so that it is known however it is styled.

    ``pattern`` matches the whole heading once normalised (see ``corpus.vocabulary``).
    ``level`` is its place in the outline. ``finding`` overrules the vocabulary where this family
    uses the heading in a sense of its own. Where it heads a column of a table, or stands over a
    table, ``whole_cells`` says that each cell is one item, however many lines it is printed on.
    """

    pattern: str
    level: int
    finding: Finding | None = None
    whole_cells: bool = False

    @cached_property
    def _matcher(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def matches(self, normalised: str) -> bool:
        """Return whether this is the heading."""
        return self._matcher.fullmatch(normalised) is not None


ChooseTable = Callable[[Block, str], TableReading | None]
"""A form's say on a table: given the table and the heading it stands under, a reading or ``None``."""


@dataclass(frozen=True)
class Layout:
    """What a form tells the outline.

    ``is_left_out`` picks blocks that are no text of the report (a drawn scale, a contents list);
    they are handed back in ``Outline.left_out``. ``is_heading`` (a level, or ``None``) and
    ``is_no_heading`` overrule the reader for headings that no standard heading matches.
    """

    headings: tuple[StandardHeading, ...] = ()
    choose_table: ChooseTable | None = None
    is_left_out: Callable[[Block], bool] | None = None
    is_heading: Callable[[Block], int | None] | None = None
    is_no_heading: Callable[[Block], bool] | None = None

    def standard(self, text: str) -> StandardHeading | None:
        """Return the standard heading that ``text`` is, if it is one."""
        if not text or len(text) > MAX_HEADING:
            return None
        normalised = normalise_heading(text)
        return next((known for known in self.headings if known.matches(normalised)), None)


def judged_heading(heading: str, standard: StandardHeading | None, parent: SectionDraft | None) -> tuple[Finding, str]:
    """Return what a section says of the area and the rule that set it.

    The form's own sense of the heading comes first, then the vocabulary, then the section above.
    """
    if standard is not None and standard.finding is not None:
        return standard.finding, f"heading '{heading}' in this family of report"
    found = finding_of_heading(heading)
    if found is not None:
        return found
    if parent is not None and parent.finding is not Finding.MIXED:
        return parent.finding, f"under '{parent.heading}'" if parent.heading else parent.finding_rule
    return Finding.MIXED, NO_RULE


def passage_of(block: Block) -> PassageDraft:
    """Return the passage that a block of text is."""
    text = block.text.strip()
    level = max(1, block.level) if block.kind in {BlockKind.BULLET, BlockKind.NUMBERED} else 1
    bold = block.bold_lead >= len(text) > 0
    draft = PassageDraft(_KINDS[block.kind], text, level, block.number, block.page, block.page_end, bold)
    if block.note_marks:
        lead = len(block.text) - len(block.text.lstrip())
        draft.note_marks = within(moved(block.note_marks, -lead), len(text))
    if block.kind is BlockKind.FOOTNOTE:
        draft.is_note, draft.mark, draft.number = True, block.number, None
    return draft


def cut_passage(passage: PassageDraft, at: int) -> tuple[PassageDraft, PassageDraft]:
    """Return a passage as two, the second beginning with character ``at``."""
    before, after = passage.text[:at].rstrip(), passage.text[at:].lstrip()
    marks, others = parted(passage.note_marks, at)
    first = replace(passage, text=before, note_marks=within(marks, len(before)))
    second = replace(passage, text=after, number=None, note_marks=moved(others, len(after) - len(passage.text)))
    return first, second

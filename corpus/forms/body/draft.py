"""A report while a form is reading it: facts, the reasons for missing ones, and doubts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from corpus.areas import UNKNOWN_AREA, AreaTable, unknown_area
from corpus.blocks import Document
from corpus.coverage import find_loss
from corpus.filenames import TAKEN_FROM_NAME, published_in_name
from corpus.forms.body.flat_marks import take_flat_marks
from corpus.forms.body.footnotes import link_footnotes, notes_last
from corpus.forms.body.outline import Outline
from corpus.forms.body.sections import PassageDraft, SectionDraft
from corpus.forms.body.time_scales import set_time_scales
from corpus.ids import PassageIds, report_id
from corpus.report import (
    PUBLISHED_FROM_FILE_NAME,
    InspectionType,
    Judgement,
    Passage,
    ReadingWarning,
    Report,
    Section,
    Source,
)
from corpus.slugs import make_slug

NOT_FOUND = {
    "areas": "no local authority is named in the report",
    "regions": "the area is not in the table of areas",
    "inspected_from": "no inspection dates are printed where this family of report prints them",
    "inspected_to": "no inspection dates are printed where this family of report prints them",
    "published": "no date of publication is printed in the report",
    "previous_inspection": "no earlier inspection is printed",
    "judgement": "no overall judgement is printed in a wording that is known",
    "judgement_printed": "no overall judgement is printed in a wording that is known",
    "judgements": "no grades by aspect are printed",
    "inspectorates": "no inspectorate is named in the report",
    "lead_inspectors": "no lead inspector is named in the report",
    "licence": "no licence is printed in the report",
}
_OPEN_GOVERNMENT = re.compile(r"Open\s+Government\s+Licence(?:\s+v?(?P<version>\d(?:\.\d)?))?", re.IGNORECASE)
_OPEN_GOVERNMENT_ADDRESS = re.compile(r"open-government-licence/\s*version/\s*(\d)", re.IGNORECASE)
_CROWN = re.compile(r"©?\s*Crown\s+copyright\s+(?P<year>(?:19|20)\d\d)", re.IGNORECASE)


@dataclass(slots=True)
class ReportDraft:
    """The facts of a report as a form finds them. ``finish`` makes the frozen report of them.

    A field left empty gets its reason from ``lacks`` or else a general one. ``area_slugs`` go
    into the report's id.
    """

    title: str
    inspection_type: InspectionType
    areas: list[str] = field(default_factory=list)
    area_slugs: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    inspected_from: date | None = None
    inspected_to: date | None = None
    published: date | None = None
    previous_inspection: date | None = None
    judgement: str | None = None
    judgement_printed: str | None = None
    judgements: list[Judgement] = field(default_factory=list)
    inspectorates: list[str] = field(default_factory=list)
    lead_inspectors: list[str] = field(default_factory=list)
    licence: str | None = None
    warnings: list[ReadingWarning] = field(default_factory=list)
    unknown: dict[str, str] = field(default_factory=dict)

    def warn(self, kind: str, message: str, page: int | None = None) -> None:
        """Note something a person should look at."""
        warning = ReadingWarning(kind, message, page)
        if warning not in self.warnings:
            self.warnings.append(warning)

    def lacks(self, name: str, reason: str) -> None:
        """Say why the field ``name`` has no value."""
        self.unknown[name] = reason

    def name_areas(self, printed: str, table: AreaTable, page: int | None = None) -> None:
        """Set the areas from a printed name; one that is not in the table is kept as printed."""
        found = table.named(printed)
        for area in found:
            if area.name not in self.areas:
                self.areas.append(area.name)
                self.area_slugs.append(area.slug)
                if area.region and area.region not in self.regions:
                    self.regions.append(area.region)
        if not found and printed.strip():
            self.areas.append(printed.strip())
            self.area_slugs.append(make_slug(printed))
            self.warn(UNKNOWN_AREA, unknown_area(printed.strip()), page)

    def finish(self, document: Document, source: Source, outline: Outline) -> Report:
        """Return the report with its ids, its reasons and the reader's own doubts as warnings."""
        if self.published is None:
            self._date_by_name(source)
        identity = report_id(self.area_slugs, self.inspection_type, self.inspected_from, self.published, source.sha256)
        for note in document.notes:
            self.warn("reading", note)
        outline = Outline(notes_last(outline.sections), outline.left_out)
        set_time_scales(outline.sections)
        loss = find_loss(document.printed, self._kept(document, outline))
        missed = loss.warning() if loss else None
        if missed is not None:
            self.warnings.append(missed)
        take_flat_marks(outline.sections)
        give_ids(identity, outline.sections)
        for doubt, page in link_footnotes(outline.sections, document.walk()):
            self.warn("footnote", doubt, page)
        return Report(
            id=identity,
            title=self.title,
            inspection_type=self.inspection_type,
            source=source,
            sections=frozen_sections(outline.sections),
            areas=tuple(self.areas),
            regions=tuple(self.regions),
            inspected_from=self.inspected_from,
            inspected_to=self.inspected_to,
            published=self.published,
            previous_inspection=self.previous_inspection,
            judgement=self.judgement,
            judgement_printed=self.judgement_printed,
            judgements=tuple(self.judgements),
            inspectorates=tuple(self.inspectorates),
            lead_inspectors=tuple(self.lead_inspectors),
            pages=document.pages,
            licence=self.licence,
            coverage=loss.coverage if loss else None,
            warnings=tuple(self.warnings),
            unknown=self._reasons(document),
        )

    def _kept(self, document: Document, outline: Outline) -> Iterator[str]:
        """Yield all words of the document that are in the report, or were left out of it on purpose."""
        yield from document.set_aside
        yield from outline.left_out
        for section in outline.sections:
            yield section.heading
            for passage in section.passages:
                yield f"{passage.number} {passage.text}" if passage.number else passage.text

    def _date_by_name(self, source: Source) -> None:
        """Take the day of publication from the file's name, unless the inspection was not over by then."""
        day = published_in_name(source.path)
        if day is not None and (self.inspected_to is None or self.inspected_to <= day):
            self.published = day
            self.warn(PUBLISHED_FROM_FILE_NAME, TAKEN_FROM_NAME)

    def _reasons(self, document: Document) -> dict[str, str]:
        missing = {name for name in NOT_FOUND if not getattr(self, name)}
        reasons = {name: self.unknown.get(name, NOT_FOUND[name]) for name in sorted(missing)}
        if document.pages is None:
            reasons["pages"] = f"a {document.format} file has no pages"
        return reasons


def give_ids(report_identity: str, drafts: Sequence[SectionDraft]) -> None:
    """Give every passage its id, in reading order."""
    ids = PassageIds(report_identity)
    for draft in drafts:
        for passage in draft.passages:
            passage.id = ids.next_id(passage.text, passage.mark)


def frozen_sections(drafts: Sequence[SectionDraft]) -> tuple[Section, ...]:
    """Return the sections as they stay, with their passages."""

    def frozen(p: PassageDraft) -> Passage:
        place = (p.level, p.number, p.page, p.page_end)
        return Passage(p.id, p.kind, p.text, *place, p.footnote, p.time_scale, p.responsible)

    return tuple(
        Section(
            heading=draft.heading,
            level=draft.level,
            finding=draft.finding,
            finding_rule=draft.finding_rule,
            passages=tuple(map(frozen, draft.passages)),
            judgement=draft.judgement,
            path=draft.path,
        )
        for draft in drafts
    )


def printed_licence(document: Document) -> str | None:
    """Return the licence or copyright line a report prints, ``None`` where it prints neither.

    "Open Government Licence" with its version where one is printed, else "Crown copyright 2009".
    """
    texts = [block.text for block in document.walk()] + list(document.furniture)
    words = "\n".join(texts)
    licence = _OPEN_GOVERNMENT.search(words)
    if licence:
        version = licence["version"] or next(iter(_OPEN_GOVERNMENT_ADDRESS.findall(words)), None)
        return f"Open Government Licence v{version}" if version else "Open Government Licence"
    crown = _CROWN.search(words)
    return f"Crown copyright {crown['year']}" if crown else None

"""The report draft: areas, reasons, warnings, licences; and which form reads a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.areas import AreaTable
from corpus.blocks import Block, BlockKind, Document
from corpus.forms import FORMS, interpret, recognise, send_revisit
from corpus.forms.body.draft import ReportDraft, printed_licence
from corpus.forms.body.outline import outline
from corpus.forms.body.sections import Layout
from corpus.report import InspectionType, ReadingWarning, Source


def document(*texts: str, furniture: tuple[str, ...] = (), notes: tuple[str, ...] = ()) -> Document:
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in texts)
    return Document("text", blocks, furniture=furniture, notes=notes)


@pytest.mark.parametrize(
    ("texts", "licence"),
    [
        (["Reuse it under the Open Government Licence."], "Open Government Licence"),
        (["Reuse it under the Open Government Licence v3.0."], "Open Government Licence v3.0"),
        (["Open Government Licence: open-government-licence/version/3"], "Open Government Licence v3"),
        (["© Crown copyright 2009"], "Crown copyright 2009"),
        (["The crown was copyrighted."], None),
    ],
)  # fmt: skip
def test_the_licence_is_the_one_that_is_printed(texts: list[str], licence: str | None) -> None:
    assert printed_licence(document(*texts)) == licence
    assert printed_licence(document(furniture=tuple(texts))) == licence


def test_areas_are_named_once_with_their_regions(areas: AreaTable) -> None:
    draft = ReportDraft("Title", InspectionType.OTHER)
    draft.name_areas("Wexcombe and Tarnside", areas)
    draft.name_areas("Wexcombe Council", areas)
    assert (draft.areas, draft.regions) == (["Wexcombe", "Tarnside"], ["South West", "North West"])
    assert draft.warnings == []


def test_every_empty_field_has_a_reason_and_the_reader_s_notes_are_warnings() -> None:
    draft = ReportDraft("Title", InspectionType.OTHER)
    draft.lacks("published", "the cover is torn")
    draft.warn("torn", "The cover is torn", 1)
    draft.warn("torn", "The cover is torn", 1)
    torn = document("Some words.", notes=("Page 2 is blank.",))
    report = draft.finish(torn, Source("a.txt", "0123456789"), outline(torn.blocks, Layout()))
    assert report.unknown["published"] == "the cover is torn"
    assert set(report.unknown) == {
        "areas", "regions", "inspected_from", "inspected_to", "published", "previous_inspection", "judgement",
        "judgement_printed", "judgements", "inspectorates", "lead_inspectors", "licence", "pages",
    }  # fmt: skip
    assert [str(warning) for warning in report.warnings] == ["p. 1: The cover is torn", "Page 2 is blank."]
    assert report.warnings[1] == ReadingWarning("reading", "Page 2 is blank.")
    assert report.id == "other-01234567"


@pytest.mark.parametrize(("printed", "by_name"), [(None, True), (date(2024, 7, 9), False)])
def test_a_day_of_publication_from_the_file_name_is_known_as_such(printed: date | None, by_name: bool) -> None:
    draft = ReportDraft("Title", InspectionType.OTHER, published=printed)
    words = document("Some words.")
    source = Source("90001_wexcombe/inspection - 12 july 2024.pdf", "0123456789")
    report = draft.finish(words, source, outline(words.blocks, Layout()))
    assert report.published == (printed or date(2024, 7, 12))
    assert report.published_from_file_name is by_name
    assert not replace(report, published=None).published_from_file_name


def test_the_surest_form_reads_a_document(areas: AreaTable) -> None:
    letter = document("9 November 2021", "Dear Ms Quill", "Joint area SEND revisit in Harrowmere", "All is well.")
    ranked = recognise(letter)
    assert ranked[0][0] is send_revisit
    assert [found.score for _, found in ranked] == sorted((found.score for _, found in ranked), reverse=True)
    assert len(ranked) == len(FORMS)
    assert interpret(letter, Source("a.txt", "0" * 64), areas).inspection_type is InspectionType.SEND_REVISIT

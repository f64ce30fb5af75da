"""Reports as passages to search: what each passage is filtered, counted and shown by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.report import Finding, InspectionType, PassageKind
from corpus.vocabulary import normalise_heading
from index.engine import LabelledValue, PassageDocument
from index.fields import BY_NAME, REPORT_FACETS, FieldKind
from index.generations.documents import LONGEST_LABEL, OPENING, heading_label, passage_documents
from index.report_values import report_values
from tests.corpus.invented import WEXCOMBE, another


def test_a_report_gives_a_document_for_each_passage_in_reading_order() -> None:
    first, second, third = passage_documents(WEXCOMBE)
    assert first == PassageDocument(
        id="aaaaaaaaaaaa",
        report_id="wexcombe-area-send-2024-03-04",
        position=0,
        text="Ferrymen teach the young to read the tide.",
        heading="What works in Wexcombe",
        path=(),
        title="Area SEND inspection of Wexcombe Local Area Partnership",
        kind=PassageKind.BULLET,
        level=1,
        number=None,
        ordinal=1,
        page=2,
        page_end=None,
        finding=Finding.STRENGTH,
        judgement=None,
        inspected=date(2024, 3, 4),
        published=None,
        keywords={
            "report": (
                LabelledValue(
                    "wexcombe-area-send-2024-03-04", "Area SEND inspection of Wexcombe Local Area Partnership"
                ),
            ),
            "area": (LabelledValue("wexcombe", "Wexcombe"), LabelledValue("harrowmere", "Harrowmere")),
            "region": (LabelledValue("inland-marches", "Inland Marches"),),
            "type": (LabelledValue("area-send", "Area SEND inspection"),),
            "judgement": (LabelledValue("inconsistent", "Inconsistent"),),
            "year": (LabelledValue("2024", "2024"),),
            "inspectorate": (LabelledValue("ofsted", "Ofsted"), LabelledValue("cqc", "CQC")),
            "finding": (LabelledValue("strength", "Strength"),),
            "section": (LabelledValue("what-works-in-wexcombe", "What works in Wexcombe"),),
            "area_name": (LabelledValue("the-combe", "Wexcombe"), LabelledValue("wex", "Wexcombe")),
        },
    )
    assert (second.position, second.ordinal, second.page, second.page_end) == (1, 2, 2, 3)
    assert (third.position, third.ordinal, third.number, third.finding) == (2, 1, "17", Finding.WEAKNESS)


def test_only_the_fields_of_sections_differ_within_a_report() -> None:
    shared = report_values(WEXCOMBE)
    for document in passage_documents(WEXCOMBE):
        of_report = {name: held for name, held in document.keywords.items() if not BY_NAME[name].of_section}
        assert of_report == shared | {"report": (LabelledValue(WEXCOMBE.id, WEXCOMBE.title),)}
    assert set(REPORT_FACETS) <= shared.keys()
    assert report_values(another("letter", areas=("***",))).keys() == {"type"}


def test_what_is_not_known_is_absent() -> None:
    (document,) = passage_documents(another("letter"))
    assert set(document.keywords) == {"report", "type", "finding", "section"}
    (dated,) = passage_documents(another("letter", published=date(2011, 5, 6)))
    assert dated.keywords["year"] == (LabelledValue("2011", "2011"),)


def test_items_are_counted_by_kind_within_their_section() -> None:
    section = another("x").sections[0]
    kinds = (PassageKind.PARAGRAPH, PassageKind.BULLET, PassageKind.BULLET, PassageKind.PARAGRAPH)
    passages = tuple(replace(section.passages[0], id=str(n), kind=kind) for n, kind in enumerate(kinds))
    report = another("x", sections=(replace(section, passages=passages), replace(section, passages=passages[:1])))
    assert [document.ordinal for document in passage_documents(report)] == [1, 1, 2, 2, 1]


def test_every_keyword_has_a_field() -> None:
    for document in passage_documents(WEXCOMBE):
        assert all(BY_NAME[name].kind is FieldKind.KEYWORD for name in document.keywords)


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("2.1 Harbour care: Requires improvement", "Harbour care"),
        ("What does the pier need to do better?", "What does the pier need to do better?"),
        ("Children’s  views – and SEND (continued)", "Children’s views – and SEND"),
        ("  AREAS FOR CAULKING:", "AREAS FOR CAULKING"),
        ("The graded judgement for mooring performance is that it is good", "Mooring performance"),
        ("", ""),
    ],
)
def test_sections_are_labelled_as_printed(heading: str, label: str) -> None:
    assert heading_label(heading, normalise_heading(heading)) == label


def test_long_headings_are_cut_between_words_in_labels() -> None:
    label = heading_label("Moorings " * 20, normalise_heading("Moorings " * 20))
    assert label == "Moorings " * 7 + "Moorings…"
    assert len(label) <= LONGEST_LABEL


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("The use of moorings: good", LabelledValue("use-of-moorings", "The use of moorings")),
        ("Use of moorings", LabelledValue("use-of-moorings", "Use of moorings")),
        ("Inspection of harbours", OPENING),
        ("Wexcombe: inspection of harbours", OPENING),
        ("Harbours", LabelledValue("harbours", "Harbours")),
    ],
)
def test_sections_of_one_name_are_one_value_and_the_title_is_the_opening(heading: str, expected: LabelledValue) -> None:
    section = replace(another("x").sections[0], heading=heading)
    (document,) = passage_documents(another("x", title="Wexcombe: Inspection of harbours", sections=(section,)))
    assert document.keywords["section"] == (expected,)


def test_an_earlier_weakness_counts_as_the_section_it_stands_in() -> None:
    section = replace(
        another("x").sections[0],
        heading="The ferries had been late for years.",
        path=("Main findings",),
        judgement="Sufficient progress",
    )
    revisit = another("x", inspection_type=InspectionType.SEND_REVISIT, sections=(section,))
    (document,) = passage_documents(revisit)
    assert document.keywords["section"] == (LabelledValue("main-findings", "Main findings"),)
    assert document.heading == "The ferries had been late for years."

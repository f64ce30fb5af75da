"""What lists give in place of what was read: marked, with everything that follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.areas import AreaTable
from corpus.filenames import TAKEN_FROM_NAME
from corpus.ids import PassageIds
from corpus.reading.corrections import corrected
from corpus.reading.list_cells import Given, GivenValue
from corpus.report import PUBLISHED_FROM_FILE_NAME, Correction, InspectionType, ReadingWarning, Report
from tests.corpus.invented import WEXCOMBE

AREAS = AreaTable.load()
LIST = "/reports/reports.csv"
READ = replace(
    WEXCOMBE,
    areas=("Wexcombe",),
    regions=(),
    corrections=(),
    warnings=(ReadingWarning("unknown-area", "'Wexcombe' is not in the table"), ReadingWarning("odd", "Odd.")),
    unknown={"regions": "not in the table", "published": "not printed"},
)


def given(**values: GivenValue) -> Report:
    return corrected(READ, [Given(field, value, LIST) for field, value in values.items()], AREAS)


def test_nothing_given_changes_nothing() -> None:
    assert given() == READ
    assert given(title=READ.title, judgement="Inconsistent", areas=("Wexcombe",), published=None) == READ


def test_a_field_is_put_in_place_and_marked_with_what_was_read() -> None:
    report = given(title="Another title", licence="Open", previous_inspection=date(2019, 2, 3))
    assert (report.title, report.licence, report.previous_inspection) == ("Another title", "Open", date(2019, 2, 3))
    assert report.corrections == (
        Correction("title", LIST, READ.title),
        Correction("licence", LIST, None),
        Correction("previous_inspection", LIST, "2018-06-01"),
    )
    assert report.correction("licence") == Correction("licence", LIST, None)
    assert (report.correction("judgement"), report.id, report.sections) == (None, READ.id, READ.sections)


def test_what_is_given_as_unknown_has_the_reason() -> None:
    report = given(judgement=None, lead_inspectors=(), previous_inspection=None)
    assert (report.judgement, report.lead_inspectors, report.previous_inspection) == (None, (), None)
    said = "the list reports.csv says that it is not known"
    assert report.unknown == {
        **READ.unknown, "judgement": said, "lead_inspectors": said, "previous_inspection": said,
    }  # fmt: skip
    assert [item.read for item in report.corrections] == ["Inconsistent", "Tamsin Oakapple", "2018-06-01"]


def test_a_given_field_is_no_longer_unknown() -> None:
    assert given(published=date(2024, 5, 2)).unknown == {"regions": "not in the table"}


def test_areas_are_resolved_with_their_regions_and_the_id_follows() -> None:
    report = given(areas=("London Borough of Brent", "Richmond and Kingston"))
    assert report.areas == ("Brent", "Richmond upon Thames", "Kingston upon Thames")
    assert report.regions == ("London",)
    assert report.warnings == (ReadingWarning("odd", "Odd."),)
    assert "regions" not in report.unknown
    assert report.id == "brent-richmond-upon-thames-area-send-2024-03-04"
    ids = PassageIds(report.id)
    assert [passage.id for _, passage in report.passages()] == [ids.next_id(p.text) for _, p in report.passages()]
    assert report.corrections == (Correction("areas", LIST, "Wexcombe"),)


def test_an_area_that_is_not_in_the_table_is_kept_with_a_warning() -> None:
    report = given(areas=("Larkmouth",))
    assert (report.areas, report.regions, report.id) == (("Larkmouth",), (), "larkmouth-area-send-2024-03-04")
    assert report.warnings[-1] == ReadingWarning(
        "list",
        "the list reports.csv gives the area 'Larkmouth', which is not in the table of areas, so its region is unknown",
    )
    nowhere = given(areas=())
    assert (nowhere.areas, nowhere.unknown["areas"]) == ((), "the list reports.csv says that it is not known")
    assert nowhere.id == "area-send-2024-03-04"


def test_type_and_day_make_the_id() -> None:
    report = given(inspection_type=InspectionType.ILACS, inspected_from=date(2023, 1, 2), judgement="Good")
    assert (report.id, report.judgement) == ("wexcombe-ilacs-2023-01-02", "Good")
    assert [item.read for item in report.corrections] == ["area-send", "2024-03-04", "Inconsistent"]


@pytest.mark.parametrize("kind", [InspectionType.AREA_SEND, InspectionType.JTAI, InspectionType.SEND_REVISIT])
def test_a_judgement_of_another_framework_is_not_used(kind: InspectionType) -> None:
    report = given(judgement="Good", inspection_type=kind)
    assert report.judgement == "Inconsistent"
    assert report.warnings[-1].kind == "list"
    assert report.warnings[-1].message.startswith("the list reports.csv gives the overall judgement 'Good', which a")


def test_a_given_day_of_publication_is_not_that_of_the_file_name() -> None:
    by_name = replace(
        READ, published=date(2024, 5, 1), warnings=(ReadingWarning(PUBLISHED_FROM_FILE_NAME, TAKEN_FROM_NAME),)
    )
    same = corrected(by_name, [Given("published", date(2024, 5, 1), LIST)], AREAS)
    assert same == by_name
    other = corrected(by_name, [Given("published", date(2024, 5, 2), LIST)], AREAS)
    assert (other.published, other.published_from_file_name, other.warnings) == (date(2024, 5, 2), False, ())
    assert other.corrections == (Correction("published", LIST, "2024-05-01"),)


def test_the_address_is_no_correction() -> None:
    report = given(url="https://reports.example/1")
    assert (report.source.url, report.corrections) == ("https://reports.example/1", ())
    assert given(url=None).source.url is None

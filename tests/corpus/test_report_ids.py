"""Report ids: area, type and the day the inspection began, with fall-backs."""

from __future__ import annotations

from datetime import date

from corpus.ids import report_id
from corpus.report import InspectionType

START, PRINTED, SHA = date(2024, 1, 29), date(2024, 3, 12), "0a1b2c3d4e5f"


def test_an_id_names_area_type_and_first_day() -> None:
    assert report_id(["wexcombe"], InspectionType.AREA_SEND, START, PRINTED, SHA) == "wexcombe-area-send-2024-01-29"


def test_the_day_of_publication_stands_in() -> None:
    assert report_id(["wexcombe"], InspectionType.JAR, None, PRINTED, SHA) == "wexcombe-jar-2024-03-12"


def test_without_any_day_the_file_stands_in() -> None:
    assert report_id(["wexcombe"], InspectionType.NEWS, None, None, SHA) == "wexcombe-news-0a1b2c3d"


def test_without_an_area_the_type_comes_first() -> None:
    assert report_id([], InspectionType.OTHER, None, None, SHA) == "other-0a1b2c3d"


def test_two_areas_are_both_named() -> None:
    slugs = ["wexcombe", "port-ellery", "tarnside"]
    assert report_id(slugs, InspectionType.JTAI, START, None, SHA) == "wexcombe-port-ellery-jtai-2024-01-29"

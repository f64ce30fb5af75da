"""Areas: which are held, what else they are called, what may have been meant, and what their reports found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.report import Finding, Footnote, InspectionType, Passage, PassageKind, Report, Section, Source
from searcher.reports.area_history import (
    Background,
    FindingCount,
    background,
    find_areas,
    findings_of,
    held_areas,
    near_areas,
    resolve_area,
)


def report(name: str, areas: tuple[str, ...], day: date | None, regions: tuple[str, ...] = ()) -> Report:
    source = Source(f"{name}.pdf", "0" * 64)
    kind = InspectionType.AREA_SEND
    return Report(name, "Inspection", kind, source, (), areas=areas, regions=regions, inspected_from=day)


EARLIER = report("earlier", ("Kingston upon Hull",), date(2019, 1, 7), ("Yorkshire and The Humber",))
LATER = report("later", ("Kingston upon Hull",), date(2023, 1, 9), ("Yorkshire and The Humber",))
UNDATED = report("undated", ("Kingston upon Hull",), None)
JOINT = report("joint", ("Cumbria", "Kent"), date(2020, 2, 3), ("North West", "South East"))
TARNSIDE = replace(report("tarnside", ("Tarnside",), None), also_called={"Tarnside": ("Tarn District",)})
HELD = held_areas([EARLIER, UNDATED, LATER, JOINT, TARNSIDE])


def test_areas_are_held_by_name_with_their_reports_newest_first() -> None:
    assert [(area.slug, area.name, area.regions) for area in HELD.values()] == [
        ("cumbria", "Cumbria", ("North West",)),
        ("kent", "Kent", ("South East",)),
        ("kingston-upon-hull", "Kingston upon Hull", ("Yorkshire and The Humber",)),
        ("tarnside", "Tarnside", ()),
    ]
    assert HELD["kingston-upon-hull"].reports == (LATER, EARLIER, UNDATED)


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("kingston-upon-hull", "kingston-upon-hull"),
        ("Hull", "kingston-upon-hull"),
        ("city-of-hull", "kingston-upon-hull"),
        ("tarn-district", "tarnside"),
        ("surrey", None),
        ("", None),
    ],
)
def test_an_area_is_found_by_any_of_its_names(typed: str, slug: str | None) -> None:
    resolved = resolve_area(HELD, typed)
    assert (resolved and resolved.slug) == slug


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("k", [("kent", ""), ("kingston-upon-hull", "")]),
        ("810", [("kingston-upon-hull", "810")]),
        ("district", [("tarnside", "Tarn District")]),
        ("south e", [("kent", "South East")]),
        ("!", []),
    ],
)
def test_a_list_of_areas_is_narrowed_by_name_code_or_region(typed: str, found: list[tuple[str, str]]) -> None:
    assert [(choice.value, choice.by) for choice in find_areas(HELD, typed)] == found


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("westmorland-and-furness", ["Cumbria"]),
        ("tarnsied", ["Tarnside"]),
        ("east-kent", ["Kent"]),
        ("isle-of-upon", ["Kingston upon Hull"]),
        ("nowhere", []),
    ],
)
def test_near_names_are_kin_begun_much_alike_or_share_a_word(typed: str, near: list[str]) -> None:
    assert [area.name for area in near_areas(HELD, typed)] == near


@given(st.text(max_size=40))
def test_nothing_that_is_typed_raises(typed: str) -> None:
    assert len(near_areas(HELD, typed)) <= 4
    assert len(find_areas(HELD, typed)) <= len(HELD)
    resolve_area(HELD, typed)


def test_what_is_known_of_an_authority_and_of_an_invented_place() -> None:
    assert background(HELD["cumbria"]) == Background(
        (), "county", None, date(2023, 3, 31), (), ("Cumberland", "Westmorland and Furness"), "909", "E10000006"
    )
    assert background(HELD["tarnside"]) == Background(("Tarn District",))


def test_what_a_report_found_is_counted_and_its_first_items_quoted() -> None:
    def passage(name: str, kind: PassageKind = PassageKind.BULLET, level: int = 1, note: bool = False) -> Passage:
        return Passage(name, kind, f"Words of {name}.", level=level, footnote=Footnote("1") if note else None)

    lead, first, under, second = passage("a", PassageKind.PARAGRAPH), passage("b"), passage("c", level=2), passage("d")
    noted, mixed = passage("e", note=True), passage("f", PassageKind.NUMBERED)
    whole = replace(
        LATER,
        sections=(
            Section("Context", 1, Finding.CONTEXT, "", (passage("g"),)),
            Section("Mixed", 1, Finding.MIXED, "", (mixed,)),
            Section("Better", 1, Finding.WEAKNESS, "", (lead, first, under)),
            Section("Better still", 1, Finding.WEAKNESS, "", (noted, second)),
        ),
    )
    assert list(findings_of(whole, 5)) == [
        FindingCount(Finding.WEAKNESS, 5, (first, second)),
        FindingCount(Finding.MIXED, 1, ()),
    ]
    assert next(iter(findings_of(whole, 1))).first == (first,)

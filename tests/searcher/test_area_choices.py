from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.areas import AreaTable
from searcher.reports.area_choices import AreaChoice, area_choices

TABLE = AreaTable.load()
HELD = {
    "kingston-upon-hull": "Kingston upon Hull",
    "kingston-upon-thames": "Kingston upon Thames",
    "stoke-on-trent": "Stoke-on-Trent",
    "kent": "Kent",
    "tarnside": "Tarnside",
}
HULL = AreaChoice("kingston-upon-hull", "Kingston upon Hull")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("k", ["Kent", "Kingston upon Hull", "Kingston upon Thames"]),
        ("kingston upon h", ["Kingston upon Hull"]),
        ("stoke on t", ["Stoke-on-Trent"]),
        ("TREN", ["Stoke-on-Trent"]),
        ("tarn", ["Tarnside"]),
        ("861", ["Stoke-on-Trent"]),
        ("", []),
        ("!?", []),
        ("zz", []),
    ],
)
def test_areas_are_offered_as_they_are_typed(typed: str, expected: list[str]) -> None:
    assert [choice.label for choice in area_choices(typed, HELD, TABLE)] == expected


def test_another_name_says_which_it_was() -> None:
    assert area_choices("hull", HELD, TABLE) == [HULL]
    assert area_choices("810", HELD, TABLE) == [AreaChoice("kingston-upon-hull", "Kingston upon Hull", "810")]
    council = "Stoke-on-Trent City Council"
    assert area_choices(council, HELD, TABLE) == [AreaChoice("stoke-on-trent", "Stoke-on-Trent", council)]
    called = {"five-mills": "Tarnside", "old-kent": "Kent"}
    assert area_choices("mill", HELD, TABLE, called) == [AreaChoice("tarnside", "Tarnside", "five-mills")]
    assert area_choices("k", HELD, TABLE, limit=1) == [AreaChoice("kent", "Kent")]


@given(st.text(max_size=12))
def test_nothing_typed_raises(typed: str) -> None:
    assert len(area_choices(typed, HELD, TABLE)) <= len(HELD)

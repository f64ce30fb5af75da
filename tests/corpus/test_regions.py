"""The regions of England and their codes."""

from __future__ import annotations

import pytest

from corpus.areas import AreaTable, region_code


def test_every_region_of_an_authority_has_a_code_of_its_own() -> None:
    regions = {area.region for area in AreaTable.load() if area.region}
    assert len({region_code(region) for region in regions} - {None}) == len(regions) == 9


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("North East", "E12000001"),
        ("yorkshire & the humber", "E12000003"),
        ("SOUTH WEST", "E12000009"),
        ("North Shore", None),
        ("", None),
    ],
)
def test_a_region_is_known_in_any_spelling(name: str, code: str | None) -> None:
    assert region_code(name) == code

"""Facets as checkboxes: what stands open, and in which order the rest is."""

from __future__ import annotations

from searcher.finding.results import Facet, FacetValue
from web.parts.facet_boxes import MOST, facet_box


def facet(field: str, names: list[str]) -> Facet:
    """Return a facet of the names, the first of them counted most."""
    values = tuple(FacetValue(name.lower(), name, len(names) - place, 1) for place, name in enumerate(names))
    return Facet(field, field.capitalize(), values)


def test_the_most_frequent_stand_open_and_the_rest_from_a_to_z() -> None:
    box = facet_box(facet("section", [*list("ZYXWVUTSRQ"), "beta", "Gamma", "alpha"]))
    assert [choice.label for choice in box.shown] == list("ZYXWVUTSRQ")
    assert [choice.label for choice in box.more] == ["alpha", "beta", "Gamma"]
    assert (box.by_name, box.unlisted) == (True, 0)


def test_years_stay_in_their_order() -> None:
    years = [str(year) for year in range(2024, 2011, -1)]
    box = facet_box(facet("year", years))
    assert [choice.label for choice in (*box.shown, *box.more)] == years
    assert not box.by_name


def test_what_is_not_listed_is_the_rarest() -> None:
    names = [f"{number:03}" for number in range(10 + MOST + 2, 0, -1)]
    box = facet_box(facet("section", names))
    assert (len(box.more), box.unlisted) == (MOST, 2)
    assert {choice.label for choice in box.more}.isdisjoint({"001", "002"})
    assert box.more[0].label == "003"

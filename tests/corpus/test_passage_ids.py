"""Passage ids: short, stable over repairs that touch no word, distinct within a report."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.ids import PassageIds, words_only


def first_id(text: str, report: str = "wexcombe-area-send-2024-06-03") -> str:
    return PassageIds(report).next_id(text)


def test_an_id_is_twelve_letters_and_digits_and_never_changes() -> None:
    assert first_id("The pier is safe.") == "pwzmsn3h524k"


def test_repairs_to_hyphens_quotes_and_spaces_keep_the_id() -> None:
    printed = first_id("The ‘city-wide’ co-production  group is well\u00adled.")
    assert first_id("the 'citywide' coproduction group is well-led") == printed


def test_other_words_or_another_report_change_the_id() -> None:
    ids = {first_id("The pier is safe."), first_id("The pier is not safe."), first_id("The pier is safe.", "other")}
    assert len(ids) == 3


def test_passages_with_the_same_words_are_counted_in_reading_order() -> None:
    ids = PassageIds("wexcombe-area-send-2024-06-03")
    first, second, third = (ids.next_id(text) for text in ("Manchester", "Manchester.", "manchester"))
    assert (second, third) == (f"{first}-2", f"{first}-3")


@given(st.lists(st.text(max_size=30), max_size=12))
def test_ids_are_unique_in_a_report_and_the_same_when_read_again(texts: list[str]) -> None:
    one, two = PassageIds("report"), PassageIds("report")
    ids = [one.next_id(text) for text in texts]
    assert len(set(ids)) == len(ids)
    assert ids == [two.next_id(text) for text in texts]


@given(st.text())
def test_only_letters_and_digits_count(text: str) -> None:
    assert all(character.isalnum() for character in words_only(text))

"""Text to words: what a word is, what it is folded to, where it stands."""

from __future__ import annotations

import threading

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis import Token, fold, has_stem, is_informative, patterns, stem, tokens, words


def test_tokens_have_offsets_into_the_text_as_it_was() -> None:
    assert tokens("The children’s plans²") == [
        Token("the", 0, 3, 0),
        Token("children's", 4, 14, 1),
        Token("plans", 15, 20, 2),
    ]
    assert [token.stem for token in tokens("The children’s plans²")] == ["the", "children", "plan"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("co-production", ["co", "production"]),
        ("co‑production — and/or", ["co", "production", "and", "or"]),
        ("families’ views", ["families", "views"]),
        ("O'Brien ‘quoted’ rock'n'roll", ["o'brien", "quoted", "rock'n'roll"]),
        ("naïve nai\u0308ve NAÏVE", ["naive", "naive", "naive"]),
        ("ﬁnd in\u00adform", ["find", "inform"]),
        ("2.1% of 1,200", ["2", "1", "%", "of", "1", "200"]),
        ("“50 %” – 5%.", ["50", "%", "5", "%"]),
        ("plan¹² and CO₂", ["plan", "and", "co2"]),
        ("snake_case", ["snake", "case"]),
        ("STRASSE straße", ["strasse", "strasse"]),
        ("", []),
        (" – ’ ' ! \n", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("reviews", "reviewing"), ("child's", "child"), ("Children’s", "children"), ("inspectors", "INSPECTOR")],
)
def test_words_of_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("Inspect*", ["inspect*"]),
        ("co-prod*", ["co", "prod*"]),
        ("wom?n", ["wom?n"]),
        ("*’s", ["*'s"]),
        ("*", ["*"]),
        ("--", []),
        ("É*", ["e*"]),
    ],
)
def test_patterns_keep_their_stars(pattern: str, expected: list[str]) -> None:
    assert patterns(pattern) == expected


def test_function_words_are_not_informative() -> None:
    assert [word for word in ("The", "DON’T", "reviews", "area", "of", "") if is_informative(word)] == [
        "reviews",
        "area",
        "",
    ]


PROSE = st.text(st.sampled_from("abZ09_'’‘ʼ“”–—•- ñﬁ²\u0301\u00ad."), max_size=30)


@given(st.text() | PROSE)
def test_any_text_gives_tokens_in_order_that_do_not_overlap(text: str) -> None:
    found = tokens(text)
    assert [token.text for token in found] == words(text)
    assert [token.position for token in found] == list(range(len(found)))
    ends = [0, *(token.end for token in found)]
    assert all(end <= token.start < token.end <= len(text) for end, token in zip(ends, found, strict=False))
    assert all(fold(text[token.start : token.end]) == token.text for token in found)


@given(st.text(st.sampled_from("abdegilnostyʼ '")) | st.text() | PROSE)
@example("ʼs")
@example("dying ʼﬀ")
def test_a_word_has_its_stem_and_no_other(text: str) -> None:
    found = tokens(text)
    stems = sorted({token.stem for token in found})
    assert all([stem for stem in stems if has_stem(token.text, stem)] == [token.stem] for token in found)


@given(st.text() | PROSE)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert all(fold(word) == word for word in words(text))


def test_stems_do_not_mix_between_threads() -> None:
    listed = [f"{start}{end}" for start in "abcdefghij" for end in ("ations", "fulness", "ically", "izers", "ement's")]
    expected = [stem(word) for word in listed]
    stem.__globals__["_stem"].cache_clear()
    found: dict[int, list[str]] = {}
    threads = [
        threading.Thread(target=lambda n=n: found.update({n: [stem(word) for word in listed]})) for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == dict.fromkeys(range(4), expected)

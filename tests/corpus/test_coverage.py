"""Words that are printed and were not kept: how many there are, where they stand, and what is no loss."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.coverage import TOLERATED, UNCOVERED, find_loss, words_of
from corpus.report import Coverage, ReadingWarning

PAGES = (
    "Report on Otterby 1\nLeaders meet families every month. They change what they do.",
    "Report on Otterby 2\nWaits for the ferry are long; 72% of families say so.",
)
FOOTERS = ("Report on Otterby 1", "Report on Otterby 2")
FIRST = "Leaders meet families every month. They change what they do."
SECOND = "Waits for the ferry are long; 72% of families say so."


def counted(printed: tuple[str, ...], *kept: str) -> Coverage:
    loss = find_loss(printed, kept)
    assert loss is not None
    return loss.coverage


def test_what_is_kept_in_any_order_is_not_lost() -> None:
    assert counted(PAGES, SECOND, *FOOTERS, FIRST) == Coverage(words=29)


def test_lost_words_are_counted_on_their_page_and_the_first_are_shown_as_printed() -> None:
    loss = find_loss(PAGES, (*FOOTERS, FIRST, "Waits for the ferry are long."))
    assert loss is not None
    assert loss.coverage == Coverage(29, 5, ((2, 5),))
    assert loss.warning() == ReadingWarning(
        UNCOVERED,
        "5 of the 29 printed words (17.24%) are in no passage, heading or contents list; "
        "the first: “72% of families say so”",
        2,
    )


def test_a_word_counts_as_often_as_it_is_printed() -> None:
    assert counted(PAGES, FIRST, SECOND, FOOTERS[0]) == Coverage(29, 4, ((2, 4),))


def test_a_common_word_is_missed_where_its_neighbours_are() -> None:
    printed = ("The ferry and the bus.", "Plans and reviews. The tide.", "Quay and pier.")
    assert counted(printed, "The ferry and the bus.", "Plans reviews. The tide.", "Quay and pier.").by_page == ((2, 1),)


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("city- wide", "citywide"),
        ("citywide", "city-wide"),
        ("Stoke-onTrent", "Stoke-on-Trent"),
        ("inspec tion re port", "inspection report"),
        ("the \ufb01rst of\ufb01ce", "The first office"),
        ("Plans\u00adborough", "Plansborough"),
        ("in 20149 and 20153", "in 2014 and 2015 3 9"),
        ("the board3", "the board 3"),
    ],
)
def test_letters_count_however_words_are_cut(printed: str, kept: str) -> None:
    assert counted((printed,), kept).uncovered_words == 0


def test_figures_are_words() -> None:
    assert counted(("72% of plans",), "% of plans") == Coverage(3, 1, ((1, 1),))


def test_a_few_words_are_counted_without_a_warning() -> None:
    page = " ".join(f"word{'x' * n}" for n in range(2_000))
    kept = page.split(" ")
    within, beyond = find_loss((page,), kept[2:]), find_loss((page,), kept[3:])
    assert within is not None
    assert beyond is not None
    assert (within.coverage.uncovered_words, within.warning()) == (2, None)
    assert beyond.coverage.uncovered_words / beyond.coverage.words > TOLERATED
    assert beyond.warning() is not None


def test_many_lost_words_are_shown_shortened() -> None:
    loss = find_loss((" ".join(["lantern"] * 40),), ())
    assert loss is not None
    assert loss.first_words == f"{' '.join(['lantern'] * 10)} …"


def test_nothing_printed_is_nothing_to_count() -> None:
    assert find_loss((), ("Words",)) is None
    assert find_loss(("", " \n"), ("Words",)) is None


WORDS = st.sampled_from(["ferry", "lantern", "Quay", "harbour", "swallow", "tide", "pier", "72", "2014", "é"])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=12), min_size=1, max_size=8)


@given(TEXTS, st.randoms(use_true_random=False))
def test_words_that_are_taken_out_are_counted_to_the_last(texts: list[list[str]], random: object) -> None:
    pages = tuple(" ".join(words) for words in texts)
    kept = [list(words) for words in texts]
    taken = 0
    for words in kept:
        while words and random.random() < 0.3:  # type: ignore[attr-defined]
            words.pop(random.randrange(len(words)))  # type: ignore[attr-defined]
            taken += 1
    coverage = counted(pages, *map(" ".join, kept))
    assert (coverage.words, coverage.uncovered_words) == (sum(map(len, texts)), taken)
    assert sum(words for _, words in coverage.by_page) == taken
    assert all(page < after for (page, _), (after, _) in pairwise(coverage.by_page))


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_counted(printed: str, kept: str) -> None:
    loss = find_loss((printed,), (kept,))
    assert (loss is None) == (not words_of(printed))
    if loss is not None:
        assert 0 <= loss.coverage.uncovered_words <= loss.coverage.words
        assert bool(loss.first_words) == bool(loss.coverage.uncovered_words)

"""Other words for what was typed: terms of the field, acronyms, spellings; and words that name a filter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.glossary import Acronym
from corpus.report import Report
from index.documents import passage_documents
from index.memory_engine import MemoryEngine
from searcher.query_language import parse_query
from searcher.recognised import Offer, without_words
from searcher.request import SearchRequest
from searcher.search import Searcher
from searcher.thesaurus import Expansion, Thesaurus, stems_of, terms_of_the_field

TEXTS = (
    "Speech and language therapy is late.",
    "The SALT service is praised.",
    "SALT and speech therapists meet.",
    "Children in care are well placed.",
    "Looked-after children move too often.",
    "Co-production with families is strong.",
    "Coproduction is new here.",
    "Co-production of the strategy began.",
    "Safety plans are clear.",
    "Safety comes first in Wexcombe.",
    "The DASH team visits homes early.",
    "The Dawn and Shore Helpers (DASH) meet weekly.",
    "Staff dash from home to home, and dash back, and dash again.",
    "Exclusions are rare, and nobody was excluded in Tarnside.",
)
DASH = Acronym("DASH", "Dawn and Shore Helpers", ("DASH",), ("Dawn and Shore Helpers",), 2, 2, 1)


def searcher_of(reports: list[Report], *acronyms: Acronym, texts: tuple[str, ...] = TEXTS) -> Searcher:
    """Return a searcher on one report whose passages are texts."""
    report = reports[0]
    section = report.sections[0]
    passages = tuple(replace(section.passages[0], id=f"p{n}", text=text) for n, text in enumerate(texts))
    report = replace(report, sections=(replace(section, passages=passages),))
    engine = MemoryEngine()
    engine.add(report, passage_documents(report))
    engine.add_acronyms(acronyms)
    engine.finish()
    return Searcher(engine)


def found(searcher: Searcher, text: str, *, expand: bool = True) -> list[int]:
    page = searcher.search(SearchRequest(text, expand=expand))
    return [int(hit.passage.id[1:]) for hit in page.hits]


@pytest.mark.parametrize(
    ("query", "expected", "without"),
    [
        ("SALT", {0, 1, 2}, {1, 2}),
        ("speech and language therapy", {0, 1, 2}, {0}),
        ("looked after children", {3, 4}, {4}),
        ("child in care", {3, 4}, set()),
        ("coproduction", {5, 6, 7}, {6}),
        ("co-production", {5, 6, 7}, {5, 7}),
        ("co production", {5, 6, 7}, {5, 7}),
        ("exclusion", {13}, {13}),
        ('"SALT"', {1, 2}, {1, 2}),
    ],
)
def test_other_words_are_found_too_unless_switched_off(
    reports: list[Report], query: str, expected: set[int], without: set[int]
) -> None:
    searcher = searcher_of(reports)
    assert set(found(searcher, query)) == expected
    assert set(found(searcher, query, expand=False)) >= without


def test_what_was_typed_ranks_above_other_words_for_it(reports: list[Report]) -> None:
    searcher = searcher_of(reports)
    assert found(searcher, "looked after children")[0] == 4
    assert found(searcher, "children in care")[0] == 3


def test_a_page_says_what_else_was_searched(reports: list[Report]) -> None:
    page = searcher_of(reports).search(SearchRequest("SALT"))
    assert page.expansions[0].typed == "SALT"
    assert "speech and language therapy" in page.expansions[0].also
    assert page.understood == "“SALT”"


def test_an_acronym_finds_its_long_form_unless_it_is_a_common_word_besides(reports: list[Report]) -> None:
    words = Expansion("DASH", ("Dawn and Shore Helpers",))
    assert searcher_of(reports, DASH).read_query(SearchRequest("DASH")).expansions == (words,)
    rare = replace(DASH, short_passages=1)
    assert searcher_of(reports, rare).read_query(SearchRequest("DASH")).expansions == ()
    assert set(found(searcher_of(reports, DASH), "dawn and shore helpers")) == {10, 11, 12}


def test_a_word_no_report_has_stands_for_the_one_most_like_it(reports: list[Report]) -> None:
    page = searcher_of(reports).search(SearchRequest("saftey plans"))
    assert page.hits[0].passage.text == "Safety plans are clear."
    assert page.expansions == (Expansion("saftey", ("safety",), unknown=True),)
    assert page.suggestion == "safety plans"
    plain = searcher_of(reports).search(SearchRequest("saftey plans", expand=False))
    assert (plain.expansions, plain.suggestion) == ((), "safety plans")


SHARES = ("Only 10% of plans are late.", "Some 10 per cent of plans are late.", "Just 10 percent of plans are late.")
NO_SHARES = ("In 10 schools 5% of plans, per cent by per cent, are late.", "Ten plans cost one cent.")


@pytest.mark.parametrize(
    ("typed", "also", "marked"),
    [
        ("10%", "10 per cent", {"10%", "10 per cent", "10 percent"}),
        ("10 percent", "10 per cent", {"10%", "10 per cent", "10 percent"}),
        ("10 per cent", "10%", {"10%", "10 per cent", "10 percent"}),
        ("10-per-cent", "10%", {"10%", "10 per cent", "10 percent"}),
    ],
)
def test_a_share_is_found_however_it_is_written(reports: list[Report], typed: str, also: str, marked: set[str]) -> None:
    searcher = searcher_of(reports, texts=(*SHARES, *NO_SHARES))
    page = searcher.search(SearchRequest(typed))
    assert (page.understood, page.expansions) == (f"“{typed}”", (Expansion(typed, (also,)),))
    found = [(hit.passage.text, *hit.snippet.highlights) for hit in page.hits]
    assert {text for text, *_ in found} == set(SHARES)
    assert {text[start:end] for text, (start, end) in found} == marked
    late = searcher.search(SearchRequest(f"late {typed} of the plans"))
    assert late.understood == f"at least 2 of “late”, “{typed}” and “plans” (too common to count: “of”, “the”)"
    assert searcher.search(SearchRequest(typed, expand=False)).expansions == ()


def test_between_quotation_marks_a_share_is_as_written(reports: list[Report]) -> None:
    searcher = searcher_of(reports, texts=(*SHARES, *NO_SHARES))
    for text, typed in zip(SHARES, ('"10%"', '"10 per cent"', '"10 percent"'), strict=True):
        assert [hit.passage.text for hit in searcher.search(SearchRequest(typed)).hits] == [text]


@pytest.mark.parametrize("typed", ["ehcp", "EHCP", "SAFTEY", '"saftey"', "s47", "xyzzyplugh", "safety"])
def test_terms_acronyms_and_quotations_are_no_slips(reports: list[Report], typed: str) -> None:
    assert searcher_of(reports).search(SearchRequest(typed)).suggestion is None


def test_where_too_little_has_enough_of_the_words_fewer_will_do_and_the_page_says_so(reports: list[Report]) -> None:
    searcher = searcher_of(reports)
    page = searcher.search(SearchRequest("clear dawn"))
    assert {hit.passage.text for hit in page.hits} == {"Safety plans are clear.", TEXTS[11]}
    assert (page.enough, page.understood) == (0, "at least 1 of “clear” and “dawn”")
    assert searcher.search(SearchRequest("clear AND dawn")).total == 0
    assert searcher.search(SearchRequest('"clear dawn"')).total == 0
    assert searcher.search(SearchRequest("safety plans")).enough is None
    strictly = searcher.search(SearchRequest("clear dawn", widen=False))
    assert (strictly.total, strictly.enough, strictly.understood) == (0, None, "“clear” and “dawn”")


def test_words_that_name_a_filter_are_offered_and_leave_nothing_out(searcher: Searcher) -> None:
    page = searcher.search(SearchRequest("annual reviews in Tarnside 2024, weaknesses"))
    plain = searcher.search(SearchRequest("annual reviews"))
    assert page.total == plain.total
    assert page.hits[0].passage.text == "Too many annual reviews are late. Leaders do not know why."
    assert page.offers == (
        Offer("area", "tarnside", "Tarnside", "Tarnside", (18, 26)),
        Offer("year", "2024", "2024", "2024", (27, 32)),
        Offer("finding", "weakness", "Weakness", "weaknesses", (33, 43)),
    )
    assert [without_words(page.request.text, offer) for offer in page.offers] == [
        "annual reviews in 2024, weaknesses",
        "annual reviews in Tarnside weaknesses",
        "annual reviews in Tarnside 2024",
    ]
    assert page.understood.startswith("“annual” and “reviews” (for the order only: area: Tarnside, year: 2024")


def test_a_name_alone_is_what_is_looked_for(searcher: Searcher) -> None:
    page = searcher.search(SearchRequest("Tarnside"))
    assert page.understood == "“Tarnside”"
    assert [offer.value for offer in page.offers] == ["tarnside"]


def test_every_term_of_the_field_is_a_form_once_in_its_group() -> None:
    for group in terms_of_the_field():
        stems = [stems_of(form) for form in group]
        assert len(group) > 1
        assert all(stems)
        assert len(set(stems)) == len(stems), group


@given(
    st.lists(st.sampled_from(["SALT", "speech", "and", "language", "therapy", "-", '"', "(", "late", "x"]), max_size=9)
)
def test_other_words_never_lose_a_word_or_raise(typed: list[str]) -> None:
    text = " ".join(typed)
    plain, expanded = parse_query(text), parse_query(text, Thesaurus.of(terms_of_the_field()))
    assert (expanded.problems, expanded.left_out, len(expanded.words)) == (
        plain.problems,
        plain.left_out,
        len(plain.words),
    )


OTHERS = (
    *["Homes are in secure places.", "Families are not able to travel.", "Results in consistent order."] * 2,
    *["Plans are kept safe.", "Leads are known.", "Progress is visible to all.", "Front line staff stay."] * 2,
)


@pytest.mark.parametrize("typed", ["insecure", "notable", "inconsistent", "invisible", "Kent", "Leeds", "Bury"])
def test_words_of_another_meaning_are_not_searched_for(reports: list[Report], typed: str) -> None:
    page = searcher_of(reports, texts=OTHERS).search(SearchRequest(typed))
    assert (page.total, page.expansions, page.suggestion) == (0, (), None)


def test_two_words_are_still_one_spelled_apart(reports: list[Report]) -> None:
    searcher = searcher_of(reports, texts=OTHERS * 2)
    assert searcher.search(SearchRequest("frontline")).expansions == (Expansion("frontline", ("front line",)),)

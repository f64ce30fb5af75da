"""Other words for what was typed: terms of the field, acronyms, spellings; and words that name a filter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.acronyms.glossary import Acronym
from corpus.report import Report
from index.analysis import words
from index.engines.memory import MemoryEngine
from index.generations.documents import passage_documents
from searcher.asking.request import SearchRequest
from searcher.finding.search import Searcher
from searcher.language.filter_names import Offer, without_words
from searcher.language.joining import typed as typed_word
from searcher.language.parser import ParsedQuery, parse_query
from searcher.language.thesaurus import Expansion, Thesaurus, stems_of, terms_of_the_field

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


@pytest.mark.parametrize("typed", ["ehcp", "EHCP", "SAFTEY", "SafteY", "tyhe", '"saftey"', "s47", "xyzzyplu", "safety"])
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


TARNSIDE_2024 = "(named by “Tarnside” and “2024”, which are looked for as words only between quotation marks)"


@pytest.mark.parametrize(
    ("typed", "as_filters"),
    [
        ("Tarnside", "area:tarnside"),
        ("Tarnside 2024", "area:tarnside year:2024"),
        ("strengths Tarnside", "finding:strength area:tarnside"),
        ("area SEND", "type:area-send"),
        ("recommendations 2022", "finding:recommendation year:2022"),
        ("North Shore weaknesses", "region:north-shore finding:weakness"),
        ("what is Tarnside not doing well", "area:tarnside finding:weakness"),
        ("what is Tarnside doing well", "area:tarnside finding:strength"),
        ("Tarnside Wexcombe 2023", "area:(tarnside wexcombe) year:2023"),
        ("CQC Wexcombe", "inspectorate:cqc area:wexcombe"),
        ("What are the strengths of Tarnside?", "finding:strength area:tarnside"),
        ("latest inspection report Tarnside council", "area:tarnside"),
        ("Tarnside -plans", "area:tarnside -plans"),
        ("Tarnside type:ilacs", "area:tarnside type:ilacs"),
        ("(Tarnside Wexcombe) reviews", "area:(tarnside wexcombe) AND reviews"),
        ("Wexcombe 2022", "area:wexcombe year:2022"),
        ("Tarnside since 2023", "area:tarnside date:2023.."),
        ("Tarnside before 2023", "area:tarnside date:..2022"),
    ],
)
def test_a_query_of_names_alone_finds_what_has_these_values(searcher: Searcher, typed: str, as_filters: str) -> None:
    named, filtered = (searcher.search(SearchRequest(text, per_page=50)) for text in (typed, as_filters))
    assert [hit.passage.id for hit in named.hits] == [hit.passage.id for hit in filtered.hits]
    assert (named.total, named.order, named.worded) == (filtered.total, filtered.order, filtered.worded)
    assert named.offers
    assert all(offer.needed for offer in named.offers)


def test_a_page_says_which_words_name_values_and_offers_them_as_filters(searcher: Searcher) -> None:
    page = searcher.search(SearchRequest("Tarnside 2024"))
    assert page.understood == f"area: Tarnside and year: 2024 {TARNSIDE_2024}"
    assert [(offer.field, offer.value) for offer in page.offers] == [("area", "tarnside"), ("year", "2024")]
    assert searcher.search(SearchRequest('"Tarnside"')).understood == "the exact word “Tarnside”"


@pytest.mark.parametrize("typed", ['Tarnside "annual reviews"', "Tarnside inspected reviews", "Tarnside rev*"])
def test_beside_anything_to_look_for_names_only_rank(searcher: Searcher, typed: str) -> None:
    page = searcher.search(SearchRequest(typed, widen=False))
    assert "for the order only: area: Tarnside" in page.understood
    assert not any(offer.needed for offer in page.offers)


def test_since_a_year_means_that_year_and_those_after_it(searcher: Searcher) -> None:
    page = searcher.search(SearchRequest("reviews since 2023"))
    assert page.understood == "“reviews” (for the order only: inspected on or after 1 January 2023)"
    assert page.total == searcher.search(SearchRequest("reviews")).total
    assert page.hits[-1].report.id == "tarnside-ilacs-2022-05-09"
    days = [searcher.search(SearchRequest(f"reviews {word} 2023")).understood for word in ("after", "before", "until")]
    assert [said.split("only: ")[1] for said in days] == [
        "inspected on or after 1 January 2024)",
        "inspected on or before 31 December 2022)",
        "inspected on or before 31 December 2023)",
    ]


@pytest.mark.parametrize("typed", ["Tarnside council reviews", "reviews Tarnside report", "reviews Tarnside"])
def test_what_follows_a_name_may_belong_to_it(searcher: Searcher, typed: str) -> None:
    page = searcher.search(SearchRequest(typed))
    assert page.understood == "“reviews” (for the order only: area: Tarnside)"
    assert without_words(typed, page.offers[0]) == "reviews"


def test_function_words_have_no_other_words(reports: list[Report]) -> None:
    searcher = searcher_of(reports, texts=("Inspect ors by ors.", "Inspect ors of plans."))
    assert searcher.search(SearchRequest("what did inspectors say of plans")).expansions == ()


def test_a_name_that_is_a_word_besides_names_the_area_with_a_capital_letter(reports: list[Report]) -> None:
    texts = ("Reading improves.", "Plans are late.")
    held = searcher_of([replace(reports[0], areas=("Reading",))], texts=texts)
    assert found(held, "reading") == [0]
    assert found(held, "Reading") == [0, 1]


def test_in_an_area_that_is_named_fewer_words_will_do_where_it_has_too_little(searcher: Searcher) -> None:
    page = searcher.search(SearchRequest("annual placements Wexcombe"))
    assert page.understood == "(at least 1 of “annual” and “placements”) (for the order only: area: Wexcombe)"
    assert {hit.report.areas[-1] for hit in page.hits[:2]} == {"Wexcombe"}
    assert page.enough is not None


def test_every_term_of_the_field_is_a_form_once_in_its_group() -> None:
    for group in terms_of_the_field():
        stems = [stems_of(form) for form in group]
        assert all(stems)
        assert len(set(stems)) == len(stems), group


@given(
    st.lists(st.sampled_from(["SALT", "speech", "and", "language", "therapy", "-", '"', "(", "late", "x"]), max_size=9)
)
def test_other_words_never_lose_a_word_or_raise(typed: list[str]) -> None:
    text = " ".join(typed)
    plain, expanded = parse_query(text), parse_query(text, Thesaurus.of(terms_of_the_field()))
    assert expanded.problems == plain.problems
    assert words_said(expanded) == words_said(plain)


def words_said(parsed: ParsedQuery) -> set[str]:
    """Return the words that count or do not, those of a form of several one by one."""
    return {said for word in (*map(typed_word, parsed.words), *parsed.left_out) for said in words(word)}


FORMS = (
    ("SALT", "SLT", "speech and language therapy", "Speech & Language Therapy"),
    ("looked after", "looked-after"),
    ("looked after children", "Looked-after child", "children in care", "LAC", "CiC", "CLA"),
    ("coproduction", "co-production", "co production", "co-produced"),
    ("wellbeing", "well-being", "well being"),
    ("per cent", "percent", "%"),
    ("EHCP", "EHC plans", "education, health and care plan", "education health care plans"),
    ("EBSA", "school refusal", "emotionally based school avoidance", "emotionally-based school avoidance"),
    ("SENCo", "special educational needs coordinator", "special educational needs co-ordinators"),
    ("PRU", "pupil referral units", "pupil-referral unit"),
    ("exclusion", "excluded", "excluding", "suspensions"),
)
SAID = (
    *("SALT waits grow.", "A speech and language therapist left.", "Speech is late, and language too; therapy helps."),
    *(
        "Looked-after children thrive.",
        "Children in care move.",
        "Two LAC teams meet.",
        "He looked tired after school.",
    ),
    *("Co-production is strong.", "Coproduction is new.", "Plans are co-produced.", "The well-being team grew."),
    *("Wellbeing matters.", "Well, being late is common.", "20% are late.", "Ten per cent wait.", "Two percent left."),
    *("EHCPs are late.", "EHC plans are thin.", "Education, health and care plans help.", "Plans for health and care."),
    *(
        "EBSA is rising.",
        "School refusal is rare.",
        "The school had a refusal.",
        "SENCos are trained.",
        "PRU places exist.",
    ),
    *("A special educational needs co-ordinator left.", "Pupil referral units are full.", "A pupil had no referral."),
    *("Pupils were excluded.", "Exclusions fell.", "Suspension is used.", "Looked-after siblings meet."),
)


@pytest.mark.parametrize("forms", FORMS, ids=lambda forms: forms[0])
@pytest.mark.parametrize(
    "beside", ["{}", "{} late", "is {} strong, thin or new", '"the" OR (thrive {})', "({}) -zebra"]
)
def test_every_form_of_a_term_finds_the_same_passages(reports: list[Report], forms: Sequence[str], beside: str) -> None:
    searcher = searcher_of(reports, texts=SAID)
    first, *others = (sorted(found(searcher, beside.format(form))) for form in forms)
    assert first
    assert others == [first] * len(others)


def test_a_form_of_several_words_is_one_word_that_counts_once(reports: list[Report]) -> None:
    searcher = searcher_of(reports, texts=SAID)
    page = searcher.search(SearchRequest("speech and language therapy waits grow"))
    assert page.understood == "at least 2 of “speech and language therapy”, “waits” and “grow”"
    assert {hit.passage.text for hit in page.hits} == {SAID[0]}
    apart = searcher.search(SearchRequest("speech and language therapy", expand=False))
    assert apart.understood == "at least 2 of “speech”, “language” and “therapy” (too common to count: “and”)"


def test_what_names_a_value_inside_a_form_is_part_of_the_form(reports: list[Report]) -> None:
    texts = ("The strengths and difficulties questionnaire is used.", "SDQ scores fall.", "Difficulties remain.")
    page = searcher_of(reports, texts=texts).search(SearchRequest("strengths and difficulties questionnaire"))
    assert (page.total, page.offers) == (2, ())


OTHERS = (
    *["Homes are in secure places.", "Families are not able to travel.", "Results in consistent order."] * 2,
    *["Plans are kept safe.", "Leads are known.", "Progress is visible to all.", "Front line staff stay."] * 2,
    *["Inspectors summarise what they saw.", "Two children were injured."] * 2,
)


@pytest.mark.parametrize(
    "typed", ["insecure", "notable", "inconsistent", "invisible", "Kent", "Leeds", "Bury", "submarine", "induced"]
)
def test_words_of_another_meaning_are_not_searched_for(reports: list[Report], typed: str) -> None:
    page = searcher_of(reports, texts=OTHERS).search(SearchRequest(typed))
    assert (page.total, page.expansions, page.suggestion) == (0, (), None)


@pytest.mark.parametrize("typed", ["sumarise", "summarisse", "sumamrise", "summarize", "sommarese", "inujred"])
def test_slips_of_the_pen_are(reports: list[Report], typed: str) -> None:
    (expansion,) = searcher_of(reports, texts=OTHERS).search(SearchRequest(typed)).expansions
    assert expansion == Expansion(typed, ("injured" if typed.startswith("i") else "summarise",), unknown=True)


def test_two_words_are_still_one_spelled_apart(reports: list[Report]) -> None:
    searcher = searcher_of(reports, texts=OTHERS * 2)
    assert searcher.search(SearchRequest("frontline")).expansions == (Expansion("frontline", ("front line",)),)


def test_an_acronym_whose_plural_has_another_stem_finds_it(reports: list[Report]) -> None:
    searcher = searcher_of(
        reports, texts=("The PRU is full.", "Two PRUs close.", "A pupil referral unit opens.", "No.")
    )
    forms = ("PRU", "PRUs", "pupil referral unit", "pupil referral units")
    assert [searcher.search(SearchRequest(form)).total for form in forms] == [3, 3, 3, 3]

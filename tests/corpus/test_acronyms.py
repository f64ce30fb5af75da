"""What counts as a definition of an acronym, and what does not. All names are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.acronyms.definitions import definitions_in, find_definitions
from corpus.acronyms.keys import long_key, short_key
from corpus.report import Finding, InspectionType, Passage, PassageKind, Report, Section, Source
from tests.corpus.invented import whole_reports


def pairs(text: str) -> list[tuple[str, str]]:
    return [(found.short, found.long) for found in find_definitions(text)]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The harbour ferry board (HFB) met.", "HFB", "harbour ferry board"),
        ("Special educational needs coordinators (SENCos) meet.", "SENCos", "Special educational needs coordinators"),
        ("special educational needs co-ordinators (SENCOs)", "SENCOs", "special educational needs co-ordinators"),
        ("education, health and care plans (EHC plans)", "EHC plans", "education, health and care plans"),
        ("education, health and care (EHC) plans", "EHC", "education, health and care"),
        ("designated social care officers (DSCOs)", "DSCOs", "designated social care officers"),
        ("Lantern keepers’ council (LKC)", "LKC", "Lantern keepers’ council"),
        ("Independent pier officers’ (IPOs’) caseloads", "IPOs", "Independent pier officers"),
        ("serious tide reviews (STR’s)", "STR’s", "serious tide reviews"),
        ("children in care (CiC)", "CiC", "children in care"),
        ("Children and Ferry Court Advisory and Support Service (Cafcass)", "Cafcass",
         "Children and Ferry Court Advisory and Support Service"),
        ("Tide and North East Wexcombe (T&NEW)", "T&NEW", "Tide and North East Wexcombe"),
        ("Tide & North East Wexcombe (TNEW)", "TNEW", "Tide & North East Wexcombe"),
        ("accident and emergency (A&E)", "A&E", "accident and emergency"),
        ("special harbour needs and/or disabilities (SHND)", "SHND", "special harbour needs and/or disabilities"),
        ("speech and lantern therapy (SALT)", "SALT", "speech and lantern therapy"),
        ("the not in education, ferrying or training (NEFT) figure", "NEFT", "not in education, ferrying or training"),
        ("multi-agency safeguarding harbour (MASH)", "MASH", "multi-agency safeguarding harbour"),
        ("multiagency safeguarding harbour (MASH)", "MASH", "multiagency safeguarding harbour"),
        ("neurodiverse (ND) children", "ND", "neurodiverse"),
        ("Voices for Ferries (V4F)", "V4F", "Voices for Ferries"),
        ("section 47 (S47) enquiries", "S47", "section 47"),
        ("electronic pier education plan (ePEP)", "ePEP", "electronic pier education plan"),
        ("HMI Harbours (HMIH)", "HMIH", "HMI Harbours"),
        ("Kelp, Eel and Wrack Valleys NHS Foundation Trust (KEWV)", "KEWV",
         "Kelp, Eel and Wrack Valleys NHS Foundation Trust"),
        ("the Kelp and District NHS Foundation Trust (KDFT)", "KDFT", "Kelp and District NHS Foundation Trust"),
        ("multi-agency tide risk conference team (MATRC)", "MATRC", "multi-agency tide risk conference"),
        ("known as ‘making a difference’ (MAD)", "MAD", "making a difference"),
        ("a parent carer forum (also known as PCF)", "PCF", "parent carer forum"),
        ("a parent carer forum (the ‘PCF’)", "PCF", "parent carer forum"),
        ("the Managing Mariner (MM – the head of the pier)", "MM", "Managing Mariner"),
        ("the harbour rescue team (HRT, Wexcombe)", "HRT", "harbour rescue team"),
        ("children in harbour care (CiHC/LAC)", "CiHC", "children in harbour care"),
        ("the pier, lantern and tide officer [PLTO]", "PLTO", "pier, lantern and tide officer"),
    ],
)  # fmt: skip
def test_a_short_form_in_brackets_is_defined_by_the_words_before(text: str, short: str, long: str) -> None:
    assert pairs(text) == [(short, long)]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The HFB (harbour ferry board) met.", "HFB", "harbour ferry board"),
        ("Each SENCo (special educational needs co-ordinator) said so.", "SENCo",
         "special educational needs co-ordinator"),
        ("Every EHC plan (education, health and care plan) is late.", "EHC plan", "education, health and care plan"),
        ("Young people praise the REEF service (Rowing, Eeling, Exploring, Fishing).", "REEF",
         "Rowing, Eeling, Exploring, Fishing"),
        ("The ‘YVIF’ (Young Voices Influencing Ferries) meets.", "YVIF", "Young Voices Influencing Ferries"),
        ("the FFW (Ferries and Families Wexcombe, which is the forum)", "FFW", "Ferries and Families Wexcombe"),
        ("LKC: (lantern keepers’ council)", "LKC", "lantern keepers’ council"),
        ("the LKC (the lantern keepers’ council)", "LKC", "lantern keepers’ council"),
    ],
)  # fmt: skip
def test_a_long_form_in_brackets_defines_the_word_before(text: str, short: str, long: str) -> None:
    assert pairs(text) == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "The last visit (2014) was short.",
        "Plans are late (see paragraph 3).",
        "Plans are late (Recommendation) and long (Para 69).",
        "The inspectorate (Ofsted) came.",
        "Children with additional needs (SEND) wait.",
        "Waiting lists grew (March 2019), by a fifth (ONS, 2018).",
        "Young people told us (Year 11) that ferries are late.",
        "Harriet Ives (HMI) and Rhoda Fenn (Ofsted Inspector) led it.",
        "The ferry service (Harbour Lights) is good.",
        "The MASH (MASH) is good.",
        "initial tide conferences (ITPC)",
        "the Tarnside ferry board (HFB)",
        "Coordination between the HFB and the safe piers board (HSPB)",
        "Staff are kind. Harbour officers (SKHO) agree",
        "He said (and others agreed) that IT (new in 2014) helps.",
        "children in their pier reports (CPRs)",
        "the chief lantern keeper of the pier in (CLKP)",
        "Reviews are ((( (",
        "",
    ],
)
def test_other_brackets_define_nothing(text: str) -> None:
    assert pairs(text) == []


def test_a_text_may_define_several() -> None:
    text = "The harbour ferry board (HFB), the lantern keepers’ council (LKC) and the HRT (harbour rescue team) met."
    assert pairs(text) == [
        ("HFB", "harbour ferry board"),
        ("LKC", "lantern keepers’ council"),
        ("HRT", "harbour rescue team"),
    ]


@pytest.mark.parametrize(
    "forms",
    [
        ("SENCo", "SENCos", "SENCO", "SENCOs", "SENCo’s"),
        ("EHCP", "EHCPs", "EHC plan", "EHC plans", "EHC Plans"),
        ("IPO", "IPOs", "IPOs’", "IPO's"),
        ("SHN/D", "SHND"),
    ],
)
def test_an_acronym_in_all_its_forms_has_one_key(forms: tuple[str, ...]) -> None:
    assert len({short_key(form, plural=form.rstrip("’").endswith("s")) for form in forms}) == 1


@pytest.mark.parametrize(
    "forms",
    [
        (
            "special educational needs coordinator",
            "Special Educational Needs Co-ordinators",
            "special educational needs’ co-ordinator’s",
        ),
        ("multi-agency harbour hub", "Multi Agency Harbour Hubs", "multiagency harbour hub"),
        ("Health and Well-being Board", "health & wellbeing boards"),
        ("independent pier adviser", "independent pier advisors"),
        ("special needs and disabilities", "special needs and/or disabilities", "special needs or disability"),
    ],
)
def test_a_long_form_in_all_its_spellings_has_one_key(forms: tuple[str, ...]) -> None:
    assert len({long_key(form) for form in forms}) == 1


def test_the_s_of_a_plural_is_told_from_a_letter() -> None:
    keys = [
        (found.short_key, found.plural)
        for found in find_definitions(
            "early pier assessments (EPAs), child and ferry mental health services (CFMHs), pier harbour services (PHS)"
        )
    ]
    assert keys == [("epa", True), ("cfmhs", False), ("phs", False)]


def report_of(*sections: tuple[str, list[str]]) -> Report:
    made = tuple(
        Section(
            heading,
            1,
            Finding.MIXED,
            "no rule",
            tuple(Passage(f"{place}-{n}", PassageKind.BULLET, text) for n, text in enumerate(texts)),
        )
        for place, (heading, texts) in enumerate(sections)
    )
    return Report("x", "A letter", InspectionType.OTHER, Source("x.md", "0" * 64), made)


def test_definitions_are_found_in_headings_and_passages_in_reading_order() -> None:
    report = report_of(
        ("The harbour ferry board (HFB)", ["The lantern keepers’ council (LKC) met.", "The HFB met."]),
        ("What falls short", ["Pier access plans (PAPs) are late."]),
    )
    found = [(passage.id if passage else None, found.short) for passage, found in definitions_in(report)]
    assert found == [(None, "HFB"), ("0-0", "LKC"), ("1-0", "PAPs")]


def test_a_bracket_that_begins_a_passage_belongs_to_the_words_before_it() -> None:
    report = report_of(
        ("The harbour ferry board", ["(HFB) The board met.", "It asked the lantern keepers’ council"]),
        ("", ["(LKC) and others.", "Later it met the lantern keepers’ council", "(LKC) again."]),
    )
    found = [(passage.id if passage else None, found.short, found.long) for passage, found in definitions_in(report)]
    assert found == [("0-0", "HFB", "harbour ferry board"), ("1-2", "LKC", "lantern keepers’ council")]


SIGNS = st.sampled_from(list("ABCDEHMNS abcdehmns()[]&/-’'.,;:0147\n\u2013\u00e9\ud800"))
WORDS = st.sampled_from(
    ["harbour", "ferry", "and", "of", "Board", "co-operation", "multi", "&", "(HFB)", "(", ")", "SENCos"]
)
TEXTS = st.text(SIGNS, max_size=80) | st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=60)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_is_read_and_both_forms_stand_where_it_says(text: str) -> None:
    for found in find_definitions(text):
        assert text[found.short_start :].startswith(found.short)
        assert text[found.long_start :].startswith(found.long)
        assert found.short_key
        assert found.long_key
        spans = sorted(
            [
                (found.short_start, found.short_start + len(found.short)),
                (found.long_start, found.long_start + len(found.long)),
            ]
        )
        assert spans[0][1] <= spans[1][0]


@given(
    st.lists(
        st.sampled_from(["amber", "beacon", "cove", "dune", "eel", "fen", "gull", "heron"]), min_size=3, max_size=8
    )
)
def test_the_first_letters_of_any_words_define_them(words: list[str]) -> None:
    short, long = "".join(word[0] for word in words).upper(), " ".join(words)
    assert pairs(f"We saw the {long} ({short}).") == [(short, long)]
    assert pairs(f"We saw the {short} ({long}).") == [(short, long)]


@settings(max_examples=50, deadline=None)
@given(whole_reports)
def test_any_report_is_read(report: Report) -> None:
    held = {passage.id for _, passage in report.passages()} | {None}
    assert {passage.id if passage else None for passage, _ in definitions_in(report)} <= held

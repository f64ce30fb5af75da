"""The acronyms of a collection: how definitions are grouped and counted. All names are invented."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus.acronyms.glossary import Acronym, find_acronyms
from corpus.catalogue.catalogue import Catalogue
from corpus.catalogue.files import Change, drop_file
from corpus.report import Finding, InspectionType, Passage, PassageKind, Report, Section, Source
from tests.corpus.invented import WEXCOMBE, keep


def letter(name: str, *texts: str) -> Report:
    passages = tuple(Passage(f"{name}-{n}", PassageKind.BULLET, text) for n, text in enumerate(texts))
    source = Source(f"/reports/{name}.md", name * 64)
    section = Section("Findings", 1, Finding.MIXED, "no rule", passages)
    return Report(f"letter-{name}", "A letter", InspectionType.OTHER, source, (section,))


FIRST = letter(
    "d",
    "Special educational needs coordinators (SENCos) row. A SENCo rows alone, and SENCOs agree.",
    "The special educational needs co-ordinator (SENCo) sings.",
    "Education, health and care plans (EHC plans) are late; each EHC plan's page is torn.",
    "The harbour ferry board (HFB) met. The PLO helps.",
)
SECOND = letter(
    "e",
    "Special educational needs co-ordinators (SENCOs) swim.",
    "An education, health and care plan (EHCP) is a map. EHCPs fold.",
    "The Harbour Fishing Board (HFB) met.",
    "Two harbour ferry boards met, and the HFBs’ boats, but no hfb and no PHFB.",
)
THIRD = letter("f", "The harbour ferry board (HFB) met the SENCo/HFB group.")

GLOSSARY = (
    Acronym(
        short="EHC plans",
        long="Education, health and care plans",
        shorts=("EHC plans", "EHCP"),
        longs=("Education, health and care plans", "education, health and care plan"),
        reports=2,
        short_passages=2,
        long_passages=2,
    ),
    Acronym("HFB", "harbour ferry board", ("HFB",), ("harbour ferry board",), 2, 4, 3),
    Acronym("HFB", "Harbour Fishing Board", ("HFB",), ("Harbour Fishing Board",), 1, 4, 1),
    Acronym(
        short="SENCOs",
        long="Special educational needs co-ordinators",
        shorts=("SENCOs", "SENCo", "SENCos"),
        longs=(
            "Special educational needs co-ordinators",
            "Special educational needs coordinators",
            "special educational needs co-ordinator",
        ),
        reports=2,
        short_passages=4,
        long_passages=3,
    ),
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Catalogue.open(tmp_path, write=True) as catalogue:
        keep(catalogue, THIRD, SECOND, WEXCOMBE, FIRST)
    return tmp_path


def test_forms_are_one_entry_and_meanings_are_kept_apart(data: Path) -> None:
    with Catalogue.open(data) as catalogue:
        assert catalogue.acronyms() == GLOSSARY


def test_definitions_go_with_their_report(data: Path) -> None:
    with Catalogue.open(data, write=True) as catalogue:
        with catalogue.changing() as db:
            drop_file(db, FIRST.source.path)
            drop_file(db, THIRD.source.path)
        left = catalogue.acronyms()
    assert [(acronym.short, acronym.long, acronym.reports) for acronym in left] == [
        ("EHCP", "education, health and care plan", 1),
        ("HFB", "Harbour Fishing Board", 1),
        ("SENCOs", "Special educational needs co-ordinators", 1),
    ]


def test_a_report_without_definitions_leaves_nothing(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path, write=True) as catalogue:
        keep(catalogue, WEXCOMBE)
        assert catalogue.acronyms() == ()


def test_definitions_are_mined_anew_where_the_rules_have_changed(data: Path) -> None:
    with Catalogue.open(data, write=True) as catalogue:
        with catalogue.changing() as db:
            db.execute("DELETE FROM acronyms WHERE report_id = 'letter-f'")
        assert keep(catalogue, THIRD) == [(Change.UPDATED, "letter-f")]
        assert keep(catalogue, THIRD) == [(Change.UNCHANGED, "letter-f")]
        assert catalogue.acronyms() == GLOSSARY


def test_the_view_agrees_and_each_definition_names_its_passage(data: Path) -> None:
    with Catalogue.open(data) as catalogue, catalogue.snapshot() as db:
        view = db.execute("SELECT short, long, reports FROM acronyms_full ORDER BY short_key, reports DESC").fetchall()
        printed = db.execute(
            "SELECT short, text FROM acronyms a JOIN passages p ON p.id = a.passage_id WHERE a.report_id = 'letter-e'"
        ).fetchall()
    assert view == [(acronym.short, acronym.long, acronym.reports) for acronym in GLOSSARY]
    assert Counter(short for short, _ in printed) == Counter(["SENCOs", "EHCP", "HFB"])
    assert all(short in text for short, text in printed)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("", [0, 1, 2, 3]),
        (" ", [0, 1, 2, 3]),
        ("senco", [3]),
        ("SENCos", [3]),
        ("ehcp", [0]),
        ("EHC plan", [0]),
        ("hfb", [1, 2]),
        ("ferry boards", [1]),
        ("co-ordinator", [3]),
        ("coordinators", [3]),
        ("need", [3]),
        ("board ferry", []),
        ("lantern", []),
        ("(", []),
    ],
)
def test_an_acronym_is_found_by_either_form(word: str, found: list[int]) -> None:
    assert find_acronyms(GLOSSARY, word) == [GLOSSARY[place] for place in found]

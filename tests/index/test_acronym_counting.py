"""Acronyms counted beside the building of an index are those of the catalogue."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.report import Finding, InspectionType, Passage, PassageKind, Report, Section, Source
from index.generations import acronym_counting
from index.generations.acronym_counting import counting_acronyms
from tests.corpus.invented import keep


@pytest.fixture
def data(tmp_path: Path) -> Path:
    texts = ("Pier lantern officers (PLOs) count “café” lamps.", "A PLO counts twice.")
    passages = tuple(Passage(f"pier-{n}", PassageKind.BULLET, text) for n, text in enumerate(texts))
    section = Section("What was counted", 1, Finding.CONTEXT, "no rule", passages)
    report = Report("pier", "Pier", InspectionType.OTHER, Source("/pier.md", "0" * 64), (section,))
    with Catalogue.open(tmp_path, write=True) as catalogue:
        keep(catalogue, report)
    return tmp_path


@pytest.mark.parametrize("many", [0, 1_000])
def test_the_same_acronyms_in_this_process_and_in_another(
    data: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(acronym_counting, "MANY_PASSAGES", many)
    with Catalogue.open(data, write=True) as catalogue, counting_acronyms(catalogue) as acronyms:
        assert acronyms() == catalogue.acronyms()
        assert [acronym.short for acronym in catalogue.acronyms()] == ["PLOs"]


def test_where_no_other_process_can_count_this_one_does(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acronym_counting, "MANY_PASSAGES", 0)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    with Catalogue.open(data) as catalogue, counting_acronyms(catalogue) as acronyms:
        assert acronyms() == catalogue.acronyms()

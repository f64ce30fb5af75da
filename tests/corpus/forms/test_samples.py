"""Every bundled sample against the facts its author says are in it (corpus/sample_sources)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Set
from pathlib import Path
from typing import Any

import pytest

import corpus
from corpus.areas import AreaTable
from corpus.forms import interpret
from corpus.readers import read_document
from corpus.report import Finding, PassageKind, Report, Section, Source

HERE = Path(corpus.__file__).parent
SAMPLES = HERE / "samples"
EXPECTED: dict[str, Any] = json.loads((HERE / "sample_sources" / "expected.json").read_text(encoding="utf-8"))
FACTS = (
    "title",
    "areas",
    "inspection_type",
    "inspected_from",
    "inspected_to",
    "published",
    "previous_inspection",
    "judgement",
)


@pytest.fixture(scope="module", params=sorted(EXPECTED))
def sample(request: pytest.FixtureRequest) -> tuple[Report, dict[str, Any]]:
    path = SAMPLES / request.param
    source = Source(request.param, hashlib.sha256(path.read_bytes()).hexdigest())
    areas = AreaTable.load(SAMPLES / "areas.csv")
    return interpret(read_document(path), source, areas), EXPECTED[request.param]


def test_the_sample_s_facts(sample: tuple[Report, dict[str, Any]]) -> None:
    report, expected = sample
    read = {name: getattr(report, name) for name in FACTS}
    printed = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in read.items()}
    assert printed | {"areas": list(report.areas)} == {name: expected[name] for name in FACTS}


def test_every_printed_word_of_the_sample_is_in_its_report(sample: tuple[Report, dict[str, Any]]) -> None:
    report, _ = sample
    assert (report.coverage is not None) == report.source.path.endswith(".pdf")
    assert report.coverage is None or report.coverage.uncovered_words == 0


def test_the_sample_s_grades(sample: tuple[Report, dict[str, Any]]) -> None:
    report, expected = sample
    assert {judgement.aspect: judgement.grade for judgement in report.judgements} == expected["judgements"]


@pytest.mark.parametrize("finding", [Finding.STRENGTH, Finding.WEAKNESS, Finding.RECOMMENDATION])
def test_the_sample_s_findings(sample: tuple[Report, dict[str, Any]], finding: Finding) -> None:
    report, expected = sample
    wanted: dict[str, int] = expected[{"strength": "strengths", "weakness": "weaknesses"}.get(finding, f"{finding}s")]
    counted: dict[str, int] = {}
    for section in report.sections:
        if section.finding is finding and _items(section) and not _counted_elsewhere(section):
            counted[_name(section, wanted.keys() - counted.keys())] = _items(section)
    assert counted == wanted


def test_the_sample_s_other_counts(sample: tuple[Report, dict[str, Any]]) -> None:
    report, expected = sample
    for key, count in expected.get("main_findings", {}).items():
        assert [_items(s) for s in report.sections if s.heading == key] == [count]
    if "numbered_paragraphs" in expected:
        numbered = [p for s, p in report.passages() if p.kind is PassageKind.NUMBERED and not _in_annex(s)]
        assert len(numbered) == expected["numbered_paragraphs"]
    if "written_statement_of_action" in expected:
        listed = [s for s in report.sections if _is_statement(s)]
        assert sum(map(_items, listed)) == expected["written_statement_of_action"]
    if "revisited_weaknesses" in expected:
        judged = [
            {"finding": s.heading, "judgement": s.judgement, "bullets": _items(s)}
            for s in report.sections
            if s.judgement
        ]
        assert judged == expected["revisited_weaknesses"]


def _items(section: Section) -> int:
    """Count the items of a section: bullets, numbered paragraphs and table items, not what is below them."""
    return sum(passage.kind is not PassageKind.PARAGRAPH and passage.level == 1 for passage in section.passages)


def _name(section: Section, names: Set[str]) -> str:
    """Return the name that the list of facts calls a section by: its heading, with those above where need be."""
    headings = (*section.path, section.heading)
    candidates = [" > ".join(headings[start:]) for start in range(len(headings))]
    return next((name for name in candidates if name in names), candidates[0])


def _counted_elsewhere(section: Section) -> bool:
    """Return whether a section is one of those that the list of facts counts by another name."""
    return _is_statement(section) or section.judgement == "Not sufficient progress"


def _is_statement(section: Section) -> bool:
    return "written statement" in section.finding_rule or section.heading.startswith("The inspection raises")


def _in_annex(section: Section) -> bool:
    return any(heading.startswith("Annex") for heading in (section.heading, *section.path))

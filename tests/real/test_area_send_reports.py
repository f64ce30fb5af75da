"""The area SEND reports of 2023 and 2024 as published, against the facts read off them by eye (area_send.csv)."""

from __future__ import annotations

import csv
import hashlib
import os
from datetime import date
from pathlib import Path

import pytest

from corpus.areas import AreaTable
from corpus.forms import interpret
from corpus.readers import read_document
from corpus.report import PassageKind, Report, Source

REPORTS = Path(os.environ.get("INSPECTION_REPORTS") or Path(__file__).parents[3] / "shared" / "reports")
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason=f"no reports in {REPORTS}")

with (Path(__file__).parent / "area_send.csv").open(encoding="utf-8", newline="") as lines:
    FACTS = list(csv.DictReader(lines))

CONTRADICTING = {"Rutland"}
"""Its running footer ends the inspection on another day than its title page."""


@pytest.fixture(scope="module", params=FACTS, ids=[row["area"] for row in FACTS])
def read(request: pytest.FixtureRequest) -> tuple[Report, dict[str, str]]:
    row: dict[str, str] = request.param
    path = REPORTS / row["path"]
    if not path.is_file():
        pytest.skip(f"{row['path']} is not there")
    source = Source(row["path"], hashlib.sha256(path.read_bytes()).hexdigest())
    return interpret(read_document(path), source, AreaTable.load()), row


def items(report: Report, start: str) -> int:
    """Count the items printed under a heading; what is listed below an item is part of it."""
    found = [section for section in report.sections if section.heading.startswith(start)]
    return sum(p.level == 1 and p.kind is not PassageKind.PARAGRAPH for section in found for p in section.passages)


def test_the_facts_of_the_title_page(read: tuple[Report, dict[str, str]]) -> None:
    report, row = read
    assert (report.inspection_type.value, report.areas) == ("area-send", (row["area"],))
    days = report.inspected_from, report.inspected_to, report.previous_inspection
    assert days == tuple(date.fromisoformat(row[n]) for n in ("inspected_from", "inspected_to", "previous_inspection"))
    assert report.judgement == row["judgement"]
    assert report.lead_inspectors == tuple(row["lead_inspectors"].split("; "))
    assert (report.inspectorates, report.licence) == (("Ofsted", "CQC"), "Open Government Licence")


def test_the_counts_of_findings(read: tuple[Report, dict[str, str]]) -> None:
    report, row = read
    counted = {
        "strengths": items(report, "What is the area partnership doing"),
        "weaknesses": items(report, "What does the area partnership need"),
        "priority_actions": items(report, "Areas for priority action"),
        "improvements": items(report, "Areas for improvement"),
    }
    wanted = {name: int(row[name]) for name in counted}
    assert counted == wanted


def test_doubts_are_those_that_the_report_gives_cause_for(read: tuple[Report, dict[str, str]]) -> None:
    report, row = read
    kinds = [warning.kind for warning in report.warnings if warning.kind not in {"published", "reading"}]
    assert kinds == (["contradiction"] if row["area"] in CONTRADICTING else [])

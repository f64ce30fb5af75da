"""The fact tables against what published reports print. Skipped where there are no reports."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from corpus.areas import AreaTable
from corpus.dates import find_ranges
from corpus.judgements import area_send_outcome, progress_counts, statement_of_action, weakness_progress

REPORTS = Path(os.environ.get("INSPECTION_REPORTS") or Path(__file__).parents[3] / "shared" / "reports")
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason=f"no reports in {REPORTS}")


def lines_of(name: str) -> list[str]:
    path = REPORTS / name
    if not path.is_file():
        pytest.skip(f"{name} is not there")
    return path.read_text(encoding="utf-8").splitlines()


def test_every_folder_is_named_after_a_known_area() -> None:
    table = AreaTable.load()
    folders = [path.name for path in REPORTS.iterdir() if path.is_dir()]
    assert folders
    assert [name for name in folders if table.resolve(name) is None] == []


def test_an_area_send_report_has_its_outcome_and_dates() -> None:
    lines = lines_of("seed-area-send-stoke-on-trent-2024.md")
    outcomes = [outcome[0] for line in lines if (outcome := area_send_outcome(line))]
    assert outcomes == ["Inconsistent"]
    dated = [line for line in lines if "dates:" in line.lower() or "previous inspection:" in line.lower()]
    assert [(found.start, found.end) for line in dated for found in find_ranges(line)] == [
        (date(2024, 1, 29), date(2024, 2, 2)),
        (date(2016, 7, 11), date(2016, 7, 15)),
    ]


def test_a_revisit_letter_has_its_judgements() -> None:
    lines = lines_of("seed-send-revisit-staffordshire-2022.md")
    assert progress_counts("\n".join(lines)) == (6, 8)
    closing = [line for line in lines if "to improve this area" in line]
    judged = [weakness_progress(line) for line in closing]
    assert (judged.count("Sufficient progress"), judged.count("Not sufficient progress")) == (6, 2)


def test_a_local_area_letter_requires_its_statement() -> None:
    found = statement_of_action(
        "\n".join(lines_of("seed-send-local-area-stockton-on-tees-2019.txt")), whole_letter=False
    )
    assert found is not None
    assert found[0] == "Written statement of action required"

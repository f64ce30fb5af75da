"""No published report loses words: all that its pages print is in the report. Skipped where there are no reports."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.coverage import TOLERATED
from corpus.reading.one_file import Reading, ReadingTask, read_file

REPORTS = Path(os.environ.get("INSPECTION_REPORTS") or Path(__file__).parents[3] / "shared" / "reports")
PDFS = sorted(REPORTS.rglob("*.pdf")) if REPORTS.is_dir() else []
pytestmark = pytest.mark.skipif(not PDFS, reason=f"no reports in {REPORTS}")


@pytest.mark.parametrize("path", PDFS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_words_are_lost_in_no_report(path: Path) -> None:
    answer = read_file(ReadingTask(path))
    if not isinstance(answer, Reading):
        pytest.skip(answer.reason)
    coverage = answer.report.coverage
    assert coverage is not None
    assert coverage.words > 1_000
    assert coverage.uncovered_words <= TOLERATED * coverage.words, coverage.by_page

"""Reports set aside and taken down by eye: every fact, heading and count of items, as printed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
REPORTS = Path(os.environ.get("INSPECTION_REPORTS", CHECKOUT.parent / "shared" / "reports"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not REPORTS.is_dir(), reason=f"no real reports in {REPORTS}"),
]


def test_what_was_taken_down_is_what_is_read() -> None:
    command = [sys.executable, str(CHECKOUT / "benchmarks" / "fidelity.py"), str(REPORTS), "--set-aside", "--failures"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "headings found | 190 of 190 (100.00%)" in done.stdout

"""Acronyms mined from real reports, against lists made by hand. Skipped where there are no reports.

``acronyms.csv`` has every meaning that was mined when the rules were made, each judged by reading
it where it is printed. ``acronyms_by_hand.csv`` has every definition in brackets that twelve of the
reports print (every eighth by id, from the fourth), those that are not mined among them. Both
name acronyms and long forms by their keys. Run as a program it prints the figures:

    python -m tests.real.test_acronyms FOLDER
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.gathering.update import gather

HERE = Path(__file__).parent
REPORTS = Path(os.environ.get("INSPECTION_REPORTS", HERE.parents[2] / "shared" / "reports"))
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not REPORTS.is_dir(), reason=f"no real reports in {REPORTS}"),
]

Key = tuple[str, str]
Mined = Counter[tuple[str, Key]]
"""How often each report, by its path below the folder, defines each acronym."""


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / name).read_text("utf-8").splitlines()))


JUDGED: dict[Key, bool] = {(row["short_key"], row["long_key"]): row["right"] == "yes" for row in rows("acronyms.csv")}
BY_HAND: Mined = Counter((row["path"], (row["short_key"], row["long_key"])) for row in rows("acronyms_by_hand.csv"))


def mine(folder: Path) -> Mined:
    """Return what the reports of a folder define."""
    query = "SELECT r.path, a.short_key, a.long_key FROM acronyms a JOIN reports r ON r.id = a.report_id"
    with tempfile.TemporaryDirectory() as data, Catalogue.open(Path(data), write=True) as catalogue:
        gather([folder], catalogue)
        with catalogue.snapshot() as db:
            found = db.execute(query).fetchall()
    root = folder.absolute()
    return Counter((Path(path).relative_to(root).as_posix(), (short, long)) for path, short, long in found)


@pytest.fixture(scope="module")
def mined() -> Mined:
    return mine(REPORTS)


def test_every_meaning_that_is_mined_was_judged(mined: Mined) -> None:
    assert sorted({key for _, key in mined} - JUDGED.keys()) == []


def test_nearly_all_that_is_mined_is_right(mined: Mined) -> None:
    assert sum(JUDGED.get(key, False) for key in {key for _, key in mined}) >= 0.98 * len({key for _, key in mined})


def test_nearly_all_that_is_printed_is_mined(mined: Mined) -> None:
    assert (BY_HAND & mined).total() >= 0.95 * BY_HAND.total()


def print_figures(folder: Path) -> None:
    """Print precision over all reports of a folder, and recall over the twelve."""
    found = mine(folder)
    meanings = {key for _, key in found}
    right = sum(JUDGED.get(key, False) for key in meanings)
    right_printed = sum(count for (_, key), count in found.items() if JUDGED.get(key))
    print(f"meanings mined: {len(meanings)}, right: {right} ({right / len(meanings):.1%})")
    print(f"definitions mined: {found.total()}, right: {right_printed} ({right_printed / found.total():.1%})")
    hit = (BY_HAND & found).total()
    reports = len({path for path, _ in BY_HAND})
    print(f"definitions printed in {reports} reports: {BY_HAND.total()}, mined: {hit} ({hit / BY_HAND.total():.1%})")


if __name__ == "__main__":
    print_figures(Path(sys.argv[1]))

"""``searcher acronyms``: what is listed, in which form, and what is said where there is nothing."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from searcher.cli import main

LETTER = """# Area SEND inspection of Tarnside Local Area Partnership

## What is the area partnership doing that is effective?

- Special educational needs co-ordinators (SENCos) row out to the island schools.
- Each SENCo keeps a lantern. The pier lantern officer (PLO) helps.
- The quay board (QB) met the tide assessment team (TAT).
"""
SECOND = LETTER.replace("Tarnside", "Wexcombe").replace("pier lantern officer", "public ledger office")
TABLE = """\
Acronym  Stands for                              Defined in  Passages  In full
PLO      pier lantern officer                             1         2        1
PLO      public ledger office                             1         2        1
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("letters")
    (folder / "first.md").write_text(LETTER, encoding="utf-8")
    (folder / "second.md").write_text(SECOND, encoding="utf-8")
    done(folder / "data", "index", folder)
    return folder / "data"


def done(data: Path, *arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, ["--data", str(data), *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result


def test_every_meaning_is_listed_by_acronym(data: Path) -> None:
    result = done(data, "acronyms")
    assert [line.split("  ")[0] for line in result.stdout.splitlines()] == [
        "Acronym",
        "PLO",
        "PLO",
        "QB",
        "SENCos",
        "TAT",
    ]
    assert result.stderr == "5 meanings\n"


def test_a_word_chooses(data: Path) -> None:
    result = done(data, "acronyms", "plo")
    assert [line.split() for line in result.stdout.splitlines()] == [line.split() for line in TABLE.splitlines()]
    assert result.stderr == "2 meanings of 5\n"
    assert "SENCos" in done(data, "acronyms", "needs", "coordinator").stdout


def test_json_has_every_printed_form_and_the_counts(data: Path) -> None:
    assert json.loads(done(data, "acronyms", "senco", "--format", "json").stdout) == [
        {
            "short": "SENCos",
            "long": "Special educational needs co-ordinators",
            "shorts": ["SENCos"],
            "longs": ["Special educational needs co-ordinators"],
            "reports": 2,
            "short_passages": 4,
            "long_passages": 2,
        }
    ]


def test_a_file_for_spreadsheets(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "acronyms.csv"
    result = done(data, "acronyms", "tat", "--output", path)
    assert list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))) == [
        {
            "acronym": "TAT",
            "long_form": "tide assessment team",
            "reports_that_define_it": "2",
            "passages_with_acronym": "2",
            "passages_with_long_form": "2",
            "printed_acronyms": "TAT",
            "printed_long_forms": "tide assessment team",
        }
    ]
    assert result.stderr == f"1 meaning of 5, written to {path}\n"


def test_a_word_that_nothing_defines_is_answered_plainly(data: Path) -> None:
    result = done(data, "acronyms", "xyzzy")
    assert (result.stdout, result.stderr) == ("", "No report defines “xyzzy”; 5 meanings are defined in all\n")
    assert json.loads(done(data, "acronyms", "xyzzy", "--format", "json").stdout) == []


@pytest.mark.parametrize("word", ["(", "*", "\ud800", "’s", "=1+1"])
def test_any_word_is_taken(data: Path, word: str) -> None:
    assert json.loads(done(data, "acronyms", "--format", "json", "--", word).stdout) == []

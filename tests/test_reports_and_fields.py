"""``docs/reports-and-fields.md``: its list of reports does what the document says, its tables are complete."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpus.areas import COLUMNS as AREA_COLUMNS
from corpus.reading.list_cells import COLUMNS
from corpus.report import Report
from searcher.cli import main

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "reports-and-fields.md").read_text(encoding="utf-8")
(LIST,) = re.findall(r"```csv\n(.*?)```", TEXT, re.DOTALL)
(SESSION,) = re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)
NOT_TOLD = {"sections", "also_called"}


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the sample reports at their place in the project, and the list of the document beside them."""
    shutil.copytree(ROOT / "corpus" / "samples", tmp_path / "corpus" / "samples")
    (tmp_path / "corpus" / "samples" / "reports.csv").write_text(LIST, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SEARCHER_DATA", "data")
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments, prog_name="searcher")
    assert result.exit_code == 0, result.output
    return result


def test_the_example_does_what_the_document_says(workplace: Path) -> None:
    for part in SESSION.split("$ ")[1:]:
        command, _, output = part.rstrip("\n").partition("\n")
        shown = run(*shlex.split(command)[1:]).stdout
        pattern = r"[\s\S]*".join(re.escape(piece) for piece in output.split("..."))
        assert re.match(pattern, shown), f"{command}\n{shown}"

    found = {report["id"]: report for report in json.loads(run("reports", "--format", "json").stdout)}
    corrected = {name: [item["field"] for item in report["corrections"]] for name, report in found.items()}
    assert {name: names for name, names in corrected.items() if names} == {
        "harrowmere-send-revisit-2021-09-27": ["lead_inspectors"],
        "port-ellery-marlhythe-other-2024-03-12": ["areas"],
        "tarnside-ilacs-2019-11-04": ["judgement", "lead_inspectors", "published"],
    }
    assert found["harrowmere-send-revisit-2021-09-27"]["unknown"]["lead_inspectors"] == (
        "the list reports.csv says that it is not known"
    )
    addresses = [report["source"]["url"] for report in found.values() if report["source"]["url"]]
    assert addresses == ["https://reports.example/wexcombe-2023.pdf"]
    assert workplace.is_dir()


def test_a_table_of_reports_may_be_given_back(workplace: Path) -> None:
    folder = workplace / "some"
    shutil.copytree(workplace / "corpus" / "samples" / "coldstrand", folder)
    shutil.copytree(workplace / "corpus" / "samples" / "ludmarsh", folder / "ludmarsh")
    run("index", str(folder))
    before = run("reports", "--format", "json").stdout
    run("reports", "--output", str(folder / "reports.csv"))
    again = json.loads(run("index", str(folder), "--format", "json").stdout)
    assert (again["problems"], again["unchanged"]) == ([], 2)
    assert run("reports", "--format", "json").stdout == before


def test_every_field_and_column_is_described() -> None:
    described = set(re.findall(r"`([a-z_.]+)`", TEXT))
    assert {field.name for field in fields(Report)} - NOT_TOLD <= described
    assert {*COLUMNS, "path", "source.url", *AREA_COLUMNS} <= described
    assert {"published_source", "authority_number_source", "problems"} <= described

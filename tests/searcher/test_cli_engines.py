"""Choosing the engine on the command line: the same answers whichever it is."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from index.generations.engine_choice import ENGINES
from searcher.cli import main
from tests.index.invented_collection import is_installed


def run(data: Path, *arguments: str, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(main, ["--data", str(data), *arguments], prog_name="searcher")


@pytest.fixture(params=[name for name in ENGINES if name != "whoosh"])
def engine(request: pytest.FixtureRequest) -> str:
    if not is_installed(request.param):
        pytest.skip(f"The library of {request.param} is not installed.")
    return str(request.param)


def test_reindex_makes_another_engine_s_index_of_what_was_read(data: Path, engine: str) -> None:
    refused = run(data, "search", "reviews", "--engine", engine)
    assert refused.exit_code == 1
    assert f"Run 'searcher reindex --engine {engine}'" in refused.stderr
    done = run(data, "reindex", "--engine", engine)
    assert (done.exit_code, done.stdout.split(" with ")[0]) == (0, f"The {engine} index was built anew"), done.output
    plain = json.loads(run(data, "search", "annual reviews late", "--format", "json").stdout)
    assert (plain["total"], plain["with_all"]) == (4, 2)
    for answer in (
        run(data, "search", "annual reviews late", "--format", "json", "--engine", engine),
        run(data, "search", "annual reviews late", "--format", "json", SEARCHER_ENGINE=engine),
    ):
        found = json.loads(answer.stdout)
        assert (plain.pop("engine", "whoosh"), found.pop("engine")) == ("whoosh", engine)
        assert {**found, "took_ms": 0} == {**plain, "took_ms": 0}
    stats = json.loads(run(data, "--engine", engine, "stats", "--format", "json").stdout)
    assert (stats["index"]["engine"], stats["index"]["problem"]) == (engine, None)


def test_global_options_may_stand_after_the_command(data: Path, tmp_path: Path) -> None:
    elsewhere = str(tmp_path / "elsewhere")
    assert CliRunner().invoke(main, ["search", "--count", "--data", str(data), "reviews"]).stdout == "6\n"
    last = CliRunner().invoke(main, ["--data", elsewhere, "search", "--count", "reviews", "--data", str(data)])
    assert last.stdout == "6\n"


def test_without_its_library_an_engine_is_refused_with_what_installs_it(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "index.engines.tantivy", raising=False)
    monkeypatch.setitem(sys.modules, "tantivy", None)
    for arguments in (("index", "."), ("reindex",)):
        refused = run(data, *arguments, "--engine", "tantivy")
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "pip install 'inspection-searcher[fast]'" in refused.stderr
    assert not (data / "index" / "tantivy").exists()

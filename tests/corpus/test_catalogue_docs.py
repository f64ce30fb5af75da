"""The description of the catalogue for people is complete, and its example queries run and find something."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus
from corpus.catalogue.catalogue import Catalogue
from corpus.catalogue.connections import CATALOGUE_NAME
from corpus.gathering.update import gather
from tests.corpus.invented import catalogue_with

DOCS = Path(__file__).parents[2] / "docs" / "catalogue.md"
SAMPLES = Path(corpus.__file__).parent / "samples"
QUERIES = re.findall(r"```sql\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    folder = tmp_path_factory.mktemp("described")
    shutil.copytree(SAMPLES, folder / "samples", ignore=shutil.ignore_patterns("*.pdf", "*.docx"))
    (folder / "samples" / "torn.md").write_text("")
    with Catalogue.open(folder / "data", write=True) as catalogue:
        gather([folder / "samples"], catalogue)
    connection = sqlite3.connect(f"{(folder / 'data' / CATALOGUE_NAME).as_uri()}?mode=ro", uri=True)
    yield connection
    connection.close()


@pytest.fixture
def schema(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    catalogue_with(tmp_path)
    connection = sqlite3.connect(tmp_path / CATALOGUE_NAME)
    yield connection
    connection.close()


def test_there_are_five_queries() -> None:
    assert len(QUERIES) == 5


@pytest.mark.parametrize("number", range(5))
def test_every_query_finds_something_in_the_sample_reports(samples: sqlite3.Connection, number: int) -> None:
    rows = samples.execute(QUERIES[number]).fetchall()
    assert rows
    assert all(any(value is not None for value in row) for row in rows)


def test_the_first_query_answers_its_question(samples: sqlite3.Connection) -> None:
    rows = samples.execute(QUERIES[0]).fetchall()
    assert {row[0] for row in rows} == {"Wexcombe"}
    assert all("annual review" in row[4].lower() for row in rows)


def test_what_could_not_be_read_is_listed(samples: sqlite3.Connection) -> None:
    rows = [row for row in samples.execute(QUERIES[4]) if row[1] == "not read"]
    assert [(Path(path).name, why) for path, _, why in rows] == [("torn.md", "it is empty")]


def test_every_table_view_and_column_is_described(schema: sqlite3.Connection) -> None:
    described = set(re.findall(r"`([a-z0-9_]+)`", DOCS.read_text(encoding="utf-8")))
    found = schema.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    names = {name for (name,) in found}
    columns = {
        column for name in names for (column,) in schema.execute("SELECT name FROM pragma_table_info(?)", (name,))
    }
    assert {"reports", "passages", "files", "passages_full"} <= names
    assert names | columns <= described


def test_the_schema_explains_itself(schema: sqlite3.Connection) -> None:
    (made,) = schema.execute("SELECT sql FROM sqlite_master WHERE name = 'passages'").fetchone()
    assert "-- exactly what is printed, lines re-joined" in made

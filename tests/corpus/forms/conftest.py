"""Reports for the forms' tests: read from text by the real reader, with the samples' invented areas."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

import corpus
from corpus.areas import AreaTable
from corpus.forms import interpret
from corpus.readers import read_document
from corpus.report import Report, Source

SAMPLES = Path(corpus.__file__).parent / "samples"

ReadText = Callable[..., Report]


@pytest.fixture(scope="session")
def areas() -> AreaTable:
    return AreaTable.load(SAMPLES / "areas.csv")


@pytest.fixture
def read_text(tmp_path: Path, areas: AreaTable) -> ReadText:
    """Give a function that reads a report from its text, as Markdown unless ``name`` says otherwise."""

    def read(text: str, name: str = "report.md") -> Report:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return interpret(read_document(path), Source(name, hashlib.sha256(text.encode()).hexdigest()), areas)

    return read

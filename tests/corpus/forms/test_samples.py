"""Every bundled sample against what is expected of it (``corpus/sample_sources/expected.json``)."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

import pytest

from corpus.areas import AreaTable
from corpus.forms import interpret
from corpus.readers import read_document
from corpus.report import Report, Source
from tests.corpus.forms.golden import (
    EXPECTED,
    SAMPLES,
    WRITTEN_BY_HAND,
    Unchecked,
    expectation_of,
    expected_of,
    items,
    sample_names,
)


@cache
def report_of(name: str) -> Report:
    path = SAMPLES / name
    source = Source(name, hashlib.sha256(path.read_bytes()).hexdigest())
    return interpret(read_document(path), source, AreaTable.load(SAMPLES / "areas.csv"))


@pytest.mark.parametrize("name", sample_names())
def test_a_sample_says_what_is_expected_of_it(name: str) -> None:
    report = report_of(name)
    expected = expected_of(name, report)
    assert expectation_of(report) == {key: value for key, value in expected.items() if key not in WRITTEN_BY_HAND}
    for heading, count in expected.get("main_findings", {}).items():
        assert [items(section) for section in report.sections if section.heading == heading] == [count]


def test_nothing_is_expected_of_samples_that_are_gone() -> None:
    assert sorted(json.loads(EXPECTED.read_text(encoding="utf-8"))) == sample_names()


def test_an_expectation_that_is_missing_is_written_and_fails_once(tmp_path: Path) -> None:
    name, *others = sample_names()
    known = json.loads(EXPECTED.read_text(encoding="utf-8"))
    path = tmp_path / "expected.json"
    path.write_text(json.dumps({other: known[other] for other in others}), encoding="utf-8")
    with pytest.raises(Unchecked, match=f"had nothing on {name}"):
        expected_of(name, report_of(name), path)
    written = json.loads(path.read_text(encoding="utf-8"))
    assert written == known
    assert list(written) == sample_names()
    assert expected_of(name, report_of(name), path) == expectation_of(report_of(name))

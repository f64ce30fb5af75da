from __future__ import annotations

import inspect

import pytest

import corpus.errors
import index.errors
import searcher.errors
from corpus.errors import CatalogueBusy, CorpusError, NoReports, UnknownReport
from index.errors import IndexMissing, SearchIndexError, UnknownEngine, UnknownField
from searcher.errors import EXPECTED, Ending, SearcherError, UnknownFormat, UnknownPassage, outcome_of


@pytest.mark.parametrize(
    ("error", "exit_code", "status"),
    [
        (UnknownPassage("abc"), 1, 404),
        (UnknownFormat("x"), 2, 400),
        (UnknownReport("x"), 1, 404),
        (NoReports("x"), 1, 503),
        (CatalogueBusy("x"), 1, 503),
        (IndexMissing("x"), 1, 503),
        (UnknownEngine("x"), 2, 503),
        (UnknownField("x"), 2, 400),
    ],
)
def test_each_error_has_its_exit_code_and_status(error: Exception, exit_code: int, status: int) -> None:
    assert outcome_of(error) == Ending(exit_code, status, str(error))


def test_every_error_of_the_program_is_expected() -> None:
    roots = (CorpusError, SearchIndexError, SearcherError)
    for module in (corpus.errors, index.errors, searcher.errors):
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, Exception):
                assert issubclass(kind, roots)
    assert set(roots) == set(EXPECTED)


def test_any_other_error_is_a_fault_of_ours() -> None:
    with pytest.raises(TypeError, match="KeyError"):
        outcome_of(KeyError("x"))


def test_every_error_is_drawn_in_its_module() -> None:
    drawn = searcher.errors.__doc__ or ""
    own = [
        kind.__name__
        for _, kind in inspect.getmembers(searcher.errors, inspect.isclass)
        if kind.__module__ == "searcher.errors"
    ]
    assert [name for name in own if name != "Ending" and name not in drawn] == []

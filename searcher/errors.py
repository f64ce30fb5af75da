"""Everything that can go wrong while searching, and how each error of the program ends.

SearcherError
├── UnknownPassage      no passage has that id
└── UnknownFormat       there is no export of that name

Messages say what is wrong and what to do. What a person types into a search never raises: it
becomes a ``searcher.asking.problems.Problem``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from corpus.errors import CorpusError, UnknownReport
from index.errors import SearchIndexError, UnknownEngine, UnknownField

ERROR, USAGE = 1, 2
BAD_REQUEST, NOT_FOUND, UNAVAILABLE = 400, 404, 503


class SearcherError(Exception):
    """Base of all searcher errors: its exit code on the command line, its HTTP status on the web."""

    EXIT_CODE: ClassVar[int] = ERROR
    STATUS: ClassVar[int] = UNAVAILABLE


class UnknownPassage(SearcherError):
    """No passage in the index has the id asked for."""

    STATUS = NOT_FOUND

    def __init__(self, passage_id: str) -> None:
        super().__init__(
            f"There is no passage “{passage_id}” in this collection. Its report may have been removed or its text "
            "changed. Search for some of its words to find it again."
        )


class UnknownFormat(SearcherError):
    """There is no export of the name asked for."""

    EXIT_CODE = USAGE
    STATUS = BAD_REQUEST


EXPECTED = (SearcherError, SearchIndexError, CorpusError)
"""The errors whose message is for the person at the keyboard; any other error is a fault of ours."""

_OTHERS: tuple[tuple[type[Exception], int, int], ...] = (
    (UnknownReport, ERROR, NOT_FOUND),
    (UnknownField, USAGE, BAD_REQUEST),
    (UnknownEngine, USAGE, UNAVAILABLE),
    (CorpusError, ERROR, UNAVAILABLE),
    (SearchIndexError, ERROR, UNAVAILABLE),
)
"""Errors of the other packages, the particular before the general."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How an error ends: exit code, HTTP status, and the sentences to show."""

    exit_code: int
    status: int
    message: str


def outcome_of(error: Exception) -> Ending:
    """Return how an expected error ends.

    Raises:
        TypeError: for an error that is not one of ``EXPECTED``.
    """
    if isinstance(error, SearcherError):
        return Ending(error.EXIT_CODE, error.STATUS, str(error))
    for kind, exit_code, status in _OTHERS:
        if isinstance(error, kind):
            return Ending(exit_code, status, str(error))
    raise TypeError(f"{type(error).__name__} is not an expected error") from error

"""Problems: parts of a query or a parameter that could not be used as typed, and what was done instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """The kinds of problems."""

    SYNTAX = "syntax"  # a bracket or quote without its partner, a lone operator
    UNKNOWN_FIELD = "unknown-field"
    UNKNOWN_VALUE = "unknown-value"
    BAD_DATE = "bad-date"
    BAD_NUMBER = "bad-number"
    UNKNOWN_PARAMETER = "unknown-parameter"
    TOO_LONG = "too-long"
    NO_WORDS = "no-words"
    PAST_END = "past-end"
    REPEATED_PARAMETER = "repeated-parameter"
    OUTSIDE_HELD = "outside-held"  # taken as typed, but it goes beyond the reports that are held
    UNDATED = "undated"  # taken as typed, but reports without the day meant are left out


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the request that could not be used as typed; the rest of it still ran.

    ``message`` says what is wrong and what was done about it. ``place`` is the parameter ("q", "from"). ``span`` is
    half-open, in characters of that parameter's text. ``instead`` is another value of the parameter that would
    include what is left out.
    """

    kind: ProblemKind
    message: str
    place: str = "q"
    span: tuple[int, int] | None = None
    instead: str | None = None

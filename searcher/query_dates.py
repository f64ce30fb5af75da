"""Ranges of days in a query: ``date:2019..2024``, ``inspected:2023``, ``published:..2020-06``."""

from __future__ import annotations

from corpus.dates import parse_partial
from index.query import DateRange
from searcher.lexemes import Lexeme
from searcher.results import Problem, ProblemKind

_REMEDY = "Write a year, a month or a day, as in 2024, 2024-03 or 21/11/2024, or a range, as in 2019..2024."


def read_date_range(name: str, lexeme: Lexeme) -> tuple[DateRange | None, Problem | None]:
    """Return the range that stands after a date field, or the problem with it.

    A partial date means all its days. Either end of a range may be left open.
    """
    typed = lexeme.text.strip()
    first_typed, dots, last_typed = (part.strip() for part in typed.partition(".."))
    first = parse_partial(first_typed) if first_typed else None
    last = parse_partial(last_typed) if last_typed else None
    if not dots:
        last = first
    unread = [part for part, days in ((first_typed, first), (last_typed, last)) if part and days is None]
    if unread or not (first or last):
        message = f"“{unread[0] if unread else typed}” is not a date, so it was left out. {_REMEDY}"
        return None, Problem(ProblemKind.BAD_DATE, message, "q", lexeme.span)
    if first and last and last[1] < first[0]:
        message = f"The range “{typed}” ends before it begins, so it was left out."
        return None, Problem(ProblemKind.BAD_DATE, message, "q", lexeme.span)
    return DateRange(name, first[0] if first else None, last[1] if last else None, span=lexeme.span), None

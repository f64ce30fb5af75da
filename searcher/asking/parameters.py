"""A search as name and value pairs, as it stands in a URL, a saved search or a command line.

Reading never raises: a pair that cannot be used becomes a Problem, and the rest still counts. Writing gives the
canonical form: fixed order, sorted values, defaults and empty values left out, dates in ISO form.
``read_parameters(write_parameters(request))`` gives the request back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from corpus.dates import parse_partial
from index.engine import Filter, Order
from index.fields import DATES, FACETS
from searcher.asking.facet_values import read_value
from searcher.asking.problems import Problem, ProblemKind
from searcher.asking.request import MAX_PER_PAGE, PER_PAGE, SearchRequest

FILTERS: tuple[str, ...] = (*FACETS, "report")
NOT = "not_"
ALIASES: Mapping[str, str] = {"query": "q", "keywords": "q"}
SINGLES: tuple[str, ...] = ("q", "from", "to", "date", "order", "group", "expand", "widen", "page", "per_page")
GROUPS: tuple[str, ...] = ("report",)
"""What passages can be grouped by."""
PARAMETERS: tuple[str, ...] = (
    "q",
    *(name for facet in FILTERS for name in (facet, NOT + facet)),
    *SINGLES[1:],
)

_YES = frozenset({"on", "true", "1", "yes"})
_NO = frozenset({"off", "false", "0", "no"})
_MAX_DIGITS = 9
_MAX_QUOTED = 60


def read_parameters(pairs: Iterable[tuple[str, str]]) -> tuple[SearchRequest, tuple[Problem, ...]]:
    """Return the search that name and value pairs ask for, and the problems met.

    Names are those of ``PARAMETERS``; ``query`` and ``keywords`` stand for ``q``, and ``area[]`` for ``area``.
    Empty values count as absent. Filters may be repeated; where any other parameter is given twice, the first value
    counts.
    """
    reading = _Reading()
    for name, value in pairs:
        reading.take(name, value)
    first, last, raw_first, raw_last = reading.dates()
    request = SearchRequest(
        text=reading.single("q"),
        filters=reading.filters(),
        date_field=reading.choice("date", DATES) or DATES[0],
        first=first,
        last=last,
        order=reading.order(),
        group=reading.choice("group", GROUPS) != "",
        page=reading.number("page", 1, None),
        per_page=reading.number("per_page", PER_PAGE, MAX_PER_PAGE),
        expand=reading.switch("expand"),
        widen=reading.switch("widen"),
        raw_first=raw_first,
        raw_last=raw_last,
    )
    return request, tuple(reading.problems)


def write_parameters(request: SearchRequest) -> list[tuple[str, str]]:
    """Return the request as canonical name and value pairs, in the order of ``PARAMETERS``.

    ``offset``, ``limit`` and ``every_hit`` belong to the command line and to exports and are
    not written.
    """
    pairs: list[tuple[str, str]] = [("q", request.text)]
    for name in FILTERS:
        wanted = request.filters.get(name, Filter())
        pairs += [(name, value) for value in sorted(wanted.include)]
        pairs += [(NOT + name, value) for value in sorted(wanted.exclude)]
    pairs += [
        ("from", request.first.isoformat() if request.first else request.raw_first),
        ("to", request.last.isoformat() if request.last else request.raw_last),
        ("date", request.date_field if request.date_field != DATES[0] else ""),
        ("order", request.order.value if request.order else ""),
        ("group", GROUPS[0] if request.group else ""),
        ("expand", "" if request.expand else "off"),
        ("widen", "" if request.widen else "off"),
        ("page", str(request.page) if request.page > 1 else ""),
        ("per_page", str(request.per_page) if request.per_page != PER_PAGE else ""),
    ]
    return [(name, value) for name, value in pairs if value]


@dataclass(slots=True)
class _Reading:
    """Collects the pairs of one request and the problems met."""

    singles: dict[str, str] = field(default_factory=dict)
    included: dict[str, set[str]] = field(default_factory=dict)
    excluded: dict[str, set[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, name: str, value: str) -> None:
        """Take one pair in."""
        value = value.strip()
        known = name.strip().removesuffix("[]")
        known = ALIASES.get(known, known)
        if not value:
            return
        if known in SINGLES:
            if self.singles.setdefault(known, value) != value:
                self.report(ProblemKind.REPEATED_PARAMETER, f"{known} is given twice; the first one was used.", known)
        elif known in FILTERS:
            self.add(self.included, known, known, value)
        elif known.removeprefix(NOT) in FILTERS:
            self.add(self.excluded, known.removeprefix(NOT), known, value)
        else:
            message = f"There is no parameter {_quoted(name)}; it was left out."
            self.report(ProblemKind.UNKNOWN_PARAMETER, message, name[:_MAX_QUOTED])

    def add(self, chosen: dict[str, set[str]], facet: str, place: str, value: str) -> None:
        """Add one filter value."""
        read = read_value(facet, value)
        if read:
            chosen.setdefault(facet, set()).add(read)
        else:
            message = (
                f"{_quoted(value)} has no letters or numbers, so it cannot be a value of {facet}; it was left out."
            )
            self.report(ProblemKind.UNKNOWN_VALUE, message, place)

    def report(self, kind: ProblemKind, message: str, place: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(kind, message, place))

    def single(self, name: str) -> str:
        return self.singles.get(name, "")

    def filters(self) -> dict[str, Filter]:
        """Return the filters, in the order of ``FILTERS``."""
        return {
            name: Filter(frozenset(self.included.get(name, ())), frozenset(self.excluded.get(name, ())))
            for name in FILTERS
            if name in self.included or name in self.excluded
        }

    def choice(self, name: str, allowed: Iterable[str]) -> str:
        """Return one of the allowed words, or an empty text."""
        typed = self.single(name)
        words = tuple(allowed)
        if not typed or typed.lower() in words:
            return typed.lower()
        message = f"{name} can be {_either(words)}, not {_quoted(typed)}; it was left out."
        self.report(ProblemKind.UNKNOWN_VALUE, message, name)
        return ""

    def order(self) -> Order | None:
        chosen = self.choice("order", tuple(order.value for order in Order))
        return Order(chosen) if chosen else None

    def switch(self, name: str) -> bool:
        """Return whether something that is on by default stays on."""
        typed = self.single(name).lower()
        if typed and typed not in _YES | _NO:
            message = f"{name} can be on or off, not {_quoted(typed)}; it stays on."
            self.report(ProblemKind.UNKNOWN_VALUE, message, name)
        return typed not in _NO

    def number(self, name: str, default: int, largest: int | None) -> int:
        """Return a whole number from 1 to ``largest``, moved to the nearest end where outside."""
        typed = self.single(name)
        if not typed:
            return default
        if not re.fullmatch(r"[+-]?[0-9]+", typed):
            message = f"{name} must be a whole number, not {_quoted(typed)}; {default} was used."
            self.report(ProblemKind.BAD_NUMBER, message, name)
            return default
        sign, digits = typed.startswith("-"), typed.lstrip("+-").lstrip("0")[: _MAX_DIGITS + 1]
        wanted = -int(digits or "0") if sign else int(digits or "0")
        given = max(1, min(wanted, largest or 10**_MAX_DIGITS))
        if given != wanted:
            limit = f"between 1 and {largest}" if largest else "1 or more"
            message = f"{name} must be {limit}, not {_quoted(typed)}; {given} was used."
            self.report(ProblemKind.BAD_NUMBER, message, name)
        return given

    def dates(self) -> tuple[date | None, date | None, str, str]:
        """Return first and last day, then the texts of those that could not be used."""
        first, last = self.day("from"), self.day("to")
        if first is not None and last is not None and last < first:
            message = (
                f"The range ends ({_quoted(self.single('to'))}) before it begins ({_quoted(self.single('from'))}); "
                "no date was used."
            )
            self.report(ProblemKind.BAD_DATE, message, "to")
            return None, None, self.single("from"), self.single("to")
        raw_first = "" if first else self.single("from")
        raw_last = "" if last else self.single("to")
        return first, last, raw_first, raw_last

    def day(self, name: str) -> date | None:
        """Return the first day of a partial date for ``from``, the last for ``to``."""
        typed = self.single(name)
        if not typed:
            return None
        days = parse_partial(typed)
        if days is None:
            message = (
                f"{_quoted(typed)} is not a date we can read, so it was left out. "
                "Write 2024, 2024-03, 21/11/2024, 2024-11-21 or March 2024."
            )
            self.report(ProblemKind.BAD_DATE, message, name)
            return None
        return days[0] if name == "from" else days[1]


def _quoted(text: str) -> str:
    cut = text if len(text) <= _MAX_QUOTED else text[: _MAX_QUOTED - 1] + "…"
    return f"“{cut}”"


def _either(words: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))

"""Keywords, dates and orders of passages, as whole columns in memory.

Keywords and dates are the same for all passages of a run (``index.columns.passage_runs``). A search counts its
matches by run once; each facet is then a ``bincount`` over runs or, where a whole report has one value, over
reports. That takes well under a millisecond for 600,000 passages, however many values there are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.columns.arrays import load_arrays, save_arrays
from index.columns.number_types import (
    Days,
    Factors,
    Integers,
    PairNumbers,
    PassageNumbers,
    Ranks,
    ReportNumbers,
    RunMask,
    RunNumbers,
    SpanNumbers,
    TextNumbers,
    ValueNumbers,
)
from index.columns.passage_runs import Runs
from index.engine import DateFilter, DateSpan, Filter, Order, ValueCount
from index.errors import UnknownField
from index.fields import DATES, FIELDS, FieldKind
from index.scoring import WORTH

ARRAYS_FILE = "columns.arrays"
VALUES_FILE = "columns.json"
KEYWORDS: tuple[str, ...] = tuple(field.name for field in FIELDS if field.kind is FieldKind.KEYWORD)
_PARTS = ("starts", "entry", "code", "pair", "pair_code")


class Tally:
    """How many matching passages each run has, summed over spans of runs when a field first asks for it."""

    def __init__(self, in_runs: Integers) -> None:
        self.in_runs = in_runs
        self._over: list[tuple[RunNumbers, Integers]] = []

    def over(self, starts: RunNumbers) -> Integers:
        """Return how many matching passages each span has; columns with the same spans share ``starts``."""
        if len(starts) == len(self.in_runs) + 1:
            return self.in_runs
        for known, counts in self._over:
            if known is starts:
                return counts
        counts = np.add.reduceat(self.in_runs, starts[:-1])
        self._over.append((starts, counts))
        return counts

    def kept(self, masks: Iterable[RunMask]) -> Tally:
        """Return the tally with the runs set to 0 that a mask leaves out."""
        in_runs = self.in_runs
        for mask in masks:
            in_runs = in_runs * mask
        return self if in_runs is self.in_runs else Tally(in_runs)


@dataclass(frozen=True, slots=True)
class KeywordColumn:
    """One keyword field. A span is neighbouring runs of a report with the same values.

    ``starts`` has the first run of each span, and the number of runs at the end. Every span has
    an entry for each of its values, or one for ``MISSING``: ``entry`` is the span of each entry,
    ``code`` counts into ``values``, which are sorted, and ``labels``. ``pair`` numbers the distinct (value, report)
    of each entry and ``pair_code`` is the value of each such pair: passages are counted by pair,
    then the few pairs by value, for both counts.
    """

    values: tuple[str, ...]
    labels: tuple[str, ...]
    starts: RunNumbers
    entry: SpanNumbers
    code: ValueNumbers
    pair: PairNumbers
    pair_code: ValueNumbers

    def having(self, wanted: frozenset[str]) -> RunMask:
        """Return the runs that have any of the values."""
        codes = np.array([value in wanted for value in self.values], dtype=np.bool_)
        spans = np.zeros(len(self.starts) - 1, dtype=np.bool_)
        spans[self.entry[codes[self.code]]] = True
        return np.repeat(spans, np.diff(self.starts))

    def counts(self, tally: Tally) -> tuple[ValueCount, ...]:
        """Return every value with a count above 0, most passages first, then by value."""
        in_spans = tally.over(self.starts)
        weights = in_spans if len(in_spans) == len(self.entry) else in_spans[self.entry]
        in_pairs = np.bincount(self.pair, weights=weights, minlength=len(self.pair_code))
        counts = np.bincount(self.pair_code, weights=in_pairs, minlength=len(self.values)).astype(np.int64)
        reports = np.bincount(self.pair_code[in_pairs > 0], minlength=len(self.values))
        codes = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
        rows = zip(codes.tolist(), counts[codes].tolist(), reports[codes].tolist(), strict=True)
        return tuple(ValueCount(self.values[code], self.labels[code], count, held) for code, count, held in rows)


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of one generation.

    ``days`` has the date of each run as an ordinal, 0 where there is none. ``ranks`` has the place of each passage
    in each order. ``same`` has a number for the words of each passage, -1 where no other passage has the same
    words.
    """

    runs: Runs
    keywords: Mapping[str, KeywordColumn]
    days: Mapping[str, Days]
    ranks: Mapping[Order, Ranks]
    same: TextNumbers

    def having(self, field: str, wanted: frozenset[str]) -> RunMask:
        """Return the runs with any of the values in a keyword field."""
        return self.keyword(field).having(wanted)

    def allowed(self, field: str, chosen: Filter) -> RunMask:
        """Return the runs that a filter on a keyword field leaves."""
        column = self.keyword(field)
        mask = column.having(chosen.include) if chosen.include else np.ones(len(self.runs), dtype=np.bool_)
        if chosen.exclude:
            mask &= ~column.having(chosen.exclude)
        return mask

    def between(self, span: DateFilter) -> RunMask:
        """Return the runs whose date lies in a range, both ends inclusive; none without date."""
        days = self._days(span.field)
        mask: RunMask = days >= (span.first.toordinal() if span.first else 1)
        if span.last:
            mask &= days <= span.last.toordinal()
        return mask

    def date_span(self, field: str) -> DateSpan | None:
        """Return the first and the last day of a date field; ``None`` where no passage has one.

        Raises:
            UnknownField: for any other name.
        """
        days = self._days(field)
        dated = days > 0
        if not dated.any():
            return None
        reports = len(self.keyword("report").starts) - 1
        undated = reports - self.count_reports(Tally(dated.astype(np.int64)))
        first, last = int(days[dated].min()), int(days.max())
        return DateSpan(date.fromordinal(first), date.fromordinal(last), undated)

    def _days(self, field: str) -> Days:
        if field not in self.days:
            raise UnknownField(f"“{field}” is not a date field; there are {', '.join(DATES)}.")
        return self.days[field]

    def keyword(self, field: str) -> KeywordColumn:
        """Return the column of a keyword field.

        Raises:
            UnknownField: for any other name.
        """
        if field not in self.keywords:
            raise UnknownField(f"“{field}” is not a keyword field; there are {', '.join(KEYWORDS)}.")
        return self.keywords[field]

    def count_reports(self, tally: Tally) -> int:
        """Return how many reports have a matching passage."""
        return int(np.count_nonzero(tally.over(self.keyword("report").starts)))

    def worth(self) -> Factors:
        """Return what the score of each run's passages is multiplied by (see ``index.scoring``)."""
        worth = np.ones(len(self.runs), dtype=np.float64)
        for finding, figure in WORTH.items():
            worth[self.having("finding", frozenset((finding,)))] = figure
        return worth

    def report_of(self, passages: PassageNumbers) -> ReportNumbers:
        """Return the report of each of these passages, as a number."""
        return np.searchsorted(self.keyword("report").starts, self.runs.of[passages], side="right")

    def reports_of(self, passages: PassageNumbers) -> int:
        """Return how many reports these passages are from."""
        return len(set(self.report_of(passages).tolist()))

    def save(self, folder: Path) -> None:
        """Write the columns into a folder: arrays without pickle, values as JSON."""
        arrays: dict[str, NDArray[Any]] = {"runs.starts": self.runs.starts}
        for name, column in self.keywords.items():
            arrays |= {f"{name}.{part}": getattr(column, part) for part in _PARTS}
        arrays |= {f"{name}.days": days for name, days in self.days.items()}
        arrays["same"] = self.same
        arrays |= {f"{order}.rank": rank for order, rank in self.ranks.items()}
        save_arrays(folder / ARRAYS_FILE, arrays)
        values = {name: [column.values, column.labels] for name, column in self.keywords.items()}
        (folder / VALUES_FILE).write_text(json.dumps(values), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Columns:
        """Read the columns of a folder written by ``save``."""
        saved = json.loads((folder / VALUES_FILE).read_text(encoding="utf-8"))
        arrays = load_arrays(folder / ARRAYS_FILE)
        keywords: dict[str, KeywordColumn] = {}
        for name, (values, labels) in saved.items():
            starts, *rest = (arrays[f"{name}.{part}"] for part in _PARTS)
            same = (column.starts for column in keywords.values() if np.array_equal(column.starts, starts))
            keywords[name] = KeywordColumn(tuple(values), tuple(labels), next(same, starts), *rest)
        return cls(
            runs=Runs.make(arrays["runs.starts"]),
            keywords=keywords,
            days={name: arrays[f"{name}.days"] for name in DATES},
            same=arrays["same"],
            ranks={order: arrays[f"{order}.rank"] for order in Order if order is not Order.RELEVANCE},
        )

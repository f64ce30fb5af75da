"""Collects the columns of a new generation, run by run and passage by passage."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from datetime import date

import numpy as np

from index.columns.keyword_columns import KEYWORDS, Columns, KeywordColumn
from index.columns.number_types import Ranks, ReportNumbers, TextNumbers, pair_keys, parted_keys
from index.columns.passage_runs import Runs
from index.engine import LabelledValue, Order, PassageDocument
from index.fields import DATES, MISSING, MISSING_LABEL

Values = tuple[LabelledValue, ...]


class ColumnsWriter:
    """Takes runs in order, each followed by its passages."""

    def __init__(self) -> None:
        self._starts = array("q")
        self._positions = array("q")
        self._said = array("q")
        self._reports: list[str] = []
        self._areas: list[tuple[str, ...]] = []
        self._dates: dict[str, list[date | None]] = {name: [] for name in DATES}
        self._rows: dict[str, dict[Values, int]] = {name: {} for name in KEYWORDS}
        self._row_of = {name: array("q") for name in KEYWORDS}

    @property
    def runs(self) -> int:
        """How many runs there are so far."""
        return len(self._starts)

    def begin_run(self, document: PassageDocument) -> int:
        """Begin a run with what its passages share; return its number."""
        self._starts.append(len(self._positions))
        self._reports.append(document.report_id)
        self._areas.append(tuple(value.label.casefold() for value in document.keywords.get("area", ())))
        self._dates["inspected"].append(document.inspected)
        self._dates["published"].append(document.published)
        for name, rows in self._rows.items():
            values = document.keywords.get(name, ())
            self._row_of[name].append(rows.setdefault(values, len(rows)))
        return self.runs - 1

    def add_passage(self, position: int, words: Sequence[str]) -> None:
        """Add the next passage of the run, with its place in its report and its words."""
        self._positions.append(position)
        self._said.append(hash(tuple(words)))

    def columns(self) -> Columns:
        """Return the columns of all passages added."""
        runs = Runs.make(np.array([*self._starts, len(self._positions)], dtype=np.int64))
        number = {name: at for at, name in enumerate(dict.fromkeys(self._reports))}
        report = np.array([number[name] for name in self._reports], dtype=np.int64)
        days = {
            name: np.array([day.toordinal() if day else 0 for day in days], dtype=np.int64)
            for name, days in self._dates.items()
        }
        keywords = {name: self._keyword(name, runs, report) for name in KEYWORDS}
        return Columns(runs, keywords, days, self._ranks(runs), self._same())

    def _same(self) -> TextNumbers:
        """Return a number for the words of each passage; -1 where no other passage has the same words."""
        _, number, times = np.unique(np.array(self._said, dtype=np.int64), return_inverse=True, return_counts=True)
        number = number.reshape(-1)
        return np.where(times[number] > 1, number, -1).astype(np.int32)

    def _keyword(self, name: str, runs: Runs, report: ReportNumbers) -> KeywordColumn:
        rows = list(self._rows[name])
        row_of = np.array(self._row_of[name], dtype=np.int64)
        printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for row, passages in zip(rows, np.bincount(row_of, np.diff(runs.starts), len(rows)).tolist(), strict=True):
            for value in row:
                printed[value.value][value.label] += int(passages)
        values = sorted([*printed, *([MISSING] if () in rows else [])])
        labels = [_label(printed[value]) if value in printed else MISSING_LABEL for value in values]
        code_of = {value: code for code, value in enumerate(values)}
        coded = [[code_of[value.value] for value in row] or [code_of[MISSING]] for row in rows]
        changed = [np.diff(numbers, prepend=-1) != 0 for numbers in (row_of, report)]
        starts = np.flatnonzero(changed[0] | changed[1])
        codes = [list(dict.fromkeys(coded[row])) for row in row_of[starts].tolist()]
        entry = np.repeat(np.arange(len(starts)), np.array([len(row) for row in codes], dtype=np.int64))
        code = np.array([code for row in codes for code in row], dtype=np.int64)
        pairs, pair = np.unique(pair_keys(code, report[starts][entry]), return_inverse=True)
        return KeywordColumn(
            values=tuple(values),
            labels=tuple(labels),
            starts=np.append(starts, len(runs)),
            entry=entry,
            code=code,
            pair=pair.astype(np.int64).reshape(-1),
            pair_code=parted_keys(pairs)[0],
        )

    def _ranks(self, runs: Runs) -> dict[Order, Ranks]:
        dates = zip(self._dates["inspected"], self._dates["published"], strict=True)
        days = [(inspected or published or date.min).toordinal() for inspected, published in dates]
        last = date.max.toordinal() + 1
        newest = [(-day, report) for day, report in zip(days, self._reports, strict=True)]
        oldest = [(day if day > 1 else last, report) for day, report in zip(days, self._reports, strict=True)]
        area = [(not labels, labels, *tie) for labels, tie in zip(self._areas, newest, strict=True)]
        orders: dict[Order, Sequence[Hashable]] = {Order.NEWEST: newest, Order.OLDEST: oldest, Order.AREA: area}
        return {order: self._rank(runs, keys) for order, keys in orders.items()}

    def _rank(self, runs: Runs, keys: Sequence[Hashable]) -> Ranks:
        """Return the place of each passage when sorted by the key of its run, then by its position in the report."""
        place = {key: at for at, key in enumerate(sorted(set(keys)))}  # type: ignore[type-var]
        of_run = np.array([place[key] for key in keys], dtype=np.int64)
        order = np.lexsort((np.array(self._positions, dtype=np.int64), of_run[runs.of]))
        rank = np.empty(runs.passages, dtype=np.int32)
        rank[order] = np.arange(runs.passages, dtype=np.int32)
        return rank


def _label(found: Counter[str]) -> str:
    """Return the label printed most often, ties alphabetically."""
    return min(found, key=lambda label: (-found[label], label))

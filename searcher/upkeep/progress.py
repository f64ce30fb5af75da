"""The progress of long work on stderr: bars on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from corpus.gathering.update import FileOutcome
from searcher.terminal import console_on

SECONDS_A_LINE = 5.0
"""Seconds between lines of progress where there is no terminal."""


class Meter(Protocol):
    """Shows how far one piece of work has come."""

    def show(self, done: int, total: int) -> None:
        """Take how much is done, of how much."""
        ...


class WorkProgress(AbstractContextManager["WorkProgress"]):
    """Shows the progress of reading and of building an index, for as long as its block runs.

    It is itself the progress that ``gather`` asks for; ``build_index`` takes its ``build``.
    """

    def __init__(self, *, quiet: bool = False, seconds_a_line: float = SECONDS_A_LINE) -> None:
        console = console_on(sys.stderr)
        self._bars: AbstractContextManager[object] = nullcontext()
        self._reading: Meter = _Silence()
        self._building: Meter = _Silence()
        if not quiet and console.is_terminal:
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            bars = self._bars = Progress(*columns, console=console, transient=True)
            self._reading, self._building = _Bar(bars, "Reading files"), _Bar(bars, "Building the index")
        elif not quiet:
            self._reading = _Lines("Reading: {done:,} of {total:,} files", seconds_a_line)
            self._building = _Lines("Building the index: {done:,} of {total:,} reports", seconds_a_line)
        self._files = self._done = 0

    def __enter__(self) -> Self:
        self._bars.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.__exit__(kind, error, trace)

    def total(self, files: int) -> None:
        """Take the number of files that will be looked at."""
        self._files, self._done = files, 0
        self._reading.show(0, files)

    def advance(self, path: Path, outcome: FileOutcome) -> None:  # noqa: ARG002 - what gathering tells
        """Take one more file that is done."""
        self._done += 1
        self._reading.show(self._done, self._files)

    def read(self, done: int, files: int) -> None:
        """Take how many files were looked at, of how many."""
        self._reading.show(done, files)

    def build(self, done: int, reports: int) -> None:
        """Take how many reports are in the new index, of how many."""
        self._building.show(done, reports)


class _Silence:
    def show(self, done: int, total: int) -> None:
        pass


class _Bar:
    def __init__(self, bars: Progress, label: str) -> None:
        self._bars = bars
        self._label = label
        self._task: TaskID | None = None

    def show(self, done: int, total: int) -> None:
        if self._task is None:
            self._task = self._bars.add_task(self._label, total=total)
        self._bars.update(self._task, completed=done, total=total)


class _Lines:
    """Prints a line when the last one is ``seconds`` old, so that a quick run prints none."""

    def __init__(self, line: str, seconds: float) -> None:
        self._line = line
        self._seconds = seconds
        self._last: float | None = None

    def show(self, done: int, total: int) -> None:
        now = time.monotonic()
        if self._last is None:
            self._last = now
        elif now - self._last >= self._seconds:
            self._last = now
            print(self._line.format(done=done, total=total), file=sys.stderr, flush=True)

"""Worker processes that read files: the answers come in the order of the tasks.

Each worker has one task at a time, so that a worker that dies or hangs costs exactly that file.
Workers are spawned, never forked, so that all systems behave alike.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from corpus.errors import CorpusError
from corpus.reading.one_file import Reading, ReadingTask, Refusal

Read = Callable[[ReadingTask], Reading | Refusal]
Answered = tuple[ReadingTask, Reading | Refusal]

MOST_WORKERS = 60  # Windows waits for no more handles at once
AHEAD = 32  # answers a worker that may pile up behind one slow file
START_SECONDS = 120.0  # what a process may take to start, beside the time for its first file
_READY = "ready"


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    ready: bool = False
    number: int = -1
    task: ReadingTask | None = None
    deadline: float = 0.0


class ReadingPool:
    """Reads files in up to ``jobs`` processes, started when first needed; ``seconds`` is the bound for one file.

    ``read`` must be importable by name. A script that uses this guards its start with
    ``if __name__ == "__main__"``, as ``multiprocessing`` asks.
    """

    def __init__(self, read: Read, jobs: int, seconds: float) -> None:
        self._read = read
        self._jobs = min(max(jobs, 1), MOST_WORKERS)
        self._seconds = seconds
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._answers: dict[int, Answered] = {}
        self._next = 0

    def answers(self, tasks: Iterable[ReadingTask]) -> Iterator[Answered]:
        """Yield each task with its answer, in order. Tasks are drawn as they are needed.

        Raises:
            CorpusError: the system lets no worker process start.
        """
        numbered = enumerate(tasks)
        self._next = 0
        more = True
        while more or self._busy():
            more = more and self._hand_out(numbered)
            yield from self._in_turn()
            if self._busy():
                self._collect()
        yield from self._in_turn()

    def finished(self) -> list[Answered]:
        """Return the answers that are there but have not been yielded: what an interruption left behind."""
        left = [self._answers[number] for number in sorted(self._answers)]
        self._answers.clear()
        return left

    def close(self) -> None:
        """End all workers, even in the middle of a file."""
        for worker in self._workers:
            self._end(worker)
        self._workers.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _busy(self) -> list[_Worker]:
        return [worker for worker in self._workers if worker.task is not None]

    def _hand_out(self, tasks: Iterator[tuple[int, ReadingTask]]) -> bool:
        """Give every free worker a task; return whether there may be more tasks."""
        while len(self._busy()) < self._jobs and len(self._answers) < AHEAD * self._jobs:
            number, task = next(tasks, (-1, None))
            if task is None:
                return False
            worker = next((worker for worker in self._workers if worker.task is None), None) or self._start()
            worker.number, worker.task = number, task
            worker.deadline = time.monotonic() + self._seconds + (0 if worker.ready else START_SECONDS)
            with contextlib.suppress(OSError):  # a worker that has just died is noticed when its answer is awaited
                worker.connection.send(task)
        return True

    def _in_turn(self) -> Iterator[Answered]:
        while self._next in self._answers:
            answer = self._answers.pop(self._next)
            self._next += 1
            yield answer

    def _collect(self) -> None:
        """Wait until some worker has answered, died, or used up its time, and note the answers."""
        busy: dict[object, _Worker] = {worker.connection: worker for worker in self._busy()}
        soonest = min(worker.deadline for worker in busy.values())
        connections = [worker.connection for worker in self._busy()]
        for connection in wait(connections, timeout=max(0.0, soonest - time.monotonic())):
            self._receive(busy.pop(connection))
        for worker in busy.values():
            if time.monotonic() >= worker.deadline:
                self._lose(worker, f"reading it took longer than {self._seconds:g} seconds and was stopped")

    def _receive(self, worker: _Worker) -> None:
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join()
            if not worker.ready:
                raise CorpusError(
                    "The processes that read files cannot be started "
                    f"(the first one ended with code {worker.process.exitcode}). Nothing was changed by them."
                ) from None
            self._lose(worker, f"the reader {_ended(worker.process.exitcode)} on it; it may be damaged")
            return
        if message == _READY:
            worker.ready = True
            worker.deadline = time.monotonic() + self._seconds
        else:
            self._note(worker, message)

    def _note(self, worker: _Worker, answer: Reading | Refusal) -> None:
        if worker.task is not None:
            self._answers[worker.number] = (worker.task, answer)
            worker.task = None

    def _lose(self, worker: _Worker, reason: str) -> None:
        self._note(worker, Refusal(reason))
        self._end(worker)
        self._workers.remove(worker)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._read), daemon=True)
        with _deaf_to_interruption():
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _end(self, worker: _Worker) -> None:
        worker.process.kill()
        worker.process.join()
        worker.process.close()
        worker.connection.close()


def _work(connection: Connection, read: Read) -> None:
    """Answer tasks until the other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # for Windows, where this is not inherited
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(EOFError, OSError):
        connection.send(_READY)
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        answer = read(task)
        try:
            connection.send(answer)
        except OSError:
            return


def _end_with_parent() -> None:
    """End this process when the parent is gone, even in the middle of a file that never ends."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


@contextlib.contextmanager
def _deaf_to_interruption() -> Iterator[None]:
    """Let processes started in this block ignore Ctrl-C from their first moment: the parent decides what it means."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def _ended(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return f"crashed ({signal.Signals(-code).name})"
        except ValueError:
            return f"crashed (signal {-code})"
    return f"stopped unexpectedly (code {code})"


def available_cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

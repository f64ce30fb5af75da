"""A data folder opened for searching: always the newest finished index, safe to use from several threads."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Self

from corpus.errors import UnknownReport
from corpus.report import Report
from index.engine import DEFAULT_ENGINE, PassageDocument
from index.generations.engine_choice import open_generation
from index.generations.folders import current_generation
from searcher.asking.request import SearchRequest
from searcher.errors import UnknownPassage
from searcher.finding.results import ResultPage
from searcher.finding.search import Searcher


@dataclass(slots=True, eq=False)
class Snapshot:
    """One generation of the index and its searcher, unchanging while it is in use."""

    generation: str
    searcher: Searcher
    users: int = 0
    """How many blocks and answers use it now; counted by the collection."""
    retired: bool = False
    """Whether a newer generation took its place, so that it is closed when the last user is done."""


class Collection:
    """Searches the index of a data folder. Read-only; any number of threads may use it at once."""

    def __init__(self, data: Path, engine: str, generation: str, searcher: Searcher) -> None:
        self.data = data
        self.engine = engine
        self._lock = threading.Lock()
        self._reloading = threading.Lock()
        self._snapshot = Snapshot(generation, searcher)

    @classmethod
    def open(cls, data: Path, engine: str = DEFAULT_ENGINE) -> Self:
        """Return the collection in a data folder.

        Raises:
            UnknownEngine: no such engine, or its library is not installed.
            IndexMissing: nothing has been indexed yet.
            IndexOutdated: the index was built by another version.
            IndexDamaged: files of the index are missing.
        """
        generation, opened = open_generation(data, engine)
        return cls(data, engine, generation, Searcher(opened))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def generation(self) -> str:
        """The name of the index generation in use."""
        return self._snapshot.generation

    @contextmanager
    def snapshot(self) -> Iterator[Searcher]:
        """Give the searcher of one unchanging state of the index for as long as the block runs."""
        with self.named_snapshot() as held:
            yield held.searcher

    @contextmanager
    def named_snapshot(self) -> Iterator[Snapshot]:
        """Give one unchanging state of the index, with the name of its generation, for as long as the block runs."""
        with self._lock:
            held = self._snapshot
            held.users += 1
        try:
            yield held
        finally:
            with self._lock:
                held.users -= 1
                done = held.retired and not held.users
            if done:
                held.searcher.engine.close()

    def search(self, request: SearchRequest) -> ResultPage:
        """Return one page of what a request finds."""
        with self.snapshot() as searcher:
            return searcher.search(request)

    def report(self, report_id: str) -> Report:
        """Return one whole report.

        Raises:
            UnknownReport: the index has none of that id; the message offers similar ones.
        """
        with self.snapshot() as searcher:
            report = searcher.engine.report(report_id)
            if report is None:
                raise UnknownReport(_not_found(report_id, searcher.engine.report_ids()))
            return report

    def reports(self) -> Iterator[Report]:
        """Yield every report, whole, in order of id."""
        with self.snapshot() as searcher:
            for report_id in searcher.engine.report_ids():
                report = searcher.engine.report(report_id)
                if report is not None:
                    yield report

    def passage(self, passage_id: str) -> PassageDocument:
        """Return one passage.

        Raises:
            UnknownPassage: the index has none of that id.
        """
        with self.snapshot() as searcher:
            found = searcher.engine.passages([passage_id])
        if not found:
            raise UnknownPassage(passage_id)
        return found[0]

    def reload_if_changed(self) -> bool:
        """Use the newest generation from now on; return whether there was a newer one. Cheap if not.

        Searches under way end on the generation they began with. While one thread reloads,
        others go on with the old one.

        Raises:
            SearchIndexError: the new generation cannot be opened; the old one stays in use.
        """
        newest = current_generation(self.data, self.engine)
        if newest in (None, self.generation) or not self._reloading.acquire(blocking=False):
            return False
        try:
            generation, opened = open_generation(self.data, self.engine)
            self._replace(Snapshot(generation, Searcher(opened)))
        finally:
            self._reloading.release()
        return True

    def close(self) -> None:
        """Let go of all files, after the last search under way. Do not use the collection afterwards."""
        with self._lock:
            held = self._snapshot
            held.retired = True
            done = not held.users
        if done:
            held.searcher.engine.close()

    def _replace(self, fresh: Snapshot) -> None:
        with self._lock:
            old, self._snapshot = self._snapshot, fresh
            old.retired = True
            done = not old.users
        if done:
            old.searcher.engine.close()


def _not_found(report_id: str, ids: list[str]) -> str:
    near = get_close_matches(report_id, ids, n=3) or [known for known in ids if known.startswith(report_id)][:3]
    hint = f"Similar ones: {', '.join(near)}." if near else "Run 'searcher reports' for the ids there are."
    return f"There is no report “{report_id}” in this collection. {hint}"

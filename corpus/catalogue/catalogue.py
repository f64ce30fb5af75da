"""The catalogue: one SQLite file that holds every report that was read, and every file looked at.

It is the source of truth that indexes are built from, and can itself be made anew from the
files. ``docs/catalogue.md`` describes its tables and views for people.

One process writes at a time (it holds ``indexer.lock``); any number read meanwhile.
"""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.acronyms.glossary import Acronym
from corpus.catalogue.acronym_rows import read_glossary
from corpus.catalogue.connections import (
    CATALOGUE_NAME,
    GIVE_ANOTHER,
    connect_for_reading,
    connect_for_writing,
    refused,
)
from corpus.catalogue.files import CatalogueFile, FileStatus, read_files, read_report
from corpus.catalogue.locks import IndexerLock
from corpus.catalogue.rows import read_summaries
from corpus.errors import CatalogueError, UnknownReport
from corpus.file_paths import absolute, path_text
from corpus.report import Report


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the catalogue holds. ``by_type`` and ``by_area`` count reports, most first, then by name.

    ``first`` and ``last`` are the earliest and latest start of an inspection, or publication
    where that is all that is known; ``None`` without any date.
    """

    reports: int
    passages: int
    files: int
    failed: int
    by_type: Mapping[str, int]
    by_area: Mapping[str, int]
    first: date | None
    last: date | None


class Catalogue:
    """An open catalogue. Use it in the thread that opened it, in a ``with`` block."""

    def __init__(self, data: Path, connection: sqlite3.Connection, lock: IndexerLock | None) -> None:
        self.data = data
        self._db = connection
        self._lock = lock

    @classmethod
    def open(cls, data: Path, *, write: bool = False) -> Catalogue:
        """Return the catalogue of a data folder; for writing, the folder and the file are made.

        Raises:
            CatalogueBusy: for writing, while another process writes.
            CatalogueError: for reading, where nothing was indexed yet; and where the file is not
                a catalogue, damaged, of another version, or the folder cannot be written.
        """
        path = data / CATALOGUE_NAME
        if not write:
            return cls(data, connect_for_reading(path), lock=None)
        try:
            data.mkdir(parents=True, exist_ok=True)
        except OSError as refused:
            raise CatalogueError(
                f"The folder {data} cannot be created ({refused.strerror}). {GIVE_ANOTHER}"
            ) from refused
        lock = IndexerLock(data)
        try:
            return cls(data, connect_for_writing(path), lock)
        except CatalogueError:
            lock.release()
            raise

    @property
    def writable(self) -> bool:
        """Whether this catalogue was opened for writing."""
        return self._lock is not None

    @property
    def identity(self) -> str:
        """The UUID given when the catalogue was made: another one means other reports altogether."""
        return self._meta("identity")

    @property
    def revision(self) -> int:
        """A number that grows with every change of what would be indexed, and with nothing else."""
        return int(self._meta("revision"))

    def reports(self) -> list[Report]:
        """Return every report in order of id, without sections; see ``passage_counts`` for their size."""
        with self.snapshot() as db:
            return read_summaries(db)

    def report(self, report_id: str) -> Report:
        """Return one whole report.

        Raises:
            UnknownReport: no report has that id; the message offers similar ones.
        """
        with self.snapshot() as db:
            report = read_report(db, report_id)
            if report is None:
                raise UnknownReport(_not_found(report_id, self._ids()))
            return report

    def find_report(self, name: str) -> Report:
        """Return the whole report that ``name`` stands for: its id, the only id that begins so, or its file.

        Raises:
            UnknownReport: none or several; the message offers those that come near.
        """
        with self.snapshot() as db:
            ids = self._ids()
            if name not in ids:
                places = [name, path_text(absolute(Path(name)))]
                row = db.execute("SELECT report_id FROM files WHERE path IN (?, ?)", places).fetchone()
                begun = [report_id for report_id in ids if name and report_id.startswith(name)]
                if row and row[0]:
                    name = row[0]
                elif len(begun) == 1:
                    name = begun[0]
                elif begun:
                    raise UnknownReport(
                        f"{len(begun)} reports begin with '{name}': {_listed(begun)}. Give one of them."
                    )
            return self.report(name)

    def passage_counts(self) -> dict[str, int]:
        """Return the number of passages of every report by its id."""
        query = """
            SELECT r.id, count(p.id) FROM reports r LEFT JOIN passages p ON p.report_id = r.id GROUP BY r.id
        """
        with self.snapshot() as db:
            return dict(db.execute(query).fetchall())

    def acronyms(self) -> tuple[Acronym, ...]:
        """Return every acronym that reports define, by short form, its meanings most often defined first.

        Every passage is looked at, for the counts.
        """
        with self.snapshot() as db:
            return read_glossary(db)

    def files(self) -> list[CatalogueFile]:
        """Return every file that was looked at, in order of path."""
        with self.snapshot() as db:
            return read_files(db)

    def failures(self) -> list[tuple[str, str]]:
        """Return path and reason of every file that could not be read, in order of path."""
        return [(file.path, file.reason or "") for file in self.files() if file.status is FileStatus.FAILED]

    def statistics(self) -> Statistics:
        """Return how much is held, of what types and areas, from when to when."""
        with self.snapshot() as db:
            reports, first, last = db.execute(
                "SELECT count(*), min(coalesce(inspected_from, published)), max(coalesce(inspected_from, published)) "
                "FROM reports"
            ).fetchone()
            files, failed = db.execute("SELECT count(*), count(reason) FROM files").fetchone()
            return Statistics(
                reports=reports,
                passages=db.execute("SELECT count(*) FROM passages").fetchone()[0],
                files=files,
                failed=failed,
                by_type=dict(
                    db.execute(
                        "SELECT inspection_type, count(*) FROM reports GROUP BY 1 ORDER BY count(*) DESC, 1"
                    ).fetchall()
                ),
                by_area=dict(
                    db.execute(
                        "SELECT area, count(DISTINCT report_id) FROM report_areas GROUP BY 1 ORDER BY 2 DESC, 1"
                    ).fetchall()
                ),
                first=date.fromisoformat(first) if first else None,
                last=date.fromisoformat(last) if last else None,
            )

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Read one unchanging state of the catalogue inside the block, even if an indexer commits in the meantime."""
        if self._db.in_transaction:
            yield self._db
            return
        with self._transaction("BEGIN") as db:
            yield db

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """Everything written inside the block is kept together, or none of it when the block fails.

        Raises:
            CatalogueError: the catalogue is open for reading only, or the disk refuses.
        """
        if not self.writable:
            raise CatalogueError(f"{self.data / CATALOGUE_NAME} is open for reading only.")
        with self._transaction("BEGIN IMMEDIATE") as db:
            yield db

    def close(self) -> None:
        """Let go of the file and of the lock. Safe to call twice."""
        self._db.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        try:
            self._db.execute(begin)
            try:
                yield self._db
            except BaseException:
                self._db.rollback()
                raise
            self._db.execute("COMMIT")
        except sqlite3.IntegrityError:
            raise
        except sqlite3.DatabaseError as error:
            raise refused(self.data / CATALOGUE_NAME, error) from error

    def _meta(self, key: str) -> str:
        with self.snapshot() as db:
            return str(db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])

    def _ids(self) -> list[str]:
        return [report_id for (report_id,) in self._db.execute("SELECT id FROM reports ORDER BY id")]


def _not_found(report_id: str, ids: list[str]) -> str:
    near = difflib.get_close_matches(report_id, ids, n=3, cutoff=0.5)
    if not near:
        return f"No report has the id '{report_id}'. 'searcher reports' lists the ids there are."
    return f"No report has the id '{report_id}'. Did you mean {_listed(near, 'or')}?"


def _listed(names: list[str], last: str = "and") -> str:
    shown = names if len(names) <= 5 else [*names[:5], f"{len(names) - 5} more"]
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}" if len(shown) > 1 else shown[0]

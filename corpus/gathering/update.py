"""Bringing the catalogue up to date with files and folders: only what changed is read.

A file whose size and time of change are as recorded is not even opened; one whose content is
known already is not read again, wherever it lies. Every file is one transaction, so whatever
ends a run, the next one goes on from there.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue.catalogue import Catalogue
from corpus.catalogue.holders import Duplicate
from corpus.errors import CatalogueError
from corpus.gathering.finding_files import FoundFile, find_files
from corpus.gathering.pool import Answered, Read, ReadingPool, available_cores
from corpus.gathering.report_lists import ListProblem
from corpus.gathering.run import Failure, FileOutcome, GatheringRun, Progress
from corpus.readers import READABLE_SUFFIXES
from corpus.reading.one_file import read_file

__all__ = ["Failure", "FileOutcome", "Gathering", "Progress", "gather"]

SECONDS_A_FILE = 120.0
"""The time bound for one file. The longest known report takes under ten seconds."""

FEW_FILES = 8
FEW_BYTES = 64 * 1024
LIGHT_SUFFIXES = READABLE_SUFFIXES - {".pdf", ".docx"}


@dataclass(frozen=True, slots=True)
class Gathering:
    """What a run did. ``added``, ``updated`` and ``unchanged`` count files, ``removed`` counts reports.

    ``moved`` counts files, among those, of known content whose old place is gone. ``duplicates``
    are the files looked at that hold the report of another file, found now or earlier.
    ``failed`` is in order of path and includes files that failed in an earlier run and have not
    changed. ``problems`` are rows and cells of lists of reports that could not be used. ``notes``
    are sentences on copies and on reports that share area, type and date.
    """

    added: int
    updated: int
    removed: int
    unchanged: int
    moved: int
    duplicates: tuple[Duplicate, ...]
    failed: tuple[Failure, ...]
    problems: tuple[ListProblem, ...]
    notes: tuple[str, ...]
    seconds: float


def gather(
    paths: Sequence[Path],
    catalogue: Catalogue,
    progress: Progress | None = None,
    jobs: int | None = None,
    *,
    read: Read = read_file,
    seconds_a_file: float = SECONDS_A_FILE,
) -> Gathering:
    """Bring the catalogue up to date with these files and folders; return what was done.

    Files are read in ``jobs`` processes, by default one a processor; a few small text files are
    read in this one, because starting a process takes longer. ``read`` must be importable.

    Raises:
        NoReports: a path does not exist or there is nothing to read; nothing was changed.
        CatalogueError: the catalogue is open for reading only, or the disk refuses.
        CorpusError: a folder's ``areas.csv`` is wrong, or a list cannot be opened; nothing was changed.
    """
    began = time.monotonic()
    if not catalogue.writable:
        raise CatalogueError("To index, the catalogue must be open for writing.")
    found = find_files(paths, {Path(file.root) for file in catalogue.files()})
    run = GatheringRun(catalogue, found, progress)
    if progress:
        progress.total(len(found.files))
    with ReadingPool(read, jobs or available_cores(), seconds_a_file) as pool:
        try:
            _read_all(run, found.files, pool, read)
            run.drop_vanished()
            while misplaced := run.take_misplaced():
                _read_all(run, misplaced, pool, read)
        except KeyboardInterrupt:
            for answer in pool.finished():
                run.settle(answer)
            raise
    return Gathering(
        added=run.count(FileOutcome.ADDED),
        updated=run.count(FileOutcome.UPDATED),
        removed=run.removed,
        unchanged=run.count(FileOutcome.UNCHANGED),
        moved=run.moved,
        duplicates=tuple(run.duplicates()),
        failed=tuple(Failure(*failed) for failed in sorted(run.failed.items())),
        problems=tuple(run.list_problems()),
        notes=tuple(run.notes),
        seconds=time.monotonic() - began,
    )


def _read_all(run: GatheringRun, files: list[FoundFile], pool: ReadingPool, read: Read) -> None:
    while files:
        for answer in _answers(run, files, pool, read):
            run.settle(answer)
        files = run.take_twins()


def _answers(run: GatheringRun, files: list[FoundFile], pool: ReadingPool, read: Read) -> Iterator[Answered]:
    """Yield the answers to all that must be read of ``files``, read here or in the pool."""
    tasks = run.tasks(files)
    first = list(itertools.islice(tasks, FEW_FILES))
    few = len(first) < FEW_FILES and run.pending_bytes() <= FEW_BYTES
    # Native libraries may crash and archives unfold without end: those files never come into this process.
    if few and all(task.path.suffix.lower() in LIGHT_SUFFIXES for task in first):
        return ((task, read(task)) for task in first)
    return pool.answers(itertools.chain(first, tasks))

"""Reading files anew to see how they are read: nothing is written, every file is accounted for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue.files import CatalogueFile
from corpus.errors import NoReports
from corpus.file_paths import path_text, why_not_opened
from corpus.gathering.finding_files import FoundFile, FoundFiles, find_files
from corpus.gathering.pool import Read, ReadingPool, available_cores
from corpus.gathering.report_lists import ListProblem
from corpus.gathering.run import content_hash
from corpus.gathering.update import SECONDS_A_FILE
from corpus.gathering.versions import ReadingVersions
from corpus.readers.unreadable import MAX_BYTES, too_big
from corpus.reading.one_file import Reading, ReadingTask, Refusal, read_file

NOTHING_KNOWN = "Nothing is indexed yet. Name the files or folders to check: searcher check FOLDER"

Told = Callable[[int, int], None]
"""Told how many files are done, of how many."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file: as it was read, or why it was not. ``copy_of`` is the file read in its place that holds the same."""

    path: str
    answer: Reading | Refusal | None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """The files in order of path. ``stopped`` says that a person did so, and that only finished files are in it.

    ``problems`` are rows and cells of lists of reports that could not be used.
    """

    files: tuple[CheckedFile, ...]
    stopped: bool
    seconds: float
    problems: tuple[ListProblem, ...] = ()

    @property
    def failed(self) -> tuple[CheckedFile, ...]:
        """The files that could not be read."""
        return tuple(file for file in self.files if isinstance(file.answer, Refusal))


def check_files(
    found: FoundFiles,
    told: Told | None = None,
    jobs: int | None = None,
    *,
    read: Read = read_file,
    seconds_a_file: float = SECONDS_A_FILE,
) -> Check:
    """Read every file, each content once, in ``jobs`` processes (by default one a processor); return what came of it.

    Folders that could not be opened are among the files. An interruption is no error: what was
    finished by then is returned. ``read`` must be importable.

    Raises:
        CorpusError: a folder's ``areas.csv`` is wrong, or a list cannot be opened.
    """
    began = time.monotonic()
    run = _CheckRun(found, told)
    stopped = False
    with ReadingPool(read, jobs or available_cores(), seconds_a_file) as pool:
        try:
            for task, answer in pool.answers(run.tasks()):
                run.note(task.path, answer)
        except KeyboardInterrupt:
            stopped = True
            for task, answer in pool.finished():
                run.note(task.path, answer)
    files = tuple(sorted(run.done, key=lambda file: file.path))
    return Check(files, stopped, time.monotonic() - began, tuple(run.reading.problems))


def recorded_files(files: Sequence[CatalogueFile]) -> FoundFiles:
    """Return the files that a catalogue knows, as they would be found; those that are gone are among them.

    Raises:
        NoReports: the catalogue knows no file.
    """
    if not files:
        raise NoReports(NOTHING_KNOWN)
    known = {file.path: file for file in files}
    roots = [root for root in dict.fromkeys(Path(file.root) for file in files) if root.exists()]
    try:
        found = find_files(roots, roots)
    except NoReports:  # nothing is there any more
        found = FoundFiles()
    found.files = [file for file in found.files if path_text(file.path) in known]
    there = {path_text(file.path) for file in found.files}
    found.files += [FoundFile(Path(path), Path(file.root)) for path, file in known.items() if path not in there]
    return found


class _CheckRun:
    """Hands out each distinct content once, and notes the outcome for every file."""

    def __init__(self, found: FoundFiles, told: Told | None) -> None:
        self.done = [CheckedFile(path_text(path), Refusal(reason, opened=False)) for path, reason in found.closed]
        self._files = found.files
        self.reading = ReadingVersions(found.files)
        self._first: dict[str, Path] = {}
        self._told = told
        self._total = len(found.files) + len(self.done)
        self._tell()

    def tasks(self) -> Iterator[ReadingTask]:
        for file in self._files:
            try:
                size = file.path.stat().st_size
                if size > MAX_BYTES:
                    self.note(file.path, Refusal(too_big(size, MAX_BYTES)))
                    continue
                content = content_hash(file.path)
            except OSError as error:
                self.note(file.path, Refusal(why_not_opened(error), opened=False))
                continue
            first = self._first.setdefault(content, file.path)
            if first is not file.path:
                self.note(file.path, None, path_text(first))
            else:
                _, digest, given = self.reading.how_to_read(file)
                yield ReadingTask(file.path, file.area_lists, digest, given)

    def note(self, path: Path, answer: Reading | Refusal | None, copy_of: str | None = None) -> None:
        self.done.append(CheckedFile(path_text(path), answer, copy_of))
        self._tell()

    def _tell(self) -> None:
        if self._told:
            self._told(len(self.done), self._total)

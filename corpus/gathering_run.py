"""One run over the files found: what must be read, and what every answer does to the catalogue."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePath
from typing import NamedTuple, Protocol

from corpus.catalogue import Catalogue
from corpus.catalogue_files import (
    CatalogueFile,
    Change,
    FileStatus,
    copies_of,
    drop_file,
    holders_of,
    link_file,
    put_failure,
    put_report,
    warnings_of_kind,
)
from corpus.corrections import LIST_WARNING
from corpus.file_paths import path_text
from corpus.filenames import numbered_folder, published_in_name
from corpus.finding_files import FoundFile, FoundFiles
from corpus.readers.unreadable import MAX_BYTES, too_big
from corpus.reading import Reading, ReadingTask, why_not_opened
from corpus.reading_pool import Answered
from corpus.reading_versions import ReadingVersions, readers_of
from corpus.report_lists import ListProblem


class Outcome(StrEnum):
    """What came of one file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class Progress(Protocol):
    """Told how a run goes on: once how many files there are, then once for every file."""

    def total(self, files: int) -> None:
        """Take the number of files that will be looked at."""
        ...

    def advance(self, path: Path, outcome: Outcome) -> None:
        """Take one more file that is done."""
        ...


class Failure(NamedTuple):
    """A file, or a folder, that could not be read, and why, in one sentence."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Pending:
    """A file that is being read: as it was found, and as it will be recorded."""

    found: FoundFile
    file: CatalogueFile


class GatheringRun:
    """Decides file by file. ``tasks`` and ``settle`` take turns; ``drop_vanished`` comes last."""

    def __init__(self, catalogue: Catalogue, found: FoundFiles, progress: Progress | None) -> None:
        self.counts = dict.fromkeys(Outcome, 0)
        self.removed = 0
        self.failed = [Failure(path_text(path), reason) for path, reason in found.closed]
        self.notes = [
            f"There is no report in {path}. Anything indexed from it earlier is kept." for path in found.empty
        ]
        self._catalogue = catalogue
        self._found = found
        self._progress = progress
        self._recorded = {file.path: file for file in catalogue.files()}
        self._refused_before = {
            (file.sha256, file.reading_version): file.reason
            for file in self._recorded.values()
            if file.reason and file.size is not None
        }
        self._refused_now: dict[str | None, str] = {}
        self._reading = ReadingVersions(found.files)
        self._pending: dict[Path, _Pending] = {}
        self._twins: list[FoundFile] = []
        self._here = {path_text(file.path) for file in found.files}

    def tasks(self, files: Iterable[FoundFile]) -> Iterator[ReadingTask]:
        """Yield what must be read of ``files``, settling on the way all that need not be."""
        for found in files:
            version, digest, given = self._reading.how_to_read(found)
            file = CatalogueFile(
                path_text(found.path), path_text(found.root), None, None, None, FileStatus.INDEXED, None, None, version
            )
            before = self._recorded.get(file.path)
            try:
                status = found.path.stat()
                file = replace(file, size=status.st_size, mtime_ns=status.st_mtime_ns)
                if self._untouched(found, file, before):
                    continue
                if status.st_size > MAX_BYTES:
                    self._refuse(found, file, too_big(status.st_size, MAX_BYTES))
                    continue
                file = replace(file, sha256=content_hash(found.path))
            except OSError as error:
                self._refuse_unopened(found, file, why_not_opened(error))
                continue
            if not self._known(found, file, before):
                self._pending[found.path] = _Pending(found, file)
                yield ReadingTask(found.path, found.area_lists, digest, given)

    def pending_bytes(self) -> int:
        """Return how many bytes the files hold that were handed out and not settled."""
        return sum(pending.file.size or 0 for pending in self._pending.values())

    def take_twins(self) -> list[FoundFile]:
        """Return the files put off because a file of the same content was being read, and forget them."""
        twins, self._twins = self._twins, []
        return twins

    def settle(self, answered: Answered) -> None:
        """Write what came of one task, in one transaction."""
        task, answer = answered
        pending = self._pending.pop(task.path)
        if isinstance(answer, Reading):
            self._keep(pending.found, pending.file, answer)
        elif answer.opened:
            self._refused_now[pending.file.sha256] = answer.reason
            self._refuse(pending.found, pending.file, answer.reason)
        else:
            self._refuse_unopened(pending.found, pending.file, answer.reason)

    def drop_vanished(self) -> None:
        """Forget the recorded files that are gone from the folders that were looked through."""
        roots = [path_text(root) for root in self._found.roots if root not in self._found.empty]
        closed = [path_text(path) for path, _ in self._found.closed]
        for file in self._catalogue.files():
            if file.path in self._here or not _is_under(file.path, roots) or _is_under(file.path, closed):
                continue
            # A file may be out of sight without being gone: one that was named, with an ending of its own.
            if not os.path.exists(file.path):  # noqa: PTH110 - recorded text, not a path that was found
                with self._catalogue.changing() as db:
                    self.removed += drop_file(db, file.path)

    def _untouched(self, found: FoundFile, file: CatalogueFile, before: CatalogueFile | None) -> bool:
        """Settle a file that has the size and time of change it had; return whether it was one."""
        if before is None or _stamp(before) != _stamp(file):
            return False
        if before.reason is None:
            self._done(found, Outcome.UNCHANGED)
            return True
        if found.named:
            return False
        self._fail(found, before.reason)
        return True

    def _known(self, found: FoundFile, file: CatalogueFile, before: CatalogueFile | None) -> bool:
        """Settle a file whose content was met before, or put it off; return whether it need not be read."""
        with self._catalogue.snapshot() as db:
            holders = holders_of(db, file.sha256, file.reading_version)
        others = [path for path in holders if path != file.path]
        gone = [path for path in others if not os.path.exists(path)]  # noqa: PTH110 - recorded text
        if holders and (len(gone) < len(holders) or any(_says_the_same(file.path, path) for path in gone)):
            self._link(found, file, before, gone)
            return True
        if self._is_copy_of_another(file, before):
            self._link(found, file, before, [])
            return True
        if any(pending.file.sha256 == file.sha256 for pending in self._pending.values()):
            self._twins.append(found)
            return True
        reason = self._refused_now.get(file.sha256)
        if reason is None and not found.named:
            reason = self._refused_before.get((file.sha256, file.reading_version))
        if reason is None:
            return False
        self._refuse(found, file, reason)
        return True

    def _is_copy_of_another(self, file: CatalogueFile, before: CatalogueFile | None) -> bool:
        """Tell new content that a file elsewhere, not looked at in this run, holds already.

        That file may have been read with lists, and none hold here: its report stays as it is.
        """
        if file.reading_version != readers_of(file.reading_version) or (
            before is not None and before.sha256 == file.sha256
        ):
            return False
        with self._catalogue.snapshot() as db:
            copies = copies_of(db, file.sha256)
        return any(
            path not in self._here and readers_of(version) == readers_of(file.reading_version) and os.path.exists(path)  # noqa: PTH110
            for path, version in copies
        )

    def _link(self, found: FoundFile, file: CatalogueFile, before: CatalogueFile | None, gone: list[str]) -> None:
        with self._catalogue.changing() as db:
            others = [path for path, _ in copies_of(db, file.sha256) if path not in gone]
            link_file(db, file)
            for path in gone:
                drop_file(db, path)
        if before is None or before.sha256 != file.sha256:
            copies = [path for path in others if path != file.path]
            if copies:
                self.notes.append(f"{file.path} holds the same as {copies[0]}; they are one report.")
        changed = before is not None and before.sha256 != file.sha256
        self._done(found, Outcome.UPDATED if changed else Outcome.UNCHANGED)

    def _keep(self, found: FoundFile, file: CatalogueFile, reading: Reading) -> None:
        source = reading.report.source
        if source.sha256 != file.sha256:
            # Written to while it was being read: the next run looks at it again.
            file = replace(file, sha256=source.sha256, size=None, mtime_ns=None)
        try:
            with self._catalogue.changing() as db:
                change, report_id = put_report(db, file, reading.report, reading.region_of)
        except sqlite3.IntegrityError as error:
            self._refuse(found, file, f"its report does not fit into the catalogue ({error}); please report this fault")
            return
        if report_id != reading.report.id and change is not Change.UNCHANGED:
            self.notes.append(
                f"{file.path} covers the same area, type of inspection and date as {reading.report.id}; "
                f"it is kept beside it as {report_id}."
            )
        self._done(found, Outcome(change.value))

    def list_problems(self) -> list[ListProblem]:
        """Return what is wrong in the lists of reports, what did not fit the reports it was given for included."""
        problems = list(self._reading.problems)
        with self._catalogue.snapshot() as db:
            doubts = warnings_of_kind(db, LIST_WARNING)
        for found in self._found.files:
            for message in doubts.get(path_text(found.path), ()):
                place = self._reading.line_of(found)
                if place:
                    problems.append(ListProblem(*place, f"{message[:1].upper()}{message[1:]}"))
        return sorted(problems, key=lambda problem: (problem.path, problem.line or 0))

    def _refuse(self, found: FoundFile, file: CatalogueFile, reason: str) -> None:
        """Record a file that cannot become a report; what was read of an earlier content is kept."""
        before = self._recorded.get(file.path)
        if before and before.report_id:
            reason = f"{reason} (the report that was read from it before is kept)"
            file = replace(file, sha256=before.sha256, report_id=before.report_id)
        with self._catalogue.changing() as db:
            put_failure(db, replace(file, status=FileStatus.FAILED, reason=reason))
        self._fail(found, reason)

    def _refuse_unopened(self, found: FoundFile, file: CatalogueFile, reason: str) -> None:
        """Record a file that could not be opened; what was read of it earlier is kept."""
        before = self._recorded.get(file.path)
        file = replace(file, size=None, mtime_ns=None, status=FileStatus.FAILED, reason=reason)
        if before:
            file = replace(file, sha256=before.sha256, report_id=before.report_id)
        with self._catalogue.changing() as db:
            put_failure(db, file)
        self._fail(found, reason)

    def _fail(self, found: FoundFile, reason: str) -> None:
        self.failed.append(Failure(path_text(found.path), reason))
        self._done(found, Outcome.FAILED)

    def _done(self, found: FoundFile, outcome: Outcome) -> None:
        self.counts[outcome] += 1
        if self._progress:
            self._progress.advance(found.path, outcome)


def _stamp(file: CatalogueFile) -> tuple[int | None, int | None, str]:
    return file.size, file.mtime_ns, file.reading_version


def content_hash(path: Path) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _says_the_same(path: str, other: str) -> bool:
    """Whether two names of one content give it the same reading: they may hold a day, a number, an area, the format."""
    return (published_in_name(path), numbered_folder(path), PurePath(path).suffix) == (
        published_in_name(other), numbered_folder(other), PurePath(other).suffix,
    )  # fmt: skip


def _is_under(path: str, folders: list[str]) -> bool:
    return any(PurePath(path).is_relative_to(folder) for folder in folders)

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

from corpus.catalogue.catalogue import Catalogue
from corpus.catalogue.files import (
    CatalogueFile,
    Change,
    FileStatus,
    Put,
    drop_file,
    file_at,
    link_file,
    put_failure,
    put_report,
)
from corpus.catalogue.holders import Duplicate, Holder, duplicates, holders_of, to_be_read_again, warnings_of_kind
from corpus.catalogue.near_copies import likeness
from corpus.file_paths import path_text, why_not_opened
from corpus.filenames import names_say_the_same
from corpus.gathering.finding_files import FoundFile, FoundFiles
from corpus.gathering.pool import Answered
from corpus.gathering.report_lists import ListProblem
from corpus.gathering.versions import ReadingVersions, readers_of, told_beside
from corpus.readers.unreadable import MAX_BYTES, too_big
from corpus.reading.corrections import LIST_WARNING
from corpus.reading.one_file import Reading, ReadingTask
from corpus.report import Report


class FileOutcome(StrEnum):
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

    def advance(self, path: Path, outcome: FileOutcome) -> None:
        """Take one more file that is done."""
        ...


class Failure(NamedTuple):
    """A file, or a folder, that could not be read, and why, in one sentence."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Pending:
    """A file that is being read: as it was found, as it will be recorded, and where its content was that is gone."""

    found: FoundFile
    file: CatalogueFile
    gone: list[str]


class GatheringRun:
    """Decides file by file. ``tasks`` and ``settle`` take turns; then ``drop_vanished``, then ``take_misplaced``."""

    def __init__(self, catalogue: Catalogue, found: FoundFiles, progress: Progress | None) -> None:
        self.outcomes: dict[Path, FileOutcome] = {}
        self.moved = 0
        self.removed = 0
        self.failed = {path_text(path): reason for path, reason in found.closed}
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
        self._here = {path_text(file.path): file for file in found.files}
        self._again: set[str] = set()

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
                if file.path not in self._again and self._untouched(found, file, before):
                    continue
                if status.st_size > MAX_BYTES:
                    self._refuse(found, file, too_big(status.st_size, MAX_BYTES))
                    continue
                file = replace(file, sha256=content_hash(found.path))
            except OSError as error:
                self._refuse_unopened(found, file, why_not_opened(error))
                continue
            with self._catalogue.snapshot() as db:
                holders = holders_of(db, file.sha256)
            if not self._known(found, file, holders):
                gone = [holder.file.path for holder in holders if self._is_gone(holder.file)]
                self._pending[found.path] = _Pending(found, file, gone)
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
            self._keep(pending, answer)
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
            self._done(found, FileOutcome.UNCHANGED)
            return True
        if found.named:
            return False
        self._fail(found, before.reason)
        return True

    def take_misplaced(self) -> list[FoundFile]:
        """Return the files that must be read because their report is another copy's, each once a run.

        That copy is gone, or lists say more of this one.
        """
        with self._catalogue.snapshot() as db:
            paths = to_be_read_again(db)
            paths += [copy.path for copy in duplicates(db) if copy.exact and self._says_more(copy.path, copy.same_as)]
        again = {path: self._here[path] for path in paths if path in self._here and path not in self._again}
        self._again.update(again)
        return list(again.values())

    def duplicates(self) -> list[Duplicate]:
        """Return the files of this run that hold the report of another file."""
        with self._catalogue.snapshot() as db:
            return [duplicate for duplicate in duplicates(db) if duplicate.path in self._here]

    def count(self, outcome: FileOutcome) -> int:
        """Return how many files came out so."""
        return sum(found is outcome for found in self.outcomes.values())

    def _known(self, found: FoundFile, file: CatalogueFile, holders: list[Holder]) -> bool:
        """Settle a file whose content was met before, or put it off; return whether it need not be read."""
        holder = self._holder_to_follow(file, holders)
        if holder is not None:
            self._link(found, file, holder, holders)
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

    def _holder_to_follow(self, file: CatalogueFile, holders: list[Holder]) -> Holder | None:
        """Return the file whose report this one holds too without being read: itself, a copy, or one that is gone."""
        mine = next((holder for holder in holders if holder.file.path == file.path), None)
        if mine and mine.file.reading_version == file.reading_version and file.path not in self._again:
            return mine
        if mine is not None and mine.own:
            return None
        others = [holder for holder in holders if holder is not mine]
        for holder in others:
            if not self._is_gone(holder.file) and self._is_read_as_well(holder.file, file):
                return holder
        for holder in others:
            same_version = holder.file.reading_version == file.reading_version
            if same_version and self._is_gone(holder.file) and names_say_the_same(file.path, holder.file.path):
                return holder
        return None

    def _is_gone(self, file: CatalogueFile) -> bool:
        return file.path not in self._here and not os.path.exists(file.path)  # noqa: PTH110 - recorded text

    def _is_read_as_well(self, copy: CatalogueFile, file: CatalogueFile) -> bool:
        """Whether a copy is read by the same code and has at least as much given beside its content."""
        if copy.reading_version is None:
            return False
        version = self._version_now(copy.path) or copy.reading_version
        same_code = readers_of(version) == readers_of(file.reading_version)
        return same_code and told_beside(copy.path, version) >= told_beside(file.path, file.reading_version)

    def _says_more(self, path: str, other: str) -> bool:
        """Whether more is given beside one file of this run than beside another."""
        version, others = self._version_now(path), self._version_now(other)
        return None not in (version, others) and told_beside(path, version) > told_beside(other, others)

    def _version_now(self, path: str) -> str | None:
        """Return by what a file of this run is read, ``None`` for any other."""
        found = self._here.get(path)
        return self._reading.how_to_read(found).version if found else None

    def _link(self, found: FoundFile, file: CatalogueFile, holder: Holder, holders: list[Holder]) -> None:
        with self._catalogue.changing() as db:
            before = file_at(db, file.path)
            link_file(db, replace(file, report_id=holder.file.report_id))
            gone = [other.file.path for other in holders if self._is_gone(other.file)]
            for path in gone:
                drop_file(db, path)
        new = before is None or before.sha256 != file.sha256
        if new and gone:
            self.moved += 1
        elif new:
            self.notes.append(f"{file.path} holds the same as {holder.file.path}; they are one report.")
        self._done(found, FileOutcome.UPDATED if new and before is not None else FileOutcome.UNCHANGED)

    def _keep(self, pending: _Pending, reading: Reading) -> None:
        file, source = pending.file, reading.report.source
        if source.sha256 != file.sha256:
            # Written to while it was being read: the next run looks at it again.
            file = replace(file, sha256=source.sha256, size=None, mtime_ns=None)
        try:
            with self._catalogue.changing() as db:
                before = file_at(db, file.path)
                put = put_report(db, file, reading.report, reading.region_of)
                for path in pending.gone:
                    drop_file(db, path)
        except sqlite3.IntegrityError as error:
            reason = f"its report could not be saved in the catalogue ({error}); please report this fault"
            self._refuse(pending.found, file, reason)
            return
        if pending.gone and (before is None or before.sha256 != file.sha256):
            self.moved += 1
        if before is None or before.report_id != put.report_id:
            self.notes += _notes(file.path, reading.report, put)
        self._done(pending.found, FileOutcome(put.change.value))

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
        with self._catalogue.changing() as db:
            before = file_at(db, file.path)
            if before and before.report_id:
                reason = f"{reason} (the report that was read from it before is kept)"
                file = replace(file, sha256=before.sha256, report_id=before.report_id)
            put_failure(db, replace(file, status=FileStatus.FAILED, reason=reason))
        self._fail(found, reason)

    def _refuse_unopened(self, found: FoundFile, file: CatalogueFile, reason: str) -> None:
        """Record a file that could not be opened; what was read of it earlier is kept."""
        file = replace(file, size=None, mtime_ns=None, status=FileStatus.FAILED, reason=reason)
        with self._catalogue.changing() as db:
            before = file_at(db, file.path)
            if before:
                file = replace(file, sha256=before.sha256, report_id=before.report_id)
            put_failure(db, file)
        self._fail(found, reason)

    def _fail(self, found: FoundFile, reason: str) -> None:
        self.failed[path_text(found.path)] = reason
        self._done(found, FileOutcome.FAILED)

    def _done(self, found: FoundFile, outcome: FileOutcome) -> None:
        """Note what came of a file; of one that was looked at twice, what the first time changed counts too."""
        before = self.outcomes.get(found.path)
        changed = (FileOutcome.ADDED, FileOutcome.UPDATED)
        if before not in changed or outcome is FileOutcome.FAILED:
            self.outcomes[found.path] = outcome
        if self._progress and before is None:
            self._progress.advance(found.path, outcome)


def _notes(path: str, report: Report, put: Put) -> Iterator[str]:
    """Yield what a person should know of a report that is new here and much like another one."""
    if put.twin is not None:
        other, alike = put.twin.source.path, f"{likeness(put.twin, report):.0%}"
        kept = "and is kept in its place" if put.kept else f"which is kept as {put.report_id}"
        yield f"{path} is the same report as {other} in other form ({alike} of the words alike), {kept}."
    elif put.report_id != report.id and put.change is not Change.UNCHANGED:
        yield (
            f"{path} covers the same area, type of inspection and date as {report.id}; "
            f"it is kept beside it as {put.report_id}."
        )


def _stamp(file: CatalogueFile) -> tuple[int | None, int | None, str | None]:
    return file.size, file.mtime_ns, file.reading_version


def content_hash(path: Path) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _is_under(path: str, folders: list[str]) -> bool:
    return any(PurePath(path).is_relative_to(folder) for folder in folders)

"""Which file holds which report: every change the catalogue can undergo, one function each.

Each function is called inside one write transaction and leaves the catalogue whole: a report
is kept as long as at least one recorded file holds it, and ``revision`` grows whenever what
would be indexed has changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple, dataclass, fields, replace
from enum import StrEnum
from typing import Any, NamedTuple

from corpus.catalogue.acronym_rows import acronym_rows, read_acronym_rows
from corpus.catalogue.near_copies import better, nearly_the_same, same_inspection
from corpus.catalogue.rows import delete_report, insert_report, read_sections, read_summaries
from corpus.filenames import names_say_the_same
from corpus.ids import renamed
from corpus.report import Report


class FileStatus(StrEnum):
    """Whether a file became a report."""

    INDEXED = "indexed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """One file as recorded: where it is, what it held when last opened, and what came of it.

    ``size`` (bytes) and ``mtime_ns`` are ``None`` where the last attempt could not open it;
    ``sha256`` is ``None`` where it was never opened. A failed file has a ``reason``; it keeps a
    ``report_id`` only where it was read earlier and cannot be opened now. ``reading_version`` is
    ``None`` where its report was read from another file that is gone, so it must be read itself.
    """

    path: str
    root: str
    sha256: str | None
    size: int | None
    mtime_ns: int | None
    status: FileStatus
    reason: str | None
    report_id: str | None
    reading_version: str | None


class Change(StrEnum):
    """What writing a report did to the catalogue."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class Put(NamedTuple):
    """What came of writing a report: the ``change``, and the id it is kept under.

    ``twin`` is the report of another file that says nearly the same; ``kept`` is whether this
    one took its place or, false, was not needed beside it.
    """

    change: Change
    report_id: str
    twin: Report | None = None
    kept: bool = True


FILE_COLUMNS = tuple(field.name for field in fields(CatalogueFile))
FILE_ROW = ", ".join(f"files.{name}" for name in FILE_COLUMNS)


def read_files(db: sqlite3.Connection) -> list[CatalogueFile]:
    """Return every recorded file, in order of path."""
    return [as_file(row) for row in db.execute(f"SELECT {FILE_ROW} FROM files ORDER BY path")]  # noqa: S608 - our own names


def file_at(db: sqlite3.Connection, path: str) -> CatalogueFile | None:
    """Return the record of a file, ``None`` where there is none."""
    row = db.execute(f"SELECT {FILE_ROW} FROM files WHERE path = ?", (path,)).fetchone()  # noqa: S608 - our own names
    return as_file(row) if row else None


def as_file(row: Sequence[Any]) -> CatalogueFile:
    """Return the file that a row of ``FILE_ROW`` is."""
    path, root, sha256, size, mtime_ns, status, *rest = row
    return CatalogueFile(path, root, sha256, size, mtime_ns, FileStatus(status), *rest)


def read_report(db: sqlite3.Connection, report_id: str) -> Report | None:
    """Return one whole report, or ``None`` where none has that id."""
    found = read_summaries(db, report_id)
    return replace(found[0], sections=read_sections(db, report_id)) if found else None


def put_report(db: sqlite3.Connection, file: CatalogueFile, report: Report, region_of: Mapping[str, str]) -> Put:
    """Record that ``file`` holds ``report``, in place of what it held before; return what came of it.

    A report that another file holds already in nearly the same words is kept once, as
    ``near_copies.better`` says. A report id that another report has gets the start of this
    content's SHA-256 after it, and its passages their ids by the same rule as ever.
    ``file.report_id`` is ignored.
    """
    before = file_at(db, file.path)
    held = before.report_id if before else None
    same = _one(db, "SELECT id FROM reports WHERE sha256 = ?", report.source.sha256)
    leaves = held if held != same and _is_last_of_its_content(db, held, file.path) else None
    twin = near_copy(db, report, {same, leaves})
    if twin is not None and not better(report, twin):
        return _hold_twin(db, file, before, twin, same, leaves)
    report = renamed(report, twin.id if twin else _free_id(db, report, same, leaves))
    now = replace(file, report_id=report.id)
    if twin is None and same == report.id and _is_kept(db, report, region_of):
        _put_file(db, now)
        _settle(db, held, before)
        return Put(Change.UNCHANGED, report.id)
    for old in {same, leaves, twin.id if twin else None}:
        _replace(db, old, report.id, stale=old == leaves)
    insert_report(db, report, region_of)
    _put_file(db, now)
    # What was nearly the same as it was read before may be no more.
    compared = (report.id, report.source.sha256, (twin or report).source.sha256)
    db.execute("UPDATE files SET reading_version = NULL WHERE report_id = ? AND sha256 NOT IN (?, ?)", compared)
    _settle(db, held, before)
    _grow_revision(db)
    return Put(Change.UPDATED if held or same else Change.ADDED, report.id, twin)


def _hold_twin(
    db: sqlite3.Connection,
    file: CatalogueFile,
    before: CatalogueFile | None,
    twin: Report,
    same: str | None,
    leaves: str | None,
) -> Put:
    """Record that ``file`` holds a report that is there already, in place of its own of earlier runs."""
    held = before.report_id if before else None
    for old in {same, leaves} - {None}:
        _replace(db, old, twin.id, stale=old == leaves)
        _grow_revision(db)
    _put_file(db, replace(file, report_id=twin.id))
    _settle(db, held, before)
    return Put(Change.UPDATED if held not in (None, twin.id) else Change.UNCHANGED, twin.id, twin, kept=False)


def near_copy(db: sqlite3.Connection, report: Report, others: Collection[str | None]) -> Report | None:
    """Return the report of the same inspection in nearly the same words, those of ``others`` apart; else ``None``."""
    query = """
        SELECT id FROM reports WHERE inspection_type = :type AND inspected_from IS :day
        AND (:area IS NULL OR id IN (SELECT report_id FROM report_areas WHERE area = :area)) ORDER BY id
    """
    asked = {
        "type": report.inspection_type.value,
        "day": report.inspected_from.isoformat() if report.inspected_from else None,
        "area": report.areas[0] if report.areas else None,
    }
    for (report_id,) in db.execute(query, asked).fetchall():
        found = read_report(db, report_id) if report_id not in others else None
        if found and same_inspection(found, report) and nearly_the_same(found, report):
            return found
    return None


def link_file(db: sqlite3.Connection, file: CatalogueFile) -> None:
    """Record that ``file`` holds the report ``file.report_id``, which is there already."""
    before = file_at(db, file.path)
    _put_file(db, file)
    _settle(db, before.report_id if before else None, before)


def put_failure(db: sqlite3.Connection, file: CatalogueFile) -> bool:
    """Record that ``file`` cannot be read; return whether a report went with it.

    ``file.report_id`` says which report, if any, the file goes on holding.
    """
    before = file_at(db, file.path)
    _put_file(db, file)
    return _settle(db, before.report_id if before else None, before)


def drop_file(db: sqlite3.Connection, path: str) -> bool:
    """Forget a file that is gone; return whether its report went with it."""
    before = file_at(db, path)
    db.execute("DELETE FROM files WHERE path = ?", (path,))
    return _settle(db, before.report_id if before else None, before)


def _settle(db: sqlite3.Connection, report_id: str | None, before: CatalogueFile | None) -> bool:
    """Make good a report after a change of one of its files, recorded as ``before``; return whether it was deleted.

    A report is that of a file which holds its content. Where there is none any more, those of
    nearly the same words are to be read again; a copy is too that may be read otherwise.
    """
    row = db.execute("SELECT path, sha256 FROM reports WHERE id = ?", (report_id,)).fetchone()
    if report_id is None or row is None:
        return False
    own, content = row
    query = "SELECT path, sha256, reading_version FROM files WHERE report_id = ? ORDER BY path"
    files = db.execute(query, (report_id,)).fetchall()
    if not files:
        delete_report(db, report_id)
        _grow_revision(db)
        return True
    if any(path == own and sha256 == content for path, sha256, _ in files):
        return False
    version = before.reading_version if before and before.path == own else None
    places = [
        (sha256 != content, found != version or not names_say_the_same(path, own), path)
        for path, sha256, found in files
    ]
    other_content, read_otherwise, path = min(places)
    db.execute("UPDATE reports SET path = ? WHERE id = ?", (path, report_id))
    if other_content:
        db.execute("UPDATE files SET reading_version = NULL WHERE report_id = ?", (report_id,))
    elif read_otherwise:
        db.execute("UPDATE files SET reading_version = NULL WHERE path = ?", (path,))
    _grow_revision(db)
    return False


def _replace(db: sqlite3.Connection, report_id: str | None, by: str, *, stale: bool) -> None:
    """Delete a report, if there is one, its files to hold another; ``stale`` if they must be read again."""
    if report_id is None:
        return
    if stale:
        db.execute("UPDATE files SET reading_version = NULL WHERE report_id = ?", (report_id,))
    db.execute("UPDATE files SET report_id = ? WHERE report_id = ?", (by, report_id))
    delete_report(db, report_id)


def _is_last_of_its_content(db: sqlite3.Connection, report_id: str | None, path: str) -> bool:
    """Whether no file but ``path`` has the content that a report was read from."""
    query = (
        "SELECT 1 FROM files f JOIN reports r ON r.id = f.report_id AND r.sha256 = f.sha256 "
        "WHERE r.id = ? AND f.path != ?"
    )
    return report_id is not None and db.execute(query, (report_id, path)).fetchone() is None


def _free_id(db: sqlite3.Connection, report: Report, same: str | None, leaves: str | None) -> str:
    """Return the id to keep a report under; ``same`` is its id so far, ``leaves`` one about to be deleted."""
    digits = report.source.sha256
    candidates = [report.id, *(f"{report.id}-{digits[:length]}" for length in (6, 12, len(digits)))]
    # A report that needed a longer id keeps it even when the shorter one is free again: links stay good.
    if same in candidates:
        return same
    taken = {name for (name,) in db.execute("SELECT id FROM reports WHERE id LIKE ? || '%'", (report.id,))}
    return next(name for name in candidates if name not in taken or name == leaves)


def _is_kept(db: sqlite3.Connection, report: Report, region_of: Mapping[str, str]) -> bool:
    """Whether the catalogue has the very report already, with what was worked out of it."""
    return (
        read_report(db, report.id) == report
        and _regions(db, report.id) == _known(report, region_of)
        and read_acronym_rows(db, report.id) == acronym_rows(report)
    )


def _regions(db: sqlite3.Connection, report_id: str) -> list[tuple[str, str | None]]:
    query = "SELECT area, region FROM report_areas WHERE report_id = ? ORDER BY position"
    return db.execute(query, (report_id,)).fetchall()


def _known(report: Report, region_of: Mapping[str, str]) -> list[tuple[str, str | None]]:
    return [(area, region_of.get(area)) for area in report.areas]


def _put_file(db: sqlite3.Connection, file: CatalogueFile) -> None:
    marks = ", ".join("?" * len(FILE_COLUMNS))
    statement = f"INSERT OR REPLACE INTO files ({', '.join(FILE_COLUMNS)}) VALUES ({marks})"  # noqa: S608 - our own names
    db.execute(statement, astuple(file))


def _grow_revision(db: sqlite3.Connection) -> None:
    db.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'revision'")


def _one(db: sqlite3.Connection, query: str, value: str | None) -> str | None:
    row = db.execute(query, (value,)).fetchone()
    return row[0] if row else None

"""Which file holds which report: every change the catalogue can undergo, one function each.

Each function is called inside one write transaction and leaves the catalogue whole: a report
is kept as long as at least one recorded file holds it, and ``revision`` grows whenever what
would be indexed has changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields, replace
from enum import StrEnum

from corpus.catalogue_acronyms import acronym_rows, read_acronym_rows
from corpus.catalogue_rows import delete_report, insert_report, read_sections, read_summaries
from corpus.renaming import renamed
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
    ``report_id`` only where it was read earlier and cannot be opened now.
    """

    path: str
    root: str
    sha256: str | None
    size: int | None
    mtime_ns: int | None
    status: FileStatus
    reason: str | None
    report_id: str | None
    reading_version: str


class Change(StrEnum):
    """What writing a report did to the catalogue."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


FILE_COLUMNS = tuple(field.name for field in fields(CatalogueFile))


def read_files(db: sqlite3.Connection) -> list[CatalogueFile]:
    """Return every recorded file, in order of path."""
    query = f"SELECT {', '.join(FILE_COLUMNS)} FROM files ORDER BY path"  # noqa: S608 - our own names
    return [
        CatalogueFile(path, root, sha256, size, mtime_ns, FileStatus(status), *rest)
        for path, root, sha256, size, mtime_ns, status, *rest in db.execute(query)
    ]


def read_report(db: sqlite3.Connection, report_id: str) -> Report | None:
    """Return one whole report, or ``None`` where none has that id."""
    found = read_summaries(db, report_id)
    return replace(found[0], sections=read_sections(db, report_id)) if found else None


def holders_of(db: sqlite3.Connection, sha256: str | None, reading_version: str) -> list[str]:
    """Return the paths of the files of this content that hold a report read by this version, sorted."""
    query = "SELECT path FROM files WHERE sha256 = ? AND reading_version = ? AND report_id IS NOT NULL ORDER BY path"
    return [path for (path,) in db.execute(query, (sha256, reading_version))]


def copies_of(db: sqlite3.Connection, sha256: str | None) -> list[tuple[str, str]]:
    """Return path and version of reading of every file of this content that holds a report, sorted by path."""
    query = "SELECT path, reading_version FROM files WHERE sha256 = ? AND report_id IS NOT NULL ORDER BY path"
    return [(path, version) for path, version in db.execute(query, (sha256,))]


def warnings_of_kind(db: sqlite3.Connection, kind: str) -> dict[str, list[str]]:
    """Return the messages of all warnings of a kind, by the path of the report's file."""
    query = "SELECT r.path, w.message FROM warnings w JOIN reports r ON r.id = w.report_id WHERE w.kind = ?"
    found: dict[str, list[str]] = {}
    for path, message in db.execute(f"{query} ORDER BY r.path, w.position", (kind,)):
        found.setdefault(path, []).append(message)
    return found


def put_report(
    db: sqlite3.Connection, file: CatalogueFile, report: Report, region_of: Mapping[str, str]
) -> tuple[Change, str]:
    """Record that ``file`` holds ``report``, in place of what it held before; return the change and the id kept under.

    A report id that another content has already gets the start of this content's SHA-256 after
    it, and its passages their ids by the same rule as ever. ``file.report_id`` is ignored.
    """
    held = _one(db, "SELECT report_id FROM files WHERE path = ?", file.path)
    same = _one(db, "SELECT id FROM reports WHERE sha256 = ?", report.source.sha256)
    leaves = held if held != same and held is not None and _holders(db, held) == {file.path} else None
    report = renamed(report, _free_id(db, report, same, leaves))
    now = replace(file, report_id=report.id)
    if same == report.id and _is_kept(db, report, region_of):
        _put_file(db, now)
        _let_go(db, held, file.path, keep=same)
        return Change.UNCHANGED, report.id
    if same:
        db.execute("UPDATE files SET report_id = ? WHERE report_id = ?", (report.id, same))
        delete_report(db, same)
    if leaves:
        delete_report(db, leaves)
    insert_report(db, report, region_of)
    _put_file(db, now)
    if not leaves:
        _let_go(db, held, file.path, keep=report.id)
    _grow_revision(db)
    return (Change.UPDATED if held or same else Change.ADDED), report.id


def link_file(db: sqlite3.Connection, file: CatalogueFile) -> None:
    """Record that ``file`` holds the report of the same content that is there already.

    ``file.sha256`` must be that of a report; ``file.report_id`` is ignored.
    """
    held = _one(db, "SELECT report_id FROM files WHERE path = ?", file.path)
    report_id = _one(db, "SELECT id FROM reports WHERE sha256 = ?", file.sha256)
    _put_file(db, replace(file, report_id=report_id))
    _let_go(db, held, file.path, keep=report_id)


def put_failure(db: sqlite3.Connection, file: CatalogueFile) -> bool:
    """Record that ``file`` cannot be read; return whether a report went with it.

    ``file.report_id`` says which report, if any, the file goes on holding.
    """
    held = _one(db, "SELECT report_id FROM files WHERE path = ?", file.path)
    _put_file(db, file)
    return _let_go(db, held, file.path, keep=file.report_id)


def drop_file(db: sqlite3.Connection, path: str) -> bool:
    """Forget a file that is gone; return whether its report went with it."""
    held = _one(db, "SELECT report_id FROM files WHERE path = ?", path)
    db.execute("DELETE FROM files WHERE path = ?", (path,))
    return _let_go(db, held, path, keep=None)


def _let_go(db: sqlite3.Connection, report_id: str | None, path: str, keep: str | None) -> bool:
    """Settle a report that ``path`` no longer holds: delete it, or name another file that holds it."""
    if report_id is None or report_id == keep:
        return False
    others = _holders(db, report_id)
    if not others:
        delete_report(db, report_id)
        _grow_revision(db)
        return True
    if _one(db, "SELECT path FROM reports WHERE id = ?", report_id) == path:
        db.execute("UPDATE reports SET path = ? WHERE id = ?", (min(others), report_id))
        _grow_revision(db)
    return False


def _free_id(db: sqlite3.Connection, report: Report, same: str | None, leaves: str | None) -> str:
    """Return the id to keep a report under; ``same`` is its id so far, ``leaves`` one about to be deleted."""
    digits = report.source.sha256
    candidates = [report.id, *(f"{report.id}-{digits[:length]}" for length in (6, 12, len(digits)))]
    # A report that needed a longer id keeps it even when the shorter one is free again: links stay good.
    if same in candidates:
        return same
    taken = {name for (name,) in db.execute("SELECT id FROM reports WHERE id LIKE ? || '%'", (report.id,))}
    return next(name for name in candidates if name not in taken or name == leaves)


def _holders(db: sqlite3.Connection, report_id: str) -> set[str]:
    return {path for (path,) in db.execute("SELECT path FROM files WHERE report_id = ?", (report_id,))}


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

"""Which files hold the same report, and what that asks of a run: links, counts, readings to make good."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from corpus.catalogue.files import FILE_ROW, CatalogueFile, as_file


class Holder(NamedTuple):
    """A file that holds a report; ``own`` is whether the report is what was read from this very file."""

    file: CatalogueFile
    own: bool


class Duplicate(NamedTuple):
    """A file that holds the report of another one: the same content, or, not ``exact``, nearly the same words."""

    path: str
    same_as: str
    report: str
    exact: bool


def holders_of(db: sqlite3.Connection, sha256: str | None) -> list[Holder]:
    """Return the files of this content that hold a report, in order of path."""
    query = (
        f"SELECT {FILE_ROW}, reports.path = files.path FROM files "  # noqa: S608 - our own names
        "JOIN reports ON reports.id = files.report_id WHERE files.sha256 = ? ORDER BY files.path"
    )
    return [Holder(as_file(row[:-1]), bool(row[-1])) for row in db.execute(query, (sha256,))]


def duplicates(db: sqlite3.Connection) -> list[Duplicate]:
    """Return every file whose report is that of another file, in order of path."""
    query = (
        "SELECT f.path, r.path, r.id, f.sha256 = r.sha256 FROM files f JOIN reports r ON r.id = f.report_id "
        "WHERE f.path != r.path AND f.status = 'indexed' ORDER BY f.path"
    )
    return [Duplicate(path, same_as, report, bool(exact)) for path, same_as, report, exact in db.execute(query)]


def to_be_read_again(db: sqlite3.Connection) -> list[str]:
    """Return the paths of files that hold a report which was read from another file that is gone."""
    query = "SELECT path FROM files WHERE reading_version IS NULL AND status = 'indexed' ORDER BY path"
    return [path for (path,) in db.execute(query)]


def warnings_of_kind(db: sqlite3.Connection, kind: str) -> dict[str, list[str]]:
    """Return the messages of all warnings of a kind, by the path of the report's file."""
    query = "SELECT r.path, w.message FROM warnings w JOIN reports r ON r.id = w.report_id WHERE w.kind = ?"
    found: dict[str, list[str]] = {}
    for path, message in db.execute(f"{query} ORDER BY r.path, w.position", (kind,)):
        found.setdefault(path, []).append(message)
    return found

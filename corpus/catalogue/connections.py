"""Opening the catalogue's file: made where it is missing, checked to be ours, never harmed if it is not."""

from __future__ import annotations

import sqlite3
import uuid
from pathlib import Path

from corpus.errors import CatalogueError

CATALOGUE_NAME = "catalogue.sqlite3"
"""The file's name in a data folder."""
SCHEMA_VERSION = "4"
BUSY_SECONDS = 30
NOTHING_YET = "Nothing is indexed yet: run 'searcher index FOLDER' with a folder of reports first."
MADE_ANEW = "Move the file away and run 'searcher index' again: it can always be made anew from the reports."
GIVE_ANOTHER = (
    "Check that you may read and write there and that the disk has room, or give a folder of your own with --data."
)
_FOREIGN = {"SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_ERROR"}  # SQLITE_ERROR: no such table
_NO_LOG = {"SQLITE_CANTOPEN", "SQLITE_READONLY_CANTINIT", "SQLITE_READONLY_DIRECTORY"}


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """Return a connection that cannot write, and that a writer does not disturb.

    Raises:
        CatalogueError: there is no catalogue yet, or the file is not one of this version.
    """
    if not path.exists():
        raise CatalogueError(NOTHING_YET)
    try:
        return _connect_read_only(path, "mode=ro")
    except sqlite3.OperationalError as error:
        # In a folder we may not write, SQLite cannot share a write-ahead log. Where there is no log
        # nobody is writing, and the file can be read as it lies.
        if error.sqlite_errorname not in _NO_LOG or path.with_name(f"{path.name}-wal").exists():
            raise refused(path, error) from error
    except sqlite3.DatabaseError as error:
        raise refused(path, error) from error
    try:
        return _connect_read_only(path, "mode=ro&immutable=1")
    except sqlite3.DatabaseError as error:
        raise refused(path, error) from error


def _connect_read_only(path: Path, options: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{options}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        _check(path, connection)
    except (CatalogueError, sqlite3.DatabaseError):
        connection.close()
        raise
    return connection


def connect_for_writing(path: Path) -> sqlite3.Connection:
    """Return a connection for the one writer; an empty catalogue is made where there is no file.

    Raises:
        CatalogueError: the file cannot be written, or is not a catalogue of this version.
    """
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise CatalogueError(f"{path} cannot be opened ({error}). {GIVE_ANOTHER}") from error
    try:
        if _is_empty(connection):
            _make(connection)
        _check(path, connection)
        # Readers and the writer do not wait for each other; where the file system does not allow it
        # the mode stays what it was and they do.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise refused(path, error) from error
    except CatalogueError:
        connection.close()
        raise
    return connection


def _make(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty catalogue, all or none."""
    schema = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
    connection.executescript(f"BEGIN IMMEDIATE; {schema}")
    values = {"schema_version": SCHEMA_VERSION, "identity": str(uuid.uuid4()), "revision": "0"}
    connection.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", values.items())
    connection.execute("COMMIT")


def _check(path: Path, connection: sqlite3.Connection) -> None:
    """Raise unless the connection leads to a catalogue of this version."""
    if _is_empty(connection):  # an indexer has just made the file
        raise CatalogueError(NOTHING_YET)
    found = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
    if found is None or found[0] != SCHEMA_VERSION:
        raise CatalogueError(f"{path} was written by another version of this program. {MADE_ANEW}")


def _is_empty(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) = 0 FROM sqlite_master").fetchone()[0])


def refused(path: Path, error: sqlite3.DatabaseError) -> CatalogueError:
    """Return what to tell a person when SQLite refuses the catalogue's file."""
    if error.sqlite_errorname in _FOREIGN:
        return CatalogueError(f"{path} is not a catalogue of reports, or is damaged ({error}). {MADE_ANEW}")
    return CatalogueError(f"{path} cannot be used ({error}). {GIVE_ANOTHER}")

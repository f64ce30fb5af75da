"""The same passages in Datasette: a table with full-text search, served with three facets."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from index.engine import PassageDocument

FACETS = ("type", "finding", "year")
TABLE = "passages"
TRIES = 100


def fill_database(path: Path, documents: Iterable[PassageDocument]) -> None:
    """Write passages into a table with a full-text index and an index for each facet."""
    columns = ("id", "report", "area", *FACETS, "heading", "text")
    with sqlite3.connect(path) as db:
        db.execute(f"CREATE TABLE {TABLE} ({', '.join(columns)})")
        rows = ([_value(document, name) for name in columns] for document in documents)
        db.executemany(f"INSERT INTO {TABLE} VALUES ({', '.join('?' * len(columns))})", rows)  # noqa: S608 - our own names
        for name in FACETS:
            db.execute(f"CREATE INDEX by_{name} ON {TABLE} ({name})")
        db.execute(f"CREATE VIRTUAL TABLE found USING fts5 (text, content = {TABLE}, tokenize = 'porter')")
        db.execute("INSERT INTO found (found) VALUES ('rebuild')")
    db.close()


def _value(document: PassageDocument, name: str) -> str:
    own = {"id": document.id, "report": document.report_id, "heading": document.heading, "text": document.text}
    return own.get(name) or ", ".join(value.label for value in document.keywords.get(name, ()))


def address(form: str, text: str, finding: str, rows: int) -> str:
    """Return path and query of a search; ``form`` is "" for a page, ".json" for a program."""
    pairs = [("_search", text), ("_size", rows), *(("_facet", name) for name in FACETS)]
    return f"/search/{TABLE}{form}?{urlencode([*pairs, *([('finding', finding)] if finding else [])])}"


@contextmanager
def serving_datasette(program: str, path: Path, port: int) -> Iterator[str]:
    """Run Datasette on a database and give the host and port it listens on."""
    settings = {"suggest_facets": "off", "facet_time_limit_ms": "5000", "sql_time_limit_ms": "5000"}
    chosen = [word for name, value in settings.items() for word in ("--setting", name, value)]
    command = [program, "serve", "-i", str(path), "--port", str(port), *chosen]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, **silent) as process:  # noqa: S603 - named by who runs it
        try:
            _wait_for(port)
            yield f"127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    for _ in range(TRIES):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("Datasette did not start.")

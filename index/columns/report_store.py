"""What a local engine gives back: whole passages, whole reports and the acronyms of one generation.

One SQLite file, written once and read only from then on. What the passages of a run share
(title, heading, keywords; see ``index.columns.passage_runs``) is kept once. Passages are numbered from 0
in the order they were added.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.acronyms.glossary import Acronym
from corpus.report import Finding, Footnote, PassageKind, Report
from corpus.report_json import report_from_json, report_to_json
from index.engine import LabelledValue, PassageDocument

STORE_FILE = "store.sqlite3"
_SCHEMA = """
CREATE TABLE reports (id TEXT PRIMARY KEY, details TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE whole_reports (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE acronyms (number INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE runs (number INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE passages (
  number INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs, id TEXT NOT NULL, position INTEGER NOT NULL,
  text TEXT NOT NULL, kind TEXT NOT NULL, level INTEGER NOT NULL, printed_number TEXT, ordinal INTEGER NOT NULL,
  page INTEGER, page_end INTEGER, footnote TEXT, time_scale TEXT, responsible TEXT
);
"""
_OWN = "id, position, text, kind, level, printed_number, ordinal, page, page_end, footnote, time_scale, responsible"
_SELECTED = f"SELECT passages.{{}}, json, {_OWN} FROM passages JOIN runs ON runs.number = passages.run"  # noqa: S608
_BATCH = 500
RUNS_KEPT = 4096
"""Of how many runs what their passages share is kept at hand."""


class StoreWriter:
    """Fills the store of a new generation. Not safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / STORE_FILE, isolation_level=None)
        # The whole folder is thrown away unless it is finished, so no journal is needed.
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.executescript(_SCHEMA)
        self._connection.execute("BEGIN")
        self._passages = 0
        self._runs = 0

    def add(self, report: Report, runs: Sequence[Sequence[PassageDocument]]) -> None:
        """Keep a report and its passages, run by run; they get the next numbers."""
        details = report_to_json(replace(report, sections=()))
        self._connection.execute("INSERT INTO reports VALUES (?, ?)", (report.id, details))
        self._connection.execute("INSERT INTO whole_reports VALUES (?, ?)", (report.id, report_to_json(report)))
        shared = [(number, json.dumps(_shared_part(run[0]))) for number, run in enumerate(runs, self._runs)]
        own = [(number, *_own_part(document)) for number, run in enumerate(runs, self._runs) for document in run]
        self._connection.executemany("INSERT INTO runs VALUES (?, ?)", shared)
        self._connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((number, *row) for number, row in enumerate(own, self._passages)),
        )
        self._runs += len(shared)
        self._passages += len(own)

    def add_acronyms(self, acronyms: Sequence[Acronym]) -> None:
        """Keep the acronyms of all reports, in this order."""
        rows = ((number, json.dumps(astuple(acronym))) for number, acronym in enumerate(acronyms))
        self._connection.executemany("INSERT INTO acronyms VALUES (?, ?)", rows)

    def close(self) -> None:
        """Write everything out."""
        self._connection.execute("CREATE INDEX passages_by_id ON passages (id)")
        self._connection.execute("COMMIT")
        self._connection.close()


class ReportStore:
    """Reads the store of a generation; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        address = (folder / STORE_FILE).resolve().as_uri() + "?mode=ro&immutable=1"
        self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._lock = threading.Lock()
        # SQLite looks at a file only when it is first asked for something of it.
        try:
            self._connection.execute("SELECT id FROM reports LIMIT 1").fetchone()
        except sqlite3.DatabaseError:
            self._connection.close()
            raise
        self._shared = lru_cache(maxsize=RUNS_KEPT)(_read_shared_part)

    def report(self, report_id: str) -> Report | None:
        """Return a whole report, or ``None`` when there is none of that id."""
        return self._read_report("SELECT json FROM whole_reports WHERE id = ?", report_id)

    def report_details(self, report_id: str) -> Report | None:
        """Return a report without its sections, or ``None`` when there is none of that id."""
        return self._read_report("SELECT details FROM reports WHERE id = ?", report_id)

    def report_ids(self) -> list[str]:
        """Return the ids of all reports, sorted."""
        return [row[0] for row in self._rows("SELECT id FROM reports ORDER BY id", ())]

    def acronyms(self) -> tuple[Acronym, ...]:
        """Return the acronyms of all reports, in the order they were added."""
        rows = self._rows("SELECT json FROM acronyms ORDER BY number", ())
        return tuple(_acronym(*json.loads(text)) for (text,) in rows)

    def passages(self, numbers: Sequence[int]) -> list[PassageDocument]:
        """Return the passages with these numbers, in the order asked."""
        found = self._select("number", numbers)
        return [found[number] for number in numbers]

    def ids(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """Return the ids of a few passages, in the order of their numbers asked for."""
        if not numbers:
            return ()
        marks = ", ".join("?" * len(numbers))
        found = dict(self._rows(f"SELECT number, id FROM passages WHERE number IN ({marks})", numbers))  # noqa: S608
        return tuple(found[number] for number in numbers)

    def passages_by_id(self, ids: Sequence[str]) -> list[PassageDocument]:
        """Return the passages with these ids, in the order asked, leaving out unknown ones."""
        found = self._select("id", [passage_id for passage_id in ids if _is_storable(passage_id)])
        return [found[passage_id] for passage_id in ids if passage_id in found]

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _select(self, column: str, keys: Sequence[Any]) -> dict[Any, PassageDocument]:
        found = {}
        for start in range(0, len(keys), _BATCH):
            batch = list(keys[start : start + _BATCH])
            marks = ", ".join("?" * len(batch))
            statement = f"{_SELECTED.format(column)} WHERE passages.{column} IN ({marks}) ORDER BY passages.number DESC"
            for key, shared, *own in self._rows(statement, batch):
                found[key] = _document(own, self._shared(shared))
        return found

    def _read_report(self, statement: str, report_id: str) -> Report | None:
        rows = self._rows(statement, (report_id,)) if _is_storable(report_id) else []
        return report_from_json(rows[0][0]) if rows else None

    def _rows(self, statement: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(statement, tuple(values)).fetchall()


def _is_storable(text: str) -> bool:
    """Return whether SQLite takes a text: half a surrogate pair from a broken address it does not."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def _acronym(short: str, long: str, shorts: list[str], longs: list[str], *counts: int) -> Acronym:
    return Acronym(short, long, tuple(shorts), tuple(longs), *counts)


def _own_part(document: PassageDocument) -> tuple[Any, ...]:
    note = document.footnote
    return (
        document.id,
        document.position,
        document.text,
        document.kind.value,
        document.level,
        document.number,
        document.ordinal,
        document.page,
        document.page_end,
        json.dumps([note.mark, note.of, note.heading, note.at]) if note else None,
        document.time_scale,
        document.responsible,
    )


def _shared_part(document: PassageDocument) -> dict[str, Any]:
    return {
        "report_id": document.report_id,
        "heading": document.heading,
        "path": document.path,
        "title": document.title,
        "finding": document.finding,
        "judgement": document.judgement,
        "inspected": document.inspected and document.inspected.isoformat(),
        "published": document.published and document.published.isoformat(),
        "keywords": {
            field: [[value.value, value.label] for value in values] for field, values in document.keywords.items()
        },
    }


def _read_shared_part(text: str) -> dict[str, Any]:
    shared: dict[str, Any] = json.loads(text)
    return shared | {
        "path": tuple(shared["path"]),
        "finding": Finding(shared["finding"]),
        "inspected": date.fromisoformat(shared["inspected"]) if shared["inspected"] else None,
        "published": date.fromisoformat(shared["published"]) if shared["published"] else None,
        "keywords": {
            field: tuple(LabelledValue(value, label) for value, label in values)
            for field, values in shared["keywords"].items()
        },
    }


def _document(own: list[Any], shared: Mapping[str, Any]) -> PassageDocument:
    passage_id, position, text, kind, level, number, ordinal, page, page_end, note, time_scale, responsible = own
    return PassageDocument(
        id=passage_id,
        position=position,
        text=text,
        kind=PassageKind(kind),
        level=level,
        number=number,
        ordinal=ordinal,
        page=page,
        page_end=page_end,
        footnote=Footnote(*json.loads(note)) if note else None,
        time_scale=time_scale,
        responsible=responsible,
        **shared,
    )

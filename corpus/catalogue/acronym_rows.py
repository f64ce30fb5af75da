"""Acronyms as rows of the catalogue: one a printed definition; and the glossary of all of them.

Functions work on an open connection and leave transactions to the caller.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict

from corpus.acronyms.definitions import definitions_in
from corpus.acronyms.glossary import Acronym, Defined, make_glossary
from corpus.report import Report

Row = tuple[str, int, str, str, str, str, str | None]
COLUMNS = "report_id, position, short, long, short_key, long_key, passage_id"


def acronym_rows(report: Report) -> list[Row]:
    """Return the definitions that a report prints, as rows of the table."""
    return [
        (
            report.id, place, definition.short, definition.long,
            definition.short_key, definition.long_key, passage.id if passage else None,
        )
        for place, (passage, definition) in enumerate(definitions_in(report))
    ]  # fmt: skip


def insert_acronyms(db: sqlite3.Connection, report: Report) -> None:
    """Write the definitions that a report prints."""
    db.executemany(f"INSERT INTO acronyms ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", acronym_rows(report))  # noqa: S608 - our own names


def read_acronym_rows(db: sqlite3.Connection, report_id: str) -> list[Row]:
    """Return the rows of one report, in order of print."""
    query = f"SELECT {COLUMNS} FROM acronyms WHERE report_id = ? ORDER BY position"  # noqa: S608 - our own names
    return db.execute(query, (report_id,)).fetchall()


def read_glossary(db: sqlite3.Connection) -> tuple[Acronym, ...]:
    """Return every acronym with its counts, in the order of the glossary. Looks at every passage once."""
    shorts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    longs: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    reports: dict[tuple[str, str], set[str]] = defaultdict(set)
    for short_key, long_key, short, long, report_id in db.execute(
        "SELECT short_key, long_key, short, long, report_id FROM acronyms"
    ):
        key = short_key, long_key
        shorts[key][short] += 1
        longs[key][long] += 1
        reports[key].add(report_id)
    defined = [Defined(*key, shorts[key], longs[key], len(reports[key])) for key in shorts]
    texts = (text for (text,) in db.execute("SELECT text FROM passages"))
    return make_glossary(defined, texts)

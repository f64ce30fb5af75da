"""Reports as rows of the catalogue's tables, and rows as reports: the one place that knows both.

Functions work on an open connection and leave transactions to the caller.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from corpus.catalogue.acronym_rows import insert_acronyms
from corpus.report import (
    Correction,
    Coverage,
    Finding,
    Footnote,
    InspectionType,
    Judgement,
    Passage,
    PassageKind,
    ReadingWarning,
    Report,
    Section,
    Source,
)

REPORT_COLUMNS = (
    "id", "title", "inspection_type", "inspected_from", "inspected_to", "published", "previous_inspection",
    "judgement", "judgement_printed", "pages", "licence", "authority_number", "words", "uncovered_words",
    "path", "sha256", "url",
)  # fmt: skip
SECTION_COLUMNS = ("report_id", "position", "heading", "level", "path", "finding", "finding_rule", "judgement")
PASSAGE_COLUMNS = (
    "id", "report_id", "section_position", "position", "kind", "level", "number", "text", "page", "page_end",
    "time_scale", "responsible",
)  # fmt: skip
FOOTNOTE_COLUMNS = ("passage_id", "report_id", "mark", "of_passage", "heading", "at")

# The lists of a report: table -> its columns after (report_id, position).
LISTS: dict[str, tuple[str, ...]] = {
    "report_areas": ("area", "region"),
    "report_regions": ("region",),
    "judgements": ("aspect", "grade", "printed"),
    "inspectorates": ("inspectorate",),
    "lead_inspectors": ("name",),
    "warnings": ("kind", "message", "page"),
    "corrections": ("field", "list", "read"),
    "area_names": ("area", "name"),
    "uncovered_pages": ("page", "words"),
}


def insert_report(db: sqlite3.Connection, report: Report, region_of: Mapping[str, str]) -> None:
    """Write a whole report. ``region_of`` gives the region of each of its areas, where known.

    Raises:
        sqlite3.IntegrityError: the report's id, its content or a passage's id is there already.
    """
    _insert(db, "reports", REPORT_COLUMNS, [_report_row(report)])
    lists: dict[str, Iterable[tuple[Any, ...]]] = {
        "report_areas": ((area, region_of.get(area)) for area in report.areas),
        "report_regions": ((region,) for region in report.regions),
        "judgements": ((item.aspect, item.grade, item.printed) for item in report.judgements),
        "inspectorates": ((name,) for name in report.inspectorates),
        "lead_inspectors": ((name,) for name in report.lead_inspectors),
        "warnings": ((item.kind, item.message, item.page) for item in report.warnings),
        "corrections": ((item.field, item.by, item.read) for item in report.corrections),
        "area_names": ((area, name) for area, names in report.also_called.items() for name in names),
        "uncovered_pages": report.coverage.by_page if report.coverage else (),
    }
    for table, rows in lists.items():
        numbered = [(report.id, position, *row) for position, row in enumerate(rows)]
        _insert(db, table, ("report_id", "position", *LISTS[table]), numbered)
    reasons = [(report.id, field, reason) for field, reason in report.unknown.items()]
    _insert(db, "unknown", ("report_id", "field", "reason"), reasons)
    _insert_sections(db, report)
    insert_acronyms(db, report)


def delete_report(db: sqlite3.Connection, report_id: str) -> None:
    """Delete a report with everything in it. No file may be recorded as holding it any more."""
    db.execute("DELETE FROM reports WHERE id = ?", (report_id,))


def read_summaries(db: sqlite3.Connection, report_id: str | None = None) -> list[Report]:
    """Return reports without their sections, in order of id: all, or the one of that id (or none)."""
    lists: dict[str, dict[str, list[tuple[Any, ...]]]] = {
        table: _by_report(_select(db, table, ("report_id", *columns), "report_id, position", report_id))
        for table, columns in LISTS.items()
    }
    unknown = _by_report(_select(db, "unknown", ("report_id", "field", "reason"), "report_id, field", report_id))
    rows = _select(db, "reports", REPORT_COLUMNS, "id", report_id, key="id")
    return [_summary(row, {table: found[row[0]] for table, found in lists.items()}, unknown[row[0]]) for row in rows]


def read_sections(db: sqlite3.Connection, report_id: str) -> tuple[Section, ...]:
    """Return a report's sections with their passages, in reading order."""
    rows = _select(db, "footnotes", FOOTNOTE_COLUMNS, "passage_id", report_id)
    notes = {passage_id: Footnote(*values) for passage_id, _, *values in rows}
    passages: dict[int, list[Passage]] = defaultdict(list)
    for row in _select(db, "passages", PASSAGE_COLUMNS, "position", report_id):
        own, _, section, _, kind, level, number, text, page, page_end, *rest = row
        passage = Passage(own, PassageKind(kind), text, level, number, page, page_end, notes.get(own), *rest)
        passages[section].append(passage)
    return tuple(
        Section(heading, level, Finding(finding), rule, tuple(passages[position]), judgement, tuple(json.loads(path)))
        for _, position, heading, level, path, finding, rule, judgement in _select(
            db, "sections", SECTION_COLUMNS, "position", report_id
        )
    )


def _insert_sections(db: sqlite3.Connection, report: Report) -> None:
    sections: list[tuple[Any, ...]] = []
    passages: list[tuple[Any, ...]] = []
    for place, section in enumerate(report.sections):
        path = json.dumps(section.path, ensure_ascii=False)
        sections.append(
            (
                report.id, place, section.heading, section.level, path,
                section.finding.value, section.finding_rule, section.judgement,
            )
        )  # fmt: skip
        for passage in section.passages:
            passages.append(
                (
                    passage.id, report.id, place, len(passages), passage.kind.value, passage.level,
                    passage.number, passage.text, passage.page, passage.page_end, passage.time_scale,
                    passage.responsible,
                )
            )  # fmt: skip
    _insert(db, "sections", SECTION_COLUMNS, sections)
    _insert(db, "passages", PASSAGE_COLUMNS, passages)
    notes = [(item.id, report.id, item.footnote) for _, item in report.passages()]
    rows = [(own, of, note.mark, note.of, note.heading, note.at) for own, of, note in notes if note is not None]
    _insert(db, "footnotes", FOOTNOTE_COLUMNS, rows)


def _report_row(report: Report) -> tuple[Any, ...]:
    days = (report.inspected_from, report.inspected_to, report.published, report.previous_inspection)
    counted = (report.coverage.words, report.coverage.uncovered_words) if report.coverage else (None, None)
    return (
        report.id, report.title, report.inspection_type.value,
        *(day.isoformat() if day else None for day in days),
        report.judgement, report.judgement_printed, report.pages, report.licence, report.authority_number, *counted,
        report.source.path, report.source.sha256, report.source.url,
    )  # fmt: skip


def _summary(
    row: tuple[Any, ...], lists: Mapping[str, list[tuple[Any, ...]]], unknown: list[tuple[Any, ...]]
) -> Report:
    report_id, title, kind, *days, judgement, printed, pages, licence, number, words, uncovered = row[:-3]
    began, ended, published, previous = (date.fromisoformat(day) if day else None for day in days)
    return Report(
        id=report_id,
        title=title,
        inspection_type=InspectionType(kind),
        source=Source(*row[-3:]),
        sections=(),
        areas=tuple(area for area, _ in lists["report_areas"]),
        regions=tuple(region for (region,) in lists["report_regions"]),
        inspected_from=began,
        inspected_to=ended,
        published=published,
        previous_inspection=previous,
        judgement=judgement,
        judgement_printed=printed,
        judgements=tuple(Judgement(*item) for item in lists["judgements"]),
        inspectorates=tuple(name for (name,) in lists["inspectorates"]),
        lead_inspectors=tuple(name for (name,) in lists["lead_inspectors"]),
        pages=pages,
        licence=licence,
        authority_number=number,
        coverage=Coverage(words, uncovered, tuple(lists["uncovered_pages"])) if words is not None else None,
        warnings=tuple(ReadingWarning(*item) for item in lists["warnings"]),
        corrections=tuple(Correction(*item) for item in lists["corrections"]),
        unknown=dict(unknown),
        also_called={area: tuple(names) for area, names in _grouped(lists["area_names"]).items()},
    )


def _insert(db: sqlite3.Connection, table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * len(columns))
    db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608 - our own names


def _select(
    db: sqlite3.Connection,
    table: str,
    columns: tuple[str, ...],
    order: str,
    report_id: str | None,
    key: str = "report_id",
) -> list[tuple[Any, ...]]:
    where, values = (f"WHERE {key} = ?", (report_id,)) if report_id is not None else ("", ())
    query = f"SELECT {', '.join(columns)} FROM {table} {where} ORDER BY {order}"  # noqa: S608 - our own names
    return db.execute(query, values).fetchall()


def _grouped(pairs: list[tuple[Any, ...]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return grouped


def _by_report(rows: list[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    """Return rows grouped by their first column, which is taken off them."""
    grouped: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for report_id, *values in rows:
        grouped[report_id].append(tuple(values))
    return grouped

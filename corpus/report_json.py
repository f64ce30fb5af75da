"""A report as plain JSON and back, nothing lost: the form in which indexes keep whole reports.

This is a storage form. Its keys are the field names of the types in ``corpus.report``; dates
are ISO text. The JSON that people and other programs read is made by the searcher.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import Any

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

DATE_FIELDS = ("inspected_from", "inspected_to", "published", "previous_inspection")
_NAMES = {
    kind: tuple(field.name for field in fields(kind))
    for kind in (Report, Section, Passage, Footnote, Source, Judgement, Coverage, ReadingWarning, Correction)
}
TEXT_LISTS = ("areas", "regions", "inspectorates", "lead_inspectors")


def report_to_json(report: Report) -> str:
    """Return the report as one line of JSON, the same for equal reports with equal order of ``unknown``."""
    return json.dumps(report_to_dict(report), ensure_ascii=False, separators=(",", ":"))


def report_from_json(text: str) -> Report:
    """Return the report written by ``report_to_json``.

    Raises:
        ValueError, KeyError or TypeError: where the text is not such a report.
    """
    return report_from_dict(json.loads(text))


def report_to_dict(report: Report) -> dict[str, Any]:
    """Return the report as dicts, lists, text, whole numbers and ``None`` only."""
    plain = _fields(report)
    for name in DATE_FIELDS:
        plain[name] = plain[name].isoformat() if plain[name] is not None else None
    for name in TEXT_LISTS:
        plain[name] = list(plain[name])
    plain["inspection_type"] = report.inspection_type.value
    plain["source"] = _fields(report.source)
    plain["sections"] = [_section_to_dict(section) for section in report.sections]
    plain["judgements"] = [_fields(judgement) for judgement in report.judgements]
    plain["coverage"] = _coverage_to_dict(report.coverage) if report.coverage else None
    plain["warnings"] = [_fields(warning) for warning in report.warnings]
    plain["corrections"] = [_fields(correction) for correction in report.corrections]
    plain["unknown"] = dict(report.unknown)
    plain["also_called"] = {area: list(names) for area, names in report.also_called.items()}
    return plain


def report_from_dict(plain: dict[str, Any]) -> Report:
    """Return the report made into a dict by ``report_to_dict``.

    Raises:
        ValueError, KeyError or TypeError: where the dict is not such a report.
    """
    values = dict(plain)
    for name in DATE_FIELDS:
        values[name] = date.fromisoformat(values[name]) if values[name] is not None else None
    for name in TEXT_LISTS:
        values[name] = tuple(values[name])
    values["inspection_type"] = InspectionType(values["inspection_type"])
    values["source"] = Source(**values["source"])
    values["sections"] = tuple(_section_from_dict(section) for section in values["sections"])
    values["judgements"] = tuple(Judgement(**judgement) for judgement in values["judgements"])
    values["coverage"] = _coverage_from_dict(values["coverage"]) if values["coverage"] is not None else None
    values["warnings"] = tuple(ReadingWarning(**warning) for warning in values["warnings"])
    values["corrections"] = tuple(Correction(**correction) for correction in values["corrections"])
    values["unknown"] = dict(values["unknown"])
    values["also_called"] = {area: tuple(names) for area, names in values["also_called"].items()}
    return Report(**values)


def _coverage_to_dict(coverage: Coverage) -> dict[str, Any]:
    return _fields(coverage) | {"by_page": [list(pair) for pair in coverage.by_page]}


def _coverage_from_dict(plain: dict[str, Any]) -> Coverage:
    return Coverage(**plain | {"by_page": tuple((page, words) for page, words in plain["by_page"])})


def _section_from_dict(plain: dict[str, Any]) -> Section:
    passages = tuple(_passage_from_dict(passage) for passage in plain["passages"])
    return Section(**plain | {"finding": Finding(plain["finding"]), "passages": passages, "path": tuple(plain["path"])})


def _passage_from_dict(plain: dict[str, Any]) -> Passage:
    note = plain["footnote"]
    return Passage(**plain | {"kind": PassageKind(plain["kind"]), "footnote": Footnote(**note) if note else None})


def _section_to_dict(section: Section) -> dict[str, Any]:
    passages = [_passage_to_dict(passage) for passage in section.passages]
    return _fields(section) | {"finding": section.finding.value, "passages": passages, "path": list(section.path)}


def _passage_to_dict(passage: Passage) -> dict[str, Any]:
    note = passage.footnote
    return _fields(passage) | {"kind": passage.kind.value, "footnote": _fields(note) if note else None}


def _fields(
    item: Report | Section | Passage | Footnote | Source | Judgement | Coverage | ReadingWarning | Correction,
) -> dict[str, Any]:
    """Return the values of an item's fields by name, in the order of the fields."""
    return {name: getattr(item, name) for name in _NAMES[type(item)]}

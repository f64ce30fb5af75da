"""A report as plain JSON and back, nothing lost: the form in which indexes keep whole reports.

This is a storage form. Its keys are the field names of the types in ``corpus.report``; dates
are ISO text. The JSON that people and other programs read is made by the searcher.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from corpus.report import (
    Finding,
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
    return {field.name: _plain(getattr(report, field.name)) for field in fields(report)}


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
    values["sections"] = tuple(_section(section) for section in values["sections"])
    values["judgements"] = tuple(Judgement(**judgement) for judgement in values["judgements"])
    values["warnings"] = tuple(ReadingWarning(**warning) for warning in values["warnings"])
    values["unknown"] = dict(values["unknown"])
    return Report(**values)


def _section(plain: dict[str, Any]) -> Section:
    passages = tuple(_passage(passage) for passage in plain["passages"])
    return Section(**plain | {"finding": Finding(plain["finding"]), "passages": passages, "path": tuple(plain["path"])})


def _passage(plain: dict[str, Any]) -> Passage:
    return Passage(**plain | {"kind": PassageKind(plain["kind"])})


def _plain(value: Any) -> Any:
    """Return a value of a report's field in JSON's own types, descending into what it holds."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return dict(value)
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value

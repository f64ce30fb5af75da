"""A report under another id: its passages' ids follow, by the rule they are always made by."""

from __future__ import annotations

from dataclasses import replace

from corpus.passage_ids import PassageIds
from corpus.report import Report


def renamed(report: Report, report_id: str) -> Report:
    """Return the report under ``report_id`` with new passage ids; under its own id, as it is."""
    if report_id == report.id:
        return report
    ids = PassageIds(report_id)
    sections = tuple(
        replace(section, passages=tuple(replace(item, id=ids.next_id(item.text)) for item in section.passages))
        for section in report.sections
    )
    return replace(report, id=report_id, sections=sections)

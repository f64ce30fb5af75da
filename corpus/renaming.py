"""A report under another id: its passages' ids follow, by the rule they are always made by."""

from __future__ import annotations

from dataclasses import replace

from corpus.passage_ids import PassageIds
from corpus.report import Passage, Report


def renamed(report: Report, report_id: str) -> Report:
    """Return the report under ``report_id`` with new passage ids; under its own id, as it is."""
    if report_id == report.id:
        return report
    ids = PassageIds(report_id)
    new = {item.id: ids.next_id(item.text, mark_of(item)) for _, item in report.passages()}
    sections = tuple(
        replace(section, passages=tuple(_renamed(item, new) for item in section.passages))
        for section in report.sections
    )
    return replace(report, id=report_id, sections=sections)


def mark_of(passage: Passage) -> str | None:
    """Return the mark that a footnote's id is made with; ``None`` for other passages."""
    return passage.footnote.mark if passage.footnote is not None else None


def _renamed(passage: Passage, new: dict[str, str]) -> Passage:
    note = passage.footnote
    if note is not None and note.of is not None:
        note = replace(note, of=new[note.of])
    return replace(passage, id=new[passage.id], footnote=note)

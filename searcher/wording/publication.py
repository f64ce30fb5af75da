"""Facts that a report does not print but a person or a file name gives, with words that say so."""

from __future__ import annotations

from datetime import date

from corpus.dates import format_date
from corpus.file_paths import file_name
from corpus.report import Correction, InspectionType, Report

PRINTED = "printed"
FILE_NAME = "file name"
FOLDER_NAME = "folder name"
LIST = "list"
BY_FILE_NAME = "by its file name"
BY_FOLDER = "by the name of its folder"


def publication_source(report: Report) -> str | None:
    """Return where the day of publication is from: ``printed``, ``file name``, ``list``; ``None`` without a day."""
    if report.published is None:
        return None
    if report.correction("published"):
        return LIST
    return FILE_NAME if report.published_from_file_name else PRINTED


def publication_words(report: Report, *, corrections: bool = True) -> str:
    """Return ``4 July 2022``, or with ``(by its file name)`` or ``(by reports.csv)``; empty where no day is known.

    Without ``corrections``, for where ``correction_words`` stand beside it, the latter is left out.
    """
    if report.published is None:
        return ""
    day = format_date(report.published)
    if correction := report.correction("published"):
        return f"{day} ({_by(correction)})" if corrections else day
    return f"{day} ({BY_FILE_NAME})" if report.published_from_file_name else day


def authority_source(report: Report) -> str | None:
    """Return where the authority's number is from, ``folder name`` or ``list``; ``None`` without one."""
    if report.authority_number is None:
        return None
    return LIST if report.correction("authority_number") else FOLDER_NAME


def authority_words(report: Report) -> str:
    """Return ``80575 (by the name of its folder)``; empty where no number is known."""
    if not report.authority_number:
        return ""
    mark = "" if report.correction("authority_number") else f" ({BY_FOLDER})"
    return f"{report.authority_number}{mark}"


def correction_words(report: Report, field: str) -> str:
    """Return ``by reports.csv; the report was read as: Good`` of a corrected field; empty of any other."""
    correction = report.correction(field)
    if correction is None:
        return ""
    read = f"was read as: {_read(correction)}" if correction.read else "gave none"
    return f"{_by(correction)}; the report {read}"


def _by(correction: Correction) -> str:
    """Return ``by reports.csv``, without the folders of the list."""
    return f"by {file_name(correction.by)}"


def _read(correction: Correction) -> str:
    read = correction.read or ""
    try:
        if correction.field == "inspection_type":
            return InspectionType(read).label
        return format_date(date.fromisoformat(read)) if correction.field in _DAYS else read
    except ValueError:
        return read


_DAYS = frozenset({"inspected_from", "inspected_to", "published", "previous_inspection"})

"""What is not printed but taken from the names of file and folder, in words that say so."""

from __future__ import annotations

from corpus.dates import format_date
from corpus.report import Report

PRINTED = "printed"
FILE_NAME = "file name"
BY_FILE_NAME = "by its file name"
BY_FOLDER = "by the name of its folder"


def publication_source(report: Report) -> str | None:
    """Return where the day of publication comes from, ``printed`` or ``file name``; ``None`` without a day."""
    if report.published is None:
        return None
    return FILE_NAME if report.published_from_file_name else PRINTED


def publication_words(report: Report) -> str:
    """Return ``4 July 2022`` or ``4 July 2022 (by its file name)``; empty where no day is known."""
    if report.published is None:
        return ""
    day = format_date(report.published)
    return f"{day} ({BY_FILE_NAME})" if report.published_from_file_name else day


def authority_words(report: Report) -> str:
    """Return ``80575 (by the name of its folder)``; empty where no number is known."""
    return f"{report.authority_number} ({BY_FOLDER})" if report.authority_number else ""

"""The day of publication in words, marked where it is not printed but only in the file's name."""

from __future__ import annotations

from corpus.dates import format_date
from corpus.report import Report

PRINTED = "printed"
FILE_NAME = "file name"
BY_FILE_NAME = "by its file name"


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

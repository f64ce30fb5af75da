"""Figures, dates and places of the collection in words, the same on every page."""

from __future__ import annotations

from datetime import date

from corpus.dates import format_date, format_range
from corpus.report import Finding, Report
from corpus.vocabulary import FINDING_LABELS
from index.engine import PassageDocument
from searcher.citations import KIND_NAMES
from searcher.counts import counted
from searcher.publication import publication_words
from searcher.understood import join_words
from web.contexts import Tag


def found(passages: int, reports: int) -> str:
    """Return ``214 passages in 61 reports``."""
    return f"{counted(passages, 'passage')} in {counted(reports, 'report')}"


def days(first: date | None, last: date | None) -> str | None:
    """Return the days of an inspection, ``None`` where neither end is known."""
    if first and last:
        return format_range(first, last)
    day = first or last
    return format_date(day) if day else None


def areas_of(report: Report) -> str:
    """Return the areas of a report; its title where none is known."""
    return join_words(list(report.areas), "and") or report.title


def name_of(report: Report) -> str:
    """Return what a report is called in a list: ``Tarnside: Area SEND inspection``."""
    return f"{areas_of(report)}: {report.inspection_type.label}"


def facts_of(report: Report) -> tuple[str, ...]:
    """Return judgement and dates of a report, each in a few words; what is not known is left out."""
    inspected = days(report.inspected_from, report.inspected_to)
    facts = (
        report.judgement,
        f"inspected {inspected}" if inspected else None,
        f"published {publication_words(report)}" if report.published else None,
    )
    return tuple(fact for fact in facts if fact)


def tag_of(finding: Finding) -> Tag:
    """Return the label of a finding."""
    return Tag(finding.value, FINDING_LABELS[finding])


def place_of(passage: PassageDocument) -> str:
    """Return where a passage stands in its report: ``page 3, bullet 2``."""
    item = f"{KIND_NAMES[passage.kind]} {passage.number or passage.ordinal}"
    return f"{pages_of(passage.page, passage.page_end)}, {item}" if passage.page else item


def pages_of(first: int | None, last: int | None) -> str:
    """Return ``page 3`` or ``pages 3 to 4``; empty where there are no pages."""
    if first is None:
        return ""
    return f"page {first}" if last in (None, first) else f"pages {first} to {last}"


def file_name(path: str) -> str:
    """Return the name of a file without its folders, which are nobody's business on the web."""
    return path.replace("\\", "/").rsplit("/", 1)[-1]

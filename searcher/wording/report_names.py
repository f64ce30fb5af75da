"""Names, days and facts of reports in words, the same on every page and in every note."""

from __future__ import annotations

from datetime import date

from corpus.dates import format_date, format_range
from corpus.report import Report
from searcher.wording.lists import join_words
from searcher.wording.publication import publication_words


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


def differs(printed: str, canonical: str) -> bool:
    """Return whether a judgement as printed says more than its usual words."""
    return printed.strip(" .").casefold() != canonical.casefold()


def shorten(text: str, longest: int) -> str:
    """Return at most about ``longest`` characters of a label, cut between words, with an ellipsis."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    space = text.rfind(" ", longest // 2, longest)
    return (cut[:space] if space > 0 else cut).rstrip(" ,;:.") + "…"

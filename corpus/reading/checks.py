"""Sanity checks of a report that was read: what must not be kept, not be believed, or be looked at.

Three outcomes. A report without a passage is refused. A date that cannot be true is taken out,
with what was printed as the reason. Dates that contradict each other, but could each be true,
stay with a warning, and so does text that looks damaged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from corpus.areas import Area
from corpus.dates import format_date
from corpus.errors import UnreadableFile
from corpus.ids import renamed, report_id
from corpus.report import Passage, ReadingWarning, Report
from corpus.slugs import make_slug

FIRST_YEAR = 1998
"""No report of the families read here is older: local authority inspections by Ofsted began in 1998."""

LONGEST_PASSAGE = 6_000
"""Characters. The longest printed paragraphs have some 3,000; more means that paragraphs ran together."""

LONGEST_INSPECTION = 180
"""Days from first to last. Reviews in several phases take some months, not half a year."""

AREA_TIME = "area-time"
"""The kind of warning that a report bears on an area that was no authority at the time."""

DATE_NAMES = {
    "inspected_from": "the start of the inspection",
    "inspected_to": "the end of the inspection",
    "published": "the date of publication",
    "previous_inspection": "the date of the previous inspection",
}

# Control characters, characters of no agreed meaning (symbol fonts), and the mark of an undecodable one.
_DAMAGED = re.compile("[\u0000-\u001f\u007f-\u009f\ue000-\uf8ff\ufffd]")
_SHOWN = 60


def check_report(report: Report, today: date | None = None) -> list[ReadingWarning]:
    """Return what is doubtful in a report, impossible dates first, in the order of its fields and pages.

    ``today`` is the last day that is not in the future, by default the present one.

    Raises:
        UnreadableFile: the report has no passage with text, so there is nothing to search or quote.
    """
    if not any(passage.text.strip() for _, passage in report.passages()):
        raise UnreadableFile(report.source.path, "no paragraphs or bullets were found in it, only titles or nothing")
    impossible = _impossible_dates(report, today or date.today())
    warnings = [
        ReadingWarning("impossible-date", f"{_capital(reason)}.") for reason in dict.fromkeys(impossible.values())
    ]
    kept = _without(report, impossible)
    return [*warnings, *_contradictions(kept), *_damaged_passages(report)]


def checked_report(report: Report, today: date | None = None) -> Report:
    """Return the report fit to keep: doubts added to its warnings, impossible dates unknown with the reason.

    Where the id was made from a date that is taken out, it is made anew.

    Raises:
        UnreadableFile: as ``check_report``.
    """
    found = check_report(report, today)
    impossible = _impossible_dates(report, today or date.today())
    kept = _without(report, impossible)
    new = [warning for warning in found if warning not in report.warnings]
    unknown = {**report.unknown, **impossible}
    return replace(kept, warnings=(*report.warnings, *new), unknown=unknown)


def out_of_their_time(report: Report, areas: Iterable[Area]) -> list[ReadingWarning]:
    """Return a doubt for each area of the report that was no authority when the inspection began."""
    day = report.inspected_from
    if day is None:
        return []
    warnings = []
    for area in areas:
        since = f" from {format_date(area.opened)}" if area.opened else ""
        until = f" to {format_date(area.closed)}" if area.closed else ""
        if (area.opened and day < area.opened) or (area.closed and day > area.closed):
            message = f"{area.name} was an authority{since}{until}, the inspection is of {format_date(day)}."
            warnings.append(ReadingWarning(AREA_TIME, message))
    return warnings


def _impossible_dates(report: Report, today: date) -> dict[str, str]:
    """Return the reason for each date field that cannot be true."""
    reasons: dict[str, str] = {}
    for name, words in DATE_NAMES.items():
        day: date | None = getattr(report, name)
        if day is not None and day.year < FIRST_YEAR:
            reasons[name] = f"{words} was read as {format_date(day)}, before any such inspection was made"
        elif day is not None and day > today:
            reasons[name] = f"{words} was read as {format_date(day)}, which was still to come when the file was read"
    began, ended = report.inspected_from, report.inspected_to
    if began and ended and ended < began and not reasons.keys() & {"inspected_from", "inspected_to"}:
        # Either may be the misprint, so neither is presented as a fact.
        days = f"from {format_date(began)} to {format_date(ended)}"
        words = f"the inspection was read as lasting {days}, which ends before it begins"
        reasons |= {"inspected_from": words, "inspected_to": words}
    return reasons


def _without(report: Report, impossible: dict[str, str]) -> Report:
    """Return the report without these dates, under the id that the remaining ones give."""
    if not impossible:
        return report

    def believed(name: str, day: date | None) -> date | None:
        return None if name in impossible else day

    kept = replace(
        report,
        inspected_from=believed("inspected_from", report.inspected_from),
        inspected_to=believed("inspected_to", report.inspected_to),
        published=believed("published", report.published),
        previous_inspection=believed("previous_inspection", report.previous_inspection),
    )
    if _id_day(kept) == _id_day(report):
        return kept
    slugs = [make_slug(area) for area in report.areas]
    identity = report_id(slugs, kept.inspection_type, kept.inspected_from, kept.published, kept.source.sha256)
    return renamed(kept, identity)


def _id_day(report: Report) -> date | None:
    return report.inspected_from or report.published


def _contradictions(report: Report) -> list[ReadingWarning]:
    began, ended, published = report.inspected_from, report.inspected_to, report.published
    previous = report.previous_inspection
    messages = []
    if began and ended and (ended - began).days > LONGEST_INSPECTION:
        messages.append(
            f"The inspection was read as lasting from {format_date(began)} to {format_date(ended)}, unusually long."
        )
    last = ended or began
    if last and published and published < last:
        messages.append(f"Published on {format_date(published)}, before the inspection ended on {format_date(last)}.")
    if began and previous and previous >= began:
        messages.append(
            f"The previous inspection, {format_date(previous)}, is not before this one, {format_date(began)}."
        )
    return [ReadingWarning("contradicting-dates", message) for message in messages]


def _damaged_passages(report: Report) -> list[ReadingWarning]:
    tests: tuple[tuple[str, str, Callable[[Passage], bool]], ...] = (
        ("empty-passage", "without any text", lambda passage: not passage.text.strip()),
        ("damaged-text", "with characters that could not be read", lambda passage: bool(_DAMAGED.search(passage.text))),
        (
            "long-passage",
            f"of more than {LONGEST_PASSAGE:,} characters, perhaps several in one",
            lambda passage: len(passage.text) > LONGEST_PASSAGE,
        ),
    )
    warnings = []
    for kind, words, test in tests:
        found = [passage for _, passage in report.passages() if test(passage)]
        if found:
            count = "One passage" if len(found) == 1 else f"{len(found)} passages"
            first = _DAMAGED.sub("\ufffd", found[0].text[:_SHOWN]).strip()
            shown = f", the first “{first}…”" if first else ""
            warnings.append(ReadingWarning(kind, f"{count} {words}{shown}.", found[0].page))
    return warnings


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]

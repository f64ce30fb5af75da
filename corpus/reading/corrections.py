"""What a person's lists give, put in place of what was read; every field so changed is marked as such."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Any

from corpus.areas import UNKNOWN_AREA, AreaTable
from corpus.forms.body.draft import NOT_FOUND
from corpus.ids import renamed, report_id
from corpus.judgements import can_judge
from corpus.reading.list_cells import Given, GivenValue
from corpus.report import PUBLISHED_FROM_FILE_NAME, Correction, ReadingWarning, Report
from corpus.slugs import make_slug

LIST_WARNING = "list"
"""The kind of warning on something that a list gives and that does not fit."""


def corrected(report: Report, given: Sequence[Given], areas: AreaTable) -> Report:
    """Return the report with what lists give, under the id that its area, type and dates now make.

    A field that a list gives as it was read is not marked. ``url`` is never printed, so it is no
    correction. A judgement that the type of report cannot have is not used; a warning says so.
    """
    values = {item.field: item for item in given}
    if (address := values.pop("url", None)) is not None:
        report = replace(report, source=replace(report.source, url=_text_or_none(address.value)))
    if (kind := values.pop("inspection_type", None)) is not None:
        report = _with(report, kind, kind.value)
    for item in values.values():
        report = _correct(report, item, areas)
    slugs = [make_slug(area) for area in report.areas]
    identity = report_id(slugs, report.inspection_type, report.inspected_from, report.published, report.source.sha256)
    named = {"areas", "inspection_type", "inspected_from", "published"}
    return renamed(report, identity) if any(item.field in named for item in report.corrections) else report


def as_text(value: Any) -> str | None:
    """Return a field's value as text, several with "; " between; ``None`` where there is none."""
    if isinstance(value, tuple):
        return "; ".join(value) or None
    return value.isoformat() if isinstance(value, date) else _text_or_none(value)


def _correct(report: Report, item: Given, areas: AreaTable) -> Report:
    match item.field:
        case "areas":
            return _with_areas(report, item, areas)
        case "judgement" if item.value is not None and not can_judge(report.inspection_type, str(item.value)):
            message = (
                f"{_name(item)} gives the overall judgement '{item.value}', which a report of the type "
                f"'{report.inspection_type.label}' cannot have; it was not used"
            )
            return replace(report, warnings=(*report.warnings, ReadingWarning(LIST_WARNING, message)))
        case "published":
            fresh = _with(report, item, item.value)
            kept = tuple(warning for warning in report.warnings if warning.kind != PUBLISHED_FROM_FILE_NAME)
            return report if fresh is report else replace(fresh, warnings=kept)
        case _:
            return _with(report, item, item.value)


def _with_areas(report: Report, item: Given, areas: AreaTable) -> Report:
    given = item.value if isinstance(item.value, tuple) else ()
    names: dict[str, str | None] = {}
    for name in given:
        names |= {area.name: area.region for area in areas.named(name)} or {name: None}
    fresh = _with(report, item, tuple(names))
    if fresh is report:
        return report
    regions = tuple(dict.fromkeys(region for region in names.values() if region))
    kept = [warning for warning in report.warnings if warning.kind != UNKNOWN_AREA]
    kept += [
        ReadingWarning(
            LIST_WARNING,
            f"{_name(item)} gives the area '{name}', which is not in the table of areas, so its region is unknown",
        )
        for name in names
        if areas.resolve(name) is None
    ]
    unknown = dict(fresh.unknown)
    if regions:
        unknown.pop("regions", None)
    else:
        unknown["regions"] = NOT_FOUND["regions"] if names else unknown["areas"]
    return replace(fresh, regions=regions, warnings=tuple(kept), unknown=unknown)


def _with(report: Report, item: Given, value: GivenValue) -> Report:
    """Return the report with a field corrected and marked; unchanged where it has that value already."""
    read = getattr(report, item.field)
    if read == value:
        return report
    unknown = {name: reason for name, reason in report.unknown.items() if name != item.field}
    if not value:
        unknown[item.field] = f"{_name(item)} says that it is not known"
    changes: dict[str, Any] = {item.field: value}
    correction = Correction(item.field, item.by, as_text(read))
    return replace(report, **changes, unknown=unknown, corrections=(*report.corrections, correction))


def _name(item: Given) -> str:
    return f"the list {PurePath(item.by).name}"


def _text_or_none(value: Any) -> str | None:
    return None if value is None else str(value)

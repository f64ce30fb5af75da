"""What the place of a file adds to its report: the authority's number, and a doubt where the folder names another area.

The report outranks its folder: the folder's name never gives or changes an area.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from corpus.areas import Area, AreaTable
from corpus.filenames import NO_NUMBER, numbered_folder
from corpus.report import ReadingWarning, Report

AREA_NAME = "area-name"
"""The kind of warning that a report bears whose folder is named after an area it does not name."""


def numbered(report: Report) -> Report:
    """Return the report with the number that its folder's name begins with, or the reason for none."""
    folder = numbered_folder(report.source.path)
    if folder is None:
        return replace(report, authority_number=None, unknown={**report.unknown, "authority_number": NO_NUMBER})
    return replace(report, authority_number=folder.number)


def compared_with_folder(report: Report, areas: AreaTable) -> Report:
    """Return the report with a warning where its folder is named after an area that it is not about.

    An authority and those that it was merged into or made from are one area here.
    """
    folder = numbered_folder(report.source.path)
    filed_under = areas.named(folder.name) if folder else []
    about = [area for name in report.areas if (area := areas.resolve(name))]
    if (
        not folder
        or not filed_under
        or not about
        or any(_related(one, other) for one in filed_under for other in about)
    ):
        return report
    other = f"the folder '{folder.number}_{folder.name}' is named after another area"
    listed = report.correction("authority_number") is not None
    if not listed:
        report = replace(report, authority_number=None, unknown={**report.unknown, "authority_number": other})
    message = (
        f"the file lies in the folder '{folder.number}_{folder.name}', but the report is on "
        f"{' and '.join(report.areas)}; the report is kept"
    )
    return replace(report, warnings=(*report.warnings, ReadingWarning(AREA_NAME, message)))


def other_names(report: Report, areas: AreaTable, shipped: AreaTable) -> Mapping[str, tuple[str, ...]]:
    """Return, for each area of the report, the names by which ``areas`` alone knows it, and ``shipped`` does not."""
    if areas is shipped:
        return {}
    found = {}
    for name in report.areas:
        area = areas.resolve(name)
        aliases = [alias for alias in area.aliases if shipped.resolve(alias) is None] if area else []
        if aliases:
            found[name] = tuple(aliases)
    return found


def _related(one: Area, other: Area) -> bool:
    return one.name == other.name or one.name in other.successors or other.name in one.successors

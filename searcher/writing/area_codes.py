"""The codes by which other tables know the areas and regions of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.areas import Area, region_code
from corpus.report import Report
from searcher.asking.facet_values import known_areas


def la_codes(report: Report) -> str:
    """Return the Department for Education's codes of a report's areas; several are joined by "; "."""
    return _joined(area.code for area in _areas(report))


def ons_codes(report: Report) -> str:
    """Return the Office for National Statistics' codes of a report's areas; several are joined by "; "."""
    return _joined(area.ons_code for area in _areas(report))


def region_codes(report: Report) -> str:
    """Return the Office for National Statistics' codes of a report's regions; several are joined by "; "."""
    return _joined(map(region_code, report.regions))


def _areas(report: Report) -> Iterator[Area]:
    return (area for name in report.areas if (area := known_areas().resolve(name)) is not None)


def _joined(codes: Iterable[str | None]) -> str:
    return "; ".join(code for code in codes if code)

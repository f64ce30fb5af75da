"""The id of a report: area, type, and the day the inspection began.

``stoke-on-trent-area-send-2024-01-29``. Without inspection dates the day of publication stands
in; without any date the first eight digits of the file's SHA-256. An area that is not in the
table gives the slug of its printed name; a report on no area begins with its type alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from corpus.report import InspectionType


def report_id(
    area_slugs: Sequence[str],
    inspection_type: InspectionType,
    inspected_from: date | None,
    published: date | None,
    sha256: str,
) -> str:
    """Return the stable id of a report, lower-case letters, digits and hyphens only."""
    day = inspected_from or published
    tail = day.isoformat() if day else sha256[:8]
    parts = (*area_slugs[:2], inspection_type.value, tail)
    return "-".join(part for part in parts if part)

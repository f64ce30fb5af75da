"""The overall judgement of a report in words, and the words where it has none.

Some types of inspection give no overall judgement. Reports of the other types should print one: where none was
found, it is not known.
"""

from __future__ import annotations

from collections.abc import Mapping

from corpus.report import InspectionType, Report
from index.fields import MISSING_LABEL
from searcher.wording.figures import counted

NONE_GIVEN = "No overall judgement"
GIVING_NONE = frozenset(
    {
        InspectionType.AREA_SEND_MONITORING,
        InspectionType.ILACS_FOCUSED_VISIT,
        InspectionType.ILACS_MONITORING_VISIT,
        InspectionType.JTAI,
        InspectionType.JAR,
        InspectionType.JAR_PROGRESS,
        InspectionType.NEWS,
    }
)
"""The types of which no report has an overall judgement."""


LABELS: Mapping[str, str] = {"judgement": NONE_GIVEN, "section": "No heading"}


def judgement_words(report: Report) -> str:
    """Return the overall judgement; else the words for a type that gives none, or for one that is not known."""
    if report.judgement:
        return report.judgement
    return NONE_GIVEN if report.inspection_type in GIVING_NONE else MISSING_LABEL


def judgement_in_a_line(report: Report) -> str:
    """Return the same to stand after what was inspected: ``Joint area review, 2008: no overall judgement``."""
    if report.judgement:
        return report.judgement
    given = report.inspection_type not in GIVING_NONE
    return "overall judgement not known" if given else NONE_GIVEN.lower()


def judgement_reason(report: Report) -> str:
    """Return why a report has no overall judgement; empty where it has one, or no reason is known."""
    return "" if report.judgement else report.unknown.get("judgement", "")


def none_note(reports: Mapping[str, int]) -> str | None:
    """Return the note on reports without an overall judgement; ``reports`` has their number by type."""
    giving_none = [kind for kind in InspectionType if kind in GIVING_NONE and reports.get(kind.value)]
    none = sum(reports[kind.value] for kind in giving_none)
    unknown = sum(reports.values()) - none
    labels = ", ".join(kind.label for kind in giving_none)
    parts = [f"{counted(none, 'report')} of types that give none ({labels})"] if none else []
    parts += [f"{counted(unknown, 'report')} in which none was found"] if unknown else []
    return f"“{NONE_GIVEN}” stands for {' and '.join(parts)}." if parts else None


def missing_label(field: str) -> str:
    """Return the words for passages that have no value of a field."""
    return LABELS.get(field, MISSING_LABEL)

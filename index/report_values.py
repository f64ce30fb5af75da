"""What a whole report is filtered and counted by: the one place where its facts become values of fields."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from corpus.report import InspectionType, Report
from corpus.slugs import make_slug
from index.engine import LabelledValue
from index.fields import AREA_NAME, FILE_NAME, YEAR_SOURCE

Values = tuple[LabelledValue, ...]

_FROM_FILE_NAME: Values = (LabelledValue(FILE_NAME, "File name"),)
KEPT = 4096
"""How many lists of names are kept as values: the same few areas, types and judgements come with every report."""


def report_values(report: Report) -> dict[str, Values]:
    """Return a report's values of each keyword field of whole reports but its id; a field without values is absent.

    A name without a letter or digit is no value.
    """
    values = {
        "area": _labelled(report.areas),
        "region": _labelled(report.regions),
        "type": _type(report.inspection_type),
        "judgement": _labelled((report.judgement,) if report.judgement else ()),
        "year": _labelled((str(report.year),) if report.year else ()),
        "inspectorate": _labelled(report.inspectorates),
        AREA_NAME: tuple(_area_names(report)),
        YEAR_SOURCE: _FROM_FILE_NAME if report.year_from_file_name else (),
    }
    return {field: held for field, held in values.items() if held}


@lru_cache(maxsize=KEPT)
def _labelled(labels: tuple[str, ...]) -> Values:
    return tuple(LabelledValue(slug, label) for label in labels if (slug := make_slug(label)))


@cache
def _type(kind: InspectionType) -> Values:
    return (LabelledValue(kind.value, kind.label),)


def _area_names(report: Report) -> Iterator[LabelledValue]:
    for area, names in report.also_called.items():
        for name in names:
            if slug := make_slug(name):
                yield LabelledValue(slug, area)

"""What the cells of a list of reports say: one reader a column, each cell to the value of a report's field.

A cell that cannot be taken raises ``ValueError`` with a sentence that says what is wrong and what
to write instead. A single hyphen or dash says that the field is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from corpus.dates import parse_partial
from corpus.judgements import known_judgement
from corpus.reading.checks import FIRST_YEAR
from corpus.report import InspectionType
from corpus.slugs import make_slug
from corpus.vocabulary import INSPECTORATES, inspectorates_in

GivenValue = str | date | InspectionType | tuple[str, ...] | None
"""A value of a report's field; ``None`` or an empty tuple where a person says that it is not known."""

UNKNOWN_MARKS = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class Given:
    """What a list says of one field of a report. ``by`` is the path of the list."""

    field: str
    value: GivenValue
    by: str


def read_cell(field: str, text: str) -> GivenValue:
    """Return the value that a filled cell gives a field.

    Raises:
        ValueError: with a sentence for the person who wrote the cell.
    """
    value = " ".join(text.split())
    if value in UNKNOWN_MARKS:
        if field in ("title", "inspection_type"):
            raise ValueError(f"every report has {_named(field)}; leave the cell empty to keep what was read")
        return () if field in _LISTS else None
    return COLUMNS[field](value)


def _text(value: str) -> str:
    return value


def _several(value: str) -> tuple[str, ...]:
    if "|" in value:
        raise ValueError(f"'{value}' holds a '|'; write several with '{SEPARATOR}' between them")
    parts = (part.strip() for part in value.split(SEPARATOR))
    return tuple(dict.fromkeys(part for part in parts if part))


def _inspectorates(value: str) -> tuple[str, ...]:
    """Return the inspectorates by their short names; unknown ones as they are written."""
    usual = {name.casefold(): [name] for name in INSPECTORATES}
    named = (usual.get(part.casefold()) or inspectorates_in(part) or [part] for part in _several(value))
    return tuple(dict.fromkeys(name for names in named for name in names))


def _day(value: str) -> date:
    days = parse_partial(value)
    if days is None or days[0] != days[1]:
        raise ValueError(f"'{value}' is not a date; write it as 2024-03-05 or 5/3/2024")
    if days[0].year < FIRST_YEAR:
        raise ValueError(f"'{value}' is before {FIRST_YEAR}, when no such inspection was made; check the year")
    if days[0] > date.today():
        raise ValueError(f"'{value}' is still to come; check the day")
    return days[0]


def _type(value: str) -> InspectionType:
    wanted = make_slug(value)
    for kind in InspectionType:
        if wanted in (kind.value, make_slug(kind.label)):
            return kind
    known = ", ".join(kind.value for kind in InspectionType)
    raise ValueError(f"'{value}' is not a known type of inspection; write one of {known}")


def _judgement(value: str) -> str:
    judgement = known_judgement(value)
    if judgement is None:
        raise ValueError(
            f"'{value}' is not a known overall judgement; write the inspectorate's words, such as "
            "'Requires improvement to be good' or 'Inconsistent'"
        )
    return judgement


def _number(value: str) -> str:
    if not re.fullmatch(r"[0-9]{1,10}", value):
        raise ValueError(f"'{value}' is not the number of an authority; write the figures alone, as 80575")
    return value


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]\S*", value, re.IGNORECASE):
        raise ValueError(f"'{value}' is not a web address; it must begin with https:// and have no spaces")
    return value


COLUMNS: Mapping[str, Callable[[str], GivenValue]] = {
    "url": _address,
    "title": _text,
    "areas": _several,
    "inspection_type": _type,
    "inspected_from": _day,
    "inspected_to": _day,
    "published": _day,
    "previous_inspection": _day,
    "judgement": _judgement,
    "inspectorates": _inspectorates,
    "lead_inspectors": _several,
    "licence": _text,
    "authority_number": _number,
}
"""Every column that gives a field, under the field's name, and how its cells are read."""

OTHER_NAMES: Mapping[str, str] = {
    "area": "areas", "type": "inspection_type", "inspectorate": "inspectorates", "lead_inspector": "lead_inspectors",
    "file": "path", "local_authority": "areas", "inspection_framework": "inspection_type",
    "inspection_start_date": "inspected_from", "inspection_end_date": "inspected_to", "publication_date": "published",
    "previous_inspection_date": "previous_inspection",
}  # fmt: skip
"""Other headings that columns may have, all those of the table that 'searcher reports' writes among them."""

PASSED_OVER = frozenset({
    "report_id", "region", "pages", "passages", "warnings", "publication_date_source", "corrected_fields",
    "urn", "la_code", "la_code_new", "ltla23cd", "inspection_link", "region_code", "no_judgement_reason",
})  # fmt: skip
"""Columns of that table that give nothing."""

_LISTS = frozenset({"areas", "inspectorates", "lead_inspectors"})


def _named(field: str) -> str:
    return "a title" if field == "title" else "a type of inspection, 'other' if no other fits"

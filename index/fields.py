"""The one table of fields: what is indexed of a passage, and what each field is for.

Everything that lists fields (engines, query language, URL parameters, CLI options, docs)
derives its list from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MISSING = "_missing"
"""The facet value of passages whose report does not have the field (no judgement, no date)."""
MISSING_LABEL = "Not known"
AREA_NAME = "area_name"
"""The hidden field of the names that only a folder's own list of areas gives: other name -> area."""
YEAR_SOURCE = "year_source"
"""The hidden field of passages whose year is that of a day of publication that is not printed."""
FILE_NAME = "file-name"
"""Its value where the file's name gives the day."""


class FieldKind(StrEnum):
    """How a field is matched."""

    TEXT = "text"  # analysed words: Term, Phrase, Prefix, Wildcard
    KEYWORD = "keyword"  # whole slugs: Keyword, facets, filters
    DATE = "date"  # calendar dates: DateRange, order


class FacetOrder(StrEnum):
    """How a facet's values are listed."""

    COUNT = "count"  # count descending, then label
    NEWEST = "newest"  # years, latest first
    FIXED = "fixed"  # the order of ``Field.values``
    SCALE = "scale"  # overall judgements: each framework's own scale, best first


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in queries, URLs and options, and a sentence of help.

    ``values`` is the fixed order of an ordinal facet, as slugs; values not in it come after,
    by count. ``weight`` is the BM25F weight of a text field. A ``hidden`` field serves the
    searcher and is no facet, no filter and no name in queries. The values of a keyword field
    ``of_section`` belong to a section, those of any other to the whole report.
    """

    name: str
    kind: FieldKind
    label: str
    help: str
    multiple: bool = False
    order: FacetOrder = FacetOrder.COUNT
    values: tuple[str, ...] = ()
    weight: float = 1.0
    hidden: bool = False
    of_section: bool = False

    @property
    def facet(self) -> bool:
        """Whether passages are counted by this field's values."""
        return self.kind is FieldKind.KEYWORD and self.name != "report" and not self.hidden


FIELDS: tuple[Field, ...] = (
    Field("text", FieldKind.TEXT, "Text", "The words of the passage.", weight=1.0),
    Field("heading", FieldKind.TEXT, "Heading", "The heading of the passage's section.", weight=0.5),
    Field("title", FieldKind.TEXT, "Title", "The report's title. Helps ranking only.", weight=0.3),
    Field("report", FieldKind.KEYWORD, "Report", "The report's id."),
    Field("area", FieldKind.KEYWORD, "Area", "The local authority inspected.", multiple=True),
    Field("region", FieldKind.KEYWORD, "Region", "The region of the area.", multiple=True),
    Field("type", FieldKind.KEYWORD, "Type of inspection", "The family of report."),
    Field(
        "judgement",
        FieldKind.KEYWORD,
        "Overall judgement",
        "The overall judgement, in the inspectorate's words.",
        order=FacetOrder.SCALE,
    ),
    Field(
        "finding",
        FieldKind.KEYWORD,
        "Finding",
        "Whether the section reports a strength, a weakness or a recommendation.",
        order=FacetOrder.FIXED,
        values=("strength", "weakness", "recommendation", "mixed", "context"),
        of_section=True,
    ),
    Field(
        "year",
        FieldKind.KEYWORD,
        "Year",
        "The year the inspection began, or else the year of publication.",
        order=FacetOrder.NEWEST,
    ),
    Field(
        "section", FieldKind.KEYWORD, "Section", "The section's heading, without numbers and grades.", of_section=True
    ),
    Field("inspectorate", FieldKind.KEYWORD, "Inspectorate", "Who inspected.", multiple=True),
    Field(AREA_NAME, FieldKind.KEYWORD, "Area by another name", "Labels are areas.", multiple=True, hidden=True),
    Field(YEAR_SOURCE, FieldKind.KEYWORD, "Year taken from", "Where the year is not printed.", hidden=True),
    Field("inspected", FieldKind.DATE, "Inspected", "The day the inspection began."),
    Field("published", FieldKind.DATE, "Published", "The day the report or letter was published."),
)

BY_NAME: dict[str, Field] = {field.name: field for field in FIELDS}
TEXT_FIELDS: tuple[str, ...] = tuple(f.name for f in FIELDS if f.kind is FieldKind.TEXT)
FACETS: tuple[str, ...] = tuple(f.name for f in FIELDS if f.facet)
REPORT_FACETS: tuple[str, ...] = tuple(f.name for f in FIELDS if f.facet and not f.of_section)
DATES: tuple[str, ...] = tuple(f.name for f in FIELDS if f.kind is FieldKind.DATE)

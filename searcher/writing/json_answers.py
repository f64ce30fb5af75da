"""The JSON contracts, declared once: every key, what it holds and what it means.

Other programs rely on them: keys may be added, none renamed or taken away. The functions of
``json_forms``, ``mentions_forms`` and ``comparison_forms`` make these values, the type checker sees to
it that no key is missing, and the description for programs (``web.machine.openapi``) is generated from
here. Modules import this one for the type checker alone, so that a search does not wait for ``msgspec``.
"""

from __future__ import annotations

from typing import Annotated, TypedDict

from msgspec import Meta

from corpus.report import Finding, InspectionType, PassageKind
from index.engine import Order
from searcher.asking.problems import ProblemKind

Count = Annotated[int, Meta(ge=0)]
Share = Annotated[float, Meta(ge=0, le=1)]
Day = Annotated[
    Annotated[str, Meta(extra_json_schema={"format": "date"})] | None,
    Meta(description="A calendar date; null where not known."),
]
Span = Annotated[
    list[Count],
    Meta(min_length=2, max_length=2, description="Start and end, half-open, in characters of the text."),
]


class Source(TypedDict):
    """The file that a report was read from."""

    path: Annotated[str, Meta(description="On a web site the name of the file alone, without its folders.")]
    sha256: str
    url: str | None


class Correction(TypedDict):
    """A field that a list of reports gave, and what had been read."""

    field: str
    list: str
    read: str | None


class ReportSummary(TypedDict):
    """What is known of a report, without its passages and their number."""

    id: str
    title: str
    areas: list[str]
    regions: list[str]
    inspection_type: InspectionType
    inspection_type_label: str
    inspected_from: Day
    inspected_to: Day
    published: Day
    published_source: str | None
    previous_inspection: Day
    judgement: Annotated[str | None, Meta(description="The overall judgement, in the inspectorate's words.")]
    judgement_printed: str | None
    judgements: dict[str, str]
    judgements_printed: dict[str, str]
    inspectorates: list[str]
    lead_inspectors: list[str]
    pages: Count | None
    words: Count | None
    uncovered_words: Count | None
    source: Source
    licence: str | None
    authority_number: str | None
    authority_number_source: str | None
    corrections: list[Correction]
    warnings: list[str]
    unknown: Annotated[dict[str, str], Meta(description="Why a field is null or empty, by its name.")]


class Report(ReportSummary):
    """A report of the list of reports."""

    passages: Count


class Footnote(TypedDict):
    """A footnote's mark and where it stands: in the passage ``of``, or a heading, before the character ``at``."""

    mark: str | None
    of: str | None
    heading: str | None
    at: Count | None


class Passage(TypedDict):
    """A passage of a whole report."""

    id: str
    kind: PassageKind
    level: Count
    number: str | None
    text: Annotated[str, Meta(description="The words of the report, whole and as printed.")]
    page: Count | None
    page_end: Count | None
    footnote: Footnote | None
    time_scale: str | None
    responsible: str | None


class Section(TypedDict):
    """A section with its passages. Every section stands once, in reading order."""

    heading: str
    level: Count
    path: list[str]
    finding: Finding
    finding_rule: str
    judgement: str | None
    passages: list[Passage]


class WholeReport(Report):
    """A whole report."""

    sections: list[Section]


class Result(TypedDict):
    """A passage that a search found."""

    id: str
    score: float
    report: ReportSummary
    section: str
    path: list[str]
    finding: Finding
    judgement: str | None
    kind: PassageKind
    level: Count
    number: str | None
    ordinal: Count
    page: Count | None
    page_end: Count | None
    footnote: Footnote | None
    time_scale: str | None
    responsible: str | None
    text: Annotated[str, Meta(description="The words of the report, whole and as printed.")]
    words: Annotated[int, Meta(ge=0, description="How many words the text has.")]
    highlights: list[Span]
    repeats: list[str]
    repeat_reports: Count
    missing: Annotated[list[str], Meta(description="Words of the query that it does not have.")]
    section_highlights: list[Span]
    snippet: Span
    citation: str
    # The schema is that of a web site, where every passage has an address.
    permalink: Annotated[
        str | None,
        Meta(description="The address of the passage on its web site.", extra_json_schema={"type": "string"}),
    ]


class FacetValue(TypedDict):
    """A value of a facet, with how many passages and reports have it."""

    value: str
    label: str
    count: Count
    reports: Count
    selected: bool
    excluded: bool


class Facets(TypedDict):
    """The facets of a search, each counted under every filter but its own."""

    area: list[FacetValue]
    region: list[FacetValue]
    type: list[FacetValue]
    judgement: list[FacetValue]
    finding: list[FacetValue]
    year: list[FacetValue]
    section: list[FacetValue]
    inspectorate: list[FacetValue]


class Expansion(TypedDict):
    """Other words that were searched for something typed."""

    typed: str
    also: list[str]
    unknown: bool


class Offer(TypedDict):
    """A filter that words of the query name."""

    field: str
    value: str
    label: str
    typed: str
    needed: bool


class Related(TypedDict):
    """Words that are more frequent in the passages found than elsewhere, and the query that asks for them as well."""

    words: str
    passages: Annotated[int, Meta(ge=0, description="Of the best passages found, how many have them.")]
    query: str


class Problem(TypedDict):
    """Something that could not be taken as given; the rest of the search ran."""

    kind: ProblemKind
    message: str
    place: str
    span: Span | None


class SearchResults(TypedDict):
    """A page of results of a search."""

    query: str
    understood: str
    total: Count
    reports: Count
    areas: Count
    reports_held: Count
    engine: str
    took_ms: float
    order: Order
    page: Count
    pages: Annotated[int, Meta(ge=0, description="How many pages can be reached.")]
    per_page: Count
    offset: Count
    of_report: dict[str, Count]
    results: list[Result]
    facets: Facets
    facet_notes: dict[str, str]
    suggestion: str | None
    expansions: list[Expansion]
    offers: list[Offer]
    enough: Count | None
    with_all: Count | None
    related: list[Related]
    problems: list[Problem]


class Counts(TypedDict):
    """How much of what has a value is found; ``share`` is of passages, null where there are none."""

    passages: Count
    of_passages: Count
    share: Share | None
    reports: Count
    of_reports: Count


class MentionCount(Counts):
    """The counts of one value."""

    value: str
    label: str


class ReportMentions(Counts):
    """The counts of one report."""

    id: str
    title: str


class MentionBreakdowns(TypedDict):
    """The counts of a search by value of four fields."""

    type: list[MentionCount]
    year: list[MentionCount]
    finding: list[MentionCount]
    area: list[MentionCount]


class MentionCounts(Counts):
    """How often the words of a search are found, and where never."""

    query: str
    understood: str
    inspection_types: list[str]
    by: MentionBreakdowns
    notes: dict[str, str]
    by_report: list[ReportMentions]
    without_mention: list[str]
    suggestion: str | None
    expansions: list[Expansion]
    problems: list[Problem]


class ComparisonBreakdowns(TypedDict):
    """The counts of an area by value of two fields."""

    type: list[MentionCount]
    finding: list[MentionCount]


class ComparedArea(Counts):
    """What a search finds in one area."""

    value: str
    label: str
    reports_held: Count
    silence: Annotated[str | None, Meta(description="Why nothing is found; null where something is.")]
    by: ComparisonBreakdowns
    latest: ReportSummary | None
    results: list[Result]


class ComparedAreas(TypedDict):
    """One search in several areas, side by side, in order of name."""

    query: str
    understood: str
    side_by_side: bool
    areas: list[ComparedArea]
    inspection_types: list[str]
    note: str | None
    latest_note: str | None
    suggestion: str | None
    expansions: list[Expansion]
    problems: list[Problem]

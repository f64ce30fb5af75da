"""What a report is once it has been read: the only corpus types the other packages see.

Everything here is frozen. Unknown is ``None`` with a reason in ``Report.unknown``, never a
placeholder. Dates are calendar dates. Pages count from 1 and are ``None`` where the file has
no pages (web pages, Markdown, plain text).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Self

PUBLISHED_FROM_FILE_NAME = "published"
"""The kind of warning that a report bears whose day of publication only its file name gives."""


class InspectionType(StrEnum):
    """The family a report belongs to. This is the one place where a family is declared.

    The value is the slug used in URLs, files and the catalogue, ``label`` what pages and citations
    call the family. The order is that of completion on the command line.
    """

    label: str

    AREA_SEND = "area-send", "Area SEND inspection"
    AREA_SEND_MONITORING = "area-send-monitoring", "Area SEND monitoring inspection"
    SEND_LOCAL_AREA = "send-local-area", "Local area SEND inspection (letter)"
    SEND_REVISIT = "send-revisit", "SEND revisit"
    ILACS = "ilacs", "ILACS (children's services)"
    ILACS_FOCUSED_VISIT = "ilacs-focused-visit", "ILACS focused visit"
    ILACS_MONITORING_VISIT = "ilacs-monitoring-visit", "ILACS monitoring visit"
    SIF = "sif", "Single inspection framework"
    JTAI = "jtai", "Joint targeted area inspection"
    JAR = "jar", "Joint area review"
    JAR_PROGRESS = "jar-progress", "Joint area review: progress"
    SAFEGUARDING_LAC = "safeguarding-lac", "Safeguarding and looked after children"
    PROTECTION_OF_CHILDREN = "protection-of-children", "Protection of children"
    NEWS = "news", "News article"
    OTHER = "other", "Other report"

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member that is its slug and has a label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @property
    def named_by_title(self) -> bool:
        """Whether an area has many reports of this type, so that only the title tells which one is meant."""
        return self in (InspectionType.NEWS, InspectionType.OTHER)


class Finding(StrEnum):
    """What a section reports about the area, decided by its heading (see ``Section.finding_rule``)."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"
    RECOMMENDATION = "recommendation"
    MIXED = "mixed"
    CONTEXT = "context"


class PassageKind(StrEnum):
    """How a passage is printed."""

    BULLET = "bullet"
    NUMBERED = "numbered"
    PARAGRAPH = "paragraph"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One grade: what was judged, the canonical words, and the words or figure as printed."""

    aspect: str
    grade: str
    printed: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """What makes a passage a footnote: its mark as printed ("1", "*"), and where that mark stands.

    It stands in the passage with the id ``of``, or in a line that is no passage: a ``heading``,
    in its words. ``at`` counts the characters of that text before the mark, which is no part of
    the text itself. All three are ``None`` where no mark was found; a mark that is cited more
    than once stands where it was first. ``mark`` is ``None`` for a footnote printed without one.
    """

    mark: str | None
    of: str | None = None
    heading: str | None = None
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of search: one bullet, numbered paragraph, paragraph or table item, whole.

    ``text`` is exactly what the report prints, re-joined over lines and pages, footnote marks
    apart. ``level`` is the list nesting, 1 for a top-level item or a paragraph. ``page`` to
    ``page_end`` are inclusive. ``number`` is the printed paragraph number, as text ("17"), or
    ``None``. ``footnote`` is set for a footnote, and for nothing else. ``time_scale`` holds the
    printed words that say by when a recommendation is to be met ("Within three months"), and
    ``responsible`` those that say, in a column beside it, who is to meet it.
    """

    id: str
    kind: PassageKind
    text: str
    level: int = 1
    number: str | None = None
    page: int | None = None
    page_end: int | None = None
    footnote: Footnote | None = None
    time_scale: str | None = None
    responsible: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading as printed and the passages directly under it, in reading order.

    Its items are its bullets, numbered paragraphs and table items of level 1. A paragraph is no
    item: it may open a list ("The council should:"), so counts of recommendations pass it over.

    ``path`` holds the headings above this one, outermost first. ``level`` is 1 for a top-level
    heading. ``judgement`` is the section's own grade in canonical words (one weakness of a
    revisit letter, a graded heading), or ``None``.
    """

    heading: str
    level: int
    finding: Finding
    finding_rule: str
    passages: tuple[Passage, ...]
    judgement: str | None = None
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where the report came from. ``url`` is the publisher's address where known."""

    path: str
    sha256: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many words a PDF prints, and how many of them are in nothing that was read.

    Read are passages, headings, the title, furniture, contents lists, numbers, marks and what
    became a judgement or another fact. ``by_page`` has the pages with words that are not, in order.
    """

    words: int
    uncovered_words: int = 0
    by_page: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """Something doubtful that a person should look at, in a sentence, with its page where known."""

    kind: str
    message: str
    page: int | None = None

    def __str__(self) -> str:
        return self.message if self.page is None else f"p. {self.page}: {self.message}"


@dataclass(frozen=True, slots=True)
class Correction:
    """A field whose value a person gives in a list of reports: it is not what was read from the file.

    ``by`` is the path of the list. ``read`` is what was read, as text, several values with "; "
    between; ``None`` where nothing was.
    """

    field: str
    by: str
    read: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """One inspection report (or news article) with its metadata, sections and passages.

    ``areas`` are canonical local authority names, usually one. ``judgement`` is the overall
    judgement in canonical words; ``judgement_printed`` the words it was read from.
    ``authority_number`` is the inspectorate's number of the authority, from the folder's name.
    ``coverage`` is known of PDFs only. ``unknown`` maps the name of each field that is ``None`` or
    empty to the reason. ``also_called`` has, for its areas, other names that only a list of areas
    beside the files gives.
    """

    id: str
    title: str
    inspection_type: InspectionType
    source: Source
    sections: tuple[Section, ...]
    areas: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    inspected_from: date | None = None
    inspected_to: date | None = None
    published: date | None = None
    previous_inspection: date | None = None
    judgement: str | None = None
    judgement_printed: str | None = None
    judgements: tuple[Judgement, ...] = ()
    inspectorates: tuple[str, ...] = ()
    lead_inspectors: tuple[str, ...] = ()
    pages: int | None = None
    licence: str | None = None
    authority_number: str | None = None
    coverage: Coverage | None = None
    warnings: tuple[ReadingWarning, ...] = ()
    corrections: tuple[Correction, ...] = ()
    unknown: Mapping[str, str] = field(default_factory=dict)
    also_called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def passages(self) -> Iterator[tuple[Section, Passage]]:
        """Yield every passage with its section, in reading order."""
        for section in self.sections:
            for passage in section.passages:
                yield section, passage

    def correction(self, name: str) -> Correction | None:
        """Return how the field ``name`` was corrected, ``None`` where it is as it was read."""
        return next((correction for correction in self.corrections if correction.field == name), None)

    @property
    def year(self) -> int | None:
        """The year of the inspection's start, else of publication, else ``None``."""
        day = self.inspected_from or self.published
        return day.year if day else None

    @property
    def published_from_file_name(self) -> bool:
        """Whether the day of publication is not printed, but was taken from the file's name."""
        return self.published is not None and any(item.kind == PUBLISHED_FROM_FILE_NAME for item in self.warnings)

    @property
    def year_from_file_name(self) -> bool:
        """Whether the year is that of a day of publication that only the file's name gives."""
        return self.inspected_from is None and self.published_from_file_name

"""Reports as passages to search: each with everything that filters it, orders it and shows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from textwrap import shorten

from corpus.report import InspectionType, PassageKind, Report, Section
from corpus.slugs import make_slug
from corpus.vocabulary import FINDING_LABELS, normalise_heading
from index.engine import LabelledValue, PassageDocument
from index.report_values import Values, report_values

OPENING = LabelledValue("opening-of-the-report", "Opening of the report")
LONGEST_LABEL = 80
"""In characters; the whole heading stands with every passage."""

# What a plain mark of a normalised heading may be printed as.
_MARKS = {"'": "['\u2018\u2019]", '"': '["\u201c\u201d]', "-": "[-\u2013\u2014\u2212]"}


def passage_documents(report: Report) -> Iterator[PassageDocument]:
    """Yield a document for each passage of a report, in reading order."""
    shared = {"report": (LabelledValue(report.id, report.title),), **report_values(report)}
    position = 0
    for section in report.sections:
        keywords = shared | _section_keywords(report, section)
        printed: Counter[PassageKind] = Counter()
        for passage in section.passages:
            printed[passage.kind] += 1
            yield PassageDocument(
                id=passage.id,
                report_id=report.id,
                position=position,
                text=passage.text,
                heading=section.heading,
                path=section.path,
                title=report.title,
                kind=passage.kind,
                level=passage.level,
                number=passage.number,
                ordinal=printed[passage.kind],
                page=passage.page,
                page_end=passage.page_end,
                finding=section.finding,
                judgement=section.judgement,
                inspected=report.inspected_from,
                published=report.published,
                keywords=keywords,
                footnote=passage.footnote,
                time_scale=passage.time_scale,
                responsible=passage.responsible,
            )
            position += 1


def _section_keywords(report: Report, section: Section) -> dict[str, Values]:
    finding = (LabelledValue(section.finding.value, FINDING_LABELS[section.finding]),)
    value = section_value(report, section)
    return {"finding": finding, "section": (value,)} if value else {"finding": finding}


def section_value(report: Report, section: Section) -> LabelledValue | None:
    """Return what a section is counted as: its heading without number, grade and article.

    What stands under the report's title is its opening. The earlier weaknesses that a revisit
    letter takes as headings are whole sentences and found in no other report, so they count as
    the section they stand in. ``None`` for a section without a heading.
    """
    heading = section.heading
    if report.inspection_type is InspectionType.SEND_REVISIT and section.judgement and section.path:
        heading = section.path[-1]
    normalised = normalise_heading(heading)
    if normalised and f": {normalise_heading(report.title)}".endswith(f": {normalised}"):
        return OPENING
    slug = make_slug(normalised.removeprefix("the "))
    return LabelledValue(slug, heading_label(heading, normalised)) if slug else None


def heading_label(heading: str, normalised: str) -> str:
    """Return the part of a heading that its normalised form keeps, as it is printed, with a capital.

    >>> heading_label("2.1 Adoption performance: Requires improvement", "adoption performance")
    'Adoption performance'
    """
    words = ("".join(_MARKS.get(sign) or re.escape(sign) for sign in word) for word in normalised.split())
    kept = re.search(r"\s+".join(words) + r"\??", heading, re.IGNORECASE)
    label = " ".join(kept[0].split()) if kept else normalised
    return shorten(label[:1].upper() + label[1:], LONGEST_LABEL, placeholder="…")

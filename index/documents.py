"""Reports as passages to search: each with everything that filters it, orders it and shows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from corpus.report import PassageKind, Report, Section
from corpus.slugs import make_slug
from corpus.vocabulary import FINDING_LABELS, TYPE_LABELS, normalise_heading
from index.engine import LabelledValue, PassageDocument

Values = tuple[LabelledValue, ...]

# What a plain mark of a normalised heading may be printed as.
_MARKS = {"'": "['\u2018\u2019]", '"': '["\u201c\u201d]', "-": "[-\u2013\u2014\u2212]"}


def passage_documents(report: Report) -> Iterator[PassageDocument]:
    """Yield a document for each passage of a report, in reading order."""
    shared = _report_keywords(report)
    position = 0
    for section in report.sections:
        keywords = shared | _section_keywords(section)
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
            )
            position += 1


def _report_keywords(report: Report) -> dict[str, Values]:
    kind = report.inspection_type
    keywords = {
        "report": (LabelledValue(report.id, report.title),),
        "area": _values(report.areas),
        "region": _values(report.regions),
        "type": (LabelledValue(kind.value, TYPE_LABELS[kind]),),
        "judgement": _values([report.judgement] if report.judgement else []),
        "year": _values([str(report.year)] if report.year else []),
        "inspectorate": _values(report.inspectorates),
    }
    return {field: values for field, values in keywords.items() if values}


def _section_keywords(section: Section) -> dict[str, Values]:
    keywords: dict[str, Values] = {"finding": (LabelledValue(section.finding.value, FINDING_LABELS[section.finding]),)}
    normalised = normalise_heading(section.heading)
    if slug := make_slug(normalised):
        keywords["section"] = (LabelledValue(slug, heading_label(section.heading, normalised)),)
    return keywords


def heading_label(heading: str, normalised: str) -> str:
    """Return the part of a heading that its normalised form keeps, as it is printed.

    >>> heading_label("2.1 Adoption performance: Requires improvement", "adoption performance")
    'Adoption performance'
    """
    words = ("".join(_MARKS.get(sign) or re.escape(sign) for sign in word) for word in normalised.split())
    kept = re.search(r"\s+".join(words) + r"\??", heading, re.IGNORECASE)
    return " ".join(kept[0].split()) if kept else normalised[:1].upper() + normalised[1:]


def _values(labels: Iterable[str]) -> Values:
    """Return labels with their slugs, those without a letter or digit left out."""
    return tuple(LabelledValue(make_slug(label), label) for label in labels if make_slug(label))

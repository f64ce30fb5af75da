"""Reports as passages to search: each with everything that filters it, orders it and shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from corpus.vocabulary import TYPE_LABELS, normalise_heading

from corpus.report import PassageKind, Report, Section
from corpus.slugs import make_slug
from index.engine import LabelledValue, PassageDocument

Values = tuple[LabelledValue, ...]


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
    finding = section.finding.value
    keywords: dict[str, Values] = {"finding": (LabelledValue(finding, finding.capitalize()),)}
    if values := _values([normalise_heading(section.heading)]):
        keywords["section"] = values
    return keywords


def _values(labels: Iterable[str]) -> Values:
    """Return labels with their slugs, those without a letter or digit left out."""
    return tuple(LabelledValue(make_slug(label), label) for label in labels if make_slug(label))

"""Reports, one report, and a search as plain dictionaries, as ``searcher.writing.json_answers`` declares them.

Dates are ISO text or ``None``. Offsets are half-open, in characters of ``text``. A form holds the name
of a file alone, because the folders of a server are nobody's business; only the command line, whose reader has
the files, asks for ``whole_paths``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from corpus.file_paths import file_name
from corpus.report import Footnote, Passage, Report, Section
from searcher.asking.problems import Problem
from searcher.finding.results import Facet, Hit, ResultPage
from searcher.language.thesaurus import Expansion
from searcher.wording.citations import Link, make_citation
from searcher.wording.publication import authority_source, publication_source

if TYPE_CHECKING:  # they load msgspec, which nothing here needs when it runs
    from searcher.writing import json_answers as answers

Json = dict[str, Any]


def report_summary(report: Report, *, whole_paths: bool = False) -> answers.ReportSummary:
    """Return what is known of a report, without its passages and their number."""
    covered = report.coverage
    path = str if whole_paths else file_name
    return {
        "id": report.id,
        "title": report.title,
        "areas": list(report.areas),
        "regions": list(report.regions),
        "inspection_type": report.inspection_type,
        "inspection_type_label": report.inspection_type.label,
        "inspected_from": _day(report.inspected_from),
        "inspected_to": _day(report.inspected_to),
        "published": _day(report.published),
        "published_source": publication_source(report),
        "previous_inspection": _day(report.previous_inspection),
        "judgement": report.judgement,
        "judgement_printed": report.judgement_printed,
        "judgements": {judgement.aspect: judgement.grade for judgement in report.judgements},
        "judgements_printed": {judgement.aspect: judgement.printed for judgement in report.judgements},
        "inspectorates": list(report.inspectorates),
        "lead_inspectors": list(report.lead_inspectors),
        "pages": report.pages,
        "words": covered.words if covered else None,
        "uncovered_words": covered.uncovered_words if covered else None,
        "source": {"path": path(report.source.path), "sha256": report.source.sha256, "url": report.source.url},
        "licence": report.licence,
        "authority_number": report.authority_number,
        "authority_number_source": authority_source(report),
        "corrections": [{"field": item.field, "list": path(item.by), "read": item.read} for item in report.corrections],
        "warnings": [str(warning) for warning in report.warnings],
        "unknown": dict(report.unknown),
    }


def report_form(report: Report, passages: int | None = None, *, whole_paths: bool = False) -> answers.Report:
    """Return one element of the list of reports.

    ``passages`` is their number, for a report that comes without its sections.
    """
    count = sum(len(section.passages) for section in report.sections) if passages is None else passages
    return {**report_summary(report, whole_paths=whole_paths), "passages": count}


def show_form(report: Report, *, whole_paths: bool = False) -> answers.WholeReport:
    """Return a whole report: every section once, flat, in reading order, with its passages."""
    sections = [_section(section) for section in report.sections]
    return {**report_form(report, whole_paths=whole_paths), "sections": sections}


def result_form(hit: Hit, link: Link | None = None, *, whole_paths: bool = False) -> answers.Result:
    """Return one result of a search."""
    passage = hit.passage
    citation = make_citation(passage, hit.report, link)
    return {
        "id": passage.id,
        "score": hit.score,
        "report": report_summary(hit.report, whole_paths=whole_paths),
        "section": passage.heading,
        "path": list(passage.path),
        "finding": passage.finding,
        "judgement": passage.judgement,
        "kind": passage.kind,
        "level": passage.level,
        "number": passage.number,
        "ordinal": passage.ordinal,
        "page": passage.page,
        "page_end": passage.page_end,
        "footnote": _footnote(passage.footnote),
        "time_scale": passage.time_scale,
        "responsible": passage.responsible,
        "text": passage.text,
        "words": hit.words,
        "highlights": _spans(hit.snippet.highlights),
        "repeats": list(hit.repeats),
        "repeat_reports": hit.repeat_reports,
        "missing": list(hit.missing),
        "section_highlights": _spans(hit.heading_highlights),
        "snippet": [hit.snippet.start, hit.snippet.end],
        "citation": citation.text,
        "permalink": citation.permalink,
    }


def search_form(
    page: ResultPage, problems: Sequence[Problem] = (), link: Link | None = None, *, whole_paths: bool = False
) -> answers.SearchResults:
    """Return one page of results; ``problems`` are those met before the search (of parameters)."""
    return {
        "query": page.request.text,
        "understood": page.understood,
        "total": page.total,
        "reports": page.reports,
        "areas": page.areas,
        "reports_held": page.reports_held,
        "engine": page.engine,
        "took_ms": page.took_ms,
        "order": page.order,
        "page": page.page,
        "pages": page.pages,
        "per_page": page.request.per_page,
        "offset": page.offset,
        "of_report": dict(page.of_report),
        "results": [result_form(hit, link, whole_paths=whole_paths) for hit in page.hits],
        "facets": cast("answers.Facets", {name: _facet(facet) for name, facet in page.facets.items()}),
        "facet_notes": {name: facet.note for name, facet in page.facets.items() if facet.note},
        "suggestion": page.suggestion,
        "expansions": [expansion_form(expansion) for expansion in page.expansions],
        "offers": [
            {
                "field": offer.field,
                "value": offer.value,
                "label": offer.label,
                "typed": offer.typed,
                "needed": offer.needed,
            }
            for offer in page.offers
        ],
        "enough": page.enough,
        "with_all": page.with_all,
        "related": [
            {"words": one.words, "passages": one.passages, "query": one.added_to(page.request.text)}
            for one in page.related
        ],
        "problems": [problem_form(problem) for problem in (*problems, *page.problems)],
    }


def expansion_form(expansion: Expansion) -> answers.Expansion:
    """Return what else was searched for something that was typed."""
    return {"typed": expansion.typed, "also": list(expansion.also), "unknown": expansion.unknown}


def problem_form(problem: Problem) -> answers.Problem:
    """Return what was wrong, where, and what was done about it."""
    return {
        "kind": problem.kind,
        "message": problem.message,
        "place": problem.place,
        "span": list(problem.span) if problem.span else None,
    }


def _section(section: Section) -> answers.Section:
    return {
        "heading": section.heading,
        "level": section.level,
        "path": list(section.path),
        "finding": section.finding,
        "finding_rule": section.finding_rule,
        "judgement": section.judgement,
        "passages": [_passage(passage) for passage in section.passages],
    }


def _passage(passage: Passage) -> answers.Passage:
    return {
        "id": passage.id,
        "kind": passage.kind,
        "level": passage.level,
        "number": passage.number,
        "text": passage.text,
        "page": passage.page,
        "page_end": passage.page_end,
        "footnote": _footnote(passage.footnote),
        "time_scale": passage.time_scale,
        "responsible": passage.responsible,
    }


def _footnote(note: Footnote | None) -> answers.Footnote | None:
    return {"mark": note.mark, "of": note.of, "heading": note.heading, "at": note.at} if note else None


def _facet(facet: Facet) -> list[answers.FacetValue]:
    return [
        {
            "value": value.value,
            "label": value.label,
            "count": value.count,
            "reports": value.reports,
            "selected": value.selected,
            "excluded": value.excluded,
        }
        for value in facet.values
    ]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _spans(spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    return [list(span) for span in spans]

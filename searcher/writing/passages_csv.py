"""The CSV of every passage that a search finds, a row a passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from corpus.report import PassageKind
from index.engine import PassageDocument
from searcher.finding.results import Hit
from searcher.wording.citations import Link, cite
from searcher.wording.judgement import judgement_reason
from searcher.wording.publication import publication_source
from searcher.writing.area_codes import la_codes, ons_codes, region_codes
from searcher.writing.csv_tables import csv_lines

CSV_COLUMNS = (
    "la_code", "local_authority", "region", "inspection_framework", "inspection_start_date", "inspection_end_date",
    "publication_date", "inspection_link", "judgement", "section", "polarity", "page", "kind", "number", "text",
    "passage_id", "report_id", "score", "citation",
    "time_scale", "responsible", "publication_date_source",
    "urn", "region_code", "ltla23cd", "bullet", "permalink", "no_judgement_reason",
)  # fmt: skip
"""Names as in the tables that councils' analysts already use, where the meaning is the same.

Several areas or regions are joined by "; ". ``judgement`` is the report's overall one,
``polarity`` the section's finding, ``number`` the printed paragraph number or else the place
among the section's passages of the same kind, or a footnote's mark. ``time_scale`` says
by when a recommendation is to be met and ``responsible`` who is to meet it, as printed.
``publication_date_source`` is "printed" or "file name". Codes are those of ``searcher.writing.reports_csv``;
``bullet`` is the place among the bullets of its section, for bullets alone; ``permalink`` is there where a site is.
"""


def passages_csv(hits: Iterable[Hit], link: Link | None) -> Iterator[str]:
    """Yield the table line by line; ``link`` gives the address of a passage, where there is a site."""
    return csv_lines(CSV_COLUMNS, (_row(hit, link) for hit in hits))


def _row(hit: Hit, link: Link | None) -> tuple[str, ...]:
    passage, report = hit.passage, hit.report
    kind = passage.keywords["type"][0].label
    return (
        la_codes(report), "; ".join(report.areas), "; ".join(report.regions), kind,
        _day(report.inspected_from), _day(report.inspected_to), _day(report.published), report.source.url or "",
        report.judgement or "", passage.heading, passage.finding.value, str(passage.page or ""), passage.kind.value,
        _number_of(passage), passage.text, passage.id, report.id, str(hit.score),
        cite(passage, report), passage.time_scale or "", passage.responsible or "", publication_source(report) or "",
        report.authority_number or "", region_codes(report), ons_codes(report),
        str(passage.ordinal) if passage.kind is PassageKind.BULLET else "",
        link(passage.id) if link else "", judgement_reason(report),
    )  # fmt: skip


def _number_of(passage: PassageDocument) -> str:
    printed = passage.footnote.mark if passage.footnote is not None else passage.number
    return printed or str(passage.ordinal)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""

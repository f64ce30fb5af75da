"""The list of reports as a table for spreadsheets, a row a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from corpus.file_paths import file_name
from corpus.report import Report
from searcher.wording.judgement import judgement_reason
from searcher.wording.publication import publication_source
from searcher.writing.area_codes import la_codes, ons_codes, region_codes
from searcher.writing.csv_tables import csv_lines

CSV_COLUMNS = (
    "report_id", "title", "local_authority", "region", "inspection_framework", "inspection_start_date",
    "inspection_end_date", "publication_date", "previous_inspection_date", "judgement", "inspectorates", "pages",
    "passages", "file", "warnings", "publication_date_source", "authority_number", "url", "corrected_fields",
    "urn", "la_code", "la_code_new", "ltla23cd", "inspection_link", "region_code", "no_judgement_reason",
)  # fmt: skip
"""Names as in the tables that councils' analysts already use, where the meaning is the same.

``urn`` is the inspectorate's number of the authority, ``la_code`` the Department for Education's, ``la_code_new``
and ``ltla23cd`` are that of the Office for National Statistics, ``region_code`` its code of the region; several of one
cell are joined by "; ". ``no_judgement_reason`` says why ``judgement`` is empty.
"""


def reports_csv(reports: Iterable[Report], passages: Mapping[str, int], *, whole_paths: bool = False) -> Iterator[str]:
    """Yield the table line by line; ``passages`` is how many each report has, by id.

    Without ``whole_paths`` the file that a report was read from is named without its folders.
    """
    rows = (_row(report, passages.get(report.id, 0), whole_paths=whole_paths) for report in reports)
    return csv_lines(CSV_COLUMNS, rows)


def _row(report: Report, passages: int, *, whole_paths: bool) -> tuple[str, ...]:
    path = report.source.path if whole_paths else file_name(report.source.path)
    return (
        report.id, report.title, "; ".join(report.areas), "; ".join(report.regions),
        report.inspection_type.label, _day(report.inspected_from), _day(report.inspected_to),
        _day(report.published), _day(report.previous_inspection), report.judgement or "",
        "; ".join(report.inspectorates), str(report.pages or ""), str(passages), path,
        "; ".join(map(str, report.warnings)), publication_source(report) or "", report.authority_number or "",
        report.source.url or "", "; ".join(item.field for item in report.corrections),
        report.authority_number or "", la_codes(report), ons_codes(report), ons_codes(report),
        report.source.url or "", region_codes(report), judgement_reason(report),
    )  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""

"""The list of reports written out: a table, JSON, or a CSV file for spreadsheets."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from corpus.catalogue.catalogue import Catalogue
from corpus.report import Report
from searcher.asking.problems import Problem
from searcher.asking.request import SearchRequest
from searcher.reports.listing import make_listing
from searcher.reports.order import sort_reports
from searcher.settings import Settings
from searcher.terminal import console_on, file_encoding, print_table, writing_to
from searcher.wording.figures import counted
from searcher.wording.publication import BY_FILE_NAME
from searcher.writing.json_forms import report_form
from searcher.writing.reports_csv import reports_csv

WIDE = 110
"""From so many columns on, a terminal has room for all that is listed of a report."""
UNPRINTED, CORRECTED = "*", "+"
MARKS = {
    UNPRINTED: f"{BY_FILE_NAME}: the report prints no date of publication",
    CORRECTED: "corrected by a list of reports; 'searcher show' says what was read",
}
"""What stands after a cell that the report does not print."""


def write_reports(
    settings: Settings,
    request: SearchRequest,
    problems: Sequence[Problem],
    form: str,
    output: Path | None,
    *,
    find: str = "",
    sort: str | None = None,
) -> None:
    """Write the reports that fit the filters of a request and the words to ``find``. Problems go to stderr.

    Raises:
        CatalogueError: nothing was indexed yet, or the catalogue cannot be read.
        OSError: the file cannot be written.
    """
    with Catalogue.open(settings.data) as catalogue, catalogue.snapshot():
        held = catalogue.reports()
        passages = catalogue.passage_counts()
    listing = make_listing(held, request, find)
    fitting = sort_reports(listing.reports, sort, passages) if sort else list(listing.reports)
    for problem in (*problems, *listing.problems):
        click.echo(f"Note: {problem.message}", err=True)
    with writing_to(output, file_encoding(form)) as stream:
        match form:
            case "json":
                forms = [report_form(report, passages[report.id], whole_paths=True) for report in fitting]
                json.dump(forms, stream, ensure_ascii=False, indent=2)
                stream.write("\n")
            case "csv":
                stream.writelines(reports_csv(fitting, passages, whole_paths=True))
            case _:
                _print_list(console_on(stream), fitting, passages)
    if form == "table" or output:
        of_all = f" of {len(held):,}" if len(fitting) < len(held) else ""
        click.echo(f"{counted(len(fitting), 'report')}{of_all}{f', written to {output}' if output else ''}", err=True)


def _print_list(console: Console, reports: Sequence[Report], passages: Mapping[str, int]) -> None:
    """Print a row a report. Its id says area, type and start, so a narrow terminal does without those."""
    wide = not console.is_terminal or console.width >= WIDE
    columns = ["Report", "Judgement", "Passages"]
    if wide:
        columns = ["Report", "Area", "Type of inspection", "Inspected", "Published", "Judgement", "Passages"]
    rows = []
    for report in reports:
        cells = {
            "Report": report.id,
            "Area": "; ".join(report.areas) + _mark(report, "areas"),
            "Type of inspection": report.inspection_type.label + _mark(report, "inspection_type"),
            "Inspected": _day(report.inspected_from) + _mark(report, "inspected_from"),
            "Published": _day(report.published) + _mark(report, "published"),
            "Judgement": (report.judgement or "") + _mark(report, "judgement"),
            "Passages": f"{passages[report.id]:,}",
        }
        rows.append([cells[column] for column in columns])
    if rows:
        print_table(console, columns, rows, right=1)
    cells_shown = "".join(cell for row in rows for cell in row[1:])
    for mark, meaning in MARKS.items():
        if mark in cells_shown:
            console.print(Text(f"{mark} {meaning}", style="dim"))


def _mark(report: Report, field: str) -> str:
    if report.correction(field):
        return CORRECTED
    return UNPRINTED if field == "published" and report.published_from_file_name else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""

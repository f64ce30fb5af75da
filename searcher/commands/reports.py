"""``searcher reports``: the reports that were read, as a table for people and programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from index.fields import REPORT_FACETS
from searcher.commands.search_options import filter_options, read_options
from searcher.printing.search_shape import form_of
from searcher.reports.order import SORTS
from searcher.settings import Settings

FORMATS = ("table", "json", "csv")
EXAMPLE = """\b
Example:
  searcher reports
  searcher reports --type area-send --judgement inconsistent --from 2024
  searcher reports --find hull --sort=-inspected
  searcher reports --format csv --output reports.csv
"""


@click.command(epilog=EXAMPLE)
@filter_options(REPORT_FACETS)
@click.option("--find", metavar="WORDS", default="", help="Only reports with these words in their area, title or type.")
@click.option("--sort", metavar="ORDER", type=click.Choice(tuple(SORTS)), help=f"One of {', '.join(SORTS)}.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="By default it follows the ending of FILE, or else is a table."
)
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write to FILE.")
@click.pass_obj
def reports(
    settings: Settings, /, find: str, sort: str | None, form: str | None, output: Path | None, **options: Any
) -> None:
    """List the reports that were read.

    You can repeat filters, as in 'searcher search'. To leave reports out, use --not-area, --not-type and so on. To
    reverse an order, put a minus sign before it. Reports for which a value is not known come last.
    """
    from searcher.printing.reports_output import write_reports  # noqa: PLC0415 - takes long to load; help does without

    request, problems = read_options("", options)
    write_reports(settings, request, problems, form or form_of(output, FORMATS), output, find=find, sort=sort)

"""``searcher compare``: what a query finds in several areas, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from searcher.commands.search_options import filter_options, read_options
from searcher.printing.search_shape import form_of
from searcher.settings import Settings

FORMATS = ("table", "json", "csv")
EXAMPLE = """\b
Example:
  searcher compare '"annual reviews"' --area coldbeck --area harrowmere
  searcher compare co-production --region west-midlands --type area-send
  searcher compare waiting times --area leeds --area hull --output compared.csv
"""


@click.command(epilog=EXAMPLE)
@click.argument("query", nargs=-1, required=True)
@filter_options()
@click.option(
    "--no-expand",
    is_flag=True,
    help="Search only for the words typed, without acronyms, long forms and other spellings.",
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="By default it follows the ending of FILE, or else is a table."
)
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write to FILE.")
@click.pass_obj
def compare(
    settings: Settings, /, query: tuple[str, ...], form: str | None, output: Path | None, **options: Any
) -> None:
    """Compare areas, side by side.

    QUERY and filters work as in 'searcher search'. Choose areas with --area, or all areas of a region with
    --region. For each area you see the passages found, their share of all passages that match the filters, the
    counts by type of inspection and finding, the best passages, and the latest inspection with its judgement.

    Areas are in alphabetical order. Types of inspection differ in what they look at: to compare like with like,
    choose one with --type.
    """
    from searcher.printing.comparison_output import write_comparison  # noqa: PLC0415 - takes long to load; help does without

    request, problems = read_options(" ".join(query), options)
    write_comparison(settings, request, problems, form or form_of(output, FORMATS), output)

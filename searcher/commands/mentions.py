"""``searcher mentions``: how often a query is met, by type, year, finding and area, and where never."""

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
  searcher mentions '"annual reviews"' --type area-send
  searcher mentions co-production --region west-midlands --from 2023
  searcher mentions waiting times --format csv --output mentions.csv
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
def mentions(
    settings: Settings, /, query: tuple[str, ...], form: str | None, output: Path | None, **options: Any
) -> None:
    """Count mentions, and list the reports without any.

    QUERY and filters work as in 'searcher search'. You see how many passages are found, and their share of all
    passages that match the filters, by type of inspection, year, finding and area.

    Types of inspection differ in length and in what they look at: to compare like with like, choose one with
    --type.
    """
    from searcher.printing.mentions_output import write_mentions  # noqa: PLC0415 - takes long to load; help does without

    request, problems = read_options(" ".join(query), options)
    write_mentions(settings, request, problems, form or form_of(output, FORMATS), output)

"""``searcher search``: finds passages and prints them, or exports all of them."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from index.engine import Order
from searcher.asking.parameters import GROUPS
from searcher.commands.search_options import filter_options, read_options
from searcher.printing.search_shape import FORMATS, chosen_shape
from searcher.settings import Settings

EXAMPLE = """\b
Example:
  searcher search '"annual reviews"' --area staffordshire --finding weakness
  searcher search waiting times --region west-midlands --from 2023
  searcher search transition --not-type news --output note.docx
  searcher search '"annual reviews"' --group report --limit 10
  searcher search -- -nursery transition
"""


class QueryCommand(click.Command):
    """Tells those who leave a word out with ``-word`` how to type it in a shell."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments.

        Raises:
            UsageError: as any command, with a hint where a word may have been taken for options.
        """
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            if error.option_name.startswith("--"):
                raise
            hint = "To leave out a word, put -- before the query: searcher search -- reviews -nursery"
            raise click.UsageError(f"{error.message} {hint}", ctx) from error


@click.command(cls=QueryCommand, epilog=EXAMPLE)
@click.argument("query", nargs=-1)
@filter_options()
@click.option(
    "--order",
    type=click.Choice([order.value for order in Order]),
    help="By default: relevance, or newest if there are no words.",
)
@click.option(
    "--group",
    type=click.Choice(GROUPS),
    help="Group passages by report; --limit and --offset then count reports. Files have all passages of each.",
)
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=0),
    help="At most N passages. [default: 25, or all in formats that write every passage]",
)
@click.option("--offset", metavar="N", type=click.IntRange(min=0), help="Leave out the first N passages.")
@click.option(
    "--no-expand",
    is_flag=True,
    help="Search only for the words typed, without acronyms, long forms and other spellings.",
)
@click.option(
    "--no-widen",
    is_flag=True,
    help="Find only passages with enough of the words (both of two, two of three), even if there are few.",
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="By default it follows the ending of FILE, or else is a table."
)
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write to FILE.")
@click.option("--explain", is_flag=True, help="Show how the query is understood instead of what it finds.")
@click.option("--count", is_flag=True, help="Print only the number of passages.")
@click.option("--fail-empty", is_flag=True, help="End with exit code 1 if nothing is found.")
@click.pass_obj
def search(settings: Settings, /, query: tuple[str, ...], fail_empty: bool, **options: Any) -> None:
    """Find passages of reports.

    QUERY is words, "exact phrases" and more. Without QUERY, only the filters apply. Your shell removes quotation
    marks, so write '"annual reviews"' for an exact phrase, and put -- before a query that begins with a hyphen.

    You can repeat filters. Passages must match one of the values of each filter that you use. To leave values out,
    use --not-area, --not-type and so on. Values are the names, or the short forms that --format json shows.

    The formats jsonl, csv, md, html and docx write every passage found. table and json write one page of them. html
    and docx (Word) are notes, with passages grouped by report.
    """
    from searcher.printing.search_output import write_search  # noqa: PLC0415 - takes long to load; help does without

    request, problems = read_options(" ".join(query), options)
    request = replace(request, limit=options["limit"], offset=options["offset"])
    shape = chosen_shape(options["form"], options["output"], explain=options["explain"], count=options["count"])
    found = write_search(settings, request, problems, shape)
    if fail_empty and not found.total:
        sys.exit(1)

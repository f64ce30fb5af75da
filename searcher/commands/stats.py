"""``searcher stats``: how much is held, of what, and what could not be read."""

from __future__ import annotations

import json
import sys

import click

from searcher.settings import Settings

EXAMPLE = """\b
Example:
  searcher stats
  searcher stats --format json
"""


@click.command(epilog=EXAMPLE)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="The form of the output.")
@click.pass_obj
def stats(settings: Settings, /, form: str) -> None:
    """Count reports and list files that failed."""
    from searcher.printing.holdings import holdings_form, print_holdings, read_holdings  # noqa: PLC0415 - help does without
    from searcher.terminal import console_on  # noqa: PLC0415

    holdings = read_holdings(settings)
    if form == "json":
        click.echo(json.dumps(holdings_form(holdings), ensure_ascii=False, indent=2))
    else:
        print_holdings(console_on(sys.stdout), holdings)

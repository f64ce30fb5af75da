"""``searcher index``: makes the reports in files and folders searchable."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from searcher.settings import Settings

EXAMPLE = """\b
Example:
  searcher index ~/reports
  searcher index letter.pdf "C:/Users/Sam/SEND reports"
"""


@click.command(epilog=EXAMPLE)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", help="The form of the summary."
)
@click.option(
    "--jobs", metavar="N", type=click.IntRange(min=1), help="Read in N processes. By default, one for each processor."
)
@click.option("-q", "--quiet", is_flag=True, help="Do not show progress, notes and hints.")
@click.pass_obj
def index(settings: Settings, /, paths: tuple[Path, ...], form: str, jobs: int | None, quiet: bool) -> None:
    """Read reports and make them searchable.

    PATH is a report or a folder of reports: PDF, web pages (.html), Word (.docx), Markdown or plain text. Run it
    again when you add, change or remove reports: only what changed is read. A file that cannot be read is listed
    with the reason, and the others are still read.

    The exit code is 0 if at least one file was read or had not changed, else 1.
    """
    from searcher.printing.indexing_summary import print_indexing  # noqa: PLC0415
    from searcher.terminal import console_on  # noqa: PLC0415
    from searcher.upkeep.indexing import bring_up_to_date, index_form  # noqa: PLC0415 - takes long to load; help does without
    from searcher.upkeep.progress import WorkProgress  # noqa: PLC0415

    done = bring_up_to_date(settings, paths, WorkProgress(quiet=quiet), jobs)
    if form == "json":
        click.echo(json.dumps(index_form(done), ensure_ascii=False, indent=2))
    else:
        print_indexing(console_on(sys.stdout), done)
    if not quiet:
        for note in done.gathering.notes:
            click.echo(f"Note: {note}", err=True)
        if done.reports and form == "table":
            click.echo(
                f"\nNext: {settings.command('search', 'annual reviews')}\n      {settings.command('serve')}", err=True
            )
    if not done.any_read:
        sys.exit(1)

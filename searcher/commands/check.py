"""``searcher check``: how files are read, and what a person should look at."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from searcher.printing.search_shape import form_of
from searcher.settings import Settings

FORMATS = ("table", "json", "csv")
STOPPED = "Stopped. The files above were finished."
EXAMPLE = """\b
Example:
  searcher check ~/reports/letter.pdf
  searcher check ~/reports --summary
  searcher check --format csv --output reading.csv
"""


@click.command(epilog=EXAMPLE)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(readable=False, path_type=Path))
@click.option("--summary", is_flag=True, help="Show the summary only, not each file.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="By default it follows the ending of FILE, or else is a table."
)
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write to FILE.")
@click.option(
    "--jobs", metavar="N", type=click.IntRange(min=1), help="Read in N processes. By default, one for each processor."
)
@click.option("-q", "--quiet", is_flag=True, help="Do not show progress and notes.")
@click.pass_obj
def check(
    settings: Settings,
    /,
    paths: tuple[Path, ...],
    summary: bool,
    form: str | None,
    output: Path | None,
    jobs: int | None,
    quiet: bool,
) -> None:
    """Read files again and report how they were read.

    PATH is a report or a folder of reports. Without PATH, all files that were indexed are read. Nothing is written
    to the catalogue or the index. For each file you see what kind of report it was taken for and why, how many
    pages, sections and passages it has, how many printed words of a PDF were not read, and what you should look at,
    with the page.

    The exit code is 1 if a file could not be read, else 0.
    """
    from searcher.printing.reading_report_text import check_conclusion, print_check  # noqa: PLC0415
    from searcher.terminal import console_on, file_encoding, writing_to  # noqa: PLC0415
    from searcher.upkeep.progress import WorkProgress  # noqa: PLC0415
    from searcher.upkeep.reading_report import CSV_COLUMNS, check_form, check_reading, check_rows  # noqa: PLC0415
    from searcher.writing.csv_tables import csv_lines  # noqa: PLC0415

    form = form or form_of(output, FORMATS)
    done, notes = check_reading(settings, paths, WorkProgress(quiet=quiet), jobs)
    with writing_to(output, file_encoding(form)) as stream:
        match form:
            case "json":
                stream.write(json.dumps(check_form(done), ensure_ascii=False, indent=2) + "\n")
            case "csv":
                stream.writelines(csv_lines(CSV_COLUMNS, check_rows(done)))
            case _:
                print_check(console_on(stream), done, summary=summary)
    if not quiet:
        for note in notes:
            click.echo(f"Note: {note}", err=True)
        if output:
            click.echo(f"{check_conclusion(done)} Written to {output}.", err=True)
    if done.stopped:
        raise KeyboardInterrupt(STOPPED)
    if done.failed:
        sys.exit(1)

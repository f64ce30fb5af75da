"""``searcher show``: one whole report, as it was read."""

from __future__ import annotations

import json
from pathlib import Path

import click

from searcher.printing.search_shape import form_of
from searcher.settings import Settings

FORMATS = ("text", "json", "md")
EXAMPLE = """\b
Example:
  searcher show tarnside-ilacs-2019
  searcher show tarnside-ilacs-2019 --format md --output tarnside.md
"""


@click.command(epilog=EXAMPLE)
@click.argument("report")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="By default it follows the ending of FILE, or else is text."
)
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write to FILE.")
@click.pass_obj
def show(settings: Settings, /, report: str, form: str | None, output: Path | None) -> None:
    """Show one report with every section and passage.

    REPORT is the id that 'searcher reports' and every result show, the beginning of an id that no other report has,
    or the file the report was read from.
    """
    from corpus.catalogue.catalogue import Catalogue  # noqa: PLC0415 - takes long to load; help does without
    from searcher.printing.report_text import print_report, report_markdown  # noqa: PLC0415
    from searcher.terminal import console_on, writing_to  # noqa: PLC0415
    from searcher.writing.json_forms import show_form  # noqa: PLC0415

    form = form or form_of(output, FORMATS)
    with Catalogue.open(settings.data) as catalogue:
        found = catalogue.find_report(report)
    with writing_to(output) as stream:
        match form:
            case "json":
                stream.write(json.dumps(show_form(found, whole_paths=True), ensure_ascii=False, indent=2) + "\n")
            case "md":
                stream.writelines(report_markdown(found))
            case _:
                print_report(console_on(stream), found)
    if output:
        click.echo(f"Written to {output}.", err=True)

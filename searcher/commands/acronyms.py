"""``searcher acronyms``: what the acronyms of the reports stand for, by the reports' own definitions."""

from __future__ import annotations

from pathlib import Path

import click

from searcher.printing.search_shape import form_of
from searcher.settings import Settings

FORMATS = ("table", "json", "csv")
EXAMPLE = """\b
Example:
  searcher acronyms
  searcher acronyms SENCo
  searcher acronyms "annual review"
  searcher acronyms --format csv --output acronyms.csv
"""


@click.command(epilog=EXAMPLE)
@click.argument("word", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="By default it follows the ending of FILE, or else is a table."
)
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write to FILE.")
@click.pass_obj
def acronyms(settings: Settings, /, word: tuple[str, ...], form: str | None, output: Path | None) -> None:
    """List the acronyms that reports define, with what they stand for.

    WORD is an acronym, in capitals or not, or words of what it stands for. Without WORD, all acronyms are listed.
    An acronym with several meanings is listed once for each.

    The columns count the reports that define the acronym, the passages that print it, and the passages that print
    it in full.
    """
    from searcher.printing.acronyms_output import print_acronyms  # noqa: PLC0415 - takes long to load; help does without

    print_acronyms(settings, " ".join(word), form or form_of(output, FORMATS), output)

"""The acronyms written out: a table, JSON, or a CSV file for spreadsheets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from corpus.acronyms.glossary import Acronym, find_acronyms
from corpus.catalogue.catalogue import Catalogue
from searcher.settings import Settings
from searcher.terminal import console_on, file_encoding, print_table, writing_to
from searcher.wording.figures import counted
from searcher.writing.csv_tables import csv_lines

CSV_COLUMNS = (
    "acronym", "long_form", "reports_that_define_it", "passages_with_acronym", "passages_with_long_form",
    "printed_acronyms", "printed_long_forms",
)  # fmt: skip


def print_acronyms(settings: Settings, word: str, form: str, output: Path | None) -> None:
    """Write the acronyms that ``word`` asks for, all where it is empty. How many there are goes to stderr.

    Raises:
        CatalogueError: nothing was indexed yet, or the catalogue cannot be read.
        OSError: the file cannot be written.
    """
    with Catalogue.open(settings.data) as catalogue:
        held = catalogue.acronyms()
    found = find_acronyms(held, word)
    with writing_to(output, file_encoding(form)) as stream:
        match form:
            case "json":
                json.dump([asdict(acronym) for acronym in found], stream, ensure_ascii=False, indent=2)
                stream.write("\n")
            case "csv":
                stream.writelines(csv_lines(CSV_COLUMNS, map(_csv_row, found)))
            case _:
                _print_list(console_on(stream), found)
    if form == "table" or output:
        click.echo(f"{_counted(found, held, word)}{f', written to {output}' if output else ''}", err=True)


def _counted(found: Sequence[Acronym], held: Sequence[Acronym], word: str) -> str:
    if not found and held:
        return f"No report defines “{word}”; {len(held):,} meanings are defined in all"
    of_all = f" of {len(held):,}" if len(found) < len(held) else ""
    return f"{counted(len(found), 'meaning')}{of_all}"


def _print_list(console: Console, acronyms: Sequence[Acronym]) -> None:
    rows = [
        (
            acronym.short, acronym.long, f"{acronym.reports:,}",
            f"{acronym.short_passages:,}", f"{acronym.long_passages:,}",
        )
        for acronym in acronyms
    ]  # fmt: skip
    if rows:
        print_table(console, ["Acronym", "Stands for", "Defined in", "Passages", "In full"], rows, right=3)


def _csv_row(acronym: Acronym) -> tuple[str, ...]:
    return (
        acronym.short, acronym.long, str(acronym.reports), str(acronym.short_passages), str(acronym.long_passages),
        "; ".join(acronym.shorts), "; ".join(acronym.longs),
    )  # fmt: skip

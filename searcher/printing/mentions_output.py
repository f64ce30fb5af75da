"""Mentions written out: tables for people, the JSON form, or CSV."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from searcher.asking.problems import Problem
from searcher.asking.request import SearchRequest
from searcher.finding.collection import Collection
from searcher.finding.descriptions import Labels, describe_expansions, describe_filters
from searcher.finding.mentions import Mention, Mentions, count_mentions
from searcher.settings import Settings
from searcher.terminal import console_on, file_encoding, print_indented, print_table, printable, writing_to
from searcher.wording.figures import counted, share_words
from searcher.writing.mentions_forms import mentions_csv, mentions_form

MOST_LISTED = 50
"""How many reports without a mention a terminal names; CSV and JSON name them all."""
COLUMNS = ("Passages", "of", "Share", "Reports", "of")


def write_mentions(
    settings: Settings, request: SearchRequest, problems: Sequence[Problem], form: str, output: Path | None
) -> None:
    """Write how often, and where, a query is mentioned. Problems go to stderr.

    Raises:
        SearchIndexError: there is no index that can be searched.
        OSError: the file cannot be written.
    """
    with Collection.open(settings.data, settings.engine) as collection, collection.snapshot() as searcher:
        mentions = count_mentions(searcher, request)
        for problem in (*problems, *mentions.page.problems):
            click.echo(f"Note: {problem.message}", err=True)
        with writing_to(output, file_encoding(form)) as stream:
            match form:
                case "json":
                    json.dump(mentions_form(mentions, problems), stream, ensure_ascii=False, indent=2)
                    stream.write("\n")
                case "csv":
                    stream.writelines(mentions_csv(mentions))
                case _:
                    print_mentions(console_on(stream), mentions, searcher.label)
    if output:
        click.echo(f"Written to {output}.", err=True)


def print_mentions(console: Console, mentions: Mentions, labels: Labels) -> None:
    """Print how the query was understood, its mentions in all and by each field, and the reports without any."""
    page, whole = mentions.page, mentions.whole
    also = [f"Also searched: {line}" for line in describe_expansions(page.expansions)]
    for line in (f"Understood as: {page.understood}", *also, *describe_filters(page.request, labels)):
        console.print(Text(printable(line), style="dim"), soft_wrap=not console.is_terminal)
    console.print()
    in_all = (
        f"{whole.passages:,} of {counted(whole.of_passages, 'passage')} ({share_words(whole.share)}), "
        f"in {whole.reports:,} of {counted(whole.of_reports, 'report')}"
    )
    console.print(Text(in_all, style="bold"), soft_wrap=not console.is_terminal)
    for note in {breakdown.note: None for breakdown in mentions.breakdowns.values() if breakdown.note}:
        console.print(Text(note), soft_wrap=not console.is_terminal)
    for breakdown in mentions.breakdowns.values():
        console.print()
        print_table(console, [breakdown.label, *COLUMNS], [_cells(row) for row in breakdown.rows], right=5)
    silent = mentions.silent
    if silent:
        console.print()
        console.print(Text(f"Never mentioned in {counted(len(silent), 'report')}:"))
        for row in silent[:MOST_LISTED]:
            print_indented(console, Text(printable(row.value)), 2)
        if len(silent) > MOST_LISTED:
            console.print(Text(f"and {len(silent) - MOST_LISTED:,} more: --format csv lists all of them."))


def _cells(row: Mention) -> tuple[str, ...]:
    figures = (f"{row.passages:,}", f"{row.of_passages:,}", share_words(row.share))
    return (row.label, *figures, f"{row.reports:,}", f"{row.of_reports:,}")

"""Comparisons written out: a table for people, the JSON form, or CSV."""

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
from searcher.finding.comparison import ComparedArea, Comparison, compare_areas
from searcher.finding.descriptions import Labels, describe_expansions, describe_filters
from searcher.printing.results_text import print_hit, when
from searcher.settings import Settings
from searcher.terminal import console_on, file_encoding, print_indented, print_table, printable, writing_to
from searcher.wording.figures import share_words
from searcher.wording.judgement import judgement_in_a_line
from searcher.writing.comparison_forms import comparison_csv, comparison_form

COLUMNS = ("Area", "Passages", "of", "Share", "Reports", "of")
NO_AREAS = "Choose the areas to compare with --area, or all areas of a region with --region."


def write_comparison(
    settings: Settings, request: SearchRequest, problems: Sequence[Problem], form: str, output: Path | None
) -> None:
    """Write what a query finds in each of its areas. Problems go to stderr.

    Raises:
        UsageError: no areas are chosen.
        SearchIndexError: there is no index that can be searched.
        OSError: the file cannot be written.
    """
    with Collection.open(settings.data, settings.engine) as collection, collection.snapshot() as searcher:
        comparison = compare_areas(searcher, request)
        for problem in (*problems, *comparison.problems):
            click.echo(f"Note: {problem.message}", err=True)
        if not comparison.areas:
            raise click.UsageError(NO_AREAS)
        with writing_to(output, file_encoding(form)) as stream:
            match form:
                case "json":
                    json.dump(
                        comparison_form(comparison, problems, whole_paths=True), stream, ensure_ascii=False, indent=2
                    )
                    stream.write("\n")
                case "csv":
                    stream.writelines(comparison_csv(comparison))
                case _:
                    print_comparison(console_on(stream), comparison, searcher.label)
    if output:
        click.echo(f"Written to {output}.", err=True)


def print_comparison(console: Console, comparison: Comparison, labels: Labels) -> None:
    """Print how the query was understood, a row of counts for each area, and its latest inspection and passages."""
    page = comparison.page
    also = [f"Also searched: {line}" for line in describe_expansions(page.expansions)]
    for line in (f"Understood as: {page.understood}", *also, *describe_filters(page.request, labels)):
        console.print(Text(printable(line), style="dim"), soft_wrap=not console.is_terminal)
    console.print()
    for note in filter(None, (comparison.note, comparison.latest_note)):
        console.print(Text(note), soft_wrap=not console.is_terminal)
    print_table(console, list(COLUMNS), [_cells(area) for area in comparison.areas], right=5)
    for area in comparison.areas:
        console.print()
        console.print(Text(printable(area.counts.label), style="bold"), soft_wrap=not console.is_terminal)
        for line in filter(None, (latest_words(area), area_findings_words(area), area.silence)):
            print_indented(console, Text(printable(line)), 2)
        for number, hit in enumerate(area.hits, start=1):
            print_hit(console, hit, number, 3)


def latest_words(area: ComparedArea) -> str:
    """Return an area's latest inspection in words; empty where there is none."""
    report = area.latest
    if report is None:
        return ""
    parts = (report.inspection_type.label, when(report), judgement_in_a_line(report))
    return f"Latest inspection: {', '.join(part for part in parts if part)}"


def area_findings_words(area: ComparedArea) -> str:
    """Return an area's counts by finding in words; empty where nothing is found."""
    if not area.counts.passages:
        return ""
    return ", ".join(f"{row.label} {row.passages:,} of {row.of_passages:,}" for row in area.by["finding"])


def _cells(area: ComparedArea) -> tuple[str, ...]:
    row = area.counts
    figures = (f"{row.passages:,}", f"{row.of_passages:,}", share_words(row.share))
    return (row.label, *figures, f"{row.reports:,}", f"{row.of_reports:,}")

"""A search written out: as pages for people, as the JSON contract, or as an export of every hit."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TextIO

import click

from searcher.asking.problems import Problem
from searcher.asking.request import SearchRequest
from searcher.finding.collection import Collection
from searcher.finding.results import ResultPage
from searcher.finding.search import Searcher
from searcher.printing.explanations import explanation_form, print_explanation
from searcher.printing.results_text import print_results
from searcher.printing.search_shape import Content, Shape
from searcher.settings import Settings
from searcher.terminal import console_on, printable, writing_bytes_to, writing_to
from searcher.wording.figures import counted
from searcher.writing.exports import EXPORTS, export
from searcher.writing.json_forms import search_form


def write_search(settings: Settings, request: SearchRequest, problems: Sequence[Problem], shape: Shape) -> ResultPage:
    """Write what a search finds; return the page with its counts. Problems go to stderr.

    Raises:
        SearchIndexError: there is no index that can be searched.
        OSError: the file cannot be written.
        UsageError: the format is not for a terminal.
    """
    with Collection.open(settings.data, settings.engine) as collection, collection.snapshot() as searcher:
        whole = shape.form in EXPORTS or shape.content is not Content.PASSAGES
        page = searcher.search(replace(request, limit=0) if whole else request)
        page = replace(page, problems=(*problems, *page.problems))
        if not whole:
            page = searcher.with_related(page)
        if shape.content is not Content.EXPLANATION:
            for problem in page.problems:
                click.echo(f"Note: {problem.message}", err=True)
        if shape.form in EXPORTS:
            _write_export(searcher, request, problems, shape)
        else:
            with writing_to(shape.output) as stream:
                _write(searcher, page, shape, stream)
    if shape.output:
        click.echo(f"Written to {shape.output}{_how_many(request, page, shape)}.", err=True)
    return page


def _write(searcher: Searcher, page: ResultPage, shape: Shape, stream: TextIO) -> None:
    match shape.content, shape.form:
        case Content.COUNT, "json":
            _write_json({"total": page.total, "reports": page.reports, "areas": page.areas}, stream)
        case Content.COUNT, _:
            stream.write(f"{page.total}\n")
        case Content.EXPLANATION, "json":
            _write_json({**search_form(page, whole_paths=True), **explanation_form(searcher, page)}, stream)
        case Content.EXPLANATION, _:
            print_explanation(console_on(stream), searcher, page)
        case _, "json":
            _write_json(search_form(page, whole_paths=True), stream)
        case _:
            print_results(console_on(stream), page, searcher.label)


def _write_export(searcher: Searcher, request: SearchRequest, problems: Sequence[Problem], shape: Shape) -> None:
    """Write every hit, or those within offset and limit."""
    form = EXPORTS[shape.form]
    to_terminal = shape.output is None and sys.stdout.isatty()
    if form.binary and to_terminal:
        raise click.UsageError(f"A {form.label} cannot be shown in a terminal. Name a file with --output.")
    pieces = export(searcher, request, shape.form, problems=problems, whole_paths=True)
    if to_terminal:
        sys.stdout.writelines(printable(piece.decode()) for piece in pieces)
        return
    with writing_bytes_to(shape.output) as stream:
        stream.write(form.start if shape.output else b"")
        stream.writelines(pieces)


def _how_many(request: SearchRequest, page: ResultPage, shape: Shape) -> str:
    if shape.content is not Content.PASSAGES:
        return ""
    if request.group and shape.form in EXPORTS:
        reports = max(0, page.reports - (request.offset or 0))
        reports = reports if request.limit is None else min(reports, request.limit)
        return f": {reports:,} of {counted(page.reports, 'report')}"
    left = max(0, page.total - (request.offset or 0))
    written = (
        len(page.hits) if shape.form not in EXPORTS else left if request.limit is None else min(left, request.limit)
    )
    return f": {written:,} of {counted(page.total, 'passage')}"


def _write_json(form: Mapping[str, Any], stream: TextIO) -> None:
    json.dump(form, stream, ensure_ascii=False, indent=2)
    stream.write("\n")

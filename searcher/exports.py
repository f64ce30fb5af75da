"""Exports: every passage a search finds, as Markdown quotations, a table, or lines of JSON.

What is exported is what is on the screen, all pages of it, in the same order. Formats are
registered in ``EXPORTS``; each gives its text piece by piece, so that any number of hits can be
written.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from corpus.dates import format_date
from corpus.report import Report
from searcher.citations import Link, cite, make_citation
from searcher.collection import Collection
from searcher.errors import UnknownFormat
from searcher.jsonforms import result_form
from searcher.markup import escape_markdown, quote_block
from searcher.publication import publication_source
from searcher.request import SearchRequest
from searcher.results import Hit, ResultPage
from searcher.understood import Labels, describe_filters
from searcher.values import known_areas

LICENCE_NOTE = (
    "Each quotation is the text of the report, word for word. The licence of a report stands in its citation "
    "where the report prints one; otherwise ask its publisher."
)
CSV_COLUMNS = (
    "la_code", "local_authority", "region", "inspection_framework", "inspection_start_date", "inspection_end_date",
    "publication_date", "inspection_link", "judgement", "section", "polarity", "page", "kind", "number", "text",
    "passage_id", "report_id", "score", "citation",
    "publication_date_source",
)  # fmt: skip
"""Names as in the tables that councils' analysts already use, where the meaning is the same.

Several areas or regions are joined by "; ". ``judgement`` is the report's overall one,
``polarity`` the section's finding, ``number`` the printed paragraph number or else the place
among the section's passages of the same kind. ``publication_date_source`` is "printed" or
"file name".
"""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Found:
    """What an export writes: the search as asked and its counts, its hits, and what links to passages."""

    asked: SearchRequest
    page: ResultPage
    hits: Iterator[Hit]
    labels: Labels
    link: Link | None
    today: date


@dataclass(frozen=True, slots=True)
class Export:
    """A format: file name ending, media type, how it is written, and whether it needs matches marked."""

    name: str
    media_type: str
    write: Callable[[Found], Iterator[str]]
    highlight: bool = False


def export(
    collection: Collection, request: SearchRequest, name: str, link: Link | None = None, today: date | None = None
) -> Iterator[str]:
    """Yield a search in a format, piece by piece: every hit, or those within offset and limit if given.

    Raises:
        UnknownFormat: at once, where ``EXPORTS`` has no such name.
    """
    if name not in EXPORTS:
        raise UnknownFormat(f"There is no export “{name}”. Choose {' or '.join(EXPORTS)}.")
    return _export(collection, request, EXPORTS[name], link, today or date.today())


def _export(
    collection: Collection, request: SearchRequest, form: Export, link: Link | None, today: date
) -> Iterator[str]:
    # One snapshot for counts and hits: an index rebuilt meanwhile must not mix the two.
    with collection.snapshot() as searcher:
        page = searcher.search(replace(request, offset=0, limit=0, every_hit=False))
        hits = searcher.every_hit(request, highlight=form.highlight)
        yield from form.write(Found(request, page, hits, searcher.label, link, today))


def _write_markdown(found: Found) -> Iterator[str]:
    page = found.page
    lines = [f"Search: {page.request.text}" if page.request.text else "Search: no words"]
    lines.append(f"Understood as: {page.understood}")
    lines += describe_filters(page.request, found.labels)
    lines.append(f"Order: {page.order.value}")
    lines.append(f"Found: {_number(page.total, 'passage')} in {_number(page.reports, 'report')}{_part(found.asked)}")
    lines.append(f"Date of this search: {format_date(found.today)}")
    lines += [f"Note: {problem.message}" for problem in page.problems]
    yield "# Passages from inspection reports\n\n"
    yield "".join(f"- {escape_markdown(' '.join(line.split()))}\n" for line in lines)
    yield f"\n{LICENCE_NOTE}\n"
    for hit in found.hits:
        citation = make_citation(hit.passage, hit.report, found.link)
        yield f"\n{quote_block(hit.passage.text)}\n\n{citation.markdown()}\n"


def _write_csv(found: Found) -> Iterator[str]:
    yield _csv_line(CSV_COLUMNS)
    for hit in found.hits:
        yield _csv_line(_csv_row(hit))


def _write_jsonl(found: Found) -> Iterator[str]:
    for hit in found.hits:
        yield json.dumps(result_form(hit, found.link), ensure_ascii=False) + "\n"


EXPORTS: Mapping[str, Export] = {
    form.name: form
    for form in (
        Export("md", "text/markdown; charset=utf-8", _write_markdown),
        Export("csv", "text/csv; charset=utf-8", _write_csv),
        Export("jsonl", "application/jsonl; charset=utf-8", _write_jsonl, highlight=True),
    )
}


def _csv_row(hit: Hit) -> tuple[str, ...]:
    passage, report = hit.passage, hit.report
    kind = passage.keywords["type"][0].label
    cells = (
        "; ".join(_codes(report)), "; ".join(report.areas), "; ".join(report.regions), kind,
        _day(report.inspected_from), _day(report.inspected_to), _day(report.published), report.source.url or "",
        report.judgement or "", passage.heading, passage.finding.value, str(passage.page or ""), passage.kind.value,
        passage.number or str(passage.ordinal), passage.text, passage.id, report.id, str(hit.score),
        cite(passage, report), publication_source(report) or "",
    )  # fmt: skip
    return tuple(map(neutralise_formula, cells))


def neutralise_formula(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before such a start."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _csv_line(cells: tuple[str, ...]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _codes(report: Report) -> list[str]:
    areas = (known_areas().resolve(name) for name in report.areas)
    return [area.code for area in areas if area is not None and area.code]


def _part(asked: SearchRequest) -> str:
    """Return which of the hits are written, where offset or limit leave some out."""
    if asked.limit is not None:
        return f"; here {asked.limit} at most" + (f", after the first {asked.offset}" if asked.offset else "")
    return f"; here without the first {asked.offset}" if asked.offset else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"

"""Exports: every passage a search finds, as a note of quotations, a table, or lines of JSON.

What is exported is what is on the screen, all pages of it, in the same order. Formats are
registered in ``EXPORTS``; each gives its text piece by piece, so that any number of hits can be
written.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.report import PassageKind
from index.engine import PassageDocument
from searcher.asking.problems import Problem
from searcher.asking.request import SearchRequest
from searcher.errors import UnknownFormat
from searcher.finding.results import Hit
from searcher.finding.search import Searcher
from searcher.wording.citations import Link, cite, make_citation
from searcher.wording.escapes import escape_markdown, quote_block
from searcher.wording.judgement import judgement_reason
from searcher.wording.publication import publication_source
from searcher.writing.area_codes import la_codes, ons_codes, region_codes
from searcher.writing.csv_tables import csv_lines
from searcher.writing.json_forms import result_form
from searcher.writing.search_facts import LICENCE_NOTE, FoundPassages, search_facts

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV_COLUMNS = (
    "la_code", "local_authority", "region", "inspection_framework", "inspection_start_date", "inspection_end_date",
    "publication_date", "inspection_link", "judgement", "section", "polarity", "page", "kind", "number", "text",
    "passage_id", "report_id", "score", "citation",
    "time_scale", "responsible", "publication_date_source",
    "urn", "region_code", "ltla23cd", "bullet", "permalink", "no_judgement_reason",
)  # fmt: skip
"""Names as in the tables that councils' analysts already use, where the meaning is the same.

Several areas or regions are joined by "; ". ``judgement`` is the report's overall one,
``polarity`` the section's finding, ``number`` the printed paragraph number or else the place
among the section's passages of the same kind, or a footnote's mark. ``time_scale`` says
by when a recommendation is to be met and ``responsible`` who is to meet it, as printed.
``publication_date_source`` is "printed" or "file name". Codes are those of ``searcher.writing.reports_csv``;
``bullet`` is the place among the bullets of its section, for bullets alone; ``permalink`` is there where a site is.
"""


@dataclass(frozen=True, slots=True)
class Export:
    """A format of files: the name it ends with, what people call it, its media type, how it is written.

    ``highlight`` is whether it needs matches marked, ``start`` what its files begin with, which a
    terminal or another program is spared; ``binary`` is whether it is no text at all. ``most`` is
    how many passages a site puts into one file of it.
    """

    name: str
    label: str
    media_type: str
    write: Callable[[FoundPassages], Iterator[str] | Iterator[bytes]]
    highlight: bool = False
    start: bytes = b""
    binary: bool = False
    most: int | None = None


def export(  # noqa: PLR0913 - all but the first three are seldom given, and by name alone
    searcher: Searcher,
    request: SearchRequest,
    name: str,
    *,
    link: Link | None = None,
    address: str | None = None,
    problems: Sequence[Problem] = (),
    today: date | None = None,
    whole_paths: bool = False,
) -> Iterator[bytes]:
    """Yield a search as a file, piece by piece: every hit, or those within offset and limit if given.

    The searcher must stay open until the last piece is taken.
    ``link`` gives the address of a passage, ``address`` is that of the search; ``problems`` were
    met before it. Every piece of a format of text is whole characters of UTF-8.

    Raises:
        UnknownFormat: at once, where ``EXPORTS`` has no such name.
    """
    if name not in EXPORTS:
        raise UnknownFormat(f"There is no export “{name}”. Choose {' or '.join(EXPORTS)}.")

    def pieces() -> Iterator[bytes]:
        page = searcher.search(replace(request, offset=0, limit=0, every_hit=False))
        page = replace(page, problems=(*problems, *page.problems))
        hits = searcher.every_hit(request, highlight=EXPORTS[name].highlight)
        found = FoundPassages(request, page, hits, searcher.label, link, address, today or date.today(), whole_paths)
        for piece in EXPORTS[name].write(found):
            yield piece if isinstance(piece, bytes) else piece.encode("utf-8", "backslashreplace")

    return pieces()


def _write_markdown(found: FoundPassages) -> Iterator[str]:
    yield "# Passages from inspection reports\n\n"
    yield "".join(f"- {escape_markdown(f'{name}: {words}')}\n" for name, words in search_facts(found))
    yield f"\n{LICENCE_NOTE}\n"
    for hit in found.hits:
        citation = make_citation(hit.passage, hit.report, found.link)
        yield f"\n{quote_block(hit.passage.text)}\n\n{citation.markdown()}\n"


def _write_html(found: FoundPassages) -> Iterator[str]:
    from searcher.writing.html_note import write_html  # noqa: PLC0415 - takes long to load; other formats do without

    return write_html(found)


def _write_word(found: FoundPassages) -> Iterator[bytes]:
    from searcher.writing.word_note import write_word  # noqa: PLC0415 - takes long to load; other formats do without

    return write_word(found)


def _write_csv(found: FoundPassages) -> Iterator[str]:
    return csv_lines(CSV_COLUMNS, (_csv_row(hit, found.link) for hit in found.hits))


def _write_jsonl(found: FoundPassages) -> Iterator[str]:
    for hit in found.hits:
        yield json.dumps(result_form(hit, found.link, whole_paths=found.whole_paths), ensure_ascii=False) + "\n"


EXPORTS: Mapping[str, Export] = {
    form.name: form
    for form in (
        Export("docx", "Word document", WORD_TYPE, _write_word, highlight=True, binary=True, most=2_000),
        Export("md", "Quotations with citations (Markdown)", "text/markdown; charset=utf-8", _write_markdown),
        Export(
            "html",
            "Quotations with citations (HTML)",
            "text/html; charset=utf-8",
            _write_html,
            highlight=True,
            most=5_000,
        ),
        Export("csv", "Table (CSV)", "text/csv; charset=utf-8", _write_csv, start=codecs.BOM_UTF8),
        Export("jsonl", "Data (JSON lines)", "application/jsonl; charset=utf-8", _write_jsonl, highlight=True),
    )
}


def _csv_row(hit: Hit, link: Link | None) -> tuple[str, ...]:
    passage, report = hit.passage, hit.report
    kind = passage.keywords["type"][0].label
    return (
        la_codes(report), "; ".join(report.areas), "; ".join(report.regions), kind,
        _day(report.inspected_from), _day(report.inspected_to), _day(report.published), report.source.url or "",
        report.judgement or "", passage.heading, passage.finding.value, str(passage.page or ""), passage.kind.value,
        _number_of(passage), passage.text, passage.id, report.id, str(hit.score),
        cite(passage, report), passage.time_scale or "", passage.responsible or "", publication_source(report) or "",
        report.authority_number or "", region_codes(report), ons_codes(report),
        str(passage.ordinal) if passage.kind is PassageKind.BULLET else "",
        link(passage.id) if link else "", judgement_reason(report),
    )  # fmt: skip


def _number_of(passage: PassageDocument) -> str:
    printed = passage.footnote.mark if passage.footnote is not None else passage.number
    return printed or str(passage.ordinal)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""

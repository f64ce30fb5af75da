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

from searcher.asking.problems import Problem
from searcher.asking.request import SearchRequest
from searcher.errors import UnknownFormat
from searcher.finding.search import Searcher
from searcher.wording.citations import Link, make_citation
from searcher.wording.escapes import escape_markdown, quote_block
from searcher.writing.json_forms import result_form
from searcher.writing.passages_csv import passages_csv
from searcher.writing.search_facts import LICENCE_NOTE, FoundPassages, search_facts

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


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
    return passages_csv(found.hits, found.link)


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

"""The engine whose library only keeps dictionary and postings; everything else is done over columns.

Matching, scoring, counting and what is given back are the same whichever library it is: an engine
of this kind brings ``Postings`` and a ``PostingsWriter`` and nothing more.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from corpus.acronyms.glossary import Acronym
from corpus.report import Report
from index.analysis import words
from index.columns.arrays import load_arrays, save_arrays
from index.columns.column_search import ColumnSearch
from index.columns.columns_writer import ColumnsWriter
from index.columns.keyword_columns import Columns
from index.columns.leaf_matching import LeafMatcher
from index.columns.lexicon import Lexicons
from index.columns.passage_runs import cut_into_runs
from index.columns.postings import Postings, PostingsWriter
from index.columns.report_store import ReportStore, StoreWriter
from index.columns.text_columns import TextColumn
from index.columns.text_writer import TextWriter
from index.engine import MAX_REPEATS, DateSpan, EngineAnswer, EngineHit, EngineRequest, PassageDocument
from index.errors import damaged
from index.fields import MISSING, TEXT_FIELDS
from index.query import Node
from index.spelling import near_words

LEXICON_FILE = "lexicon.json"
UNITS_FILE = "units.arrays"
STRETCH_WORDS = 2**22
"""About how many words of a field are sorted at a time."""


class ColumnBuilder:
    """Writes one fresh index into an empty folder."""

    def __init__(self, folder: Path, postings: PostingsWriter) -> None:
        self._folder = folder
        self._postings = postings
        self._store = StoreWriter(folder)
        self._columns = ColumnsWriter()
        self._texts = {name: TextWriter(name, over_runs=name != "text") for name in TEXT_FIELDS}

    def add(self, report: Report, documents: Iterable[PassageDocument]) -> None:
        """Add a report and its passages."""
        runs = cut_into_runs(documents)
        self._store.add(report, runs)
        before: PassageDocument | None = None
        for run in runs:
            number = self._columns.begin_run(run[0])
            for name, text in self._texts.items():
                if text.over_runs and (before is None or getattr(before, name) != getattr(run[0], name)):
                    text.add_unit(words(getattr(run[0], name)), number)
            for document in run:
                said = words(document.text)
                self._texts["text"].add_unit(said, number)
                self._columns.add_passage(document.position, said)
            before = run[0]
        if any(writer.stretch_words >= STRETCH_WORDS for writer in self._texts.values()):
            self._write_stretch()

    def add_acronyms(self, acronyms: Sequence[Acronym]) -> None:
        """Keep the acronyms of all reports."""
        self._store.add_acronyms(acronyms)

    def finish(self) -> None:
        """Write everything out."""
        self._write_stretch()
        self._postings.close()
        self._store.close()
        self._columns.columns().save(self._folder)
        Lexicons.save(self._folder / LEXICON_FILE, {name: text.lexicon() for name, text in self._texts.items()})
        arrays: dict[str, NDArray[Any]] = {}
        for text in self._texts.values():
            arrays |= text.arrays(self._columns.runs)
        save_arrays(self._folder / UNITS_FILE, arrays)

    def _write_stretch(self) -> None:
        stretch: dict[str, Iterable[tuple[str, bytes]]] = {}
        for text in self._texts.values():
            stretch |= text.take_stretch()
        self._postings.write(stretch)


class ColumnEngine:
    """A snapshot of one built index; safe to use from several threads, unaffected by rebuilds."""

    name: str

    def __init__(self, folder: Path, open_postings: Callable[[Path], Postings]) -> None:
        """Open the index in a generation's folder; ``open_postings`` raises ``OSError`` or ``ValueError``.

        Raises:
            IndexDamaged: files are missing or cannot be read.
        """
        with contextlib.ExitStack() as opened:
            try:
                self._store = opened.enter_context(contextlib.closing(ReportStore(folder)))
                self._postings = opened.enter_context(contextlib.closing(open_postings(folder)))
                self._columns = Columns.load(folder)
                arrays = load_arrays(folder / UNITS_FILE)
                texts = {name: TextColumn.load(name, arrays, self._columns.runs) for name in TEXT_FIELDS}
                self._lexicons = Lexicons(folder / LEXICON_FILE)
            except (OSError, ValueError, KeyError, sqlite3.DatabaseError) as problem:
                raise damaged(folder, self.name, f"{type(problem).__name__}: {problem}") from problem
            opened.pop_all()
        leaves = LeafMatcher(self._columns.runs, texts, self._lexicons, self._postings, self._columns.worth())
        self._search = ColumnSearch(self._columns, leaves, texts["text"].brevities())

    def search(self, request: EngineRequest) -> EngineAnswer:
        """Return matches, hits and counts (see ``index.engine``)."""
        found = self._search.select(request)
        documents = self._store.passages(found.numbers.tolist())
        repeats = [self._store.ids(others[:MAX_REPEATS].tolist()) for others in found.repeats]
        reports = map(self._columns.reports_of, found.repeats)
        hits = tuple(map(EngineHit, found.scores.tolist(), documents, repeats, reports))
        return EngineAnswer(found.total, found.reports, hits, found.facets, found.cut)

    def frequencies(self, nodes: Sequence[Node]) -> list[int]:
        """Return how many passages each node matches, in the order asked."""
        return [self._search.frequency(node) for node in nodes]

    def spellings(self, word: str) -> tuple[str, ...]:
        """Return the words of passages that are spelled nearly like a folded word, nearest first."""
        lexicon = self._lexicons["text"]
        return near_words(word, lexicon.words, lexicon.counts)

    def passages(self, ids: Sequence[str]) -> list[PassageDocument]:
        """Return the passages with these ids, in the order asked, leaving out unknown ones."""
        return self._store.passages_by_id(ids)

    def report(self, report_id: str) -> Report | None:
        """Return one whole report, or ``None`` when the index has none of that id."""
        return self._store.report(report_id)

    def report_details(self, report_id: str) -> Report | None:
        """Return a report without its sections, or ``None`` when the index has none of that id."""
        return self._store.report_details(report_id)

    def report_ids(self) -> list[str]:
        """Return the ids of all reports, sorted."""
        return self._store.report_ids()

    def acronyms(self) -> tuple[Acronym, ...]:
        """Return the acronyms that the indexed reports define, in the order of the catalogue."""
        return self._store.acronyms()

    def labels(self, field: str) -> Mapping[str, str]:
        """Return every value of a keyword field in the index with its label."""
        column = self._columns.keyword(field)
        pairs = zip(column.values, column.labels, strict=True)
        return {value: label for value, label in pairs if value != MISSING}

    def date_span(self, field: str) -> DateSpan | None:
        """Return the first and the last day of a date field; ``None`` where no passage has one."""
        return self._columns.date_span(field)

    def close(self) -> None:
        """Let go of files. The engine must not be used afterwards."""
        self._postings.close()
        self._store.close()

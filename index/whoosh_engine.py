"""The Whoosh engine, the only module that imports Whoosh.

Whoosh keeps the dictionary and the postings; matching, scoring and counting are done over whole
columns (``index.column_search``). All words are numbered through (``index.text_columns``), so a
Whoosh document need not be a passage: it is a stretch of many reports, and a posting holds the
numbers of all places where a word stands in that stretch. Whoosh then reads and writes a few
long postings for a word where it would have one for each passage.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import sys
import threading
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import FieldType, Schema
from whoosh.formats import Format
from whoosh.index import IndexError as WhooshIndexError
from whoosh.index import create_in, open_dir
from whoosh.reading import TermNotFound

from corpus.glossary import Acronym
from corpus.report import Report
from index.analysis import stem, words
from index.array_files import load_arrays, save_arrays
from index.column_search import evaluate, select
from index.columns import Columns, ColumnsWriter
from index.engine import EngineAnswer, EngineHit, EngineRequest, PassageDocument
from index.errors import damaged
from index.fields import MISSING, TEXT_FIELDS
from index.leaf_matching import LeafMatcher
from index.lexicon import Lexicon
from index.query import Node
from index.report_store import ReportStore, StoreWriter
from index.spelling import near_words
from index.text_columns import TextColumn, TextWriter, WordNumbers

WHOOSH_FOLDER = "whoosh"
LEXICON_FILE = "lexicon.json"
UNITS_FILE = "units.npz"
_POOL_MEGABYTES = 256
_STRETCH_WORDS = 2**20
_LARGEST = 2**32 - 1


class WordNumbersFormat(Format):
    """A posting's value: the word's numbers in a stretch, little-endian, four bytes each, ascending."""

    def decode_frequency(self, valuestring: bytes) -> int:
        """Return how often the word is printed in the stretch."""
        return len(valuestring) // 4


class WordNumbersField(FieldType):
    """A Whoosh field whose words were analysed and numbered before they reach Whoosh."""

    def __init__(self) -> None:
        super().__init__(format=WordNumbersFormat(), analyzer=None)  # type: ignore[arg-type]

    def index(self, value: Mapping[str, array[int]], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:  # type: ignore[override]
        """Yield a posting for each word of a stretch."""
        for word, numbers in value.items():
            if sys.byteorder == "big":
                numbers.byteswap()
            yield word.encode(), len(numbers), float(len(numbers)), numbers.tobytes()


def _schema() -> Schema:
    return Schema(**{name: WordNumbersField() for name in TEXT_FIELDS})


class WhooshBuilder:
    """Writes one fresh index into an empty folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / WHOOSH_FOLDER).mkdir()
        index = create_in(str(folder / WHOOSH_FOLDER), _schema())
        # Unpacking would be most of what a first search waits for.
        codec = W3Codec(compression=0)  # type: ignore[no-untyped-call]
        self._writer = index.writer(limitmb=_POOL_MEGABYTES, compound=False, codec=codec)
        self._store = StoreWriter(folder)
        self._columns = ColumnsWriter()
        self._texts = {name: TextWriter() for name in TEXT_FIELDS}

    def add(self, report: Report, documents: Iterable[PassageDocument]) -> None:
        """Add a report and its passages."""
        passages = list(documents)
        self._store.add(report, passages)
        before: PassageDocument | None = None
        for document in passages:
            for name, writer in self._texts.items():
                text = getattr(document, name)
                if name == "text" or before is None or getattr(before, name) != text:
                    writer.add_unit(words(text))
                writer.add_passage()
            self._columns.add(document)
            before = document
        if any(writer.pending >= _STRETCH_WORDS for writer in self._texts.values()):
            self._write_stretch()

    def add_acronyms(self, acronyms: Sequence[Acronym]) -> None:
        """Keep the acronyms of all reports."""
        self._store.add_acronyms(acronyms)

    def finish(self) -> None:
        """Write everything out."""
        self._write_stretch()
        self._writer.commit(merge=False)
        self._store.close()
        self._columns.columns().save(self._folder)
        lexicons = {}
        arrays: dict[str, NDArray[Any]] = {}
        for name, writer in self._texts.items():
            lexicon = Lexicon.of(writer.counts, {word: stem(word) for word in writer.counts})
            lexicons[name] = [lexicon.words, lexicon.stems, lexicon.counts]
            arrays[f"{name}.starts"], arrays[f"{name}.unit"] = writer.column_parts()
        (self._folder / LEXICON_FILE).write_text(json.dumps(lexicons), encoding="utf-8")
        save_arrays(self._folder / UNITS_FILE, arrays)

    def _write_stretch(self) -> None:
        if any(writer.starts[-1] > _LARGEST for writer in self._texts.values()):
            raise OverflowError("A Whoosh index holds at most 4,294,967,295 words; use another engine.")
        self._writer.add_document(**{name: writer.take_stretch() for name, writer in self._texts.items()})


class WhooshPostings:
    """Reads word numbers from a Whoosh index; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._reader = open_dir(str(folder), readonly=True).reader()  # type: ignore[no-untyped-call]
        # Whoosh's readers share one position in each file.
        self._lock = threading.Lock()

    def occurrences(self, field: str, word: str) -> WordNumbers:
        """Return the numbers of all places where a word stands in a field, ascending."""
        values = []
        with self._lock:
            try:
                matcher = self._reader.postings(field, word.encode())
            except TermNotFound:
                return np.empty(0, dtype=np.int64)
            while matcher.is_active():
                values.append(matcher.value())
                matcher.next()
        return np.frombuffer(b"".join(values), dtype="<u4").astype(np.int64)

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()


class WhooshEngine:
    """A snapshot of one built index; safe to use from several threads, unaffected by rebuilds."""

    name = "whoosh"

    def __init__(self, folder: Path) -> None:
        """Open the index in a generation's folder.

        Raises:
            IndexDamaged: files are missing or cannot be read.
        """
        with contextlib.ExitStack() as opened:
            try:
                self._store = opened.enter_context(contextlib.closing(ReportStore(folder)))
                self._postings = opened.enter_context(contextlib.closing(WhooshPostings(folder / WHOOSH_FOLDER)))
                self._columns = Columns.load(folder)
                texts = _load_texts(folder)
            except (OSError, ValueError, KeyError, BadZipFile, sqlite3.DatabaseError, WhooshIndexError) as problem:
                raise damaged(folder, f"{type(problem).__name__}: {problem}") from problem
            opened.pop_all()
        self._lexicon = texts["text"].lexicon
        self._leaves = LeafMatcher(texts, self._postings, self._columns.worth())

    def search(self, request: EngineRequest) -> EngineAnswer:
        """Return matches, hits and counts (see ``index.engine``)."""
        found = select(request, self._columns, self._leaves)
        documents = self._store.passages(found.numbers.tolist())
        hits = tuple(
            EngineHit(score, document) for score, document in zip(found.scores.tolist(), documents, strict=True)
        )
        return EngineAnswer(found.total, found.reports, hits, found.facets, found.cut)

    def frequencies(self, nodes: Sequence[Node]) -> list[int]:
        """Return how many passages each node matches, in the order asked."""
        return [int(evaluate(node, self._columns, self._leaves).mask.sum()) for node in nodes]

    def spellings(self, word: str) -> tuple[str, ...]:
        """Return the words of passages that are spelled nearly like a folded word, nearest first."""
        return near_words(word, self._lexicon.words, self._lexicon.counts)

    def passages(self, ids: Sequence[str]) -> list[PassageDocument]:
        """Return the passages with these ids, in the order asked, leaving out unknown ones."""
        return self._store.passages_by_id(ids)

    def report(self, report_id: str) -> Report | None:
        """Return one whole report, or ``None`` when the index has none of that id."""
        return self._store.report(report_id)

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

    def close(self) -> None:
        """Let go of files. The engine must not be used afterwards."""
        self._postings.close()
        self._store.close()


def _load_texts(folder: Path) -> dict[str, TextColumn]:
    lexicons = json.loads((folder / LEXICON_FILE).read_text(encoding="utf-8"))
    arrays = load_arrays(folder / UNITS_FILE)
    return {
        name: TextColumn.of(name, Lexicon(*lexicons[name]), arrays[f"{name}.starts"], arrays[f"{name}.unit"])
        for name in TEXT_FIELDS
    }

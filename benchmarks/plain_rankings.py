"""Rankings by search libraries as they come: their own analysis, their own BM25, three text fields."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import tantivy
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in
from whoosh.qparser import MultifieldParser, OrGroup

from index.engine import PassageDocument

FIELDS = ("text", "heading", "title")
DEPTH = 40

Ranking = Callable[[str], list[str]]


def plain_rankings(
    documents: Sequence[PassageDocument], queries: Mapping[str, str], folder: Path
) -> dict[str, dict[str, list[str]]]:
    """Return what each library ranks first for each query, with and without passages said twice."""
    words_of = {document.id: " ".join(_words(document.text)) for document in documents}
    rankings: dict[str, dict[str, list[str]]] = {}
    for name, ranking in _systems(documents, folder):
        found = {query: ranking(text) for query, text in queries.items()}
        rankings[name] = {query: ids[:10] for query, ids in found.items()}
        rankings[f"{name}, said twice left out"] = {
            query: _distinct(ids, words_of)[:10] for query, ids in found.items()
        }
    return rankings


def _systems(documents: Sequence[PassageDocument], folder: Path) -> Iterator[tuple[str, Ranking]]:
    yield "SQLite FTS5, any word", _sqlite(documents)
    yield "Whoosh, any word", _whoosh(documents, folder / "plain-whoosh")
    yield "Tantivy, any word", _tantivy(documents)


def _sqlite(documents: Sequence[PassageDocument]) -> Ranking:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE passages USING fts5 (id UNINDEXED, text, heading, title, tokenize = 'porter')")
    db.executemany("INSERT INTO passages VALUES (?, ?, ?, ?)", [(d.id, d.text, d.heading, d.title) for d in documents])

    def ranked(query: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in _words(query))
        rows = db.execute("SELECT id FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?", (words, DEPTH))
        return [row[0] for row in rows]

    return ranked


def _whoosh(documents: Sequence[PassageDocument], folder: Path) -> Ranking:
    folder.mkdir()
    analyser = StemmingAnalyzer()  # type: ignore[no-untyped-call]
    index = create_in(str(folder), Schema(id=ID(stored=True), **{name: TEXT(analyzer=analyser) for name in FIELDS}))
    writer = index.writer(limitmb=256)
    for document in documents:
        writer.add_document(id=document.id, text=document.text, heading=document.heading, title=document.title)
    writer.commit()
    searcher = index.searcher()
    parser = MultifieldParser(list(FIELDS), index.schema, group=OrGroup)

    def ranked(query: str) -> list[str]:
        return [hit["id"] for hit in searcher.search(parser.parse(" ".join(_words(query))), limit=DEPTH)]

    return ranked


def _tantivy(documents: Sequence[PassageDocument]) -> Ranking:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="en_stem")
    index = tantivy.Index(builder.build())
    writer = index.writer(heap_size=128_000_000, num_threads=1)
    for d in documents:
        writer.add_document(tantivy.Document(id=[d.id], text=[d.text], heading=[d.heading], title=[d.title]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ranked(query: str) -> list[str]:
        parsed = index.parse_query(" ".join(_words(query)), list(FIELDS))
        return [searcher.doc(address)["id"][0] for _, address in searcher.search(parsed, DEPTH).hits]

    return ranked


def _distinct(ids: Sequence[str], words_of: Mapping[str, str]) -> list[str]:
    first: dict[str, str] = {}
    for passage in ids:
        first.setdefault(words_of[passage], passage)
    return list(first.values())


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())

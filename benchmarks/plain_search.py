"""Plain Whoosh and plain Tantivy doing a whole search as their manuals describe it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.index import create_in
from whoosh.query import And, Phrase, Term

from index.analysis import tokens
from index.engine import PassageDocument
from index.fields import FACETS

HITS = 20
SNIPPET = 300
_MOST_VALUES = 65_000


class PlainWhoosh:
    """Its own analyser, scorer, highlights, and ``groupedby`` for the facets."""

    def __init__(self, folder: Path, documents: Iterable[PassageDocument]) -> None:
        keywords = {name: KEYWORD(stored=True, commas=True, sortable=True) for name in FACETS}
        text = TEXT(analyzer=StemmingAnalyzer(stoplist=None), stored=True)
        index = create_in(str(folder), Schema(id=ID(stored=True), text=text, **keywords))
        writer = index.writer(limitmb=256)
        for document in documents:
            values = {name: ",".join(v.value for v in document.keywords.get(name, ())) for name in FACETS}
            writer.add_document(id=document.id, text=document.text, **values)
        writer.commit()
        self._searcher = index.searcher()

    def search(self, text: str) -> object:
        """Match, rank, count passages by eight facets and make the snippets of the first hits."""
        stems = [token.stem for token in tokens(text)]
        query = Phrase("text", stems) if text.startswith('"') else And([Term("text", stem) for stem in stems])
        found = self._searcher.search(query, limit=HITS, groupedby=list(FACETS))
        return [hit.highlights("text") for hit in found], [found.groups(name) for name in FACETS]


class PlainTantivy:
    """Its own tokeniser, scorer and snippets, and aggregations for the facets."""

    def __init__(self, folder: Path, documents: Iterable[PassageDocument]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
        for name in ("report", *FACETS):
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        self._schema = builder.build()
        index = tantivy.Index(self._schema, str(folder))
        writer = index.writer(256_000_000)
        for document in documents:
            values = {name: [v.value for v in document.keywords.get(name, ())] for name in ("report", *FACETS)}
            writer.add_document(tantivy.Document(text=[document.text], **values))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def search(self, text: str, reports: dict[str, Any] | None) -> object:
        """Match, rank, count by eight facets and make snippets; ``reports`` counts the reports of each value."""
        schema = self._schema
        stems = [token.stem for token in tokens(text)]
        if text.startswith('"'):
            query = tantivy.Query.phrase_query(schema, "text", stems)
        else:
            terms = [(tantivy.Occur.Must, tantivy.Query.term_query(schema, "text", stem)) for stem in stems]
            query = tantivy.Query.boolean_query(terms)
        hits = self._searcher.search(query, HITS).hits
        inner = {"aggs": {"reports": reports}} if reports else {}
        wanted = {
            name: {"terms": {"field": name, "size": _MOST_VALUES, "missing": "_missing"}, **inner} for name in FACETS
        }
        counts = self._searcher.aggregate(query, wanted)
        snippets = tantivy.SnippetGenerator.create(self._searcher, query, schema, "text")
        snippets.set_max_num_chars(SNIPPET)
        return [snippets.snippet_from_doc(self._searcher.doc(place)).highlighted() for _, place in hits], counts


NO_REPORTS: dict[str, Any] | None = None
ABOUT_SO_MANY_REPORTS: dict[str, Any] = {"cardinality": {"field": "report"}}
EXACT_REPORTS: dict[str, Any] = {"terms": {"field": "report", "size": _MOST_VALUES}}

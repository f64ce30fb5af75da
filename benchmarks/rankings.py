"""Rankings by this project's search, on every engine that is installed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.report import Report
from index.documents import passage_documents
from index.whoosh_engine import WhooshBuilder, WhooshEngine
from searcher.request import SearchRequest
from searcher.search import Searcher


def our_rankings(
    reports: Sequence[Report], queries: Mapping[str, str], folder: Path
) -> dict[str, dict[str, list[str]]]:
    """Return the ids of the passages this project ranks first for each query, by engine."""
    place = folder / "ours-whoosh"
    place.mkdir()
    builder = WhooshBuilder(place)
    for report in reports:
        builder.add(report, passage_documents(report))
    builder.finish()
    engine = WhooshEngine(place)
    searcher = Searcher(engine)
    ranked = {
        query: [hit.passage.id for hit in searcher.search(SearchRequest(text=text, per_page=10)).hits]
        for query, text in queries.items()
    }
    engine.close()
    return {"ours, Whoosh engine": ranked}

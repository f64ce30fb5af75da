"""Rankings by this project's search, on every engine that is installed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.acronyms.glossary import Acronym
from corpus.report import Report
from index.generations.documents import passage_documents
from index.generations.engine_choice import ENGINES, new_builder, open_folder
from searcher.asking.request import SearchRequest
from searcher.finding.search import Searcher


def our_rankings(
    reports: Sequence[Report], acronyms: Sequence[Acronym], queries: Mapping[str, str], folder: Path
) -> dict[str, dict[str, list[str]]]:
    """Return the ids of the passages this project ranks first for each query, by engine."""
    rankings = {}
    for name in sorted(ENGINES):
        place = folder / f"ours-{name}"
        place.mkdir()
        builder = new_builder(name, place)
        for report in reports:
            builder.add(report, passage_documents(report))
        builder.add_acronyms(acronyms)
        builder.finish()
        engine = open_folder(name, place)
        searcher = Searcher(engine)
        for words, expand in (("", True), (", only the words typed", False)):
            rankings[f"ours, {name} engine{words}"] = {
                query: _first(searcher, SearchRequest(text=text, per_page=10, expand=expand))
                for query, text in queries.items()
            }
        engine.close()
    return rankings


def _first(searcher: Searcher, request: SearchRequest) -> list[str]:
    return [hit.passage.id for hit in searcher.search(request).hits]

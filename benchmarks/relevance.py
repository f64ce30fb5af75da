"""How good the first ten results are, by ratings of our own, against plain search libraries.

    python benchmarks/relevance.py FOLDER                what is reported in docs/relevance.md
    python benchmarks/relevance.py FOLDER --pool FILE    what is still to be rated, as CSV

FOLDER holds the reports that were rated. ``relevance/queries.csv`` has the queries and what is
sought, ``relevance/ratings.csv`` the ratings by passage id: 2 answers what is sought, 1 touches
on it, 0 does not. The measure is nDCG@10 with gains 2^rating - 1 (Jarvelin and Kekalainen 2002;
Burges and others 2005). A passage that says the same words as one above it gains nothing, and a
passage without a rating counts as 0; how many of the first ten are rated is printed too.
"""

from __future__ import annotations

import argparse
import csv
import math
import re
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from plain_rankings import plain_rankings
from rankings import our_rankings
from search_speed import describe_machine

from corpus.acronyms.glossary import Acronym
from corpus.catalogue.catalogue import Catalogue
from corpus.gathering.update import gather
from corpus.report import Report
from index.engine import PassageDocument
from index.generations.documents import passage_documents

HERE = Path(__file__).parent / "relevance"
DEPTH = 10
POOLED = 10

Rankings = Mapping[str, Mapping[str, Sequence[str]]]
"""System, then query, to the ids of the passages it ranks first."""


def main() -> None:
    """Measure and print as Markdown, or write what is to be rated."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pool", type=Path, help="write the passages to rate into this file")
    parser.add_argument("--by-query", action="store_true", help="print every query's figure as well")
    options = parser.parse_args()
    queries = {row["id"]: row["query"] for row in _rows(HERE / "queries.csv")}
    ratings = read_ratings()
    reports, acronyms = read_collection(options.folder)
    documents = [document for report in reports for document in passage_documents(report)]
    with tempfile.TemporaryDirectory() as scratch:
        rankings = {
            **plain_rankings(documents, queries, Path(scratch)),
            **our_rankings(reports, acronyms, queries, Path(scratch)),
        }
    by_id = {document.id: document for document in documents}
    if options.pool:
        write_pool(options.pool, rankings, ratings, by_id)
    else:
        print_table(rankings, ratings, by_id, by_query=options.by_query)


def read_collection(folder: Path) -> tuple[list[Report], tuple[Acronym, ...]]:
    """Return the reports in a folder, read afresh, and the acronyms they define."""
    with tempfile.TemporaryDirectory() as data, Catalogue.open(Path(data), write=True) as catalogue:
        gather([folder], catalogue)
        return [catalogue.report(report.id) for report in catalogue.reports()], catalogue.acronyms()


def read_ratings() -> dict[str, dict[str, int]]:
    """Return the rating of each passage by query."""
    ratings: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in _rows(HERE / "ratings.csv"):
        ratings[row["query"]][row["passage"]] = int(row["rating"])
    return ratings


def ndcg(ranked: Sequence[str], rated: Mapping[str, int], words_of: Mapping[str, str], depth: int = DEPTH) -> float:
    """Return nDCG of one ranking; ``words_of`` gives each passage's folded words, for those said twice."""
    grade_of: dict[str, int] = {}
    for passage, rating in rated.items():
        if passage in words_of:
            words = words_of[passage]
            grade_of[words] = max(rating, grade_of.get(words, 0))
    seen: set[str] = set()
    gains = []
    for passage in ranked[:depth]:
        words = words_of[passage]
        gains.append(0 if words in seen else 2 ** grade_of.get(words, 0) - 1)
        seen.add(words)
    best = sorted((2**grade - 1 for grade in grade_of.values()), reverse=True)[:depth]
    ideal = _discounted(best)
    return _discounted(gains) / ideal if ideal else 0.0


def write_pool(
    path: Path, rankings: Rankings, ratings: Mapping[str, Mapping[str, int]], by_id: Mapping[str, PassageDocument]
) -> None:
    """Write the unrated passages among the first of any system, in no telling order, with their words."""
    words_of = {id_: folded(document.text) for id_, document in by_id.items()}
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["query", "passage", "rating", "title", "heading", "text"])
        for query in sorted({query for ranking in rankings.values() for query in ranking}):
            rated = {words_of[passage] for passage in ratings.get(query, {}) if passage in words_of}
            found = {passage for ranking in rankings.values() for passage in ranking[query][:POOLED]}
            by_words = {words_of[passage]: passage for passage in sorted(found, reverse=True)}
            for words, passage in sorted(by_words.items(), key=lambda pair: pair[1]):
                if words not in rated:
                    document = by_id[passage]
                    rows.writerow([query, passage, "", document.title, document.heading, document.text])


def print_table(
    rankings: Rankings,
    ratings: Mapping[str, Mapping[str, int]],
    by_id: Mapping[str, PassageDocument],
    *,
    by_query: bool,
) -> None:
    """Print nDCG@10 of every system over the rated queries."""
    words_of = {id_: folded(document.text) for id_, document in by_id.items()}
    rated_words = {query: {words_of[p] for p in rated if p in words_of} for query, rated in ratings.items()}
    print(f"{describe_machine()}\n\n{sum(map(len, ratings.values())):,} ratings of {len(ratings)} queries\n")
    print("| ranking | nDCG@10 | nothing found | rated of the first ten |\n| --- | --- | --- | --- |")
    for system, ranking in rankings.items():
        figures = {query: ndcg(ranking[query], rated, words_of) for query, rated in ratings.items()}
        empty = sum(not ranking[query] for query in ratings)
        known = [words_of[p] in rated_words[query] for query in ratings for p in ranking[query][:DEPTH]]
        share = statistics.mean(known) if known else 0
        print(f"| {system} | {statistics.mean(figures.values()):.3f} | {empty} | {share:.0%} |")
        if by_query:
            for query, figure in sorted(figures.items(), key=lambda pair: pair[1]):
                print(f"    {figure:.2f} {query}", file=sys.stderr)


def folded(text: str) -> str:
    """Return the words of a passage as they are compared: those said twice gain once."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _discounted(gains: Iterable[float]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, 1))


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


if __name__ == "__main__":
    main()

"""Times searches on many passages against plain Whoosh doing the same work in the same run.

    python benchmarks/search_speed.py [--reports FOLDER] [--passages 60000]

FOLDER holds reports; without it, those that ship with the program are taken. They are repeated,
each time with other dates and one word in twelve exchanged, until there are enough passages.
Each search finds passages by stem, ranks them, takes the first twenty and counts eight facets;
plain Whoosh does it with its own analyser, scorer and ``groupedby``. Both run in the same
process, one after the other, so that the ratios can be compared between machines.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.index import FileIndex, create_in
from whoosh.query import And, Phrase, Term

from corpus.catalogue import Catalogue
from corpus.gathering import gather
from corpus.report import Report
from index.analysis import tokens
from index.documents import passage_documents
from index.engine import EngineRequest, PassageDocument
from index.fields import FACETS
from index.query import And as AndNode
from index.query import Node
from index.query import Phrase as PhraseNode
from index.query import Term as TermNode
from index.whoosh_engine import WhooshBuilder, WhooshEngine

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
QUERIES = (
    "children",
    "annual reviews",
    "speech and language therapy",
    '"annual reviews"',
    '"health and care"',
    "safeguarding",
    "leaders know their area well",
    "waiting times",
    "the quality of education",
    "exclusions",
)
RUNS = 5


def read_reports(folder: Path) -> list[Report]:
    """Return the reports in a folder, read afresh."""
    with tempfile.TemporaryDirectory() as data, Catalogue.open(Path(data), write=True) as catalogue:
        gather([folder], catalogue)
        return [catalogue.report(report.id) for report in catalogue.reports()]


def describe_machine() -> str:
    """Return the day, the size of the machine and the versions, in a line."""
    memory = f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB memory, " * hasattr(
        os, "sysconf"
    )
    versions = f"Python {platform.python_version()}, whoosh3 {version('whoosh3')}"
    return f"{date.today()}, {os.cpu_count()} cores, {memory}{platform.machine()}, {versions}"


def repeated(reports: list[Report], passages: int) -> Iterator[tuple[Report, list[PassageDocument]]]:
    """Yield reports with their documents, varied, until there are enough passages."""
    chance = random.Random(2)  # noqa: S311 - the same collection in every run
    vocabulary = sorted(
        {word for report in reports for _, passage in report.passages() for word in passage.text.split()}
    )
    made = 0
    for turn in range(passages):
        for report in reports:
            if made >= passages:
                return
            copy = _varied(report, turn, vocabulary, chance)
            documents = list(passage_documents(copy))
            made += len(documents)
            yield copy, documents


def _varied(report: Report, turn: int, vocabulary: list[str], chance: random.Random) -> Report:
    sections = []
    for section in report.sections:
        passages = []
        for passage in section.passages:
            words = passage.text.split(" ")
            for _ in range(len(words) // 12):
                words[chance.randrange(len(words))] = chance.choice(vocabulary)
            passages.append(replace(passage, id=f"{passage.id}-{turn}", text=" ".join(words)))
        sections.append(replace(section, passages=tuple(passages)))
    day = (report.inspected_from or date(2020, 1, 1)) + timedelta(days=97 * turn % 4000)
    return replace(report, id=f"{report.id}-{turn}", sections=tuple(sections), inspected_from=day)


def build_ours(folder: Path, collection: list[tuple[Report, list[PassageDocument]]]) -> None:
    """Build this project's index."""
    builder = WhooshBuilder(folder)
    for report, documents in collection:
        builder.add(report, documents)
    builder.finish()


def build_plain(folder: Path, collection: list[tuple[Report, list[PassageDocument]]]) -> FileIndex:
    """Build a Whoosh index as its manual does."""
    keywords = {name: KEYWORD(stored=True, commas=True, sortable=True) for name in FACETS}
    schema = Schema(id=ID(stored=True), text=TEXT(analyzer=StemmingAnalyzer(stoplist=None), stored=True), **keywords)
    index = create_in(str(folder), schema)
    writer = index.writer(limitmb=256)
    for _, documents in collection:
        for document in documents:
            values = {name: ",".join(v.value for v in document.keywords.get(name, ())) for name in FACETS}
            writer.add_document(id=document.id, text=document.text, **values)
    writer.commit()
    return index


def our_query(text: str) -> Node:
    """Return a query of this project's nodes."""
    words = tuple(text.strip('"').split())
    return PhraseNode(words) if text.startswith('"') else AndNode(tuple(TermNode(word) for word in words))


def plain_query(text: str) -> Term | And | Phrase:
    """Return the same as a Whoosh query."""
    stems = [token.stem for token in tokens(text)]
    return Phrase("text", stems) if text.startswith('"') else And([Term("text", stem) for stem in stems])


def timed(work: Callable[[], object]) -> float:
    """Return how long something takes, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(ours: WhooshEngine, plain: FileIndex) -> None:
    """Print the times of every query, first and best of the later runs, and their ratios."""
    print(f"{'query':32}{'ours first':>12}{'ours':>9}{'Whoosh':>10}{'ratio':>8}   milliseconds")
    times: list[tuple[float, float]] = []
    with plain.searcher() as searcher:
        for text in QUERIES:
            request = EngineRequest(our_query(text), limit=20)
            query = plain_query(text)
            first = timed(lambda request=request: ours.search(request))
            again = min(timed(lambda request=request: ours.search(request)) for _ in range(RUNS))
            other = min(
                timed(lambda query=query: [*searcher.search(query, limit=20, groupedby=list(FACETS))]) for _ in range(2)
            )
            times.append((again, other))
            print(f"{text:32}{first * 1e3:12.1f}{again * 1e3:9.1f}{other * 1e3:10.1f}{other / again:8.1f}")
    mine, theirs = zip(*times, strict=True)
    for name, figure in (("median", statistics.median), ("worst", max)):
        print(f"{name:44}{figure(mine) * 1e3:9.1f}{figure(theirs) * 1e3:10.1f}{figure(theirs) / figure(mine):8.1f}")


def main() -> None:
    """Build both indexes and print all figures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--reports", type=Path, default=SAMPLES, metavar="FOLDER")
    arguments.add_argument("--passages", type=int, default=60_000)
    chosen = arguments.parse_args()
    reports = read_reports(chosen.reports)
    if not any(report.sections for report in reports):
        arguments.error(f"There is no report in {chosen.reports}.")
    collection = list(repeated(reports, chosen.passages))
    count = sum(len(documents) for _, documents in collection)
    print(describe_machine())
    print(f"{count:,} passages in {len(collection):,} reports, made from {len(reports)}")
    with tempfile.TemporaryDirectory() as ours_folder, tempfile.TemporaryDirectory() as plain_folder:
        ours_seconds = timed(lambda: build_ours(Path(ours_folder), collection))
        indexes: list[FileIndex] = []
        plain_seconds = timed(lambda: indexes.append(build_plain(Path(plain_folder), collection)))
        ratio = plain_seconds / ours_seconds
        print(f"building: ours {ours_seconds:.1f} s, Whoosh {plain_seconds:.1f} s, ratio {ratio:.1f}")
        engines: list[WhooshEngine] = []
        opening = timed(lambda: engines.append(WhooshEngine(Path(ours_folder))))
        print(f"opening: {opening * 1e3:.0f} ms")
        compare(engines[0], indexes[0])
        engines[0].close()


if __name__ == "__main__":
    main()

"""Times whole searches on many passages, beside plain Whoosh and plain Tantivy doing the same work.

    python benchmarks/search_speed.py [--reports FOLDER] [--passages 60000]
    python benchmarks/search_speed.py [--reports FOLDER] --growth 60000 200000 600000 1000000 [--plot FILE.svg]

FOLDER holds reports; without it, those that ship with the program are taken. They are repeated,
each time with other dates and one word in twelve exchanged, until there are enough passages,
and kept in a catalogue, from which every index is built. A search is timed whole: read the
query, match, rank, count eight facets, make twenty snippets. The plain libraries do it as their
manuals describe it, in the same process and taking turns, so that ratios can be compared
between machines. ``--growth`` instead measures this project alone at each size, every engine in a
process of its own; ``--plot`` draws the medians.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from growth_plot import plot_growth
from varied_collection import fill_catalogue, varied

from corpus.catalogue.catalogue import Catalogue
from corpus.gathering.update import gather
from corpus.report import Report
from index.engine import Filter, PassageDocument
from index.generations.build import build_index
from index.generations.documents import passage_documents
from index.generations.engine_choice import ENGINES, open_engine
from searcher.asking.request import SearchRequest
from searcher.finding.search import Searcher

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
    "co-production",
    "dyslexia",
    "kinship carers",
    "unaccompanied asylum seeking children",
    "EHCP",
)
RUNS = 7
HITS = 20


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
    load = f"load {os.getloadavg()[0]:.1f}, " * hasattr(os, "getloadavg")
    versions = ", ".join(f"{name} {version(name)}" for name in ("whoosh3", "tantivy", "numpy"))
    python = f"Python {platform.python_version()}"
    return f"{date.today()}, {os.cpu_count()} cores, {load}{memory}{platform.machine()}, {python}, {versions}"


def timed(work: Callable[[], object]) -> float:
    """Return how long something takes, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measured(searcher: Searcher) -> dict[str, list[float]]:
    """Return milliseconds of each query: asked first, best of asking again, and with a filter just set."""
    times: dict[str, list[float]] = {"first": [], "again": [], "toggled": []}
    for text in QUERIES:
        request = SearchRequest(text, per_page=HITS)
        times["first"].append(timed(lambda request=request: searcher.search(request)) * 1e3)
        again = min(timed(lambda request=request: searcher.search(request)) for _ in range(RUNS))
        times["again"].append(again * 1e3)
        types = searcher.search(request).facets["type"].values
        filters = {"type": Filter(frozenset({types[0].value}))} if types else {}
        narrowed = SearchRequest(text, filters=filters, per_page=HITS)
        times["toggled"].append(timed(lambda narrowed=narrowed: searcher.search(narrowed)) * 1e3)
    return times


def documents(data: Path) -> Iterator[PassageDocument]:
    """Yield every passage of a catalogue."""
    with Catalogue.open(data) as catalogue:
        for report in catalogue.reports():
            yield from passage_documents(catalogue.report(report.id))


def build(data: Path, engine: str) -> None:
    """Build an engine's index from the catalogue and print how quickly."""
    with Catalogue.open(data) as catalogue:
        built = build_index(catalogue, data, engine, force=True)
    rate = built.passages / built.seconds
    print(f"building {engine}: {built.seconds:.1f} s, {rate:,.0f} passages/s ({built.passages:,})", flush=True)


def in_process_of_its_own(data: Path, engine: str) -> dict[str, Any]:
    """Return what ``one_engine`` prints."""
    program = Path(__file__).with_name("one_engine.py")
    command = [sys.executable, str(program), str(data), engine]
    # An installed program has its bytecode at hand; the first of several runs writes it.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)  # noqa: S603 - our own command
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def compare(data: Path, folder: Path) -> None:
    """Print the times of every query on both engines and both plain libraries."""
    from plain_search import ABOUT_SO_MANY_REPORTS, EXACT_REPORTS, NO_REPORTS, PlainTantivy, PlainWhoosh  # noqa: PLC0415

    places = [folder / name for name in ("plain-whoosh", "plain-tantivy")]
    for place in places:
        place.mkdir()
    plain: list[Any] = []
    for kind, place in zip((PlainWhoosh, PlainTantivy), places, strict=True):
        seconds = timed(lambda kind=kind, place=place: plain.append(kind(place, documents(data))))
        print(f"building {place.name}: {seconds:.1f} s", flush=True)
    whoosh, tantivy = plain
    searchers = {name: Searcher(open_engine(data, name)) for name in ENGINES}
    columns: dict[str, Callable[[str], object]] = {
        name: lambda text, searcher=searcher: searcher.search(SearchRequest(text, per_page=HITS))
        for name, searcher in searchers.items()
    }
    columns["plain Whoosh"] = whoosh.search
    for name, reports in (("passages", NO_REPORTS), ("about", ABOUT_SO_MANY_REPORTS), ("exact", EXACT_REPORTS)):
        columns[f"Tantivy, {name}"] = lambda text, reports=reports: tantivy.search(text, reports)
    print("| query | " + " | ".join(columns) + " |\n" + "| --- " * (len(columns) + 1) + "|")
    rows = [[_best(work, text) for work in columns.values()] for text in QUERIES]
    for text, row in zip(QUERIES, rows, strict=True):
        print(f"| `{text}` | " + " | ".join(f"{figure:.1f}" for figure in row) + " |")
    for name, figure in (("median", statistics.median), ("worst", max)):
        print(f"| {name} | " + " | ".join(f"{figure(column):.1f}" for column in zip(*rows, strict=True)) + " |")


def _best(work: Callable[[str], object], text: str) -> float:
    first = timed(lambda: work(text))
    runs = RUNS if first < 0.2 else 1
    return min(timed(lambda: work(text)) for _ in range(runs)) * 1e3


def report_engines(data: Path) -> dict[str, float]:
    """Print what each engine takes in a process of its own, and return the median of each, asked again."""
    medians = {}
    print("| engine | first | again | worst again | toggled, worst | open and first search | with imports | peak MiB |")
    print("| --- " * 8 + "|")
    for name in ENGINES:
        runs = [in_process_of_its_own(data, name) for _ in range(3)]
        one = min(runs, key=lambda run: statistics.median(run["times"]["again"]))
        times = one["times"]
        first, again = statistics.median(times["first"]), statistics.median(times["again"])
        medians[name] = again
        opened, process = (min(run[part] for run in runs) for part in ("first", "process"))
        toggled = f"{statistics.median(times['toggled']):.1f}, {max(times['toggled']):.1f}"
        figures = f"{first:.1f} | {again:.1f} | {max(times['again']):.1f} | {toggled} | {opened:.0f} | {process:.0f}"
        print(f"| {name} | {figures} | {one['peak']:.0f} |", flush=True)
    return medians


def main() -> None:
    """Build the indexes and print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, default=SAMPLES, metavar="FOLDER")
    parser.add_argument("--passages", type=int, default=60_000)
    parser.add_argument("--growth", type=int, nargs="+", metavar="PASSAGES")
    parser.add_argument("--plot", type=Path, metavar="FILE.svg")
    chosen = parser.parse_args()
    reports = read_reports(chosen.reports)
    if not any(report.sections for report in reports):
        parser.error(f"There is no report in {chosen.reports}.")
    print(describe_machine())
    medians: dict[int, dict[str, float]] = {}
    for passages in chosen.growth or [chosen.passages]:
        with tempfile.TemporaryDirectory() as place:
            data = Path(place) / "data"
            fill_catalogue(data, varied(reports, passages))
            print(f"\n{passages:,} passages, made from {len(reports)} reports", flush=True)
            for engine in ENGINES:
                build(data, engine)
            medians[passages] = report_engines(data)
            if not chosen.growth:
                compare(data, Path(place))
    if chosen.plot:
        chosen.plot.write_text(plot_growth(medians), encoding="utf-8")


if __name__ == "__main__":
    main()

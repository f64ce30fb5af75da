"""Times searches through HTTP: whole pages and JSON, at 1, 8 and 32 connections, on every engine.

    python benchmarks/http_speed.py [--reports FOLDER] [--passages 60000] [--seconds 10] [--datasette PROGRAM]

FOLDER holds reports; without it, those that ship with the program are taken, repeated and varied as for
``search_speed.py``. The server is ``searcher serve`` as anybody runs it, in a process of its own; this
process asks, so the two share the machine. Each connection asks for one page after another, chosen from
the same list of searches with and without filters. "Adds" is the median of a page at one connection less
that of the same search without a server, in the same run. With ``--datasette`` the same passages are
asked for in Datasette as well, a table with full-text search and three facets.
"""

from __future__ import annotations

import argparse
import http.client
import json
import math
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import datasette_pages
from search_speed import HITS, QUERIES, SAMPLES, describe_machine, documents, read_reports, timed
from varied_collection import fill_catalogue, varied

from corpus.catalogue.catalogue import Catalogue
from index.engine import Filter
from index.generations.build import build_index
from index.generations.engine_choice import ENGINES, open_engine
from searcher.asking.request import SearchRequest
from searcher.finding.search import Searcher

CONNECTIONS = (1, 8, 32)
FORMS = ("/search", "/search.json")
DATASETTE_PORT = 8799
SERVE = "import sys; from searcher.cli import main; main(sys.argv[1:])"
FINDINGS = ("", "weakness", "strength")
ANSWERED = 200

Search = tuple[str, str]
"""Words and the finding asked for, or ""."""


def searches() -> list[Search]:
    """Return what is searched for: each query whole, and narrowed to a finding."""
    return [(text, finding) for finding in FINDINGS for text in QUERIES]


def address(form: str, search: Search) -> str:
    """Return path and query of a search."""
    text, finding = search
    return f"{form}?{urlencode({'q': text, 'per_page': HITS} | ({'finding': finding} if finding else {}))}"


def percentile(times: Sequence[float], part: int) -> float:
    """Return a percentile."""
    return statistics.quantiles(times, n=100, method="inclusive")[part - 1]


@contextmanager
def serving(data: Path, engine: str) -> Iterator[str]:
    """Run ``searcher serve`` and give the host and port it listens on."""
    command = [sys.executable, "-c", SERVE, "--data", str(data), "--engine", engine, "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own command
        try:
            assert process.stdout is not None  # noqa: S101 - asked for above
            told = process.stdout.readline()
            found = re.search(r"http://\S+/", told)
            if found is None:
                raise RuntimeError(f"The server did not start: {told}")
            yield urlsplit(found[0]).netloc
        finally:
            process.terminate()


def ask(host: str, paths: Iterator[str], until: float, times: list[float]) -> None:
    """Ask for pages on one connection until a time, and note how long each took."""
    with closing(http.client.HTTPConnection(host)) as connection:
        for path in paths:
            start = time.perf_counter()
            if start > until:
                return
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            with connection.getresponse() as answer:
                answer.read()
                if answer.status != ANSWERED:
                    raise RuntimeError(f"{path} was answered with {answer.status}.")
            times.append(time.perf_counter() - start)


def load(host: str, paths: Sequence[str], connections: int, seconds: float) -> tuple[float, list[float]]:
    """Return requests a second and how long each took, in seconds."""
    times: list[list[float]] = [[] for _ in range(connections)]
    start = time.perf_counter()
    askers = [
        threading.Thread(target=ask, args=(host, islice(cycle(paths), place, None), start + seconds, taken))
        for place, taken in enumerate(times)
    ]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    taken = [one for part in times for one in part]
    return len(taken) / (time.perf_counter() - start), taken


def without_server(data: Path, engine: str) -> float:
    """Return the median of the same searches in this process, asked for before, in seconds."""
    searcher = Searcher(open_engine(data, engine))
    requests = [
        SearchRequest(text, filters={"finding": Filter(frozenset({finding}))} if finding else {}, per_page=HITS)
        for text, finding in searches()
    ]
    for request in requests:
        searcher.search(request)
    return statistics.median(timed(lambda request=request: searcher.search(request)) for request in requests * 5)


def report(data: Path, engine: str, seconds: float) -> None:
    """Print the rows of one engine."""
    alone = without_server(data, engine)
    for form in FORMS:
        paths = [address(form, search) for search in searches()]
        with serving(data, engine) as host:
            print_loads(host, engine, form, paths, seconds, alone)


def report_datasette(data: Path, program: str, seconds: float) -> None:
    """Print the rows of Datasette on the same passages."""
    database = data / "search.db"
    datasette_pages.fill_database(database, documents(data))
    with datasette_pages.serving_datasette(program, database, DATASETTE_PORT) as host:
        for form in ("", ".json"):
            paths = [datasette_pages.address(form, *search, HITS) for search in searches()]
            print_loads(host, "Datasette", f"table{form}", paths, seconds)


def print_loads(
    host: str, engine: str, form: str, paths: Sequence[str], seconds: float, alone: float | None = None
) -> None:
    """Print a row for the first time of asking, and for each number of connections.

    ``alone`` is what a search takes without a server, in seconds.
    """
    rows: dict[str, tuple[float, list[float]]] = {}
    first: list[float] = []
    ask(host, iter(paths), math.inf, first)
    rows["1, first time"] = len(first) / sum(first), first
    load(host, paths, 1, seconds / 2)
    rows |= {str(connections): load(host, paths, connections, seconds) for connections in CONNECTIONS}
    for asked, (rate, times) in rows.items():
        figures = " | ".join(f"{percentile(times, part) * 1e3:.1f}" for part in (50, 95, 99))
        adds = f"{(statistics.median(times) - alone) * 1e3:.1f}" if asked == "1" and alone is not None else ""
        print(f"| {engine} | `{form}` | {asked} | {rate:.0f} | {figures} | {adds} |", flush=True)


def weight(data: Path, engine: str) -> None:
    """Print how many bytes an answer has, compressed."""
    with serving(data, engine) as host, closing(http.client.HTTPConnection(host)) as connection:
        sizes: dict[str, int] = {}
        for form in FORMS:
            connection.request("GET", address(form, searches()[0]), headers={"Accept-Encoding": "gzip"})
            with connection.getresponse() as answer:
                sizes[form] = len(answer.read())
    print(f"bytes of an answer: {json.dumps(sizes)}")


def main() -> None:
    """Build the indexes and print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, default=SAMPLES, metavar="FOLDER")
    parser.add_argument("--passages", type=int, default=60_000)
    parser.add_argument("--seconds", type=float, default=10, help="so long for each number of connections")
    parser.add_argument("--datasette", metavar="PROGRAM", help="measure this program on the same passages too")
    chosen = parser.parse_args()
    print(describe_machine())
    with tempfile.TemporaryDirectory() as place:
        data = Path(place)
        fill_catalogue(data, varied(read_reports(chosen.reports), chosen.passages))
        print("\n| engine | form | connections | requests/s | p50, ms | p95 | p99 | adds, ms |\n" + "| --- " * 8 + "|")
        for engine in ENGINES:
            with Catalogue.open(data) as catalogue:
                build_index(catalogue, data, engine)
            report(data, engine, chosen.seconds)
        if chosen.datasette:
            report_datasette(data, chosen.datasette, chosen.seconds)
        weight(data, next(iter(ENGINES)))


if __name__ == "__main__":
    main()

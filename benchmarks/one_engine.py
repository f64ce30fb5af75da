"""Opens one index in a process of its own, searches it and prints what it took, as JSON.

    python benchmarks/one_engine.py DATA ENGINE

``opened`` and ``first`` are from the start of opening, with everything imported; ``process`` is from the
start of this program's own imports. Milliseconds; memory in MiB.
"""

# ruff: noqa: E402 - the clock starts before anything is imported

from __future__ import annotations

import time

STARTED = time.perf_counter()

import json
import resource
import sys
from pathlib import Path

from index.generations.engine_choice import open_engine
from searcher.asking.request import SearchRequest
from searcher.finding.search import Searcher

IMPORTED = time.perf_counter()


def peak_memory() -> float:
    """Return the most memory this process held, in MiB."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says counts the process that started this one
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Open, search every query of the benchmark, print."""
    engine = open_engine(Path(sys.argv[1]), sys.argv[2])
    searcher = Searcher(engine)
    opened = time.perf_counter()
    searcher.search(SearchRequest("annual reviews", per_page=20))
    first = time.perf_counter()
    from search_speed import measured  # noqa: PLC0415 - not part of opening

    times = measured(searcher)
    engine.close()
    peak = peak_memory()
    answer = {"opened": opened - IMPORTED, "first": first - IMPORTED, "process": first - STARTED}
    print(json.dumps({name: value * 1e3 for name, value in answer.items()} | {"peak": peak, "times": times}))


if __name__ == "__main__":
    main()

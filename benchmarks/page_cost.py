"""The processor time of a page and of its JSON, asked in this process: for comparing two versions of the program.

    python benchmarks/page_cost.py DATA

DATA is a data folder that ``searcher index`` made. Run it by turns from a checkout of each version, each on a
data folder of its own, and compare medians: the machine's speed changes more than the program's.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from werkzeug.test import Client

from searcher.finding.collection import Collection
from web.app import make_app

QUERIES = (
    "annual reviews", "children", "waiting times", "speech and language therapy", "safeguarding",
    "leaders know their area well", "co-production", "exclusions", "EHCP", "the quality of education",
)  # fmt: skip
TIMES = 25


def cost(client: Client, path: str, query: str) -> float:
    """Return the median processor time of an answer in milliseconds, with two filters by turns."""
    took = []
    for number in range(TIMES):
        began = time.process_time()
        client.get(path, query_string={"q": query, "finding": ("strength", "weakness")[number % 2]}).get_data()
        took.append(1000 * (time.process_time() - began))
    return statistics.median(took[2:])


def main() -> None:
    """Print the median over all queries for the page and for JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    app = make_app(Collection.open(parser.parse_args().data))
    client = Client(app)
    for path in ("/search", "/search.json"):
        print(f"{path}: {statistics.median(cost(client, path, query) for query in QUERIES):.2f} ms")
    app.close()


if __name__ == "__main__":
    main()

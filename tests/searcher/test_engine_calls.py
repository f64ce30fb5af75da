"""What a search asks of its engine: each call may go over a network, so none is made for nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, cast

import pytest

from corpus.report import Report
from index.engine import Engine, EngineRequest
from searcher.asking.parameters import read_parameters
from searcher.finding.search import Searcher
from tests.searcher.conftest import make_searcher


class CountingEngine:
    """Passes every call on to an engine, and counts them by what they ask for."""

    def __init__(self, engine: object) -> None:
        self.calls: Counter[str] = Counter()
        self._engine = engine

    def __getattr__(self, name: str) -> Any:
        asked = getattr(self._engine, name)
        return self._counted(name, asked) if callable(asked) else asked

    def _counted(self, name: str, asked: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            self.calls[_wanted(arguments[0]) if name == "search" else name] += 1
            return asked(*arguments)

        return call


def _wanted(request: EngineRequest) -> str:
    """Return what a search is for: its hits, the counts of some facets, or a total alone."""
    if request.limit != 0:
        return "hits and facets" if request.facets else "hits"
    return f"facet {' '.join(request.facets)}" if request.facets else "total"


SEARCH = {"hits and facets": 1, "facet type": 1, "labels": 3, "report_details": 3}


@pytest.mark.parametrize(
    ("pairs", "first", "again"),
    [
        ([("q", "reviews")], SEARCH | {"frequencies": 2, "report_details": 4}, {"hits and facets": 1, "facet type": 1}),
        (
            [("q", "annual reviews")],
            SEARCH | {"frequencies": 5, "total": 1},
            {"hits and facets": 1, "facet type": 1},
        ),
        (
            [("q", "annual reviews"), ("page", "9")],
            SEARCH | {"hits": 1, "frequencies": 5, "total": 1},
            {"hits and facets": 1, "hits": 1, "facet type": 1},
        ),
        (
            [("from", "2001"), ("to", "2030"), ("date", "published")],
            SEARCH | {"date_span": 1, "total": 2, "report_details": 2},
            {"hits and facets": 1, "facet type": 1, "total": 2},
        ),
        (
            [("q", "inspected:2001..2030 published:2001 reviews")],
            {"hits and facets": 1, "date_span": 2, "frequencies": 2, "labels": 3},
            {"hits and facets": 1},
        ),
        (
            [("q", "annual reviews"), ("from", "2001"), ("area", "tarnside"), ("judgement", "inconsistent")],
            SEARCH | {"facet area": 1, "date_span": 1, "frequencies": 5, "total": 3, "report_details": 1},
            {"hits and facets": 1, "facet area": 1, "facet type": 1, "total": 1},
        ),
        (
            [("q", "annual reviews"), ("group", "report")],
            SEARCH | {"facet report": 1, "frequencies": 5, "total": 1},
            {"hits and facets": 1, "facet report": 1, "facet type": 1},
        ),
    ],
    ids=str,
)
def test_the_calls_of_a_search(
    reports: list[Report], pairs: list[tuple[str, str]], first: dict[str, int], again: dict[str, int]
) -> None:
    engine = CountingEngine(make_searcher(reports).engine)
    searcher = Searcher(cast(Engine, engine))
    request, _ = read_parameters(pairs)
    for expected in (first, again):
        engine.calls.clear()
        searcher.search(request)
        assert engine.calls == expected

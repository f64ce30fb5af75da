"""What only the Whoosh engine has to get right: stretches of reports, deep trees, its own cache."""

from __future__ import annotations

import contextlib
from pathlib import Path

import numpy as np
import pytest

from index import whoosh_engine
from index.array_cache import ArrayCache
from index.engine import Engine, EngineRequest
from index.query import And, Everything, Node, Not, Or, Phrase, Prefix, Term, Wildcard
from tests.index.invented_collection import Collection, build_whoosh

QUERIES: tuple[Node, ...] = (
    Term("reviews"),
    Term("tarnside", "title"),
    Term("works", "heading"),
    Phrase(("annual", "reviews")),
    Phrase(("too", "too", "far"), slop=4),
    Prefix("p"),
    Wildcard("*e*"),
    Wildcard("*"),
)


@pytest.mark.parametrize("stretch", [1, 40, 100])
def test_stretches_make_no_difference(
    engines: dict[str, Engine], collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stretch: int
) -> None:
    monkeypatch.setattr(whoosh_engine, "_STRETCH_WORDS", stretch)
    with contextlib.closing(build_whoosh(tmp_path, collection)) as engine:
        for query in QUERIES:
            request = EngineRequest(query, limit=None)
            assert engine.search(request) == engines["whoosh"].search(request)
            assert engine.search(request).total > 0


def test_no_tree_is_too_deep_or_too_wide(engines: dict[str, Engine]) -> None:
    deep: Node = Term("reviews")
    for _ in range(5_000):
        deep = Not(Not(And((deep,))))
    found = engines["whoosh"].search(EngineRequest(deep))
    assert found.total == engines["whoosh"].search(EngineRequest(Term("reviews"))).total
    wide = Or(tuple(Term(f"{number}") for number in range(3_000)))
    assert (
        engines["whoosh"].search(EngineRequest(wide)).total
        == engines["memory"].search(EngineRequest(Or((Term("1"), Term("2"))))).total
    )


def test_answers_do_not_change_what_is_kept(engines: dict[str, Engine]) -> None:
    requests = [EngineRequest(query, limit=3) for query in (*QUERIES, Not(Everything()), And(QUERIES[:1]))]
    first = [engines["whoosh"].search(request) for request in requests]
    assert [engines["whoosh"].search(request) for request in reversed(requests)] == first[::-1]


def test_a_cache_keeps_what_was_used_last_within_its_limit() -> None:
    made: list[str] = []

    def make(name: str) -> np.ndarray:
        made.append(name)
        return np.zeros(4, dtype=np.int8)

    cache: ArrayCache[np.ndarray] = ArrayCache(limit=8)
    for name in "abacab":
        cache.get(name, lambda name=name: make(name))
    assert made == ["a", "b", "c", "b"]
    assert cache.nbytes == 8
    cache.get("large", lambda: np.zeros(9, dtype=np.int8))
    assert cache.nbytes == 8

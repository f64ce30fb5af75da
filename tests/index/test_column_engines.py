"""What engines over columns have to get right whatever keeps their postings: stretches, deep trees, caches."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.columns import column_engine
from index.columns.arrays import ArrayCache
from index.engine import DateFilter, Engine, EngineRequest, Filter, Order
from index.generations.engine_choice import ENGINES
from index.query import (
    And,
    Bonus,
    Everything,
    Keyword,
    Node,
    Not,
    Or,
    Phrase,
    Preferred,
    Prefix,
    Term,
    Weighted,
    Wildcard,
)
from tests.index.invented_collection import Collection, builds, is_installed

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
INSTALLED = [name for name in ENGINES if is_installed(name)]


@pytest.mark.parametrize("name", INSTALLED)
@pytest.mark.parametrize("stretch", [1, 40, 100])
def test_stretches_make_no_difference(
    engines: dict[str, Engine],
    collection: Collection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    stretch: int,
) -> None:
    monkeypatch.setattr(column_engine, "STRETCH_WORDS", stretch)
    with contextlib.closing(builds(name)(tmp_path, collection)) as engine:
        for query in QUERIES:
            request = EngineRequest(query, limit=None)
            assert engine.search(request) == engines[name].search(request)
            assert engine.search(request).total > 0


@pytest.mark.parametrize("name", INSTALLED)
def test_no_tree_is_too_deep_or_too_wide(engines: dict[str, Engine], name: str) -> None:
    deep: Node = Term("reviews")
    for _ in range(5_000):
        deep = Not(Not(And((deep,))))
    found = engines[name].search(EngineRequest(deep))
    assert found.total == engines[name].search(EngineRequest(Term("reviews"))).total
    wide = Or(tuple(Term(f"{number}") for number in range(3_000)))
    expected = engines["memory"].search(EngineRequest(Or((Term("1"), Term("2"))))).total
    assert engines[name].search(EngineRequest(wide)).total == expected


@pytest.mark.parametrize("name", INSTALLED)
def test_answers_do_not_change_what_is_kept(engines: dict[str, Engine], name: str) -> None:
    requests = [EngineRequest(query, limit=3) for query in (*QUERIES, Not(Everything()), And(QUERIES[:1]))]
    first = [engines[name].search(request) for request in requests]
    assert [engines[name].search(request) for request in reversed(requests)] == first[::-1]


@pytest.mark.parametrize("name", INSTALLED)
def test_what_was_evaluated_before_is_not_taken_for_another_query(engines: dict[str, Engine], name: str) -> None:
    reviews, plans = Term("reviews"), Term("plans")
    weakness = Keyword("finding", "weakness")
    near = (
        And((reviews, plans)), Or((reviews, plans)), And((reviews, Not(plans))), And((plans, Not(reviews))),
        And((reviews, Weighted(plans, 0.5))), And((reviews, Weighted(plans, 2.0))),
        And((reviews, Bonus(plans, 1.0))), And((reviews, Bonus(plans, 2.0))), And((reviews, Bonus(weakness, 2.0))),
        And((reviews, Preferred((plans,)))), And((reviews, Preferred((plans, weakness)))),
        And((reviews, weakness)), And((reviews, Not(weakness))), And((reviews, Or((plans, weakness)))),
        And((reviews, And((plans, weakness)))), Not(And((reviews, plans))), Not(Or((reviews, plans))),
    )  # fmt: skip
    settings = (
        EngineRequest(reviews),
        EngineRequest(reviews, order=Order.OLDEST),
        EngineRequest(reviews, filters={"finding": Filter(frozenset({"weakness"}))}),
        EngineRequest(reviews, dates=DateFilter("inspected", date(2019, 1, 1))),
        EngineRequest(reviews, filters={"area": Filter(exclude=frozenset({"tarnside"}))}, offset=2, limit=2),
    )
    for query in near:
        for setting in settings:
            request = replace(setting, query=query)
            assert engines[name].search(request) == engines["memory"].search(request)


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

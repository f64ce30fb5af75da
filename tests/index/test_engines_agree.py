"""Every engine gives the same answer as the slow one that is obviously right."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.engine import DateFilter, Engine, EngineRequest, Filter, Order
from index.fields import DATES, FACETS, MISSING
from index.generations.engine_choice import ENGINES
from index.query import (
    And,
    AtLeast,
    Bonus,
    DateRange,
    Everything,
    Expanded,
    Keyword,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Preferred,
    Prefix,
    Term,
    Weighted,
    Wildcard,
)
from tests.index.invented_collection import ENGINES as BUILDS
from tests.index.invented_collection import make_document, make_report

WORDS = """
    annual review reviews reviewed plans late leaders families therapy language children’s Children's co-production
    coproduction production the of and long too naive cafe FINANCE 2 1 camhs inspection tarnside works well improve
    nowhere don't
"""
words = st.sampled_from(WORDS.split()) | st.text(max_size=6)
patterns = st.sampled_from(
    ["*", "rev*", "*s", "pla?s", "c?*n*", "*production", "co-prod*", "?", "the*y", "l*g*"]
) | st.text("abelnrst*?’-", max_size=7)
fields = st.sampled_from([None, None, None, "text", "heading", "title"])
days = st.none() | st.dates(date(2017, 12, 1), date(2022, 1, 1))
values = {
    "area": ("tarnside", "wexcombe", "port-ellery", "nowhere", MISSING),
    "finding": ("strength", "weakness", "recommendation", "context", MISSING),
    "judgement": ("good", "inconsistent", MISSING),
    "year": ("2018", "2019", "2020", MISSING),
    "section": ("what-works-well", "what-needs-to-improve", MISSING),
    "region": (MISSING, "nowhere"),
    "report": ("report-03", "report-07", MISSING),
}
keywords = st.sampled_from(sorted(values)).flatmap(
    lambda field: st.builds(Keyword, st.just(field), st.sampled_from(values[field]))
)
date_fields = st.sampled_from(["inspected", "published"])
said = st.one_of(
    st.builds(Term, words, fields),
    st.builds(Phrase, st.lists(words, max_size=4).map(tuple), st.integers(0, 6), fields),
    st.builds(Prefix, words | st.sampled_from(["re", "p", "chil", "co-p", ""]), fields),
    st.builds(Wildcard, patterns, fields),
)
leaves = st.one_of(
    said,
    st.builds(Expanded, said, st.lists(said, max_size=3).map(tuple), st.sampled_from([0.0, 0.6, 1.0])),
    keywords,
    st.builds(DateRange, date_fields, days, days),
    st.just(Everything()),
    st.just(Nothing()),
)


def branches(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(children, max_size=4).map(tuple)
    return st.one_of(
        st.builds(And, several),
        st.builds(Or, several),
        st.builds(AtLeast, several, st.integers(0, 5)),
        st.builds(Preferred, several),
        st.builds(Not, children),
        st.builds(Weighted, children, st.sampled_from([0.0, 0.5, 1.0, 2.5])),
        st.builds(Bonus, children, st.sampled_from([0.0, 1.5])),
    )


def test_every_kind_of_node_is_tried() -> None:
    words_and_values = (Term, Phrase, Prefix, Wildcard, Expanded, Keyword, DateRange, Everything, Nothing)
    tried = (*words_and_values, And, Or, AtLeast, Preferred, Not, Weighted, Bonus)
    assert {kind.__name__ for kind in Node.__subclasses__()} == {kind.__name__ for kind in tried}


trees = st.recursive(leaves, branches, max_leaves=8)
filters = st.fixed_dictionaries(
    {},
    optional={
        field: st.builds(
            Filter, st.frozensets(st.sampled_from(known)), st.frozensets(st.sampled_from(known), max_size=1)
        )
        for field, known in values.items()
    },
)
requests = st.builds(
    EngineRequest,
    query=trees,
    filters=filters,
    dates=st.none() | st.builds(DateFilter, date_fields, days, days),
    order=st.sampled_from(Order),
    offset=st.integers(0, 8),
    limit=st.none() | st.integers(0, 12),
    facets=st.just(FACETS),
    repeats_last=st.booleans(),
    fold=st.none() | st.integers(0, 3),
)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(ENGINES))
@given(request=requests)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_request_has_the_same_answer_in_every_engine(
    engines: dict[str, Engine], name: str, request: EngineRequest
) -> None:
    expected = engines["memory"].search(request)
    answer = engines[name].search(request)
    assert (answer.total, answer.reports, answer.cut) == (expected.total, expected.reports, expected.cut)
    assert [hit.document for hit in answer.hits] == [hit.document for hit in expected.hits]
    repeated = [(hit.repeats, hit.repeat_reports) for hit in answer.hits]
    assert repeated == [(hit.repeats, hit.repeat_reports) for hit in expected.hits]
    assert [hit.score for hit in answer.hits] == pytest.approx([hit.score for hit in expected.hits], abs=2e-6)
    assert answer.facets == expected.facets
    assert engines[name].frequencies([request.query]) == engines["memory"].frequencies([request.query])


any_day = st.none() | st.dates()


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(ENGINES))
@given(reports=st.lists(st.lists(st.tuples(any_day, any_day), max_size=3), max_size=3))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_days_have_the_same_span_in_every_engine(
    name: str, reports: list[list[tuple[date | None, date | None]]]
) -> None:
    collection = [
        (
            make_report(f"r{number}", ""),
            [
                make_document(f"r{number}", position, "plan", inspected=inspected, published=published)
                for position, (inspected, published) in enumerate(passages)
            ],
        )
        for number, passages in enumerate(reports)
    ]
    with TemporaryDirectory() as folder, contextlib.ExitStack() as opened:
        engine, plain = (
            opened.enter_context(contextlib.closing(BUILDS[one](Path(folder), collection))) for one in (name, "memory")
        )
        for field in DATES:
            assert engine.date_span(field) == plain.date_span(field)

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.report import Report
from index.engine import EngineAnswer, EngineRequest, Filter, Order
from index.engines.memory import MemoryEngine
from index.fields import FACETS
from index.generations.documents import passage_documents
from index.query import And, Everything, Node, Phrase, Preferred, Prefix, Term, Wildcard
from searcher.asking.request import SearchRequest
from searcher.finding.related import FEWEST_PASSAGES, SAMPLE, RelatedWords, related_words
from searcher.finding.search import Searcher
from tests.searcher.conftest import make_searcher

MATCHING = tuple(
    f"{text} Lateness number {place}."
    for place, text in enumerate(
        [
            *["Speech therapy is late for autistic pupils; CAMHS are late."] * 3,
            *["Speech therapy begins late, and Wexcombe’s pupils wait."] * 4,
            *["Late plans. Therapy for pupils."] * 3,
        ]
    )
)
OTHERS = tuple(f"Pupils attend school number {place} in Tarnside, whatever families say." for place in range(60))


def holding(report: Report, texts: tuple[str, ...]) -> Report:
    section = report.sections[0]
    made = tuple(replace(section.passages[0], id=f"p{n}", text=text) for n, text in enumerate(texts))
    return replace(report, sections=(replace(section, passages=made),), areas=("Tarnside", "Wexcombe"))


@pytest.fixture(scope="module")
def engine(reports: list[Report]) -> MemoryEngine:
    report = holding(reports[0], (*MATCHING, *OTHERS))
    engine = MemoryEngine()
    engine.add(report, passage_documents(report))
    engine.finish()
    return engine


@pytest.fixture(scope="module")
def held(reports: list[Report]) -> Searcher:
    return make_searcher([holding(reports[0], (*MATCHING, *OTHERS))])


NAMES = ("Wexcombe", "Wait")
TOLD = [("Speech therapy", 7), ("begins", 4), ("pupils wait", 4), ("autistic", 3), ("CAMHS", 3), ("plans", 3)]


def told(found: Iterable[RelatedWords]) -> list[tuple[str, int]]:
    return [(one.words, one.passages) for one in found]


def test_the_words_that_tell_the_passages_apart_come_first_as_they_are_printed(engine: MemoryEngine) -> None:
    asked = [Term("late"), Term("number")]
    assert told(related_words(engine, MATCHING, asked, NAMES)) == TOLD
    assert told(related_words(engine, MATCHING, asked, NAMES, limit=2)) == TOLD[:2]
    assert told(related_words(engine, MATCHING, asked)) == TOLD


@pytest.mark.parametrize(
    "asked",
    [
        [Term("late"), Term("speech"), Term("therapies")],
        [Phrase(("late", "speech", "therapy"))],
        [Term("late"), Prefix("spee"), Wildcard("th?rapy")],
    ],
)
def test_the_querys_own_words_are_left_out(engine: MemoryEngine, asked: list[Node]) -> None:
    assert told(related_words(engine, MATCHING, asked, NAMES)) == TOLD[1:]


def test_little_gives_nothing(engine: MemoryEngine) -> None:
    assert related_words(engine, MATCHING[: FEWEST_PASSAGES - 1], [Term("late")]) == []
    assert related_words(engine, OTHERS, [Everything()]) == []
    assert related_words(engine, MATCHING, [], limit=0) == []


def test_words_are_added_to_a_query_so_that_they_must_match() -> None:
    assert RelatedWords("wait", 4).added_to("late OR early") == "late OR early +wait"
    assert RelatedWords("EHC plans", 4).added_to('"late"') == '"late" "EHC plans"'
    assert RelatedWords("self-evaluation", 4).added_to("late") == 'late "self-evaluation"'


def test_a_result_page_is_given_the_words_that_its_passages_also_speak_of(held: Searcher) -> None:
    page = held.search(SearchRequest("late"))
    assert (page.total, page.related) == (10, ())
    related = held.with_related(page).related
    assert told(related) == TOLD
    narrowed = held.search(SearchRequest(related[0].added_to("late")))
    assert narrowed.total == 7


@pytest.mark.parametrize(
    "request_",
    [
        SearchRequest("camhs"),
        SearchRequest(),
        SearchRequest("area:tarnside"),
        SearchRequest('late "speech'),
        SearchRequest("submarine"),
    ],
)
def test_nothing_is_added_to_what_finds_little_or_says_nothing_or_was_misread(
    held: Searcher, request_: SearchRequest
) -> None:
    assert held.with_related(held.search(request_)).related == ()


def test_names_of_the_filters_chosen_are_no_news(reports: list[Report]) -> None:
    texts = tuple(f"Speech therapy in Tarnside is late, number {place}." for place in range(20))
    apart = replace(holding(reports[1], OTHERS), id="apart", areas=("Wexcombe",))
    held = make_searcher([holding(reports[0], texts), apart])
    chosen = SearchRequest("late", {"area": Filter(frozenset({"tarnside"}))})
    assert [one.words for one in held.with_related(held.search(chosen)).related] == ["Speech therapy"]
    assert [one.words for one in held.with_related(held.search(SearchRequest("late in Tarnside"))).related] == [
        "Speech therapy"
    ]


class RecordingEngine(MemoryEngine):
    """Keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[EngineRequest] = []

    def search(self, request: EngineRequest) -> EngineAnswer:
        self.asked.append(request)
        return super().search(request)


@pytest.mark.parametrize(
    "request_",
    [
        SearchRequest("late therapy"),
        SearchRequest("late therapy pupils", {"area": Filter(exclude=frozenset({"nowhere"}))}, page=3),
        SearchRequest("late therapy Tarnside", order=Order.OLDEST, first=date(2020, 1, 1), group=True),
    ],
)
def test_related_words_come_from_the_best_passages_of_the_very_query_of_the_page(
    reports: list[Report], request_: SearchRequest
) -> None:
    report = holding(reports[0], (*MATCHING, *OTHERS))
    engine = RecordingEngine()
    engine.add(report, passage_documents(report))
    held = Searcher(engine)
    page = held.search(request_)
    of_page = next(one for one in engine.asked if one.facets == FACETS)
    engine.asked.clear()
    assert len(held.with_related(page).related) > 2
    best = replace(of_page, order=Order.RELEVANCE, offset=0, limit=SAMPLE, facets=(), fold=None)
    assert engine.asked == [best]
    assert isinstance(best.query, And)
    assert any(isinstance(node, Preferred) for node in best.query.children)


@given(st.lists(st.text(max_size=40), max_size=15))
def test_no_text_raises(engine: MemoryEngine, texts: list[str]) -> None:
    assert len(related_words(engine, texts, [Term("late")])) <= 8

from __future__ import annotations

from dataclasses import replace

from corpus.report import Report
from index.documents import passage_documents
from index.memory_engine import MemoryEngine
from index.query import Term
from searcher.related import RelatedWords, related_words

MATCHING = (
    "Speech therapy is late for autistic pupils.",
    "Speech therapy for pupils is late in Wexcombe.",
    "Speech therapy starts late; pupils wait.",
    "Late plans.",
)
OTHERS = tuple(f"Pupils attend school number {place} in Tarnside." for place in "abcdefghijkl")


def engine_of(reports: list[Report]) -> MemoryEngine:
    report = reports[0]
    section = report.sections[0]
    made = tuple(replace(section.passages[0], id=f"p{n}", text=text) for n, text in enumerate((*MATCHING, *OTHERS)))
    report = replace(report, sections=(replace(section, passages=made),))
    engine = MemoryEngine()
    engine.add(report, passage_documents(report))
    engine.finish()
    return engine


def test_the_words_that_tell_the_passages_apart_come_first(reports: list[Report]) -> None:
    engine = engine_of(reports)
    assert related_words(engine, MATCHING, [Term("late")]) == [RelatedWords("speech therapy", 3)]


def test_the_querys_own_words_are_left_out_and_nothing_comes_of_nothing(reports: list[Report]) -> None:
    engine = engine_of(reports)
    assert related_words(engine, MATCHING, [Term("late"), Term("speech"), Term("therapies")]) == []
    assert related_words(engine, [], []) == []
    assert related_words(engine, MATCHING, [], limit=0) == []

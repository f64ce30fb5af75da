from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.report import Finding, InspectionType, Passage, PassageKind, Report, Section, Source
from corpus.sentences import sentence_spans
from index.engine import EngineRequest
from index.engines.memory import MemoryEngine
from index.generations.documents import passage_documents
from searcher.finding.highlights import Highlighter, merge
from searcher.finding.results import Snippet
from searcher.finding.snippets import LONGEST_SENTENCE, SHOWN, make_snippet
from searcher.language.parser import parse_query

FILLER = "Nothing of note was said about the harbour, the lamps or the ferry that day. "


def marked(query: str, text: str, field: str = "text") -> list[str]:
    spans = Highlighter(parse_query(query).node).spans(text, field)
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("review", "Reviews reviewed, a review's end; preview.", ["Reviews", "reviewed", "review's"]),
        ('"annual review"', "An annual review, annual reviews, Annual Review.", ["annual review", "Annual Review"]),
        ('"annual review"', "annual\nreview annual—review", ["annual\nreview", "annual—review"]),
        ('"late plans"~2', "late and dull plans, late once more and still plans", ["late", "plans"]),
        ("co-production", "Co-production, co production, coproduction", ["Co-production", "co production"]),
        ("insp*", "Inspectors inspect; uninspired.", ["Inspectors", "inspect"]),
        ("co-prod*", "co-producing and co-operation", ["co-producing"]),
        ("wom?n", "Women and a woman, womaan", ["Women", "woman"]),
        ("*tion", "education at stations", ["education"]),
        ("children's", "Children’s views and children's plans; children", ["Children’s", "children's", "children"]),
        ("plans NOT late", "late plans", ["plans"]),
        ("plans -(late OR dull)", "late dull plans", ["plans"]),
        ("NOT plans", "plans", []),
        ("heading:plans", "plans", []),
        ("title:plans", "plans", []),
        ("text:plans", "plans", ["plans"]),
        ("area:kent", "Kent", []),
        ("", "plans", []),
        ('plans OR "plans for all"', "plans for all and plans", ["plans for all", "plans"]),
        ("what about the plans", "What about the plans", ["plans"]),
    ],
)
def test_what_is_marked(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


def test_a_heading_is_marked_by_words_of_no_field_and_of_its_own() -> None:
    assert marked("plans", "Better plans", "heading") == ["plans"]
    assert marked("heading:plans", "Better plans", "heading") == ["plans"]
    assert marked("text:plans", "Better plans", "heading") == []


WORDS = st.sampled_from(["late", "plans", "plan", "children's", "co-production", "inspect", "the", "annual", "review"])
TEXTS = st.lists(WORDS | st.sampled_from([".", ",", "—", "\n"]), max_size=30).map(" ".join) | st.text(max_size=60)
QUERIES = st.lists(WORDS | st.sampled_from(['"late plans"', '"plan late"~3', "in*", "p?an", "OR", "AND"])).map(" ".join)


@given(QUERIES, TEXTS)
def test_marks_are_sorted_apart_and_inside(query: str, text: str) -> None:
    spans = Highlighter(parse_query(query).node).spans(text, "text")
    flat = [place for span in spans for place in span]
    assert flat == sorted(set(flat))
    assert all(0 <= place <= len(text) for place in flat)


@given(st.sampled_from(["plans", '"late plans"', "in*", "co-production", '"late review"~4', "p?an"]), TEXTS)
def test_something_is_marked_exactly_where_the_engine_matches(query: str, text: str) -> None:
    node = parse_query(query).node
    assert bool(Highlighter(node).spans(text, "text")) is bool(matching(query, text))


def matching(query: str, text: str) -> int:
    passage = Passage("p", PassageKind.BULLET, "x")
    section = Section("", 1, Finding.MIXED, "", (passage,))
    report = Report("r", "", InspectionType.OTHER, Source("r", ""), (section,))
    engine = MemoryEngine()
    engine.add(report, [replace(document, text=text) for document in passage_documents(report)])
    return engine.search(EngineRequest(parse_query(query).node, facets=())).total


def test_touching_spans_become_one() -> None:
    assert merge([(5, 7), (0, 2), (2, 4), (6, 9)]) == ((0, 4), (5, 9))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Some plans, e.g. Tom's, are late. Others are not.", ["Some plans, e.g. Tom's, are late.", "Others are not."]),
        ("Mr. Smith of St. Anne's came. He left.", ["Mr. Smith of St. Anne's came.", "He left."]),
        ("It rose by 0.5 to 2.1. It fell.", ["It rose by 0.5 to 2.1.", "It fell."]),
        ("See p. 4 and No. 7. The end.", ["See p. 4 and No. 7.", "The end."]),
        ("The answer is no. Leaders agree.", ["The answer is no.", "Leaders agree."]),
        ("J. Brown wrote it. So be it.", ["J. Brown wrote it.", "So be it."]),
        ("‘It is late.’ Parents agree. (Some do.) Yes.", ["‘It is late.’", "Parents agree.", "(Some do.)", "Yes."]),
        ("They wait... and wait. Then go.", ["They wait... and wait.", "Then go."]),
        ("Plans, etc. are late. Yes.", ["Plans, etc. are late.", "Yes."]),
        ("First line\nSecond line", ["First line", "Second line"]),
        ("  ", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


@given(st.text(alphabet="ab .!?\n’(A1e.g", max_size=80))
def test_sentences_hold_every_character_but_spaces(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert list(spans) == sorted(spans)


def snippet(text: str, *words: str) -> tuple[Snippet, str]:
    spans = merge(
        (place, place + len(word)) for word in words for place in range(len(text)) if text.startswith(word, place)
    )
    made = make_snippet(text, spans)
    return made, text[made.start : made.end]


def test_a_short_passage_is_shown_whole() -> None:
    text = "Short. " + FILLER
    assert snippet(text.strip(), "lamps")[1] == text.strip()


def test_the_sentences_with_most_matches_are_shown() -> None:
    text = FILLER * 6 + "Plans are late. Plans are thin. " + FILLER * 6
    made, shown = snippet(text, "Plans")
    assert "Plans are late. Plans are thin." in shown
    assert len(shown) <= SHOWN
    assert shown.startswith(("Nothing", "Plans"))
    assert shown.endswith(".")
    assert [text[start:end] for start, end in made.highlights] == ["Plans", "Plans"]


def test_without_matches_the_first_sentences_are_shown() -> None:
    _, shown = snippet(FILLER * 9)
    assert shown == (FILLER * 3).strip()


def test_a_long_sentence_is_shown_whole_and_a_very_long_one_cut_between_words() -> None:
    long = "Alpha " + "beta " * 80 + "plans end."
    assert snippet(long + " Next one here.", "plans")[1] == long
    very_long = "Alpha " + "beta " * 200 + "late plans " + "gamma " * 200 + "end."
    assert len(very_long) > LONGEST_SENTENCE
    made, shown = snippet(very_long, "late", "plans")
    assert "late plans" in shown
    assert len(shown) < SHOWN + 20
    assert set(shown.split()) == {"beta", "late", "plans", "gamma"}
    assert very_long[made.start - 1] == very_long[made.end] == " "


def test_a_match_over_the_end_of_a_sentence_keeps_both() -> None:
    text = FILLER * 4 + "It is about late. Plans follow here. " + FILLER * 4
    _, shown = snippet(text, "late. Plans")
    assert "It is about late. Plans follow here." in shown


@given(
    st.lists(st.sampled_from(["word ", "plans ", "end. ", "A " * 40, "x" * 90 + " ", "é. "]), max_size=60).map("".join)
)
def test_a_snippet_is_whole_words_of_the_text(text: str) -> None:
    made, shown = snippet(text, "plans")
    assert 0 <= made.start <= made.end <= len(text)
    if text.strip():
        assert shown.strip()
        assert set(shown.split()) <= set(text.split())
    if made.highlights and len(text) > SHOWN:
        assert any(made.start <= start and end <= made.end for start, end in made.highlights)

"""What every engine promises, one engine after another, in examples that can be read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.engine import MAX_EXPANSION, DateFilter, DateSpan, Engine, EngineRequest, Filter, Order, ValueCount
from index.errors import UnknownField
from index.fields import FACETS, MISSING, MISSING_LABEL
from index.generations import engine_choice as choose_engine
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
from index.scoring import brevity
from tests.index.invented_collection import ACRONYMS, Build, Collection, labelled, make_document, make_report


def engine_of(build: Build, folder: Path, *texts: str, heading: str = "", title: str = "") -> Engine:
    """Return an engine on one report of passages "r-0", "r-1" and so on with these texts."""
    documents = [make_document("r", n, text, heading=heading, title=title) for n, text in enumerate(texts)]
    return build(folder, [(make_report("r", title), documents)])


def found(engine: Engine, query: Node, **request: object) -> list[str]:
    """Return the ids of all passages that match, in order."""
    return [hit.document.id for hit in engine.search(EngineRequest(query, limit=None, **request)).hits]


def numbers(engine: Engine, query: Node) -> str:
    """Return which passages of report "r" match, as digits in order."""
    return "".join(sorted(passage_id.removeprefix("r-") for passage_id in found(engine, query)))


def scores(engine: Engine, query: Node) -> list[float]:
    """Return the scores of all passages that match, highest first."""
    return [hit.score for hit in engine.search(EngineRequest(query, limit=None)).hits]


def test_every_engine_that_can_be_chosen_is_tested(engines: dict[str, Engine]) -> None:
    assert set(engines) == {"memory", *choose_engine.ENGINES}


TEXTS = (
    "Annual reviews are late.",
    "Reviews are annual.",
    "The annual health review of children’s plans",
    "Co-production works; coproduction, too.",
    "Production of plans in co-operation",
    "",
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Term("REVIEWING"), "012"),
        (Term("co-production"), "3"),
        (Term("coproduction"), "3"),
        (Term("child's"), ""),
        (Term("children"), "2"),
        (Term("!?"), ""),
        (And((Term("annual"), Term("review"))), "012"),
        (And((Term("annual"), Term("plans"))), "2"),
        (Or((Term("late"), Term("production"))), "034"),
        (And(()), "012345"),
        (Or(()), ""),
        (AtLeast((Term("annual"), Term("late"), Term("reviews")), 2), "012"),
        (AtLeast((Term("annual"), Term("late"), Term("reviews")), 3), "0"),
        (AtLeast((Term("annual"),), 2), ""),
        (AtLeast((), 0), "012345"),
        (Not(Term("annual")), "345"),
        (And((Not(Term("annual")), Not(Term("plans")))), "35"),
        (Not(Not(Term("late"))), "0"),
        (Everything(), "012345"),
        (Nothing(), ""),
        (Weighted(Term("late"), 0.0), "0"),
        (Phrase(("annual", "reviews")), "0"),
        (Phrase(("annual", "review")), ""),
        (Phrase(("Annual", "review"), slop=1), "2"),
        (Phrase(("reviews", "annual"), slop=1), "1"),
        (Phrase(("annual", "of", "plans"), slop=2), ""),
        (Phrase(("annual", "of", "plans"), slop=3), "2"),
        (Phrase(("CHILDREN'S",)), "2"),
        (Phrase(("children",)), ""),
        (Phrase(("co", "production")), "3"),
        (Phrase(("co-production",)), "3"),
        (Phrase(("co-production", "works")), "3"),
        (Phrase(()), ""),
        (Phrase(("...",)), ""),
        (Prefix("re"), "012"),
        (Prefix("Co-prod"), "3"),
        (Prefix("co"), "34"),
        (Prefix("zz"), ""),
        (Prefix(""), ""),
        (Wildcard("*eview"), "2"),
        (Wildcard("r?view*"), "012"),
        (Wildcard("?n"), "4"),
        (Wildcard("co-*"), "34"),
        (Wildcard("*"), "01234"),
        (Wildcard("-"), ""),
    ],
    ids=str,
)
def test_what_matches(build: Build, tmp_path: Path, query: Node, expected: str) -> None:
    assert numbers(engine_of(build, tmp_path, *TEXTS), query) == expected


def test_a_percent_sign_is_the_word_percent(build: Build, tmp_path: Path) -> None:
    engine = engine_of(build, tmp_path, "Only 10% are late.", "Some 10 percent are late.", "10 per cent", "10 are late")
    assert numbers(engine, Term("10%")) == numbers(engine, Term("10 percent")) == "01"
    assert numbers(engine, Phrase(("10%", "are"))) == "0"
    assert numbers(engine, Phrase(("10", "percent"))) == "1"


def test_heading_matches_but_title_only_ranks(build: Build, tmp_path: Path) -> None:
    engine = engine_of(build, tmp_path, "alpha", "beta", heading="Gamma delta", title="Epsilon alpha")
    assert found(engine, Term("gamma")) == ["r-0", "r-1"]
    assert found(engine, Term("gamma", "text")) == []
    assert found(engine, Term("epsilon")) == []
    assert found(engine, Term("epsilon", "title")) == ["r-0", "r-1"]
    assert found(engine, Phrase(("beta", "gamma"))) == []
    bare = engine.search(EngineRequest(Term("beta"))).hits[0].score
    assert engine.search(EngineRequest(Or((Term("beta"), Term("epsilon"))))).hits[0].score > bare


def test_phrases_stay_within_a_passage(build: Build, tmp_path: Path) -> None:
    engine = engine_of(build, tmp_path, "one two", "", "three four")
    assert found(engine, Phrase(("two", "three"), slop=9)) == []
    assert found(engine, Phrase(("three", "four"))) == ["r-2"]


def test_score_is_the_documented_formula(build: Build, tmp_path: Path) -> None:
    # N = 2, n = 1: idf = ln(1 + 1.5 / 1.5); length 4 of mean 3, once: tf~ = 1 / (1 - 0.6 + 0.6 * 4 / 3) = 1 / 1.2;
    # said in the text: 1 more.
    engine = engine_of(build, tmp_path, "plan of the day", "night owls")
    (hit,) = engine.search(EngineRequest(Term("plans"))).hits
    assert hit.score == pytest.approx(0.693147 * ((1 / 1.2) / (1.2 + 1 / 1.2) + 1) * brevity(4), abs=1e-6)
    assert engine.search(EngineRequest(Not(Term("owls")))).hits[0].score == 0
    (half,) = engine.search(EngineRequest(Weighted(Term("plans"), 0.5))).hits
    assert half.score == pytest.approx(hit.score / 2, abs=1e-6)


def test_more_occurrences_and_shorter_passages_rank_higher(build: Build, tmp_path: Path) -> None:
    rest = "the tide was out and the boats lay dry in the harbour all day"
    texts = [f"plan and much else besides, for {rest}", f"plan after plan: {rest}", f"plan now: {rest}"]
    engine = engine_of(build, tmp_path, *texts)
    assert found(engine, Term("plan")) == ["r-1", "r-2", "r-0"]


def test_one_word_more_counts_for_more_than_one_word_often(build: Build, tmp_path: Path) -> None:
    both = "Of the tides, and of the ferry that was once again so late, nobody in the harbour had a word to say to us."
    engine = engine_of(build, tmp_path, "tides tides tides tides", both, "late")
    assert found(engine, Or((Term("tide"), Term("late")))) == ["r-1", "r-0", "r-2"]


def test_a_heading_never_outranks_a_passage_that_says_the_word(build: Build, tmp_path: Path) -> None:
    under = make_document("r", 0, "Short.", heading="Piers, more piers", keywords={})
    says = make_document("r", 1, "A long passage that comes to piers only at its very end.", keywords={})
    engine = build(tmp_path, [(make_report("r", ""), [under, says])])
    assert found(engine, Term("pier")) == ["r-1", "r-0"]


def test_context_comes_after_findings_that_say_the_same(build: Build, tmp_path: Path) -> None:
    context = make_document("r", 0, "Tarnside", keywords={"finding": labelled("context")})
    finding = make_document("r", 1, "Ferries in Tarnside run on time.", keywords={"finding": labelled("strength")})
    engine = build(tmp_path, [(make_report("r", ""), [context, finding])])
    assert found(engine, Term("tarnside")) == ["r-1", "r-0"]


def test_expansions_are_bounded_by_how_often_a_word_is_printed(build: Build, tmp_path: Path) -> None:
    listed = [f"word{number:04}" for number in range(MAX_EXPANSION + 3)]
    engine = engine_of(build, tmp_path, " ".join(listed[:-4]), " ".join(listed[-4:] * 2), "word0000")
    answer = engine.search(EngineRequest(Prefix("WORD")))
    assert (answer.total, answer.cut) == (3, ("word*",))
    assert engine.search(EngineRequest(Wildcard("*d00*"))).cut == ()
    # The last four are printed twice, word0000 too; of the rest the last in order are left out.
    assert numbers(engine, And((Prefix("word"), Phrase((listed[-5],))))) == "0"
    assert engine.search(EngineRequest(Or((Not(Wildcard("*o*")), Wildcard("w*r*"))))).cut == ("*o*", "w*r*")


def test_facets_count_every_value_and_ignore_their_own_filter(build: Build, tmp_path: Path) -> None:
    collection: Collection = []
    for number in range(30):
        keywords = {
            "area": labelled(f"Area {number:02}"),
            "finding": labelled("Weakness" if number % 2 else "Strength"),
        }
        document = make_document(f"r{number}", 0, "plan", keywords=keywords)
        collection.append((make_report(f"r{number}", ""), [document]))
    engine = build(tmp_path, collection)
    filters = {"area": Filter(frozenset({"area-01", "area-02"})), "finding": Filter(frozenset({"weakness"}))}
    answer = engine.search(EngineRequest(Everything(), filters=filters))
    assert (answer.total, answer.reports) == (1, 1)
    assert answer.facets["area"] == tuple(
        ValueCount(f"area-{number:02}", f"Area {number:02}", 1, 1) for number in range(1, 30, 2)
    )
    assert answer.facets["finding"] == (
        ValueCount("strength", "Strength", 1, 1),
        ValueCount("weakness", "Weakness", 1, 1),
    )
    assert answer.facets["year"] == (ValueCount(MISSING, MISSING_LABEL, 1, 1),)
    assert set(answer.facets) == set(FACETS)


def test_facets_count_passages_and_reports_of_many_values(build: Build, tmp_path: Path) -> None:
    both, one = {"area": labelled("North", "South")}, {"area": labelled("South")}
    collection = [
        (make_report("a", ""), [make_document("a", 0, "x", keywords=both), make_document("a", 1, "x", keywords=both)]),
        (make_report("b", ""), [make_document("b", 0, "x", keywords=one), make_document("b", 1, "y", keywords={})]),
    ]
    engine = build(tmp_path, collection)
    answer = engine.search(EngineRequest(Term("x"), facets=("area",)))
    assert answer.facets == {"area": (ValueCount("south", "South", 3, 2), ValueCount("north", "North", 2, 1))}
    for chosen, expected in {
        Filter(frozenset({"north"})): ["a-0", "a-1"],
        Filter(frozenset({"north", MISSING})): ["a-0", "a-1", "b-1"],
        Filter(exclude=frozenset({"north"})): ["b-0", "b-1"],
        Filter(exclude=frozenset({MISSING})): ["a-0", "a-1", "b-0"],
        Filter(frozenset({"south"}), frozenset({"north"})): ["b-0"],
        Filter(frozenset({"nowhere"})): [],
        Filter(): ["a-0", "a-1", "b-0", "b-1"],
    }.items():
        assert found(engine, Everything(), filters={"area": chosen}) == expected
    assert found(engine, Keyword("area", "north")) == ["a-0", "a-1"]
    assert found(engine, Keyword("area", MISSING)) == ["b-1"]


DAYS = {"a": date(2020, 5, 1), "b": date(2021, 5, 1), "c": None, "d": date(2021, 5, 1)}


@pytest.fixture
def dated(build: Build, tmp_path: Path) -> Engine:
    """Four reports: two inspected on one day, one on an earlier day, one only published, in between."""
    collection: Collection = []
    for report_id, day in DAYS.items():
        areas = {} if report_id == "b" else {"area": labelled({"a": "beta", "c": "Alpha", "d": "Beta"}[report_id])}
        published = date(2020, 9, 1) if report_id == "c" else None
        documents = [
            make_document(report_id, position, "plan", inspected=day, published=published, keywords=areas)
            for position in (1, 0)
        ]
        collection.append((make_report(report_id, ""), documents))
    return build(tmp_path, collection)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, "abd"),
        (date(2021, 5, 1), None, "bd"),
        (None, date(2020, 5, 1), "a"),
        (date(2020, 5, 1), date(2021, 4, 30), "a"),
        (date(2021, 5, 2), None, ""),
        (date(2022, 1, 1), date(2020, 1, 1), ""),
    ],
)
def test_date_ranges(dated: Engine, first: date | None, last: date | None, expected: str) -> None:
    wanted = {f"{report_id}-{n}" for report_id in expected for n in (0, 1)}
    assert set(found(dated, DateRange("inspected", first, last))) == wanted
    assert set(found(dated, Everything(), dates=DateFilter("inspected", first, last))) == wanted
    assert set(found(dated, DateRange("published", None, None))) == {"c-0", "c-1"}


def test_the_first_and_the_last_day_over_all_passages(dated: Engine) -> None:
    assert dated.date_span("inspected") == DateSpan(date(2020, 5, 1), date(2021, 5, 1), undated=1)
    assert dated.date_span("published") == DateSpan(date(2020, 9, 1), date(2020, 9, 1), undated=3)


def test_a_report_is_undated_where_none_of_its_passages_has_the_day(build: Build, tmp_path: Path) -> None:
    some = [make_document("a", 0, "x"), make_document("a", 1, "x", inspected=date.max)]
    none = [make_document("b", 0, "x", published=date.min)]
    engine = build(tmp_path, [(make_report("a", ""), some), (make_report("b", ""), none), (make_report("c", ""), [])])
    assert engine.date_span("inspected") == DateSpan(date.max, date.max, undated=1)
    assert engine.date_span("published") == DateSpan(date.min, date.min, undated=1)


def test_there_is_no_first_day_where_no_passage_has_one(build: Build, tmp_path: Path) -> None:
    engine = engine_of(build, tmp_path, "plan")
    assert (engine.date_span("inspected"), engine.date_span("published")) == (None, None)


@pytest.mark.parametrize("name", ["year", "text", "nonsense"])
def test_days_of_a_field_that_is_no_date_are_refused(engine: Engine, name: str) -> None:
    with pytest.raises(UnknownField):
        engine.date_span(name)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.RELEVANCE, "b-0 b-1 d-0 d-1 c-0 c-1 a-0 a-1"),
        (Order.NEWEST, "b-0 b-1 d-0 d-1 c-0 c-1 a-0 a-1"),
        (Order.OLDEST, "a-0 a-1 c-0 c-1 b-0 b-1 d-0 d-1"),
        (Order.AREA, "c-0 c-1 d-0 d-1 a-0 a-1 b-0 b-1"),
    ],
)
def test_order_with_ties_and_paging(dated: Engine, order: Order, expected: str) -> None:
    assert found(dated, Term("plan"), order=order) == expected.split()
    for offset in range(9):
        answer = dated.search(EngineRequest(Term("plan"), order=order, offset=offset, limit=2))
        assert [hit.document.id for hit in answer.hits] == expected.split()[offset : offset + 2]
        assert (answer.total, answer.reports) == (8, 4)


@pytest.mark.parametrize(
    ("order", "fold", "expected"),
    [
        (Order.NEWEST, 1, "b-0 d-0 c-0 a-0"),
        (Order.NEWEST, 9, "b-0 b-1 d-0 d-1 c-0 c-1 a-0 a-1"),
        (Order.AREA, 2, "c-0 c-1 d-0 d-1 a-0 a-1 b-0 b-1"),
    ],
)
def test_hits_under_their_reports(dated: Engine, order: Order, fold: int, expected: str) -> None:
    ids = expected.split()
    assert found(dated, Term("plan"), order=order, fold=fold) == ids
    reports = list(dict.fromkeys(passage_id[0] for passage_id in ids))
    for offset in range(5):
        answer = dated.search(EngineRequest(Term("plan"), order=order, offset=offset, limit=2, fold=fold))
        assert [hit.document.id for hit in answer.hits] == [
            passage_id for passage_id in ids if passage_id[0] in reports[offset : offset + 2]
        ]
        assert (answer.total, answer.reports) == (8, 4)


def test_reports_stand_in_the_order_of_their_best_hit(build: Build, tmp_path: Path) -> None:
    once, twice, thrice = (f"{'plan ' * said}{'word ' * (9 - said)}" for said in (1, 2, 3))
    texts = {"a": [once, twice], "b": [thrice, "word", once]}
    reports = [
        (make_report(name, ""), [make_document(name, n, text) for n, text in enumerate(said)])
        for name, said in texts.items()
    ]
    engine = build(tmp_path, reports)
    assert found(engine, Term("plan")) == ["b-0", "a-1", "a-0", "b-2"]
    assert found(engine, Term("plan"), fold=5) == ["b-0", "b-2", "a-1", "a-0"]
    assert found(engine, Term("plan"), fold=1) == ["b-0", "a-1"]


HOSTILE = (
    "[",
    '"',
    "'",
    "*",
    "a" * 100_000,
    "\x00",
    "a\x00b",
    "\ud800",
    "(" * 50,
    "𝔘𝔫𝔦",
    "ß",
    "İ",
    "½",
    "a’b’c",
    "%s {0}",
)


@pytest.mark.parametrize("word", HOSTILE, ids=[ascii(word)[:20] for word in HOSTILE])
def test_hostile_words_do_no_harm(build: Build, tmp_path: Path, word: str) -> None:
    engine = engine_of(build, tmp_path, word.replace("\ud800", ""), f"before {word.replace(chr(0xD800), '')} after")
    for query in (Term(word), Phrase((word, word)), Prefix(word), Wildcard(word), Keyword("area", word)):
        assert engine.search(EngineRequest(query)).total <= 2
    assert engine.passages([word]) == []
    assert engine.report(word) is None


def test_patterns_of_many_stars_take_no_time(build: Build, tmp_path: Path) -> None:
    engine = engine_of(build, tmp_path, "a" * 5000)
    assert found(engine, Wildcard("*a" * 30 + "*b")) == []
    assert found(engine, Wildcard("*a" * 30)) == ["r-0"]


def test_documents_and_reports_come_back_whole(engine: Engine, collection: Collection) -> None:
    documents = [document for _, documents in collection for document in documents]
    ids = [document.id for document in documents]
    assert engine.passages(ids) == documents
    assert engine.passages([ids[3], "unknown", ids[0]]) == [documents[3], documents[0]]
    assert engine.passages([]) == []
    assert engine.report_ids() == [report.id for report, _ in collection]
    assert [engine.report(report.id) for report, _ in collection] == [report for report, _ in collection]
    assert engine.report("unknown") is None
    assert {hit.document.id for hit in engine.search(EngineRequest(Everything(), limit=None)).hits} == set(ids)


def test_acronyms_come_back_whole_and_in_order(engine: Engine) -> None:
    assert engine.acronyms() == ACRONYMS


def test_labels_of_a_field(build: Build, tmp_path: Path) -> None:
    sections = [labelled("What works"), labelled("What Works"), labelled("What works"), (), labelled("Alpha")]
    documents = [make_document("r", n, "", keywords={"section": label}) for n, label in enumerate(sections)]
    engine = build(tmp_path, [(make_report("r", ""), documents)])
    assert engine.labels("section") == {"alpha": "Alpha", "what-works": "What works"}
    assert engine.labels("area") == {}


def test_an_empty_index_answers(build: Build, tmp_path: Path) -> None:
    engine = build(tmp_path, [])
    for query in (Everything(), Term("plan"), Phrase(("a", "b")), Wildcard("*"), Keyword("area", "x"), Not(Nothing())):
        answer = engine.search(EngineRequest(query))
        assert (answer.total, answer.reports, answer.hits) == (0, 0, ())
        assert answer.facets == dict.fromkeys(FACETS, ())
    assert engine.date_span("inspected") is None
    assert (engine.passages(["x"]), engine.report("x"), engine.report_ids(), engine.labels("area")) == (
        [],
        None,
        [],
        {},
    )


def test_a_report_without_passages_is_held(build: Build, tmp_path: Path) -> None:
    engine = build(tmp_path, [(make_report("r", "Empty"), [])])
    assert engine.report_ids() == ["r"]
    assert engine.search(EngineRequest(Everything())).total == 0


@pytest.mark.parametrize(
    "request_",
    [
        EngineRequest(Term("x", "area")),
        EngineRequest(Phrase(("x",), field="nonsense")),
        EngineRequest(Keyword("text", "x")),
        EngineRequest(DateRange("year", None, None)),
        EngineRequest(Everything(), filters={"inspected": Filter()}),
        EngineRequest(Everything(), dates=DateFilter("area")),
        EngineRequest(Everything(), facets=("text",)),
    ],
    ids=str,
)
def test_fields_that_cannot_be_used_so_are_refused(engine: Engine, request_: EngineRequest) -> None:
    with pytest.raises(UnknownField):
        engine.search(request_)


def test_another_word_for_what_was_typed_is_found_and_ranks_below_it(build: Build, tmp_path: Path) -> None:
    texts = ["Therapy is late.", "Therapy is late.", "Salt is late.", "Plans are late."]
    engine = engine_of(build, tmp_path, *texts)
    query = Expanded(Term("therapy"), (Term("salt"),), 0.6)
    assert found(engine, query) == ["r-0", "r-1", "r-2"]
    scores = [hit.score for hit in engine.search(EngineRequest(query)).hits]
    assert scores[0] == scores[1] > scores[2] > 0
    assert engine.frequencies([query, Term("salt"), Nothing()]) == [3, 1, 0]


def test_a_bonus_changes_the_order_and_never_what_matches(build: Build, tmp_path: Path) -> None:
    engine = engine_of(build, tmp_path, "Plans are late.", "Plans are good.", "Visits are good.")
    assert found(engine, And((Term("plans"), Bonus(Term("good"), 5.0)))) == ["r-1", "r-0"]
    assert numbers(engine, Bonus(Nothing(), 5.0)) == "012"


def test_what_is_preferred_changes_the_order_and_never_what_matches(build: Build, tmp_path: Path) -> None:
    engine = engine_of(build, tmp_path, "Plans are late.", "Plans are good.", "Visits are good.")
    good = Preferred((Term("good"), Term("submarine")))
    assert found(engine, And((Term("plans"), good))) == ["r-1", "r-0"]
    assert numbers(engine, good) == numbers(engine, Preferred(())) == "012"
    assert numbers(engine, Not(good)) == ""
    assert numbers(engine, Or((Term("visits"), good))) == "012"
    assert engine.frequencies([good, Not(good), Preferred((Nothing(),))]) == [3, 0, 3]


def test_what_is_preferred_scores_as_it_does_where_it_must_match(build: Build, tmp_path: Path) -> None:
    engine = engine_of(build, tmp_path, "Plans are late.", "Plans are good and good.", "Visits are good.")
    plans, good = Term("plans"), Term("good")
    assert scores(engine, And((plans, Preferred((good,))))) == [
        *scores(engine, And((plans, good))),
        scores(engine, plans)[1],
    ]
    assert scores(engine, Preferred((Weighted(good, 0.5),))) == scores(engine, Or((Everything(), Weighted(good, 0.5))))
    assert scores(engine, Preferred((Keyword("finding", "mixed"), Not(good)))) == [0, 0, 0]


def test_what_is_said_again_comes_last_and_is_named_with_the_first_to_say_it(build: Build, tmp_path: Path) -> None:
    said = ["Plans are late.", "plans are LATE", "Late plans are not good.", "Plans are late!"]
    collection = [
        (make_report("a", ""), [make_document("a", n, text) for n, text in enumerate(said[:3])]),
        (make_report("b", ""), [make_document("b", 0, said[3])]),
    ]
    engine = build(tmp_path, collection)
    query = And((Term("plans"), Term("late")))
    assert found(engine, query) == ["a-2", "a-0", "a-1", "b-0"]
    assert sorted(found(engine, query, repeats_last=True)[:2]) == ["a-0", "a-2"]
    assert found(engine, query, repeats_last=True)[2:] == ["a-1", "b-0"]
    hits = engine.search(EngineRequest(query, limit=None, repeats_last=True)).hits
    named = {hit.document.id: (hit.repeats, hit.repeat_reports) for hit in hits}
    assert named == {"a-0": (("a-1", "b-0"), 2), "a-1": ((), 0), "a-2": ((), 0), "b-0": ((), 0)}
    assert engine.search(EngineRequest(query, repeats_last=True)).total == 4
    newest = engine.search(EngineRequest(query, order=Order.NEWEST, repeats_last=True)).hits
    assert [hit.document.id for hit in newest] == ["a-0", "a-1", "a-2", "b-0"]


def test_a_stub_ranks_below_a_passage_that_says_more(build: Build, tmp_path: Path) -> None:
    whole = "Plans for the winter were late in most of the schools visited by inspectors."
    engine = engine_of(build, tmp_path, "Late plans.", whole)
    assert found(engine, And((Term("plans"), Term("late")))) == ["r-1", "r-0"]

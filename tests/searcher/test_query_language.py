from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.query import (
    And,
    AtLeast,
    DateRange,
    Everything,
    Keyword,
    Node,
    Not,
    Or,
    Phrase,
    Preferred,
    Prefix,
    Term,
    Wildcard,
)
from searcher.asking.problems import ProblemKind
from searcher.asking.request import MAX_QUERY_CHARACTERS
from searcher.language.joining import Leniency, enough_of, identity, wanted_leaves, words_to_choose_from
from searcher.language.lexemes import FIELD_NAMES
from searcher.language.limits import MAX_DEPTH, MAX_PATTERNS, MAX_WORDS
from searcher.language.parser import MAX_PROBLEMS, parse_query
from tests.searcher.written_query import write_query


def terms(*words: str, field: str | None = None) -> tuple[Term, ...]:
    return tuple(Term(word, field) for word in words)


CLEAN: dict[str, Node] = {
    "": Everything(),
    "   ": Everything(),
    "attendance": Term("attendance"),
    "annual reviews": And(terms("annual", "reviews")),
    "timely annual reviews": AtLeast(terms("timely", "annual", "reviews"), 2),
    "one-page profiles for pupils": AtLeast(terms("one-page", "profiles", "pupils"), 2),
    "the who": And(terms("the", "who")),
    "review review reviews": Term("review"),
    '"annual reviews"': Phrase(("annual", "reviews")),
    "“annual reviews”": Phrase(("annual", "reviews")),
    "‘the children’s plans’": Phrase(("the", "children’s", "plans")),
    '"waiting lists"~4': Phrase(("waiting", "lists"), 4),
    '"co-produced plans"': Phrase(("co", "produced", "plans")),
    "inspect*": Prefix("inspect"),
    "wom?n": Wildcard("wom?n"),
    "*tion": Wildcard("*tion"),
    "co-prod*": Prefix("co-prod"),
    "red AND blue": And(terms("red", "blue")),
    "red OR blue": Or(terms("red", "blue")),
    "red NOT blue": And((Term("red"), Not(Term("blue")))),
    "NOT blue": Not(Term("blue")),
    "NOT NOT blue": Term("blue"),
    "red AND blue OR green": Or((And(terms("red", "blue")), Term("green"))),
    "red AND (blue OR green)": And((Term("red"), Or(terms("blue", "green")))),
    "NOT red OR blue": Or((Not(Term("red")), Term("blue"))),
    "red blue OR green": And((Term("red"), Or(terms("blue", "green")))),
    "red AND (blue AND green)": And(terms("red", "blue", "green")),
    "the OR who": Or(terms("the", "who")),
    "red or blue": And(terms("red", "blue")),
    "red -blue": And((Term("red"), Not(Term("blue")))),
    'red -"deep blue"': And((Term("red"), Not(Phrase(("deep", "blue"))))),
    "red -(blue OR green)": And((Term("red"), Not(Or(terms("blue", "green"))))),
    "+the red": And(terms("the", "red")),
    "+red blue green pink": And((Term("red"), AtLeast(terms("blue", "green", "pink"), 2))),
    '"exact words" red blue green': And((Phrase(("exact", "words")), AtLeast(terms("red", "blue", "green"), 2))),
    "area:kent": Keyword("area", "kent"),
    "area:Stoke-on-Trent": Keyword("area", "stoke-on-trent"),
    'Area:"Kingston upon Hull"': Keyword("area", "kingston-upon-hull"),
    "area:Hull": Keyword("area", "kingston-upon-hull"),
    "judgement:_missing": Keyword("judgement", "_missing"),
    "-type:ilacs": Not(Keyword("type", "ilacs")),
    "type:(ilacs sif)": Or((Keyword("type", "ilacs"), Keyword("type", "sif"))),
    "year:2024 finding:weakness": And((Keyword("year", "2024"), Keyword("finding", "weakness"))),
    "region:west-midlands the plans": And((Keyword("region", "west-midlands"), Term("plans"))),
    "report:nowhere-ilacs-2024-01-02": Keyword("report", "nowhere-ilacs-2024-01-02"),
    "inspectorate:ofsted": Keyword("inspectorate", "ofsted"),
    "section:outcomes": Term("outcomes", "heading"),
    "heading:outcomes": Term("outcomes", "heading"),
    "heading:(red green blue)": AtLeast(terms("red", "green", "blue", field="heading"), 2),
    'section:"next steps"': Phrase(("next", "steps"), 0, "heading"),
    "date:2019..2024": DateRange("inspected", date(2019, 1, 1), date(2024, 12, 31)),
    "date:2023": DateRange("inspected", date(2023, 1, 1), date(2023, 12, 31)),
    "inspected:2023-02": DateRange("inspected", date(2023, 2, 1), date(2023, 2, 28)),
    "published:5/3/2024..": DateRange("published", date(2024, 3, 5), None),
    "published:..2020": DateRange("published", None, date(2020, 12, 31)),
    'date:"March 2024"': DateRange("inspected", date(2024, 3, 1), date(2024, 3, 31)),
    # punctuation people use
    "children's": Term("children's"),
    "and/or": Term("and/or"),
    "18-25": Term("18-25"),
    "co-production": Term("co-production"),
    "EHCP?": Term("EHCP"),
    "what is an EHCP?": Term("EHCP"),
    "plan(s)": Term("plans"),
    "red, blue.": And(terms("red", "blue")),
    "red & blue": And(terms("red", "blue")),
    "red - blue": And(terms("red", "blue")),
    "[red]": Term("red"),
    "http://www.example.org/a": Term("http://www.example.org/a"),
    "at 10:30": Term("10:30"),
    "Note: red": And(terms("Note", "red")),
    "AND, red": Term("red"),
    "red ?": Term("red"),
}


@pytest.mark.parametrize("text", CLEAN)
def test_query_without_trouble(text: str) -> None:
    parsed = parse_query(text)
    assert parsed.node == CLEAN[text]
    assert parsed.problems == ()


TROUBLED: dict[str, tuple[Node, list[tuple[ProblemKind, tuple[int, int]]]]] = {
    '"red blue': (And(terms("red", "blue")), [(ProblemKind.SYNTAX, (0, 1))]),
    'red" blue': (And(terms("red", "blue")), [(ProblemKind.SYNTAX, (3, 4))]),
    "(red OR blue": (Or(terms("red", "blue")), [(ProblemKind.SYNTAX, (0, 1))]),
    "red) blue": (And(terms("red", "blue")), [(ProblemKind.SYNTAX, (3, 4))]),
    "red ()": (Term("red"), [(ProblemKind.SYNTAX, (4, 6))]),
    "red AND": (Term("red"), [(ProblemKind.SYNTAX, (4, 7))]),
    "OR red": (Term("red"), [(ProblemKind.SYNTAX, (0, 2))]),
    "red OR OR blue": (Or(terms("red", "blue")), [(ProblemKind.SYNTAX, (4, 6))]),
    "red NOT": (Term("red"), [(ProblemKind.SYNTAX, (4, 7))]),
    "AND": (Everything(), [(ProblemKind.SYNTAX, (0, 3)), (ProblemKind.NO_WORDS, (0, 3))]),
    "[": (Everything(), [(ProblemKind.NO_WORDS, (0, 1))]),
    ":": (Everything(), [(ProblemKind.NO_WORDS, (0, 1))]),
    "?!": (Everything(), [(ProblemKind.NO_WORDS, (0, 2))]),
    "*": (Everything(), [(ProblemKind.SYNTAX, (0, 1)), (ProblemKind.NO_WORDS, (0, 1))]),
    "red *": (Term("red"), [(ProblemKind.SYNTAX, (4, 5))]),
    'red "..."': (Term("red"), [(ProblemKind.SYNTAX, (4, 9))]),
    '"re* blue"': (Phrase(("re", "blue")), [(ProblemKind.SYNTAX, (0, 10))]),
    '"red blue"~': (Phrase(("red", "blue")), [(ProblemKind.SYNTAX, (10, 11))]),
    '"red blue"~999': (Phrase(("red", "blue"), 100), [(ProblemKind.BAD_NUMBER, (10, 14))]),
    "red~2 blue^3": (And(terms("red", "blue")), [(ProblemKind.SYNTAX, (0, 5)), (ProblemKind.SYNTAX, (6, 12))]),
    "colour:red": (And(terms("colour", "red")), [(ProblemKind.UNKNOWN_FIELD, (0, 7))]),
    "area: kent": (And(terms("area", "kent")), [(ProblemKind.SYNTAX, (0, 5))]),
    "red area:-kent": (Term("red"), [(ProblemKind.SYNTAX, (9, 14))]),
    'red area:"kent': (And(terms("red", "kent")), [(ProblemKind.SYNTAX, (9, 10)), (ProblemKind.SYNTAX, (4, 9))]),
    "red date:soon": (Term("red"), [(ProblemKind.BAD_DATE, (9, 13))]),
    "red date:2024..2019": (Term("red"), [(ProblemKind.BAD_DATE, (9, 19))]),
    "red date:..": (Term("red"), [(ProblemKind.BAD_DATE, (9, 11))]),
    "NOT date:soon": (Everything(), [(ProblemKind.BAD_DATE, (9, 13)), (ProblemKind.NO_WORDS, (0, 13))]),
}


@pytest.mark.parametrize("text", TROUBLED)
def test_trouble_is_reported_and_the_rest_still_counts(text: str) -> None:
    node, expected = TROUBLED[text]
    parsed = parse_query(text)
    assert parsed.node == node
    assert [(problem.kind, problem.span) for problem in parsed.problems] == expected


def test_words_left_out_are_named_once_as_typed() -> None:
    parsed = parse_query("What did the reviews say about the plans")
    assert parsed.node == And(terms("reviews", "plans"))
    assert parsed.left_out == ("What", "did", "the", "say", "about")


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("county lines", ["county lines"]),
        ("late written statements of the action", ["late written", "written statements", "statements of the action"]),
        ("the plans", []),
        ('red "blue" green', []),
        ("red -blue green", []),
        ("red* blue", []),
        ("red OR blue green pink", ["green pink"]),
        ("red (blue green)", ["blue green"]),
    ],
)
def test_words_typed_side_by_side_are_wanted_side_by_side(text: str, pairs: list[str]) -> None:
    assert parse_query(text).pairs == tuple(map(Term, pairs))


def test_pairs_stay_in_their_field() -> None:
    assert parse_query("red heading:(blue green)").pairs == (Term("blue green", "heading"),)


@pytest.mark.parametrize(("words", "enough"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (6, 4), (7, 5), (8, 5), (9, 6)])
def test_enough_of_the_words(words: int, enough: int) -> None:
    assert enough_of(words) == enough


def test_spans_point_at_what_was_typed() -> None:
    text = 'timely "annual reviews" -area:kent inspect*'
    leaves = parse_query(text).node
    assert isinstance(leaves, And)
    shown = [text[slice(*(child.span or (0, 0)))] for child in leaves.children]
    assert shown == ["timely", '"annual reviews"', "-area:kent", "inspect*"]


def test_too_many_characters_are_cut_and_said() -> None:
    parsed = parse_query("red " + "b" * MAX_QUERY_CHARACTERS)
    assert [problem.kind for problem in parsed.problems] == [ProblemKind.TOO_LONG]
    assert parsed.problems[0].span == (MAX_QUERY_CHARACTERS, MAX_QUERY_CHARACTERS + 4)


def test_too_many_words_are_cut_and_said() -> None:
    parsed = parse_query(" OR ".join(f"w{number}" for number in range(MAX_WORDS + 5)))
    assert isinstance(parsed.node, Or)
    assert len(parsed.node.children) == MAX_WORDS
    assert ProblemKind.TOO_LONG in [problem.kind for problem in parsed.problems]


def test_a_long_quotation_is_searched_by_its_first_words() -> None:
    words = [f"w{number}" for number in range(MAX_WORDS + 5)]
    parsed = parse_query(f'"{" ".join(words)}"')
    assert parsed.node == Phrase(tuple(words[:MAX_WORDS]))
    assert [problem.kind for problem in parsed.problems] == [ProblemKind.TOO_LONG]


def test_words_joined_by_hyphens_count_one_by_one() -> None:
    parsed = parse_query("red " + "-".join(["of"] * MAX_WORDS))
    assert parsed.node == Term("red")
    assert [problem.kind for problem in parsed.problems] == [ProblemKind.TOO_LONG]


def test_patterns_beyond_the_limit_are_left_out_and_said_once() -> None:
    parsed = parse_query(" ".join(f"w{number}*" for number in range(MAX_PATTERNS + 5)) + " AND red")
    assert [leaf for leaf in wanted_leaves(parsed.node) if isinstance(leaf, Prefix)] == [
        Prefix(f"w{number}") for number in range(MAX_PATTERNS)
    ]
    assert ProblemKind.TOO_LONG in [problem.kind for problem in parsed.problems]
    assert Term("red") in list(wanted_leaves(parsed.node))


def test_brackets_too_deep_are_left_out_and_said() -> None:
    deep = MAX_DEPTH + 10
    parsed = parse_query("(" * deep + "red" + ")" * deep)
    assert parsed.node == Term("red")
    assert [problem.kind for problem in parsed.problems] == [ProblemKind.TOO_LONG]


@pytest.mark.parametrize("piece", ['"', "(", ")", "-", "*", "NOT ", "a AND ", "~", "‘", "area:", "x:"])
def test_ten_thousand_characters_of_anything(piece: str) -> None:
    parsed = parse_query(piece * (MAX_QUERY_CHARACTERS // len(piece)))
    assert len(parsed.problems) <= MAX_PROBLEMS + 1
    assert write_query(parsed.node) is not None


PIECES = st.sampled_from(
    ["AND", "OR", "NOT", "-", "+", "(", ")", '"', "“", "‘", "’", "~3", "~", "*", "?", ":", "..", "/", "_", "²", "^2"]
    + [
        "red",
        "blue",
        "Green",
        "the",
        "of",
        "co-op",
        "pl?n*",
        "10:30",
        "AND.",
        "2019",
        "http://x.y",
        "plan(s)",
        " ",
        " ",
    ]
    + [f"{name}:" for name in FIELD_NAMES]
)
QUERIES = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=string.printable + "“”‘’é²", max_size=80),
    st.lists(PIECES, max_size=25).map("".join),
    st.lists(PIECES, max_size=25).map(" ".join),
)


@given(QUERIES)
def test_any_text_parses_with_spans_inside_it(text: str) -> None:
    parsed = parse_query(text)
    spans = [problem.span for problem in parsed.problems] + [leaf.span for leaf in wanted_leaves(parsed.node)]
    assert all(0 <= start <= end <= len(text) for start, end in filter(None, spans))
    assert all(problem.message and problem.place == "q" for problem in parsed.problems)


@given(QUERIES)
@example("*¼")
@example("1⁄4 3½*")
def test_a_tree_written_out_reads_as_the_same_tree(text: str) -> None:
    node = parse_query(text).node
    again = parse_query(write_query(node))
    assert again.node == node
    assert again.problems == ()


WORDS = st.sampled_from(["red", "blue", "green", "pink", "the", "children's", "co-production"])
LEAVES = st.one_of(
    st.builds(Term, WORDS, st.sampled_from([None, "heading", "title", "text"])),
    st.builds(Phrase, st.lists(WORDS.filter(str.isalpha), min_size=1, max_size=4).map(tuple), st.integers(0, 9)),
    st.builds(Prefix, st.sampled_from(["re", "bl"]), st.sampled_from([None, "heading"])),
    st.builds(Wildcard, st.sampled_from(["r?d", "b*e", "*n"])),
    st.builds(Keyword, st.sampled_from(["area", "year"]), st.sampled_from(["kent", "2024", "_missing"])),
    st.builds(
        DateRange, st.sampled_from(["inspected", "published"]), st.just(date(2020, 1, 1)), st.none() | st.dates()
    ),
).filter(lambda node: not isinstance(node, DateRange) or node.last is None or node.last >= date(2020, 1, 1))


def joined(join: type[And] | type[Or], nodes: list[Node]) -> Node:
    return join(tuple(node for node in nodes if not isinstance(node, join)) or (Term("red"), Term("blue")))


TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=4).map(lambda nodes: joined(And, nodes)),
        st.lists(inner, min_size=2, max_size=4).map(lambda nodes: joined(Or, nodes)),
        inner.filter(lambda node: not isinstance(node, Not)).map(Not),
    ),
    max_leaves=12,
).filter(lambda tree: all(len(n.children) > 1 for n in branches(tree) if isinstance(n, And | Or)))


def branches(node: Node) -> list[Node]:
    children = node.children if isinstance(node, And | Or) else (node.child,) if isinstance(node, Not) else ()
    return [node, *(below for child in children for below in branches(child))]


@given(TREES)
def test_any_tree_of_the_language_survives_writing(tree: Node) -> None:
    parsed = parse_query(write_query(tree))
    assert parsed.node == tree
    assert parsed.problems == ()


def test_words_that_do_not_suffice_alone_are_preferred_only() -> None:
    weak = frozenset(map(identity, terms("plans", "late")))
    node = parse_query("plans late zeppelins", leniency=Leniency(2, weak)).node
    assert node == And((Preferred(terms("plans", "late")), Term("zeppelins")))
    assert list(wanted_leaves(node)) == [*terms("plans", "late", "zeppelins")]
    assert words_to_choose_from(node) == terms("plans", "late")

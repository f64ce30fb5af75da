"""Describes a search in words, so that people see how it was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from corpus.dates import format_date, format_range
from index.engine import MAX_REPEATS
from index.fields import BY_NAME, MISSING
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
from searcher.asking.problems import ProblemKind
from searcher.asking.request import SearchRequest
from searcher.finding.results import Hit
from searcher.language.parser import ParsedQuery
from searcher.language.thesaurus import Expansion
from searcher.wording.figures import counted
from searcher.wording.judgement import missing_label
from searcher.wording.lists import join_words

Labels = Callable[[str, str], str]
"""Gives the words shown for a value of a field."""

EVERY_PASSAGE = "every passage"
_PLACES = {None: "", "heading": " in the section heading", "title": " in the report’s title", "text": " in the text"}


def plain_label(field: str, value: str) -> str:
    """Return a value as it is, and the words for a missing one."""
    return missing_label(field) if field and value == MISSING else value


def describe_query(parsed: ParsedQuery, labels: Labels = plain_label) -> str:
    """Return how a query was read, in a line of plain words.

    ``“annual” and “reviews” (too common to count: “the”)``. ``every passage`` where it holds
    nothing to look for.
    """
    said = describe_node(parsed.node, labels)
    if any(problem.kind is ProblemKind.NO_WORDS for problem in parsed.problems):
        said += " (no word to look for; only the filters count)"
    ranked = [child for node in _parts(parsed.node) for child in ranking_only(node)]
    if needed := list(dict.fromkeys(_quoted(offer.typed) for offer in parsed.offers if offer.needed)):
        are = "is looked for as a word" if len(needed) == 1 else "are looked for as words"
        said += f" (named by {join_words(needed, 'and')}, which {are} only between quotation marks)"
    if ranked:
        said += f" (for the order only: {', '.join(describe_node(child, labels) for child in ranked)})"
    if parsed.left_out:
        said += f" (too common to count: {', '.join(map(_quoted, parsed.left_out))})"
    return said


def describe_node(node: Node, labels: Labels = plain_label) -> str:
    """Return what a tree finds, in plain words, brackets where they are needed."""
    match node:
        case And(children=children):
            needed = [child for child in children if not ranking_only(child)]
            return join_words([_inner(child, labels) for child in _wanted_first(needed)], "and")
        case Or(children=children):
            return join_words([_inner(child, labels) for child in _wanted_first(children)], "or")
        case AtLeast(children=children, minimum=minimum):
            return f"at least {minimum} of {join_words([_inner(child, labels) for child in children], 'and')}"
        case Not(child=child):
            return f"not {_inner(child, labels)}"
        case Weighted(child=child) | Expanded(typed=child):
            return describe_node(child, labels)
        case _:
            return _leaf(node, labels)


def ranking_only(node: Node) -> tuple[Node, ...]:
    """Return what a node ranks by without deciding what matches; nothing for all other nodes."""
    match node:
        case Preferred(children=children):
            return children
        case Bonus(child=child):
            return (child,)
        case _:
            return ()


def _parts(node: Node) -> tuple[Node, ...]:
    return node.children if isinstance(node, And) else (node,)


def describe_expansions(expansions: Iterable[Expansion]) -> list[str]:
    """Return what else was searched, a line each: ``“SALT”: also “speech and language therapy”``."""
    lines = []
    for expansion in expansions:
        also = join_words([_quoted(word) for word in expansion.also], "and")
        known = f"{_quoted(expansion.typed)} is in no report: searched {also}"
        lines.append(known if expansion.unknown else f"{_quoted(expansion.typed)}: also {also}")
    return lines


def describe_repeats(hit: Hit) -> str:
    """Return where else the words of a hit stand: ``The same words stand in 3 other passages, in 2 reports``."""
    more = " or more" if len(hit.repeats) == MAX_REPEATS else ""
    others = "1 other passage" if len(hit.repeats) == 1 else f"{len(hit.repeats)} other passages{more}"
    return f"The same words stand in {others}, in {counted(hit.repeat_reports, 'report')}"


def describe_widening(page_total: int, enough: int | None) -> str | None:
    """Return a sentence on a query that was widened; ``None`` where it was not."""
    if enough is None:
        return None
    had = (
        "No passage has"
        if enough == 0
        else f"Only {counted(enough, 'passage')} of {page_total:,} {'has' if enough == 1 else 'have'}"
    )
    return f"{had} enough of these words, so those with fewer of them are shown too."


def describe_words_found(total: int, with_all: int | None) -> str | None:
    """Return how many of the passages found have all of the words; ``None`` where all do, or nothing is found."""
    if with_all is None or with_all == total:
        return None
    rest = f"{total - with_all:,} {'has' if total - with_all == 1 else 'have'} some of them."
    if not with_all:
        return f"No passage has all of your words; {rest}"
    return f"{counted(with_all, 'passage')} {'has' if with_all == 1 else 'have'} all of your words; {rest}"


def describe_filters(request: SearchRequest, labels: Labels = plain_label) -> list[str]:
    """Return the filters and dates of a request, one line each: ``Area: Kent or Surrey but not Essex``."""
    lines = []
    for name, chosen in request.filters.items():
        wanted = join_words(_in_order(name, chosen.include, labels), "or") or "any"
        unwanted = join_words(_in_order(name, chosen.exclude, labels), "or")
        if chosen.include or chosen.exclude:
            lines.append(f"{BY_NAME[name].label}: {wanted}" + (f" but not {unwanted}" if unwanted else ""))
    if request.first or request.last:
        lines.append(f"{BY_NAME[request.date_field].label}: {_days(request.first, request.last)}")
    return lines


def _in_order(name: str, values: Iterable[str], labels: Labels) -> list[str]:
    return sorted(labels(name, value) for value in values)


def _wanted_first(children: Iterable[Node]) -> list[Node]:
    """Put what is not wanted last, so that "not" cannot be taken to cover what follows."""
    return sorted(children, key=lambda child: isinstance(child, Not))


def _inner(node: Node, labels: Labels) -> str:
    said = describe_node(node, labels)
    return f"({said})" if isinstance(node, And | Or | AtLeast) else said


def _leaf(node: Node, labels: Labels) -> str:
    match node:
        case Everything() | Preferred() | Bonus():
            return EVERY_PASSAGE
        case Nothing():
            return "no passage"
        case Keyword(field=field, value=value):
            return f"{BY_NAME[field].label.lower()}: {labels(field, value)}"
        case DateRange(field=field, first=first, last=last):
            return f"{BY_NAME[field].label.lower()} {_days(first, last)}"
        case Term() | Phrase() | Prefix() | Wildcard():
            return _words(node) + _PLACES[node.field]
        case _:
            raise TypeError(f"{type(node).__name__} is not a query node")


def _words(node: Term | Phrase | Prefix | Wildcard) -> str:
    match node:
        case Term(text=text):
            return _quoted(text)
        case Phrase(words=words, slop=0):
            return f"the exact word{'s' if len(words) > 1 else ''} {_quoted(' '.join(words))}"
        case Phrase(words=words, slop=slop):
            return f"the words {_quoted(' '.join(words))} in this order with at most {slop} others between"
        case Prefix(text=text):
            return f"words beginning with {_quoted(text)}"
        case Wildcard(pattern=pattern):
            return f"words like {_quoted(pattern)}"


def _days(first: date | None, last: date | None) -> str:
    if first and last:
        return f"on {format_date(first)}" if first == last else f"from {format_range(first, last)}"
    if first:
        return f"on or after {format_date(first)}"
    return f"on or before {format_date(last)}" if last else "on any day"


def _quoted(text: str) -> str:
    return f"“{text}”"

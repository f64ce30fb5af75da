"""Changes to a search that finds nothing, with how much each would find; only changes that help are offered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import islice

from index.engine import Filter
from index.query import And, Node, Not, Span
from searcher.asking.problems import ProblemKind
from searcher.asking.request import SearchRequest
from searcher.finding.descriptions import describe_filters
from searcher.finding.search import Searcher
from searcher.language.joining import wanted_leaves
from searcher.language.parser import parse_query

MOST_TRIED = 10
"""How many filters, and how many words, are tried; each is a search."""

_FAULTS = frozenset({ProblemKind.SYNTAX, ProblemKind.NO_WORDS})
_LEADING = re.compile(r"(?:\b(?:AND|OR|NOT)\s+|[\w]+:|(?<!\w)[-+])$")
_FOLLOWING = re.compile(r"^\s*(?:AND|OR)\b")
_EMPTY_BRACKETS = re.compile(r"[-+\w:]*\(\s*\)")
_SPACE_IN_BRACKETS = re.compile(r"(\()\s+|\s+(\))")
_MARKS = re.compile('["\u201c\u201d]')


class RemedyKind(Enum):
    """The kinds of change."""

    FILTER = auto()
    ALL_FILTERS = auto()
    WORD = auto()
    EXACTNESS = auto()
    SPELLING = auto()


@dataclass(frozen=True, slots=True)
class Remedy:
    """A ``change`` that makes a search find something: ``passages`` passages.

    ``field`` is that of the filter taken off; ``words`` what is taken off, or the query as spelled
    otherwise. ``bare`` is whether all filters are taken off besides. ``request`` is the changed search.
    """

    change: RemedyKind
    field: str
    words: str
    request: SearchRequest
    passages: int
    bare: bool = False


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter in force: its field's ``name``, its words, and the search ``without`` it."""

    name: str
    label: str
    without: SearchRequest


def active_filters(request: SearchRequest, searcher: Searcher) -> Iterator[ActiveFilter]:
    """Yield every filter in force, values in order of their words, dates last."""
    for name, chosen in request.filters.items():
        for value in sorted(chosen.include, key=lambda value: searcher.label(name, value)):
            kept = Filter(chosen.include - {value}, chosen.exclude)
            yield ActiveFilter(name, searcher.label(name, value), _with_filter(request, name, kept))
        for value in sorted(chosen.exclude, key=lambda value: searcher.label(name, value)):
            kept = Filter(chosen.include, chosen.exclude - {value})
            yield ActiveFilter(name, f"not {searcher.label(name, value)}", _with_filter(request, name, kept))
    if request.first or request.last:
        dates = SearchRequest(date_field=request.date_field, first=request.first, last=request.last)
        label = describe_filters(dates)[0].split(": ", 1)[1]
        yield ActiveFilter(request.date_field, label, replace(request, first=None, last=None, page=1))


def find_remedies(searcher: Searcher, request: SearchRequest, suggestion: str | None = None) -> Iterator[Remedy]:
    """Yield the changes to a search that make it find something, each with how much.

    Tried are the ``suggestion``, the query as spelled otherwise; each filter taken off, and all of
    them; each word or value of the query; exact wording. Where none of these helps, words and
    exact wording are tried again without any filter.
    """
    helped = False
    for remedy in _alone(searcher, request, suggestion):
        helped = True
        yield remedy
    if not helped and (request.filters or request.first or request.last):
        for remedy in _in_query(searcher, _bare(request)):
            yield replace(remedy, bare=True)


def _alone(searcher: Searcher, request: SearchRequest, suggestion: str | None) -> Iterator[Remedy]:
    if suggestion:
        yield from _tried(searcher, RemedyKind.SPELLING, suggestion, replace(request, text=suggestion))
    active = list(active_filters(request, searcher))
    for one in active[:MOST_TRIED]:
        yield from _tried(searcher, RemedyKind.FILTER, one.label, one.without, one.name)
    if len(active) > 1:
        yield from _tried(searcher, RemedyKind.ALL_FILTERS, "", _bare(request))
    yield from _in_query(searcher, request)


def _in_query(searcher: Searcher, request: SearchRequest) -> Iterator[Remedy]:
    for word, text in islice(shortened(request.text), MOST_TRIED):
        yield from _tried(searcher, RemedyKind.WORD, word, replace(request, text=text))
    plain = _MARKS.sub("", request.text)
    if plain != request.text and _reads_well(plain, request.text):
        yield from _tried(searcher, RemedyKind.EXACTNESS, plain, replace(request, text=plain))


def _bare(request: SearchRequest) -> SearchRequest:
    return replace(request, filters={}, first=None, last=None)


def shortened(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word, phrase or value of a query, as typed, with the query without it."""
    seen: set[Span] = set()
    for span in sorted(span for span in _spans(parse_query(text).node) if span[1] <= len(text)):
        rest = _without(text, span)
        if span not in seen and rest and _reads_well(rest, text):
            seen.add(span)
            yield text[_start(text, span[0]) : span[1]], rest


def _spans(node: Node) -> Iterator[Span]:
    """Yield the places of all that can be taken out of a query by itself."""
    yield from (leaf.span for leaf in wanted_leaves(node) if leaf.span)
    for child in node.children if isinstance(node, And) else (node,):
        if isinstance(child, Not) and child.span:
            yield child.span


def _start(text: str, start: int) -> int:
    """Return where what stands at ``start`` begins with the name of its field."""
    named = re.search(r"\w+:$", text[:start])
    return named.start() if named else start


def _without(text: str, span: Span) -> str:
    """Return a query without a part of it, and without the operators that part leaves alone."""
    before, after = text[: span[0]], text[span[1] :]
    while leading := _LEADING.search(before):
        before = before[: leading.start()]
    if not before.strip() or before.rstrip().endswith("("):
        after = _FOLLOWING.sub("", after)
    rest, cut = f"{before} {after}", ""
    while rest != cut:
        rest, cut = _EMPTY_BRACKETS.sub(" ", rest), rest
    return _SPACE_IN_BRACKETS.sub(r"\1\2", " ".join(rest.split()))


def _reads_well(text: str, before: str) -> bool:
    """Return whether a changed query can be offered: it looks for something, no sign of it lost its partner."""
    return bool(text) and _faults(text) <= _faults(before)


def _faults(text: str) -> int:
    return sum(problem.kind in _FAULTS for problem in parse_query(text).problems)


def _tried(
    searcher: Searcher, change: RemedyKind, words: str, request: SearchRequest, field: str = ""
) -> Iterator[Remedy]:
    request = replace(request, page=1)
    passages = searcher.count(request)
    if passages:
        yield Remedy(change, field, words, request, passages)


def _with_filter(request: SearchRequest, name: str, kept: Filter) -> SearchRequest:
    filters = dict(request.filters) | {name: kept}
    return replace(request, filters={key: value for key, value in filters.items() if value != Filter()}, page=1)

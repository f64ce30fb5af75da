"""Answers a request over columns: the query tree as algebra over masks, then counts and order.

Matches, scores and counts come from one evaluation, so they cannot disagree. The tree is walked
without recursion, so no query is too deep.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.columns import Columns, Mask
from index.engine import DateFilter, EngineRequest, Order, ValueCount
from index.leaf_matching import LeafMatcher
from index.leaves import leaves_of
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
    Prefix,
    Term,
    Weighted,
    Wildcard,
)
from index.scoring import DECIMALS
from index.text_columns import Reals


@dataclass(frozen=True, slots=True)
class Evaluated:
    """Which passages a query matches, the score of every passage, the patterns that were cut."""

    mask: Mask
    scores: Reals
    cut: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """The answer to a request as numbers: ``numbers`` are the passages of the slice asked for."""

    total: int
    reports: int
    numbers: NDArray[np.int64]
    scores: Reals
    facets: dict[str, tuple[ValueCount, ...]]
    cut: tuple[str, ...]


def select(request: EngineRequest, columns: Columns, leaves: LeafMatcher) -> Selection:
    """Return matches, counts and the slice in order."""
    found = evaluate(request.query, columns, leaves)
    mask = found.mask
    if request.dates is not None:
        mask = mask & columns.between(request.dates)
    allowed = {name: columns.allowed(name, chosen) for name, chosen in request.filters.items()}
    facets = {}
    for name in request.facets:
        column = columns.keyword(name)
        facets[name] = column.counts(_all_of(mask, (a for other, a in allowed.items() if other != name)))
    matching = _all_of(mask, iter(allowed.values()))
    numbers = np.flatnonzero(matching)
    scores = found.scores
    chosen = _slice(numbers, scores, columns, request)
    return Selection(len(numbers), columns.count_reports(matching), chosen, scores[chosen], facets, found.cut)


def _all_of(mask: Mask, others: Iterator[Mask]) -> Mask:
    for other in others:
        mask = mask & other
    return mask


def _slice(numbers: NDArray[np.int64], scores: Reals, columns: Columns, request: EngineRequest) -> NDArray[np.int64]:
    """Return the passages from ``offset`` on, at most ``limit``, in the order asked for."""
    first = max(request.offset, 0)
    last = len(numbers) if request.limit is None else min(first + max(request.limit, 0), len(numbers))
    if first >= last:
        return numbers[:0]
    if request.order is not Order.RELEVANCE:
        return _lowest(numbers, columns.ranks[request.order], last)[first:]
    ties = columns.ranks[Order.NEWEST]
    reached = scores[numbers]
    if last < len(numbers):
        least = np.partition(reached, len(reached) - last)[len(reached) - last]
        better = numbers[reached > least]
        level = _lowest(numbers[reached == least], ties, last - len(better))
        numbers = np.concatenate([better, level])
    return numbers[np.lexsort((ties[numbers], -scores[numbers]))][first:last]


def _lowest(numbers: NDArray[np.int64], ranks: NDArray[np.int32], count: int) -> NDArray[np.int64]:
    """Return the ``count`` numbers of lowest rank, in order of rank."""
    wanted = ranks[numbers]
    if count < len(numbers):
        near = np.argpartition(wanted, count - 1)[:count]
        numbers, wanted = numbers[near], wanted[near]
    return numbers[np.argsort(wanted)]


@dataclass(slots=True)
class _Frame:
    """An inner node on the way: the children still to come and what they have come to so far.

    ``weight`` multiplies the scores below, ``None`` where they do not count. ``points`` go to
    what the node matches.
    """

    node: Node
    children: Iterator[Node]
    weight: float | None
    mask: Mask
    counts: NDArray[np.int32] | None = field(default=None)
    points: float = 0.0


def evaluate(root: Node, columns: Columns, leaves: LeafMatcher) -> Evaluated:
    """Return what a tree of query nodes matches and scores."""
    return _Evaluation(columns, leaves).run(root)


class _Evaluation:
    def __init__(self, columns: Columns, leaves: LeafMatcher) -> None:
        self._columns = columns
        self._leaves = leaves
        self._scores = np.zeros(columns.passages, dtype=np.float64)
        self._cut: dict[str, None] = {}

    def run(self, root: Node) -> Evaluated:
        top = _Frame(Or((root,)), iter((root,)), 1.0, self._columns.none())
        stack = [top]
        while stack:
            frame = stack[-1]
            child = next(frame.children, None)
            if child is None:
                stack.pop()
                if stack:
                    _fold_in(stack[-1], self._finished(frame))
            elif isinstance(child, And | Or | AtLeast | Not | Weighted | Bonus):
                stack.append(self._open(child, frame.weight))
            else:
                _fold_in(frame, self._leaf(child, frame.weight))
        return Evaluated(top.mask, np.round(self._scores, DECIMALS), tuple(self._cut))

    def _open(self, node: And | Or | AtLeast | Not | Weighted | Bonus, weight: float | None) -> _Frame:
        columns = self._columns
        match node:
            case And(children=children):
                return _Frame(node, iter(children), weight, columns.every())
            case Or(children=children):
                return _Frame(node, iter(children), weight, columns.none())
            case AtLeast(children=children):
                counts = np.zeros(columns.passages, dtype=np.int32)
                return _Frame(node, iter(children), weight, columns.none(), counts)
            case Not(child=child):
                return _Frame(node, iter((child,)), None, columns.none())
            case Bonus(child=child, points=points):
                return _Frame(node, iter((child,)), None, columns.none(), points=(weight or 0.0) * points)
            case Weighted(child=child, weight=factor):
                inner = None if weight is None else weight * factor
                return _Frame(node, iter((child,)), inner, columns.none())

    def _finished(self, frame: _Frame) -> Mask:
        match frame.node:
            case Not():
                return ~frame.mask
            case Bonus():
                self._scores[frame.mask] += frame.points
                return self._columns.every()
            case AtLeast(minimum=minimum) if frame.counts is not None:
                enough: Mask = frame.counts >= minimum
                return enough
            case _:
                return frame.mask

    def _leaf(self, node: Node, weight: float | None) -> Mask:
        columns = self._columns
        match node:
            case Term() | Phrase() | Prefix() | Wildcard() | Expanded():
                found = self._leaves.find(leaves_of(node))
                self._cut |= dict.fromkeys(found.cut)
                if weight is not None:
                    self._scores[found.scored] += weight * found.scores
                mask = columns.none()
                mask[found.matching] = True
                return mask
            case Everything():
                return columns.every()
            case Nothing():
                return columns.none()
            case Keyword(field=name, value=value):
                return columns.having(name, frozenset((value,)))
            case DateRange(field=name, first=first, last=last):
                return columns.between(DateFilter(name, first, last))
        raise TypeError(f"{type(node).__name__} is not a query node.")


def _fold_in(frame: _Frame, mask: Mask) -> None:
    """Add a child's matches to what its parent has so far."""
    if isinstance(frame.node, And):
        frame.mask &= mask
    elif frame.counts is not None:
        frame.counts += mask
    else:
        frame.mask |= mask

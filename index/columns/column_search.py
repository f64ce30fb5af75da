"""Answers a request over columns: one evaluation of the words, then everything else by run.

Matches, scores and counts come from one evaluation, so they cannot disagree. What matched is
counted by run once; dates, keywords, filters and facets are the same for all passages of a run,
so they never look at passages again. What was evaluated last is kept: the same words with another
filter, order or page cost little.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from index.columns.arrays import ArrayCache
from index.columns.facet_counts import count_facets
from index.columns.keyword_columns import Columns, Tally
from index.columns.leaf_matching import LeafMatch, LeafMatcher
from index.columns.number_types import (
    Factors,
    Integers,
    Mask,
    PassageMask,
    PassageNumbers,
    Places,
    Ranks,
    ReportNumbers,
    RunMask,
    Scores,
    TextNumbers,
    pair_keys,
    parted_keys,
)
from index.columns.query_algebra import evaluate, is_of_runs
from index.engine import DateFilter, EngineRequest, Order, ValueCount
from index.leaves import leaves_of
from index.query import And, DateRange, Everything, Expanded, Keyword, Node, Nothing, Phrase, Prefix, Term, Wildcard
from index.query_trees import conjuncts, tree_key
from index.scoring import DECIMALS

CACHE_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Selection:
    """The answer to a request, as numbers.

    ``numbers`` are the passages of the part asked for, in order. ``repeats`` has, for each of them, the other
    matches with the same words, where repeats come last; else nothing.
    """

    total: int
    reports: int
    numbers: PassageNumbers
    scores: Scores
    repeats: list[PassageNumbers]
    facets: dict[str, tuple[ValueCount, ...]]
    cut: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Matches:
    """The passages that the words of a query match, ascending, with their scores, and how many each run has."""

    passages: PassageNumbers
    scores: Scores
    in_runs: Integers
    cut: tuple[str, ...]

    @property
    def nbytes(self) -> int:
        """Return the size of the arrays in bytes."""
        return self.passages.nbytes + self.scores.nbytes + self.in_runs.nbytes


@dataclass(frozen=True, slots=True)
class _Repeats:
    """The matches of a search that have the same words as another match, by their places among all matches.

    ``come_last`` marks those that repeat a better one. ``places`` are the matches that share their words, group by
    group; ``groups`` numbers the groups, and ``starts`` says where each begins, with the number of places at the
    end.
    """

    come_last: Mask
    said: TextNumbers
    scores: Scores
    ranks: Ranks
    places: Places
    groups: Integers
    starts: Places

    @classmethod
    def among(cls, scores: Scores, ranks: Ranks, said: TextNumbers) -> _Repeats:
        """Return the repeats among matches; ``said`` has a number for the words of each, -1 where no other has them."""
        several = np.flatnonzero(said >= 0)
        group, places = parted_keys(np.sort(pair_keys(said[several], several)))
        begins = np.flatnonzero(np.diff(group, prepend=-1))
        come_last = np.zeros(len(scores), dtype=np.bool_)
        if len(begins):
            sizes = np.diff(begins, append=len(places))
            best = np.repeat(np.maximum.reduceat(scores[places], begins), sizes)
            # Of those with the best score the first in order of rank is not a repeat.
            rank = np.where(scores[places] == best, ranks[places], len(scores) + int(ranks.max()))
            come_last[places] = rank != np.repeat(np.minimum.reduceat(rank, begins), sizes)
        return cls(come_last, said, scores, ranks, places, group[begins], np.append(begins, len(places)))

    def of(self, place: int) -> Places:
        """Return the places of the matches that repeat the one at a place, best first."""
        if self.said[place] < 0 or self.come_last[place]:
            return self.places[:0]
        group = int(np.searchsorted(self.groups, self.said[place]))
        others = self.places[self.starts[group] : self.starts[group + 1]]
        others = others[others != place]
        ordered: Places = others[np.lexsort((self.ranks[others], -self.scores[others]))]
        return ordered


class ColumnSearch:
    """Searches one generation and keeps its last evaluations. Safe to use from several threads."""

    def __init__(self, columns: Columns, leaves: LeafMatcher, brevities: Factors) -> None:
        """Take the columns, the matcher of leaves, and the factor for each passage's length."""
        self._columns = columns
        self._brevities = brevities
        self._leaves = leaves
        self._matches: ArrayCache[_Matches] = ArrayCache(CACHE_BYTES)

    def select(self, request: EngineRequest) -> Selection:
        """Return matches, counts and the slice in order."""
        columns = self._columns
        words = []
        held = [columns.between(request.dates)] if request.dates is not None else []
        for node in conjuncts(request.query):
            if is_of_runs(node):
                held.append(evaluate(node, len(columns.runs), self._run_leaf, _no_reward))
            else:
                words.append(node)
        matches = self._matches.get(tree_key(words), lambda: self._evaluate(words))
        tally = Tally(matches.in_runs).kept(held)
        allowed = {name: columns.allowed(name, chosen) for name, chosen in request.filters.items()}
        through = tally.kept(allowed.values())
        facets = count_facets(columns, request.facets, tally, allowed)
        total = int(through.in_runs.sum())
        passages, scores, repeats = self._slice(matches, [*held, *allowed.values()], request, total)
        return Selection(total, columns.count_reports(through), passages, scores, repeats, facets, matches.cut)

    def frequency(self, node: Node) -> int:
        """Return how many passages a node matches."""
        if isinstance(node, Term | Phrase | Prefix | Wildcard | Expanded):
            return self._leaves.find(leaves_of(node)).matching
        return self.select(EngineRequest(node, limit=0, facets=())).total

    def _evaluate(self, words: list[Node]) -> _Matches:
        """Return the passages that match all of these nodes on words, with their scores."""
        runs = self._columns.runs
        scored: list[tuple[LeafMatch, float]] = []
        rewarded: list[tuple[PassageMask, float]] = []
        cut: dict[str, None] = {}

        def leaf(node: Node, weight: float | None) -> PassageMask:
            if not isinstance(node, Term | Phrase | Prefix | Wildcard | Expanded):
                return runs.mask_in(self._run_leaf(node, weight))
            found = self._leaves.find(leaves_of(node))
            cut.update(dict.fromkeys(found.cut))
            if weight is not None:
                scored.append((found, weight))
            mask = np.zeros(runs.passages, dtype=np.bool_)
            found.add_to(mask, runs)
            return mask

        def reward(mask: PassageMask, points: float) -> None:
            rewarded.append((mask, points))

        passages = np.flatnonzero(evaluate(And(tuple(words)), runs.passages, leaf, reward))
        scores = np.zeros(len(passages))
        for found, weight in scored:
            scores += weight * self._leaves.score(found, passages)
        scores *= self._brevities[passages]
        for mask, points in rewarded:
            scores += points * mask[passages]
        return _Matches(passages, np.round(scores, DECIMALS), runs.counts(passages), tuple(cut))

    def _run_leaf(self, node: Node, _: float | None) -> RunMask:
        """Return the runs that a leaf without words matches, such as a keyword or a range of dates."""
        columns = self._columns
        match node:
            case Everything() | Nothing():
                return np.full(len(columns.runs), isinstance(node, Everything))
            case Keyword(field=name, value=value):
                return columns.having(name, frozenset((value,)))
            case DateRange(field=name, first=first, last=last):
                return columns.between(DateFilter(name, first, last))
        raise TypeError(f"{type(node).__name__} is not a query node.")

    def _slice(
        self, matches: _Matches, held: list[RunMask], request: EngineRequest, total: int
    ) -> tuple[PassageNumbers, Scores, list[PassageNumbers]]:
        """Return the passages from ``offset`` on, at most ``limit``, in order, their scores and repeats."""
        first = max(request.offset, 0)
        last = total if request.limit is None else min(first + max(request.limit, 0), total)
        passages, scores = matches.passages, matches.scores
        sorted_first = total if request.fold is not None else last
        if first >= last:
            return passages[:0], scores[:0], []
        if held:
            through = _all_of(held)[self._columns.runs.of[passages]]
            passages, scores = passages[through], scores[through]

        def sliced(best: Places) -> Places:
            if request.fold is None:
                return best[first:last]
            return best[_folded(self._columns.report_of(passages[best]), first, last, request.fold)]

        ranks = self._columns.ranks[Order.NEWEST if request.order is Order.RELEVANCE else request.order]
        if request.order is not Order.RELEVANCE:
            chosen = sliced(_lowest(passages, ranks, sorted_first))
            return passages[chosen], scores[chosen], [passages[:0]] * len(chosen)
        if not request.repeats_last:
            chosen = sliced(_best(passages, scores, ranks, sorted_first))
            return passages[chosen], scores[chosen], [passages[:0]] * len(chosen)
        repeats = _Repeats.among(scores, ranks[passages], self._columns.same[passages])
        placed = np.where(repeats.come_last, scores - scores.max() - 1, scores)
        chosen = sliced(_best(passages, placed, ranks, sorted_first))
        return passages[chosen], scores[chosen], [passages[repeats.of(place)] for place in chosen.tolist()]


def _no_reward(_: Mask, __: float) -> None:
    """Ignore points: what is evaluated over runs has no score."""


def _all_of(masks: Iterable[RunMask]) -> RunMask:
    kept: RunMask = np.logical_and.reduce(list(masks))
    return kept


def _best(passages: PassageNumbers, scores: Scores, ranks: Ranks, count: int) -> Places:
    """Return the places of the ``count`` passages with the highest scores, best first, ties by rank."""
    places = np.arange(len(passages))
    if count < len(passages):
        least = np.partition(scores, len(scores) - count)[len(scores) - count]
        better = np.flatnonzero(scores > least)
        level = np.flatnonzero(scores == least)
        places = np.concatenate([better, level[_lowest(passages[level], ranks, count - len(better))]])
    return places[np.lexsort((ranks[passages[places]], -scores[places]))]


def _folded(reports: ReportNumbers, first: int, last: int, most: int) -> Places:
    """Return the places of the hits of the reports from ``first`` to ``last``, ``most`` of each, report by report.

    ``reports`` has the report of each hit, in order of hits. Reports stand in the order of their first hit.
    """
    _, begins, of = np.unique(reports, return_index=True, return_inverse=True)
    place_of_report = np.empty(len(begins), dtype=np.int64)
    place_of_report[np.argsort(begins)] = np.arange(len(begins))
    place = place_of_report[of.reshape(-1)]
    hits = np.flatnonzero((place >= first) & (place < last))
    hits = hits[np.argsort(place[hits], kind="stable")]
    within = np.arange(len(hits)) - np.searchsorted(place[hits], place[hits])
    chosen: Places = hits[within < most]
    return chosen


def _lowest(passages: PassageNumbers, ranks: Ranks, count: int) -> Places:
    """Return the places of the ``count`` passages with the lowest ranks, in order of rank."""
    wanted = ranks[passages]
    places = np.argpartition(wanted, count - 1)[:count] if count < len(passages) else np.arange(len(passages))
    return places[np.argsort(wanted[places])]

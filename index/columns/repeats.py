"""Which matches say word for word what a better one says."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from index.columns.keyword_columns import Numbers
from index.columns.passage_runs import Mask, Whole
from index.columns.text_columns import Reals


@dataclass(frozen=True, slots=True)
class Repeats:
    """The matches of a search that say the same as another, by their places among all matches.

    ``come_last`` marks those that repeat a better one. ``places`` are the matches that share
    their words, group by group; ``groups`` numbers the groups, ``starts`` is where each begins, and
    how many there are at the end.
    """

    come_last: Mask
    said: Numbers
    scores: Reals
    ranks: Numbers
    places: Whole
    groups: Whole
    starts: Whole

    @classmethod
    def among(cls, scores: Reals, ranks: Numbers, said: Numbers) -> Repeats:
        """Return the repeats among matches; ``said`` is the number of what each says, -1 where nothing repeats it."""
        several = np.flatnonzero(said >= 0)
        order = np.sort(said[several].astype(np.int64) << 32 | several)
        places, group = order & (2**32 - 1), order >> 32
        begins = np.flatnonzero(np.diff(group, prepend=-1))
        come_last = np.zeros(len(scores), dtype=np.bool_)
        if len(begins):
            sizes = np.diff(begins, append=len(places))
            best = np.repeat(np.maximum.reduceat(scores[places], begins), sizes)
            # Of those with the best score the first in order of rank is not a repeat.
            rank = np.where(scores[places] == best, ranks[places], len(scores) + int(ranks.max()))
            come_last[places] = rank != np.repeat(np.minimum.reduceat(rank, begins), sizes)
        return cls(come_last, said, scores, ranks, places, group[begins], np.append(begins, len(places)))

    def of(self, place: int) -> Whole:
        """Return the places of the matches that repeat the one at a place, best first."""
        if self.said[place] < 0 or self.come_last[place]:
            return self.places[:0]
        group = int(np.searchsorted(self.groups, self.said[place]))
        others = self.places[self.starts[group] : self.starts[group + 1]]
        others = others[others != place]
        ordered: Whole = others[np.lexsort((self.ranks[others], -self.scores[others]))]
        return ordered

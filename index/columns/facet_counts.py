"""Counts the values of facets: each facet under every filter but its own.

So the values of a facet that is filtered show what each of them would find, not 0 for all but the chosen ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.columns.keyword_columns import Columns, Tally
from index.columns.number_types import RunMask
from index.engine import ValueCount


def count_facets(
    columns: Columns, facets: Iterable[str], matches: Tally, allowed: Mapping[str, RunMask]
) -> dict[str, tuple[ValueCount, ...]]:
    """Return the counts of each facet, in the order asked; ``allowed`` has the runs that each filter leaves.

    ``matches`` are the passages that match in each run, before the filters.
    """
    filtered = matches.kept(allowed.values())
    counts = {}
    for name in facets:
        others = [mask for field, mask in allowed.items() if field != name]
        counts[name] = columns.keyword(name).counts(matches.kept(others) if name in allowed else filtered)
    return counts

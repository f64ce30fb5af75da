"""Areas that a query names though no report held is on them: nobody should take other areas' passages for theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from corpus.areas import AreaTable
from corpus.slugs import make_slug
from searcher.query_language import parse_query
from searcher.recognised import Recogniser
from searcher.results import Problem, ProblemKind

MOST_NAMED = 3


class AreasNotHeld:
    """Finds the names of areas that a collection has no report on; ``known`` are the names of those it has."""

    def __init__(self, table: AreaTable, known: Recogniser) -> None:
        names = {said: value for said, value in _names_of(table).names.items() if said not in known.names}
        self._recogniser = Recogniser(names, max(map(len, names), default=0))

    def problems(self, text: str) -> Iterator[Problem]:
        """Yield what is to be said of a query: a name counts where it has a capital letter or is all that was typed."""
        offers = parse_query(text, recogniser=self._recogniser).offers
        for offer in offers[:MOST_NAMED]:
            if offer.needed or not offer.typed[:1].islower():
                message = f"No report held here is on {offer.label}; “{offer.typed}” is only looked for as a word."
                yield Problem(ProblemKind.OUTSIDE_HELD, message, "q", offer.span)


def _names_of(table: AreaTable) -> Recogniser:
    """Return what recognises every area of a table."""
    areas: Mapping[str, str] = {make_slug(area.name): area.name for area in table}
    others: dict[str, Mapping[str, str]] = {key: {} for key in ("year", "type", "finding", "region", "inspectorate")}
    return Recogniser.of({**others, "area": areas}, [(make_slug(area.name), area.aliases) for area in table])

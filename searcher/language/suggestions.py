"""Did you mean: the query with words that no report has replaced by the nearest words that reports have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from corpus.areas import AreaTable
from corpus.slugs import make_slug
from index.query import Expanded, Node, Span, Term
from searcher.asking.problems import Problem, ProblemKind
from searcher.language.filter_names import Recogniser
from searcher.language.parser import ParsedQuery, parse_query
from searcher.language.thesaurus import Thesaurus

MOST_NAMED = 3


def respelled(text: str, parsed: ParsedQuery, thesaurus: Thesaurus) -> str | None:
    """Return the query in the nearest known spelling; ``None`` where every word is known or none is near.

    Only bare words are looked at. Words in quotation marks, acronyms and terms of the field are left as typed.
    """
    slips = [(span, near) for word in parsed.words for span, near in _slips(word, thesaurus)]
    for (start, end), near in sorted(slips, reverse=True):
        text = text[:start] + near + text[end:]
    return text if slips else None


def _slips(word: Node, thesaurus: Thesaurus) -> list[tuple[Span, str]]:
    typed = word.typed if isinstance(word, Expanded) else word
    if not isinstance(typed, Term) or typed.span is None:
        return []
    near = thesaurus.correction(typed.text)
    return [(typed.span, near)] if near else []


class AreasNotHeld:
    """Finds names of areas in a query on which the collection has no report; ``known`` are the areas that it has."""

    def __init__(self, table: AreaTable, known: Recogniser) -> None:
        names = {said: value for said, value in _names_of(table).names.items() if said not in known.names}
        self._recogniser = Recogniser(names, max(map(len, names), default=0))

    def problems(self, text: str) -> Iterator[Problem]:
        """Yield a problem for each such area; a name counts where it has a capital letter or is the whole query."""
        offers = parse_query(text, recogniser=self._recogniser).offers
        for offer in offers[:MOST_NAMED]:
            if offer.needed or not offer.typed[:1].islower():
                message = f"No report held here is on {offer.label}; “{offer.typed}” was searched for as a word only."
                yield Problem(ProblemKind.OUTSIDE_HELD, message, "q", offer.span)


def _names_of(table: AreaTable) -> Recogniser:
    """Return what recognises every area of a table."""
    areas: Mapping[str, str] = {make_slug(area.name): area.name for area in table}
    others: dict[str, Mapping[str, str]] = {key: {} for key in ("year", "type", "finding", "region", "inspectorate")}
    return Recogniser.of({**others, "area": areas}, [(make_slug(area.name), area.aliases) for area in table])

"""What a request means on one snapshot of an index.

The language (``searcher.language``) reads the words. Here they meet the collection: names of areas and
years that it has, other words for the same, values of filters, and how many of the words will do where
too little is found otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from index.engine import Engine, Filter
from index.query import Everything, Node
from searcher.asking.facet_values import known_areas
from searcher.asking.known_values import KnownValues
from searcher.asking.problems import Problem
from searcher.asking.request import SearchRequest
from searcher.finding.engine_requests import count_passages
from searcher.finding.method_cache import cached
from searcher.language.filter_names import POINTS, Recogniser, names_of_areas, words_of_names
from searcher.language.joining import STRICT, Leniency, enough_of, identity, is_term
from searcher.language.parser import ParsedQuery, parse_query
from searcher.language.suggestions import AreasNotHeld, respelled
from searcher.language.thesaurus import NO_OTHER_WORDS, Thesaurus, terms_of_the_field

READINGS_KEPT = 256
"""How many queries are kept as read: pages and orders of a search share them."""
FEWEST_FOUND = 10
"""Passages; where fewer have enough of the words, those with fewer of them are found as well."""
FEWEST_IN_AREA = 3
"""The same of a query that names areas, in these."""
COMMON = 0.02
"""Share of all passages; a word in more of them does not suffice where one of several words does."""


@dataclass(frozen=True, slots=True)
class RequestAsRead:
    """A request and what it means. ``request`` has values that the index knows, where it knows them.

    ``problems`` are those of the query and of the filters' values, in this order.
    """

    parsed: ParsedQuery
    request: SearchRequest
    problems: tuple[Problem, ...]


class QueryReader:
    """Reads requests on one snapshot of an index; safe to use from several threads, as the engine is.

    ``labels`` gives every value of a field that the index has, with its label.
    """

    def __init__(self, engine: Engine, labels: Callable[[str], Mapping[str, str]]) -> None:
        self._engine = engine
        self._labels = labels
        areas = known_areas()
        self._thesaurus = Thesaurus.of(terms_of_the_field(), engine, words_of_names(areas))
        values = {name: labels(name) for name in POINTS}
        self._recogniser = Recogniser.of(values, names_of_areas(values["area"], areas))
        self._not_held = AreasNotHeld(areas, self._recogniser)

    def read(self, request: SearchRequest) -> RequestAsRead:
        """Return what a request means; never raises for what was typed."""
        read = self._read(what_is_sought(request))
        return replace(read, request=replace(request, filters=read.request.filters))

    def respelled(self, request: SearchRequest, parsed: ParsedQuery) -> str | None:
        """Return the query spelled otherwise, where that finds something; ``None`` without slips."""
        text = respelled(request.text, parsed, self._thesaurus)
        if text is None:
            return None
        other = replace(request, text=text)
        return text if self._count(self._parse(other, KnownValues(self._labels)), other) else None

    @cached(READINGS_KEPT)
    def _read(self, sought: SearchRequest) -> RequestAsRead:
        values = KnownValues(self._labels)
        request = replace(sought, filters=values.check_filters(sought.filters))
        parsed = self._parse(request, values)
        return RequestAsRead(self._widened(parsed, request), request, (*parsed.problems, *values.problems))

    def _parse(self, request: SearchRequest, values: KnownValues, leniency: Leniency = STRICT) -> ParsedQuery:
        parsed = self._parse_text(request.text, request.expand, leniency)
        return replace(parsed, node=values.check_query(parsed.node))

    @cached(READINGS_KEPT)
    def _parse_text(self, text: str, expand: bool, leniency: Leniency) -> ParsedQuery:
        parsed = parse_query(text, self._thesaurus if expand else NO_OTHER_WORDS, self._recogniser, leniency)
        return replace(parsed, problems=(*parsed.problems, *self._not_held.problems(text)))

    def _widened(self, parsed: ParsedQuery, request: SearchRequest) -> ParsedQuery:
        """Return the query; where too little has enough of its words, one that fewer of them satisfy.

        Filters do not decide it, so that a value of a facet finds as many as are counted for it; but where
        they leave nothing, fewer words will do. Of a query that names areas, what is found in them decides.
        """
        if not request.widen or len(parsed.words) < 2:
            return parsed
        bare = replace(request, filters={}, first=None, last=None)
        areas = frozenset(offer.value for offer in parsed.offers if offer.field == "area")
        if areas:
            bare = replace(bare, filters={"area": Filter(areas)})
        wider = self._wider(parsed, bare, FEWEST_IN_AREA if areas else FEWEST_FOUND)
        return wider if bare == request or self._count(wider, request) else self._wider(wider, request, 1)

    def _wider(self, parsed: ParsedQuery, request: SearchRequest, enough: int) -> ParsedQuery:
        """Return the query; where it finds fewer than ``enough`` passages, the strictest that finds as many."""
        if (total := self._count(parsed, request)) >= enough:
            return parsed
        weak = self._weak(parsed.words)
        widest = parsed
        for spared in range(1, len(parsed.words)):
            alone = enough_of(len(parsed.words), spared) == 1
            if total >= enough or (total and alone and len(weak) == len(parsed.words)):
                break
            wider = self._parse(request, KnownValues(self._labels), Leniency(spared, weak))
            found = self._count(wider, request)
            if found > total:
                strict = parsed.strict or parsed.node
                widest, total = replace(wider, problems=parsed.problems, strict=strict), found
        return widest

    def _weak(self, words: Sequence[Node]) -> frozenset[object]:
        """Return which words do not suffice alone: common ones, and beside a term of the field those that are none."""
        passages, *matching = self._engine.frequencies([Everything(), *words])
        rare = [node for node, number in zip(words, matching, strict=True) if number <= COMMON * passages]
        strong = [node for node in rare if is_term(node)] or rare
        return frozenset(map(identity, words)) - frozenset(map(identity, strong))

    def _count(self, parsed: ParsedQuery, request: SearchRequest) -> int:
        return count_passages(self._engine, parsed, request)


def what_is_sought(request: SearchRequest) -> SearchRequest:
    """Return the part of a request that decides which passages are found, whatever is shown of them."""
    return SearchRequest(
        text=request.text,
        filters=request.filters,
        date_field=request.date_field,
        first=request.first,
        last=request.last,
        expand=request.expand,
        widen=request.widen,
    )

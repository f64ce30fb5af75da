"""Puts a query as read, and a request, into the engine's terms: ranking and the part wanted."""

from __future__ import annotations

from dataclasses import replace

from index.engine import DateFilter, Engine, EngineRequest, Order
from index.fields import FACETS
from index.query import Node
from searcher.asking.request import SearchRequest
from searcher.language.joining import looks_for_words, prefer
from searcher.language.parser import ParsedQuery

PAIR_WEIGHT = 0.25
"""What words typed side by side add to the score where they stand so, against the words alone."""
TERM_WEIGHT = 0.35
"""What a term of the field adds to the score beyond what any word does."""
SHOWN_OF_A_REPORT = 3
"""How many passages of a report stand on a page of passages under their reports."""


def engine_request(parsed: ParsedQuery, request: SearchRequest) -> EngineRequest:
    """Return what the engine is asked for one page of results, or the part of them that the request names."""
    order = request.order or (Order.RELEVANCE if looks_for_words(parsed.node) else Order.NEWEST)
    if request.every_hit:
        offset, limit = 0, None
    elif is_by_page(request):
        offset, limit = (request.page - 1) * request.per_page, request.per_page
    else:
        offset, limit = request.offset or 0, request.per_page if request.limit is None else request.limit
    return EngineRequest(
        ranked(parsed.node, parsed),
        request.filters,
        date_filter(request),
        order,
        offset,
        limit,
        FACETS,
        repeats_last=True,
        fold=SHOWN_OF_A_REPORT if request.group else None,
    )


def is_by_page(request: SearchRequest) -> bool:
    """Return whether a request asks for a page by its number, not for a part of its own choice."""
    return request.offset is None and request.limit is None and not request.every_hit


def ranked(node: Node, parsed: ParsedQuery) -> Node:
    """Return what a tree matches, ranked by what is known of a query's words besides."""
    return prefer(node, {**dict.fromkeys(parsed.pairs, PAIR_WEIGHT), **dict.fromkeys(parsed.terms, TERM_WEIGHT)})


def date_filter(request: SearchRequest) -> DateFilter | None:
    """Return the range of days of a request; ``None`` where it has none."""
    return DateFilter(request.date_field, request.first, request.last) if request.first or request.last else None


def count_passages(engine: Engine, parsed: ParsedQuery, request: SearchRequest) -> int:
    """Return how many passages a query finds under the filters of a request."""
    return engine.search(replace(engine_request(parsed, request), offset=0, limit=0, facets=())).total

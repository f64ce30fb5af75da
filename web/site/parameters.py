"""What a visitor asks of a search: one way from an address to a request, for pages and programs alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from werkzeug.exceptions import BadRequest

from searcher.asking.parameters import ALIASES, read_parameters
from searcher.asking.problems import Problem, ProblemKind
from searcher.asking.request import SearchRequest
from searcher.finding.results import ResultPage
from searcher.wording.lists import join_words
from searcher.wording.report_names import shorten
from web.site.visit import Visit

LONGEST_NAME = 60
DEEPEST = 10_000
"""How many passages of a search are shown page by page. Nobody reads on, and crawlers would never end."""


class UnknownParameters(BadRequest):
    """A program gave parameters that do not exist; were they left out, it would believe that they filter."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(names))
        quoted = join_words([f"“{name}”" for name in self.names], "or")
        super().__init__(
            f"There is no parameter {quoted} here. See the help of this site or its documentation for the "
            "parameters there are."
        )


def read_strict_request(visit: Visit, beside: Collection[str] = ()) -> tuple[SearchRequest, tuple[Problem, ...]]:
    """Return the search that a program asks for, and what could not be taken of it.

    ``beside`` are names of parameters that are read elsewhere.

    Raises:
        UnknownParameters: there are parameters of other names.
    """
    request, problems = read_parameters([pair for pair in visit.pairs() if pair[0] not in beside])
    unknown = [problem.place for problem in problems if problem.kind is ProblemKind.UNKNOWN_PARAMETER]
    if unknown:
        raise UnknownParameters(unknown)
    return request, problems


def refuse_parameters(visit: Visit, allowed: Collection[str] = ()) -> None:
    """Refuse parameters that an address does not have.

    Raises:
        UnknownParameters: there are some.
    """
    unknown = [name for name, _ in visit.pairs() if name not in allowed]
    if unknown:
        raise UnknownParameters(unknown)


def unknown_parameters(visit: Visit, allowed: Collection[str] = ()) -> tuple[Problem, ...]:
    """Return what is to be said of parameters that a page does not have: it leaves them out."""
    names = dict.fromkeys(name for name, value in visit.pairs() if value.strip() and name not in allowed)
    return tuple(Problem(ProblemKind.UNKNOWN_PARAMETER, _left_out(name), name[:LONGEST_NAME]) for name in names)


def _left_out(name: str) -> str:
    return f"There is no parameter “{shorten(name, LONGEST_NAME)}” here; it was left out."


def find_page(visit: Visit, request: SearchRequest) -> ResultPage:
    """Return a page of what a request finds, no page beyond the first ``DEEPEST`` passages.

    ``pages`` counts those that can be reached; a problem says so to who wanted a later one.
    """
    last = max(1, DEEPEST // request.per_page)
    result = visit.searcher.search(replace(request, page=min(request.page, last)))
    if result.pages <= last:
        # What is wrong with the page asked for was said of the last one there is.
        return result if request.page <= last else visit.searcher.search(request)
    result = replace(result, pages=last)
    if request.page <= last:
        return result
    message = (
        f"Pages go no further than {DEEPEST:,} passages; this is the last of them, page {last}. "
        "Add words or filters, or download all."
    )
    return replace(result, problems=(*result.problems, Problem(ProblemKind.PAST_END, message, "page")))


def is_untidy(name: str, value: str) -> bool:
    """Return whether a parameter is better written otherwise, or not at all."""
    return name in ALIASES or name.endswith("[]") or not value.strip()

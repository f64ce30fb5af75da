"""What the page of an empty search offers instead."""

from __future__ import annotations

from index.fields import BY_NAME
from searcher.finding.remedies import Change, Remedy, find_remedies
from searcher.finding.results import ResultPage
from searcher.finding.search import Searcher
from searcher.wording.figures import counted
from searcher.wording.reports import shorten
from web.contexts import Anchor
from web.links import Links
from web.search_contexts import NothingFound
from web.search_form import LONGEST_CHIP


def make_nothing(links: Links, searcher: Searcher, result: ResultPage) -> NothingFound:
    """Return the changes to a search that would find something, each with how much."""
    remedies = find_remedies(searcher, result.request, result.suggestion)
    return NothingFound(
        tuple(
            Anchor(f"{_words(remedy)}: {counted(remedy.passages, 'passage')}", links.first_page(remedy.request))
            for remedy in remedies
        )
    )


def _words(remedy: Remedy) -> str:
    what = f"“{shorten(remedy.words, LONGEST_CHIP)}”"
    without = "Without any filter and without" if remedy.bare else "Without"
    match remedy.change:
        case Change.FILTER:
            return f"Without {BY_NAME[remedy.field].label.lower()} {what}"
        case Change.ALL_FILTERS:
            return "Without any filter"
        case Change.WORD:
            return f"{without} {what}"
        case Change.EXACTNESS:
            return f"{without} quotation marks, {what}"
        case Change.SPELLING:
            return f"Spelled otherwise, {what}"

"""A page of a search as a piece of HTML for other pages: what was found, quotations, and the way to all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from searcher.finding.descriptions import Labels, describe_filters
from searcher.finding.results import Hit, ResultPage
from searcher.wording.citations import Link
from searcher.wording.figures import counted
from searcher.writing.note import QuotedReport, note_title, quoted_reports
from searcher.writing.note_templates import note_templates
from searcher.writing.search_facts import LICENCE_NOTE

LEVELS = range(1, 6)
"""The levels its heading can have; those of its reports are one lower."""
LEVEL = 2


@dataclass(frozen=True, slots=True)
class Excerpt:
    """``lines`` say what was found; ``address`` is that of the whole search, ``all`` the words that lead there."""

    title: str
    lines: tuple[str, ...]
    address: str
    all: str
    reports: tuple[QuotedReport, ...]


def make_excerpt(result: ResultPage, hits: Sequence[Hit], labels: Labels, link: Link, address: str) -> Excerpt:
    """Return the first hits of a page of a search; ``address`` is that of the search."""
    passages = counted(result.total, "passage")
    shown = f"{passages} in {counted(result.reports, 'report')}"
    if len(hits) < result.total:
        first, last = result.offset + 1, result.offset + len(hits)
        shown += f"; here {first:,} to {last:,}" if last > first else f"; here {first:,}"
    lines = [
        f"{shown}." if result.total else "No passages found.",
        *(f"{line}." for line in describe_filters(result.request, labels)),
        *(f"Note: {problem.message}" for problem in result.problems),
    ]
    return Excerpt(
        note_title(result.request),
        tuple(lines),
        address,
        f"All {passages}" if result.total > 1 else "This search",
        quoted_reports(hits, link),
    )


def excerpt_html(excerpt: Excerpt, level: int = LEVEL) -> Markup:
    """Return an excerpt as one section of HTML, its heading at a level of ``LEVELS``; no id, class, style or script."""
    template = note_templates().get_template("excerpt.html")
    return Markup(template.render(excerpt=excerpt, level=level, licence_note=LICENCE_NOTE))  # noqa: S704 (escaped there)

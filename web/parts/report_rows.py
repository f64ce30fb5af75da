"""A report as a line of a list, and the pages of its areas."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.report import Report
from corpus.slugs import make_slug
from index.fields import MISSING_LABEL
from searcher.wording.figures import counted
from searcher.wording.lists import join_words
from searcher.wording.report_names import facts_of
from web.site.links import Links
from web.site.shell import Anchor
from web.site.visit import Visit


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a short list: ``area`` and ``type`` in words, its ``href``, and ``facts`` of it."""

    href: str
    area: str
    type: str
    facts: tuple[str, ...]


def report_row(visit: Visit, report: Report) -> ReportRow:
    """Return a report's line, in words; the report may come without its sections."""
    passages = visit.held.passages_of.get(report.id, 0)
    return ReportRow(
        href=visit.links.report(report.id),
        area=join_words(list(report.areas), "and") or MISSING_LABEL,
        type=report.inspection_type.label,
        facts=(*facts_of(report), counted(passages, "passage")),
    )


def area_anchors(links: Links, report: Report) -> tuple[Anchor, ...]:
    """Return the areas of a report, each with its page."""
    return tuple(Anchor(name, links.area(name)) for name in report.areas if make_slug(name))

"""A report as a line of a list."""

from __future__ import annotations

from corpus.report import Report
from index.fields import MISSING_LABEL
from searcher.counts import counted
from searcher.publication import publication_words
from searcher.understood import join_words
from searcher.wording import days, facts_of
from web.contexts import ReportRow
from web.visits import Visit


def report_row(visit: Visit, report: Report) -> ReportRow:
    """Return a report's line, in words; the report may come without its sections."""
    passages = visit.held.passages_of.get(report.id, 0)
    return ReportRow(
        title=report.title,
        href=visit.links.report(report.id),
        area=join_words(list(report.areas), "and") or MISSING_LABEL,
        type=report.inspection_type.label,
        inspected=days(report.inspected_from, report.inspected_to) or MISSING_LABEL,
        published=publication_words(report) or MISSING_LABEL,
        judgement=report.judgement or MISSING_LABEL,
        passages=f"{passages:,}",
        facts=(*facts_of(report), counted(passages, "passage")),
    )

"""Figures and places of the collection in words, the same on every page."""

from __future__ import annotations

from corpus.report import Finding
from corpus.vocabulary import FINDING_LABELS
from index.engine import PassageDocument
from searcher.wording.citations import item_name, unsaid_time_scale
from searcher.wording.figures import counted
from web.site.shell import Tag


def count_words(passages: int, reports: int) -> str:
    """Return ``214 passages in 61 reports``."""
    return f"{counted(passages, 'passage')} in {counted(reports, 'report')}"


def tag_of(finding: Finding) -> Tag:
    """Return the label of a finding."""
    return Tag(finding.value, FINDING_LABELS[finding])


def place_of(passage: PassageDocument) -> str:
    """Return where a passage stands in its report: ``page 3, bullet 2``."""
    scale = unsaid_time_scale(passage.time_scale, (passage.heading, *passage.path))
    parts = [pages_of(passage.page, passage.page_end), item_name(passage), f"time scale “{scale}”" if scale else ""]
    return ", ".join(part for part in parts if part)


def pages_of(first: int | None, last: int | None) -> str:
    """Return ``page 3`` or ``pages 3 to 4``; empty where there are no pages."""
    if first is None:
        return ""
    return f"page {first}" if last in (None, first) else f"pages {first} to {last}"

"""One report saved twice: as other bytes, but in nearly the same words.

A report is downloaded as PDF and kept as a web page too, or downloaded again with a new stamp.
Both files give the same family, areas and dates, and nearly the same passages; searching both
would count every finding twice.
"""

from __future__ import annotations

from collections import Counter

from corpus.ids import folded_words
from corpus.report import Report

ALIKE = 0.9
"""The least share of runs of words in common, of the report that has more of them."""

RUN = 4
"""Words in a run. One changed word changes four runs, so a few hundred words of difference show."""


def same_inspection(one: Report, other: Report) -> bool:
    """Return whether two reports are of one family, on the same areas and the same inspection, by their dates.

    Reports that print different days of publication are different publications. Reports that
    print no date at all must have the same title.
    """
    if one.inspection_type is not other.inspection_type or set(one.areas) != set(other.areas):
        return False
    if one.inspected_from != other.inspected_from:
        return False
    printed = [report.published for report in (one, other) if not report.published_from_file_name]
    if len(printed) == 2 and None not in printed and printed[0] != printed[1]:
        return False
    if one.inspected_from is not None:
        return True
    return one.published == other.published and (one.published is not None or one.title == other.title)


def nearly_the_same(one: Report, other: Report) -> bool:
    """Return whether two reports say the same but for slips of reading, conversion or correction."""
    return likeness(one, other) >= ALIKE


def likeness(one: Report, other: Report) -> float:
    """Return the share of runs of words that two reports have in common, from 0 to 1."""
    mine, theirs = _runs(one), _runs(other)
    most = max(mine.total(), theirs.total())
    return (mine & theirs).total() / most if most else 0.0


def better(one: Report, other: Report) -> bool:
    """Return whether ``one`` is the better of two copies of a report to keep.

    The better copy is the one that a list of reports mentions; else the one with page numbers; else the one that
    prints its day of publication; else the one with more words.
    """
    return _worth(one) > _worth(other)


def _worth(report: Report) -> tuple[bool, bool, bool, int]:
    listed = bool(report.corrections or report.source.url)
    dated = report.published is not None and not report.published_from_file_name
    return listed, report.pages is not None, dated, _runs(report).total()


def _runs(report: Report) -> Counter[tuple[str, ...]]:
    words = [word for _, passage in report.passages() for word in folded_words(passage.text)]
    if len(words) < RUN:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[start:] for start in range(RUN)), strict=False))

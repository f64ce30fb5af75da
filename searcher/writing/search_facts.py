"""What an export writes: a search as it was asked, its counts, its hits, and how it was understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.dates import format_date
from searcher.asking.request import SearchRequest
from searcher.finding.descriptions import Labels, describe_expansions, describe_filters
from searcher.finding.results import Hit, ResultPage
from searcher.wording.citations import Link
from searcher.wording.figures import counted

LICENCE_NOTE = (
    "Each quotation is the text of the report, word for word. The licence of a report stands in its citation "
    "where the report prints one; otherwise ask its publisher."
)


@dataclass(frozen=True, slots=True)
class FoundPassages:
    """A search to be written out.

    ``page`` has its counts and no hits; ``hits`` are all to be written, in order. ``link`` gives
    the address of a passage, ``address`` is that of the search itself, where there is a site. Without
    ``whole_paths`` files are named without their folders.
    """

    asked: SearchRequest
    page: ResultPage
    hits: Iterator[Hit]
    labels: Labels
    link: Link | None
    address: str | None
    today: date
    whole_paths: bool = False


def search_facts(found: FoundPassages) -> list[tuple[str, str]]:
    """Return what stands at the top of a note: names and words for the search, its counts and its date."""
    page = found.page
    facts = [("Search", page.request.text or "no words"), ("Understood as", page.understood)]
    facts += [("Also searched", line) for line in describe_expansions(page.expansions)]
    facts += [_parted(line) for line in describe_filters(page.request, found.labels)]
    facts += [
        ("Order", page.order.value),
        ("Found", f"{counted(page.total, 'passage')} in {counted(page.reports, 'report')}{_part(found.asked)}"),
        ("Date of this search", format_date(found.today)),
    ]
    facts += [("This search", found.address)] if found.address else []
    facts += [("Note", problem.message) for problem in page.problems]
    return [(name, " ".join(words.split())) for name, words in facts]


def _parted(line: str) -> tuple[str, str]:
    name, _, words = line.partition(": ")
    return name, words


def _part(asked: SearchRequest) -> str:
    """Return which of the hits are written, where offset or limit leave some out."""

    def count(number: int) -> str:
        return counted(number, "report") if asked.group else str(number)

    if asked.limit is not None:
        return f"; here {count(asked.limit)} at most" + (f", after the first {asked.offset}" if asked.offset else "")
    return f"; here without the first {count(asked.offset)}" if asked.offset else ""

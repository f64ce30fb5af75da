"""Citations: where a quotation stands, so that anybody can look it up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from corpus.dates import format_date, format_range
from corpus.report import PassageKind, Report
from corpus.vocabulary import normalise_heading
from index.engine import PassageDocument
from searcher.wording.escapes import escape_markdown
from searcher.wording.lists import join_words

Link = Callable[[str], str]
"""Gives the address of a passage by its id."""

_KIND_NAMES = {
    PassageKind.BULLET: "bullet",
    PassageKind.NUMBERED: "paragraph",
    PassageKind.PARAGRAPH: "paragraph",
    PassageKind.TABLE: "item",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """``text`` says where a passage stands; the rest is ``None`` where it is not known.

    ``permalink`` is the passage's address, ``source`` that of the report at its publisher.
    """

    text: str
    permalink: str | None = None
    source: str | None = None
    licence: str | None = None

    def plain(self) -> str:
        """Return the citation as one line of plain text."""
        return self.text + _in_brackets([self.permalink, self.source, self.licence])

    def markdown(self) -> str:
        """Return the citation as one line of Markdown, in italics, with links."""
        parts = [
            self.permalink and _linked("permalink", self.permalink),
            self.source and _linked("source", self.source),
            self.licence and escape_markdown(self.licence),
        ]
        return f"*{escape_markdown(self.text)}*{_in_brackets(parts)}"


def make_citation(passage: PassageDocument, report: Report, link: Link | None = None) -> Citation:
    """Return the citation of a passage; ``report`` may come without its sections."""
    permalink = link(passage.id) if link else None
    return Citation(cite(passage, report), permalink, report.source.url, report.licence)


def cite(passage: PassageDocument, report: Report) -> str:
    """Return who found it, where, when, and its place: page, section, and number in the section.

    ``Ofsted and CQC, Area SEND inspection: Tarnside, inspected 29 January to 2 February 2024,
    p. 3, "What works well", bullet 1``. What is not known is left out, and so is a
    day of publication that only the file name gives. News and reports of no known form are named
    by their title.
    """
    parts = [
        *_about(report),
        _pages(passage),
        f'"{passage.heading}"' if passage.heading else "",
        item_name(passage),
        f'time scale "{scale}"' if (scale := unsaid_time_scale(passage.time_scale, [passage.heading])) else "",
    ]
    return _joined(parts)


def cite_report(report: Report) -> str:
    """Return who made a report, on what, and when, as ``cite`` does for a passage of it."""
    return _joined(_about(report))


def item_name(passage: PassageDocument) -> str:
    """Return what a passage is called within its section: ``bullet 3``, ``paragraph 17``, ``footnote 1``."""
    if passage.footnote is not None:
        return f"footnote {passage.footnote.mark or ''}".strip()
    return f"{_KIND_NAMES[passage.kind]} {passage.number or passage.ordinal}"


def unsaid_time_scale(scale: str | None, headings: Iterable[str]) -> str | None:
    """Return by when a recommendation is to be met, ``None`` where one of these headings says it already."""
    if scale is None or any(normalise_heading(scale) in normalise_heading(heading) for heading in headings):
        return None
    return scale


def _about(report: Report) -> list[str]:
    about = join_words(list(report.areas), "and")
    # Of these an area holds many, so that only the title tells which one is meant.
    titled = report.inspection_type.named_by_title or not about
    return [
        join_words(list(report.inspectorates), "and"),
        f"{report.inspection_type.label}: {report.title if titled else about}",
        _inspected(report),
        _published(report),
    ]


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(" ".join(part.split()) for part in parts if part)


def _inspected(report: Report) -> str:
    first, last = report.inspected_from, report.inspected_to
    if first and last:
        return f"inspected {format_range(first, last)}"
    day = first or last
    return f"inspected {format_date(day)}" if day else ""


def _published(report: Report) -> str:
    if report.published is None or report.published_from_file_name:
        return ""
    return f"published {format_date(report.published)}"


def _pages(passage: PassageDocument) -> str:
    if passage.page is None:
        return ""
    if passage.page_end is None or passage.page_end == passage.page:
        return f"p. {passage.page}"
    return f"pp. {passage.page} to {passage.page_end}"


def _in_brackets(parts: list[str | None]) -> str:
    known = [part for part in parts if part]
    return f" ({'; '.join(known)})" if known else ""


def _linked(name: str, address: str) -> str:
    """Return a Markdown link; an address that is not of the web is only printed."""
    if not address.startswith(("https://", "http://")):
        return escape_markdown(address)
    safe = "".join(f"%{ord(char):02X}" if char in '<>()"\\ ' or char < " " else char for char in address)
    return f"[{name}]({safe})"

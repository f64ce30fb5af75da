"""A page of results in words: hits with their place and their text, then counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from corpus.dates import format_date, format_range
from corpus.report import Finding, Report
from corpus.vocabulary import FINDING_LABELS
from index.engine import PassageDocument
from searcher.finding.descriptions import (
    Labels,
    describe_expansions,
    describe_filters,
    describe_repeats,
    describe_widening,
    describe_words_found,
)
from searcher.finding.results import Facet, FacetValue, Hit, ResultPage
from searcher.terminal import print_indented, print_item, printable
from searcher.wording.citations import item_name
from searcher.wording.figures import counted
from searcher.wording.lists import join_words
from searcher.wording.publication import publication_words

MATCH = "bold underline"
FINDING_STYLES = {
    Finding.STRENGTH: "green",
    Finding.WEAKNESS: "red",
    Finding.RECOMMENDATION: "cyan",
    Finding.MIXED: "",
    Finding.CONTEXT: "",
}
"""Colours only repeat what the words say."""
SHOWN_FACETS = ("area", "type", "finding", "year")
SHOWN_VALUES = 5
RELATED_LABEL = "Also spoken of"
LONG_HEADING = 100
ELLIPSIS = "…"


def print_results(console: Console, page: ResultPage, labels: Labels) -> None:
    """Print how the search was understood, its hits, how many there are, the commonest facet values, related words."""
    _print_question(console, page, labels)
    width = len(str(page.offset + len(page.hits))) + 2
    if page.request.group:
        _print_groups(console, page, width)
    else:
        for number, hit in enumerate(page.hits, start=page.offset + 1):
            console.print()
            print_hit(console, hit, number, width)
    console.print()
    _print_counts(console, page)
    if page.total:
        _print_facets(console, page)


def print_hit(console: Console, hit: Hit, number: int, width: int) -> None:
    """Print one hit: its report, its section and page, its snippet with matches marked, the report's id."""
    _print_report(console, hit.report, number, width)
    _print_passage(console, hit, width)
    print_indented(console, Text(hit.report.id, style="dim"), width)


def _print_groups(console: Console, page: ResultPage, width: int) -> None:
    """Print each report with how many of its passages are found, and those that are shown of them."""
    by_report = groupby(page.hits, key=lambda hit: hit.passage.report_id)
    for number, (report_id, found) in enumerate(by_report, start=page.offset + 1):
        hits = list(found)
        passages = page.of_report[report_id]
        shown = f", {len(hits)} shown" if passages > len(hits) else ""
        console.print()
        _print_report(console, hits[0].report, number, width)
        print_indented(console, Text(f"{counted(passages, 'passage')}{shown} · {report_id}", style="dim"), width)
        for hit in hits:
            console.print()
            _print_passage(console, hit, width)


def _print_report(console: Console, report: Report, number: int, width: int) -> None:
    marker = Text(f"{f'{number}.':<{width}}", style="bold")
    print_item(console, marker, Text(printable(report_line(report)), style="bold"))


def _print_passage(console: Console, hit: Hit, width: int) -> None:
    print_indented(console, _place(hit), width)
    print_indented(console, _snippet(hit), width)
    if hit.missing:
        print_indented(console, Text(printable(f"without: {', '.join(hit.missing)}"), style="dim"), width)
    if hit.repeats:
        print_indented(console, Text(describe_repeats(hit), style="dim"), width)


def report_line(report: Report) -> str:
    """Return ``Tarnside, Area SEND inspection, inspected 29 January to 2 February 2024, Inconsistent``."""
    parts = [join_words(list(report.areas), "and") or report.title, report.inspection_type.label, when(report)]
    return ", ".join(" ".join(part.split()) for part in [*parts, report.judgement or ""] if part)


def when(report: Report) -> str:
    """Return when a report's inspection was, else when it was published, in words; empty if neither is known."""
    if report.inspected_from and report.inspected_to:
        return f"inspected {format_range(report.inspected_from, report.inspected_to)}"
    if report.inspected_from:
        return f"inspected {format_date(report.inspected_from)}"
    return f"published {publication_words(report)}" if report.published else ""


def _print_question(console: Console, page: ResultPage, labels: Labels) -> None:
    lines = [f"Understood as: {page.understood}", *describe_filters(page.request, labels)]
    lines += [f"Also searched: {line}" for line in describe_expansions(page.expansions)]
    lines += [f"Filter instead: --{offer.field} {offer.value} (for “{offer.typed}”)" for offer in page.offers]
    lines += filter(None, [describe_words_found(page.total, page.with_all), describe_widening(page.total, page.enough)])
    for line in lines:
        console.print(Text(printable(line), style="dim"), soft_wrap=not console.is_terminal)


def _place(hit: Hit) -> Text:
    """Return section, finding, page and number of a passage, in one line."""
    passage = hit.passage
    heading = _heading(passage.heading, hit.heading_highlights)
    finding = Text(FINDING_LABELS[passage.finding], style=FINDING_STYLES[passage.finding])
    parts = [heading, finding, *([Text(printable(passage.judgement))] if passage.judgement else [])]
    parts += [Text(where) for where in where_in_report(passage)]
    return Text(" · ").join(parts)


def _heading(heading: str, spans: Sequence[tuple[int, int]]) -> Text:
    """Return a heading with its matches marked, cut where it runs on for lines without any more of them."""
    if not heading:
        return Text("(no heading)")
    marked = _marked(heading, spans)
    needed = max(LONG_HEADING, spans[-1][1] if spans else 0)
    if len(heading) <= needed + len(ELLIPSIS):
        return marked
    cut = heading.rfind(" ", 0, needed + 1)
    return marked[: cut if cut >= needed // 2 else needed] + Text(f" {ELLIPSIS}")


def where_in_report(passage: PassageDocument) -> list[str]:
    """Return the page or pages, where known, and what number of its kind the passage is."""
    last = passage.page_end if passage.page_end != passage.page else None
    pages = [f"pp. {passage.page} to {last}" if last else f"p. {passage.page}"] if passage.page else []
    return [*pages, item_name(passage)]


def _snippet(hit: Hit) -> Text:
    """Return the sentences to show, matches marked, with an ellipsis where text was left out."""
    start, end = hit.snippet.start, hit.snippet.end
    text = hit.passage.text
    shown = _marked(text, hit.snippet.highlights)[start:end]
    before = f"{ELLIPSIS} " if text[:start].strip() else ""
    after = f" {ELLIPSIS}" if text[end:].strip() else ""
    return Text(before) + shown + Text(after)


def _marked(text: str, spans: Iterable[tuple[int, int]]) -> Text:
    marked = Text(printable(text))
    for start, end in spans:
        marked.stylize(MATCH, start, end)
    return marked


def _print_counts(console: Console, page: ResultPage) -> None:
    found = f"{counted(page.total, 'passage')} in {counted(page.reports, 'report')}"
    if not page.total:
        found = "Nothing was found. Try fewer words, fewer filters or different words."
    elif page.request.group and page.hits and len(page.of_report) < page.reports:
        last = page.offset + len(page.of_report)
        found += f"; showing reports {page.offset + 1:,} to {last:,}"
        found += f" (for more, use --offset {last})" if last < page.reports else ""
    elif not page.request.group and page.hits and len(page.hits) < page.total:
        last = page.offset + len(page.hits)
        found += f"; showing {page.offset + 1:,} to {last:,}"
        found += f" (for more, use --offset {last})" if last < page.total else ""
    console.print(Text(found, style="bold"), soft_wrap=not console.is_terminal)
    if page.suggestion:
        console.print(Text(f"Did you mean: {printable(page.suggestion)}"), soft_wrap=not console.is_terminal)


def _print_facets(console: Console, page: ResultPage) -> None:
    # A facet's counts leave its own filter aside: under a total that obeys it they would mislead.
    facets = [page.facets[name] for name in SHOWN_FACETS if name not in page.request.filters]
    rows = [(facet.label, words) for facet in facets if (words := _values(facet))]
    rows += [(RELATED_LABEL, ", ".join(one.words for one in page.related))] if page.related else []
    width = max((len(label) for label, _ in rows), default=0) + 2
    for label, words in rows:
        print_item(console, Text(f"{label:<{width}}", style="dim"), Text(printable(words)))


def _values(facet: Facet) -> str:
    counted_values = [value for value in facet.values if value.count]
    shown = counted_values[:SHOWN_VALUES]
    more = len(counted_values) - len(shown)
    return ", ".join([*map(_value, shown), *([f"{more} more"] if more else [])])


def _value(value: FacetValue) -> str:
    return f"{value.label} {value.count:,}"

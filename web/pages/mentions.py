"""Mentions of a query by type, year, finding and area: the page, and the same as JSON and CSV."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from index.engine import Filter
from searcher.asking.parameters import read_parameters
from searcher.asking.problems import Problem
from searcher.asking.request import SearchRequest
from searcher.finding.descriptions import describe_expansions
from searcher.finding.mentions import Mention, Mentions, count_mentions, mixed_types_note
from searcher.finding.remedies import active_filters
from searcher.finding.search import Searcher
from searcher.wording.figures import counted, share_words
from searcher.wording.report_names import days, name_of, shorten
from searcher.writing.mentions_forms import mentions_csv, mentions_form
from web.parts.area_finder import make_finder, only_choice, other_pairs, typed_area
from web.parts.labels import count_words
from web.parts.search_form import ChipGroup, Filters, form_notices, make_chips, make_filters
from web.site.links import Links
from web.site.parameters import is_untidy, read_strict_request
from web.site.responses import CSV_TYPE, file_named, json_response
from web.site.shell import Anchor, Notice, Shell
from web.site.visit import Visit

if TYPE_CHECKING:  # they load msgspec, which nothing here needs when it runs
    from web.site import answers


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A value with its counts in words.

    ``label``, ``href`` of the passages behind it (``None`` without any), ``passages`` "12 of 345"
    and ``reports`` "7 of 8", the ``share`` of passages, and ``bar``, the length of its bar from 0 to 100.
    """

    label: str
    href: str | None
    passages: str
    share: str
    bar: str
    reports: str


@dataclass(frozen=True, slots=True)
class MentionTable:
    """Mentions by one field.

    Its element's ``anchor``, the ``label``, the ``rows``; ``rest`` are those without a mention, where
    there are many, under a ``rest_heading``; ``together`` says over how many types it counts.
    """

    anchor: str
    label: str
    rows: tuple[MentionRow, ...]
    rest: tuple[MentionRow, ...]
    rest_heading: str
    together: str


@dataclass(frozen=True, slots=True)
class SilentReport:
    """A report that never mentions it: its name as ``text`` with ``href``, and when it was ``inspected``."""

    text: str
    href: str
    inspected: str | None


@dataclass(frozen=True, slots=True)
class MentionsPage:
    """The mentions page.

    ``action`` is where its form goes, ``words`` the query; ``heading`` how much is found, ``whole``
    of how much, ``understood`` how the words were read, ``also`` what else was searched, ``suggestion`` other words.
    ``notices``, ``chips``, ``clear`` and ``filters`` as on the search page. ``counting`` is
    whether there are words to count; then ``tables``, the ``note`` that they mix types with what
    leads to each type ``alone``, ``silent`` reports with ``silent_heading`` and
    how many of them are ``unlisted``, the ``passages`` behind it all, ``downloads``.
    """

    TEMPLATE: ClassVar[str] = "mentions.html"

    shell: Shell
    action: str
    words: str
    heading: str
    whole: str
    understood: str
    also: tuple[str, ...]
    suggestion: Anchor | None
    notices: tuple[Notice, ...]
    chips: tuple[ChipGroup, ...]
    clear: str
    filters: Filters
    counting: bool
    tables: tuple[MentionTable, ...]
    note: str | None
    alone: tuple[Anchor, ...]
    silent: tuple[SilentReport, ...]
    silent_heading: str
    unlisted: int
    passages: Anchor
    downloads: tuple[Anchor, ...]


MOST_EMPTY = 12
"""Rows; in a longer table the values without a mention stand apart."""
MOST_SILENT = 300
"""How many reports without a mention the page names; JSON and CSV name them all."""


def mentions(visit: Visit) -> Response:
    """Answer with the counts of a search as tables."""
    request, problems = read_parameters(other_pairs(visit))
    if address := only_choice(visit, request, visit.links.mentions):
        return redirect(address)
    if not problems and not typed_area(visit) and any(is_untidy(name, value) for name, value in visit.pairs()):
        return redirect(visit.links.mentions(request))
    searcher = visit.searcher
    return visit.render(make_mentions_page(visit, searcher, count_mentions(searcher, request), problems))


def mentions_json(visit: Visit) -> Response:
    """Answer with the counts of a search as JSON."""
    request, problems = read_strict_request(visit)
    answer: answers.Mentions = {"ok": True, **mentions_form(count_mentions(visit.searcher, request), problems)}
    return json_response(answer)


def download_mentions(visit: Visit) -> Response:
    """Answer with the counts of a search as a table for spreadsheets."""
    request, _ = read_strict_request(visit)
    lines = "".join(mentions_csv(count_mentions(visit.searcher, request)))
    response = Response(codecs.BOM_UTF8 + lines.encode(), content_type=CSV_TYPE)
    response.headers["Content-Disposition"] = file_named("mentions", request.text, "csv")
    return response


def make_mentions_page(visit: Visit, searcher: Searcher, counts: Mentions, problems: Sequence[Problem]) -> MentionsPage:
    """Return the context of the page; ``problems`` are those of the parameters."""
    links, page = visit.links, counts.page
    request = replace(page.request, offset=None, limit=None, order=None)
    every_problem = (*problems, *page.problems)
    active = list(active_filters(request, searcher))
    words = f"“{shorten(request.text, 80)}”" if request.text else "words"
    silent = counts.silent
    return MentionsPage(
        shell=visit.shell(
            f"Mentions of {words}: {counted(counts.whole.passages, 'passage')}" if counts.worded else "Mentions",
            here="mentions",
            canonical=links.mentions(request),
            json=links.mentions_json(request),
            indexable=False,
        ),
        action=links.mentions(),
        words=request.text,
        heading=count_words(counts.whole.passages, counts.whole.reports),
        whole=_whole(counts.whole),
        understood=page.understood if request.text else "",
        also=tuple(describe_expansions(page.expansions)),
        suggestion=(
            Anchor(page.suggestion, links.mentions(replace(request, text=page.suggestion))) if page.suggestion else None
        ),
        notices=form_notices(every_problem, request, links.mentions),
        chips=make_chips(active, links.mentions),
        clear=links.mentions(SearchRequest(text=request.text)),
        filters=replace(
            make_filters(page, every_problem, ordered=False),
            finder=make_finder(visit, searcher, request, links.mentions),
        ),
        counting=counts.worded,
        tables=tuple(_tables(links, request, counts)) if counts.whole.passages else (),
        note=mixed_types_note(len(counts.types)),
        alone=tuple(_alone(links, request, counts)),
        silent=tuple(_silent(links, searcher, silent[:MOST_SILENT])),
        silent_heading=f"{counted(len(silent), 'report')} without a mention",
        unlisted=len(silent[MOST_SILENT:]),
        passages=Anchor(
            "Read the passages" if counts.whole.passages else "See what else could be searched",
            links.search(_as_counted(request, counts) if counts.whole.passages else request),
        ),
        downloads=(
            Anchor("Table (CSV)", links.mentions_csv(request)),
            Anchor("Data (JSON)", links.mentions_json(request)),
        ),
    )


def _whole(whole: Mention) -> str:
    """Return how much was found, of how much: ``3.4% of 1,204 passages, 12 of 40 reports``."""
    share = f"{share_words(whole.share)} of " if whole.of_passages else "of "
    return f"{share}{counted(whole.of_passages, 'passage')}, {whole.reports:,} of {counted(whole.of_reports, 'report')}"


def _tables(links: Links, request: SearchRequest, counts: Mentions) -> Iterator[MentionTable]:
    types = len(counts.types)
    for name, breakdown in counts.breakdowns.items():
        longest = max((row.share or 0 for row in breakdown.rows), default=0)
        asked = _as_counted(request, counts)
        rows = [_row(links, _narrowed(asked, name, row.value), row, longest) for row in breakdown.rows]
        rest = [row for row in rows if not row.href] if len(rows) > MOST_EMPTY else []
        yield MentionTable(
            anchor=f"by-{name}",
            label=breakdown.label,
            rows=tuple(row for row in rows if row not in rest),
            rest=tuple(rest),
            rest_heading=f"{len(rest):,} more without a mention",
            together=f"All {types} types of inspection together." if breakdown.note else "",
        )


def _row(links: Links, narrowed: SearchRequest, row: Mention, longest: float) -> MentionRow:
    return MentionRow(
        label=row.label,
        href=links.search(narrowed) if row.passages else None,
        passages=f"{row.passages:,} of {row.of_passages:,}",
        share=share_words(row.share),
        bar=f"{100 * (row.share or 0) / longest:.1f}" if longest else "0",
        reports=f"{row.reports:,} of {row.of_reports:,}",
    )


def _alone(links: Links, request: SearchRequest, counts: Mentions) -> Iterator[Anchor]:
    """Yield what counts one type of inspection by itself, for those that mention it."""
    for row in counts.breakdowns["type"].rows:
        if row.passages:
            yield Anchor(row.label, links.mentions(_narrowed(request, "type", row.value)))


def _as_counted(request: SearchRequest, counts: Mentions) -> SearchRequest:
    """Return the search that finds the passages counted, and no more where few are found."""
    return replace(request, widen=request.widen and not counts.widening)


def _narrowed(request: SearchRequest, field: str, value: str) -> SearchRequest:
    return replace(request, filters=dict(request.filters) | {field: Filter(frozenset({value}))})


def _silent(links: Links, searcher: Searcher, silent: Sequence[Mention]) -> Iterator[SilentReport]:
    for row in silent:
        report = searcher.summary(row.value)
        yield SilentReport(name_of(report), links.report(report.id), days(report.inspected_from, report.inspected_to))

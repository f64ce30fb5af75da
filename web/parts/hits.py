"""The results of a search, passage by passage or under their reports, in words and links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from index.analysis import tokens
from searcher.asking.request import SearchRequest
from searcher.finding.descriptions import describe_repeats
from searcher.finding.results import Hit, ResultPage
from searcher.wording.figures import counted
from searcher.wording.report_names import facts_of, name_of, shorten
from searcher.wording.web_addresses import web_address
from web.parts.labels import place_of, tag_of
from web.parts.marking import mark_part
from web.parts.report_rows import area_anchors
from web.site.links import Links
from web.site.shell import Anchor, Tag


@dataclass(frozen=True, slots=True)
class HitView:
    """One result.

    ``number`` counts over all pages, and within its report where it stands there; ``heading`` is
    "Area: type"; ``facts`` are judgement and dates in words; ``finding``; ``section`` is the
    section's heading, matches marked, under ``path``, cut where it is very long; ``place`` is page and
    number in words. ``snippet`` is the text shown, matches marked; ``cut_before`` and ``cut_after``
    tell whether the passage goes on there. ``in_context``, ``permalink``, ``source`` and ``file`` are
    addresses, ``areas`` are the pages of its areas, unless its report leads there. ``repeated``
    finds the passages that say the same in other places; ``note`` puts it into a note, or leads to
    the one it is in; ``anchor`` is its element's id, ``missing`` words that it does not have.
    """

    number: str
    heading: str
    facts: tuple[str, ...]
    finding: Tag
    section: Markup
    path: tuple[str, ...]
    place: str
    length: str
    """How many words the passage has: "21 words"."""
    snippet: Markup
    cut_before: bool
    cut_after: bool
    in_context: str
    permalink: str
    source: str | None
    file: str | None
    areas: tuple[Anchor, ...]
    repeated: Anchor | None
    missing: str
    note: Anchor
    anchor: str


@dataclass(frozen=True, slots=True)
class HitGroup:
    """A report with what was found in it.

    ``number`` counts over all pages; ``heading`` is "Area: type" and leads to ``href``, the whole
    report with its matches marked; ``facts`` and ``areas`` are as those of a result; ``found`` is "12 passages", of
    which ``hits`` are shown; ``more`` leads to the others.
    """

    number: int
    heading: str
    href: str
    facts: tuple[str, ...]
    areas: tuple[Anchor, ...]
    found: str
    hits: tuple[HitView, ...]
    more: Anchor | None


LONGEST_HEADING = 160
OPENING_WORDS = 12
"""How many opening words of a passage are searched for to find others with the same words."""


def make_hits(links: Links, result: ResultPage) -> Iterator[HitView]:
    """Yield the passages of a page, numbered through all pages."""
    for number, hit in enumerate(result.hits, result.offset + 1):
        yield make_hit(links, result.request, str(number), hit, area_anchors(links, hit.report))


def make_groups(links: Links, result: ResultPage) -> Iterator[HitGroup]:
    """Yield the reports of a page with the passages shown of each."""
    by_report = groupby(result.hits, key=lambda hit: hit.passage.report_id)
    for number, (report_id, found) in enumerate(by_report, result.offset + 1):
        hits = list(found)
        passages = result.of_report[report_id]
        whole = links.report(report_id, result.request.text)
        yield HitGroup(
            number=number,
            heading=name_of(hits[0].report),
            href=whole,
            facts=facts_of(hits[0].report),
            found=counted(passages, "passage"),
            areas=area_anchors(links, hits[0].report),
            hits=tuple(
                make_hit(links, result.request, f"{number}, passage {place}", hit) for place, hit in enumerate(hits, 1)
            ),
            more=Anchor(f"All {passages:,} passages in this report", whole) if passages > len(hits) else None,
        )


def make_hit(links: Links, request: SearchRequest, number: str, hit: Hit, areas: tuple[Anchor, ...] = ()) -> HitView:
    """Return one passage that a search found, with its ``areas`` if wanted; ``number`` tells its links apart."""
    passage, snippet = hit.passage, hit.snippet
    return HitView(
        number=number,
        heading=name_of(hit.report),
        facts=facts_of(hit.report),
        finding=tag_of(passage.finding),
        section=_section(hit),
        path=passage.path,
        place=place_of(passage),
        length=counted(hit.words, "word"),
        snippet=mark_part(passage.text, snippet.start, snippet.end, snippet.highlights),
        cut_before=bool(passage.text[: snippet.start].strip()),
        cut_after=bool(passage.text[snippet.end :].strip()),
        in_context=links.report(passage.report_id, request.text, passage.id),
        permalink=links.passage(passage.id),
        source=web_address(hit.report.source.url, passage.page),
        file=links.report_file(passage.report_id, hit.report.source.path, passage.page),
        areas=areas,
        missing=", ".join(f"“{word}”" for word in hit.missing),
        repeated=Anchor(describe_repeats(hit), links.words(_opening(passage.text))) if hit.repeats else None,
        note=_note(links, request, passage.id),
        anchor=hit_anchor(passage.id),
    )


def hit_anchor(passage_id: str) -> str:
    """Return the id of a passage's element among results."""
    return f"hit-{passage_id}"


def _note(links: Links, request: SearchRequest, passage_id: str) -> Anchor:
    """Return what puts a passage into the note, or leads to the note that it is in."""
    if passage_id in links.chosen:
        return Anchor("In your note", links.note(links.chosen, request))
    return Anchor("Add to note", links.note((*links.chosen, passage_id), request))


def _opening(text: str) -> str:
    """Return the query for passages that have the same opening words."""
    return f'"{" ".join(token.text for token in tokens(text)[:OPENING_WORDS])}"'


def _section(hit: Hit) -> Markup:
    """Return the heading of a hit's section; revisit letters print whole paragraphs as headings."""
    heading = hit.passage.heading
    shown = shorten(heading, LONGEST_HEADING).removesuffix("…") if len(heading) > LONGEST_HEADING else heading
    marked = mark_part(heading, 0, len(shown), hit.heading_highlights)
    return marked if shown == heading else marked + "…"

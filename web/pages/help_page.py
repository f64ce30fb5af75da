"""The help page's examples: queries that can be tried. How each is read is asked of the searcher."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from werkzeug.wrappers import Response

from index.engine import EngineRequest
from index.query import Everything
from searcher.finding.descriptions import describe_query
from searcher.language.parser import parse_query
from web.site.links import Links
from web.site.shell import Shell
from web.site.visit import Visit


@dataclass(frozen=True, slots=True)
class Example:
    """A query to try: as ``typed``, its ``href``, and how it is ``read``."""

    typed: str
    href: str
    read: str


@dataclass(frozen=True, slots=True)
class ExampleGroup:
    """``examples`` under a ``heading`` with its ``anchor`` and an ``introduction``."""

    anchor: str
    heading: str
    introduction: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class HelpPage:
    """The help: ``groups`` of examples."""

    TEMPLATE: ClassVar[str] = "help.html"

    shell: Shell
    groups: tuple[ExampleGroup, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """Queries on one subject. ``{area}`` in a query stands for an area that the collection holds."""

    anchor: str
    heading: str
    introduction: str
    queries: tuple[str, ...]


TOPICS = (
    Topic(
        "words",
        "Words",
        "Type a few words. If you type one or two, a passage must have all of them. If you type three or more, it must "
        "have most of them. All forms of a word match. Passages with more of your words, and rarer ones, come first.",
        ("attendance", "annual reviews", "waiting times for speech therapy", "co-production", "18-25"),
    ),
    Topic(
        "exact",
        "Exact words and parts of words",
        "Words in quotation marks match exactly as written and in that order. Add ~ and a number to allow that many "
        "other words between them. * stands for any letters, and ? inside a word stands for one letter.",
        ('"annual reviews"', '"waiting lists"~5', "inspect*", "wom?n"),
    ),
    Topic(
        "operators",
        "And, or, not",
        "Write AND, OR and NOT in capitals. Put a minus sign directly before a word to leave out passages "
        "with it. Use brackets to group words.",
        ("speech AND language", "autism OR ADHD", "transition -nursery", "(autism OR ADHD) AND waiting"),
    ),
    Topic(
        "filters",
        "Filters in the search box",
        "Type the name of a field, a colon and a value, without spaces. The boxes beside the results do the same: a "
        "passage must match one of the values ticked in each group.",
        ("reviews area:{area}", "plans finding:weakness", "heading:leaders", "-type:news transport"),
    ),
    Topic(
        "dates",
        "Dates",
        "Type a year, a month or a day, or a range of them. Both ends are included. “date” is the first day "
        "of the inspection.",
        ("plans date:2019..2024", "plans inspected:2023", "plans published:2024-03.."),
    ),
    Topic(
        "mistakes",
        "When something in your search is wrong",
        "You still get results, and the page says how it read your search.",
        ('"annual reviews', "(autism OR ADHD", "plans date:soon"),
    ),
)
ANY_AREA = "kent"


def help_groups(links: Links, area: str) -> Iterator[ExampleGroup]:
    """Yield the examples with links to what they find; ``area`` is the slug of an area that is held."""
    for topic in TOPICS:
        examples = tuple(_example(links, query.format(area=area)) for query in topic.queries)
        yield ExampleGroup(topic.anchor, topic.heading, topic.introduction, examples)


def _example(links: Links, query: str) -> Example:
    return Example(query, links.words(query), describe_query(parse_query(query)))


def help_page(visit: Visit) -> Response:
    """Answer with the query language, each example ready to be tried."""
    searcher = visit.searcher
    areas = searcher.engine.search(EngineRequest(Everything(), limit=0, facets=("area",))).facets["area"]
    known = searcher.engine.labels("area")
    area = next((count.value for count in areas if count.value in known), ANY_AREA)
    groups = tuple(help_groups(visit.links, area))
    return visit.render(HelpPage(visit.shell("How to search", here="help", canonical=visit.links.help()), groups))

"""The JSON answers of the site: those of the command line with what an address adds, and those that only a site has."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from msgspec import Meta

from searcher.writing import json_answers as written
from searcher.writing.json_answers import Count

Ok = Literal[True]


class Search(written.SearchResults):
    """A page of results of a search."""

    ok: Ok
    next: Annotated[str | None, Meta(description="The address of the next page; null on the last.")]


class Mentions(written.MentionCounts):
    """How often the words of a search are found, and where never."""

    ok: Ok


class Comparison(written.ComparedAreas):
    """One search in several areas, side by side, in order of name."""

    ok: Ok


class WholeReport(written.WholeReport):
    """A whole report."""

    ok: Ok


class Reports(TypedDict):
    """All reports that fit."""

    ok: Ok
    total: Count
    problems: list[written.Problem]
    reports: list[written.Report]


class AreaChoice(TypedDict):
    """An area that may be meant."""

    value: str
    label: str
    by: Annotated[str, Meta(description="The other name or code that matches; empty for its own.")]


class Areas(TypedDict):
    """The areas that may be meant by what was typed."""

    ok: Ok
    areas: list[AreaChoice]


class Health(TypedDict):
    """That the service runs, and on what."""

    ok: Ok
    reports: Count
    passages: Count
    engine: str
    generation: str


class Error(TypedDict):
    """Why there is no answer."""

    ok: Literal[False]
    error: str
    status: int
    parameters: NotRequired[Annotated[list[str], Meta(description="The parameters given that do not exist.")]]


ANSWERS = (Search, Mentions, Comparison, WholeReport, Reports, Areas, Health, Error)
"""Every answer; the parts they are made of follow from them."""

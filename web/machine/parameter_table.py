"""The parameters of a search in words: what each means and takes, for documents and descriptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.engine import Order
from index.fields import BY_NAME, DATES, MISSING, REPORT_FACETS
from searcher.asking.parameters import FILTERS, GROUPS, NOT, PARAMETERS
from searcher.asking.request import MAX_PER_PAGE, MAX_QUERY_CHARACTERS, PER_PAGE
from searcher.reports.order import SORTS


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its ``name``, what it means, whether it may be ``repeated``, an ``example``.

    ``values`` are the words it takes, where they are few; ``numeric`` is whether it counts.
    """

    name: str
    meaning: str
    repeated: bool = False
    values: tuple[str, ...] = ()
    numeric: bool = False
    example: str = ""


_DAYS = "2024, 2024-03, 21/11/2024, 2024-11-21 or March 2024; the day is included."
_SINGLES: Mapping[str, Parameter] = {
    parameter.name: parameter
    for parameter in (
        Parameter(
            "q",
            f"The words, in the query language; at most {MAX_QUERY_CHARACTERS:,} characters are read. Without words "
            "the filters alone choose. query and keywords mean the same.",
            example='"annual reviews"',
        ),
        Parameter("from", f"From this day, month or year on: {_DAYS}", example="2023"),
        Parameter("to", f"Up to and including this day, month or year: {_DAYS}", example="2024-11-21"),
        Parameter("date", f"The date that from and to mean; {DATES[0]} unless told.", values=DATES),
        Parameter(
            "order",
            "The order of results. By default: relevance, or newest if there are no words.",
            values=tuple(order.value for order in Order),
        ),
        Parameter(
            "group",
            "report puts passages under their reports: pages then count reports, with a few passages of each.",
            values=GROUPS,
        ),
        Parameter(
            "expand", "off to search only what was typed, without acronyms, long forms and spellings.",
            values=("on", "off"),
        ),
        Parameter(
            "widen", "off to find only passages with enough of the words, even if there are few.", values=("on", "off")
        ),
        Parameter("page", "The page of results, from 1.", numeric=True, example="1"),
        Parameter(
            "per_page", f"How many results a page has, from 1 to {MAX_PER_PAGE}; {PER_PAGE} unless told.", numeric=True,
            example=str(PER_PAGE),
        ),
    )
}  # fmt: skip


def parameter_table() -> tuple[Parameter, ...]:
    """Return all parameters of a search, in their canonical order."""
    return tuple(_SINGLES.get(name) or _filter(name) for name in PARAMETERS)


def list_parameter_table() -> tuple[Parameter, ...]:
    """Return the parameters of the list of reports, in their canonical order: what says something of a whole report."""
    names = [name for name in PARAMETERS if name.removeprefix(NOT) in REPORT_FACETS or name in ("from", "to", "date")]
    return (
        Parameter("find", "Words that must all begin a word of the report's areas, title or type.", example="send"),
        *(_SINGLES.get(name) or _filter(name) for name in names),
        Parameter("sort", "The order of the list; a minus sign reverses it.", values=tuple(SORTS)),
    )


def _filter(name: str) -> Parameter:
    field = BY_NAME[name.removeprefix(NOT)]
    if name != field.name and field.name in FILTERS:
        return Parameter(name, f"Values of {field.name} to leave out; {MISSING} for what has none.", repeated=True)
    meaning = f"{field.help} Repeat it to match any of several values; {MISSING} stands for what has none."
    return Parameter(name, meaning, repeated=True, values=field.values)

"""The filters of a search as options: named as in addresses, read by the same code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import click

from corpus.dates import parse_partial
from corpus.report import InspectionType
from index.fields import BY_NAME, DATES
from searcher.asking.parameters import FILTERS, NOT, read_parameters
from searcher.asking.problems import Problem, ProblemKind
from searcher.asking.request import SearchRequest

Command = TypeVar("Command", bound=Callable[..., Any])

COMPLETED = {"type": tuple(kind.value for kind in InspectionType), "finding": BY_NAME["finding"].values}
"""The values a shell can complete: those that do not depend on the collection."""
_OPTION_NAMES = {"from": "first", "to": "last", "date": "date_field"}


def check_day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001
    """Return the text of a date as typed.

    Raises:
        BadParameter: it is not a year, a month or a day that ``read_parameters`` can read.
    """
    if value and parse_partial(value) is None:
        raise click.BadParameter(
            f"'{value}' is not a date. Write 2024, 2024-03, 21/11/2024, 2024-11-21 or 'March 2024'."
        )
    return value


def filter_options(names: Iterable[str] = FILTERS) -> Callable[[Command], Command]:
    """Return what gives a command an option for each filter, one to leave values out, and the dates."""

    def add(command: Command) -> Command:
        for option in reversed([*_filters(names), *_dates()]):
            command = option(command)
        return command

    return add


def read_options(text: str, options: Mapping[str, Any]) -> tuple[SearchRequest, tuple[Problem, ...]]:
    """Return the search that a query and the values of ``filter_options`` ask for, with its problems.

    Options of other names are left out, but ``order``, ``group``, ``no_expand`` and ``no_widen``.

    Raises:
        UsageError: the dates end before they begin.
    """
    pairs = [("q", text)]
    for name in FILTERS:
        pairs += [(name, value) for value in options.get(name, ())]
        pairs += [(NOT + name, value) for value in options.get(NOT + name, ())]
    pairs += [(name, options[key]) for name, key in _OPTION_NAMES.items() if options.get(key)]
    pairs += [(name, options.get(name) or "") for name in ("order", "group")]
    pairs += [(name, "off" if options.get(f"no_{name}") else "") for name in ("expand", "widen")]
    request, problems = read_parameters(pairs)
    wrong_dates = [problem.message for problem in problems if problem.kind is ProblemKind.BAD_DATE]
    if wrong_dates:
        raise click.UsageError(" ".join(wrong_dates))
    return request, problems


def _filters(names: Iterable[str]) -> list[Callable[[Command], Command]]:
    options: list[Callable[[Command], Command]] = []
    for name in names:
        label = BY_NAME[name].help.rstrip(".")
        options += [
            click.option(
                f"--{name}", multiple=True, metavar="VALUE", shell_complete=_completing(name), help=f"{label}."
            ),
            click.option(
                f"--not-{name}", multiple=True, metavar="VALUE", shell_complete=_completing(name), hidden=True
            ),
        ]
    return options


def _dates() -> list[Callable[[Command], Command]]:
    return [
        click.option("--from", "first", metavar="DATE", callback=check_day, help="From this day, month or year on."),
        click.option(
            "--to", "last", metavar="DATE", callback=check_day, help="Up to and including this day, month or year."
        ),
        click.option(
            "--date",
            "date_field",
            type=click.Choice(DATES),
            help=f"The date that --from and --to mean. [default: {DATES[0]}]",
        ),
    ]


def _completing(name: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
        return [value for value in COMPLETED.get(name, ()) if value.startswith(incomplete)]

    return complete

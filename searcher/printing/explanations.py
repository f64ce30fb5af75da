"""How a query was understood, down to its tree: for people who want to know why something is found."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from index.analysis import stem
from index.query import And, AtLeast, Bonus, Expanded, Node, Not, Or, Preferred, Term, Weighted
from searcher.asking.known_values import KnownValues
from searcher.asking.problems import Problem
from searcher.finding.descriptions import Labels, describe_expansions, describe_filters, describe_node
from searcher.finding.results import ResultPage
from searcher.finding.search import Searcher
from searcher.terminal import print_indented, printable
from searcher.wording.figures import counted
from searcher.writing.json_forms import Json


def explanation_form(searcher: Searcher, page: ResultPage) -> Json:
    """Return ``filters``, one line each, and ``tree``, one line a node, indented by two spaces a level."""
    values = KnownValues(searcher.labels)
    node = searcher.read_query(page.request).node
    return {"filters": describe_filters(page.request, values.label), "tree": list(tree_lines(node, values.label))}


def print_explanation(console: Console, searcher: Searcher, page: ResultPage) -> None:
    """Print how the query of a page was read, its filters, its tree, and what was wrong with it."""
    form = explanation_form(searcher, page)
    lines = [
        ("Query", page.request.text or "(none)"),
        ("Understood as", page.understood),
        *(("Filter", line) for line in form["filters"]),
        *(("Also searched", line) for line in describe_expansions(page.expansions)),
        ("Order", page.order.value),
        ("Found", f"{counted(page.total, 'passage')} in {counted(page.reports, 'report')}"),
        ("Engine", f"{page.engine}, {page.took_ms:.0f} ms"),
    ]
    for name, value in lines:
        console.print(Text(f"{name + ':':<15}") + Text(printable(value)), soft_wrap=True)
    console.print("\nTree:")
    for line in form["tree"]:
        console.print(Text(f"  {printable(line)}"), soft_wrap=True)
    if page.problems:
        console.print("\nProblems:")
    for problem in page.problems:
        _print_problem(console, page.request.text, problem)


def tree_lines(node: Node, labels: Labels, depth: int = 0) -> Iterator[str]:
    """Yield a query tree, one line a node, children below their parent and indented."""
    indent = "  " * depth
    match node:
        case And(children=children):
            yield f"{indent}all of"
        case Or(children=children):
            yield f"{indent}any of"
        case AtLeast(children=children, minimum=minimum):
            yield f"{indent}at least {minimum} of"
        case Preferred(children=children):
            yield f"{indent}everything, ranked by"
        case Not(child=child):
            children = (child,)
            yield f"{indent}not"
        case Expanded(typed=typed, others=others, weight=weight):
            yield f"{indent}{describe_node(typed, labels)}{_matched_by(typed)}, or, counting {weight:g} times as much:"
            children = others
        case Bonus(child=child, points=points):
            children = (child,)
            yield f"{indent}everything, with {points:g} points more for"
        case Weighted(child=child, weight=weight):
            children = (child,)
            yield f"{indent}counting {weight:g} times as much"
        case _:
            children = ()
            yield f"{indent}{describe_node(node, labels)}{_matched_by(node)}"
    for child in children:
        yield from tree_lines(child, labels, depth + 1)


def _matched_by(node: Node) -> str:
    return f", in all forms of “{stem(node.text)}”" if isinstance(node, Term) else ""


def _print_problem(console: Console, query: str, problem: Problem) -> None:
    print_indented(console, Text(printable(problem.message)), 2)
    if problem.place == "q" and problem.span and "\n" not in query:
        start, end = problem.span
        console.print(Text(f"    {printable(query)}"), soft_wrap=True)
        console.print(Text(f"    {' ' * start}{'^' * max(1, end - start)}"), soft_wrap=True)

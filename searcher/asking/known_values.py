"""Checks the values of filters against those that the index has; a label is taken for its value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from corpus.slugs import make_slug
from index.engine import Filter
from index.fields import AREA_NAME, BY_NAME, MISSING
from index.query import And, AtLeast, Bonus, Keyword, Node, Not, Or, Preferred, Span, Weighted
from searcher.asking.facet_values import area_name
from searcher.asking.problems import Problem, ProblemKind
from searcher.wording.judgement import missing_label

MAX_PROBLEMS = 20
"""How many unknown values are named; each is looked for among all that the field has."""

ALIKE = 0.75
"""How alike a value must be to be offered, from 0 to 1: "brent" is no answer to somebody who asked for "kent"."""


@dataclass(slots=True)
class KnownValues:
    """Checks the values of one search. ``labels`` gives each field's values with their labels."""

    labels: Callable[[str], Mapping[str, str]]
    problems: list[Problem] = field(default_factory=list)
    by_label: dict[str, dict[str, str]] = field(default_factory=dict)

    def label(self, name: str, value: str) -> str:
        """Return the label of a value; for an area without reports its name, for anything else the value itself."""
        if value == MISSING:
            return missing_label(name)
        held = self.labels(name).get(value)
        return held or (area_name(value) if name == "area" else value)

    def check_filters(self, filters: Mapping[str, Filter]) -> dict[str, Filter]:
        """Return the filters with known values; an unknown one is kept and finds nothing."""
        return {
            name: Filter(
                frozenset(self._check(name, value, name, None) for value in sorted(chosen.include)),
                frozenset(self._check(name, value, f"not_{name}", None) for value in sorted(chosen.exclude)),
            )
            for name, chosen in filters.items()
        }

    def check_query(self, node: Node) -> Node:
        """Return the tree with known values."""
        match node:
            case And() | Or() | AtLeast() | Preferred():
                return replace(node, children=tuple(map(self.check_query, node.children)))
            case Not(child=child) | Weighted(child=child) | Bonus(child=child):
                return replace(node, child=self.check_query(child))
            case Keyword(field=name, value=value):
                return replace(node, value=self._check(name, value, "q", node.span))
            case _:
                return node

    def _check(self, name: str, value: str, place: str, span: Span | None) -> str:
        known = self.labels(name)
        if value == MISSING or value in known:
            return value
        if name not in self.by_label:
            self.by_label[name] = {make_slug(label): slug for slug, label in known.items()}
            if name == "area":
                others = {other: make_slug(area) for other, area in self.labels(AREA_NAME).items()}
                self.by_label[name] = others | self.by_label[name]
        if value in self.by_label[name]:
            return self.by_label[name][value]
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(ProblemKind.UNKNOWN_VALUE, self._message(name, value, known), place, span))
        return value

    def _message(self, name: str, value: str, known: Mapping[str, str]) -> str:
        near = get_close_matches(value, known, n=1, cutoff=ALIKE) or list(_beginning(value, known))
        hint = f" Did you mean {known[near[0]]} ({near[0]})?" if near else ""
        return f"No report here has the {BY_NAME[name].label.lower()} “{value}”.{hint}"


def _beginning(value: str, known: Mapping[str, str]) -> Iterator[str]:
    return (slug for slug in known if value and slug.startswith(value))

"""Words of a query that name a filter: an area, a year, a type of inspection, a finding, an inspectorate.

"What does Stoke-on-Trent need to do better on EHC plans, 2024" is about EHC plans. Its other
words are no words to look for: they are offered as filters, and passages that have these values
rank higher, but none is left out for lacking them. In "Stoke-on-Trent 2024" there is nothing
else to look for, so passages must have these values, as if filters had been typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.areas import AreaTable
from index.analysis import stem, words
from index.query import Bonus, DateRange, Keyword, Node, Span, Term
from searcher.language.joining import (
    Operand,
    is_bare_word,
    is_informative_node,
    join_any,
    looks_for_words,
    word_typed,
)

POINTS: Mapping[str, float] = {
    "area": 20.0,
    "region": 8.0,
    "year": 4.0,
    "type": 2.0,
    "finding": 2.0,
    "inspectorate": 1.0,
}
"""How much a passage scores for a value that the query names; a word in it scores about 2 to 8."""

_YEAR = re.compile("(?:19|20)[0-9]{2}")

Names = Mapping[tuple[str, ...], tuple[str, str, str]]
"""The folded words that name a value, with the field, the value and its label."""

TYPE_NAMES: Mapping[str, tuple[str, ...]] = {
    "area-send": ("area SEND", "area SEND inspection", "area SEND inspections"),
    "send-revisit": ("SEND revisit", "revisit", "revisits"),
    "send-local-area": ("local area SEND inspection", "local area SEND inspections"),
    "ilacs": ("ILACS",),
    "sif": ("single inspection framework", "SIF"),
    "jtai": ("JTAI", "JTAIs", "joint targeted area inspection", "joint targeted area inspections"),
    "jar": ("joint area review", "joint area reviews"),
}
FINDING_NAMES: Mapping[str, tuple[str, ...]] = {
    "strength": ("strength", "strengths", "what works well", "doing well", "does well", "do well", "good practice"),
    "weakness": (
        *("weakness", "weaknesses", "need to do better", "needs to do better", "do better", "failing", "failings"),
        *("not doing well", "not do well", "not working well", "doing badly", "doing poorly"),
        *("not working", "going wrong", "went wrong", "criticise", "criticised", "criticism", "criticisms"),
    ),
    "recommendation": (
        *("recommendation", "recommendations", "recommend", "recommended", "need to improve", "needs to improve"),
        *("what needs to improve", "areas for improvement", "area for improvement"),
    ),
}
WORDS_BESIDES = frozenset({"bury", "reading"})
"""Names of areas that are also ordinary words: they name the area only where they begin with a capital."""
OF_ANY_REPORT = frozenset(
    map(stem, ("authority", "council", "finding", "inspect", "inspection", "latest", "letter", "local", "report"))
)
"""The stems of words that add nothing to a name alone, as in "latest inspection report Kent"."""
PART_OF_A_NAME = frozenset(map(stem, ("council", "finding", "inspection", "report")))
"""The stems of words that belong to a name where they follow it: "Kent council", "2024 report", "Ofsted inspection"."""

LONGEST_PART = 2
"""Words: "Ofsted inspection report"."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A filter that a query's words name: ``label`` the value in words, ``typed`` the query's words.

    ``span`` is where they stand, half-open, in characters of the query. ``needed`` is whether passages
    must have the value, there being nothing else to look for.
    """

    field: str
    value: str
    label: str
    typed: str
    span: Span | None
    needed: bool = False


def without_words(text: str, offer: Offer) -> str:
    """Return a query without the words that name a filter, for where the filter is chosen instead."""
    if offer.span is None:
        return text
    start, end = offer.span
    return " ".join((text[:start].rstrip(" ,;") + " " + text[end:].lstrip(" ,;")).split())


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Finds the values of a collection that a query names. ``names`` has every name in folded words."""

    names: Names
    longest: int

    @classmethod
    def of(cls, values: Mapping[str, Mapping[str, str]], areas: Iterable[tuple[str, Sequence[str]]]) -> Recogniser:
        """Return the recogniser of a collection: each field's values with their labels, and its areas' names."""
        names: dict[tuple[str, ...], tuple[str, str, str]] = {}
        for year in values["year"]:
            names[(year,)] = ("year", year, year)
        for field, table in (("type", TYPE_NAMES), ("finding", FINDING_NAMES)):
            for value, forms in table.items():
                if value in values[field]:
                    names |= {tuple(words(form)): (field, value, values[field][value]) for form in forms}
        for field in ("region", "inspectorate"):
            names |= {tuple(words(label)): (field, value, label) for value, label in values[field].items()}
        for value, aliases in areas:
            if value in values["area"]:
                label = values["area"][value]
                names |= {tuple(words(form)): ("area", value, label) for form in (label, *aliases)}
        names.pop((), None)
        return cls(names, max(map(len, names), default=0))

    def recognise(self, operands: Sequence[Operand]) -> tuple[list[Operand], list[Offer]]:
        """Return the operands with those that name a value made preferences, and the filters to offer."""
        kept: list[Operand] = []
        offers: list[Offer] = []
        at = 0
        while at < len(operands):
            if days := _days_named(operands[at : at + 2]):
                kept.append(days)
                at += 2
                continue
            end, offer = self._longest(operands, at)
            if offer is None:
                kept.append(operands[at])
            else:
                offers.append(offer)
                kept.append(Operand(Bonus(Keyword(offer.field, offer.value), POINTS[offer.field], span=offer.span)))
            at = end
        return kept, offers

    def _longest(self, operands: Sequence[Operand], at: int) -> tuple[int, Offer | None]:
        """Return where the longest name that begins at an operand ends, and what it names."""
        found: tuple[int, Offer | None] = (at + 1, None)
        named: tuple[str, ...] = ()
        first = operands[at].node
        for end in range(at, min(len(operands), at + self.longest + LONGEST_PART)):
            node = operands[end].node
            if not is_bare_word(operands[end]) or not isinstance(node, Term):
                break
            if end == at and node.text in WORDS_BESIDES:
                break
            named += tuple(words(node.text))
            name = tuple(word.removesuffix("'s") for word in named)
            if value := self.names.get(named) or self.names.get(name):
                span = (first.span[0], node.span[1]) if first and first.span and node.span else None
                typed = " ".join(op.node.text for op in operands[at : end + 1] if isinstance(op.node, Term))
                found = (end + 1, Offer(*value, typed, span))
            elif found[1] and named[-1:] and stem(named[-1]) in PART_OF_A_NAME and end == found[0]:
                span = (first.span[0], node.span[1]) if first and first.span and node.span else None
                found = (end + 1, replace(found[1], typed=f"{found[1].typed} {node.text}", span=span))
        return found


def need_what_is_named(operands: list[Operand]) -> list[Operand]:
    """Return the operands; where they hold only names, passages must have the values named.

    Several values of one field are alternatives, as with filters. Words that any report is about do not count
    beside a name.
    """
    if any(_says_what_to_look_for(operand) for operand in operands):
        return operands
    named: dict[str, list[Node]] = {}
    rest: list[Operand] = []
    for operand in operands:
        match operand.node:
            case Bonus(child=Keyword(field=field) | DateRange(field=field) as value, span=span):
                named.setdefault(field, []).append(replace(value, span=span))
            case _:
                rest.append(operand)
    return [*(Operand(join_any(values), named=True) for values in named.values()), *rest]


def _days_named(operands: Sequence[Operand]) -> Operand | None:
    """Return the preference that "since 2023" and the like name; nothing for other words."""
    nodes = [operand.node for operand in operands if is_bare_word(operand)]
    match nodes:
        case [Term(text=word, span=start), Term(text=typed, span=end)] if _YEAR.fullmatch(typed):
            year = int(typed)
            ranges = {
                "since": (date(year, 1, 1), None),
                "after": (date(year + 1, 1, 1), None),
                "before": (None, date(year - 1, 12, 31)),
                "until": (None, date(year, 12, 31)),
            }
            if days := ranges.get(word.casefold()):
                span = (start[0], end[1]) if start and end else None
                return Operand(Bonus(DateRange("inspected", *days), POINTS["year"], span=span))
    return None


def _says_what_to_look_for(operand: Operand) -> bool:
    node = operand.node
    if node is None or isinstance(node, Bonus):
        return False
    if not operand.bare:
        return looks_for_words(node)
    word = word_typed(node)
    of_any_report = isinstance(word, Term) and all(stem(said) in OF_ANY_REPORT for said in words(word.text))
    return is_informative_node(node) and not of_any_report


def names_of_areas(held: Mapping[str, str], table: AreaTable) -> list[tuple[str, tuple[str, ...]]]:
    """Return the areas of a collection (value and label) with the other names each goes by."""
    named = {label: table.resolve(label) for label in held.values()}
    return [(value, area.aliases if (area := named[label]) else ()) for value, label in held.items()]


def words_of_names(table: AreaTable) -> frozenset[str]:
    """Return the words, folded, of every name that an area goes by."""
    names = (name for area in table for name in (area.name, *area.aliases))
    return frozenset(word for name in names for word in words(name))


NO_VALUES = Recogniser({}, 0)

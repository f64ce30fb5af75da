"""A query tree written in the query language again: one canonical text for each meaning."""

from __future__ import annotations

from datetime import date

from index.query import (
    And,
    AtLeast,
    DateRange,
    Everything,
    Keyword,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
    Weighted,
    Wildcard,
)
from searcher.language.joining import FEWEST_TO_CHOOSE_FROM, enough_of


def write_query(node: Node) -> str:
    """Return text that ``parse_query`` reads as the same tree, for any tree that it gave.

    Defaults are spelled out: ``annual reviews`` gives ``annual AND reviews``; three words and
    more, of which enough must match, stay side by side. Weights are left out. ``Everything``
    gives an empty text. Brackets deeper than the language allows are not avoided.

    Raises:
        ValueError: for ``Nothing``, ``Preferred`` and ``Bonus``, and for ``AtLeast`` under any but the
            language's own rule; the language has no words for them.
    """
    match node:
        case And(children=children):
            return " AND ".join(_bracketed(child, Or, AtLeast) for child in children)
        case Or(children=children):
            return " OR ".join(_bracketed(child, AtLeast) for child in children)
        case Not(child=child):
            return f"NOT {_bracketed(child, And, Or, AtLeast)}"
        case AtLeast():
            return _enough(node)
        case _:
            return _leaf(node)


def _bracketed(node: Node, *loose: type[Node]) -> str:
    written = write_query(node)
    named = isinstance(node, AtLeast) and written.endswith(")")
    return f"({written})" if isinstance(node, loose) and not named else written


def _enough(node: AtLeast) -> str:
    """Write words side by side; those of one field inside brackets after its name."""
    count = len(node.children)
    names = {getattr(child, "field", None) for child in node.children}
    if count < FEWEST_TO_CHOOSE_FROM or node.minimum != enough_of(count) or len(names) != 1:
        raise ValueError(f"the query language cannot ask for {node.minimum} of {count}")
    name = names.pop()
    if name is None:
        return " ".join(_leaf(child) for child in node.children)
    plain = " ".join(_leaf(child).removeprefix(f"{name}:") for child in node.children)
    return f"{name}:({plain})"


def _leaf(node: Node) -> str:
    match node:
        case Everything():
            return ""
        case Weighted(child=child):
            return write_query(child)
        case Keyword(field=name, value=value):
            return f"{name}:{value}"
        case DateRange(field=name, first=first, last=last):
            return f"{name}:{_day(first)}..{_day(last)}"
        case Term() | Phrase() | Prefix() | Wildcard():
            return _words(node) if node.field is None else f"{node.field}:{_words(node)}"
        case _:
            raise ValueError(f"the query language has no words for {type(node).__name__}")


def _words(node: Term | Phrase | Prefix | Wildcard) -> str:
    match node:
        case Term(text=text):
            return text
        case Phrase(words=words, slop=slop):
            return f'"{" ".join(words)}"' + (f"~{slop}" if slop else "")
        case Prefix(text=text):
            return f"{text}*"
        case Wildcard(pattern=pattern):
            return pattern


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""

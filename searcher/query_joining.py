"""Joining what was read into trees: enough of the bare words, all of the rest, nothing said twice.

Joins of the same kind are taken into one another and a join of one is its child, so that each
meaning has one tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from index.analysis import is_informative, tokens
from index.query import (
    And,
    AtLeast,
    Bonus,
    Everything,
    Expanded,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Span,
    Term,
    Weighted,
    Wildcard,
)

FEWEST_TO_CHOOSE_FROM = 3


@dataclass(frozen=True, slots=True)
class Operand:
    """Something that was typed. ``node`` is ``None`` where it could not be used (and that was said).

    ``bare`` marks a word without quotes, sign, field or operator.
    """

    node: Node | None
    bare: bool = False


def enough_of(words: int) -> int:
    """Return how many of so many informative words must match: all of 1 or 2, else two thirds.

    Two thirds to the nearest whole word: 2 of 3, 3 of 4, 3 of 5, 4 of 6, 5 of 7. Plain AND finds
    nothing for one realistic query in five, plain OR gives counts that mean nothing.
    """
    return words if words < FEWEST_TO_CHOOSE_FROM else (2 * words + 1) // 3


def join_implicit(operands: Iterable[Operand]) -> tuple[Node | None, list[str]]:
    """Join what stands side by side, and return the words that did not count as well.

    Function words count only where there is nothing else to look for. Of the bare words that
    count, ``enough_of`` must match; everything else must. ``None`` when nothing is left.
    """
    words: dict[object, Node] = {}
    rest: list[Node] = []
    for operand in operands:
        if operand.node is not None and operand.bare:
            words.setdefault(_identity(operand.node), operand.node)
        elif operand.node is not None:
            rest.append(operand.node)
    counted = [node for node in words.values() if _informative(node)]
    left_out: list[str] = []
    if counted or any(looks_for_words(node) for node in rest):
        left_out = [node.text for node in words.values() if isinstance(node, Term) and not _informative(node)]
    else:
        counted = list(words.values())
    if len(counted) >= FEWEST_TO_CHOOSE_FROM:
        counted = [AtLeast(tuple(counted), enough_of(len(counted)), span=_cover(counted))]
    return join_all(sorted([*counted, *rest], key=lambda node: node.span or (0, 0))), left_out


def neighbours(operands: Iterable[Operand]) -> Iterator[Term]:
    """Yield each pair of informative bare words typed side by side, as they follow one another.

    Function words between them are part of the pair: "statement of action". As a ``Term`` of
    several words it matches by stem.
    """
    typed: list[Term] = []
    for operand in operands:
        node = operand.node
        if not operand.bare or not isinstance(node, Term):
            typed = []
        elif not _informative(node):
            typed += [node] if typed else []
        else:
            if typed:
                yield Term(" ".join(term.text for term in [*typed, node]), node.field)
            typed = [node]


def prefer(node: Node, wanted: Iterable[Node], weight: float) -> Node:
    """Return what a tree matches, where passages that match any of the wanted as well rank higher."""
    extra = tuple(Weighted(child, weight) for child in wanted)
    return And((node, Or((Everything(), *extra)))) if extra else node


def join_all(nodes: list[Node]) -> Node | None:
    """Return the tree that every one of the nodes must match; ``None`` without nodes."""
    return _flat(And, nodes)


def join_any(nodes: list[Node]) -> Node | None:
    """Return the tree that any of the nodes must match; ``None`` without nodes."""
    return _flat(Or, nodes)


def _flat(join: type[And] | type[Or], nodes: list[Node]) -> Node | None:
    """Join nodes, those of the same join taken in; one alone stays itself, none gives ``None``."""
    children = [child for node in nodes for child in (node.children if isinstance(node, join) else (node,))]
    if len(children) < 2:
        return children[0] if children else None
    return join(tuple(children), span=_cover(nodes))


def negate(node: Node, start: int) -> Node:
    """Return what a node does not match; the sign for it stands at ``start``."""
    span = (start, node.span[1]) if node.span else None
    return replace(node.child, span=span) if isinstance(node, Not) else Not(node, span=span)


def join_values(nodes: Iterable[Node | None]) -> Node | None:
    """Join values of one field side by side: any of those wanted, none of those unwanted."""
    kept = [node for node in nodes if node is not None]
    wanted = join_any([node for node in kept if not isinstance(node, Not)])
    return join_all([*([wanted] if wanted else []), *(node for node in kept if isinstance(node, Not))])


def _cover(nodes: list[Node]) -> Span | None:
    spans = [node.span for node in nodes if node.span]
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else None


def _informative(node: Node) -> bool:
    return not isinstance(node, Term) or any(is_informative(token.text) for token in tokens(node.text))


def _identity(node: Node) -> object:
    """Return what makes two bare words the same: their stems."""
    return tuple(token.stem for token in tokens(node.text)) if isinstance(node, Term) else node


def looks_for_words(node: Node) -> bool:
    """Return whether a tree wants any word, not only values, dates or absences."""
    return any(isinstance(leaf, Term | Phrase | Prefix | Wildcard) for leaf in wanted_leaves(node))


def wanted_leaves(node: Node) -> Iterator[Node]:
    """Yield the leaves of a tree in order, without those under a ``Not``."""
    match node:
        case And(children=children) | Or(children=children) | AtLeast(children=children):
            for child in children:
                yield from wanted_leaves(child)
        case Weighted(child=child):
            yield from wanted_leaves(child)
        case Expanded(typed=typed, others=others):
            yield typed
            yield from others
        case Not() | Bonus():
            return
        case _:
            yield node

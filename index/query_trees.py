"""Walks over query trees, without recursion, so that none is too deep."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from index.query import And, AtLeast, Bonus, Node, Not, Or, Preferred, Weighted

Inner = And | Or | AtLeast | Preferred | Not | Weighted | Bonus
"""A node with others below it."""


def conjuncts(root: Node) -> Iterator[Node]:
    """Yield the nodes that must all match for the tree to match, in order."""
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, And):
            stack += reversed(node.children)
        else:
            yield node


def tree_key(nodes: Iterable[Node]) -> Hashable:
    """Return a key for some trees; equal trees have equal keys."""
    return tuple((type(node), *_figures(node)) if isinstance(node, Inner) else node for node in every_node(nodes))


def _figures(node: Inner) -> tuple[float, ...]:
    match node:
        case AtLeast(children=children, minimum=minimum):
            return (len(children), minimum)
        case And() | Or() | Preferred():
            return (len(node.children),)
        case Weighted(weight=figure) | Bonus(points=figure):
            return (figure,)
        case Not():
            return ()


def every_node(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield every node of some trees, the last tree first, a node before those below it."""
    stack = list(nodes)
    while stack:
        node = stack.pop()
        yield node
        match node:
            case And() | Or() | AtLeast() | Preferred():
                stack += node.children
            case Not(child=child) | Weighted(child=child) | Bonus(child=child):
                stack.append(child)

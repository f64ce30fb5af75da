"""Query trees as algebra over masks. Trees are walked without recursion, so none is too deep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from index.columns.number_types import Counts, Mask
from index.query import (
    And,
    AtLeast,
    Bonus,
    Expanded,
    Node,
    Not,
    Or,
    Phrase,
    Preferred,
    Prefix,
    Term,
    Weighted,
    Wildcard,
)
from index.query_trees import Inner, every_node

Leaf = Callable[[Node, float | None], Mask]
"""Returns a fresh mask of a leaf; its scores count times the weight, or not at all where that is ``None``."""
Reward = Callable[[Mask, float], None]
"""Takes the mask of what scores more, and how many points more."""


@dataclass(slots=True)
class _Frame:
    """An inner node on the way: the children still to come and what they have come to so far.

    ``weight`` multiplies the scores below, ``None`` where they do not count. ``points`` go to
    what the node matches.
    """

    node: Inner
    children: Iterator[Node]
    weight: float | None
    mask: Mask
    counts: Counts | None = None
    points: float = 0.0


def evaluate(root: Node, width: int, leaf: Leaf, reward: Reward) -> Mask:
    """Return the mask of what a tree matches, ``width`` long; ``leaf`` and ``reward`` are called on the way."""
    top = _open(Or((root,)), 1.0, width)
    stack = [top]
    while stack:
        frame = stack[-1]
        child = next(frame.children, None)
        if child is None:
            stack.pop()
            if frame.points:
                reward(frame.mask, frame.points)
            if stack:
                _fold_in(stack[-1], _finished(frame))
        elif isinstance(child, Inner):
            stack.append(_open(child, frame.weight, width))
        else:
            _fold_in(frame, leaf(child, frame.weight))
    return top.mask


def _open(node: Inner, weight: float | None, width: int) -> _Frame:
    none = np.zeros(width, dtype=np.bool_)
    match node:
        case And(children=children) | Preferred(children=children):
            return _Frame(node, iter(children), weight, ~none)
        case Or(children=children):
            return _Frame(node, iter(children), weight, none)
        case AtLeast(children=children):
            counts = np.zeros(width, dtype=np.min_scalar_type(len(children)))
            return _Frame(node, iter(children), weight, none, counts)
        case Not(child=child):
            return _Frame(node, iter((child,)), None, none)
        case Bonus(child=child, points=points):
            return _Frame(node, iter((child,)), None, none, points=(weight or 0.0) * points)
        case Weighted(child=child, weight=factor):
            return _Frame(node, iter((child,)), None if weight is None else weight * factor, none)


def _finished(frame: _Frame) -> Mask:
    match frame.node:
        case Not():
            return ~frame.mask
        case Bonus():
            return np.ones_like(frame.mask)
        case AtLeast(minimum=minimum) if frame.counts is not None:
            enough: Mask = frame.counts >= minimum
            return enough
        case _:
            return frame.mask


def _fold_in(frame: _Frame, mask: Mask) -> None:
    """Add a child's matches to what its parent has so far."""
    if isinstance(frame.node, And):
        frame.mask &= mask
    elif frame.counts is not None:
        frame.counts += mask
    else:
        frame.mask |= mask


def is_of_runs(root: Node) -> bool:
    """Return whether a tree is the same for all passages of a run: no words are looked at, no points given."""
    of_passages = Term | Phrase | Prefix | Wildcard | Expanded | Bonus
    return not any(isinstance(node, of_passages) for node in every_node((root,)))

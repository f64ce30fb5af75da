"""Joins operands into a tree: enough of the bare words, all of the rest, nothing twice.

A join inside a join of the same kind is taken into it, and a join of one is its child, so that each meaning has one
tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from index.analysis import is_informative, tokens
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
    Span,
    Term,
    Weighted,
    Wildcard,
)
from index.query_trees import conjuncts

FEWEST_TO_CHOOSE_FROM = 3
SHARES = {("per", "cent"): "%", ("percent",): " per cent"}
"""The stems of words that make a number a percentage, and the other way to write it."""


@dataclass(frozen=True, slots=True)
class Operand:
    """Something that was typed. ``node`` is ``None`` where it could not be used (and that was said).

    ``bare`` marks a word without quotes, sign, field or operator; ``named`` a value that bare words
    name (see ``searcher.language.filter_names``) and that must match.
    """

    node: Node | None
    bare: bool = False
    named: bool = False


def join_shares(operands: Iterable[Operand]) -> list[Operand]:
    """Return the operands with "10 per cent" and "10 percent", as bare words, joined into one word as "10%" is."""
    joined: list[Operand] = []
    for operand in operands:
        joined.append(operand)
        for words in (2, 3):
            number, *unit = (_bare_stems(one) for one in joined[-words:])
            stems = tuple(chain.from_iterable(unit))
            if stems in SHARES and all(unit) and number and all(map(str.isdigit, number)):
                joined[-words:] = [one_operand(joined[-words:])]
                break
    return joined


def one_operand(operands: Iterable[Operand]) -> Operand:
    """Return bare words as one, which matches where they follow one another."""
    typed = [operand.node for operand in operands if isinstance(operand.node, Term)]
    return Operand(Term(" ".join(node.text for node in typed), span=_cover([*typed])), bare=True)


def is_term(node: Node) -> bool:
    """Return whether a bare word is a term of the field: a form of several words, or with another form of several."""
    forms = (node.typed, *node.others) if isinstance(node, Expanded) else (node,)
    return any(isinstance(form, Term) and " " in form.text and not share_otherwise(form.text) for form in forms)


def is_bare_word(operand: Operand) -> bool:
    """Return whether an operand is a plain word that is looked for in text and heading."""
    return operand.bare and isinstance(operand.node, Term) and operand.node.field is None


def share_otherwise(text: str) -> str | None:
    """Return "10%" for "10 per cent" and the other way round; ``None`` for what is no share."""
    said = tokens(text)
    stems = tuple(token.stem for token in said)
    for unit, sign in SHARES.items():
        number = stems[: -len(unit)]
        if stems[len(number) :] == unit and number and all(map(str.isdigit, number)):
            return text[: said[len(number) - 1].end] + sign
    return None


def _bare_stems(operand: Operand) -> tuple[str, ...]:
    """Return the stems of a bare word; nothing for what is none."""
    node = operand.node
    if not is_bare_word(operand) or not isinstance(node, Term):
        return ()
    return tuple(token.stem for token in tokens(node.text))


@dataclass(frozen=True, slots=True)
class Leniency:
    """How bare words are read where too few passages are found otherwise.

    ``spared`` is how many fewer of them are enough, down to one. Where one is enough, a word of ``weak`` (see
    ``identity``) is not: it only helps ranking.
    """

    spared: int = 0
    weak: frozenset[object] = frozenset()


STRICT = Leniency()


def enough_of(words: int, spared: int = 0) -> int:
    """Return how many of ``words`` informative words must match: all of 1 or 2, else two thirds.

    Two thirds to the nearest whole word: 2 of 3, 3 of 4, 3 of 5, 4 of 6, 5 of 7. Plain AND finds nothing for one
    realistic query in five, plain OR gives counts that mean nothing. ``spared`` is how many fewer are enough where
    too few passages are found, down to one.
    """
    enough = words if words < FEWEST_TO_CHOOSE_FROM else (2 * words + 1) // 3
    return max(min(words, 1), enough - spared)


@dataclass(frozen=True, slots=True)
class Joined:
    """What stood side by side, as one tree; ``None`` when nothing is left.

    ``words`` are the bare words that count, in order; ``left_out`` those that do not.
    """

    node: Node | None
    words: tuple[Node, ...] = ()
    left_out: tuple[str, ...] = ()


def join_implicit(operands: Iterable[Operand], leniency: Leniency = STRICT) -> Joined:
    """Join what stands side by side.

    Function words count only where there is nothing else to look for, and no bare word does beside
    values that must match. Of the bare words that count, ``enough_of`` must match; everything else must.
    """
    operands = list(operands)
    words: dict[object, Node] = {}
    rest: list[Node] = []
    for operand in operands:
        if operand.node is not None and operand.bare:
            words.setdefault(identity(operand.node), operand.node)
        elif operand.node is not None:
            rest.append(operand.node)
    named = any(operand.named for operand in operands)
    counted = [node for node in words.values() if is_informative_node(node) and not named]
    if not (counted or named or any(looks_for_words(node) for node in rest)):
        counted = list(words.values())
    left_out = [typed(node) for node in words.values() if node not in counted]
    joined = [*_enough_of_them(counted, leniency), *rest]
    node = join_all(sorted(joined, key=lambda node: node.span or (0, 0)))
    return Joined(node, tuple(counted), tuple(left_out))


def _enough_of_them(words: list[Node], leniency: Leniency) -> list[Node]:
    """Return what must match so that enough of the words do."""
    enough = enough_of(len(words), leniency.spared)
    strong = [node for node in words if identity(node) not in leniency.weak]
    if enough == 1 and 0 < len(strong) < len(words):
        ranked = Preferred(tuple(node for node in words if identity(node) in leniency.weak))
        return [*strong, ranked] if len(strong) == 1 else [AtLeast(tuple(strong), 1, span=_cover(strong)), ranked]
    if len(words) >= FEWEST_TO_CHOOSE_FROM or enough < len(words):
        return [AtLeast(tuple(words), enough, span=_cover(words))]
    return words


def words_to_choose_from(node: Node) -> tuple[Node, ...]:
    """Return the words of a tree of which enough must match but not all, in order; nothing where all must."""
    return tuple(word for child in conjuncts(node) for word in _chosen_from(child))


def with_every_word(node: Node) -> Node:
    """Return the tree that all of those words must match as well."""
    children = [word for child in conjuncts(node) for word in _chosen_from(child) or (child,)]
    return And(tuple(children))


def _chosen_from(node: Node) -> tuple[Node, ...]:
    match node:
        case AtLeast(children=children, minimum=minimum) if minimum < len(children):
            return children
        case Preferred(children=children):
            return children
        case _:
            return ()


def neighbours(operands: Iterable[Operand]) -> Iterator[Term]:
    """Yield each pair of informative bare words typed side by side, as they follow one another.

    Function words between them are part of the pair: "statement of action". As a ``Term`` of
    several words it matches by stem.
    """
    typed: list[Term] = []
    for operand in operands:
        node = _stands_for(operand.node)
        if not operand.bare or not isinstance(node, Term) or operand.node is None:
            typed = []
        elif not is_informative_node(operand.node):
            typed += [node] if typed else []
        else:
            if typed:
                yield Term(" ".join(term.text for term in [*typed, node]), node.field)
            typed = [node]


def _stands_for(node: Node | None) -> Node | None:
    """Return the word that a node looks for; for a word that no passage has, the word used instead."""
    if isinstance(node, Expanded):
        return node.others[0] if node.weight == 1 else node.typed
    return node


def prefer(node: Node, wanted: Mapping[Node, float]) -> Node:
    """Return the tree; passages that also match one of the wanted nodes rank higher, by its weight."""
    extra = tuple(Weighted(child, weight) for child, weight in wanted.items())
    return And((node, Preferred(extra))) if extra else node


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


def is_informative_node(node: Node) -> bool:
    """Return whether a bare word says what a search is about; function words together may ("well being")."""
    word = word_typed(node)
    if not isinstance(word, Term):
        return True
    said = tokens(word.text)
    known_whole = " " in word.text or (len(said) > 1 and word is not node)
    return known_whole or any(is_informative(token.text) for token in said)


def is_function_word(word: Term) -> bool:
    """Return whether a word is a single function word; those of several may mean something ("well-being")."""
    said = tokens(word.text)
    return len(said) == 1 and not is_informative(said[0].text)


def word_typed(node: Node) -> Node:
    """Return a bare word without the other words for it."""
    return node.typed if isinstance(node, Expanded) else node


def identity(node: Node) -> object:
    """Return what makes two bare words the same: their stems."""
    word = word_typed(node)
    return tuple(token.stem for token in tokens(word.text)) if isinstance(word, Term) else word


def typed(word: Node) -> str:
    """Return a bare word as it was typed, patterns folded; "" for what is no word."""
    match word_typed(word):
        case Term(text=text):
            return text
        case Prefix(text=text):
            return f"{text}*"
        case Wildcard(pattern=pattern):
            return pattern
        case _:
            return ""


def looks_for_words(node: Node) -> bool:
    """Return whether a tree wants any word, not only values, dates or absences."""
    return any(isinstance(leaf, Term | Phrase | Prefix | Wildcard) for leaf in wanted_leaves(node))


def wanted_leaves(node: Node) -> Iterator[Node]:
    """Yield the leaves of a tree in order, without those under a ``Not``."""
    match node:
        case And() | Or() | AtLeast() | Preferred():
            for child in node.children:
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

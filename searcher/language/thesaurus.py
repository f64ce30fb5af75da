"""Other words for what was typed: terms of the field, acronyms that reports define, other spellings.

``searcher/language/terms.txt`` lists the terms of the field; acronyms and their long forms come from the
reports themselves (``corpus.acronyms.glossary``). Words are compared by stem, so "EHC plans" is
the form "EHC plan", and hyphens and commas part words only. A form of several words is one
word of a query, which matches where they follow one another: so each form of a group finds the
same passages. The longest is taken first: "speech and language therapy", not "therapy" in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.resources import files

from corpus.acronyms.glossary import Acronym
from index.analysis import is_informative, tokens
from index.engine import Engine
from index.query import Expanded, Term
from searcher.language.joining import Operand, is_bare_word, is_function_word, one_operand, share_otherwise

WEIGHT = 0.7
"""The weight of an occurrence of another word, against 1 for the word typed."""
SHORTEST_SPLIT = 7
"""Letters of a word that may be written as two: "wellbeing", "coproduction"."""
SHORTEST_PART = 2
FEWEST_SPELLED = 2
"""Passages that must write a word as two, or two as one, before that counts as their other spelling."""
LEAST_JOINED = 0.02
"""Passages that must write two words as one, for each that has them side by side; fewer have slips of the pen."""
TURNING = frozenset({"an", "be", "he", "in", "is", "it", "no", "not", "of", "or", "so", "to"})
"""Words that are no part of the word they begin: "in secure accommodation" is not what is insecure."""
LONGEST_FORM = 12
"""Words."""
LEAST_SHARE = 0.5
"""Of the reports that define an acronym in its commonest meaning; another of fewer is left aside."""
MOST_LONG_FORMS = 3
MOST_AS_A_WORD = 2
"""How many passages may have an acronym's letters in any case, for each that prints it as an acronym."""
KEPT = 4096
"""How many words' spellings are kept at hand."""

Stems = tuple[str, ...]

_BOTH = re.compile(r"child\(ren\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Expansion:
    """What was typed, and the other words that were searched for with it, as they are written.

    ``unknown`` says that no passage has what was typed, and ``also`` is the word most like it.
    """

    typed: str
    also: tuple[str, ...]
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Other forms by the stems of each form; none where its words only belong together.

    ``defined`` has the acronyms that may stand for a form, and ``is_in_use`` tells those that are no
    common word besides. ``spellings`` gives the collection's other spellings of a word or of two,
    ``nearest`` the word most like one that it does not have ("" where it has it, or none is). With
    ``shares``, "10%" and "10 per cent" are forms of one another.
    """

    others: Mapping[Stems, tuple[str, ...]]
    defined: Mapping[Stems, tuple[Acronym, ...]] = field(default_factory=dict)
    is_in_use: Callable[[Acronym], bool] = field(default=lambda acronym: False)  # noqa: ARG005
    spellings: Callable[[str], tuple[str, ...]] = field(default=lambda words: ())  # noqa: ARG005
    nearest: Callable[[str], str] = field(default=lambda word: "")  # noqa: ARG005
    shares: bool = True

    @classmethod
    def of(cls, groups: Iterable[Sequence[str]], engine: Engine | None = None, names: Container[str] = ()) -> Thesaurus:
        """Return the thesaurus of groups of forms that mean the same; a form may stand in several.

        The engine is asked how its collection spells words; without it only the groups count. ``names``
        are folded words that are no slips, whether any report has them or not.
        """
        found: dict[Stems, dict[Stems, str]] = {}
        for group in groups:
            forms = {stems_of(form): form for form in reversed(group)}
            for stems in forms:
                known = found.setdefault(stems, {})
                for other, form in reversed(forms.items()):
                    if other != stems:
                        known.setdefault(other, form)
        others = {stems: tuple(forms.values()) for stems, forms in found.items() if stems}
        if engine is None:
            return cls(others)
        ask = lru_cache(KEPT)
        defined = _by_form(engine.acronyms())
        return cls(others, defined, ask(_is_in_use(engine)), ask(_spellings(engine)), ask(_nearest(engine, names)))

    def join_forms(self, operands: Sequence[Operand]) -> list[Operand]:
        """Return the operands with bare words that are a form together made one word each."""
        joined: list[Operand] = []
        at = 0
        while at < len(operands):
            end = self._longest(operands, at)
            joined.append(one_operand(operands[at:end]) if end - at > 1 else operands[at])
            at = end
        return joined

    def expand(self, operands: Iterable[Operand]) -> tuple[list[Operand], list[Expansion]]:
        """Return operands with their other words in them, and what those are, in order of typing."""
        expanded: list[Operand] = []
        found: list[Expansion] = []
        for operand in operands:
            node, expansion = operand.node, None
            if is_bare_word(operand) and isinstance(node, Term) and not is_function_word(node):
                expansion = self._other_words(stems_of(node.text), node.text)
            if expansion is None or not isinstance(node, Term):
                expanded.append(operand)
                continue
            found.append(expansion)
            weight = 1.0 if expansion.unknown else WEIGHT
            others = tuple(map(Term, expansion.also))
            expanded.append(replace(operand, node=Expanded(node, others, weight, span=node.span)))
        return expanded, found

    def correction(self, word: str) -> str:
        """Return the word most like one that no report has; "" for known words and terms of the field."""
        stems = stems_of(word)
        known = len(stems) != 1 or stems in self.others or stems in self.defined or self.spellings(word)
        return "" if known else self.nearest(word)

    def _longest(self, operands: Sequence[Operand], at: int) -> int:
        """Return where the longest form of several bare words that begins at an operand ends; else the next place."""
        stems: Stems = ()
        typed: list[str] = []
        longest = at + 1
        for end in range(at, min(len(operands), at + LONGEST_FORM)):
            node = operands[end].node
            if not is_bare_word(operands[end]) or not isinstance(node, Term):
                break
            stems += stems_of(node.text)
            typed.append(node.text)
            if end > at and (stems in self.others or self._other_words(stems, " ".join(typed))):
                longest = end + 1
        return longest

    def _other_words(self, stems: Stems, typed: str) -> Expansion | None:
        forms = {stems_of(form): form for form in reversed(self._defined_forms(stems))}
        forms |= {stems_of(form): form for form in reversed(self.others.get(stems, ()))}
        forms.pop(stems, None)
        if self.shares and (share := share_otherwise(typed)):
            return Expansion(typed, (share,))
        if forms:
            return Expansion(typed, tuple(reversed(forms.values())))
        if len(stems) <= 2 and (also := self.spellings(typed)):
            return Expansion(typed, also)
        near = self.correction(typed)
        return Expansion(typed, (near,), unknown=True) if near else None

    def _defined_forms(self, stems: Stems) -> tuple[str, ...]:
        """Return the other forms of acronyms, the most frequent definitions first."""
        found = (acronym for acronym in self.defined.get(stems, ()) if self.is_in_use(acronym))
        return tuple(form for acronym in found for form in (acronym.short, *acronym.longs[:MOST_LONG_FORMS]))


NO_OTHER_WORDS = Thesaurus({}, shares=False)


@cache
def terms_of_the_field() -> tuple[tuple[str, ...], ...]:
    """Return the groups of ``searcher/language/terms.txt``, each with its forms in order."""
    text = files("searcher.language").joinpath("terms.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(tuple(_forms(line)) for line in lines if line and not line.startswith("#"))


def stems_of(text: str) -> Stems:
    """Return the stems of a text's words, in order."""
    return tuple(token.stem for token in tokens(text))


def _forms(line: str) -> Iterator[str]:
    for form in line.split("|"):
        if _BOTH.search(form):
            yield _BOTH.sub("child", form).strip()
            yield _BOTH.sub("children", form).strip()
        else:
            yield form.strip()


def _by_form(acronyms: Sequence[Acronym]) -> dict[Stems, tuple[Acronym, ...]]:
    """Return acronyms by the stems of their forms, without meanings that few reports share."""
    leading: dict[str, int] = {}
    for acronym in acronyms:
        leading[acronym.short] = max(acronym.reports, leading.get(acronym.short, 0))
    found: dict[Stems, list[Acronym]] = {}
    for acronym in sorted(acronyms, key=lambda acronym: (-acronym.reports, acronym.short, acronym.long)):
        if acronym.reports >= LEAST_SHARE * leading[acronym.short]:
            for stems in {stems_of(form) for form in (*acronym.shorts, *acronym.longs)}:
                found.setdefault(stems, []).append(acronym)
    return {stems: tuple(forms) for stems, forms in found.items() if stems}


def _is_in_use(engine: Engine) -> Callable[[Acronym], bool]:
    """Return what tells acronyms from those that read like a word of the language ("CARE", "IT")."""

    def is_in_use(acronym: Acronym) -> bool:
        matching = engine.frequencies([Term(acronym.short)])[0]
        return 0 < matching <= MOST_AS_A_WORD * acronym.short_passages

    return is_in_use


def _spellings(engine: Engine) -> Callable[[str], tuple[str, ...]]:
    """Return what gives the collection's other spellings of a word, or of two as one."""

    def spellings(typed: str) -> tuple[str, ...]:
        words = [token.text for token in tokens(typed)]
        whole = "".join(words)
        if len(whole) < SHORTEST_SPLIT or not whole.isalpha():
            return ()
        if len(words) == 2:
            if words[0] in TURNING or not any(map(is_informative, words)):
                return ()
            joined = engine.frequencies([Term(whole)])[0]
            often = joined >= FEWEST_SPELLED and joined >= LEAST_JOINED * engine.frequencies([Term(" ".join(words))])[0]
            return (whole,) if often else ()
        if len(words) != 1:
            return ()
        cuts = [(whole[:cut], whole[cut:]) for cut in range(SHORTEST_PART, len(whole) - SHORTEST_PART)]
        pairs = [" ".join(cut) for cut in cuts if cut[0] not in TURNING]
        passages = engine.frequencies([Term(pair) for pair in pairs])
        return tuple(pair for pair, number in zip(pairs, passages, strict=True) if number >= FEWEST_SPELLED)

    return spellings


def _nearest(engine: Engine, names: Container[str]) -> Callable[[str], str]:
    """Return what gives the word most like one that no passage has; acronyms and names are never taken for slips."""

    def nearest(typed: str) -> str:
        words = [token.text for token in tokens(typed)]
        if (
            len(words) != 1
            or sum(map(str.isupper, typed)) > 1
            or words[0] in names
            or engine.frequencies([Term(typed)])[0]
        ):
            return ""
        return next(filter(is_informative, engine.spellings(words[0])), "")

    return nearest

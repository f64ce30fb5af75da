"""Words that are more frequent in the matching passages than elsewhere.

Ranked by the log-likelihood ratio of Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence"
(1993), over passages: a word ranks high when its share of the matching passages would be surprising if they were
drawn at random.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from index.analysis import fold, is_informative, stem, tokens, words, words_in_place
from index.engine import Engine
from index.query import Everything, Node, Phrase, Prefix, Term, Wildcard

SAMPLE = 60
"""Passages looked at: the best of those that match."""
FEWEST_PASSAGES = 10
"""The fewest passages looked at: a word that several of fewer share says nothing."""
CANDIDATES = 40
"""Words of the passages looked at that are compared with how often all passages say them."""
FEWEST = 3
"""Passages looked at that must say a word."""
LEAST_LIFT = 3.0
"""How many times more frequent a word must be in the passages looked at than in all passages."""
PAIR_SHARE = 0.5
"""Share of the passages with a word that must have another beside it for the two to stand for it."""
SHORTEST = 3
"""Letters."""
BETWEEN = frozenset(" -‑–\u00a0")
"""What parts the words of a pair."""

Pair = tuple[str, ...]
"""The stems of one word, or of two that stand side by side."""


@dataclass(frozen=True, slots=True)
class RelatedWords:
    """A word or a pair as printed, and how many of the passages looked at say it."""

    words: str
    passages: int

    def added_to(self, text: str) -> str:
        """Return a query that asks for these words as well, whatever else it asks for."""
        return f"{text} +{self.words}" if self.words.isalnum() else f'{text} "{self.words}"'


def related_words(
    engine: Engine, texts: Sequence[str], asked: Iterable[Node], names: Iterable[str] = (), limit: int = 8
) -> list[RelatedWords]:
    """Return the words most typical of these texts, most typical first, at most ``limit``.

    ``texts`` are matching passages. Left out are words of ``asked`` (the query's own), words of a pair that is
    listed, and words of ``names`` (of areas) unless they are printed in small letters. Empty where there are fewer
    texts than ``FEWEST_PASSAGES``.
    """
    if len(texts) < FEWEST_PASSAGES:
        return []
    stems = _Stems(_Own.of(asked))
    said = Counter(one for text in texts for one in {stems[word] for word in words_in_place(text)[0]} if one)
    often = sorted((one for one in said if said[one] >= FEWEST), key=lambda one: (-said[one], one))[:CANDIDATES]
    total, *elsewhere = engine.frequencies([Everything(), *(Term(stems.word_of[one], "text") for one in often)])
    telling = {
        one: _log_likelihood(said[one], len(texts), max(matching, said[one]), total)
        for one, matching in zip(often, elsewhere, strict=True)
        if said[one] * total >= LEAST_LIFT * matching * len(texts)
    }
    ranked = sorted(telling, key=lambda one: (-telling[one], one))[: 2 * limit]
    printed = _Printed.of(texts, stems, frozenset(ranked))
    found: list[RelatedWords] = []
    taken = {stem(word) for name in names for word in words(name)} - printed.small()
    for one in ranked:
        pair = printed.pair_of(one)
        pair = pair if taken.isdisjoint(pair) else (one,)
        if one not in taken and len(found) < limit and not _begins_or_names(printed.form(pair)):
            found.append(RelatedWords(printed.form(pair), printed.passages[pair]))
            taken.update(pair)
    return found


@dataclass(frozen=True, slots=True)
class _Own:
    """The words of a query, by stems and by folded patterns."""

    stems: frozenset[str]
    patterns: tuple[str, ...]

    @classmethod
    def of(cls, asked: Iterable[Node]) -> _Own:
        stems: set[str] = set()
        patterns: list[str] = []
        for node in asked:
            match node:
                case Term(text=text):
                    stems.update(token.stem for token in tokens(text))
                case Phrase(words=written):
                    stems.update(token.stem for text in written for token in tokens(text))
                case Prefix(text=text):
                    patterns += [f"{word}*" for word in words(text)]
                case Wildcard(pattern=pattern):
                    patterns.append(fold(pattern))
        return cls(frozenset(stems), tuple(patterns))

    def has(self, word: str) -> bool:
        return stem(word) in self.stems or any(fnmatchcase(word, pattern) for pattern in self.patterns)


class _Stems(dict[str, str]):
    """The stems of folded words, found as words are met; "" for words that say nothing or are the query's own."""

    def __init__(self, own: _Own) -> None:
        super().__init__()
        self._own = own
        self.word_of: dict[str, str] = {}

    def __missing__(self, word: str) -> str:
        tells = len(word) >= SHORTEST and not word[0].isdigit() and is_informative(word) and not self._own.has(word)
        found = self[word] = stem(word) if tells else ""
        self.word_of.setdefault(found, word)
        return found


@dataclass(frozen=True, slots=True)
class _Printed:
    """How words, and pairs that one of them is in, are printed, and how many passages say them."""

    passages: Counter[Pair] = field(default_factory=Counter)
    forms: dict[Pair, Counter[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str], stems: Mapping[str, str], wanted: frozenset[str]) -> _Printed:
        """Return what is printed in texts of the words with these stems."""
        printed = cls()
        for text in texts:
            found = dict(_printed_in(text, stems, wanted))
            printed.passages.update(found.keys())
            for pair, form in found.items():
                printed.forms.setdefault(pair, Counter())[form] += 1
        return printed

    def pair_of(self, word: str) -> Pair:
        """Return the pair that stands for a word, where it makes up most of its uses; else the word itself."""
        pairs = [pair for pair in self.passages if len(pair) == 2 and word in pair]
        best = min(pairs, key=lambda pair: (-self.passages[pair], pair), default=())
        return best if best and self.passages[best] >= max(FEWEST, PAIR_SHARE * self.passages[(word,)]) else (word,)

    def small(self) -> set[str]:
        """Return the words that are printed in small letters."""
        return {pair[0] for pair, forms in self.forms.items() if len(pair) == 1 and any(map(str.islower, forms))}

    def form(self, pair: Pair) -> str:
        """Return how words are printed most often, in small letters where they ever are."""
        forms = self.forms[pair]
        small = [form for form in forms if form.islower()]
        return min(small or forms, key=lambda form: (-forms[form], form))


def _printed_in(text: str, stems: Mapping[str, str], wanted: frozenset[str]) -> Iterator[tuple[Pair, str]]:
    """Yield the wanted words of a text, and the pairs that they are in, with how they are printed."""
    said, edges = words_in_place(text)
    row = [stems[word] for word in said]
    for place in [place for place, one in enumerate(row) if one in wanted]:
        yield (row[place],), text[edges[2 * place] : edges[2 * place + 1]]
        for first in (place - 1, place):
            pair = tuple(row[max(first, 0) : first + 2])
            if len(pair) == 2 and all(pair) and pair[0] != pair[1]:
                start, end, next_start, next_end = edges[2 * first : 2 * first + 4]
                if text[end:next_start] in BETWEEN:
                    yield pair, text[start:next_end]


def _begins_or_names(form: str) -> bool:
    """Return whether a word, never printed in small letters, begins sentences ("However") or is a name."""
    return form[:1].isupper() and form[1:2].islower() and " " not in form


def _log_likelihood(here: int, texts: int, everywhere: int, passages: int) -> float:
    """Return how surprising it is that ``here`` of ``texts`` have a word that ``everywhere`` of ``passages`` have."""
    expected = texts * everywhere / passages
    missing, expected_missing = texts - here, texts - expected
    ratio = here * math.log(here / expected)
    if missing and expected_missing:
        ratio += missing * math.log(missing / expected_missing)
    return 2 * ratio

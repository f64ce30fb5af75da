"""What else the matching passages talk about: words and pairs of words that stand in them oftener than elsewhere.

Ranked by the log-likelihood ratio of Dunning, "Accurate Methods for the Statistics of Surprise
and Coincidence" (1993), over passages: a word is as telling as its share of the matching
passages would be surprising if they were drawn at random.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.analysis import Token, is_informative, tokens
from index.engine import Engine
from index.query import Everything, Node, Term

SAMPLE = 300
"""Passages looked at: the best of those that match."""
CANDIDATES = 80
FEWEST = 3
"""Matching passages that must say a word."""
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class RelatedWords:
    """A word or a pair as printed most often, and how many of the passages looked at say it."""

    words: str
    passages: int


def related_words(engine: Engine, texts: Sequence[str], asked: Iterable[Node], limit: int = 10) -> list[RelatedWords]:
    """Return the words that tell most of these texts, most telling first, at most ``limit``.

    ``texts`` are the matching passages; words of ``asked``, the query's own, are left out, and so
    are words of a pair that is listed.
    """
    own = {token.stem for node in asked if isinstance(node, Term) for token in tokens(node.text)}
    said: Counter[tuple[str, ...]] = Counter()
    printed: dict[tuple[str, ...], Counter[str]] = {}
    for text in texts:
        found = {stems: words for stems, words in _phrases(tokens(text)) if own.isdisjoint(stems)}
        said.update(found.keys())
        for stems, words in found.items():
            printed.setdefault(stems, Counter())[words] += 1
    often = sorted((stems for stems, count in said.items() if count >= FEWEST), key=lambda s: (-said[s], s))[
        :CANDIDATES
    ]
    surface = {stems: min(printed[stems], key=lambda words: (-printed[stems][words], words)) for stems in often}
    total, *elsewhere = engine.frequencies([Everything(), *(Term(surface[stems]) for stems in often)])
    telling = {
        stems: _log_likelihood(said[stems], len(texts), max(matching, said[stems]), max(total, len(texts)))
        for stems, matching in zip(often, elsewhere, strict=True)
    }
    chosen: list[tuple[str, ...]] = []
    for stems in sorted(often, key=lambda stems: (-telling[stems], -len(stems), stems)):
        overlaps = any(not set(stems).isdisjoint(other) for other in chosen)
        if telling[stems] > 0 and not overlaps and len(chosen) < limit:
            chosen.append(stems)
    return [RelatedWords(surface[stems], said[stems]) for stems in chosen]


def _phrases(found: Sequence[Token]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the informative words of a text, and each two that stand side by side, by their stems."""
    before: Token | None = None
    for token in found:
        if not _tells(token):
            before = None
            continue
        yield (token.stem,), token.text
        if before is not None:
            yield (before.stem, token.stem), f"{before.text} {token.text}"
        before = token


def _tells(token: Token) -> bool:
    return len(token.text) >= SHORTEST and is_informative(token.text) and not token.text[0].isdigit()


def _log_likelihood(here: int, texts: int, everywhere: int, passages: int) -> float:
    """Return how surprising it is that so many texts say what so many passages do; below 0 where they say it less."""
    expected = texts * everywhere / passages
    missing, expected_missing = texts - here, texts - expected
    ratio = here * math.log(here / expected)
    if missing and expected_missing:
        ratio += missing * math.log(missing / expected_missing)
    return 2 * ratio if here > expected else -2 * ratio

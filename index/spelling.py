"""Words of a collection that are spelled nearly like a word that it does not have."""

from __future__ import annotations

from collections.abc import Sequence

LONGEST_OF_ONE = 5
"""Letters; in longer words two may be wrong, left out, too many or exchanged, else one."""
SHORTEST = 4
OPPOSITES = frozenset({"a", "de", "il", "im", "in", "ir", "re", "un"})
"""Letters before a word that make another of it: "invisible" is no slip for "visible"."""
VOWELS = frozenset("aeiouy")
FEWEST_PRINTED = 2
"""A word that the collection prints once may be a slip itself."""


def near_words(word: str, words: Sequence[str], counts: Sequence[int], limit: int = 3) -> tuple[str, ...]:
    """Return the words nearest to a folded word: fewest slips first, then the same first letter, then the commonest.

    ``words`` are folded, ``counts`` how often each is printed. Slips are counted after Damerau
    (1964): a letter wrong, missing, too many, or two neighbours exchanged. Two wrong letters make
    another word ("submarine", "summarise") unless all are vowels. Words with figures, and those shorter than
    ``SHORTEST``, have none near them.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return ()
    # Loaded when a word is first unknown: most searches have none, and a new process answers sooner.
    from rapidfuzz.distance import OSA, DamerauLevenshtein  # noqa: PLC0415
    from rapidfuzz.process import extract  # noqa: PLC0415

    slips = 1 if len(word) <= LONGEST_OF_ONE else 2
    found = extract(word, words, scorer=OSA.distance, score_cutoff=slips, limit=None)
    near = [
        (DamerauLevenshtein.distance(word, other), other[0] != word[0], -counts[at], other)
        for other, _, at in found
        if counts[at] >= FEWEST_PRINTED and other != word and other.isalpha() and not _another(word, other)
    ]
    return tuple(other for *_, other in sorted(near)[:limit])


def _another(word: str, other: str) -> bool:
    """Return whether two near words are different words: one the opposite of the other, or two letters apart."""
    if len(word) == len(other):
        wrong = [pair for pair in zip(word, other, strict=True) if pair[0] != pair[1]]
        exchanged = len(wrong) == 2 and wrong[0] == wrong[1][::-1]
        return len(wrong) == 2 and not exchanged and not all(VOWELS.issuperset(pair) for pair in wrong)
    short, long = sorted((word, other), key=len)
    return long.endswith(short) and long[: len(long) - len(short)] in OPPOSITES

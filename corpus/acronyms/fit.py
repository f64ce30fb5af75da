"""Whether an acronym fits the words that are said to be its long form, and where among them it begins.

After Schwartz and Hearst (2003): every letter must be found in the words, in order, the first
letter at the start of the first word. Stricter than theirs, since these reports name bodies that
differ by a word: a letter inside a word counts only in a run from the word's start ("Co" in
"coordinator"), and what does not fit costs. The dearest that is taken depends on how many letters
the acronym has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.acronyms.keys import APOSTROPHES, COMPOUNDS, STOP_WORDS, plain

PASSED_OVER = 200
"""What a word costs that gives no letter, articles and the like aside."""
IN_WORD = 100
"""What a capital letter costs that does not begin a word."""
SLIGHT = 1
"""What a small letter costs that does not begin a word, and the noun after a name: it only decides between fits."""
DEAREST = (0, 0, 0, 0, 2 * IN_WORD, 3 * IN_WORD)
"""The highest cost taken, slight ones aside, by number of letters; longer acronyms as the last."""

TAIL = frozenset(
    ("act", "board", "boards", "directorate", "foundation", "group", "groups", "inspection", "meeting", "meetings",
     "nhs", "panel", "panels", "programme", "service", "services", "team", "teams", "trust")
)  # fmt: skip
"""Nouns that an acronym may leave out at the end of a name ("United Pier Hospitals NHS Trust"), or that follow it."""
SHORTEST_BEFORE_NOUN = 3
"""Letters of an acronym that such a noun in small letters may part from its long form."""
FEWEST_FOR_A_WORD = 3
"""Words that an acronym written like a word ("Cafcass") must stand for."""
_LONGEST_TAIL = 3

_WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*|&")
_COMPOUND = re.compile(rf"({'|'.join(COMPOUNDS)})(?=[^\W\d_]{{4}})", re.IGNORECASE)
_HYPHENS = "-\u2010\u2011"
_DIGIT_WORDS = {"2": ("two", "to", "too"), "4": ("four", "for")}
_NEVER = 1_000_000


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or the part of one that is printed with a hyphen; ``start`` and ``end`` are half-open.

    ``joined`` says that it goes on the word before it.
    """

    text: str
    start: int
    end: int
    joined: bool
    capital: bool

    @property
    def stop(self) -> bool:
        """Whether an acronym may pass over it without cost."""
        return self.text in STOP_WORDS or self.joined


@dataclass(frozen=True, slots=True)
class Fit:
    """Which words the long form is, half-open, and what the fit costs."""

    first: int
    end: int
    cost: int

    @property
    def exact(self) -> bool:
        """Whether every capital letter begins a word and no word is passed over but articles and the like."""
        return self.cost < IN_WORD


def words_between(text: str, start: int, end: int) -> list[Word]:
    """Return the words between two places of a text."""
    found: list[Word] = []
    for match in _WORD.finditer(text, start, end):
        before = text[found[-1].end : match.start()] if found else " "
        joined = before in tuple(_HYPHENS)
        compound = _COMPOUND.match(match[0])
        cut = match.start() + compound.end() if compound else match.end()
        found.append(_word(text, match.start(), cut, joined=joined))
        if compound:
            found.append(_word(text, cut, match.end(), joined=True))
    return found


def fit(short: str, words: Sequence[Word], *, whole: bool = False) -> Fit | None:
    """Return the cheapest fit of an acronym to the words that end before its bracket, ``None`` without one.

    Of equal fits the shortest counts. ``whole`` says that the long form must be all of the words.
    A noun in small letters after the long form ("... conference team (MARAC)") is no part of it.
    """
    found = _fit_to_end(short, words, whole=whole)
    if found is None and not whole and words and words[-1].text in TAIL and not words[-1].capital:
        named = _fit_to_end(short, words[:-1], whole=False)
        if named and named.exact and len(_letters(short)) >= SHORTEST_BEFORE_NOUN:
            return Fit(named.first, named.end, named.cost + SLIGHT)
    return found


def _letters(short: str) -> list[str]:
    return [sign for sign in short if sign.isalnum() or sign == "&"]


def _fit_to_end(short: str, words: Sequence[Word], *, whole: bool) -> Fit | None:
    letters = _letters(short)
    one_capital = short.isalpha() and short.istitle()
    starts = [0] if whole else range(len(words) - 1, -1, -1)
    search = _Search(letters, [plain(sign) for sign in letters], words, one_capital=one_capital)
    fits = [Fit(n, len(words), search.taking(0, n)) for n in starts if n < len(words) and not words[n].stop]
    best = min(fits, key=lambda found: found.cost, default=None)
    if best is None or best.cost // IN_WORD * IN_WORD > DEAREST[min(len(letters), len(DEAREST) - 1)]:
        return None
    # One capital and small letters are an ordinary word, unless they spell out a name.
    fewest = FEWEST_FOR_A_WORD if one_capital else 2
    return best if len(words) - best.first >= fewest and (best.exact or not one_capital) else None


class _Search:
    """The cheapest way to find the letters in the words, from a letter and a word on."""

    def __init__(self, letters: list[str], signs: list[str], words: Sequence[Word], *, one_capital: bool) -> None:
        self._letters, self._signs, self._words = letters, signs, words
        self._one_capital = one_capital
        self._known: dict[tuple[int, int], int] = {}

    def taking(self, letter: int, place: int) -> int:
        """Return what it costs to take the letter, and perhaps more, from the word at a place."""
        best, cost = _NEVER, 0
        word = self._words[place]
        for end in range(letter + 1, min(letter + len(word.text), len(self._signs)) + 1):
            if not _matches(self._signs[letter:end], word):
                break
            if end > letter + 1:
                cost += IN_WORD if self._letters[end - 1].isupper() else SLIGHT
            all_of_it = end - letter == len(word.text)
            best = min(best, (0 if all_of_it else cost) + self._cheapest(end, place + 1))
        return best

    def _cheapest(self, letter: int, place: int) -> int:
        if letter == len(self._signs):
            return _tail_cost(self._words, place, one_capital=self._one_capital)
        if place == len(self._words):
            return _NEVER
        if (letter, place) not in self._known:
            passed = 0 if self._words[place].stop else PASSED_OVER
            passing = passed + self._cheapest(letter, place + 1)
            self._known[letter, place] = min(passing, self.taking(letter, place))
        return self._known[letter, place]


def _matches(signs: Sequence[str], word: Word) -> bool:
    if len(signs) == 1 and word.text in _DIGIT_WORDS.get(signs[0], ()):
        return True
    if signs[0] == "&":
        return len(signs) == 1 and word.text == "and"
    return word.text.startswith("".join(signs))


def _tail_cost(words: Sequence[Word], place: int, *, one_capital: bool) -> int:
    """Return what the words after the last letter cost: nothing for a name's end, else too much."""
    tail = words[place:]
    if not tail:
        return 0
    content = [word for word in tail if not word.stop]
    if tail[-1].text in STOP_WORDS or len(content) > _LONGEST_TAIL:
        return _NEVER
    if all(word.joined for word in tail):
        return 0
    if not all(word.capital for word in words[max(0, place - 2) :] if not word.stop):
        return _NEVER
    return SLIGHT * len(content) if one_capital or all(word.text in TAIL for word in content) else _NEVER


def _word(text: str, start: int, end: int, *, joined: bool) -> Word:
    printed = text[start:end]
    folded = "and" if printed == "&" else plain(printed)
    return Word(folded, start, end, joined, printed[:1].isupper() or printed == "&")

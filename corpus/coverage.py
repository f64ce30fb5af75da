"""How many printed words of a PDF are in nothing that was read: what a reader or a form has lost.

All text of each page, as PDFium joins it, is held against the words of the report as bags of
words: the order does not matter, since tables are printed in another order than they are read.
Words count as the same however they are cut at line ends, hyphens and marks, because the letters
are what can be lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from corpus.report import Coverage, ReadingWarning

TOLERATED = 0.001
"""The share of a report's words that may be missing without a warning."""
UNCOVERED = "uncovered-words"
"""The kind of the warning that more are missing."""

MOST_PARTS = 4  # of a word that is printed with gaps, or of words printed without
LONGEST_SHOWN = 80  # characters

_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Gap:
    """Words in a row that were lost: the page, and which words of the page, half-open."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Loss:
    """What was lost: how much, and the first of it as printed ("" where nothing is)."""

    coverage: Coverage
    first_words: str

    def warning(self) -> ReadingWarning | None:
        """Return the warning that a report bears which has lost more than is tolerated."""
        words, lost = self.coverage.words, self.coverage.uncovered_words
        if lost <= TOLERATED * words:
            return None
        page = self.coverage.by_page[0][0]
        counted = f"{lost:,} of the {words:,} printed words ({lost / words:.2%})"
        verb = "is" if lost == 1 else "are"
        message = f"{counted} {verb} in no passage, heading or contents list; the first: “{self.first_words}”"
        return ReadingWarning(UNCOVERED, message, page)


def find_loss(printed: Sequence[str], kept: Iterable[str]) -> Loss | None:
    """Return how many words of ``printed``, the text of each page, are in none of the ``kept`` texts.

    A word is letters in a row, or figures in a row. ``None`` where nothing is printed.
    """
    texts = [_folded(text) for text in printed]
    every, held = Counter(chain.from_iterable(map(str.split, texts))), _folded("\n".join(kept))
    total = sum(count * len(_WORD.findall(token)) for token, count in every.items())
    if not total:
        return None
    tokens = Counter(held.split())
    # What stands between spaces is compared first, since most of it is the same and need not be cut into words.
    lost, left = _words_in(every - tokens), _words_in(tokens - every)
    lost, left = lost - left, left - lost
    if not lost:
        return Loss(Coverage(total), "")
    pages, kept_words = [_WORD.findall(text) for text in texts], _WORD.findall(held)
    if left:
        for page in pages:
            _match_parts(page, lost, left)
        _match_parts(kept_words, left, lost)
        _match_glued(lost, left)
    if not lost:
        return Loss(Coverage(total), "")
    gaps = _locate(pages, lost, set(pairwise(kept_words)))
    by_page: Counter[int] = Counter()
    for gap in gaps:
        by_page[gap.page] += gap.end - gap.start
    first = min(gaps, key=lambda gap: (gap.page, gap.start))
    coverage = Coverage(total, sum(by_page.values()), tuple(sorted(by_page.items())))
    return Loss(coverage, _as_printed(printed[first.page - 1], first))


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, without regard to case, ligatures and width.

    >>> words_of("The 2nd ﬁnding")
    ['the', '2', 'nd', 'finding']
    """
    return _WORD.findall(_folded(text))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _words_in(tokens: Counter[str]) -> Counter[str]:
    words: Counter[str] = Counter()
    for token, count in tokens.items():
        for word in _WORD.findall(token):
            words[word] += count
    return words


def _match_parts(parts: Sequence[str], lost: Counter[str], left: Counter[str]) -> None:
    """Take out words of ``lost`` that stand side by side in ``parts`` and make up one word of ``left``."""
    for place in [place for place, word in enumerate(parts) if word in lost]:
        for start, end in _windows(place, len(parts)):
            whole = "".join(parts[start:end])
            if left[whole] > 0 and lost[parts[place]] > 0:
                left[whole] -= 1
                lost.subtract(word for word in parts[start:end] if lost[word] > 0)
    _drop_spent(lost, left)


def _match_glued(lost: Counter[str], left: Counter[str]) -> None:
    """Remove words from ``lost`` that stand as two words in ``left``, such as a figure and its footnote mark."""
    for word in list(lost):
        for cut in range(1, len(word)):
            if left[word[:cut]] > 0 and left[word[cut:]] > 0 and lost[word] > 0:
                lost[word] -= 1
                left.subtract((word[:cut], word[cut:]))
    _drop_spent(lost, left)


def _drop_spent(*counters: Counter[str]) -> None:
    for counter in counters:
        for word in [word for word, count in counter.items() if count <= 0]:
            del counter[word]


def _windows(place: int, length: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of two words and more around a place, shorter ones first."""
    for size in range(2, MOST_PARTS + 1):
        for start in range(max(0, place - size + 1), min(place, length - size) + 1):
            yield start, start + size


def _locate(pages: Sequence[Sequence[str]], lost: Counter[str], together: set[tuple[str, str]]) -> list[Gap]:
    """Return where the lost words most likely stand; each is placed once for every time it is lost.

    Of the places where a word is printed, those count first that neighbour words they neighbour
    nowhere in what was kept, then those among most other lost words.
    """
    gaps = [gap for number, page in enumerate(pages, 1) for gap in _stretches(number, page, lost)]

    def torn(gap: Gap) -> bool:
        around = pages[gap.page - 1][max(0, gap.start - 1) : gap.end + 1]
        return any(pair not in together for pair in pairwise(around))

    gaps.sort(key=lambda gap: (torn(gap), gap.end - gap.start), reverse=True)
    found = []
    for gap in gaps:
        page, start = pages[gap.page - 1], gap.start
        for place in range(gap.start, gap.end + 1):
            if place == gap.end or lost[page[place]] <= 0:
                if place > start:
                    found.append(Gap(gap.page, start, place))
                start = place + 1
            else:
                lost[page[place]] -= 1
    return found


def _stretches(number: int, page: Sequence[str], lost: Counter[str]) -> Iterator[Gap]:
    start = 0
    for place in range(len(page) + 1):
        if place == len(page) or page[place] not in lost:
            if place > start:
                yield Gap(number, start, place)
            start = place + 1


def _as_printed(text: str, gap: Gap) -> str:
    """Return the words of a gap as the page prints them, on one line, cut where they are many."""
    places = [match.span() for match in _WORD.finditer(unicodedata.normalize("NFKC", text))]
    shown = " ".join(unicodedata.normalize("NFKC", text)[places[gap.start][0] : places[gap.end - 1][1]].split())
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN].rsplit(' ', 1)[0]} …"

"""Cuts what is shown of a passage: whole sentences, where the matches are closest together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from corpus.sentences import sentence_spans
from index.query import Span
from searcher.finding.results import Snippet

SHOWN = 300
"""About how many characters of a long passage are shown."""
LONGEST_SENTENCE = 600
"""Characters; a sentence up to this length is shown whole."""


def make_snippet(text: str, highlights: Sequence[Span]) -> Snippet:
    """Return the sentences of a passage to show, with all its matches.

    A passage of up to ``SHOWN`` characters is shown whole. Of a longer one, neighbouring
    sentences up to that length with the most matches, the earliest of those; the first ones
    where nothing matches. Only a sentence longer than ``LONGEST_SENTENCE`` is cut, between words.
    """
    start, end = _window(text, highlights)
    return Snippet(start, end, tuple(highlights))


def _window(text: str, highlights: Sequence[Span]) -> Span:
    if len(text) <= SHOWN:
        return (0, len(text))
    sentences = _unbroken(sentence_spans(text), highlights)
    if not sentences:
        return (0, len(text))
    starts = [start for start, _ in highlights]
    best, most = sentences[0], -1
    for first, (start, end) in enumerate(sentences):
        for _, following in sentences[first + 1 :]:
            if following - start > SHOWN:
                break
            end = following  # noqa: PLW2901
        matches = bisect_left(starts, end) - bisect_left(starts, start)
        if matches > most:
            best, most = (start, end), matches
    if best[1] - best[0] > LONGEST_SENTENCE:
        return _cut(text, best, highlights)
    return best


def _unbroken(sentences: Sequence[Span], highlights: Sequence[Span]) -> list[Span]:
    """Join sentences that a match runs over."""
    starts = [start for start, _ in highlights]
    joined: list[Span] = []
    for start, end in sentences:
        before = bisect_left(starts, start)
        if joined and before and highlights[before - 1][1] > start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _cut(text: str, sentence: Span, highlights: Sequence[Span]) -> Span:
    """Return the part of a very long sentence with the most matches, cut between words."""
    inside = [span for span in highlights if sentence[0] <= span[0] < sentence[1]]
    starts = [start for start, _ in inside]
    groups = [inside[place : max(place + 1, bisect_left(starts, start + SHOWN))] for place, start in enumerate(starts)]
    densest = max(groups, key=len, default=[(sentence[0], sentence[0])])
    first, last = densest[0][0], densest[-1][1]
    start = max(sentence[0], first - max(0, SHOWN - (last - first)) // 2)
    end = min(sentence[1], max(last, start + SHOWN))
    while start > sentence[0] and not text[start - 1].isspace():
        start -= 1
    while end < sentence[1] and not text[end].isspace():
        end += 1
    return (start, end)

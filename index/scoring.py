"""How passages are ranked: BM25F with a floor for what is said, the same figures for every engine.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009),
section 3.6; Lv and Zhai, "Lower-Bounding Term Frequency Normalization" (2011), for the floor.
For one leaf of a query (a word by its stem, a phrase, all words of a prefix taken as one) and
one passage::

    tf~   = sum over fields of weight * tf / (1 - b + b * length / mean length)
    idf   = ln(1 + (N - n + 0.5) / (n + 0.5))
    score = idf * (tf~ / (k1 + tf~) + said) * worth

``tf`` is how often the leaf occurs in the field, ``length`` the field's words, ``N`` all
passages, ``n`` those that the leaf matches (title apart). ``said`` is ``SAID`` where the leaf
occurs in the passage's own text, else 0: so one word said counts for more than another said
often, and no heading outranks a passage that says the word itself. ``worth`` is below 1 for
context (addresses, licences, who inspected, what happens next) and for passages of a few words,
which say little however well they match (``brevity``).

A passage's score is the sum over all leaves of the query that are not under a ``Not``, each
times the weights above it, whether or not the leaf was needed for the match; filters, dates and
keywords add nothing. Scores are rounded, so that what ties by the formula ties in every engine.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from corpus.report import Finding
from index.fields import BY_NAME, TEXT_FIELDS

K1 = 1.2
SAID = 1.0
WORTH: Mapping[str, float] = {Finding.CONTEXT.value: 0.75}
"""What a passage's score is multiplied by, by its finding; 1 for those not named."""
STUB_WORTH = 0.5
STUB_WORDS = 8
"""A passage of no words is worth ``STUB_WORTH``, one of ``STUB_WORDS`` or more 1, and those between in proportion."""
LENGTH_NORMALISATION: Mapping[str, float] = {"text": 0.6, "heading": 0.4, "title": 0.4}
WEIGHTS: Mapping[str, float] = {name: BY_NAME[name].weight for name in TEXT_FIELDS}
DECIMALS = 6


def brevity(words: int) -> float:
    """Return the factor for a passage of this many words: 1 from ``STUB_WORDS`` on, less for shorter ones."""
    return min(1.0, STUB_WORTH + (1 - STUB_WORTH) * words / STUB_WORDS)


def rarity(passages: int, matching: int) -> float:
    """Return the idf of a leaf that ``matching`` of all ``passages`` match; always above 0."""
    return math.log(1 + (passages - matching + 0.5) / (matching + 0.5))

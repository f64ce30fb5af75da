"""Text to words, the same for every engine, for queries and for snippets.

A word is a run of letters and digits; an apostrophe inside it belongs to it ("children's").
Hyphens, dashes, slashes and every other mark part words, and the parts follow one another
directly, so that "co-production" and "co production" are the same two adjacent words. Footnote
figures (superscripts) are not part of a word. A percent sign is a word, with the stem of "percent".

Two forms of a word are indexed: the word as written, folded (case, accents, ligatures, curly
apostrophes), for exact phrases, prefixes and wildcards; and its stem (Snowball English, after
the possessive is dropped), for everything else. Function words are indexed like all others.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import NamedTuple

import Stemmer

ANALYSIS_VERSION = f"3+PyStemmer {Stemmer.version()}"
"""Raise it whenever the same text gives other words or stems: an index built by another version is not used."""

PERCENT_SIGN = "%"
_APOSTROPHES = "'’‘ʼ＇"
_LETTER = r"[^\W_²³¹⁰-⁹]"
# Marks that sit inside a word without parting it: combining accents, soft hyphen, joiners, and the
# fraction slash, which folding makes of "¼".
_MARK = "[\u0300-\u036f\u00ad\u200c\u200d\u2044]"
_WORD = re.compile(
    rf"{_LETTER}+(?:{_MARK}+[{_APOSTROPHES}]?{_LETTER}+|[{_APOSTROPHES}]{_LETTER}+)*{_MARK}*|%",
)
_ASCII_WORD = re.compile("[a-z0-9]+(?:'[a-z0-9]+)*|%")
_ASCII_PIECES = re.compile(f"({_ASCII_WORD.pattern})")
_PROSE_MARKS = (("’", "'"), ("‘", "'"), ("“", " "), ("”", " "), ("–", " "), ("—", " "), ("•", " "))
_SIGN = r"(?:[^\W_²³¹⁰-⁹]|[*?])"
_PATTERN = re.compile(rf"{_SIGN}+(?:{_MARK}+[{_APOSTROPHES}]?{_SIGN}+|[{_APOSTROPHES}]{_SIGN}+)*{_MARK}*")
_STRAIGHT = str.maketrans(dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys("\u00ad\u200c\u200d"))


class Token(NamedTuple):
    """One word: as written but folded, where it stands.

    ``start`` and ``end`` are half-open, in characters of the original text. ``position``
    counts words from 0.
    """

    text: str
    start: int
    end: int
    position: int

    @property
    def stem(self) -> str:
        """The word's stem."""
        return _stem(self.text)


def tokens(text: str) -> list[Token]:
    """Return the words of a text in order, with offsets into that text; may be empty."""
    found, edges = words_in_place(text)
    return [Token(word, edges[2 * position], edges[2 * position + 1], position) for position, word in enumerate(found)]


@lru_cache(maxsize=1024)
def words_in_place(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the folded words of a text in order, and their edges: word n stands from edge 2n to edge 2n + 1."""
    # Kept, because one page asks several times for the words of what it shows.
    plain = _plain(text)
    if plain.isascii():
        pieces = _ASCII_PIECES.split(plain.lower())
        return tuple(pieces[1::2]), tuple(accumulate(map(len, pieces)))
    found = list(_WORD.finditer(text))
    return tuple(fold(match[0]) for match in found), tuple(edge for match in found for edge in match.span())


def words(text: str) -> list[str]:
    """Return the folded words of a text in order: ``tokens`` without offsets."""
    plain = _plain(text)
    if plain.isascii():
        return _ASCII_WORD.findall(plain.lower())
    return [fold(word) for word in _WORD.findall(text)]


def _plain(text: str) -> str:
    """Return a text with the marks of English prose made ASCII, each one character for one."""
    # English prose is ASCII but for these: whole texts are quicker than words.
    if not text.isascii():
        for printed, plain in _PROSE_MARKS:
            text = text.replace(printed, plain)
    return text


def patterns(pattern: str) -> list[str]:
    """Return the words of a wildcard pattern, folded, with their ``*`` and ``?`` kept."""
    return [fold(found) for found in _PATTERN.findall(pattern)]


def fold(word: str) -> str:
    """Return a word in lower case, without accents, ligatures undone, apostrophes straight."""
    return word.lower() if word.isascii() else _fold(word)


def stem(word: str) -> str:
    """Return the Snowball English stem of a word, folded first, its possessive dropped."""
    return _stem(fold(word))


def has_stem(word: str, stem: str) -> bool:
    """Return whether a folded word has this stem."""
    # Stemming leaves a word's first letter alone (not an apostrophe), and most words begin with another.
    return word[:1] in (stem[:1], "'", PERCENT_SIGN) and _stem(word) == stem


def is_informative(word: str) -> bool:
    """Return whether a word says what a search is about: it is not a function word."""
    return fold(word) not in stop_words()


@cache
def stop_words() -> frozenset[str]:
    """Return the function words of ``index/stopwords.txt``, folded."""
    text = files("index").joinpath("stopwords.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return frozenset(fold(line) for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=16_384)
def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.translate(_STRAIGHT)).casefold()
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_STRAIGHT)


# The stemmer keeps the word it works on in itself: one at a time. Found words are kept below, not in it.
_stemmer = Stemmer.Stemmer("english", 0)
_stemming = threading.Lock()


@lru_cache(maxsize=65_536)
def _stem(folded: str) -> str:
    with _stemming:
        stemmed: str = _stemmer.stemWord("percent" if folded == PERCENT_SIGN else folded.removesuffix("'s"))
    return stemmed

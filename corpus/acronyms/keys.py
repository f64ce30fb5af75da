"""Folded forms of acronyms and of what they stand for, so that printings of the same thing meet.

Case, plural, possessive, hyphens, "&" for "and" and the spelling "advisor" make no difference;
in a key of a long form neither do articles, conjunctions and prepositions.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

STOP_WORDS = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
"""Words that an acronym may pass over, or take its letter from ("CiC", "B&NES")."""

APOSTROPHES = "'\u2018\u2019"
COMPOUNDS = ("multi", "neuro", "well")
"""First parts of words that are printed with and without a hyphen, and give an acronym a letter of its own."""

_WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*|&")
_PARTED = re.compile(rf"({'|'.join(COMPOUNDS)}|co(?=loc|op|ord|prod))(?=.{{4}})")
_SPELLINGS = {"advisor": "adviser"}
_STRAIGHT = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


def short_letters(short: str) -> str:
    """Return the letters, digits and "&" of an acronym in lower case, nothing between them."""
    return "".join(sign for sign in plain(short) if sign.isalnum() or sign == "&")


def short_key(short: str, *, plural: bool) -> str:
    """Return the key of an acronym; ``plural`` says that its last letter is the s of its plural.

    A word after the first in small letters counts with its first letter: "EHC plans" is the same as "EHCP".
    """
    words = [word for word in re.split(r"\s+", short.strip(f" {APOSTROPHES}")) if word]
    if plural and words:
        words[-1] = without_s(words[-1])
    first, others = words[:1], words[1:]
    return "".join(
        [
            *(short_letters(word) for word in first),
            *(short_letters(word)[: 1 if word[1:].islower() else None] for word in others),
        ]
    )


def without_s(short: str) -> str:
    """Return an acronym without the s of its plural or possessive ("SENCos", "IROs'", "SCR's")."""
    return re.sub(rf"[{APOSTROPHES}]?s[{APOSTROPHES}]?$", "", short)


def long_key(long: str) -> str:
    """Return the key of a long form: its words as ``compared_words`` gives them, without stop words.

    >>> long_key("Special educational needs co-ordinators")
    'special educational need co ordinator'
    """
    return " ".join(word for word in compared_words(long) if word not in STOP_WORDS)


def compared_words(text: str) -> list[str]:
    """Return the words of a text as they are compared: lower case, singular, parted where a hyphen may stand."""
    return [part for word in _WORD.findall(text) for part in _folded(word)]


def plain(text: str) -> str:
    """Return a text in lower case, without accents, apostrophes straight."""
    text = text.translate(_STRAIGHT)
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


@lru_cache(maxsize=65_536)
def _folded(word: str) -> tuple[str, ...]:
    if word == "&":
        return ("and",)
    folded = _singular(plain(word))
    folded = _SPELLINGS.get(folded, folded)
    first = _PARTED.match(folded)
    return (first[1], folded[first.end() :]) if first else (folded,)


def _singular(word: str) -> str:
    word = word.removesuffix("'s").replace("'", "")
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith("sses") else word[:-1]

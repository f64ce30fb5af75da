"""Slugs: the short lower-case forms of names used in addresses, file names and query fields."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`]")
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")


def make_slug(text: str) -> str:
    """Return ``text`` in lower-case ASCII letters and digits, words joined by single hyphens.

    Accents are folded (NFKD), ``&`` becomes ``and``, apostrophes vanish. Text without a letter
    or digit gives the empty string.

    >>> make_slug("Bournemouth, Christchurch & Poole")
    'bournemouth-christchurch-and-poole'
    """
    decomposed = unicodedata.normalize("NFKD", text.replace("&", " and "))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    return _NOT_ALPHANUMERIC.sub("-", _APOSTROPHES.sub("", plain)).strip("-")

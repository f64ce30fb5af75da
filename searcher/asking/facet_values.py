"""Facet values as a person types them, turned into the slugs that filter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from corpus.areas import Area, AreaTable
from corpus.slugs import make_slug
from index.fields import MISSING, MISSING_LABEL
from searcher.wording.judgement import NONE_GIVEN

MAX_AREA_NAME = 100

_MISSING_SLUGS = frozenset({make_slug(MISSING_LABEL), "not-known", "not-stated", make_slug(NONE_GIVEN)})
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_value(field: str, typed: str) -> str:
    """Return the slug for a typed value of a keyword field; empty when nothing is left of it.

    A slug stays as it is, a label is slugged ("Stoke-on-Trent"), an area's other name or code gives
    the area ("Hull", "861", "E06000021"). "Not stated", "Not known" and "No overall judgement" give
    ``fields.MISSING``. A value nobody knows is slugged too: whether the index has it is for the search to say.
    """
    text = typed.strip()
    if text == MISSING or make_slug(text) in _MISSING_SLUGS:
        return MISSING
    if field == "area" and len(text) <= MAX_AREA_NAME:
        area = known_areas().resolve(text) or _areas_by_code().get(text.upper())
        if area is not None:
            return area.slug
    return text if _SLUG.fullmatch(text) else make_slug(text)


def area_name(value: str) -> str:
    """Return the name of the area that a slug stands for, held or not; the slug where nobody knows it."""
    area = known_areas().resolve(value.replace("-", " ")) if len(value) <= MAX_AREA_NAME else None
    return area.name if area is not None and area.slug == value else value


@cache
def known_areas() -> AreaTable:
    """Return the table of areas that ships with the program."""
    return AreaTable.load()


@cache
def _areas_by_code() -> Mapping[str, Area]:
    """Return areas by the codes of both publishers; a code of today goes before one that was another's once."""
    former = {code: area for area in known_areas() for code in area.former_codes}
    return former | {code: area for area in known_areas() for code in (area.code, area.ons_code) if code}

"""The regions of England with the codes that the Office for National Statistics gives them (``regions.csv``)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from corpus.slugs import make_slug


def region_code(name: str) -> str | None:
    """Return the code of a region, in any spelling; ``None`` for what is no region of England.

    >>> region_code("Yorkshire & the Humber")
    'E12000003'
    """
    return _codes().get(make_slug(name.replace("&", "and")))


@cache
def _codes() -> Mapping[str, str]:
    with (Path(__file__).parent / "regions.csv").open(encoding="utf-8", newline="") as lines:
        return {make_slug(row["name"]): row["ons_code"] for row in csv.DictReader(lines)}

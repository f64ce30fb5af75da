"""Counts in words."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """Return ``1 report``, ``2,000 reports``, ``2 weaknesses``."""
    ending = "" if count == 1 else "es" if noun.endswith("s") else "s"
    return f"{count:,} {noun}{ending}"

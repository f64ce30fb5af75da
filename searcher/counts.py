"""Counts in words."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """Return ``1 report``, ``2,000 reports``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"

"""Counts and shares in words."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """Return ``1 report``, ``2,000 reports``, ``2 weaknesses``."""
    ending = "" if count == 1 else "es" if noun.endswith("s") else "s"
    return f"{count:,} {noun}{ending}"


def share_words(share: float | None) -> str:
    """Return a share from 0 to 1 as ``3.4%``, or ``under 0.1%`` for a very small one; empty for ``None``.

    Only a whole is called 100%: ``99.97%`` becomes ``over 99.9%``.
    """
    if share is None:
        return ""
    if 0 < share < 0.001:
        return "under 0.1%"
    if 0.999 < share < 1:
        return "over 99.9%"
    return f"{share:.1%}".replace(".0%", "%") if share in (0, 1) else f"{share:.1%}"

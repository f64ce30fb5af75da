"""Lists in words: ``A, B and C``."""

from __future__ import annotations


def join_words(parts: list[str], word: str) -> str:
    """Return ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"

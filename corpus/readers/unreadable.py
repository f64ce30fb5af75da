"""Why a file's content cannot be read, before anyone knows the file's path."""

from __future__ import annotations

MAX_BYTES = 100 * 1024 * 1024
"""The largest file that is read. The longest published report is under 10 MB."""

MAX_TEXT_BYTES = 20 * 1024 * 1024
"""The largest plain text or Markdown file that is read: some 10,000 pages."""


class UnreadableContent(ValueError):
    """Content that no reader can turn into blocks. ``reason`` is one sentence a person understands."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def too_big(size: int, limit: int) -> str:
    """Return the reason for refusing a file of ``size`` bytes."""
    return f"it has {size / 1024 / 1024:,.0f} MB; files of more than {limit / 1024 / 1024:,.0f} MB are not read"

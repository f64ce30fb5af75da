"""Word files."""

from __future__ import annotations

from corpus.blocks import Document
from corpus.readers.unreadable import UnreadableContent


def read_word(data: bytes) -> Document:
    """Return the document in a Word file."""
    raise UnreadableContent("Word files cannot be read yet")

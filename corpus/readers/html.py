"""Web pages."""

from __future__ import annotations

from corpus.blocks import Block, Document
from corpus.readers.unreadable import UnreadableContent


def read_html(data: bytes) -> Document:
    """Return the document in a web page."""
    raise UnreadableContent("web pages cannot be read yet")


def read_fragment(source: str) -> tuple[Block, ...]:
    """Return the blocks of a piece of HTML."""
    return ()

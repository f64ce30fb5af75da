"""Readers: one module a file format, each yielding the blocks of a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from corpus.blocks import Document
from corpus.errors import UnreadableFile
from corpus.readers.html.reader import read_html
from corpus.readers.lines.typed_marks import with_typed_notes
from corpus.readers.markdown.reader import read_markdown
from corpus.readers.pdf.reader import PdfUnreadableError, read_pdf
from corpus.readers.sniff import READABLE_SUFFIXES, Format, find_format
from corpus.readers.text import read_text
from corpus.readers.unreadable import MAX_BYTES, UnreadableContent, too_big
from corpus.readers.word.reader import read_word

__all__ = ["READABLE_SUFFIXES", "read_bytes", "read_document"]

_READERS: Mapping[Format, Callable[[bytes], Document]] = {
    Format.PDF: read_pdf,
    Format.HTML: read_html,
    Format.WORD: read_word,
    Format.MARKDOWN: read_markdown,
    Format.TEXT: read_text,
}


def read_document(path: Path) -> Document:
    """Return the document in a file, read by the reader its content calls for.

    Raises:
        UnreadableFile: missing, not a file, no permission, too big, empty, of a format we do not
            read, damaged, or without text. Its reason is one sentence for a person.
    """
    try:
        if path.is_dir():
            raise UnreadableFile(str(path), "it is a folder, not a file")
        size = path.stat().st_size
        if not path.is_file():
            raise UnreadableFile(str(path), "it is a device or pipe, not a file")
        if size > MAX_BYTES:
            raise UnreadableFile(str(path), too_big(size, MAX_BYTES))
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(str(path), "there is no such file") from error
    except PermissionError as error:
        raise UnreadableFile(str(path), "you do not have permission to read it") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFile(str(path), f"the system could not read it ({reason})") from error
    return read_bytes(str(path), data)


def read_bytes(name: str, data: bytes) -> Document:
    """Return the document in ``data``, the content of the file called ``name``.

    For callers that have the bytes at hand, to hash them say, and would not open the file twice.

    Raises:
        UnreadableFile: as :func:`read_document`.
    """
    try:
        return with_typed_notes(_READERS[find_format(name, data)](data))
    except (UnreadableContent, PdfUnreadableError) as error:
        raise UnreadableFile(name, str(error)) from error

"""The Whoosh engine, the only module that imports Whoosh.

Whoosh keeps the dictionary and the postings (``index.columns.column_engine`` does the rest). A Whoosh
document need not be a passage: it is a stretch of many reports, and a posting holds a word's
whole row in it. Whoosh then reads and writes a few long postings for a word where it would have
one for each passage.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import FieldType, Schema
from whoosh.formats import Format
from whoosh.index import IndexError as WhooshIndexError
from whoosh.index import create_in, open_dir
from whoosh.reading import TermNotFound

from index.columns.column_engine import ColumnBuilder, ColumnEngine
from index.columns.postings import DICTIONARIES, Stretch

WHOOSH_FOLDER = "whoosh"
_POOL_MEGABYTES = 256


class RowFormat(Format):
    """A posting's value is a word's row in a stretch (see ``index.columns.packed_numbers``)."""

    def decode_frequency(self, valuestring: bytes) -> int:  # noqa: ARG002 - Whoosh's own name and arguments
        """Return 1: Whoosh ranks nothing here."""
        return 1


class RowField(FieldType):
    """A Whoosh field whose words were analysed and put in rows before they reach Whoosh."""

    def __init__(self) -> None:
        super().__init__(format=RowFormat(), analyzer=None)  # type: ignore[arg-type]

    def index(self, value: Iterable[tuple[str, bytes]], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:  # type: ignore[override]
        """Yield a posting for each word of a stretch."""
        for word, row in value:
            yield word.encode(), 1, 1.0, row


class WhooshPostingsWriter:
    """Writes dictionaries into a Whoosh index in an empty folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        index = create_in(str(folder), Schema(**{name: RowField() for name in DICTIONARIES}))
        # Unpacking would be most of what a first search waits for.
        codec = W3Codec(compression=0)  # type: ignore[no-untyped-call]
        self._writer = index.writer(limitmb=_POOL_MEGABYTES, compound=False, codec=codec)

    def write(self, stretch: Stretch) -> None:
        """Add the rows of the next stretch."""
        self._writer.add_document(**stretch)

    def close(self) -> None:
        """Write everything out."""
        self._writer.commit(merge=False)


class WhooshPostings:
    """Reads dictionaries from a Whoosh index; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        """Open the index in a folder.

        Raises:
            OSError or ValueError: it cannot be read.
        """
        try:
            self._reader = open_dir(str(folder), readonly=True).reader()  # type: ignore[no-untyped-call]
        except WhooshIndexError as problem:
            raise ValueError(str(problem)) from problem
        # Whoosh's readers share one position in each file.
        self._lock = threading.Lock()

    def rows(self, dictionary: str, word: str) -> list[bytes]:
        """Return the rows of a word, stretch by stretch; none where the dictionary lacks it."""
        rows = []
        with self._lock:
            try:
                matcher = self._reader.postings(dictionary, word.encode())
            except TermNotFound:
                return []
            while matcher.is_active():
                rows.append(matcher.value())
                matcher.next()
        return rows

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()


class WhooshBuilder(ColumnBuilder):
    """Writes one fresh index into an empty folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, WhooshPostingsWriter(folder / WHOOSH_FOLDER))


class WhooshEngine(ColumnEngine):
    """A snapshot of one built index; safe to use from several threads, unaffected by rebuilds."""

    name = "whoosh"

    def __init__(self, folder: Path) -> None:
        """Open the index in a generation's folder.

        Raises:
            IndexDamaged: files are missing or cannot be read.
        """
        super().__init__(folder, lambda folder: WhooshPostings(folder / WHOOSH_FOLDER))

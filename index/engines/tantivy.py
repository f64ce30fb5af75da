"""The Tantivy engine, the only module that imports Tantivy; the extra ``fast`` installs it.

Tantivy keeps the dictionary and the postings (``index.columns.column_engine`` does the rest). Its Python
package hands out neither the postings of a word nor all matches of a query other than one object
at a time, and its scores are not those of ``index.scoring``. So a Tantivy document is a word of a
dictionary with its row in a stretch, found by the word and read as stored bytes.
"""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import tantivy

from index.columns.column_engine import ColumnBuilder, ColumnEngine
from index.columns.postings import Stretch

TANTIVY_FOLDER = "tantivy"
LOCK = ".lock"
_HEAP_BYTES = 64 * 1024 * 1024
_LONGEST_KEY = 60_000
"""Bytes; Tantivy leaves out longer words without saying so."""
_MOST_ROWS = 1_000_000


class TantivyPostingsWriter:
    """Writes dictionaries into a Tantivy index in an empty folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("word", tokenizer_name="raw", index_option="basic")
        builder.add_bytes_field("row", stored=True)
        # One thread writes one segment, so that nothing is merged and no file is left behind by merging.
        self._writer = tantivy.Index(builder.build(), str(folder)).writer(_HEAP_BYTES, num_threads=1)

    def write(self, stretch: Stretch) -> None:
        """Add the rows of the next stretch."""
        for dictionary, rows in stretch.items():
            for word, row in rows:
                document = tantivy.Document()
                document.add_text("word", _key(dictionary, word))
                document.add_bytes("row", row)
                self._writer.add_document(document)

    def close(self) -> None:
        """Write everything out."""
        self._writer.commit()
        self._writer.garbage_collect_files()
        self._writer.wait_merging_threads()
        del self._writer
        for path in self._folder.iterdir():
            if path.suffix == LOCK:
                path.unlink()
            else:
                # Some are readable for their owner alone, which the rest of an index is not.
                path.chmod(self._folder.stat().st_mode & 0o666)


class TantivyPostings:
    """Reads dictionaries from a Tantivy index; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        """Open the index in a folder.

        Raises:
            OSError or ValueError: it cannot be read.
        """
        try:
            index = _open(folder)
        except ValueError as problem:
            if "Lockfile" not in str(problem):
                raise
            # Tantivy locks what it opens, which who may only read cannot; so it is given links to the files.
            with tempfile.TemporaryDirectory() as links:
                for path in folder.iterdir():
                    if path.suffix != LOCK:
                        (Path(links) / path.name).symlink_to(path.resolve())
                index = _open(Path(links))
        self._schema = index.schema
        self._searcher = index.searcher()

    def rows(self, dictionary: str, word: str) -> list[bytes]:
        """Return the rows of a word, stretch by stretch; none where the dictionary lacks it."""
        query = tantivy.Query.term_query(self._schema, "word", _key(dictionary, word), "basic")
        found = self._searcher.search(query, _MOST_ROWS, count=False).hits
        places = sorted((address for _, address in found), key=lambda address: (address.segment_ord, address.doc))
        return [row for address in places for row in self._searcher.doc(address).get_all("row")]

    def close(self) -> None:
        """Let go of the files."""
        del self._searcher


def _open(folder: Path) -> tantivy.Index:
    index = tantivy.Index.open(str(folder))
    # An index that was built never changes: nothing has to be watched.
    index.config_reader("manual")
    return index


def _key(dictionary: str, word: str) -> str:
    key = f"{dictionary}\0{word}"
    return key if len(key) <= _LONGEST_KEY // 4 else f"{dictionary}\0{hashlib.sha256(word.encode()).hexdigest()}\0"


class TantivyBuilder(ColumnBuilder):
    """Writes one fresh index into an empty folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, TantivyPostingsWriter(folder / TANTIVY_FOLDER))


class TantivyEngine(ColumnEngine):
    """A snapshot of one built index; safe to use from several threads, unaffected by rebuilds."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        """Open the index in a generation's folder.

        Raises:
            IndexDamaged: files are missing or cannot be read.
        """
        super().__init__(folder, lambda folder: TantivyPostings(folder / TANTIVY_FOLDER))

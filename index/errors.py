"""Everything that can go wrong with an index. Every message names the command that mends it.

SearchIndexError
├── UnknownEngine       no engine of that name, or its library is not installed
├── IndexMissing        nothing has been indexed into this data folder for this engine
├── IndexOutdated       the index was built by another version of this program
├── IndexDamaged        files of the index are missing or do not agree with its manifest
└── UnknownField        a query or filter names a field that cannot be used so
"""

from __future__ import annotations

from pathlib import Path

from index.engine import DEFAULT_ENGINE


def build_hint(engine: str) -> str:
    """Return the command that reads a folder for the first time."""
    return f"Run 'searcher index{_option(engine)} FOLDER' with your folder of reports."


def rebuild_hint(engine: str) -> str:
    """Return the command that builds an engine's index anew from the catalogue, without opening a report."""
    return f"Run 'searcher reindex{_option(engine)}'."


def _option(engine: str) -> str:
    return "" if engine == DEFAULT_ENGINE else f" --engine {engine}"


class SearchIndexError(Exception):
    """Base of all index errors. The message is one or two sentences: what is wrong, what to do."""


class UnknownEngine(SearchIndexError):
    """No engine has the name asked for, or its library is not installed."""


class IndexMissing(SearchIndexError):
    """The data folder holds no index for the engine asked for."""


class IndexOutdated(SearchIndexError):
    """The index was written in another format, with other fields or another word analysis."""


class IndexDamaged(SearchIndexError):
    """The index is incomplete or does not hold what its manifest says."""


def damaged(folder: Path, engine: str, detail: str) -> IndexDamaged:
    """Return the error for a generation whose files cannot be used; ``detail`` without a full stop."""
    return IndexDamaged(f"The index in {folder} is damaged ({detail}). {rebuild_hint(engine)}")


class UnknownField(SearchIndexError, ValueError):
    """A node, filter or facet names a field that does not exist or is of another kind."""

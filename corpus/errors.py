"""Everything that can go wrong while reading and keeping reports.

CorpusError
├── UnreadableFile          this one file cannot become a report; the reason is for a person
├── NoReports               the given path is missing, empty, or holds nothing readable
├── CatalogueError          the catalogue file is missing, foreign or of another version
├── CatalogueBusy           another indexer is using the same data folder
└── UnknownReport           no report has that id
"""

from __future__ import annotations


class CorpusError(Exception):
    """Base of all corpus errors. The message is one or two sentences: what is wrong, what to do."""


class UnreadableFile(CorpusError):
    """A file that cannot become a report. ``reason`` is one sentence a person understands."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class NoReports(CorpusError):
    """A path given to the indexer is missing, empty, or holds no file of a kind we read."""


class CatalogueError(CorpusError):
    """The catalogue cannot be opened: missing, not ours, or written by another version."""


class CatalogueBusy(CorpusError):
    """Another process is indexing into the same data folder."""


class UnknownReport(CorpusError):
    """No report in the catalogue has the id asked for."""

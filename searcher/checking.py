"""From files, folders or what the catalogue knows to a check of how they are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.catalogue.catalogue import Catalogue
from corpus.catalogue.connections import CATALOGUE_NAME
from corpus.errors import CatalogueError, NoReports
from corpus.gathering.finding_files import FoundFiles, find_files
from corpus.gathering.rereading import NOTHING_KNOWN, Check, check_files, recorded_files
from searcher.progress import WorkProgress
from searcher.settings import Settings


def check_reading(
    settings: Settings, paths: Sequence[Path], progress: WorkProgress, jobs: int | None = None
) -> tuple[Check, list[str]]:
    """Read the files anew, all that the catalogue knows where none is named; return what came of it, and notes.

    Raises:
        CorpusError: there is nothing to read; without paths, nothing was indexed yet.
    """
    found = find_files(paths, _indexed_folders(settings)) if paths else _known_files(settings)
    with progress:
        check = check_files(found, progress.read, jobs)
    return check, [f"There is no report in {path}." for path in found.empty]


def _known_files(settings: Settings) -> FoundFiles:
    if not (settings.data / CATALOGUE_NAME).exists():
        raise NoReports(NOTHING_KNOWN)
    with Catalogue.open(settings.data) as catalogue:
        return recorded_files(catalogue.files())


def _indexed_folders(settings: Settings) -> set[Path]:
    """Return the folders that were indexed as a whole: their lists of areas hold for files below them too."""
    try:
        with Catalogue.open(settings.data) as catalogue:
            return {Path(file.root) for file in catalogue.files()}
    except CatalogueError:  # files can be checked before anything is indexed
        return set()

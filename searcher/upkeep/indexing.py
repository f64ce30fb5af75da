"""From folders of reports to something to search: catalogue first, then the index."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.catalogue.catalogue import Catalogue
from corpus.catalogue.connections import CATALOGUE_NAME
from corpus.gathering.finding_files import find_files
from corpus.gathering.update import Gathering, gather
from index.generations.build import Built, build_index
from index.generations.engine_choice import require_engine
from index.generations.folders import current_generation
from searcher.settings import Settings
from searcher.upkeep.progress import WorkProgress

KEPT = (
    "Stopped. Finished files are kept, and everything indexed before can still be searched. To continue, run it again."
)
KEPT_FIRST = (
    "Stopped. The files read so far are kept. To continue, run it again. To search them now, run 'searcher reindex'."
)


@dataclass(frozen=True, slots=True)
class Indexing:
    """What a run did with the files, and how many reports and passages can be searched now."""

    gathering: Gathering
    reports: int
    passages: int
    seconds: float

    @property
    def any_read(self) -> bool:
        """Whether at least one of the files is a report."""
        return bool(self.gathering.added or self.gathering.updated or self.gathering.unchanged)

    @property
    def changed(self) -> bool:
        """Whether the run found anything new, changed or gone."""
        return bool(self.gathering.added or self.gathering.updated or self.gathering.removed)


def bring_up_to_date(
    settings: Settings, paths: Sequence[Path], progress: WorkProgress, jobs: int | None = None
) -> Indexing:
    """Read what changed in the paths and build the index from it; return what was done.

    Raises:
        CorpusError: there is nothing to read, or the data folder cannot be used now.
        SearchIndexError: the index cannot be built; the one before stays in use.
        KeyboardInterrupt: with a sentence for the person who stopped it.
    """
    started = time.monotonic()
    require_engine(settings.engine)
    if not (settings.data / CATALOGUE_NAME).exists():
        find_files(paths)  # a mistyped path leaves no empty catalogue behind
    try:
        with Catalogue.open(settings.data, write=True) as catalogue, progress:
            gathering = gather(paths, catalogue, progress, jobs)
            built = build_index(catalogue, settings.data, settings.engine, progress.build)
    except KeyboardInterrupt as interruption:
        raise KeyboardInterrupt(_stopped(settings)) from interruption
    return Indexing(gathering, built.reports, built.passages, time.monotonic() - started)


def rebuild(settings: Settings, progress: WorkProgress) -> Built:
    """Build the index anew from the catalogue, without opening a report.

    Raises:
        CorpusError: nothing was indexed yet, or another process is indexing.
        SearchIndexError: the index cannot be built; the one before stays in use.
        KeyboardInterrupt: with a sentence for the person who stopped it.
    """
    try:
        with Catalogue.open(settings.data) as catalogue, progress:
            return build_index(catalogue, settings.data, settings.engine, progress.build, force=True)
    except KeyboardInterrupt as interruption:
        raise KeyboardInterrupt(_stopped(settings)) from interruption


def _stopped(settings: Settings) -> str:
    """Return what to say to the person who stopped a run, which depends on there being an index from before."""
    return KEPT if current_generation(settings.data, settings.engine) else KEPT_FIRST


def index_form(done: Indexing) -> dict[str, Any]:
    """Return what a run did as the JSON contract has it."""
    gathering = done.gathering
    return {
        "added": gathering.added,
        "updated": gathering.updated,
        "removed": gathering.removed,
        "unchanged": gathering.unchanged,
        "failed": [{"path": failure.path, "reason": failure.reason} for failure in gathering.failed],
        "reports": done.reports,
        "passages": done.passages,
        "seconds": round(done.seconds, 3),
        "moved": gathering.moved,
        "duplicates": len(gathering.duplicates),
        "duplicate_files": [duplicate._asdict() for duplicate in gathering.duplicates],
        "problems": [problem._asdict() for problem in gathering.problems],
    }

"""Builds an index from the catalogue: a whole new generation, checked, then switched to at once."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from corpus.catalogue.catalogue import Catalogue
from corpus.catalogue.locks import IndexerLock
from index.engine import DEFAULT_ENGINE, EngineRequest
from index.errors import IndexDamaged, IndexOutdated
from index.generations.acronym_counting import counting_acronyms
from index.generations.documents import passage_documents
from index.generations.engine_choice import new_builder, open_folder, require_engine
from index.generations.folders import current_generation, engine_folder, remove_others, start_generation, switch_to
from index.generations.manifest import FORMAT_VERSION, Manifest, fields_digest, file_sizes
from index.query import Everything

Progress = Callable[[int, int], None]
"""Called with how many reports are done, of how many."""


@dataclass(frozen=True, slots=True)
class Built:
    """The generation in use after a build. ``fresh`` is whether it had to be built now."""

    generation: str
    reports: int
    passages: int
    seconds: float
    fresh: bool


def build_index(
    catalogue: Catalogue,
    data: Path,
    engine: str = DEFAULT_ENGINE,
    progress: Progress | None = None,
    *,
    force: bool = False,
) -> Built:
    """Bring the index of a data folder up to the catalogue; nothing is done where it is already.

    Searches go on with the old generation until the new one is complete. Killed at any moment,
    the old one stays; what was left half-built goes with the next build.

    Raises:
        UnknownEngine: no such engine, or its library is not installed.
        CatalogueBusy: another process is indexing into the same folder.
        IndexDamaged: what was written does not agree with the catalogue; the old one stays.
    """
    started = time.perf_counter()
    require_engine(engine)
    with _alone(catalogue, data), catalogue.snapshot():
        wanted = (catalogue.identity, catalogue.revision)
        held = None if force else _current_manifest(data, engine)
        generation = current_generation(data, engine)
        if held and generation and (held.catalogue, held.revision) == wanted:
            remove_others(data, engine)
            return Built(generation, held.reports, held.passages, time.perf_counter() - started, fresh=False)
        remove_others(data, engine)
        folder = start_generation(data, engine)
        manifest = _fill(folder, catalogue, engine, progress)
        generation = f"{manifest.revision}-{os.urandom(4).hex()}"
        switch_to(folder, generation)
        remove_others(data, engine)
    return Built(generation, manifest.reports, manifest.passages, time.perf_counter() - started, fresh=True)


def _alone(catalogue: Catalogue, data: Path) -> contextlib.AbstractContextManager[object]:
    """Return what keeps other indexers off the folder: the lock the catalogue holds, or one of our own."""
    if catalogue.writable and catalogue.data.resolve() == data.resolve():
        return contextlib.nullcontext()
    data.mkdir(parents=True, exist_ok=True)
    return IndexerLock(data)


def _current_manifest(data: Path, engine: str) -> Manifest | None:
    """Return the manifest of the generation in use, or ``None`` when it has to be built anew."""
    generation = current_generation(data, engine)
    if generation is None:
        return None
    try:
        return Manifest.read(engine_folder(data, engine) / generation, engine)
    except (IndexOutdated, IndexDamaged):
        return None


def _fill(folder: Path, catalogue: Catalogue, engine: str, progress: Progress | None) -> Manifest:
    """Write every report of the catalogue into a folder, check it and leave its manifest there."""
    ids = [report.id for report in catalogue.reports()]
    builder = new_builder(engine, folder)
    passages = 0
    with counting_acronyms(catalogue) as acronyms:
        for done, report_id in enumerate(ids, start=1):
            report = catalogue.report(report_id)
            documents = list(passage_documents(report))
            builder.add(report, documents)
            passages += len(documents)
            if progress:
                progress(done, len(ids))
        builder.add_acronyms(acronyms())
    builder.finish()
    _verify(folder, engine, ids, passages)
    manifest = Manifest(
        format_version=FORMAT_VERSION,
        engine=engine,
        fields=fields_digest(),
        catalogue=catalogue.identity,
        revision=catalogue.revision,
        reports=len(ids),
        passages=passages,
        files=file_sizes(folder),
        built=datetime.now().astimezone().isoformat(timespec="seconds"),
    )
    manifest.write(folder)
    return manifest


def _verify(folder: Path, engine: str, ids: list[str], passages: int) -> None:
    with contextlib.closing(open_folder(engine, folder)) as opened:
        total = opened.search(EngineRequest(Everything(), limit=0, facets=())).total
        if total != passages or opened.report_ids() != sorted(ids):
            raise IndexDamaged(
                f"The new index holds {total} passages where the catalogue has {passages}, so the old one "
                f"stays in use. Check that the disk of {folder.parent} has room and try again."
            )

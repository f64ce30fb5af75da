"""What a data folder holds: reports, files that could not be read, and the index in use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from corpus.catalogue.catalogue import Catalogue, Statistics
from corpus.dates import format_date
from corpus.report import InspectionType
from index.errors import IndexDamaged, IndexOutdated, rebuild_hint
from index.generations.engine_choice import require_engine
from index.generations.folders import current_generation, engine_folder
from index.generations.manifest import MANIFEST_FILE, Manifest, file_sizes
from searcher.printing.indexing_summary import print_failures
from searcher.settings import Settings
from searcher.terminal import print_item, print_table, printable


@dataclass(frozen=True, slots=True)
class IndexState:
    """The index in use. ``size`` is in bytes; ``current`` whether it has all that was read.

    ``problem`` says why it cannot be searched; then what is not known is ``None``.
    """

    engine: str
    generation: str | None = None
    built: str | None = None
    size: int | None = None
    current: bool = False
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Holdings:
    """The contents of a data folder at one moment."""

    data: Path
    statistics: Statistics
    failures: tuple[tuple[str, str], ...]
    index: IndexState


def read_holdings(settings: Settings) -> Holdings:
    """Return what the data folder holds.

    Raises:
        CatalogueError: nothing was indexed yet, or the catalogue cannot be read.
        UnknownEngine: no such engine, or its library is not installed.
    """
    require_engine(settings.engine)
    with Catalogue.open(settings.data) as catalogue, catalogue.snapshot():
        state = _index_state(settings, (catalogue.identity, catalogue.revision))
        return Holdings(settings.data, catalogue.statistics(), tuple(catalogue.failures()), state)


def holdings_form(holdings: Holdings) -> dict[str, Any]:
    """Return the holdings as plain values, counts by type as slugs."""
    held, state = holdings.statistics, holdings.index
    return {
        "data": str(holdings.data),
        "reports": held.reports,
        "passages": held.passages,
        "files": held.files,
        "first": held.first.isoformat() if held.first else None,
        "last": held.last.isoformat() if held.last else None,
        "by_type": dict(held.by_type),
        "by_area": dict(held.by_area),
        "failed": [{"path": path, "reason": reason} for path, reason in holdings.failures],
        "index": {
            "engine": state.engine,
            "generation": state.generation,
            "built": state.built,
            "bytes": state.size,
            "current": state.current,
            "problem": state.problem,
        },
    }


def print_holdings(console: Console, holdings: Holdings) -> None:
    """Print the holdings: totals, reports by type and by area, the index, the files that failed."""
    held = holdings.statistics
    rows = [
        ("Reports", f"{held.reports:,}"),
        ("Passages", f"{held.passages:,}"),
        ("Files", f"{held.files:,}" + (f", of which {held.failed:,} could not be read" if held.failed else "")),
        ("Dates", f"{format_date(held.first)} to {format_date(held.last)}" if held.first and held.last else ""),
        ("Index", _describe(holdings.index)),
        ("Folder", str(holdings.data)),
    ]
    for label, words in rows:
        if words:
            print_item(console, Text(f"{label:<10}", style="dim"), Text(printable(words)))
    _print_counts(console, "Type of inspection", {InspectionType(kind).label: n for kind, n in held.by_type.items()})
    _print_counts(console, "Area", held.by_area)
    if holdings.failures:
        console.print()
        print_failures(console, holdings.failures)


def _print_counts(console: Console, label: str, counts: Mapping[str, int]) -> None:
    if counts:
        console.print()
        print_table(console, [label, "Reports"], [(name, f"{count:,}") for name, count in counts.items()], right=1)


def _describe(state: IndexState) -> str:
    if state.problem or state.size is None or state.built is None:
        return f"{state.engine}: {state.problem}"
    fresh = "" if state.current else f"; it lacks the newest changes. {rebuild_hint(state.engine)}"
    return f"{state.engine}, {state.size / 1e6:.1f} MB, built {state.built} (generation {state.generation}){fresh}"


def _index_state(settings: Settings, catalogue: tuple[str, int]) -> IndexState:
    generation = current_generation(settings.data, settings.engine)
    if generation is None:
        return IndexState(settings.engine, problem=f"not built yet. {rebuild_hint(settings.engine)}")
    folder = engine_folder(settings.data, settings.engine) / generation
    try:
        manifest = Manifest.read(folder, settings.engine)
    except (IndexDamaged, IndexOutdated) as error:
        return IndexState(settings.engine, generation, problem=str(error))
    size = sum(file_sizes(folder).values()) + (folder / MANIFEST_FILE).stat().st_size
    current = (manifest.catalogue, manifest.revision) == catalogue
    return IndexState(settings.engine, generation, manifest.built, size, current)

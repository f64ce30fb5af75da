"""The engines there are, by name, and the opening of an index that was built.

An engine's library is imported only when the engine is used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from corpus.catalogue.connections import CATALOGUE_NAME
from index.engine import DEFAULT_ENGINE, Engine, EngineBuilder
from index.errors import IndexDamaged, IndexMissing, UnknownEngine, build_hint, rebuild_hint
from index.generations.folders import current_generation, engine_folder
from index.generations.manifest import Manifest

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class EngineKind:
    """Where an engine is: its module, the two classes in it, and a sentence on what installs its library.

    Both classes take the folder of one generation.
    """

    module: str
    builder: str
    engine: str
    install: str


ENGINES: dict[str, EngineKind] = {
    "whoosh": EngineKind(
        module="index.engines.whoosh",
        builder="WhooshBuilder",
        engine="WhooshEngine",
        install="Run pip install inspection-searcher.",
    ),
    "tantivy": EngineKind(
        module="index.engines.tantivy",
        builder="TantivyBuilder",
        engine="TantivyEngine",
        install="It comes with the extra “fast”: run pip install 'inspection-searcher[fast]', or, "
        "in the folder of the source, pip install '.[fast]'.",
    ),
}


def require_engine(engine: str) -> None:
    """Check that an engine can be used here.

    Raises:
        UnknownEngine: no such engine, or its library is not installed.
    """
    kind = _kind(engine)
    _class(engine, kind.module, kind.engine)


def new_builder(engine: str, folder: Path) -> EngineBuilder:
    """Return a builder that writes an engine's index into an empty folder.

    Raises:
        UnknownEngine: no such engine, or its library is not installed.
    """
    kind = _kind(engine)
    builder: EngineBuilder = _class(engine, kind.module, kind.builder)(folder)
    return builder


def open_folder(engine: str, folder: Path) -> Engine:
    """Return the engine that searches the index in a folder. The manifest is not looked at.

    Raises:
        UnknownEngine: no such engine, or its library is not installed.
        IndexDamaged: files are missing or cannot be read.
    """
    kind = _kind(engine)
    opened: Engine = _class(engine, kind.module, kind.engine)(folder)
    return opened


def open_engine(data: Path, engine: str = DEFAULT_ENGINE) -> Engine:
    """Return the engine on the generation in use, a snapshot that later builds leave alone.

    Raises:
        UnknownEngine: no such engine, or its library is not installed.
        IndexMissing: nothing has been indexed yet.
        IndexOutdated: the index was built by another version.
        IndexDamaged: files are missing.
    """
    return open_generation(data, engine)[1]


def open_generation(data: Path, engine: str = DEFAULT_ENGINE) -> tuple[str, Engine]:
    """Return the name of the generation in use with its engine; raises as ``open_engine`` does."""
    _kind(engine)
    generation = _in_use(data, engine)
    for _ in range(_ATTEMPTS):
        folder = engine_folder(data, engine) / generation
        try:
            Manifest.read(folder, engine)
            return generation, open_folder(engine, folder)
        except IndexDamaged:
            # A build may have switched and cleared up in between: then there is another one now.
            before, generation = generation, _in_use(data, engine)
            if generation == before:
                raise
    raise IndexDamaged(f"The index in {engine_folder(data, engine)} changes faster than it can be read. Try again.")


def _in_use(data: Path, engine: str) -> str:
    generation = current_generation(data, engine)
    if generation is None:
        if (data / CATALOGUE_NAME).exists():
            missing = f"The reports in {data} have been read, but not indexed for {engine} yet."
            raise IndexMissing(f"{missing} {rebuild_hint(engine)}")
        raise IndexMissing(f"Nothing is indexed yet in {data} for the engine {engine}. {build_hint(engine)}")
    return generation


def _kind(engine: str) -> EngineKind:
    if engine not in ENGINES:
        raise UnknownEngine(f"There is no engine “{engine}”. Choose {' or '.join(ENGINES)}.")
    return ENGINES[engine]


def _class(engine: str, module: str, name: str) -> Callable[[Path], Any]:
    try:
        found: Callable[[Path], Any] = getattr(import_module(module), name)
    except ModuleNotFoundError as missing:
        raise UnknownEngine(
            f"The engine {engine} needs {missing.name}, which is not installed. {_kind(engine).install}"
        ) from missing
    return found

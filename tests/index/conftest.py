"""One collection indexed once by every engine of the package."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.engine import Engine
from tests.index.invented_collection import ENGINES, Build, Collection, make_collection


@pytest.fixture(scope="session")
def collection() -> Collection:
    return make_collection()


@pytest.fixture(scope="session")
def engines(collection: Collection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Engine]]:
    """Every engine with the same collection in it, by name."""
    built = {name: build(tmp_path_factory.mktemp(name), collection) for name, build in ENGINES.items()}
    yield built
    for engine in built.values():
        engine.close()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, engines: dict[str, Engine]) -> Engine:
    """Each engine in turn."""
    return engines[request.param]


@pytest.fixture(params=ENGINES)
def build(request: pytest.FixtureRequest) -> Iterator[Build]:
    """Build each engine in turn, from a collection of the test's own; closed after the test."""
    with contextlib.ExitStack() as opened:

        def build_and_close(folder: Path, collection: Collection) -> Engine:
            return opened.enter_context(contextlib.closing(ENGINES[request.param](folder, collection)))

        yield build_and_close

"""The real application over a small collection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from werkzeug.test import Client

from searcher.finding.collection import Collection
from tests.web.invented_site import keep, make_reports
from web.app import App, make_app
from web.site.settings import WebSettings


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("collection")
    keep(folder, make_reports())
    return folder


@pytest.fixture(scope="session")
def app(data: Path) -> Iterator[App]:
    made = make_app(Collection.open(data))
    yield made
    made.close()


@pytest.fixture(scope="session")
def client(app: App) -> Client:
    return Client(app)


@pytest.fixture
def make_client(data: Path) -> Iterator[Callable[..., Client]]:
    """Return what makes a client of an application with other settings."""
    made: list[App] = []

    def make(folder: Path = data, **settings: object) -> Client:
        made.append(make_app(Collection.open(folder), WebSettings(**settings)))
        return Client(made[-1])

    yield make
    for one in made:
        one.close()

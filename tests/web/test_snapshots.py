"""A request is answered from one generation of the index, also while another takes its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from werkzeug.test import Client

from index.columns.column_engine import ColumnEngine
from index.engine import EngineAnswer, EngineRequest
from tests.web.invented_site import keep, make_reports
from web.app import App

NEWEST, *OLDER = make_reports()[:4]
"""The report that comes with the second generation, and those of the first."""
ADDRESSES = (
    *("/", "/search?q=annual", "/search?q=annual&page=2&per_page=10", "/search?q=annual&group=report"),
    *("/search?q=nothing-of-this", "/mentions?q=annual", "/compare?q=annual&area=wexcombe&area=port-ellery"),
    *("/reports", "/areas", "/areas/wexcombe", f"/reports/{OLDER[0].id}?q=annual", "/help", "/embed?q=annual"),
    *("/search.json?q=annual", "/mentions.json?q=annual", "/compare.json?q=annual&area=wexcombe", "/areas.json"),
    *("/search.atom?q=annual", "/search.csv?q=annual", "/search.md?q=annual", "/search.jsonl?q=annual"),
)


def shown(client: Client, address: str) -> str:
    """Return what an address answers, but for what differs from one request to the next."""
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r'"took_ms": [0-9.]+', "", answer.text)


@pytest.fixture
def replace_after_the_first_search(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, App], None]:
    """Return what has a site's index replaced, and taken into use, once its engine has answered a first search."""

    def prepare(data: Path, app: App) -> None:
        search = ColumnEngine.search
        replaced: list[bool] = []

        def search_and_replace(engine: ColumnEngine, request: EngineRequest) -> EngineAnswer:
            answer = search(engine, request)
            if not replaced:
                replaced.append(True)
                keep(data, [NEWEST])
                replaced.append(app.site.collection.reload_if_changed())
            return answer

        monkeypatch.setattr(ColumnEngine, "search", search_and_replace)

    return prepare


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_shows_one_generation(
    tmp_path: Path,
    make_client: Callable[..., Client],
    replace_after_the_first_search: Callable[[Path, App], None],
    address: str,
) -> None:
    keep(tmp_path, OLDER)
    client = make_client(tmp_path)
    before = shown(client, address)
    app = client.application
    assert isinstance(app, App)
    replace_after_the_first_search(tmp_path, app)
    assert shown(client, address) == before


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[ColumnEngine]:
    """Return the list that engines are put in as they are closed."""
    engines: list[ColumnEngine] = []
    close = ColumnEngine.close

    def close_and_note(engine: ColumnEngine) -> None:
        engines.append(engine)
        close(engine)

    monkeypatch.setattr(ColumnEngine, "close", close_and_note)
    return engines


@pytest.mark.parametrize("whole", [True, False], ids=["taken whole", "left in the middle"])
@pytest.mark.parametrize("ending", ["csv", "jsonl", "md"])
def test_a_download_ends_on_the_generation_it_began_on_and_lets_go_of_it(
    tmp_path: Path, make_client: Callable[..., Client], closed: list[ColumnEngine], ending: str, whole: bool
) -> None:
    keep(tmp_path, OLDER)
    client = make_client(tmp_path)
    app = client.application
    assert isinstance(app, App)
    with app.site.collection.snapshot() as searcher:
        engine = searcher.engine
    before = client.get(f"/search.{ending}?q=annual").data
    answer = client.get(f"/search.{ending}?q=annual", buffered=False)
    keep(tmp_path, [NEWEST])
    assert app.site.collection.reload_if_changed()
    assert engine not in closed
    if whole:
        assert answer.data == before
    answer.close()
    assert engine in closed


def test_an_answer_sent_at_once_lets_go_of_its_generation_at_once(
    tmp_path: Path, make_client: Callable[..., Client], closed: list[ColumnEngine]
) -> None:
    keep(tmp_path, OLDER)
    client = make_client(tmp_path)
    app = client.application
    assert isinstance(app, App)
    with app.site.collection.snapshot() as searcher:
        engine = searcher.engine
    answer = client.get("/search?q=annual", buffered=False)
    keep(tmp_path, [NEWEST])
    assert app.site.collection.reload_if_changed()
    assert engine in closed
    answer.close()

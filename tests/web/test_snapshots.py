"""A request is answered from one generation of the index, also while another takes its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from werkzeug.test import Client

from index.columns.column_engine import ColumnEngine
from searcher.writing.chosen_note import WRITERS
from searcher.writing.exports import EXPORTS
from tests.web.invented_site import keep, make_reports
from web.app import App
from web.site.routes import ROUTES, URLS

NEWEST, *OLDER = make_reports()[:4]
"""The report that comes with the second generation, and those of the first."""
ADDRESSES = (
    *("/", "/search?q=annual", "/search?q=annual&page=2&per_page=10", "/search?q=annual&group=report"),
    *("/search?q=nothing-of-this", "/mentions?q=annual", "/compare?q=annual&area=wexcombe&area=port-ellery"),
    *("/reports", "/areas", "/areas/wexcombe", f"/reports/{OLDER[0].id}?q=annual", "/help", "/embed?q=annual"),
    *("/passages/PASSAGE", "/note?p=PASSAGE", "/accessibility", "/health", "/areas.json", "/search.atom?q=annual"),
    *("/mentions.json?q=annual", "/compare.json?q=annual&area=wexcombe", "/reports.json", "/search.json?q=annual"),
    *("/mentions.csv?q=annual", "/compare.csv?q=annual&area=wexcombe", "/reports.csv"),
    *(f"/reports/{OLDER[0].id}.json", *(f"/note.{name}?p=PASSAGE" for name in WRITERS)),
    *(f"/search.{name}?q=annual" for name in EXPORTS),
)
"""An address of every route that an index shapes; PASSAGE stands for the id of a passage."""
WITHOUT_INDEX = {"openapi", "opensearch", "robots", "static", "report_file"}


def shown(client: Client, address: str) -> tuple[bytes, str | None]:
    """Return what an address answers, but for what differs from one request to the next, and its tag."""
    with client.get(address) as answer:
        assert answer.status_code == 200
        return re.sub(rb'"took_ms": [0-9.]+', b"", answer.data), answer.headers.get("ETag")


def test_every_address_that_an_index_shapes_is_tried() -> None:
    tried = {URLS.bind("site.invalid").match(urlsplit(address).path)[0] for address in ADDRESSES}
    assert tried == ROUTES.keys() - WITHOUT_INDEX


@pytest.fixture
def replace_after_the_first_question(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, App], None]:
    """Return what has a site's index replaced, and taken into use, once its engine has answered a first question."""

    def prepare(data: Path, app: App) -> None:
        replaced: list[bool] = []

        def replacing(question: Callable[..., object]) -> Callable[..., object]:
            @wraps(question)
            def ask_and_replace(*args: object) -> object:
                answer = question(*args)
                if not replaced:
                    replaced.append(True)
                    keep(data, [NEWEST])
                    replaced.append(app.collection.reload_if_changed())
                return answer

            return ask_and_replace

        for name in ("search", "passages", "report", "report_details", "report_ids", "labels"):
            monkeypatch.setattr(ColumnEngine, name, replacing(getattr(ColumnEngine, name)))

    return prepare


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_shows_one_generation(
    tmp_path: Path,
    make_client: Callable[..., Client],
    replace_after_the_first_question: Callable[[Path, App], None],
    address: str,
) -> None:
    keep(tmp_path, OLDER)
    client = make_client(tmp_path)
    address = address.replace("PASSAGE", client.get("/search.json?q=annual").get_json()["results"][0]["id"])
    before = shown(client, address)
    app = client.application
    assert isinstance(app, App)
    replace_after_the_first_question(tmp_path, app)
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
    with app.collection.snapshot() as searcher:
        engine = searcher.engine
    before = client.get(f"/search.{ending}?q=annual").data
    answer = client.get(f"/search.{ending}?q=annual", buffered=False)
    keep(tmp_path, [NEWEST])
    assert app.collection.reload_if_changed()
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
    with app.collection.snapshot() as searcher:
        engine = searcher.engine
    answer = client.get("/search?q=annual", buffered=False)
    keep(tmp_path, [NEWEST])
    assert app.collection.reload_if_changed()
    assert engine in closed
    answer.close()

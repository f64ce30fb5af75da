"""The sample reports, served as ``searcher serve`` does, and the system's Chromium to look at them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, sync_playwright

from tests.browser.places import DESK, Place, View

ROOT = Path(__file__).resolve().parents[2]
SEARCHER = [sys.executable, "-c", "from searcher.cli import main; main()"]
NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "The browser tests need Chromium: apt-get install chromium, or name one with CHROMIUM=/path/to/it."

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of a site over the samples, without a slash at the end."""
    data = str(tmp_path_factory.mktemp("data"))
    subprocess.run(
        [*SEARCHER, "--data", data, "index", str(ROOT / "corpus" / "samples")], check=True, capture_output=True
    )
    with subprocess.Popen(
        [*SEARCHER, "--data", data, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().split(" on ")[1].split()[0].rstrip("/")
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert path, MISSING
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path)
        yield started
        started.close()


@pytest.fixture
def open_page(site: str, browser: Browser) -> Iterator[OpenPage]:
    """Return what opens a place in a view. No page may ask elsewhere, break its policy or fail in its script."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def keep_here(route: Route) -> None:
        if route.request.url.startswith(f"{site}/"):
            route.continue_()
        else:
            wrong.append(f"asked for {route.request.url}")
            route.abort()

    def listen(message: ConsoleMessage, status: int) -> None:
        if message.type == "error" and not (status != 200 and "Failed to load resource" in message.text):
            wrong.append(message.text)

    def open_place(place: Place, view: View = DESK, **options: object) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport={"width": view.width, "height": view.height},
            color_scheme=view.scheme,
            **options,  # type: ignore[arg-type]
        )
        contexts.append(context)
        context.route("**/*", keep_here)
        page = context.new_page()
        page.on("console", lambda message: listen(message, place.status))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        answer = page.goto(place.address)
        assert answer is not None
        assert answer.status == place.status
        if place.act:
            place.act(page)
        return page

    yield open_place
    for context in contexts:
        context.close()
    assert wrong == []

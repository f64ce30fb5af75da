"""The sample reports, served as ``searcher serve`` does, and the system's Chromium to look at them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.browser.places import DESK, Place, View

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "screenshots"
SEARCHER = [sys.executable, "-c", "from searcher.cli import main; main()"]
NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "The browser tests need Chromium: apt-get install chromium, or name one with CHROMIUM=/path/to/it."

ALSO_HERE = "reports.invalid"
"""Another name of this machine, for what browsers allow only on the machine itself."""
NO_NETWORK = f"--host-resolver-rules=MAP {ALSO_HERE} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


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
        started = playwright.chromium.launch(executable_path=path, args=[NO_NETWORK])
        yield started
        started.close()


class Visitor:
    """Opens places, and remembers what must not happen there: asking elsewhere, a breach of the policy, an error."""

    def __init__(self, site: str, browser: Browser) -> None:
        self.site = site
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._wrong: list[str] = []

    def open(self, place: Place, view: View = DESK, **options: Any) -> Page:
        """Return the page in the state that the place stands for; ``options`` are those of a browser context."""
        context = self._browser.new_context(
            **{
                "base_url": self.site,
                "viewport": {"width": view.width, "height": view.height},
                "color_scheme": view.scheme,
                **options,
            }
        )
        self._contexts.append(context)
        context.on("request", self._asked)
        page = context.new_page()
        page.on("console", lambda message: self._told(message, place.status))
        page.on("pageerror", lambda error: self._wrong.append(str(error)))
        answer = page.goto(place.address)
        assert answer is not None
        assert answer.status == place.status
        if place.act:
            place.act(page)
        return page

    def leave(self) -> None:
        """Close what was opened, and fail if anything happened there that must not."""
        for context in self._contexts:
            context.close()
        wrong, self._contexts, self._wrong = self._wrong, [], []
        assert wrong == []

    def _asked(self, request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host not in {"127.0.0.1", ALSO_HERE}:
            self._wrong.append(f"asked for {request.url}")

    def _told(self, message: ConsoleMessage, status: int) -> None:
        if message.type == "error" and not (status != 200 and "Failed to load resource" in message.text):
            self._wrong.append(message.text)


@pytest.fixture
def visitor(site: str, browser: Browser) -> Iterator[Visitor]:
    made = Visitor(site, browser)
    yield made
    made.leave()

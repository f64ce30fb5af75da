"""ARCHITECTURE.md is a true map: it shows every room, and its account of a report and a query is what happens."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from werkzeug.test import Client

import index.engines.whoosh  # noqa: F401 - loaded before a walk, so that what runs at import is no part of it
import web.pages.search  # noqa: F401 - the same
from corpus.reading.one_file import Reading, ReadingTask, read_file
from searcher.finding.collection import Collection
from searcher.settings import Settings
from searcher.upkeep.indexing import bring_up_to_date
from searcher.upkeep.progress import WorkProgress
from tests.web.invented_site import keep, make_reports
from web.app import make_app

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
REPORT = ROOT / "corpus" / "samples" / "wexcombe" / "ilacs-inspection-2023.pdf"
FILE = re.compile(r"`((?:corpus|index|searcher|web)/[\w/]+\.py)`")
PACKAGES = tuple(f"{ROOT}/{package}/" for package in ("corpus", "index", "searcher", "web"))
ROOMS = sorted(
    path.parent.relative_to(ROOT).as_posix()
    for package in ("corpus", "index", "searcher", "web")
    for path in (ROOT / package).glob("*/**/__init__.py")
)


@contextmanager
def entered_files() -> Iterator[list[str]]:
    """Give the list that the project's files are put in, each when a function of it is first called."""
    entered: dict[str, None] = {}
    files: list[str] = []

    def note(frame: FrameType, event: str, _: object) -> None:
        name = frame.f_code.co_filename
        is_function = frame.f_code.co_flags & inspect.CO_OPTIMIZED  # not a module or class that is being imported
        if event == "call" and is_function and name.startswith(PACKAGES) and name not in entered:
            entered[name] = None
            files.append(Path(name).relative_to(ROOT).as_posix())

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield files
    finally:
        sys.setprofile(before)


def files_named(beginning: str, end: str) -> list[str]:
    """Return the files that the page names between two of its sentences, in order."""
    return FILE.findall(PAGE.partition(beginning)[2].partition(end)[0])


def in_order_of(entered: list[str], named: list[str]) -> list[str]:
    """Return the files that are both, in the order in which they were entered."""
    return [file for file in entered if file in named]


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_on_the_map_with_its_use(room: str) -> None:
    entries = re.split(r"\n(?=##|- `)", PAGE)
    entry = [text for text in entries if re.match(rf"(?:### |- )`{room}/`", text)]
    assert [(text.count("*Useful for:*"), text.count("*Not useful for:*")) for text in entry] == [(1, 1)]


def test_a_report_goes_the_way_that_the_page_tells(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / REPORT.name).write_bytes(REPORT.read_bytes())
    with entered_files() as entered:
        bring_up_to_date(Settings(tmp_path / "data", "whoosh"), [reports], WorkProgress(quiet=True), 1)
    named = files_named("In the process that gathers:", "In a worker")
    assert in_order_of(entered, named) == named != []


def test_a_worker_reads_a_file_in_the_way_that_the_page_tells() -> None:
    with entered_files() as entered:
        assert isinstance(read_file(ReadingTask(REPORT)), Reading)
    named = files_named("In a worker", "\n## ")
    assert in_order_of(entered, named) == named != []


def test_a_query_goes_the_way_that_the_page_tells(tmp_path: Path) -> None:
    keep(tmp_path, make_reports())
    app = make_app(Collection.open(tmp_path))
    client = Client(app)
    with entered_files() as entered:
        assert client.get("/search?q=annual+reviews&finding=weakness").status_code == 200
    app.close()
    told = files_named("A person opens", "A hit has three shapes")
    tables = {"web/site/routes.py"}  # what is looked up in them calls no function
    assert tables < set(told)
    named = [file for file in told if file not in tables]
    assert in_order_of(entered, named) == named

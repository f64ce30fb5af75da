"""Report files about invented places, and readers with troubles of their own, for the tests of gathering."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

from corpus.gathering.update import FileOutcome
from corpus.reading.one_file import Reading, ReadingTask, Refusal, read_file

AREAS = "name,region\nGullmouth,South Shore\nPennymoor,Inland Marches\nOtterby,Inland Marches\n"

REPORT = """\
# Area SEND inspection of {place} Local Area Partnership

Inspection dates: {first} March {year} to {last} March {year}

## Inspection outcome

The arrangements in {place} lead to inconsistent experiences and outcomes for children and young people
with special educational needs and/or disabilities.

## What is the area partnership doing that is effective?

- {good}
- Lighthouse keepers in {place} read aloud to every infant on a Friday.

## What does the area partnership need to do better?

- Ferries leave before the pupils of {place} have found their coats.
"""

A_GOOD_THING = "Bakers hand a warm roll to each child who arrives on foot."


def report_text(place: str, year: int = 2024, good: str = A_GOOD_THING, first: int = 4) -> str:
    """Return a short report in Markdown."""
    return REPORT.format(place=place, year=year, good=good, first=first, last=first + 3)


def write_reports(folder: Path, *places: str) -> list[Path]:
    """Make a folder with a report on each place and the list of the places' areas; return the reports' paths."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "areas.csv").write_text(AREAS)
    paths = [folder / f"{place.lower()}.md" for place in places]
    for path, place in zip(paths, places, strict=True):
        path.write_text(report_text(place))
    return paths


def rewrite_unseen(path: Path, text: str) -> None:
    """Change a file's content so that neither its size nor its time of change tells."""
    status = path.stat()
    path.write_text(text)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size


class Watcher:
    """Writes down the progress it is told of; may stop the run like a person pressing Ctrl-C."""

    def __init__(self, stop_after: int = -1) -> None:
        self.files = -1
        self.done: list[tuple[str, FileOutcome]] = []
        self._stop_after = stop_after

    def total(self, files: int) -> None:
        self.files = files

    def advance(self, path: Path, outcome: FileOutcome) -> None:
        self.done.append((path.name, outcome))
        if len(self.done) == self._stop_after:
            raise KeyboardInterrupt


def must_not_read(task: ReadingTask) -> Reading | Refusal:
    """Fail the test that let a file be read."""
    raise AssertionError(f"{task.path} was read")


def read_with_trouble(task: ReadingTask) -> Reading | Refusal:
    """Read a file as ever, but crash, stop or never end over those whose names say so."""
    if "crash" in task.path.name:
        os.abort()
    if "stop" in task.path.name:
        os._exit(3)
    if "hang" in task.path.name:
        print("hanging", flush=True)
        time.sleep(600)
    return read_file(task)


def read_slowly(task: ReadingTask) -> Reading | Refusal:
    """Read a file as ever, those first in the alphabet last."""
    time.sleep(0.3 if task.path.name < "c" else 0.0)
    return read_file(task)


def names(paths: Sequence[str]) -> list[str]:
    """Return the file names of recorded paths."""
    return [os.path.basename(path) for path in paths]  # noqa: PTH119

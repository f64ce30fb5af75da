"""Turns one file into one report: reads its blocks, interprets them and checks the outcome.

``read_file`` answers for every file, good or bad; it is what worker processes run.
"""

from __future__ import annotations

import hashlib
import os
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from corpus.areas import AreaTable
from corpus.errors import UnreadableFile
from corpus.file_paths import path_text, why_not_opened
from corpus.forms import chosen, interpret, recognise
from corpus.forms.form import FormChoice
from corpus.readers import read_bytes
from corpus.reading.checks import checked_report, out_of_their_time
from corpus.reading.corrections import corrected
from corpus.reading.filing import compared_with_folder, numbered, other_names
from corpus.reading.list_cells import Given
from corpus.report import Report, Source
from corpus.report_json import report_from_json, report_to_json

_NO_PART_OF_READING = {"samples", "sample_sources"}

# What a parser raises on a file its author did not foresee. Such a fault is reported with the
# file, and must not stop the files after it.
FAULTS = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError,
    OSError, RuntimeError, SyntaxError, TypeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadingTask:
    """A file to read, the extra area lists that hold for it, and what lists of reports give of it.

    ``areas_digest`` is of the contents of the area lists.
    """

    path: Path
    extra_areas: tuple[Path, ...] = ()
    areas_digest: str = ""
    given: tuple[Given, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that became a report. ``region_of`` has the region of each of its areas that is known.

    ``form`` says as what it was read, and why.
    """

    report: Report
    region_of: Mapping[str, str]
    form: FormChoice


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that did not. ``reason`` is one sentence; ``opened`` is false where its content was never seen."""

    reason: str
    opened: bool = True


def read_file(task: ReadingTask) -> Reading | Refusal:
    """Return the report in a file, or the reason why there is none. Only an interruption raises."""
    try:
        data = task.path.read_bytes()
    except OSError as error:
        return Refusal(why_not_opened(error), opened=False)
    try:
        return read_content(task, data)
    except UnreadableFile as unreadable:
        return Refusal(unreadable.reason)
    except FAULTS as fault:
        return Refusal(_describe(fault))


def read_content(task: ReadingTask, data: bytes) -> Reading:
    """Return the report in ``data``, the content of the file that ``task`` names.

    Raises:
        UnreadableFile: the content is no report, or none that may be kept.
    """
    areas = area_table(task.extra_areas, task.areas_digest)
    path = path_text(task.path)
    document = read_bytes(path, data)
    source = Source(path=path, sha256=hashlib.sha256(data).hexdigest())
    ranked = recognise(document)
    report = corrected(numbered(interpret(document, source, areas, ranked)), task.given, areas)
    report = compared_with_folder(report, areas)
    report = replace(report, also_called=other_names(report, areas, area_table((), "")))
    report = checked_report(report)
    resolved = {name: areas.resolve(name) for name in report.areas}
    doubts = out_of_their_time(report, filter(None, resolved.values()))
    report = _storable(replace(report, warnings=(*report.warnings, *doubts)))
    regions = {name: area.region for name, area in resolved.items() if area and area.region}
    return Reading(report, regions, chosen(ranked))


@cache
def reading_version() -> str:
    """Return a digest of the code and data of the package ``corpus``: files that other code has read are read again."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(path for kind in ("*.py", "*.csv", "*.sql") for path in package.rglob(kind)):
        if _NO_PART_OF_READING.isdisjoint(path.relative_to(package).parts):
            digest.update(path.relative_to(package).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


@lru_cache(maxsize=8)
def area_table(extra_areas: tuple[Path, ...], digest: str) -> AreaTable:  # noqa: ARG001 - the digest tells contents apart
    """Return the areas we ship with those of the extra lists; loaded once for the same contents."""
    return AreaTable.load(*extra_areas)


def _storable(report: Report) -> Report:
    """Return the report with halves of surrogate pairs, which no database stores, marked as unreadable."""
    text = report_to_json(report)
    try:
        text.encode()
    except UnicodeEncodeError:
        return report_from_json(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return replace(report, unknown=dict(report.unknown))


def _describe(fault: BaseException) -> str:
    place = traceback.extract_tb(fault.__traceback__)[-1]
    where = f"{os.path.basename(os.path.dirname(place.filename))}/{os.path.basename(place.filename)}"  # noqa: PTH119, PTH120
    return (
        f"a fault of this program showed with this file ({type(fault).__name__} in {where}, line {place.lineno}); "
        "please report it together with the file"
    )

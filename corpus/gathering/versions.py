"""How each file of a run is to be read: by which code, with which lists of areas, and with what lists of reports give.

All that decides what a file is read as is in its version, so that a file is read again when, and
only when, something of it has changed: of a list of reports only what is said of that file counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from corpus.errors import CorpusError
from corpus.file_paths import why_not_opened
from corpus.filenames import numbered_folder, published_in_name
from corpus.gathering.finding_files import FoundFile
from corpus.gathering.report_lists import ListProblem, ReportList, read_report_list
from corpus.reading.corrections import as_text
from corpus.reading.list_cells import Given
from corpus.reading.one_file import area_table, reading_version

AREAS_MARK = "+areas:"
"""Stands in a version of reading before the digest of the lists of areas that held."""
REPORTS_MARK = "+reports:"
"""Stands in a version of reading before the digest of what lists of reports gave of the file."""


class HowToRead(NamedTuple):
    """``version`` stands for everything else here and for the code."""

    version: str
    areas_digest: str
    given: tuple[Given, ...]


class ReadingVersions:
    """The lists that hold for the files of a run, read once. ``problems`` are those of the lists of reports."""

    def __init__(self, files: Sequence[FoundFile]) -> None:
        """Read all lists.

        Raises:
            CorpusError: a list of areas is wrong, or a list of either kind cannot be opened.
        """
        self.problems: list[ListProblem] = []
        self._areas = {lists: _digest(lists) for lists in dict.fromkeys(file.area_lists for file in files)}
        paths = {file.path for file in files}
        lists = dict.fromkeys(path for file in files for path in file.report_lists)
        self._reports = {path: read_report_list(path, paths) for path in lists}
        for found in self._reports.values():
            self.problems += found.problems

    def how_to_read(self, file: FoundFile) -> HowToRead:
        """Return with what a file is to be read: of several lists that give a field, the nearest counts."""
        digest = self._areas[file.area_lists]
        values = {name: item for found in self._of(file) for name, item in found.rows[file.path].given.items()}
        given = tuple(values[name] for name in sorted(values))
        version = reading_version() + (f"{AREAS_MARK}{digest}" if digest else "")
        return HowToRead(version + _mark(given), digest, given)

    def line_of(self, file: FoundFile) -> tuple[str, int] | None:
        """Return the nearest list that has a row for a file, and the row's line."""
        found = self._of(file)
        return (str(found[-1].path), found[-1].rows[file.path].line) if found else None

    def _of(self, file: FoundFile) -> list[ReportList]:
        """Return the lists that have a row for a file, outermost first."""
        return [found for path in file.report_lists if file.path in (found := self._reports[path]).rows]


def readers_of(version: str | None) -> str:
    """Return the part of a version of reading that says which code, without the lists."""
    return (version or "").partition(AREAS_MARK)[0].partition(REPORTS_MARK)[0]


def told_beside(path: str, version: str | None) -> tuple[bool, ...]:
    """Return what tells of a file beside its content; of copies, the one with the greatest is to be read.

    Lists of reports, lists of areas, a day in its name, a number in its folder's name.
    """
    lists = (REPORTS_MARK in (version or ""), AREAS_MARK in (version or ""))
    return *lists, published_in_name(path) is not None, numbered_folder(path) is not None


def _mark(given: Sequence[Given]) -> str:
    if not given:
        return ""
    plain = json.dumps([(item.field, as_text(item.value), item.by) for item in given])
    return f"{REPORTS_MARK}{hashlib.sha256(plain.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _digest(area_lists: tuple[Path, ...]) -> str:
    """Return the digest of the contents of lists of areas, "" for none; they are checked on the way.

    Raises:
        CorpusError: a list cannot be read or is wrong.
    """
    if not area_lists:
        return ""
    digest = hashlib.sha256()
    for path in area_lists:
        try:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError as error:
            raise CorpusError(f"The list of areas {path} cannot be opened: {why_not_opened(error)}.") from error
    short = digest.hexdigest()[:12]
    area_table(area_lists, short)
    return short

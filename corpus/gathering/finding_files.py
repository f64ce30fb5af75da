"""Which files a person means by the files and folders they name."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from corpus.errors import NoReports
from corpus.file_paths import absolute, why_not_opened
from corpus.readers import READABLE_SUFFIXES

AREAS_NAME = "areas.csv"
REPORTS_NAME = "reports.csv"
KINDS = "PDF, web pages (.html), Word (.docx), Markdown or plain text"
_NOT_OURS = (".", "~$")  # hidden files; the mark that Word leaves beside an open document


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to look at. ``root`` is the folder, or the file, that was named.

    ``area_lists`` are the ``areas.csv`` files that hold for it, outermost first: those of the folders
    from the root down to its own, or of its own folder where the file itself was named. Where the root
    lies in a folder that was indexed as a whole before, those from that folder down hold too.
    ``report_lists`` are the ``reports.csv`` files, in the same way.
    """

    path: Path
    root: Path
    area_lists: tuple[Path, ...] = ()
    report_lists: tuple[Path, ...] = ()

    @property
    def named(self) -> bool:
        """Whether the file itself was named, rather than a folder above it."""
        return self.path == self.root


class _Lists(NamedTuple):
    """The lists that hold in a folder, outermost first."""

    areas: tuple[Path, ...] = ()
    reports: tuple[Path, ...] = ()

    def within(self, folder: Path, names: Container[str]) -> _Lists:
        """Return the lists that hold in a folder below, which has files of these names."""
        areas = (*self.areas, folder / AREAS_NAME) if AREAS_NAME in names else self.areas
        reports = (*self.reports, folder / REPORTS_NAME) if REPORTS_NAME in names else self.reports
        return _Lists(areas, reports)


@dataclass(slots=True)
class FoundFiles:
    """What the named paths hold. ``files`` are in the order of the roots, then sorted, each once.

    ``closed`` are folders that could not be opened, with the reason; ``empty`` are named
    folders that hold no file of a kind we read.
    """

    roots: list[Path] = field(default_factory=list)
    files: list[FoundFile] = field(default_factory=list)
    closed: list[tuple[Path, str]] = field(default_factory=list)
    empty: list[Path] = field(default_factory=list)


def find_files(paths: Sequence[Path], indexed: Iterable[Path] = ()) -> FoundFiles:
    """Return the files that were named or lie in the named folders, however deep.

    ``indexed`` are the folders that were named in earlier runs.

    In folders only files with a known ending are taken, and nothing that is hidden. A folder
    that is linked to from several places, even from within itself, is entered once.

    Raises:
        NoReports: nothing was named, a path does not exist, or there is nothing to read.
    """
    found = FoundFiles()
    earlier = set(indexed)
    entered: set[tuple[int, int]] = set()
    seen: set[Path] = set()
    for root in dict.fromkeys(absolute(path) for path in paths):
        _check_root(root)
        found.roots.append(root)
        closed = len(found.closed)
        above = _lists_above(root, earlier)
        files = list(_walk(root, root, above, entered, found)) if root.is_dir() else [_named_file(root, above)]
        if (
            not files
            and len(found.closed) == closed
            and not any(root.is_relative_to(other) for other in found.roots[:-1])
        ):
            found.empty.append(root)
        found.files += [file for file in files if file.path not in seen]
        seen.update(file.path for file in files)
    if not found.files and not found.closed:
        raise NoReports(_nothing(found.empty))
    return found


def _check_root(root: Path) -> None:
    if not root.exists():
        raise NoReports(f"{root} does not exist. Check the spelling, or give the folder that your reports are in.")
    if not root.is_dir() and not root.is_file():
        raise NoReports(
            f"{root} is neither a file nor a folder. Give a report, or the folder that your reports are in."
        )


def _named_file(path: Path, above: _Lists) -> FoundFile:
    known = {*above.areas, *above.reports}
    return FoundFile(path, path, *above.within(path.parent, _lists_in(path.parent, known)))


def _lists_above(root: Path, earlier: set[Path]) -> _Lists:
    """Return the lists in the folders above ``root``, from the outermost that was indexed before down."""
    folders = list(reversed(root.parents))
    start = next((place for place, folder in enumerate(folders) if folder in earlier), len(folders))
    lists = _Lists()
    for folder in folders[start:]:
        lists = lists.within(folder, _lists_in(folder))
    return lists


def _lists_in(folder: Path, known: Container[Path] = ()) -> list[str]:
    """Return the names of the lists that a folder has, those left out that are known already."""
    paths = (folder / AREAS_NAME, folder / REPORTS_NAME)
    return [path.name for path in paths if path not in known and path.is_file()]


def _walk(
    folder: Path, root: Path, lists: _Lists, entered: set[tuple[int, int]], found: FoundFiles
) -> Iterator[FoundFile]:
    try:
        status = folder.stat()
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names, not paths, are what is sorted and tested
    except OSError as error:
        found.closed.append((folder, why_not_opened(error)))
        return
    if (status.st_dev, status.st_ino) in entered:
        return
    entered.add((status.st_dev, status.st_ino))
    lists = lists.within(folder, names)
    for name in names:
        path = folder / name
        if name.startswith(_NOT_OURS):
            continue
        if path.is_dir():
            yield from _walk(path, root, lists, entered, found)
        elif path.suffix.lower() in READABLE_SUFFIXES and (path.is_file() or path.is_symlink()):
            yield FoundFile(path, root, *lists)


def _nothing(empty: list[Path]) -> str:
    if not empty:
        return "No folder was given. Give the folder that your reports are in."
    folders = ", ".join(str(folder) for folder in empty)
    return (
        f"There is no report in {folders}. Put reports there as {KINDS}, or give another folder. "
        "Anything indexed earlier is kept."
    )

"""The reading report: figures of a check of files, and what a person should look at, as plain values.

The values are a contract with other programs, described in ``docs/command-line.md``: keys may be added, none
renamed or taken away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from corpus.catalogue.catalogue import Catalogue
from corpus.catalogue.connections import CATALOGUE_NAME
from corpus.errors import CatalogueError, NoReports
from corpus.forms.form import Recognition
from corpus.gathering.finding_files import FoundFiles, find_files
from corpus.gathering.rereading import NOTHING_KNOWN, Check, CheckedFile, check_files, recorded_files
from corpus.reading.one_file import Reading, Refusal
from corpus.report import PUBLISHED_FROM_FILE_NAME, Finding, PassageKind, ReadingWarning, Report
from searcher.settings import Settings
from searcher.upkeep.progress import WorkProgress

FORM_DOUBT = "form"
"""The kind of warning that a file may not be what it was read as."""
NOTES = frozenset({PUBLISHED_FROM_FILE_NAME})
"""Kinds of warnings that are good to know and raise no doubt."""

CSV_COLUMNS = (
    "file", "status", "read_as", "because", "report_id", "pages", "sections", "passages",
    *(f"kind_{kind.value}" for kind in PassageKind), *(f"finding_{finding.value}" for finding in Finding),
    "words", "uncovered_words", "warnings", "reason", "copy_of",
)  # fmt: skip


class Placed(NamedTuple):
    """A warning and the file it is about."""

    path: str
    warning: ReadingWarning


@dataclass(slots=True)
class Figures:
    """How much is in one report, or in several. ``words`` and ``uncovered`` are of PDFs only; ``doubts`` no notes."""

    files: int = 0
    pages: int = 0
    sections: int = 0
    passages: int = 0
    words: int = 0
    uncovered: int = 0
    warnings: int = 0
    doubts: int = 0

    def add(self, reading: Reading) -> None:
        """Count one more report."""
        report, coverage = reading.report, reading.report.coverage
        self.files += 1
        self.pages += report.pages or 0
        self.sections += len(report.sections)
        self.passages += sum(len(section.passages) for section in report.sections)
        self.words += coverage.words if coverage else 0
        self.uncovered += coverage.uncovered_words if coverage else 0
        self.warnings += len(warnings_of(reading))
        self.doubts += sum(is_doubt(warning) for warning in warnings_of(reading))


def warnings_of(reading: Reading) -> list[ReadingWarning]:
    """Return the warnings of a report: whether its form is right, then its own."""
    doubt = reading.form.doubt()
    return [*([ReadingWarning(FORM_DOUBT, doubt)] if doubt else []), *reading.report.warnings]


def is_doubt(warning: ReadingWarning) -> bool:
    """Whether a warning is something that a person should look at."""
    return warning.kind not in NOTES


def all_warnings(check: Check) -> list[Placed]:
    """Return the warnings of all files, in their order."""
    return [Placed(file.path, warning) for file, reading in readings(check) for warning in warnings_of(reading)]


def readings(check: Check) -> Iterator[tuple[CheckedFile, Reading]]:
    """Yield the files that are reports, with their reading."""
    for file in check.files:
        if isinstance(file.answer, Reading):
            yield file, file.answer


def families(check: Check) -> dict[str, Figures]:
    """Return the figures by type of inspection, most files first, then by name."""
    found: dict[str, Figures] = {}
    for _, reading in readings(check):
        found.setdefault(reading.report.inspection_type.label, Figures()).add(reading)
    return dict(sorted(found.items(), key=lambda pair: (-pair[1].files, pair[0])))


def by_kind(report: Report) -> dict[str, int]:
    """Return how many passages there are of each kind, every kind named."""
    counted = Counter(passage.kind for _, passage in report.passages())
    return {kind.value: counted[kind] for kind in PassageKind}


def by_finding(report: Report) -> dict[str, int]:
    """Return how many passages there are with each finding, every finding named."""
    counted = Counter(section.finding for section, _ in report.passages())
    return {finding.value: counted[finding] for finding in Finding}


def check_form(check: Check) -> dict[str, Any]:
    """Return the reading report as plain values."""
    total = Figures()
    for _, reading in readings(check):
        total.add(reading)
    return {
        "files": [_file_form(file) for file in check.files],
        "families": [{"family": name} | _figures_form(figures) for name, figures in families(check).items()],
        "total": _figures_form(total),
        "failed": len(check.failed),
        "copies": sum(file.copy_of is not None for file in check.files),
        "problems": [problem._asdict() for problem in check.problems],
        "stopped": check.stopped,
        "seconds": round(check.seconds, 3),
    }


def check_rows(check: Check) -> Iterator[tuple[str, ...]]:
    """Yield a row a file, as ``CSV_COLUMNS`` names them."""
    for file in check.files:
        if isinstance(file.answer, Reading):
            yield _row(file.path, file.answer)
        else:
            reason = file.answer.reason if isinstance(file.answer, Refusal) else ""
            yield (file.path, _status(file), *[""] * (len(CSV_COLUMNS) - 4), reason, file.copy_of or "")


def _row(path: str, reading: Reading) -> tuple[str, ...]:
    report, coverage = reading.report, reading.report.coverage
    counts: Iterable[int | None] = (
        report.pages, len(report.sections), sum(by_kind(report).values()),
        *by_kind(report).values(), *by_finding(report).values(),
        coverage.words if coverage else None, coverage.uncovered_words if coverage else None,
    )  # fmt: skip
    cells = ("" if count is None else str(count) for count in counts)
    warnings = "; ".join(map(str, warnings_of(reading)))
    label = report.inspection_type.label
    return (path, "read", label, reading.form.recognition.reason, report.id, *cells, warnings, "", "")


def _status(file: CheckedFile) -> str:
    return "copy" if file.copy_of else "read" if isinstance(file.answer, Reading) else "failed"


def _figures_form(figures: Figures) -> dict[str, int]:
    return {
        "files": figures.files,
        "pages": figures.pages,
        "sections": figures.sections,
        "passages": figures.passages,
        "words": figures.words,
        "uncovered_words": figures.uncovered,
        "warnings": figures.warnings,
    }


def _file_form(file: CheckedFile) -> dict[str, Any]:
    answer = file.answer
    outline: dict[str, Any] = {
        "path": file.path,
        "status": _status(file),
        "reason": answer.reason if isinstance(answer, Refusal) else None,
        "copy_of": file.copy_of,
    }
    return outline | _reading_form(answer) if isinstance(answer, Reading) else outline


def _reading_form(reading: Reading) -> dict[str, Any]:
    report, form, coverage = reading.report, reading.form, reading.report.coverage
    return {
        "id": report.id,
        "title": report.title,
        "inspection_type": report.inspection_type.value,
        "inspection_type_label": report.inspection_type.label,
        "form": _recognition_form(form.name, form.recognition),
        "runner_up": _recognition_form(*form.runner_up) if form.runner_up else None,
        "pages": report.pages,
        "sections": len(report.sections),
        "passages": sum(len(section.passages) for section in report.sections),
        "passages_by_kind": by_kind(report),
        "passages_by_finding": by_finding(report),
        "words": coverage.words if coverage else None,
        "uncovered_words": coverage.uncovered_words if coverage else None,
        "uncovered_by_page": {str(page): words for page, words in coverage.by_page} if coverage else None,
        "warnings": _warnings_form(warnings_of(reading)),
        "unknown": dict(report.unknown),
    }


def _recognition_form(name: str, recognition: Recognition) -> dict[str, Any]:
    return {"name": name, "score": round(recognition.score, 2), "reason": recognition.reason}


def _warnings_form(warnings: Sequence[ReadingWarning]) -> list[dict[str, Any]]:
    return [
        {"kind": item.kind, "message": item.message, "page": item.page, "doubt": is_doubt(item)} for item in warnings
    ]


def check_reading(
    settings: Settings, paths: Sequence[Path], progress: WorkProgress, jobs: int | None = None
) -> tuple[Check, list[str]]:
    """Read the files anew, all that the catalogue knows where none is named; return what came of it, and notes.

    Raises:
        CorpusError: there is nothing to read; without paths, nothing was indexed yet.
    """
    found = find_files(paths, _indexed_folders(settings)) if paths else _known_files(settings)
    with progress:
        check = check_files(found, progress.read, jobs)
    return check, [f"There is no report in {path}." for path in found.empty]


def _known_files(settings: Settings) -> FoundFiles:
    if not (settings.data / CATALOGUE_NAME).exists():
        raise NoReports(NOTHING_KNOWN)
    with Catalogue.open(settings.data) as catalogue:
        return recorded_files(catalogue.files())


def _indexed_folders(settings: Settings) -> set[Path]:
    """Return the folders that were indexed as a whole: their lists of areas hold for files below them too."""
    try:
        with Catalogue.open(settings.data) as catalogue:
            return {Path(file.root) for file in catalogue.files()}
    except CatalogueError:  # files can be checked before anything is indexed
        return set()

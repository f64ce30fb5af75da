"""The reading report for people: file by file, the families in a table, and what to look at."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from itertools import groupby

from rich.console import Console
from rich.text import Text

from corpus.gathering.rereading import Check, CheckedFile
from corpus.reading.one_file import Reading, Refusal
from corpus.report import Coverage
from searcher.printing.indexing_summary import print_failures, print_list_problems
from searcher.terminal import print_indented, print_item, print_table, printable
from searcher.upkeep.reading_report import Figures, all_warnings, by_finding, by_kind, families, is_doubt, warnings_of
from searcher.wording.figures import counted

KINDS = {"bullet": "bullet", "numbered": "numbered paragraph", "paragraph": "paragraph", "table": "table item"}
FINDINGS = {"strength": "strength", "weakness": "weakness", "recommendation": "recommendation"}
"""Findings that are counted; of the others one says how many passages are so."""
FEW_FILES = 5
"""A warning that is the same in more files is printed once, with their number."""
COLUMNS = ("Family", "Files", "Pages", "Sections", "Passages", "Words", "Lost", "Doubts")


def print_check(console: Console, check: Check, *, summary: bool = False) -> None:
    """Print the reading report; ``summary`` leaves out what is said of each file by itself."""
    folder = _common_folder(check)
    if folder and not summary:
        console.print(Text(printable(f"In {folder}:\n"), style="dim"), soft_wrap=not console.is_terminal)
    for file in () if summary else check.files:
        _print_file(console, file, folder)
    _print_families(console, check)
    _print_warnings(console, check, folder)
    failures = [(file.path, file.answer.reason) for file in check.failed if isinstance(file.answer, Refusal)]
    if check.problems:
        print_list_problems(console, check.problems)
        console.print()
    if failures:
        print_failures(console, failures)
        console.print()
    console.print(Text(check_conclusion(check), style="bold"), soft_wrap=not console.is_terminal)


def check_conclusion(check: Check) -> str:
    """Return in a sentence what came of the check.

    ``90 files were read in 21.3 seconds; 1 could not be read; there are 14 doubts to look at.``
    """
    read = sum(isinstance(file.answer, Reading) for file in check.files)
    copies = sum(file.copy_of is not None for file in check.files)
    doubts = sum(is_doubt(placed.warning) for placed in all_warnings(check))
    parts = [f"{counted(read, 'file')} {'was' if read == 1 else 'were'} read in {check.seconds:.1f} seconds"]
    if check.failed:
        parts.append(f"{counted(len(check.failed), 'file')} could not be read")
    if copies:
        parts.append(f"{counted(copies, 'file')} {'holds' if copies == 1 else 'hold'} the same as another")
    parts.append(f"{counted(doubts, 'doubt')} to look at" if doubts else "nothing is doubtful")
    return f"{'; '.join(parts)}."


def _print_file(console: Console, file: CheckedFile, folder: str) -> None:
    console.print(Text(printable(_shown(file.path, folder)), style="bold"), soft_wrap=not console.is_terminal)
    if isinstance(file.answer, Reading):
        for line in _lines(file.answer):
            print_indented(console, Text(printable(line)), 2)
        for warning in warnings_of(file.answer):
            style, label = ("yellow", "Look") if is_doubt(warning) else ("dim", "Note")
            print_indented(console, Text(printable(f"{label}: {warning}"), style=style), 2)
    elif isinstance(file.answer, Refusal):
        print_indented(console, Text(printable(f"Not read: {file.answer.reason}"), style="red"), 2)
    else:
        same = _shown(file.copy_of or "", folder)
        print_indented(console, Text(printable(f"Holds the same as {same}, which was read.")), 2)
    console.print()


def _lines(reading: Reading) -> list[str]:
    report, form = reading.report, reading.form
    size = [counted(report.pages, "page")] if report.pages is not None else []
    size += [counted(len(report.sections), "section"), counted(sum(by_kind(report).values()), "passage")]
    lines = [
        f"{report.inspection_type.label}: {form.recognition.reason}",
        f"{', '.join(size)}: {_listed(by_kind(report), KINDS)}",
        f"Findings: {_listed(by_finding(report), FINDINGS)}",
    ]
    return [*lines, _covered(report.coverage)] if report.coverage else lines


def _listed(counts: Mapping[str, int], nouns: Mapping[str, str]) -> str:
    """Return counts in words, those of nothing left out."""
    named = (
        counted(count, nouns[value]) if value in nouns else f"{count:,} {value}"
        for value, count in counts.items()
        if count
    )
    return ", ".join(named)


def _covered(coverage: Coverage) -> str:
    lost = coverage.uncovered_words
    if not lost:
        return f"{counted(coverage.words, 'word')} printed, all accounted for"
    pages = ", ".join(f"p. {page}: {words:,}" for page, words in coverage.by_page)
    share = lost / coverage.words
    return f"{counted(coverage.words, 'word')} printed, {lost:,} not accounted for ({share:.2%}; {pages})"


def _print_families(console: Console, check: Check) -> None:
    found = families(check)
    if not found:
        return
    rows = [_row(name, figures) for name, figures in found.items()]
    if len(found) > 1:
        total = Figures()
        for file in check.files:
            if isinstance(file.answer, Reading):
                total.add(file.answer)
        rows.append(_row("All", total))
    print_table(console, COLUMNS, rows, right=len(COLUMNS) - 1)
    console.print()


def _row(name: str, figures: Figures) -> tuple[str, ...]:
    counts = (figures.files, figures.pages, figures.sections, figures.passages)
    words = (figures.words, figures.uncovered) if figures.words else ("", "")  # only those of PDFs are counted
    return (name, *(f"{count:,}" if count != "" else "" for count in (*counts, *words, figures.doubts)))


def _print_warnings(console: Console, check: Check, folder: str) -> None:
    """Print what to look at, file by file; what many files share comes last, once."""
    every = all_warnings(check)
    files = Counter(message for _, message in {(placed.path, placed.warning.message) for placed in every})
    shared = {message for message, count in files.items() if count > FEW_FILES}
    single = [placed for placed in every if placed.warning.message not in shared and is_doubt(placed.warning)]
    if single or shared:
        console.print(Text("Look at these:", style="bold"))
    for path, placed in groupby(single, key=lambda placed: placed.path):
        print_indented(console, Text(printable(_shown(path, folder))), 2)
        for _, warning in placed:
            print_item(console, Text("    - "), Text(printable(str(warning)), style="yellow"))
    for message in files:
        if message in shared:
            print_item(console, Text(f"  In {files[message]:,} files: "), Text(printable(message)))
    if single or shared:
        console.print()


def _common_folder(check: Check) -> str:
    """Return the folder that all files lie in, "" where there is only one file or nothing in common."""
    if len(check.files) < 2:
        return ""
    try:
        folder = os.path.commonpath([os.path.dirname(file.path) for file in check.files])  # noqa: PTH120 - recorded text
    except ValueError:  # on several drives
        return ""
    return folder if folder != os.path.dirname(folder) else ""  # noqa: PTH120


def _shown(path: str, folder: str) -> str:
    return os.path.relpath(path, folder) if folder else path

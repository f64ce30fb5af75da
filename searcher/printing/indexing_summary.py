"""What an indexing run did, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rich.console import Console
from rich.text import Text

from corpus.gathering.report_lists import ListProblem
from searcher.terminal import print_indented, printable
from searcher.upkeep.indexing import Indexing
from searcher.wording.figures import counted

AMONG_THOSE = {
    "Moved": "  (of the above: known files in another place)",
    "Duplicates": "  (of the above: files that hold the same report as another one)",
}
"""What is counted above already, and is only told where there is any."""


def print_indexing(console: Console, done: Indexing) -> None:
    """Print what was added, updated, removed, left as it was and could not be read, and what there is now."""
    gathering = done.gathering
    counts = {
        "Added": gathering.added,
        "Updated": gathering.updated,
        "Removed": gathering.removed,
        "Unchanged": gathering.unchanged,
        "Failed": len(gathering.failed),
        "Moved": gathering.moved,
        "Duplicates": len(gathering.duplicates),
    }
    width = max(len(f"{count:,}") for count in counts.values())
    for label, count in counts.items():
        if count or label not in AMONG_THOSE:
            words = f"{label:<10} {count:>{width},}{AMONG_THOSE.get(label, '')}"
            console.print(Text(words, style="red" if label == "Failed" and count else ""))
    if gathering.failed:
        console.print()
        print_failures(console, gathering.failed)
    if gathering.problems:
        console.print()
        print_list_problems(console, gathering.problems)
    console.print()
    console.print(Text(indexing_conclusion(done), style="bold"), soft_wrap=not console.is_terminal)


def print_failures(console: Console, failures: Iterable[tuple[str, str]]) -> None:
    """Print files that could not be read, each with the reason below it."""
    console.print(Text("Could not be read:", style="bold"))
    for path, reason in failures:
        print_indented(console, Text(printable(path)), 2)
        print_indented(console, Text(printable(reason), style="red"), 4)


def print_list_problems(console: Console, problems: Iterable[ListProblem]) -> None:
    """Print what is wrong in lists of reports, by list, each with its line."""
    console.print(Text("To correct in lists of reports (the rest of each list is used):", style="bold"))
    for path, found in groupby(problems, key=lambda problem: problem.path):
        print_indented(console, Text(printable(path)), 2)
        for problem in found:
            line = f"line {problem.line}: " if problem.line else ""
            end = "" if problem.message.endswith("?") else "."
            print_indented(console, Text(printable(f"{line}{problem.message}{end}"), style="red"), 4)


def indexing_conclusion(done: Indexing) -> str:
    """Return in a sentence what can be searched now.

    ``Nothing has changed: 16 reports with 800 passages are ready to search (0.4 seconds).``
    """
    if not done.reports:
        return "There is nothing to search yet."
    held = f"{counted(done.reports, 'report')} with {counted(done.passages, 'passage')}"
    ready = f"{held} {'is' if done.reports == 1 else 'are'} ready to search ({done.seconds:.1f} seconds)."
    if done.any_read and not done.changed:
        return f"Nothing has changed: {ready}"
    if not done.any_read:
        return f"None of the files could be read. From earlier runs, {ready}"
    return ready

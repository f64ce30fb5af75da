"""How true reports are read: held against structure taken down by eye, and against another extractor.

    python benchmarks/fidelity.py FOLDER [--failures] [--set-aside]

``tests/real/structure.json`` has, for reports set aside before they were looked at, every
heading in order (as a digest: the words are the inspectorate's) with the items printed under
it, and the facts on the first pages. Prints the share of facts right, of headings found and
not invented (longest common subsequence), and of sections whose bullets, sub-bullets and
numbered paragraphs are exactly as many as printed. Then every passage of every PDF in the
folder is looked for, letter by letter, in what ``pdftotext`` (poppler) extracts from its pages;
what is not there whole may hold a page's furniture, and is counted, and so are the words of the
PDFs that are in nothing that was read, and the passages that run over a blank line, or on to a bold
line, by what ``pdftohtml`` says of where lines stand.
``--set-aside`` reads and compares only the reports of ``structure.json``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from printed_breaks import PrintedBreaks, squeezed
from search_speed import describe_machine

from corpus.reading.one_file import Reading, ReadingTask, read_file
from corpus.report import Finding, Passage, PassageKind, Report, Section

STRUCTURE = Path(__file__).parent.parent / "tests" / "real" / "structure.json"
ITEM_KINDS = ("bullets", "sub_bullets", "numbered", "rows")
FACTS = ("type", "areas", "inspected_from", "inspected_to", "published", "judgement", "lead_inspectors")


@dataclass(slots=True)
class Tally:
    """So many right of so many, and what was not."""

    right: int = 0
    of: int = 0
    failures: list[str] = field(default_factory=list)

    def add(self, right: bool, failure: str) -> None:
        """Count one more."""
        self.of += 1
        self.right += right
        if not right:
            self.failures.append(failure)

    def __str__(self) -> str:
        return f"{self.right:,} of {self.of:,} ({self.right / self.of:.2%})" if self.of else "none"


def main() -> None:
    """Measure and print, as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--failures", action="store_true", help="name what is not right, on standard error")
    parser.add_argument("--set-aside", action="store_true", help="only the reports that were taken down by eye")
    options = parser.parse_args()
    truths = json.loads(STRUCTURE.read_text(encoding="utf-8"))
    if options.set_aside:
        reports = read_pdfs(options.folder / truth["path"] for truth in truths)
        tallies = compare_structure(truths, reports)
    else:
        reports = read_pdfs(sorted(options.folder.rglob("*.pdf")))
        tallies = compare_structure(truths, reports)
        tallies["passages found whole by another extractor"] = compare_words(reports)
        tallies["passages that run over no printed break"] = compare_breaks(reports)
        tallies["words in something that was read"] = compare_coverage(reports)
    print(f"{describe_machine()}\n\n| what | right |\n| --- | --- |")
    for name, tally in tallies.items():
        print(f"| {name} | {tally} |")
        for failure in tally.failures if options.failures else ():
            print(f"{name}: {failure}", file=sys.stderr)


def read_pdfs(paths: Iterable[Path]) -> dict[str, tuple[Path, Report]]:
    """Return the reports in these PDFs by the digest of their content."""
    found = {}
    for path in paths:
        answer = read_file(ReadingTask(path))
        if isinstance(answer, Reading):
            found[answer.report.source.sha256] = (path, answer.report)
    return found


def compare_structure(truths: Sequence[dict[str, Any]], reports: dict[str, tuple[Path, Report]]) -> dict[str, Tally]:
    """Return what came of facts, grades, headings and items on the reports set aside."""
    tallies = {name: Tally() for name in (*FACTS, "grades by aspect", "headings found", "headings not invented")}
    tallies |= {f"sections with {ITEMS_IN_WORDS[kind]} exactly counted": Tally() for kind in ITEM_KINDS}
    tallies["sections with every count exact"] = Tally()
    for truth in truths:
        if truth["sha256"] not in reports:
            continue
        path, report = reports[truth["sha256"]]
        facts = facts_of(report)
        for name in FACTS:
            tallies[name].add(facts[name] == truth[name], f"{path}: {facts[name]!r}, printed {truth[name]!r}")
        grades = {heading_digest(judgement.aspect): judgement.grade for judgement in report.judgements}
        for aspect, grade in truth["judgements"].items():
            tallies["grades by aspect"].add(grades.get(aspect) == grade, f"{path}: {aspect}: {grades.get(aspect)!r}")
        _compare_sections(path, truth["sections"], sections_of(report, set(truth["no_headings"])), tallies)
    return tallies


ITEMS_IN_WORDS = {
    "bullets": "bullets",
    "sub_bullets": "sub-bullets",
    "numbered": "numbered paragraphs",
    "rows": "recommendation rows",
}


def facts_of(report: Report) -> dict[str, Any]:
    """Return the facts of a report that are compared."""
    return {
        "type": report.inspection_type.value,
        "areas": list(report.areas),
        "inspected_from": report.inspected_from and report.inspected_from.isoformat(),
        "inspected_to": report.inspected_to and report.inspected_to.isoformat(),
        "published": None if report.published_from_file_name else report.published and report.published.isoformat(),
        "judgement": report.judgement,
        "lead_inspectors": sorted(report.lead_inspectors),
    }


@dataclass(slots=True)
class CountedSection:
    """A heading's digest, its words for a person, and the items under it up to the next heading."""

    digest: str
    heading: str
    page: int | None
    items: Counter[str]


def sections_of(report: Report, no_headings: set[str]) -> list[CountedSection]:
    """Return the sections of a report as a person would take them down.

    What no printed heading opens (footnotes, standing words, an article's rest) counts to the
    section before; lines of the title are no headings, and nor are the columns of a table of names.
    """
    counted: list[CountedSection] = []
    for section in report.sections:
        digest = heading_digest(section.heading)
        if section.heading and digest not in no_headings:
            page = next((passage.page for passage in section.passages), None)
            counted.append(CountedSection(digest, section.heading, page, Counter()))
        if counted:
            counted[-1].items += items_of(section)
    return counted


def items_of(section: Section) -> Counter[str]:
    """Return how many items of each kind a section has; tables count where they hold recommendations."""
    recommends = section.finding is Finding.RECOMMENDATION
    return Counter(kind for passage in section.passages if (kind := item_kind(passage, rows=recommends)))


def item_kind(passage: Passage, *, rows: bool) -> str | None:
    """Return how a person would count a passage, ``None`` for a plain paragraph."""
    if passage.kind is PassageKind.PARAGRAPH:
        return None
    if passage.kind is PassageKind.TABLE and passage.level == 1:
        return "rows" if rows else None
    if passage.level > 1:
        return "sub_bullets" if passage.kind is PassageKind.BULLET else None
    return "numbered" if passage.kind is PassageKind.NUMBERED else "bullets"


def heading_digest(heading: str) -> str:
    """Return what stands for a heading's words: the start of a digest of its letters and figures."""
    return hashlib.sha256(squeezed(heading).encode()).hexdigest()[:16]


def _compare_sections(
    path: Path, printed: Sequence[dict[str, Any]], read: Sequence[CountedSection], tallies: dict[str, Tally]
) -> None:
    matcher = SequenceMatcher(None, [p["heading"] for p in printed], [r.digest for r in read], autojunk=False)
    pairs = {block.a + n: block.b + n for block in matcher.get_matching_blocks() for n in range(block.size)}
    kept = set(pairs.values())
    for number, section in enumerate(read):
        tallies["headings not invented"].add(number in kept, f"{path}: p. {section.page}: {section.heading}")
    for number, truth in enumerate(printed):
        where = f"{path}: p. {truth['page']}, heading {number + 1} of {len(printed)}"
        tallies["headings found"].add(number in pairs, where)
        items = read[pairs[number]].items if number in pairs else Counter[str]()
        where += f" ({read[pairs[number]].heading})" if number in pairs else ""
        exact = True
        for kind in ITEM_KINDS:
            right = number in pairs and items[kind] == truth[kind]
            exact &= right
            if truth[kind] or items[kind]:
                name = f"sections with {ITEMS_IN_WORDS[kind]} exactly counted"
                tallies[name].add(right, f"{where}: {items[kind]} {kind}, printed {truth[kind]}")
        tallies["sections with every count exact"].add(exact, where)


def compare_words(reports: dict[str, tuple[Path, Report]]) -> Tally:
    """Return how many passages are, letter by letter, in the text that poppler extracts."""
    tally = Tally()
    for path, report in reports.values():
        orders = [_pages_by_poppler(path, option) for option in ("-layout", "-raw")]
        orders.append(_pages_by_poppler(path))
        for _, passage in report.passages():
            printed = with_marks(passage, report)
            whole = any(is_whole(text, passage, pages) for text in (passage.text, printed) for pages in orders)
            tally.add(whole, f"{path}: p. {passage.page}: {passage.text}")
    return tally


def with_marks(passage: Passage, report: Report) -> str:
    """Return a passage with the marks of its footnotes where they are printed, and its own if it is one."""
    notes = [note.footnote for _, note in report.passages() if note.footnote and note.footnote.of == passage.id]
    text = passage.text
    for note in sorted(notes, key=lambda note: -(note.at or 0)):
        text = text[: note.at] + (note.mark or "") + text[note.at :]
    return f"{passage.footnote.mark or ''} {text}" if passage.footnote else text


def is_whole(text: str, passage: Passage, pages: Sequence[str]) -> bool:
    """Tell whether a passage's text stands in the squeezed text of its pages, in one piece a page."""
    letters = squeezed(text)
    first, last = (passage.page or 1) - 1, (passage.page_end or passage.page or 1) - 1
    if first == last:
        return letters in pages[first]
    rest = "".join(pages[first + 1 : last + 1])
    return any(letters[:cut] in pages[first] and letters[cut:] in rest for cut in range(len(letters) + 1))


def compare_breaks(reports: dict[str, tuple[Path, Report]]) -> Tally:
    """Return how many passages, of those whose lines another program finds in one row, span no break it prints."""
    tally = Tally()
    for path, report in reports.values():
        breaks = PrintedBreaks(path)
        for _, passage in report.passages():
            parts = breaks.parts(passage)
            if parts:
                words = breaks.spanned(parts)
                tally.add(words is None, f"{path}: p. {passage.page}: {words}")
    return tally


def compare_coverage(reports: dict[str, tuple[Path, Report]]) -> Tally:
    """Return how many words of the PDFs are in something that was read."""
    tally = Tally()
    for path, report in reports.values():
        if report.coverage is not None:
            tally.of += report.coverage.words
            tally.right += report.coverage.words - report.coverage.uncovered_words
            pages = ", ".join(f"p. {page}: {words}" for page, words in report.coverage.by_page)
            tally.failures += [f"{path}: {pages}"] if pages else []
    return tally


def _pages_by_poppler(path: Path, *options: str) -> list[str]:
    command = ["pdftotext", *options, "-enc", "UTF-8", str(path), "-"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own command
    return [squeezed(page) for page in done.stdout.split("\f")]


if __name__ == "__main__":
    main()

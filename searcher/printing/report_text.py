"""A whole report in words: for a terminal, and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Console
from rich.text import Text

from corpus.dates import format_date, format_range
from corpus.report import Passage, PassageKind, Report, Section
from corpus.vocabulary import FINDING_LABELS
from searcher.printing.results_text import FINDING_STYLES
from searcher.terminal import print_indented, print_item, printable
from searcher.wording.citations import unsaid_time_scale
from searcher.wording.escapes import escape_markdown
from searcher.wording.figures import counted
from searcher.wording.footnotes import footnote_place, texts_of
from searcher.wording.lists import join_words
from searcher.wording.publication import authority_words, correction_words, publication_words

INDENT = 2
DEEPEST_HEADING = 6
NO_HEADING = "(no heading)"
FOOTNOTES = "(footnotes)"
MARKERS = {PassageKind.BULLET: "•", PassageKind.TABLE: "▪"}
"""What stands before a passage that is one of a list."""
MISSED = frozenset({"areas", "inspected_from", "published", "judgement"})
"""The facts that are listed even where they are not known."""


def facts(report: Report) -> list[tuple[str, str]]:
    """Return what is known of a report as labels and words; what is not known with the reason, where there is one.

    What a person's list gives is marked, with what was read.
    """
    rows: list[tuple[str, str, tuple[str, ...]]] = [
        ("Report", report.id, ()),
        ("Title", report.title if report.correction("title") else "", ("title",)),
        ("Type of inspection", report.inspection_type.label, ("inspection_type",)),
        ("Area", join_words(list(report.areas), "and"), ("areas",)),
        ("Region", join_words(list(report.regions), "and"), ()),
        ("Inspected", _inspected(report), ("inspected_from", "inspected_to")),
        ("Published", publication_words(report, corrections=False), ("published",)),
        ("Previous inspection", _previous(report), ("previous_inspection",)),
        ("Judgement", report.judgement or "", ("judgement",)),
        *((f"  {judgement.aspect}", judgement.grade, ()) for judgement in report.judgements),
        ("Inspectorates", join_words(list(report.inspectorates), "and"), ("inspectorates",)),
        ("Inspectors", join_words(list(report.lead_inspectors), "and"), ("lead_inspectors",)),
        ("Length", _length(report), ()),
        ("Licence", report.licence or "", ("licence",)),
        ("Authority number", authority_words(report), ("authority_number",)),
        ("File", report.source.path, ()),
        ("Address", report.source.url or "", ()),
    ]
    said = ((label, _with_notes(report, words, fields)) for label, words, fields in rows)
    return [(label, " ".join(words.split())) for label, words in said if words]


def print_report(console: Console, report: Report) -> None:
    """Print what is known of a report, what was doubtful in reading it, and all its passages."""
    print_indented(console, Text(printable(report.title), style="bold"), 0)
    console.print()
    rows = facts(report)
    width = max(len(label) for label, _ in rows) + 2
    for label, words in rows:
        _print_fact(console, label, printable(words), width)
    if report.warnings:
        console.print("\nCheck these in the report itself:")
    for warning in report.warnings:
        print_indented(console, Text(printable(str(warning)), style="yellow"), INDENT)
    texts = texts_of(report)
    for section in report.sections:
        _print_section(console, section, texts)


def report_markdown(report: Report) -> Iterator[str]:
    """Yield a report as Markdown, piece by piece: its facts, then its sections under their headings."""
    yield f"# {_one_line(report.title)}\n\n"
    yield from (f"- {_one_line(label.strip())}: {_one_line(words)}\n" for label, words in facts(report))
    if report.warnings:
        yield "\nCheck these in the report itself:\n\n"
        yield from (f"- {_one_line(str(warning))}\n" for warning in report.warnings)
    texts = texts_of(report)
    for section in report.sections:
        level = "#" * min(DEEPEST_HEADING, section.level + 1)
        yield f"\n{level} {_one_line(section.heading) or _no_heading(section)}\n\n*{_one_line(_about(section))}*\n"
        yield from ("\n" for passage in section.passages[:1] if passage.kind in MARKERS)
        for passage in section.passages:
            yield from _markdown_passage(passage, section, texts)


def _print_fact(console: Console, label: str, words: str, width: int) -> None:
    print_item(console, Text(f"{label:<{width}}", style="dim"), Text(words))


def _print_section(console: Console, section: Section, texts: Mapping[str, str]) -> None:
    console.print()
    print_indented(console, Text(printable(section.heading) or _no_heading(section), style="bold underline"), 0)
    print_indented(console, Text(_about(section), style=FINDING_STYLES[section.finding] or "dim"), 0)
    for passage in section.passages:
        indent = " " * (INDENT * passage.level)
        mark = _printed_mark(passage) or MARKERS.get(passage.kind, "")
        marker = f"{indent}{mark} " if mark else indent
        text = Text(printable(passage.text))
        place = printable(_place(passage, section, texts))
        print_item(console, Text(marker), text + Text(f"  ({place})", style="dim") if place else text)


def _markdown_passage(passage: Passage, section: Section, texts: Mapping[str, str]) -> Iterator[str]:
    indent = " " * (INDENT * (passage.level - 1))
    place = _place(passage, section, texts)
    text = escape_markdown(passage.text) + (f" *({_one_line(place)})*" if place else "")
    if passage.kind in MARKERS:
        yield f"{indent}- {text.replace(chr(10), chr(10) + indent + '  ')}\n"
    else:
        # The full stop is escaped: the paragraph keeps its printed number, and no list is made of it.
        number = f"{passage.number}\\. " if passage.number else ""
        mark = f"{escape_markdown(_printed_mark(passage))} " if passage.footnote else number
        yield f"\n{mark}{text}\n"


def _no_heading(section: Section) -> str:
    notes = [passage.footnote is not None for passage in section.passages]
    return FOOTNOTES if notes and all(notes) else NO_HEADING


def _about(section: Section) -> str:
    """Return ``Weakness, Not sufficient progress, 4 passages``."""
    parts = [FINDING_LABELS[section.finding], section.judgement or "", counted(len(section.passages), "passage")]
    return ", ".join(part for part in parts if part)


def _inspected(report: Report) -> str:
    if report.inspected_from and report.inspected_to:
        return format_range(report.inspected_from, report.inspected_to)
    return format_date(report.inspected_from) if report.inspected_from else ""


def _previous(report: Report) -> str:
    return format_date(report.previous_inspection) if report.previous_inspection else ""


def _with_notes(report: Report, words: str, fields: tuple[str, ...]) -> str:
    """Return a fact with what was corrected of it; of one that is not known but ought to be, the reason."""
    notes = [note for field in fields if (note := correction_words(report, field))]
    if notes:
        return f"{words or 'not known'} ({'; '.join(notes)})"
    reason = report.unknown.get(fields[0], "") if fields and fields[0] in MISSED else ""
    return words or (f"not known ({reason.rstrip('.')})" if reason else "")


def _length(report: Report) -> str:
    passages = counted(sum(len(section.passages) for section in report.sections), "passage")
    return f"{counted(report.pages, 'page')}, {passages}" if report.pages else passages


def _printed_mark(passage: Passage) -> str:
    mark = passage.footnote.mark if passage.footnote is not None else passage.number
    return mark or ""


def _place(passage: Passage, section: Section, texts: Mapping[str, str]) -> str:
    """Return a passage's page, its time scale, who is to act on it, and where its footnote's mark stands."""
    scale = unsaid_time_scale(passage.time_scale, (section.heading, *section.path))
    note = footnote_place(passage.footnote, texts) if passage.footnote is not None else None
    body = f"responsible: {passage.responsible}" if passage.responsible and passage.level == 1 else None
    return "; ".join(part for part in (_page(passage), scale, body, note) if part)


def _page(passage: Passage) -> str:
    if passage.page is None:
        return ""
    if passage.page_end is None or passage.page_end == passage.page:
        return f"p. {passage.page}"
    return f"pp. {passage.page} to {passage.page_end}"


def _one_line(text: str) -> str:
    return escape_markdown(" ".join(text.split()))

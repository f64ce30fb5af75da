"""A note of chosen passages: the passages somebody picked, one by one, under their reports.

Reports stand in the order in which a passage of each was first chosen, passages of one report in
the order in which they were chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.dates import format_date
from searcher.errors import UnknownFormat
from searcher.finding.results import Hit, Snippet
from searcher.finding.search import Searcher
from searcher.wording.citations import Link
from searcher.wording.escapes import escape_markdown, quote_block
from searcher.wording.figures import counted
from searcher.wording.report_names import shorten
from searcher.writing.note import TITLE, Note, QuotedReport, findings_words, licences_words, quoted_reports
from searcher.writing.search_facts import LICENCE_NOTE

MOST_CHOSEN = 50
"""How many passages one note holds; an address with more would be too long for some programs."""
LONGEST_TITLE = 200
MOST_NAMED, LONGEST_ID = 5, 20
"""How many ids that no passage has are named, and how much of each."""


@dataclass(frozen=True, slots=True)
class ChosenNote:
    """The ``note`` of what was chosen; ``unknown`` are ids that no passage has, ``beyond`` how many were too many."""

    note: Note
    unknown: tuple[str, ...]
    beyond: int

    @property
    def ids(self) -> tuple[str, ...]:
        """The passages of the note, in its order."""
        return tuple(quotation.passage_id for report in self.note.reports for quotation in report.quotations)


def make_chosen_note(
    searcher: Searcher,
    ids: Sequence[str],
    title: str = "",
    *,
    link: Link | None = None,
    address: str | None = None,
    day: date | None = None,
) -> ChosenNote:
    """Return the note of the passages with these ids; what is chosen twice stands where it was chosen first.

    ``address`` is that of the note itself, ``day`` the date it bears.
    """
    wanted = list(dict.fromkeys(ids))
    taken = wanted[:MOST_CHOSEN]
    passages = searcher.engine.passages(taken)
    hits = [
        Hit(0.0, passage, searcher.summary(passage.report_id), Snippet(0, len(passage.text), ()))
        for passage in passages
    ]
    reports = quoted_reports(hits, link)
    known = {passage.id for passage in passages}
    unknown = tuple(one for one in taken if one not in known)
    note = Note(
        title=shorten(" ".join(title.split()), LONGEST_TITLE) or TITLE,
        facts=tuple(_facts(reports, unknown, address, day)),
        reports=reports,
        licences=licences_words(reports),
    )
    return ChosenNote(note, unknown, len(wanted) - len(taken))


def write_chosen_note(note: Note, name: str, day: date) -> bytes:
    """Return a note as a file.

    Raises:
        UnknownFormat: notes have no format of that name.
    """
    if name not in WRITERS:
        raise UnknownFormat(f"There is no note as “{name}”. Choose {' or '.join(WRITERS)}.")
    return WRITERS[name](note, day)


def plain_text(note: Note) -> str:
    """Return a note as plain text: each quotation in quotation marks over its citation."""
    return "\n\n".join(_plain(note)) + "\n"


def _plain(note: Note) -> Iterator[str]:
    yield note.title
    for report in note.reports:
        yield report.name
        for quotation in report.quotations:
            yield f"“{quotation.text}”\n{quotation.label}. {quotation.citation.plain()}"


def left_out_words(unknown: Sequence[str]) -> str:
    """Return that passages are not there any more, with the ids of a few."""
    named = ", ".join(shorten(one, LONGEST_ID) for one in unknown[:MOST_NAMED])
    more = f" and {len(unknown) - MOST_NAMED} more" if len(unknown) > MOST_NAMED else ""
    return (
        f"{counted(len(unknown), 'passage')} {'is' if len(unknown) == 1 else 'are'} not in this collection (any more): "
        f"{named}{more}"
    )


def _facts(
    reports: Sequence[QuotedReport], unknown: Sequence[str], address: str | None, day: date | None
) -> Iterator[tuple[str, str]]:
    quotations = [quotation for report in reports for quotation in report.quotations]
    yield "Quoted", f"{counted(len(quotations), 'passage')} from {counted(len(reports), 'report')}"
    if quotations:
        yield "By finding", findings_words(quotations)
    if unknown:
        yield "Left out", left_out_words(unknown)
    if day:
        yield "Date of this note", format_date(day)
    if address:
        yield "This note", address


def _markdown(note: Note, day: date) -> bytes:  # noqa: ARG001 (it stands among the facts)
    parts = [f"# {escape_markdown(note.title)}"]
    parts.append("\n".join(f"- {escape_markdown(f'{name}: {words}')}" for name, words in note.facts))
    for report in note.reports:
        parts.append(f"## {escape_markdown(report.name)}")
        parts += [escape_markdown(" · ".join(report.facts))] if report.facts else []
        for quotation in report.quotations:
            parts += [quote_block(quotation.text), f"**{quotation.label}.** {quotation.citation.markdown()}"]
    parts += ["## About these quotations", escape_markdown(LICENCE_NOTE)]
    return ("\n\n".join(parts) + "\n").encode("utf-8", "backslashreplace")


def _html(note: Note, day: date) -> bytes:  # noqa: ARG001 (it stands among the facts)
    from searcher.writing.html_note import html_document  # noqa: PLC0415 - takes long to load; other formats do without

    return "".join(html_document(note)).encode("utf-8", "backslashreplace")


def _word(note: Note, day: date) -> bytes:
    from searcher.writing.word_note import word_document  # noqa: PLC0415 - takes long to load; other formats do without

    return word_document(note, day)


WRITERS: Mapping[str, Callable[[Note, date], bytes]] = {"docx": _word, "md": _markdown, "html": _html}
"""The formats of a note of chosen passages; their labels and media types are those of ``searcher.writing.exports``."""

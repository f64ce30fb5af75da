"""Where a footnote belongs, in words: those printed before its mark."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.report import Footnote, Report

SHOWN_WORDS = 6


def texts_of(report: Report) -> dict[str, str]:
    """Return the texts of a report's passages by id, which tell where its footnotes belong."""
    return {passage.id: passage.text for _, passage in report.passages()}


def footnote_place(note: Footnote, texts: Mapping[str, str]) -> str:
    """Return what a footnote is and the last words before its mark: ``footnote to “... special schools”``.

    ``texts`` are those of the report's passages by id. Where no mark was found it is ``footnote`` alone.
    """
    text = texts.get(note.of) if note.of is not None else note.heading
    if text is None or note.at is None:
        return "footnote"
    words = text[: note.at].split()
    shown = " ".join(words[-SHOWN_WORDS:])
    return f"footnote to “{'… ' if len(words) > SHOWN_WORDS else ''}{shown}”"

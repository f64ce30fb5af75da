"""A note as a page of HTML that needs no other file, and one of its quotations alone."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from searcher.writing.note import Note, Quotation, make_note
from searcher.writing.note_templates import note_templates, own_file
from searcher.writing.search_facts import LICENCE_NOTE, FoundPassages


def write_html(found: FoundPassages) -> Iterator[str]:
    """Yield a search as a page of quotations."""
    yield from html_document(make_note(found))


def html_document(note: Note) -> Iterator[str]:
    """Yield a note as a page: looks and all in one file, no script."""
    template = note_templates().get_template("note.html")
    yield from template.generate(note=note, licence_note=LICENCE_NOTE, style=own_file("note.css").strip())
    yield "\n"


def quotation_html(quotation: Quotation) -> Markup:
    """Return one quotation with its citation."""
    module = note_templates().get_template("quotations.html").module
    return Markup(module.quotation(quotation))  # type: ignore[attr-defined]  # noqa: S704 (escaped by the template)

"""A note as a Word document: real headings, a table with a header row, working links, British English.

A .docx file is a zip of XML parts (ECMA-376). Ours are templates beside this module, escaped as
those of HTML are; python-docx was tried (docs/decisions.md).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date

from searcher.wording.escapes import xml_text
from searcher.writing.note import TITLE, Note, make_note
from searcher.writing.note_templates import note_templates
from searcher.writing.search_facts import LICENCE_NOTE, FoundPassages

PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "docProps/app.xml": "app.xml",
    "docProps/core.xml": "core.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/footer.xml": "footer.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
}
"""The parts of the file and their templates; that of the links comes last, when all are known."""
WIDTHS = (3939, 2168, 1858, 1333)
"""Of the columns of the table of reports, in twentieths of a point; together the width of the text."""

LONGEST_LINK = 2000
"""How many characters of an address Word follows; a longer one stays text."""


def write_word(found: FoundPassages) -> Iterator[bytes]:
    """Yield a search as a Word document."""
    yield word_document(make_note(found), found.today)


def word_document(note: Note, day: date) -> bytes:
    """Return a note as the content of a .docx file; the same note and day give the same bytes."""
    links: dict[str, str] = {}

    def link(address: str) -> str | None:
        return links.setdefault(address, f"link{len(links) + 1}") if len(address) <= LONGEST_LINK else None

    templates = note_templates()
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, template in PARTS.items():
            part = templates.get_template(f"word/{template}").render(
                note=note,
                footer=TITLE,
                licence_note=LICENCE_NOTE,
                day=day.isoformat(),
                links=links,
                link=link,
                widths=WIDTHS,
            )
            entry = zipfile.ZipInfo(name, (max(1980, day.year), day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, xml_text(part))
    return content.getvalue()

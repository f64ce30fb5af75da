"""A note as a Word document: real headings, a table with a header row, working links, British English.

A .docx file is a zip of XML parts (ECMA-376). Ours are templates beside this module, escaped as
those of HTML are; python-docx was tried (docs/decisions.md).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote, urlsplit

from searcher.found import LICENCE_NOTE, Found
from searcher.note import TITLE, Note, make_note
from searcher.note_templates import note_templates

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

_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_word(found: Found) -> Iterator[bytes]:
    """Yield a search as a Word document."""
    yield word_document(make_note(found), found.today)


def word_document(note: Note, day: date) -> bytes:
    """Return a note as the content of a .docx file; the same note and day give the same bytes."""
    links: dict[str, str] = {}

    def link(address: str) -> str | None:
        target = link_target(address)
        return links.setdefault(target, f"link{len(links) + 1}") if target else None

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


def link_target(address: str) -> str | None:
    """Return an address as a link's target, percent-encoded; ``None`` where Word would call the file damaged."""
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return None
    target = quote(_LONE_PERCENT.sub("%25", address), safe="%:/?#[]@!$&'()*+,;=~")
    return target if host and len(target) <= LONGEST_LINK else None


def xml_text(text: str) -> str:
    """Return text with every character that XML 1.0 forbids replaced, so that what is read stays whole."""
    return _NOT_IN_XML.sub("\ufffd", text)

"""Recognises the format of a file by its content; its name only decides where the content leaves it open."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

from corpus.readers.styled_text.characters import collapse_spaces
from corpus.readers.unreadable import MAX_BYTES, UnreadableContent, too_big


class Format(StrEnum):
    """The formats that have a reader."""

    PDF = "pdf"
    HTML = "html"
    WORD = "docx"
    MARKDOWN = "markdown"
    TEXT = "text"


READABLE_SUFFIXES = frozenset({".pdf", ".html", ".htm", ".xhtml", ".docx", ".md", ".markdown", ".txt", ".text"})
"""The endings, in lower case, of the files worth opening in a folder of reports."""

_HEAD = 1024
_MARKDOWN_SUFFIXES = (".md", ".markdown")
_PDF = re.compile(rb"%PDF-\d")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*+)*+(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_HTML_PART = re.compile(
    r"<(?:h[1-6]|p|div|table|ul|ol|section|article|main|header|meta|title|link)(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE
)
_TITLE = re.compile(r"<title[^>]{0,200}>(.{1,300}?)</title", re.IGNORECASE | re.DOTALL)
_MARKDOWN = re.compile(
    r"""(?m)^\#{1,6}[ ]+\S          # a heading
      | ^\|?(?:[ \t]*+:?-{2,}+:?[ \t]*+\|)  # the rule below a table's header
      | \*\*\S[^*\n]*\*\*           # bold
    """,
    re.VERBOSE,
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 100_000  # characters
_MOST_DAMAGED = 0.1  # of all characters beyond ASCII: a file in another encoding has them all damaged
_MOST_CONTROLS = 0.02  # of all characters: older reports have a few, binary data has many
_OTHER_KINDS = (
    (
        b"\xd0\xcf\x11\xe0",
        "an old Word file (.doc) or one protected by a password; save it as .docx without a password",
    ),
    (b"{\\rtf", "a rich text file (RTF); save it as .docx"),
    (b"\x89PNG", "a picture, not a report"),
    (b"\xff\xd8\xff", "a picture, not a report"),
    (b"GIF8", "a picture, not a report"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def find_format(name: str, data: bytes) -> Format:
    """Return the format of a file's content. ``name`` tells Markdown, or a part of a web page, from plain text.

    Raises:
        UnreadableContent: empty, too big, of no format we read, or not what a name in .pdf promises.
    """
    suffix = PurePath(name).suffix.lower()
    if len(data) > MAX_BYTES:
        raise UnreadableContent(too_big(len(data), MAX_BYTES))
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableContent("it is empty")
    if _PDF.search(data[:_HEAD]):
        return Format.PDF
    if data.startswith(b"PK"):
        return _format_of_archive(data)
    for magic, kind in _OTHER_KINDS:
        if data.startswith(magic):
            raise UnreadableContent(f"it is {kind}")
    text = decode(data)
    if suffix == ".pdf":
        raise UnreadableContent(_not_a_pdf(text))
    if _HTML.match(text) or (suffix in _HTML_SUFFIXES and _HTML_PART.search(text[:_SAMPLE])):
        return Format.HTML  # a part of a page, saved by itself, has neither doctype nor <html>
    if suffix in _MARKDOWN_SUFFIXES or _MARKDOWN.search(text):
        return Format.MARKDOWN
    return Format.TEXT


def decode(data: bytes) -> str:
    """Return the characters of a text file: UTF-8, UTF-16 or UTF-32, else Windows-1252.

    A file in UTF-8 with a few damaged characters is still UTF-8; those become U+FFFD.

    Raises:
        UnreadableContent: the bytes are no text.
    """
    text = _decoded(data)
    sample = text[:_SAMPLE]
    if "\0" in sample or len(_CONTROLS.findall(sample)) > max(2, _MOST_CONTROLS * len(sample)):
        raise UnreadableContent("it is not text or any other kind of file that can be read")
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    beyond_ascii = sum(character > "\x7f" for character in text)
    return text if damaged <= _MOST_DAMAGED * beyond_ascii else data.decode("cp1252", errors="replace")


def _format_of_archive(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise UnreadableContent("it is a damaged Word file or ZIP archive") from error
    if any(re.fullmatch(r"word/document\d*\.xml", inner) for inner in names):
        return Format.WORD
    if "xl/workbook.xml" in names:
        raise UnreadableContent("it is a spreadsheet, not a report")
    if "ppt/presentation.xml" in names:
        raise UnreadableContent("it is a slide show, not a report")
    if "content.xml" in names:
        raise UnreadableContent("it is an OpenDocument file; save it as .docx")
    raise UnreadableContent("it is a ZIP archive, not a Word file; unpack it first")


def _not_a_pdf(text: str) -> str:
    if not _HTML.match(text):
        return "its name ends in .pdf, but it holds plain text, not a PDF; download the report again"
    title = _TITLE.search(text[:_SAMPLE])
    named = f" (“{collapse_spaces(title.group(1))[:80]}”)" if title and title.group(1).strip() else ""
    return f"it is a web page{named} saved as .pdf, not a report; download the report again"

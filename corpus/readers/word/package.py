"""The parts of a Word file as element trees, read from its ZIP archive within bounds.

Elements are known by their local names, because files in the Strict variant of the format use
other namespaces than the rest.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from corpus.readers.unreadable import UnreadableContent

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
"""The most bytes that the XML parts of one file may unpack to. A 300-page report has some 10 MB."""

_DAMAGED = "it is a damaged Word file"
_RUNNING = re.compile(r"word/(?:header|footer)\d*\.xml")


@dataclass(frozen=True, slots=True)
class WordPackage:
    """The body and what it refers to; a part that is not there is ``None``."""

    body: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    footnotes: etree._Element | None
    endnotes: etree._Element | None
    settings: etree._Element | None
    running: tuple[etree._Element, ...]
    properties: etree._Element | None


def open_package(data: bytes) -> WordPackage:
    """Return the parts of a Word file.

    Raises:
        UnreadableContent: damaged, protected by a password, or too big once unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read_parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, KeyError) as error:
        if isinstance(error, UnreadableContent):
            raise
        raise UnreadableContent(_DAMAGED) from error
    except etree.XMLSyntaxError as error:
        raise UnreadableContent(_DAMAGED) from error
    except RuntimeError as error:  # zipfile's word for an encrypted archive
        raise UnreadableContent("it is protected by a password; save it without one") from error


def _read_parts(archive: zipfile.ZipFile) -> WordPackage:
    infos = [info for info in archive.infolist() if info.filename.endswith((".xml", ".rels"))]
    if sum(info.file_size for info in infos) > MAX_UNPACKED_BYTES:
        raise UnreadableContent(f"it unpacks to more than {MAX_UNPACKED_BYTES // 1024 // 1024} MB")
    names = {info.filename for info in infos}

    def part(name: str) -> etree._Element | None:
        return _parse(archive.read(name)) if name in names else None

    main = min((name for name in names if re.fullmatch(r"word/document\d*\.xml", name)), default=None)
    document = part(main) if main else None
    body = child(document, "body")
    if body is None:
        raise UnreadableContent(_DAMAGED)
    return WordPackage(
        body,
        part("word/styles.xml"),
        part("word/numbering.xml"),
        part("word/footnotes.xml"),
        part("word/endnotes.xml"),
        part("word/settings.xml"),
        tuple(_parse(archive.read(name)) for name in sorted(names) if _RUNNING.fullmatch(name)),
        part("docProps/core.xml"),
    )


def _parse(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(xml, parser)


def element_name(element: etree._Element) -> str:
    """Return an element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Yield the direct children of that name."""
    if element is not None:
        yield from (inner for inner in element if element_name(inner) == name)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first child along ``path`` of names, or ``None``."""
    for name in path:
        element = next(children(element, name), None)
    return element


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """Return an attribute by its name without namespace, or ``None``."""
    if element is None:
        return None
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), None)


def whole_number(text: str | None) -> int | None:
    """Return ``text`` as a whole number, or ``None``."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else None


def is_on(element: etree._Element | None) -> bool | None:
    """Return whether a switch such as ``<w:b/>`` is on; ``None`` where it is not given."""
    return None if element is None else value(element) not in {"0", "false", "off", "none"}

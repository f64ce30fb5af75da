"""The text objects and the structure tree of a PDF, through PDFium's raw interface.

The only module that imports pypdfium2. What it yields is plain data: runs of text with their
place, type and marked-content id, and the tree of structure elements that refers to those ids.
Coordinates are PDF points from the bottom left of the page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.readers.unreadable import UnreadableContent

MAX_PAGES = 2_000
MAX_TREE_DEPTH = 60
MAX_FORM_DEPTH = 4
BOLD_WEIGHT = 600
UNMARKED = -1

ENCRYPTED = "it is protected by a password; save a copy without the password and index that"
DAMAGED = "it is damaged or not a PDF at all; download or save it again"
TOO_MANY_PAGES = f"it has more than {MAX_PAGES:,} pages; split it into separate reports"


class PdfUnreadableError(UnreadableContent):
    """A PDF that cannot be opened; its reason is for a person."""


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive characters of one text object. ``y`` is the baseline, ``mcid`` ``UNMARKED`` or 0 up."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    mcid: int


@dataclass(slots=True)
class Element:
    """A structure element: its standard type ("P", "LI") and children, elements or marked-content ids."""

    tag: str
    children: list[Element | int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page (``number`` from 1): its runs in content order and its structure tree, empty if untagged."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    tree: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class PdfContent:
    """A whole PDF. ``tagged`` is the catalogue's own claim; ``title`` its metadata title or ``None``."""

    pages: tuple[PageContent, ...]
    tagged: bool
    title: str | None


def load_pdf(data: bytes) -> PdfContent:
    """Return the text objects and structure of every page.

    Raises:
        PdfUnreadableError: encrypted, damaged, or more than ``MAX_PAGES`` pages.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = ENCRYPTED if error.err_code == pdfium.FPDF_ERR_PASSWORD else DAMAGED
        raise PdfUnreadableError(reason) from error
    try:
        if len(document) > MAX_PAGES:
            raise PdfUnreadableError(TOO_MANY_PAGES)
        pages = tuple(_load_page(document, index) for index in range(len(document)))
        title = document.get_metadata_value("Title").strip()
        return PdfContent(pages, bool(pdfium.FPDFCatalog_IsTagged(document.raw)), title or None)
    except pypdfium2.PdfiumError as error:
        raise PdfUnreadableError(DAMAGED) from error
    finally:
        document.close()


def _load_page(document: pypdfium2.PdfDocument, index: int) -> PageContent:
    page = document[index]
    textpage = page.get_textpage()
    try:
        fonts: dict[int, tuple[bool, bool]] = {}
        runs = tuple(_page_runs(page.raw, textpage.raw, fonts))
        return PageContent(index + 1, page.get_width(), page.get_height(), runs, _structure(page.raw))
    finally:
        textpage.close()
        page.close()


def _page_runs(page: object, textpage: object, fonts: dict[int, tuple[bool, bool]]) -> Iterator[Run]:
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _object_runs(pdfium.FPDFPage_GetObject(page, index), textpage, fonts, 0)


def _object_runs(item: object, textpage: object, fonts: dict[int, tuple[bool, bool]], depth: int) -> Iterator[Run]:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        run = _text_run(item, textpage, fonts)
        if run is not None:
            yield run
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_FORM_DEPTH:
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            child = pdfium.FPDFFormObj_GetObject(item, index)
            yield from _object_runs(child, textpage, fonts, depth + 1)


def _text_run(item: object, textpage: object, fonts: dict[int, tuple[bool, bool]]) -> Run | None:
    length = pdfium.FPDFTextObj_GetText(item, textpage, None, 0)
    if length <= 2:
        return None  # a lone space: its place shows as a gap between its neighbours
    buffer = (ctypes.c_ushort * (length // 2))()
    pdfium.FPDFTextObj_GetText(item, textpage, buffer, length)
    text = bytes(buffer)[: length - 2].decode("utf-16-le", "replace")
    if not text.strip():
        return None
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(item, size)
    bold, italic = _font_style(pdfium.FPDFTextObj_GetFont(item), fonts)
    return Run(
        text=text,
        x0=left.value,
        x1=right.value,
        y=matrix.f,
        size=round(size.value * (abs(matrix.d) or 1.0), 1),
        bold=bold,
        italic=italic,
        mcid=pdfium.FPDFPageObj_GetMarkedContentID(item),
    )


def _font_style(font: object, known: dict[int, tuple[bool, bool]]) -> tuple[bool, bool]:
    address = ctypes.cast(font, ctypes.c_void_p).value or 0  # type: ignore[arg-type]
    if address not in known:
        name = ctypes.create_string_buffer(256)
        pdfium.FPDFFont_GetBaseFontName(font, name, 256)
        words = name.value.decode("latin-1").lower()
        angle = ctypes.c_int()
        pdfium.FPDFFont_GetItalicAngle(font, angle)
        bold = "bold" in words or pdfium.FPDFFont_GetWeight(font) >= BOLD_WEIGHT
        known[address] = (bold, "italic" in words or "oblique" in words or angle.value != 0)
    return known[address]


def _structure(page: object) -> tuple[Element, ...]:
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return ()
    try:
        roots = []
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
            if child:
                roots.append(_element(child, 0))
        return tuple(roots)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _element(handle: object, depth: int) -> Element:
    element = Element(_element_type(handle))
    if depth >= MAX_TREE_DEPTH:
        return element
    for index in range(pdfium.FPDF_StructElement_CountChildren(handle)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(handle, index)
        if child:
            inner = _element(child, depth + 1)
            if inner.children or inner.tag in {"TD", "TH"}:
                element.children.append(inner)
            continue
        mcid = pdfium.FPDF_StructElement_GetChildMarkedContentID(handle, index)
        if mcid >= 0:
            element.children.append(mcid)
        elif element.tag == "TR":
            element.children.append(Element("TD"))  # the cell stands on another page
    return element


def _element_type(handle: object) -> str:
    length = pdfium.FPDF_StructElement_GetType(handle, None, 0)
    if not length:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDF_StructElement_GetType(handle, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")

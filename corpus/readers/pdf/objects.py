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
    """One page (``number`` from 1): its runs in content order and its structure tree, empty if untagged.

    ``text`` is all text of the page in PDFium's own joining, to hold against what became of the runs.
    """

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    tree: tuple[Element, ...]
    text: str = ""


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
        runs = tuple(_PageText(page.raw, textpage.raw).runs())
        size = page.get_width(), page.get_height()
        return PageContent(index + 1, *size, runs, _structure(page.raw), _whole_text(textpage.raw))
    finally:
        textpage.close()
        page.close()


class _PageText:
    """Reads the text objects of one page; the places PDFium writes into are made once for all of them."""

    def __init__(self, page: object, textpage: object) -> None:
        self._page = page
        self._textpage = textpage
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._buffer = (ctypes.c_ushort * 1024)()
        self._left, self._bottom, self._right, self._top = (ctypes.c_float() for _ in range(4))
        self._size = ctypes.c_float()
        self._matrix = pdfium.FS_MATRIX()

    def runs(self) -> Iterator[Run]:
        """Yield the page's runs in content order."""
        for index in range(pdfium.FPDFPage_CountObjects(self._page)):
            yield from self._object_runs(pdfium.FPDFPage_GetObject(self._page, index), 0)

    def _object_runs(self, item: object, depth: int) -> Iterator[Run]:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            text = self._text(item)
            if text.strip():
                yield self._run(item, text)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_FORM_DEPTH:
            for index in range(pdfium.FPDFFormObj_CountObjects(item)):
                yield from self._object_runs(pdfium.FPDFFormObj_GetObject(item, index), depth + 1)

    def _text(self, item: object) -> str:
        """Return an object's text; "" for a lone space, whose place shows as a gap between its neighbours."""
        length = pdfium.FPDFTextObj_GetText(item, self._textpage, self._buffer, ctypes.sizeof(self._buffer))
        if length > ctypes.sizeof(self._buffer):
            self._buffer = (ctypes.c_ushort * length)()
            pdfium.FPDFTextObj_GetText(item, self._textpage, self._buffer, length)
        if length <= 2:
            return ""
        return ctypes.string_at(self._buffer, length - 2).decode("utf-16-le", "replace")

    def _run(self, item: object, text: str) -> Run:
        pdfium.FPDFPageObj_GetBounds(item, self._left, self._bottom, self._right, self._top)
        pdfium.FPDFPageObj_GetMatrix(item, self._matrix)
        pdfium.FPDFTextObj_GetFontSize(item, self._size)
        bold, italic = self._font_style(pdfium.FPDFTextObj_GetFont(item))
        return Run(
            text=text,
            x0=self._left.value,
            x1=self._right.value,
            y=self._matrix.f,
            size=round(self._size.value * (abs(self._matrix.d) or 1.0), 1),
            bold=bold,
            italic=italic,
            mcid=pdfium.FPDFPageObj_GetMarkedContentID(item),
        )

    def _font_style(self, font: object) -> tuple[bool, bool]:
        address = ctypes.cast(font, ctypes.c_void_p).value or 0  # type: ignore[arg-type]
        if address not in self._fonts:
            name = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, name, 256)
            words = name.value.decode("latin-1").lower()
            angle = ctypes.c_int()
            pdfium.FPDFFont_GetItalicAngle(font, angle)
            bold = "bold" in words or pdfium.FPDFFont_GetWeight(font) >= BOLD_WEIGHT
            self._fonts[address] = (bold, "italic" in words or "oblique" in words or angle.value != 0)
        return self._fonts[address]


def _whole_text(textpage: object) -> str:
    buffer = (ctypes.c_ushort * (pdfium.FPDFText_CountChars(textpage) + 1))()
    length = pdfium.FPDFText_GetText(textpage, 0, len(buffer) - 1, buffer)
    return ctypes.string_at(buffer, 2 * max(0, length - 1)).decode("utf-16-le", "replace")


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

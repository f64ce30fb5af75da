"""Print the PDF samples and write the Word samples from their HTML sources.

Usage: python corpus/sample_sources/make_samples.py [NAME ...]

``pdf/AREA/NAME.html`` becomes ``corpus/samples/AREA/NAME.pdf``, printed by Chromium, which tags
what it prints; ``word/AREA/NAME.html`` becomes ``corpus/samples/AREA/NAME.docx``. Names given
limit the work to sources whose path contains one of them. Exit 1 where Chromium is missing or
prints nothing; set ``CHROMIUM`` where it has another name than ``chromium``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from lxml import html

SOURCES = Path(__file__).parent
SAMPLES = SOURCES.parent / "samples"
NOTICE = "Sample report: fictional text about an invented place, made for Inspection Searcher."
HEADING_LEVELS = {"h1": 0, "h2": 1, "h3": 2}
CHROMIUM_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)


def main(names: list[str]) -> int:
    """Make every sample, or those named, and return the exit code."""
    for source in sorted(SOURCES.glob("*/*/*.html")):
        kind, area, name = source.relative_to(SOURCES).parts
        if names and not any(part in source.as_posix() for part in names):
            continue
        target = SAMPLES / area / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            if kind == "pdf":
                target = target.with_suffix(".pdf")
                print_pdf(source, target)
            else:
                target = target.with_suffix(".docx")
                write_word(source, target)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{source.relative_to(SOURCES)}: {error}", file=sys.stderr)
            return 1
        print(target.relative_to(SAMPLES.parent.parent))
    return 0


def print_pdf(source: Path, target: Path) -> None:
    """Print a web page to a tagged PDF with the headers and footers of its own ``@page`` rule."""
    browser = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    if browser is None:
        raise FileNotFoundError("Chromium is needed to print the PDF samples. Install it or set CHROMIUM to its path.")
    with tempfile.TemporaryDirectory() as profile:
        printed = Path(profile) / "printed.pdf"
        subprocess.run(  # noqa: S603 - the browser is the one the person running this has installed
            [browser, *CHROMIUM_OPTIONS, f"--user-data-dir={profile}", f"--print-to-pdf={printed}", source.as_uri()],
            check=True,
            capture_output=True,
            timeout=120,
        )
        shutil.copyfile(printed, target)


def write_word(source: Path, target: Path) -> None:
    """Write a Word document: headings, lists and tables in Word's own styles, numbers counted by Word."""
    page = html.parse(str(source), parser=html.HTMLParser(encoding="utf-8")).getroot()
    document = docx.Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    document.core_properties.title = page.findtext("head/title") or ""
    document.core_properties.author = "Inspection Searcher"
    document.core_properties.created = document.core_properties.modified = datetime(2025, 1, 1, tzinfo=UTC)
    document.sections[0].footer.paragraphs[0].text = NOTICE
    for element in page.find("body"):
        add_element(document, element)
    document.save(str(target))


def add_element(document: WordDocument, element: html.HtmlElement) -> None:
    """Add one top-level element of the page to the document."""
    if element.tag in HEADING_LEVELS:
        fill(document.add_heading(level=HEADING_LEVELS[element.tag]), element)
    elif element.tag == "p":
        fill(document.add_paragraph(), element)
    elif element.tag in ("ul", "ol"):
        add_list(document, element, 1)
    elif element.tag == "table":
        add_table(document, element)
    else:
        raise OSError(f"<{element.tag}> is not known to this script")


def add_list(document: WordDocument | _Cell, element: html.HtmlElement, level: int) -> None:
    """Add a list, its items one paragraph each, lists inside items one level deeper."""
    style = "List Bullet" if element.tag == "ul" else "List Number"
    for item in element.findall("li"):
        fill(document.add_paragraph(style=style if level == 1 else f"{style} {level}"), item)
        for inner in item.findall("ul"):
            add_list(document, inner, level + 1)


def add_table(document: WordDocument, element: html.HtmlElement) -> None:
    """Add a table, a paragraph a cell, the cells of its head in bold."""
    rows = [row.xpath("th | td") for row in element.iter("tr")]
    table = document.add_table(rows=len(rows), cols=max(len(row) for row in rows), style="Table Grid")
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, source in zip(cells.cells, row, strict=True):
            fill(cell.paragraphs[0], source, bold=source.tag == "th")
    document.add_paragraph()


def fill(paragraph: Paragraph, element: html.HtmlElement, *, bold: bool = False) -> None:
    """Put an element's own words into a paragraph, with bold type and line breaks."""
    for words, is_bold in runs(element, bold):
        if words is None:
            paragraph.add_run().add_break(WD_BREAK.LINE)
        else:
            paragraph.add_run(words).bold = is_bold or None


def runs(element: html.HtmlElement, bold: bool) -> Iterator[tuple[str | None, bool]]:
    """Yield an element's words with whether they are bold, ``None`` for a line break; inner lists are left out."""
    if element.text and element.text.strip():
        yield element.text, bold
    for child in element:
        if child.tag == "br":
            yield None, bold
        elif child.tag not in ("ul", "ol"):
            yield from runs(child, bold or child.tag == "strong")
        if child.tail and child.tail.strip():
            yield child.tail, bold


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

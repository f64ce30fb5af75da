"""How fast a folder of reports is read, and the whole of it indexed from nothing.

    python benchmarks/reading_speed.py FOLDER

Prints, for the PDFs in the folder on one core, pages a second of reading to reports against the
same text objects taken out with PDFium alone in the same run; and for the whole folder, the time
and the peak memory of ``searcher index`` into an empty data folder.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from corpus.areas import AreaTable
from corpus.forms import interpret
from corpus.readers import read_bytes
from corpus.readers.pdf.objects import load_pdf
from corpus.readers.unreadable import UnreadableContent
from corpus.report import Source


def main() -> None:
    """Measure and print, as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    pdfs = readable_pdfs(folder)
    pages, objects, reading = time_both(pdfs)
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    print(f"{date.today():%d %B %Y}, {machine}\n")
    print("| one core | pages | seconds | pages/s |\n| --- | --- | --- | --- |")
    print(f"| text objects with PDFium alone | {pages:,} | {objects:.1f} | {pages / objects:.0f} |")
    print(f"| file to report (objects, blocks, form) | {pages:,} | {reading:.1f} | {pages / reading:.0f} |")
    print(f"\nRatio {reading / objects:.2f}.\n")
    seconds, megabytes, summary = time_indexing(folder)
    print(f"`searcher index` from nothing, all cores: {seconds:.1f} s, peak {megabytes:.0f} MB a process.\n\n{summary}")


def readable_pdfs(folder: Path) -> list[tuple[Path, bytes]]:
    """Return the PDFs under the folder that can be opened, with their content, so that disks do not count."""
    found = []
    for path in sorted(folder.rglob("*.pdf")):
        data = path.read_bytes()
        try:
            load_pdf(data)
        except UnreadableContent:
            continue
        found.append((path, data))
    return found


def time_both(pdfs: list[tuple[Path, bytes]]) -> tuple[int, float, float]:
    """Return the pages, and the seconds that PDFium alone and reading to reports take, the better of two runs a file.

    The two take turns, and seconds of the processor are counted, so that other work on the machine does not.
    """
    areas = AreaTable.load()
    pages, objects, reading = 0, 0.0, 0.0
    for path, data in pdfs:
        runs = []
        for _ in range(2):
            start = time.process_time()
            content = load_pdf(data)
            between = time.process_time()
            interpret(read_bytes(path.name, data), Source(path.name, "0" * 64), areas)
            runs.append((between - start, time.process_time() - between))
        pages += len(content.pages)
        objects += min(run[0] for run in runs)
        reading += min(run[1] for run in runs)
    return pages, objects, reading


def time_indexing(folder: Path) -> tuple[float, float, str]:
    """Return seconds, peak memory of the largest process in megabytes, and what the command said."""
    with tempfile.TemporaryDirectory() as data:
        command = [str(Path(sys.executable).with_name("searcher")), "--data", data, "index", str(folder)]
        start = time.perf_counter()
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own command
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return seconds, peak, done.stdout.strip()


if __name__ == "__main__":
    main()

"""Counts the acronyms of a large catalogue in a process of its own, while its index is built in this one.

Counting looks at every word once more, so it takes nearly as long as the index itself.

    python -m index.generations.acronym_counting DATA
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import astuple
from pathlib import Path

from corpus.acronyms.glossary import Acronym
from corpus.catalogue.catalogue import Catalogue

MANY_PASSAGES = 5_000
"""Reports; for fewer, starting a second process takes longer than it saves."""

Acronyms = tuple[Acronym, ...]


@contextlib.contextmanager
def counting_acronyms(catalogue: Catalogue) -> Iterator[Callable[[], Acronyms]]:
    """Begin to count the acronyms of a catalogue and return a function that waits for them.

    The catalogue must not change in the meantime.
    """
    if sum(catalogue.passage_counts().values()) < MANY_PASSAGES:
        yield catalogue.acronyms
        return
    # Not multiprocessing: it would run the script that builds an index once more.
    command = [sys.executable, "-m", __name__, str(catalogue.data.resolve())]
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603
    except OSError:
        yield catalogue.acronyms
        return
    with process:
        try:
            yield lambda: _received(process) or catalogue.acronyms()
        finally:
            process.kill()


def _received(process: subprocess.Popen[bytes]) -> Acronyms | None:
    """Return the acronyms that a process counted; ``None`` where it failed or could not be started."""
    counted, _ = process.communicate()
    return read_acronyms(counted) if process.returncode == 0 else None


def write_acronyms(acronyms: Acronyms) -> bytes:
    """Return acronyms as JSON."""
    return json.dumps([astuple(acronym) for acronym in acronyms]).encode()


def read_acronyms(text: bytes) -> Acronyms:
    """Return the acronyms that ``write_acronyms`` wrote."""
    rows = json.loads(text)
    return tuple(Acronym(short, long, tuple(shorts), tuple(longs), *rest) for short, long, shorts, longs, *rest in rows)


if __name__ == "__main__":
    with Catalogue.open(Path(sys.argv[1])) as opened:
        sys.stdout.buffer.write(write_acronyms(opened.acronyms()))

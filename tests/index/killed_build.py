"""Rebuilds the index of a data folder and is killed at the n-th thing it asks of the system.

Usage: killed_build.py DATA ENGINE N. With N = 0 it runs to its end and prints what it asked, one a line.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from corpus.catalogue.catalogue import Catalogue
from index.generations.build import build_index
from index.generations.engine_choice import open_engine

WATCHED = ("open", "os.", "shutil.", "sqlite3.")


def rebuild(data: Path, engine: str, last: int) -> None:
    asked: list[str] = []
    watching = False

    def watch(event: str, details: tuple[object, ...]) -> None:
        if watching and event.startswith(WATCHED):
            asked.append(f"{event} {details[0] if details else ''}")
            if len(asked) == last:
                os.kill(os.getpid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)

    open_engine(data, engine).close()  # everything is imported before the watch begins
    sys.addaudithook(watch)
    with Catalogue.open(data, write=True) as catalogue:
        watching = True
        build_index(catalogue, data, engine, force=True)
        watching = False
    print(*asked, sep="\n")


if __name__ == "__main__":
    rebuild(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))

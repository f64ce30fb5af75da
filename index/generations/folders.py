"""The folders of an index: generations, the one in use, and what a killed build left behind.

``<data>/index/<engine>/current`` names the generation in use. A build works in a folder of its
own; only the replacement of ``current``, which is one step of the file system, makes it count.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

CURRENT_FILE = "current"
_BUILDING = "building-"


def engine_folder(data: Path, engine: str) -> Path:
    """Return the folder that holds all generations of an engine's index."""
    return data / "index" / engine


def current_generation(data: Path, engine: str) -> str | None:
    """Return the name of the generation in use, or ``None`` where nothing was built. Cheap."""
    try:
        name = (engine_folder(data, engine) / CURRENT_FILE).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return name or None


def start_generation(data: Path, engine: str) -> Path:
    """Return a fresh empty folder to build in."""
    folder = engine_folder(data, engine) / f"{_BUILDING}{os.urandom(4).hex()}"
    folder.mkdir(parents=True)
    return folder


def switch_to(folder: Path, generation: str) -> None:
    """Make a built folder the generation in use, safely on disk before it is named."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            _flush(path)
    home = folder.parent
    folder.replace(home / generation)
    written = home / f"{_BUILDING}{CURRENT_FILE}"
    written.write_text(generation + "\n", encoding="utf-8")
    _flush(written)
    written.replace(home / CURRENT_FILE)
    _flush_folder(home)


def remove_others(data: Path, engine: str) -> None:
    """Remove every generation but the one in use, and what killed builds left.

    A folder that cannot be removed (Windows, while somebody reads it) is left for the next time.
    """
    home = engine_folder(data, engine)
    kept = {CURRENT_FILE, current_generation(data, engine)}
    for path in home.iterdir() if home.is_dir() else ():
        if path.name in kept:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

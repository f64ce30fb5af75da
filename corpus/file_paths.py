"""Paths as they are recorded: absolute, and always text that can be printed and stored."""

from __future__ import annotations

import os
from pathlib import Path


def absolute(path: Path) -> Path:
    """Return the path from the root on, ``..`` taken out by name; links are not followed."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute keeps "..", Path.resolve follows links


def path_text(path: Path) -> str:
    r"""Return a path as text. Bytes of a file name that are not UTF-8 are shown as ``\xff``."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")

"""Paths in the form in which they are recorded: absolute, and always text that can be printed and stored."""

from __future__ import annotations

import os
from pathlib import Path


def absolute(path: Path) -> Path:
    """Return the path from the root on, ``..`` taken out by name; links are not followed."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute keeps "..", Path.resolve follows links


def path_text(path: Path) -> str:
    r"""Return a path as text. Bytes of a file name that are not UTF-8 are shown as ``\xff``."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def file_name(path: str) -> str:
    r"""Return the name of a file without its folders, whichever system wrote the path (``/`` or ``\``)."""
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def why_not_opened(error: OSError) -> str:
    """Return in a few words why the system did not open a file or folder."""
    if isinstance(error, FileNotFoundError):
        return "it is not there any more, or is a link to something that is not there"
    if isinstance(error, PermissionError):
        return "you do not have permission to read it"
    return f"the system could not read it ({error.strerror or error})"

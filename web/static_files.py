"""The site's own files, and a fingerprint of everything that shapes its pages."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"
_VERSION_LENGTH = 12


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file as it is sent; ``version`` changes with its content."""

    content: bytes
    media_type: str
    version: str


def load_static_files() -> dict[str, StaticFile]:
    """Return the files of the static folder by name. Nothing else can be asked for."""
    found = {}
    for path in sorted(STATIC.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            content = path.read_bytes()
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            media_type = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
            found[path.name] = StaticFile(content, media_type, _digest(content))
    return found


def site_fingerprint(files: Mapping[str, StaticFile]) -> str:
    """Return what changes with any template, file or module of the site."""
    sources = [*sorted(TEMPLATES.glob("*.html")), *sorted(Path(__file__).parent.glob("*.py"))]
    return _digest(b"".join([*(path.read_bytes() for path in sources), *(file.content for file in files.values())]))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_VERSION_LENGTH]

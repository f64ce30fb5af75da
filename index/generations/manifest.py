"""The manifest of a generation: how and from what it was built, so that it is used only where it fits."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from index.analysis import ANALYSIS_VERSION
from index.errors import IndexOutdated, damaged, rebuild_hint
from index.fields import FIELDS

MANIFEST_FILE = "manifest.json"
FORMAT_VERSION = 8
"""Raise it whenever files of a local engine, or the way documents are made, change."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One generation: format, engine, fields and analysis, and the catalogue it was built from.

    ``catalogue`` is the catalogue's identity and ``revision`` its revision. ``files`` are the
    sizes of all files beside the manifest, in bytes. ``built`` is the moment of building, ISO
    8601 with offset, for people.
    """

    format_version: int
    engine: str
    fields: str
    catalogue: str
    revision: int
    reports: int
    passages: int
    files: dict[str, int]
    built: str

    def write(self, folder: Path) -> None:
        """Write the manifest into a generation's folder."""
        (folder / MANIFEST_FILE).write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path, engine: str) -> Manifest:
        """Return the manifest of a generation's folder that this program can search.

        Raises:
            IndexOutdated: it has another format, other fields, or was built by another engine.
            IndexDamaged: a file is missing or is not as it was written.
        """
        try:
            values = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
            # What else an old format held is not known.
            known = values["format_version"] == FORMAT_VERSION
            if not known or values["fields"] != fields_digest() or values["engine"] != engine:
                raise IndexOutdated(f"The index was built by another version of this program. {rebuild_hint(engine)}")
            manifest = cls(**values)
            found = file_sizes(folder)
        except (OSError, ValueError, TypeError, KeyError) as problem:
            raise damaged(folder, engine, f"{type(problem).__name__}: {problem}") from problem
        for name, size in manifest.files.items():
            if found.get(name) != size:
                raise damaged(folder, engine, f"{name} is not as it was written")
        return manifest


def file_sizes(folder: Path) -> dict[str, int]:
    """Return the size in bytes of every file in a generation's folder but the manifest, by its path there."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MANIFEST_FILE)
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}


def fields_digest() -> str:
    """Return what changes with the table of fields or the analysis of text, short enough to read."""
    table = [(field.name, field.kind.value, field.multiple) for field in FIELDS]
    return hashlib.sha256(json.dumps([table, ANALYSIS_VERSION]).encode()).hexdigest()[:16]

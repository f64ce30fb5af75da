"""What a generation of an index says of itself, so that it is used only where it is right."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from index.analysis import ANALYSIS_VERSION
from index.errors import MEND, IndexDamaged, IndexOutdated
from index.fields import FIELDS

MANIFEST_FILE = "manifest.json"
FORMAT_VERSION = 1
"""To be raised whenever files of any local engine, or the making of documents, change."""


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

    def check(self, engine: str) -> None:
        """Check that this program can search the generation.

        Raises:
            IndexOutdated: it has another format, other fields, or was built by another engine.
        """
        if (self.format_version, self.fields, self.engine) != (FORMAT_VERSION, fields_digest(), engine):
            raise IndexOutdated(f"The index was built by another version of this program. {MEND} again.")

    def check_files(self, folder: Path) -> None:
        """Check that the generation's files are there, whole.

        Raises:
            IndexDamaged: one is missing or has another size.
        """
        found = file_sizes(folder)
        for name, size in self.files.items():
            if found.get(name) != size:
                raise IndexDamaged(f"{name} is not as it was written")

    def write(self, folder: Path) -> None:
        """Write the manifest into a generation's folder."""
        (folder / MANIFEST_FILE).write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Return the manifest of a generation's folder.

        Raises:
            FileNotFoundError: there is none.
            IndexOutdated: it is of another format.
            IndexDamaged: it is not a manifest.
        """
        try:
            values = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
            if values["format_version"] != FORMAT_VERSION:
                raise IndexOutdated(f"The index was built by another version of this program. {MEND} again.")
            return cls(**values)
        except (ValueError, TypeError, KeyError) as problem:
            raise IndexDamaged(f"{folder / MANIFEST_FILE} cannot be understood. {MEND} again.") from problem


def file_sizes(folder: Path) -> dict[str, int]:
    """Return the size in bytes of every file in a generation's folder but the manifest, by its path there."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MANIFEST_FILE)
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}


def fields_digest() -> str:
    """Return what changes with the table of fields or the analysis of text, short enough to read."""
    table = [(field.name, field.kind.value, field.multiple) for field in FIELDS]
    return hashlib.sha256(json.dumps([table, ANALYSIS_VERSION]).encode()).hexdigest()[:16]

"""Whether an answer is still what a client has: by the program, the index, the address."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from werkzeug.wrappers import Request, Response

from web.site.links import Links
from web.site.settings import WebSettings
from web.site.visit import Held

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("corpus", "index", "searcher", "web")
SOURCES = frozenset({".py", ".html", ".xml", ".css", ".js", ".svg", ".csv", ".txt"})


@dataclass(frozen=True, slots=True)
class Edition:
    """The program as it runs: a ``digest`` of every file that can shape an answer, and when the newest changed."""

    digest: str
    changed: datetime

    @classmethod
    def read(cls, settings: WebSettings) -> Edition:
        """Return the edition of this process."""
        digest = hashlib.sha256(repr(settings).encode())
        newest = 0.0
        for package in PACKAGES:
            for path in sorted((ROOT / package).rglob("*")):
                if path.suffix in SOURCES and "samples" not in path.relative_to(ROOT).parts:
                    digest.update(path.read_bytes())
                    newest = max(newest, path.stat().st_mtime)
        return cls(digest.hexdigest(), datetime.fromtimestamp(int(newest), UTC))


@dataclass(frozen=True, slots=True)
class Validators:
    """What a client may show to learn whether its copy is still good: ``tag``, and ``modified`` if that is known."""

    tag: str
    modified: datetime | None

    @classmethod
    def of(cls, edition: Edition, held: Held, links: Links, request: Request) -> Validators:
        """Return what holds for the answer to a request."""
        place = links.place
        parts = (edition.digest, held.generation, place.root, place.prefix, request.path)
        digest = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape"))
        digest.update(b"?" + request.query_string)
        return cls(digest.hexdigest()[:24], max(held.built, edition.changed) if held.built else None)

    def tag_holds(self, request: Request) -> bool:
        """Return whether the client has this very answer."""
        return request.if_none_match.contains_weak(self.tag)

    def date_holds(self, request: Request) -> bool:
        """Return whether a client that goes by dates alone has an answer of this edition and index.

        The date must be the very one that was sent: after a step back to an older index a later one
        proves nothing. Nor does it prove that there is such a page, so ask only where there is.
        """
        return self.modified is not None and not request.if_none_match and request.if_modified_since == self.modified

    def put_on(self, response: Response) -> None:
        """Send the validators with an answer."""
        response.set_etag(self.tag, weak=True)
        if self.modified:
            response.last_modified = self.modified

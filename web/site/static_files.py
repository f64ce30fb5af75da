"""The site's own files, sent under names that change with their content."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from web.site.compression import accepts_gzip, is_text, squeeze

STATIC = Path(__file__).parents[1] / "static"
FOR_GOOD = "public, max-age=31536000, immutable"
"""A year, the longest that RFC 9111 lets a cache keep anything, without asking again."""
_BEST = 9
_VERSION_LENGTH = 12
_NAME = re.compile(rf"(.+)\.([0-9a-f]{{{_VERSION_LENGTH}}})(\.\w+)")


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file as it is sent, and ``compressed`` once for all where that is smaller.

    ``version`` changes with the content, and with it ``address_name``: ``style.0123456789ab.css``.
    """

    name: str
    content: bytes
    compressed: bytes | None
    media_type: str
    version: str

    @property
    def address_name(self) -> str:
        """The name under which the file may be kept for good."""
        path = Path(self.name)
        return f"{path.stem}.{self.version}{path.suffix}"


def load_static_files() -> dict[str, StaticFile]:
    """Return the files of the static folder by their plain name. Nothing else can be asked for."""
    return {
        path.name: _load(path) for path in sorted(STATIC.iterdir()) if path.is_file() and not path.name.startswith(".")
    }


def send_file(files: Mapping[str, StaticFile], asked: str, request: Request) -> Response:
    """Return a file: for good under its present name, to be asked for again under a plain or an older one.

    An older name comes from a page made before this version was installed, perhaps by another machine.

    Raises:
        NotFound: there is no such file.
    """
    versioned = _NAME.fullmatch(asked)
    file = files.get(versioned[1] + versioned[3] if versioned else asked)
    if file is None:
        raise NotFound
    response = Response(content_type=file.media_type)
    if request.if_none_match.contains_weak(file.version):
        response.status_code = 304
    elif file.compressed is not None and accepts_gzip(request):
        response.data, response.headers["Content-Encoding"] = file.compressed, "gzip"
    else:
        response.data = file.content
    response.set_etag(file.version, weak=True)
    if asked == file.address_name:
        response.headers["Cache-Control"] = FOR_GOOD
    return response


def _load(path: Path) -> StaticFile:
    content = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    media_type = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    compressed = squeeze(content, _BEST) if is_text(kind) else content
    version = hashlib.sha256(content).hexdigest()[:_VERSION_LENGTH]
    return StaticFile(path.name, content, compressed if len(compressed) < len(content) else None, media_type, version)

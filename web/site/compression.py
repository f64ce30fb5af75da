"""Answers made smaller for clients that say they can read it.

Pages have nothing secret in them and no cookies, so nothing can be guessed from how well they compress.
"""

from __future__ import annotations

import gzip

from werkzeug.wrappers import Request, Response

SMALLEST = 600
"""Below this many bytes an answer fits in one packet either way."""
LEVEL = 5
"""Two milliseconds for a page of results; level 9 takes twice as long for two per cent less."""
TEXT_TYPES = frozenset(
    {"application/json", "application/javascript", "application/atom+xml", "application/xml", "image/svg+xml"}
)


def compress(response: Response, request: Request) -> None:
    """Make a whole answer of text smaller, in place. What is sent piece by piece, and 304, keep as they are."""
    if not is_text(response.mimetype or ""):
        return
    response.vary.add("Accept-Encoding")
    if "Content-Encoding" in response.headers or not response.is_sequence or not accepts_gzip(request):
        return
    content = response.get_data()
    if len(content) >= SMALLEST:
        response.set_data(squeeze(content, LEVEL))
        response.headers["Content-Encoding"] = "gzip"


def accepts_gzip(request: Request) -> bool:
    """Return whether a client said that it can read gzip."""
    return request.accept_encodings.quality("gzip") > 0


def is_text(media_type: str) -> bool:
    """Return whether what has this media type is text, which compresses."""
    return media_type.startswith("text/") or media_type in TEXT_TYPES


def squeeze(content: bytes, level: int) -> bytes:
    """Return bytes in gzip's format, the same every time."""
    return gzip.compress(content, level, mtime=0)

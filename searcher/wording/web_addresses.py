"""Addresses of reports at their publishers, safe to make links of."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_KEPT = "%:/?#[]@!$&'()*+,;=~"


def web_address(url: str | None, page: int | None = None) -> str | None:
    """Return a publisher's address if it is one of the web, at a page where it names a PDF; else ``None``.

    What no address may hold is percent-encoded.
    """
    if url is None or not url.lower().startswith(("https://", "http://")):
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    if not host:
        return None
    address = quote(_LONE_PERCENT.sub("%25", url), safe=_KEPT, errors="replace")
    at_page = page is not None and "#" not in address and address.lower().endswith(".pdf")
    return f"{address}#page={page}" if at_page else address

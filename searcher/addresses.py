"""Addresses of reports at their publishers, safe to make links of."""

from __future__ import annotations


def web_address(url: str | None, page: int | None = None) -> str | None:
    """Return a publisher's address if it is one of the web, at a page where it names a PDF; else ``None``."""
    if url is None or not url.lower().startswith(("https://", "http://")):
        return None
    at_page = page is not None and "#" not in url and url.lower().endswith(".pdf")
    return f"{url}#page={page}" if at_page else url

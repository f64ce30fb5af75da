"""How the web process runs: addresses and limits, all with defaults that suit a laptop."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from searcher.writing.exports import Export

ANY_PARENT = "*"
_ORIGIN = re.compile(r"https?://(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]+)?")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_HOST = re.compile(r"[A-Za-z0-9._-]+(:[0-9]+)?|\[[0-9A-Fa-f:.]+\](:[0-9]+)?")


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Limits of the web process. Sizes in bytes, times in seconds.

    ``base_url`` is the address people use where it is not the one the process listens on
    (behind a proxy), such as ``https://reports.example.org/search``. ``operator`` is who runs the
    site and ``contact`` where to write to, both for the accessibility statement. A download of
    more than ``download_limit`` passages is refused, never cut short without saying so.
    ``embed_parents`` are the sites whose pages may show ``/embed`` in a frame:
    ``https://www.example.org``, ``https://*.example.org``, or ``*`` for any. ``files`` is whether
    people may open the PDF files that reports were read from.
    """

    base_url: str | None = None
    operator: str | None = None
    contact: str | None = None
    max_parameters: int = 200
    max_query_string: int = 100_000
    reload_seconds: float = 1.0
    download_limit: int = 100_000
    downloads_at_once: int = 2
    reports_per_page: int = 100
    embed_parents: tuple[str, ...] = ()
    files: bool = False

    def most_in(self, form: Export) -> int:
        """Return how many passages a download in a form may hold."""
        return min(self.download_limit, form.most or self.download_limit)

    def __post_init__(self) -> None:
        if self.base_url is not None:
            read_base_url(self.base_url)
        for parent in self.embed_parents:
            if parent != ANY_PARENT and not _ORIGIN.fullmatch(parent):
                raise ValueError(f"{parent!r} is not a site such as https://www.example.org or https://*.example.org")
        if self.contact is not None:
            contact_address(self.contact)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the site stands: ``https``, ``reports.example.org``, ``/search`` (no slash at the end)."""

    scheme: str
    host: str
    prefix: str

    @property
    def root(self) -> str:
        """The address of the host, without a slash at the end."""
        return f"{self.scheme}://{self.host}"


def read_base_url(base_url: str) -> Place:
    """Return the parts of an address people use.

    Raises:
        ValueError: it is not an http or https address of a host and a path.
    """
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not is_host(parts.netloc) or parts.query or parts.fragment:
        raise ValueError(f"{base_url!r} is not an address such as https://reports.example.org/search")
    return Place(parts.scheme, parts.netloc, parts.path.rstrip("/"))


def contact_address(contact: str) -> str:
    """Return the address that leads to a contact: an e-mail address or a page.

    Raises:
        ValueError: it is neither.
    """
    if _MAIL.fullmatch(contact):
        return f"mailto:{contact}"
    if urlsplit(contact).scheme in {"http", "https"} and is_host(urlsplit(contact).netloc):
        return contact
    raise ValueError(f"{contact!r} is neither an e-mail address nor an address such as https://example.org/contact")


def is_host(text: str) -> bool:
    """Return whether a text can be the host (and port) of an address."""
    return _HOST.fullmatch(text) is not None

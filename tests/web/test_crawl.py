"""Every link from the front page leads somewhere, and every page keeps the rules of all pages."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin

from lxml import html
from werkzeug.test import Client, TestResponse

from tests.web.invented_site import tree

MOST = 120


def is_page(response: TestResponse) -> bool:
    """Return whether an answer is a page of the site: no file to keep, and nothing for a frame."""
    whole = "Content-Disposition" not in response.headers and response.request.path != "/embed"
    return response.mimetype == "text/html" and whole


def test_every_link_leads_somewhere(client: Client) -> None:
    seen: dict[str, html.HtmlElement | None] = {}
    waiting = ["/"]
    anchors: list[tuple[str, str]] = []
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        if address in seen:
            continue
        with client.get(address, follow_redirects=True) as response:
            assert response.status_code == 200, address
            seen[address] = tree(response) if is_page(response) else None
        page = seen[address]
        for href in page.xpath("//a/@href | //link/@href | //script/@src") if page is not None else ():
            target = urljoin(f"http://localhost{address}", href)
            if target.startswith("http://localhost/"):
                path, anchor = urldefrag(target.removeprefix("http://localhost"))
                waiting.append(path)
                anchors.append((path, anchor))
    assert len(seen) == MOST
    missing = [
        (path, anchor)
        for path, anchor in anchors
        if anchor and seen.get(path) is not None and not seen[path].xpath("//*[@id=$id]", id=anchor)
    ]
    assert missing == []

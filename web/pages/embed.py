"""``/embed``: the first results of a search as a small page of its own, for frames in other sites' pages.

It needs no other file, runs no script, and its links leave the frame. Whoever runs this site says which sites may
frame it (``WebSettings.embed_parents``); where none may, the page says so.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, replace
from functools import cache
from typing import ClassVar

from markupsafe import Markup
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from searcher.asking.request import SearchRequest
from searcher.finding.results import Hit, ResultPage
from searcher.writing.excerpt import LEVEL, LEVELS, excerpt_html, make_excerpt
from searcher.writing.note import note_title
from searcher.writing.note_templates import own_file
from web.site.parameters import find_page, read_strict_request
from web.site.visit import SITE_NAME, Visit


@dataclass(frozen=True, slots=True)
class Embedding:
    """What to put into another page: code of a ``frame`` (empty where none is allowed), ``html`` to paste.

    ``preview`` is the address that the frame shows.
    """

    frame: str
    html: str
    preview: str


HEADING = "heading"
"""The parameter that only this address has: the level of its first heading."""
EMBEDDED = 5
"""How many passages are offered for embedding."""
HEIGHT = 600
NOBODY = ("'none'",)
NOTICE = (
    "No other page can show this in a frame, because this site allows none to. Whoever runs it can allow a site by "
    "starting it with --embed-in and the address of that site: searcher serve --embed-in https://www.example.org"
)


@dataclass(frozen=True, slots=True)
class EmbedPage:
    """The page in a frame: ``title``, ``style``, a ``notice`` where no frame is allowed, and the ``excerpt``."""

    TEMPLATE: ClassVar[str] = "embed.html"

    title: str
    style: Markup
    notice: str
    excerpt: Markup


def embed(visit: Visit) -> Response:
    """Answer with a page of a search for a frame.

    Raises:
        BadRequest: a parameter does not exist, or ``heading`` is none of ``LEVELS``.
    """
    request, problems = read_strict_request(visit, beside=(HEADING,))
    level = _level(visit.parameter(HEADING))
    result = find_page(visit, replace(request, group=False))
    result = replace(result, problems=(*problems, *result.problems))
    excerpt = _excerpt(visit, result, result.hits, level)
    notice = "" if visit.site.settings.embed_parents else NOTICE
    return _in_frame(visit, EmbedPage(note_title(request), _style(), notice, excerpt))


def embed_error(visit: Visit, status: int, heading: str, message: str) -> Response:
    """Answer with what went wrong, where the results would stand: a frame shows no other page of ours."""
    asked = visit.parameter(HEADING)
    level = asked if asked in map(str, LEVELS) else str(LEVEL)
    excerpt = Markup('<section lang="en-GB"><h{}>{}</h{}><p>{} <a href="{}">{}</a></p></section>').format(
        level, heading, level, message, visit.links.absolute(visit.links.home()), f"Go to {SITE_NAME}"
    )
    return _in_frame(visit, EmbedPage(heading, _style(), "", excerpt), status)


def make_embedding(visit: Visit, result: ResultPage) -> Embedding:
    """Return what to put into another page to show the first results of a search."""
    links = visit.links
    request = replace(result.request, page=1, per_page=EMBEDDED, group=False)
    hits = result.hits[:EMBEDDED]
    if result.page > 1 or result.request.group:
        hits = visit.searcher.search(request).hits
    preview = links.embed(request)
    frame = Markup('<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy"></iframe>').format(
        links.absolute(preview), note_title(request), HEIGHT
    )
    return Embedding(
        frame=str(frame) if visit.site.settings.embed_parents else "",
        html=str(_excerpt(visit, replace(result, offset=0, problems=()), hits, LEVEL)),
        # Opened by itself the fragment is a page, which has one main heading.
        preview=f"{preview}{'&' if '?' in preview else '?'}{HEADING}=1",
    )


def _in_frame(visit: Visit, page: EmbedPage, status: int = 200) -> Response:
    """Return a page that the sites allowed may show in a frame."""
    html = visit.site.templates.get_template(page.TEMPLATE).render(page=page, site_name=SITE_NAME)
    response = Response(html, status=status, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src '{_style_hash()}'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {' '.join(visit.site.settings.embed_parents or NOBODY)}"
    )
    return response


def _excerpt(visit: Visit, result: ResultPage, hits: tuple[Hit, ...], level: int) -> Markup:
    links = visit.links
    address = links.absolute(links.search(replace(result.request, page=1, per_page=SearchRequest().per_page)))
    return excerpt_html(make_excerpt(result, hits, visit.searcher.label, links.permalink, address), level)


def _level(typed: str) -> int:
    if not typed:
        return LEVEL
    if typed not in map(str, LEVELS):
        raise BadRequest(f"{HEADING} is the level of the heading, a whole number from {LEVELS[0]} to {LEVELS[-1]}.")
    return int(typed)


@cache
def _style() -> Markup:
    return own_file("note.css")


@cache
def _style_hash() -> str:
    """Return the hash of the page's style for its policy, which allows no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()}"

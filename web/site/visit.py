"""One request being answered: what was asked, what it may use, and the shell of its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import BoundedSemaphore
from urllib.parse import parse_qsl

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.wrappers import Request, Response

from searcher.finding.search import Searcher
from searcher.wording.figures import counted
from web.site.links import Links
from web.site.settings import WebSettings
from web.site.shell import Page, Shell
from web.site.static_files import StaticFile

SITE_NAME = "Inspection Searcher"
TEMPLATES = Path(__file__).parents[1] / "templates"


@dataclass(frozen=True, slots=True)
class Held:
    """What a generation of the index holds: how many passages each report has, in order of id.

    ``built`` is when it was made, ``None`` where it does not say.
    """

    generation: str
    built: datetime | None
    passages_of: Mapping[str, int]

    @property
    def reports(self) -> int:
        """How many reports there are."""
        return len(self.passages_of)

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return sum(self.passages_of.values())


@dataclass(frozen=True, slots=True)
class Site:
    """What stays the same from request to request; the index does not, so it is the visit's."""

    settings: WebSettings
    files: Mapping[str, StaticFile]
    templates: Environment
    downloads: BoundedSemaphore


@dataclass(frozen=True, slots=True)
class Visit:
    """One request, with all that may be used to answer it.

    ``links`` are the addresses as they are from where the visitor came. ``searcher`` and ``held`` are those of one
    generation of the index, for the whole answer: an index rebuilt meanwhile is for the next request.
    """

    site: Site
    request: Request
    links: Links
    searcher: Searcher
    held: Held

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters of the address as given, in their order; what is not UTF-8 is replaced."""
        query = self.request.query_string.decode("utf-8", "replace")
        return parse_qsl(query, keep_blank_values=True, errors="replace")

    def parameter(self, name: str) -> str:
        """Return the first value of a parameter, an empty text without any."""
        return next((value.strip() for given, value in self.pairs() if given == name), "")

    def words(self) -> str:
        """Return the words given as ``q``."""
        return self.parameter("q")

    def shell(
        self,
        title: str,
        here: str = "",
        canonical: str | None = None,
        json: str | None = None,
        atom: str | None = None,
        *,
        indexable: bool = True,
    ) -> Shell:
        """Return what surrounds a page; ``canonical``, ``json`` and ``atom`` are paths."""
        links, files = self.links, self.site.files
        return Shell(
            title=title,
            home=links.home(),
            search=links.search(),
            mentions=links.mentions(),
            compare=links.compare(),
            areas=links.areas(),
            reports=links.reports(),
            help=links.help(),
            accessibility=links.accessibility(),
            here=here,
            icon=links.static(files["icon.svg"].address_name),
            style=links.static(files["style.css"].address_name),
            script=links.static(files["additions.js"].address_name),
            held=f"{counted(self.held.reports, 'report')} with {counted(self.held.passages, 'passage')}",
            opensearch=links.opensearch(),
            canonical=links.absolute(canonical) if canonical else None,
            json=json,
            atom=atom,
            indexable=indexable,
        )

    def render(self, page: Page, status: int = 200) -> Response:
        """Return a page as HTML."""
        html = self.site.templates.get_template(page.TEMPLATE).render(page=page, shell=page.shell, site_name=SITE_NAME)
        return Response(html, status=status, content_type="text/html; charset=utf-8")


def make_templates() -> Environment:
    """Return the templates: everything escaped, every name known."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )

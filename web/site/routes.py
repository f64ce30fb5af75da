"""The one table of addresses: where each leads, what it answers with, and who may use it.

The application, the links, the description for programs and ``robots.txt`` are made from it. To add
an address, add a route here and its handler in ``web.pages`` or ``web.machine``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from werkzeug.routing import Map, Rule

from searcher.writing.chosen_note import WRITERS
from searcher.writing.exports import EXPORTS

HTML = "text/html"
JSON = "application/json"
CSV = "text/csv"
ATOM = "application/atom+xml"
JSON_LINES = EXPORTS["jsonl"].media_type.partition(";")[0]

_PARAMETER = re.compile(r"<(?:[a-z]+_)?([a-z]+)>")


class Crawlers(Enum):
    """What crawlers of search engines may visit at an address; searches would be an endless room for them."""

    EVERYTHING = auto()
    WITHOUT_PARAMETERS = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """An address of the site."""

    path: str
    """As Werkzeug writes it: ``/reports/<report_id>``."""
    endpoint: str
    """The name by which links are made; no other route has it."""
    handler: str
    """The function that answers, as ``module:function``. It is given the visit and the values of the path."""
    media_type: str = HTML
    """What a good answer is sent as, without parameters."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Further values for the handler, beside those of the path."""
    crawlers: Crawlers = Crawlers.EVERYTHING
    listed: bool = True
    """Whether search engines may list it; not where the same stands on a page."""
    tagged: bool = True
    """Whether program, index and address alone decide the answer, so that a tag can say a copy is still good."""
    described: bool = False
    """Whether the description for programs has it."""

    @property
    def errors_are_json(self) -> bool:
        """Whether a program is told of errors as JSON; where people follow the link, an error is a page."""
        return self.media_type in {JSON, JSON_LINES, ATOM}

    @property
    def template(self) -> str:
        """The path as OpenAPI writes it: ``/reports/{id}``."""
        return _PARAMETER.sub(r"{\1}", self.path)

    @property
    def operation(self) -> str:
        """The name of the operation for programs: ``searchJson``."""
        first, *others = self.endpoint.split("_")
        return first + "".join(map(str.capitalize, others))


def _page(path: str, endpoint: str, handler: str, crawlers: Crawlers = Crawlers.EVERYTHING) -> Route:
    """Return a page for people."""
    return Route(path=path, endpoint=endpoint, handler=f"web.pages.{handler}", crawlers=crawlers)


def _form(path: str, endpoint: str, handler: str, media_type: str, **values: str) -> Route:
    """Return a form for programs and files of what a page shows."""
    return Route(
        path=path,
        endpoint=endpoint,
        handler=f"web.{handler}",
        media_type=media_type,
        values=values,
        crawlers=_crawlers_of(path),
        listed=False,
        tagged="name" not in values,  # a file that is kept has the day of the download in it
        described=True,
    )


def _crawlers_of(path: str) -> Crawlers:
    return Crawlers.EVERYTHING if path.startswith(("/reports", "/areas")) else Crawlers.NOTHING


def _media(name: str) -> str:
    return EXPORTS[name].media_type.partition(";")[0]


ROUTES: Mapping[str, Route] = {
    route.endpoint: route
    for route in (
        # Pages for people.
        _page("/", "home", "search:home", Crawlers.WITHOUT_PARAMETERS),
        _page("/search", "search", "search:search", Crawlers.NOTHING),
        _page("/mentions", "mentions", "mentions:mentions", Crawlers.NOTHING),
        _page("/compare", "compare", "compare:compare", Crawlers.NOTHING),
        _page("/note", "note", "note:note", Crawlers.NOTHING),
        _page("/reports", "reports", "reports:reports", Crawlers.WITHOUT_PARAMETERS),
        _page("/reports/<report_id>", "report", "report:report", Crawlers.WITHOUT_PARAMETERS),
        _page("/areas", "areas", "areas:areas", Crawlers.WITHOUT_PARAMETERS),
        _page("/areas/<slug>", "area", "area:area"),
        _page("/passages/<passage_id>", "passage", "passage:passage"),
        _page("/help", "help", "help_page:help_page"),
        _page("/accessibility", "accessibility", "accessibility:statement"),
        # The same for programs, feeds, frames and files.
        _form("/search.json", "search_json", "machine.api:search_json", JSON),
        *(
            _form(f"/search.{name}", f"search_{name}", "machine.api:download", _media(name), name=name)
            for name in EXPORTS
        ),
        _form("/search.atom", "search_atom", "machine.feeds:search_atom", ATOM),
        _form("/embed", "embed", "pages.embed:embed", HTML),
        _form("/mentions.json", "mentions_json", "pages.mentions:mentions_json", JSON),
        _form("/mentions.csv", "mentions_csv", "pages.mentions:download_mentions", CSV),
        _form("/compare.json", "compare_json", "pages.compare:compare_json", JSON),
        _form("/compare.csv", "compare_csv", "pages.compare:download_comparison", CSV),
        _form("/areas.json", "areas_json", "machine.api:areas_json", JSON),
        *(
            _form(f"/note.{name}", f"note_{name}", "pages.note:download_note", _media(name), name=name)
            for name in WRITERS
        ),
        _form("/reports.json", "reports_json", "pages.reports:reports_json", JSON),
        _form("/reports.csv", "reports_csv", "pages.reports:download_reports", CSV),
        _form("/reports/<report_id>.json", "report_json", "machine.api:report_json", JSON),
        Route(
            path="/reports/<report_id>.pdf",
            endpoint="report_file",
            handler="web.machine.report_files:show_file",
            media_type="application/pdf",
            listed=False,
            tagged=False,  # the file has a tag of its own
        ),
        # What describes the site, how it runs, and its own files.
        Route(path="/openapi.json", endpoint="openapi", handler="web.machine.openapi:openapi", media_type=JSON),
        Route(
            path="/opensearch.xml",
            endpoint="opensearch",
            handler="web.machine.api:opensearch",
            media_type="application/opensearchdescription+xml",
        ),
        Route(path="/robots.txt", endpoint="robots", handler="web.machine.api:robots", media_type="text/plain"),
        Route(
            path="/health",
            endpoint="health",
            handler="web.machine.api:health",
            media_type=JSON,
            tagged=False,
            described=True,
        ),
        Route(
            path="/static/<name>",
            endpoint="static",
            handler="web.site.responses:static_file",
            media_type="application/octet-stream",
            tagged=False,  # its name changes with its content
        ),
    )
}
"""Every route by its endpoint."""

URLS = Map(
    [Rule(route.path, endpoint=route.endpoint, defaults=dict(route.values) or None) for route in ROUTES.values()],
    strict_slashes=False,
    merge_slashes=False,
    redirect_defaults=False,
)


def closed_to_crawlers() -> Iterator[str]:
    """Yield what crawlers may not visit, as ``robots.txt`` writes it after the front page: ``search``, ``reports?``.

    A rule holds for every address that begins so. Those that end before parameters come last, the longest first.
    """
    never = [route.path for route in ROUTES.values() if route.crawlers is Crawlers.NOTHING]
    for path in never:
        if not any(path.startswith(other) for other in never if other != path):
            yield path.removeprefix("/")
    bare = [route.path for route in ROUTES.values() if route.crawlers is Crawlers.WITHOUT_PARAMETERS]
    for path in sorted((re.sub(r"<[^>]*>", "*", path) for path in bare), key=len, reverse=True):
        yield path.removeprefix("/") + "?"

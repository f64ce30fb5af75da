"""The WSGI application: from an address to a page, with the headers every answer carries."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import UTC, datetime
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import (
    BadRequest,
    HTTPException,
    MethodNotAllowed,
    NotFound,
    RequestURITooLarge,
)
from werkzeug.wrappers import Request, Response

from index.engine import EngineRequest
from index.errors import SearchIndexError
from index.generations.folders import engine_folder
from index.generations.manifest import Manifest
from index.query import Everything
from searcher.errors import EXPECTED, NOT_FOUND, outcome_of
from searcher.finding.collection import Collection, Snapshot
from web.machine import api, feeds, openapi, report_files
from web.pages import (
    accessibility,
    area,
    areas,
    compare,
    embed,
    error,
    help_page,
    mentions,
    note,
    passage,
    report,
    reports,
    search,
)
from web.site.compression import compress
from web.site.links import JSON_ENDPOINTS, Links
from web.site.parameters import UnknownParameters
from web.site.responses import json_error
from web.site.settings import Place, WebSettings, is_host, read_base_url
from web.site.static_files import load_static_files, send_file
from web.site.validators import Edition, Validators
from web.site.visit import Held, Site, Visit, make_templates

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

logger = logging.getLogger(__name__)

Handler = Callable[..., Response]
HANDLERS: dict[str, Handler] = {
    "home": search.home,
    "search": search.search,
    "search_json": api.search_json,
    "search_atom": feeds.search_atom,
    "areas_json": api.areas_json,
    "embed": embed.embed,
    "download": api.download,
    "mentions": mentions.mentions,
    "mentions_json": mentions.mentions_json,
    "mentions_csv": mentions.download_mentions,
    "compare": compare.compare,
    "compare_json": compare.compare_json,
    "compare_csv": compare.download_comparison,
    "note": note.note,
    "note_file": note.download_note,
    "areas": areas.areas,
    "area": area.area,
    "reports": reports.reports,
    "reports_csv": reports.download_reports,
    "reports_json": reports.reports_json,
    "report": report.report,
    "report_json": api.report_json,
    "report_file": report_files.show_file,
    "passage": passage.passage,
    "help": help_page.help_page,
    "openapi": openapi.openapi,
    "opensearch": api.opensearch,
    "accessibility": accessibility.statement,
    "robots": api.robots,
    "health": api.health,
}
UNTAGGED = frozenset({"download", "note_file", "health", "report_file"})
"""What may differ between two visits to one generation: a download carries its date, a file has a tag of its own."""

UNLISTED = frozenset(
    {
        "search_json",
        "mentions_json",
        "mentions_csv",
        "compare_json",
        "compare_csv",
        "note_file",
        "search_atom",
        "embed",
        "download",
        "reports_json",
        "reports_csv",
        "report_json",
        "report_file",
        "areas_json",
    }
)
"""What search engines should not list: the same stands on pages."""

JSON_ENDINGS = (".json", ".jsonl", ".atom")
"""What asks for one of these is a program, whose errors are JSON."""

METHODS = ("GET", "HEAD")
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
HEADINGS = {
    400: "This address cannot be understood",
    404: "There is nothing at this address",
    405: "This site can only be read",
    414: "This address is too long",
    503: "The search cannot be used just now",
}
NO_PAGE = (
    "There is no page at this address. Search for words of what you are looking for, or go to the list of all reports."
)
NOT_NOW = (
    "The index of the reports cannot be read just now. Try again in a few minutes, or tell whoever runs this service."
)


class App:
    """Answers requests from one collection, which it only ever reads. Safe to use from several threads."""

    def __init__(self, collection: Collection, settings: WebSettings) -> None:
        self.site = Site(
            collection, settings, load_static_files(), make_templates(), BoundedSemaphore(settings.downloads_at_once)
        )
        self._edition = Edition.read(settings)
        self._lock = Lock()
        self._checked = time.monotonic()
        with collection.named_snapshot() as snapshot:
            self._held = _holdings(collection, snapshot)

    @property
    def held(self) -> Held:
        """What the collection holds at the moment."""
        return self._held

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        return self.wsgi_app(environ, start_response)

    def wsgi_app(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request; middleware may be put around this."""
        request = Request(environ)
        response = self.respond(request)
        for name, value in SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-cache")
        compress(response, request)
        return response(environ, start_response)

    def respond(self, request: Request) -> Response:
        """Return the answer to a request, errors among them.

        One generation of the index serves the whole answer, until the last piece of it is sent.
        """
        self._reload()
        place, path = self._place(request)
        links = Links.at(place, files=self.site.settings.files)
        with ExitStack() as in_use:
            snapshot = in_use.enter_context(self.site.collection.named_snapshot())
            visit = Visit(self.site, request, links, snapshot.searcher, self._held_of(snapshot))
            response = self._response(visit, path)
            if response.is_streamed:
                response.call_on_close(in_use.pop_all().close)
            return response

    def close(self) -> None:
        """Let go of the collection. The application must not be used afterwards."""
        self.site.collection.close()

    def _response(self, visit: Visit, path: str) -> Response:
        """Return the answer to a request for a path of the site, errors among them."""
        endpoint = ""
        try:
            _check_request(visit.request, self.site.settings)
            endpoint, values = visit.links.adapter.match(path, method="GET")
            return _marked(self._answer(visit, endpoint, values), endpoint)
        except HTTPException as refused:
            message = NO_PAGE if type(refused) is NotFound and not _said(refused) else refused.description or ""
            response = _error(visit, endpoint, path, refused.code or 400, message, refused)
            response.headers.extend(
                [(name, value) for name, value in refused.get_headers() if name in {"Allow", "Retry-After"}]
            )
            return response
        except EXPECTED as expected:
            outcome = outcome_of(expected)
            if outcome.status != NOT_FOUND:
                # Its message names folders of this machine: that is for the log.
                logger.error("%s", outcome.message)  # noqa: TRY400 (the sentence is enough)
            message = outcome.message if outcome.status == NOT_FOUND else NOT_NOW
            return _error(visit, endpoint, path, outcome.status, message)

    def _answer(self, visit: Visit, endpoint: str, values: Any) -> Response:
        if endpoint == "static":
            return send_file(self.site.files, values["name"], visit.request)
        if endpoint in UNTAGGED:
            return HANDLERS[endpoint](visit, **values)
        validators = Validators.of(self._edition, visit.held, visit.links, visit.request)
        if validators.tag_holds(visit.request):
            response = Response(status=304)
        else:
            response = HANDLERS[endpoint](visit, **values)
            if response.status_code != 200:
                return response
            if validators.date_holds(visit.request):
                response = Response(status=304)
        validators.put_on(response)
        return response

    def _held_of(self, snapshot: Snapshot) -> Held:
        """Return what a generation of the index holds; counted when the generation is first met."""
        held = self._held
        if held.generation != snapshot.generation:
            held = _holdings(self.site.collection, snapshot)
            if not snapshot.retired:
                self._held = held
        return held

    def _place(self, request: Request) -> tuple[Place, str]:
        """Return where the site stands for this request, and the path within it."""
        base_url = self.site.settings.base_url
        if base_url:
            place = read_base_url(base_url)
            path = request.path
            if place.prefix and (path == place.prefix or path.startswith(f"{place.prefix}/")):
                path = path[len(place.prefix) :] or "/"
            return place, path
        host = request.environ.get("HTTP_HOST", "")
        if not is_host(host):
            host = "localhost"
        return Place(request.scheme, host, request.root_path.rstrip("/")), request.path

    def _reload(self) -> None:
        """Take a new generation of the index into use; looked for at most once in a while."""
        if time.monotonic() - self._checked < self.site.settings.reload_seconds or not self._lock.acquire(
            blocking=False
        ):
            return
        try:
            self.site.collection.reload_if_changed()
        except SearchIndexError as unusable:
            logger.error("The new index cannot be used, so the old one stays: %s", unusable)  # noqa: TRY400 (the sentence is enough)
        finally:
            self._checked = time.monotonic()
            self._lock.release()


def make_app(collection: Collection, settings: WebSettings | None = None) -> App:
    """Return the application on a collection; closing it closes the collection."""
    return App(collection, settings or WebSettings())


def _holdings(collection: Collection, snapshot: Snapshot) -> Held:
    """Return what a generation of the index holds."""
    engine = snapshot.searcher.engine
    counts = engine.search(EngineRequest(Everything(), limit=0, facets=("report",))).facets["report"]
    passages = {count.value: count.count for count in counts}
    built = _built(collection, snapshot.generation)
    return Held(
        snapshot.generation, built, {report_id: passages.get(report_id, 0) for report_id in engine.report_ids()}
    )


def _built(collection: Collection, generation: str) -> datetime | None:
    """Return when a generation was made; ``None`` where another has taken its place meanwhile."""
    folder = engine_folder(collection.data, collection.engine) / generation
    try:
        built = Manifest.read(folder, collection.engine).built
    except SearchIndexError:
        return None
    return datetime.fromisoformat(built).astimezone(UTC).replace(microsecond=0)


def _check_request(request: Request, settings: WebSettings) -> None:
    """Refuse what no page or program of ours would send.

    Raises:
        MethodNotAllowed, RequestURITooLarge, BadRequest: with a sentence.
    """
    if request.method not in METHODS:
        raise MethodNotAllowed(METHODS, "Nothing can be sent to this site or changed on it.")
    query = request.query_string
    if len(query) > settings.max_query_string:
        raise RequestURITooLarge(
            f"The address has {len(query):,} characters after its question mark, more than the "
            f"{settings.max_query_string:,} that are allowed."
        )
    if query.count(b"&") >= settings.max_parameters:
        raise BadRequest(
            f"The address has {query.count(b'&') + 1:,} parameters, more than the {settings.max_parameters} that are "
            "allowed. Use fewer filters."
        )


def _marked(response: Response, endpoint: str) -> Response:
    """Return an answer that tells search engines to leave it out, where they should."""
    if endpoint in UNLISTED and response.status_code == 200:
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _said(refused: HTTPException) -> bool:
    """Return whether an error carries a sentence of ours, not the library's own."""
    return refused.description != type(refused).description


def _error(
    visit: Visit, endpoint: str, path: str, status: int, message: str, refused: HTTPException | None = None
) -> Response:
    if endpoint in JSON_ENDPOINTS or path == "/health" or path.endswith(JSON_ENDINGS):
        return json_error(status, message, refused.names if isinstance(refused, UnknownParameters) else ())
    heading = HEADINGS.get(status, "This did not work")
    if path.rstrip("/") == "/embed":
        return embed.embed_error(visit, status, heading, message)
    near = refused.near if isinstance(refused, area.AreaNotHeld) else ()
    return error.error(visit, status, heading, message, near)

"""The WSGI application: from an address to a page, with the headers every answer carries."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib import import_module
from pathlib import PurePosixPath
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
from web.pages import area, embed, error
from web.site.compression import compress
from web.site.links import Links
from web.site.parameters import UnknownParameters
from web.site.responses import json_error
from web.site.routes import ROUTES, Route
from web.site.settings import Place, WebSettings, is_host, read_base_url
from web.site.static_files import load_static_files
from web.site.validators import Edition, Validators
from web.site.visit import Held, Site, Visit, make_templates

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

logger = logging.getLogger(__name__)

Handler = Callable[..., Response]
PROGRAM_ENDINGS = tuple(
    sorted({PurePosixPath(route.path).suffix for route in ROUTES.values() if route.errors_are_json} - {""})
)
"""How addresses end that programs ask for. Their errors are JSON, also where there is nothing or only a page."""

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
    503: "You cannot search at the moment",
}
NO_PAGE = "There is no page at this address. Search for what you are looking for, or go to the list of all reports."
NOT_NOW = (
    "The reports cannot be searched at the moment. Try again in a few minutes, or tell the people who run this service."
)


class App:
    """Answers requests from one collection, which it only ever reads. Safe to use from several threads."""

    def __init__(self, collection: Collection, settings: WebSettings) -> None:
        self.collection = collection
        self.site = Site(settings, load_static_files(), make_templates(), BoundedSemaphore(settings.downloads_at_once))
        self._handlers = {route.endpoint: find_handler(route) for route in ROUTES.values()}
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
            snapshot = in_use.enter_context(self.collection.named_snapshot())
            visit = Visit(self.site, request, links, snapshot.searcher, self._held_of(snapshot))
            response = self._response(visit, path)
            # Werkzeug never closes an answer that passes a file through, and a file needs no index.
            if response.is_streamed and not response.direct_passthrough:
                response.call_on_close(in_use.pop_all().close)
            return response

    def close(self) -> None:
        """Let go of the collection. The application must not be used afterwards."""
        self.collection.close()

    def _response(self, visit: Visit, path: str) -> Response:
        """Return the answer to a request for a path of the site, errors among them."""
        route: Route | None = None
        try:
            _check_request(visit.request, self.site.settings)
            endpoint, values = visit.links.adapter.match(path, method="GET")
            route = ROUTES[endpoint]
            response = self._answer(visit, route, values)
        except HTTPException as refused:
            message = NO_PAGE if type(refused) is NotFound and not _said(refused) else refused.description or ""
            response = _error(visit, route, path, refused.code or 400, message, refused)
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
            return _error(visit, route, path, outcome.status, message)
        if not route.listed and response.status_code == 200:
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def _answer(self, visit: Visit, route: Route, values: Mapping[str, Any]) -> Response:
        """Return what the handler of a route answers, or that the client's copy is still good."""
        handler = self._handlers[route.endpoint]
        if not route.tagged:
            return handler(visit, **values)
        validators = Validators.of(self._edition, visit.held, visit.links, visit.request)
        if validators.tag_holds(visit.request):
            response = Response(status=304)
        else:
            response = handler(visit, **values)
            if response.status_code != 200:
                return response
            if validators.date_holds(visit.request):
                response.close()  # a long answer gives back its place among the downloads
                response = Response(status=304)
        validators.put_on(response)
        return response

    def _held_of(self, snapshot: Snapshot) -> Held:
        """Return what a generation of the index holds; counted when the generation is first met."""
        held = self._held
        if held.generation != snapshot.generation:
            held = _holdings(self.collection, snapshot)
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
            self.collection.reload_if_changed()
        except SearchIndexError as unusable:
            logger.error("The new index cannot be used, so the old one stays: %s", unusable)  # noqa: TRY400 (the sentence is enough)
        finally:
            self._checked = time.monotonic()
            self._lock.release()


def find_handler(route: Route) -> Handler:
    """Return the function that answers at a route.

    Raises:
        AttributeError, ModuleNotFoundError: the table names none that there is.
    """
    module, _, function = route.handler.partition(":")
    handler: Handler = getattr(import_module(module), function)
    return handler


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
    """Refuse methods that change something, and addresses that are too long.

    Raises:
        MethodNotAllowed, RequestURITooLarge, BadRequest: with a sentence.
    """
    if request.method not in METHODS:
        raise MethodNotAllowed(
            METHODS, "You can only read this site. You cannot send anything to it or change anything on it."
        )
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


def _said(refused: HTTPException) -> bool:
    """Return whether an error carries a sentence of ours, not the library's own."""
    return refused.description != type(refused).description


def _error(
    visit: Visit, route: Route | None, path: str, status: int, message: str, refused: HTTPException | None = None
) -> Response:
    """Return an error as a page, or as JSON for programs; ``route`` is ``None`` where none is known yet."""
    route = route or _route_of(visit, path)
    if (route and route.errors_are_json) or path.endswith(PROGRAM_ENDINGS):
        return json_error(status, message, refused.names if isinstance(refused, UnknownParameters) else ())
    heading = HEADINGS.get(status, "This did not work")
    if route is ROUTES["embed"]:
        return embed.embed_error(visit, status, heading, message)
    near = refused.near if isinstance(refused, area.AreaNotHeld) else ()
    return error.error(visit, status, heading, message, near)


def _route_of(visit: Visit, path: str) -> Route | None:
    try:
        endpoint, _ = visit.links.adapter.match(path, method="GET")
    except HTTPException:
        return None
    return ROUTES[endpoint]

"""How each address of the site is made, with what it takes; which there are is in ``web.site.routes``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlencode

from werkzeug.routing import MapAdapter

from corpus.slugs import make_slug
from searcher.asking.parameters import write_parameters
from searcher.asking.request import PER_PAGE, SearchRequest
from searcher.reports.order import DEFAULT_SORT
from web.site.chosen_passages import PASSAGE, TITLE
from web.site.routes import URLS
from web.site.settings import Place


@dataclass(frozen=True, slots=True)
class Links:
    """Makes addresses for one visit: paths from the root of the host, and whole ones for other places.

    ``chosen`` are passages for a note, which result pages carry on to one another.
    """

    place: Place
    adapter: MapAdapter
    files: bool = False
    """Whether the site shows the files that reports were read from."""
    chosen: tuple[str, ...] = ()

    @classmethod
    def at(cls, place: Place, *, files: bool = False) -> Links:
        """Return the links of a site that stands at a place."""
        return cls(place, _bound(place.prefix), files)

    def absolute(self, path: str) -> str:
        """Return the whole address of a path that one of the other methods gave."""
        return self.place.root + path

    def home(self) -> str:
        """Return the front page."""
        return self._to("home")

    def search(self, request: SearchRequest | None = None) -> str:
        """Return the result page of a search."""
        return _address(self._to("search"), _written(request), urlencode(_passages(self.chosen)))

    def carrying(self, chosen: Iterable[str]) -> Links:
        """Return links whose result pages carry passages chosen for a note."""
        return replace(self, chosen=tuple(chosen))

    def words(self, text: str) -> str:
        """Return the result page for words alone."""
        return self.search(SearchRequest(text=text))

    def first_page(self, request: SearchRequest) -> str:
        """Return the result page of a search that was changed: it begins at page 1 again."""
        return self.search(replace(request, page=1))

    def search_json(self, request: SearchRequest) -> str:
        """Return the search as JSON."""
        return _address(self._to("search_json"), _written(request))

    def search_atom(self, request: SearchRequest) -> str:
        """Return the feed of a search, which has an order and a size of its own."""
        unpaged = replace(request, order=None, group=False, page=1, per_page=PER_PAGE)
        return _address(self._to("search_atom"), _written(unpaged))

    def embed(self, request: SearchRequest) -> str:
        """Return a page of a search for a frame in another page."""
        return _address(self._to("embed"), _written(request))

    def download(self, name: str, request: SearchRequest) -> str:
        """Return every passage of a search in a format of ``searcher.writing.exports``."""
        return _address(self._to(f"search_{name}"), _written(replace(request, page=1, per_page=PER_PAGE)))

    def mentions(self, request: SearchRequest | None = None) -> str:
        """Return the counts of a search by type, year, finding and area."""
        return self._counts("mentions", request)

    def mentions_json(self, request: SearchRequest) -> str:
        """Return the counts of a search as JSON."""
        return self._counts("mentions_json", request)

    def mentions_csv(self, request: SearchRequest) -> str:
        """Return the counts of a search as a table for spreadsheets."""
        return self._counts("mentions_csv", request)

    def compare(self, request: SearchRequest | None = None) -> str:
        """Return what a search finds in each of its areas, side by side."""
        return self._counts("compare", request)

    def compare_json(self, request: SearchRequest) -> str:
        """Return what a search finds in each of its areas as JSON."""
        return self._counts("compare_json", request)

    def compare_csv(self, request: SearchRequest) -> str:
        """Return what a search finds in each of its areas as a table for spreadsheets."""
        return self._counts("compare_csv", request)

    def note(self, chosen: Iterable[str] = (), request: SearchRequest | None = None, title: str = "") -> str:
        """Return the note of chosen passages; ``request`` is the search to which it leads back."""
        return _address(self._to("note"), urlencode([*_passages(chosen), *_titled(title)]), _written(request))

    def note_file(self, name: str, chosen: Iterable[str], title: str) -> str:
        """Return the note of chosen passages in a format of ``searcher.writing.chosen_note``."""
        return _address(self._to(f"note_{name}"), urlencode([*_passages(chosen), *_titled(title)]))

    def reports(self, request: SearchRequest | None = None, find: str = "", sort: str = "") -> str:
        """Return a page of the list of reports: those that fit the filters and hold the words, in an order."""
        return _address(self._to("reports"), _written(request), urlencode(_listed(find, sort)))

    def reports_csv(self, request: SearchRequest | None = None, find: str = "", sort: str = "") -> str:
        """Return the list of reports as a table for spreadsheets."""
        whole = request and replace(request, page=1)
        return _address(self._to("reports_csv"), _written(whole), urlencode(_listed(find, sort)))

    def area(self, name: str) -> str:
        """Return the page of an area."""
        return self._to("area", slug=make_slug(name) or name)

    def areas(self, find: str = "") -> str:
        """Return the list of areas, or those whose names hold some words."""
        return _address(self._to("areas"), urlencode([("find", find)] if find else ()))

    def reports_json(self, request: SearchRequest | None = None, find: str = "", sort: str = "") -> str:
        """Return the list of reports as JSON."""
        whole = request and replace(request, page=1)
        return _address(self._to("reports_json"), _written(whole), urlencode(_listed(find, sort)))

    def areas_json(self) -> str:
        """Return the areas as JSON."""
        return self._to("areas_json")

    def report(self, report_id: str, words: str = "", passage_id: str = "") -> str:
        """Return the page of a report, words marked in it, at one of its passages."""
        path = _address(self._to("report", report_id=report_id), urlencode([("q", words)] if words else ()))
        return f"{path}#{passage_anchor(passage_id)}" if passage_id else path

    def report_json(self, report_id: str) -> str:
        """Return a whole report as JSON."""
        return self._to("report_json", report_id=report_id)

    def report_file(self, report_id: str, path: str, page: int | None = None) -> str | None:
        """Return the PDF a report was read from, at a page; ``None`` where it is no PDF or none are shown."""
        if not self.files or not is_pdf(path):
            return None
        return self._to("report_file", report_id=report_id) + (f"#page={page}" if page else "")

    def passage(self, passage_id: str) -> str:
        """Return the permanent address of a passage."""
        return self._to("passage", passage_id=passage_id)

    def permalink(self, passage_id: str) -> str:
        """Return the permanent address of a passage, whole, for citations."""
        return self.absolute(self.passage(passage_id))

    def help(self) -> str:
        """Return the help page."""
        return self._to("help")

    def opensearch(self) -> str:
        """Return the description by which browsers add this site to their search engines."""
        return self._to("opensearch")

    def accessibility(self) -> str:
        """Return the accessibility statement."""
        return self._to("accessibility")

    def openapi(self) -> str:
        """Return the description of the site for programs."""
        return self._to("openapi")

    def static(self, name: str) -> str:
        """Return a file of the site's own by the name under which it is sent."""
        return self._to("static", name=name)

    def _counts(self, endpoint: str, request: SearchRequest | None) -> str:
        """Return an address to which neither pages nor an order matter."""
        whole = request and replace(request, page=1, per_page=PER_PAGE, order=None, group=False)
        return _address(self._to(endpoint), _written(whole))

    def _to(self, endpoint: str, **values: str) -> str:
        return _path(self.place.prefix, endpoint, *values.items())


def passage_anchor(passage_id: str) -> str:
    """Return the id of a passage's element on its report's page."""
    return f"p-{passage_id}"


def _passages(chosen: Iterable[str]) -> list[tuple[str, str]]:
    return [(PASSAGE, passage_id) for passage_id in chosen]


def _titled(title: str) -> list[tuple[str, str]]:
    return [(TITLE, title)] if title else []


def _listed(find: str, sort: str) -> list[tuple[str, str]]:
    own = [("find", find), ("sort", sort if sort != DEFAULT_SORT else "")]
    return [(name, value) for name, value in own if value]


# A page of results has more than a hundred addresses, most of them of one search and of few kinds.
@lru_cache(maxsize=4096)
def _path(prefix: str, endpoint: str, *values: tuple[str, str]) -> str:
    return _bound(prefix).build(endpoint, dict(values))


@lru_cache(maxsize=1024)
def _written(request: SearchRequest | None) -> str:
    return urlencode(write_parameters(request)) if request else ""


def _bound(prefix: str) -> MapAdapter:
    return URLS.bind("site.invalid", script_name=prefix or "/")


def _address(path: str, *queries: str) -> str:
    query = "&".join(filter(None, queries))
    return f"{path}?{query}" if query else path


def is_pdf(path: str) -> bool:
    """Return whether a file is a PDF, going by its name; what it holds is looked at when it is read."""
    return path.lower().endswith(".pdf")

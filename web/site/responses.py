"""Answers that several addresses give in the same way: JSON, files to keep, long answers sent piece by piece."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from threading import BoundedSemaphore, Lock
from typing import Any

from werkzeug.exceptions import NotFound, ServiceUnavailable
from werkzeug.wrappers import Response

from corpus.slugs import make_slug
from searcher.wording.report_names import shorten
from web.site.static_files import send_file
from web.site.visit import Visit

MAX_TITLE = 80


Json = dict[str, Any]

JSON_TYPE = "application/json"

CSV_TYPE = "text/csv; charset=utf-8"

RETRY_SECONDS = 10

LONGEST_FILE_NAME = 60


def unknown_report(report_id: str) -> NotFound:
    """Return the error for a report that is not there, in words for a browser."""
    return NotFound(
        f"There is no report “{shorten(report_id, MAX_TITLE)}” in this collection. It may have been removed or have "
        "a new address. See the list of all reports."
    )


def stream(pieces: Iterable[str] | Iterable[bytes], room: BoundedSemaphore, content_type: str) -> Response:
    """Return what is sent piece by piece, and give back the place it took in ``room``, however it ends."""
    given_back = Lock()

    def give_back() -> None:
        if given_back.acquire(blocking=False):
            room.release()

    def encoded() -> Iterator[bytes]:
        try:
            for piece in pieces:
                yield piece.encode() if isinstance(piece, str) else piece
        finally:
            give_back()

    response = Response(encoded(), content_type=content_type)
    # A visitor who leaves before the first piece never starts the generator.
    response.call_on_close(give_back)
    return response


def static_file(visit: Visit, name: str) -> Response:
    """Answer with a file of the site's own.

    Raises:
        NotFound: there is no such file.
    """
    return send_file(visit.site.files, name, visit.request)


def file_named(what: str, words: str, ending: str) -> str:
    """Return the header that has an answer kept as a file, named after what it holds and the words searched."""
    name = "-".join(filter(None, (what, make_slug(words)[:LONGEST_FILE_NAME].strip("-"))))
    return f'attachment; filename="{name}.{ending}"'


def json_response(form: Mapping[str, Any], status: int = 200) -> Response:
    """Return a value as JSON."""
    return Response(dumped(form) + "\n", status=status, content_type=JSON_TYPE)


def json_error(status: int, message: str, parameters: Sequence[str] = ()) -> Response:
    """Return an error in the one shape that all JSON addresses share; ``parameters`` are those that do not exist."""
    form: Json = {"ok": False, "error": message, "status": status}
    return json_response(form | ({"parameters": list(parameters)} if parameters else {}), status)


def guarded(visit: Visit, pieces: Iterable[str] | Iterable[bytes], content_type: str) -> Response:
    """Return a long answer, unless as many as may be are under way: pages must stay quick meanwhile.

    Raises:
        ServiceUnavailable: too many are under way.
    """
    if not visit.site.downloads.acquire(blocking=False):
        raise ServiceUnavailable(
            "Several downloads are under way. Try again in a few seconds.", retry_after=RETRY_SECONDS
        )
    return stream(pieces, visit.site.downloads, content_type)


def dumped(form: Mapping[str, Any]) -> str:
    """Return a value as the text of JSON."""
    return json.dumps(form, ensure_ascii=False)

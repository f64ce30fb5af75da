"""The PDF files that reports were read from, shown as they are to those who may open them."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from werkzeug.exceptions import NotFound
from werkzeug.utils import send_file
from werkzeug.wrappers import Response

from web.site.links import is_pdf
from web.site.responses import unknown_report
from web.site.visit import Visit

NOT_SHOWN = "Files are not shown on this site; a report's own page says where it is published."
NO_PDF = "This report was not read from a PDF, so there is no file to show."
GONE = "The file of this report is no longer where it was when it was read, so it cannot be shown."
CHANGED = (
    "The file of this report has changed since it was read, so it is not shown: it may not contain what is "
    "quoted here. To correct this, index its folder again."
)
REMEMBERED = 10_000


def show_file(visit: Visit, report_id: str) -> Response:
    """Answer with the very file a report was read from.

    Raises:
        NotFound: there is no such report, files are not shown, it was read from no PDF, or its file is gone or
            another.
    """
    if not visit.links.files:
        raise NotFound(NOT_SHOWN)
    report = visit.searcher.engine.report(report_id)
    if report is None:
        raise unknown_report(report_id)
    path = Path(report.source.path)
    if not is_pdf(report.source.path):
        raise NotFound(NO_PDF)
    try:
        known = path.stat()
        same = _digest(path, known.st_mtime_ns, known.st_size) == report.source.sha256
    except OSError as missing:
        raise NotFound(GONE) from missing
    if not same:
        raise NotFound(CHANGED)
    response = send_file(
        path,
        visit.request.environ,
        mimetype="application/pdf",
        download_name=f"{report.id}.pdf",
        etag=report.source.sha256,
    )
    # Browsers show a PDF with styles and scripts of their own, which the policy of our pages would keep out.
    response.headers["Content-Security-Policy"] = "frame-ancestors 'none'"
    return response


@lru_cache(REMEMBERED)
def _digest(path: Path, _changed: int, _size: int) -> str:
    """Return the SHA-256 of a file; read again when its time or size is another."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

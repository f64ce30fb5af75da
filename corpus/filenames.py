"""What a report's file name says of it, for where the report itself is silent.

Collections of inspection reports are often kept as ``80536_oxfordshire/children's services
inspection - 30 june 2014.pdf``: the publisher's number of the authority, its name, the kind of
inspection, and after a dash the day of publication. Only that day is used, only in that place
and only when it is whole: a year or an ISO day in a name may mean anything.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

from corpus.dates import parse_partial

TAKEN_FROM_NAME = "published: taken from the file name, because the report prints no date of publication"

_DAY_AT_END = re.compile(r"\s[-\u2013\u2014]\s*(\d{1,2}\s+[a-z]{3,}\s+(?:19|20)\d\d)$")


def published_in_name(path: str) -> date | None:
    """Return the day of publication that the file name ends in, ``None`` where it names none.

    >>> published_in_name("80536_oxfordshire/children's services inspection - 30 june 2014.pdf")
    datetime.date(2014, 6, 30)
    """
    name = PurePosixPath(path.replace("\\", "/")).name
    stem = name.rpartition(".")[0] or name
    found = _DAY_AT_END.search(" ".join(stem.casefold().split()))
    days = parse_partial(found[1]) if found else None
    return days[0] if days else None

"""What the names of a report's file and folder say of it, for where the report itself is silent.

Collections of inspection reports are often kept as ``80536_oxfordshire/children's services
inspection - 30 june 2014.pdf``: the inspectorate's number of the authority, its name, the kind of
inspection, and after a dash the day of publication. The day is used only in that place and only
when it is whole: a year, or a day elsewhere in a name, may mean anything. It may be written in words or in
figures ("5th May 2023", "2023-05-05", "05.05.2023", "05_05_2023"), the day before the month. The number has
five to seven figures, so that no year and no day is taken for one, and an underscore after it.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from corpus.dates import parse_partial

TAKEN_FROM_NAME = "published: taken from the file name, because the report prints no date of publication"

NO_NUMBER = "the report's folder is not named after a number of the authority, as 80536_oxfordshire is"

_NUMBERED = re.compile(r"(?P<number>[0-9]{5,7})_(?P<name>.*\w.*)")
_IN_WORDS = r"\d{1,2}(?:st|nd|rd|th)?[ -]?[a-z]{3,}\.?,?[ -]?(?:19|20)\d\d"
_IN_FIGURES = r"(?P<d>\d{1,2})(?P<mark>[ .-])(?P<m>\d{1,2})(?P=mark)(?P<y>(?:19|20)\d\d)"
_YEAR_FIRST = r"(?P<year>(?:19|20)\d\d)(?P<sign>[ .-]?)(?P<month>\d\d)(?P=sign)(?P<day>\d\d)"
_DOWNLOADED_AGAIN = r"(?: ?\(\d{1,2}\))?"
_DAY_AT_END = re.compile(
    rf" [-\u2013\u2014] ?(?:(?P<words>{_IN_WORDS})|{_IN_FIGURES}|{_YEAR_FIRST}){_DOWNLOADED_AGAIN}$"
)


class NumberedFolder(NamedTuple):
    """A folder named after an authority: the inspectorate's ``number`` of it, and its ``name`` as written there."""

    number: str
    name: str


def numbered_folder(path: str) -> NumberedFolder | None:
    """Return the nearest folder of a file that is named after an authority, ``None`` where none is.

    >>> numbered_folder("80536_oxfordshire/children's services inspection - 30 june 2014.pdf")
    NumberedFolder(number='80536', name='oxfordshire')
    """
    folders = PurePosixPath(path.replace("\\", "/")).parts[:-1]
    found = (_NUMBERED.fullmatch(folder) for folder in reversed(folders))
    return next((NumberedFolder(match["number"], match["name"].strip()) for match in found if match), None)


def published_in_name(path: str) -> date | None:
    """Return the day of publication that the file name ends in, ``None`` where it names none.

    >>> published_in_name("80536_oxfordshire/children's services inspection - 30 june 2014.pdf")
    datetime.date(2014, 6, 30)
    """
    name = PurePosixPath(path.replace("\\", "/")).name
    stem = name.rpartition(".")[0] or name
    found = _DAY_AT_END.search(" ".join(stem.casefold().replace("_", " ").split()))
    if found is None:
        return None
    if found["words"]:
        written = found["words"].replace("-", " ")
    else:
        written = "/".join((found["d"] or found["day"], found["m"] or found["month"], found["y"] or found["year"]))
    days = parse_partial(written)
    return days[0] if days else None


def names_say_the_same(path: str, other: str) -> bool:
    """Return whether two names of one content give it the same reading: a day, a number, an area, the format."""
    return _said(path) == _said(other)


def _said(path: str) -> tuple[date | None, NumberedFolder | None, str]:
    return published_in_name(path), numbered_folder(path), PurePosixPath(path.replace("\\", "/")).suffix

"""Days and ranges of days as reports print them and as people type them.

Reports print "29 January 2024 to 02 February 2024", "9–24 November 2017", "1/06/2015 – 25/06/2015",
"Between 18 and 20 January 2022", "3 to 7 and 17 to 21 October 2022". What is left out of a day
is taken from the day beside it: "5 to 9 February 2024" starts on 5 February 2024. A day that
does not exist, or a range that ends before it starts, gives nothing.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_SPACE = r"[\s\u200b\ufeff]"
_DASH = "[-\u00ad\u2010-\u2015\u2212\u2500\u2501\uf02d]"
_MONTH = "(?P<month>" + "|".join(f"{name[:3]}(?:{name[3:]}|t?\\.?)" for name in MONTHS) + ")(?![A-Za-z])"
_YEAR_APART = r"2 0[0-9]{2}|20 ?[0-9] ?[0-9](?![\w-]|[.,:]?[0-9])"  # as the letters of some PDFs are spaced
_YEAR = rf"(?P<year>(?:(?:19|20)[0-9]{{2}}|{_YEAR_APART})(?![0-9]))"
_DAY = (
    rf"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?{_SPACE}*|(?<![\w/.])|(?<=[\d\W]to))"
    rf"(?P<day>[0-9]{{1,2}})(?:{_SPACE}?(?:st|nd|rd|th)(?![a-z]))?"
)
_WORDED = rf"{_DAY}(?:{_SPACE}*(?:of{_SPACE}+)?{_MONTH}(?:,?{_SPACE}*{_YEAR})?|(?=to(?![a-z]))|(?![\w/]|[.:,]?[0-9]))"
_FIGURES = (
    r"(?<![\w/.-])(?P<d>[0-9]{1,2})(?P<mark>[/.-])(?P<m>[0-9]{1,2})(?P=mark)"
    r"(?P<y>[0-9]{4}|(?<!-)[0-9]{2})(?![0-9])"
)
_ISO = r"(?<![\w/.-])(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])"
_PRINTED_DAY = re.compile(f"{_ISO}|{_FIGURES}|{_WORDED}", re.IGNORECASE)
_TO = re.compile(rf"{_SPACE}*(?:(?:to|until|till|through)(?:{_SPACE}+the)?|{_DASH}){_SPACE}*", re.IGNORECASE)
_AND = re.compile(
    rf"{_SPACE}*(?:[,;]|(?:[,;]{_SPACE}*)?(?:and|&)(?:{_SPACE}+(?:from|on|the))?){_SPACE}*", re.IGNORECASE
)
_BETWEEN = re.compile(rf"\bbetween{_SPACE}+(?:the{_SPACE}+)?$", re.IGNORECASE)
_WEEK = re.compile(rf"\bweek{_SPACE}+(?:commencing|beginning|starting|of){_SPACE}+(?:the{_SPACE}+)?$", re.IGNORECASE)
_DAYS_FOLLOW = re.compile(rf"(?::|\b(?:on|dates?|days|inspection|inspected|visits?)){_SPACE}*$", re.IGNORECASE)
_CUE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day printed in a text; ``span`` is its half-open place in characters."""

    day: date
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class FoundRange:
    """Days printed together, both inclusive, ``start`` equal to ``end`` for a day on its own."""

    start: date
    end: date
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Printed:
    """A day as printed, perhaps without month or year. ``joined`` is how it follows the day before it."""

    day: int
    month: int | None
    year: int | None
    span: tuple[int, int]
    joined: str | None = None

    def resolve(self) -> date | None:
        if self.month is None or self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def find_dates(text: str) -> list[FoundDate]:
    """Return every day printed in ``text`` with its year, in order."""
    found = []
    for chain in _chains(text):
        for printed in _complete(chain):
            day = printed.resolve()
            if day:
                found.append(FoundDate(day, printed.span))
    return found


def find_ranges(text: str, *, not_after: date | None = None) -> list[FoundRange]:
    """Return the ranges printed in ``text`` in order; a day on its own is a range of one day.

    Days printed without any year are left out, unless ``not_after`` is given (say the day of the
    letter): they are of the latest year in which the last of them is not after that day.
    """
    found = []
    for chain in _chains(text):
        days = _complete(chain, not_after)
        place = 0
        while place < len(days):
            last = place + 1 if place + 1 < len(days) and days[place + 1].joined == "to" else place
            start, end = days[place].resolve(), days[last].resolve()
            if start and end and start <= end:
                found.append(FoundRange(start, end, (days[place].span[0], days[last].span[1])))
            place = last + 1
    return found


def begins_a_week(text: str) -> date | None:
    """Return the day in "week commencing 5 February 2024" where no other is printed, else ``None``."""
    days = find_dates(text)
    return days[0].day if len(days) == 1 and _WEEK.search(text[: days[0].span[0]]) else None


def whole_range(text: str, *, not_after: date | None = None) -> tuple[date, date] | None:
    """Return the first and last day of everything printed in one field, such as two visits, or ``None``."""
    ranges = find_ranges(text, not_after=not_after)
    if not ranges:
        return None
    return min(found.start for found in ranges), max(found.end for found in ranges)


def parse_partial(text: str) -> tuple[date, date] | None:
    """Return the first and last day of what a person typed, both inclusive, or ``None``.

    Understood: 2024, 2024-03, 03/2024, March 2024, 5/3/2024, 5.3.2024, 5 March 2024, 2024-03-05.
    """
    typed = text.strip()
    if match := re.fullmatch(r"([0-9]{4})", typed):
        return _period(int(match[1]), 1, 12)
    if match := re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})", typed):
        return _period(int(match[1]), int(match[2]), int(match[2]))
    if match := re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{4})", typed):
        return _period(int(match[2]), int(match[1]), int(match[1]))
    if match := re.fullmatch(rf"{_MONTH},?{_SPACE}*([0-9]{{4}})", typed, re.IGNORECASE):
        month = _month_number(match["month"])
        return _period(int(match[2]), month, month)
    typed = re.sub(r"^([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})$", r"\1/\2/\3", typed)
    match = _PRINTED_DAY.fullmatch(typed)
    day = _printed(match).resolve() if match else None
    return (day, day) if day else None


def format_date(day: date) -> str:
    """Return the day in English words, in any locale: "2 February 2024"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def format_range(start: date, end: date) -> str:
    """Return both days in English words, nothing said twice: "29 January to 2 February 2024"."""
    if start == end:
        return format_date(end)
    if start.year != end.year:
        return f"{format_date(start)} to {format_date(end)}"
    first = str(start.day) if start.month == end.month else f"{start.day} {MONTHS[start.month - 1]}"
    return f"{first} to {format_date(end)}"


def _period(year: int, first_month: int, last_month: int) -> tuple[date, date] | None:
    try:
        return date(year, first_month, 1), date(year, last_month, calendar.monthrange(year, last_month)[1])
    except ValueError:
        return None


def _month_number(word: str) -> int:
    return [name[:3].casefold() for name in MONTHS].index(word[:3].casefold()) + 1


def _printed(match: re.Match[str]) -> _Printed:
    if match["iso"]:
        parts = [int(part) for part in match["iso"].split("-")]
        return _Printed(parts[2], parts[1], parts[0], match.span())
    if match["d"]:
        year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
        return _Printed(int(match["d"]), int(match["m"]), year, match.span())
    month_word = match["month"]
    # "up to 5 may ..." is no month: in lower case only a year makes it one.
    if month_word and not match["year"] and month_word.islower():
        return _Printed(int(match["day"]), None, None, (match.start(), match.end("day")))
    month = _month_number(month_word) if month_word else None
    return _Printed(int(match["day"]), month, _year(match["year"]), match.span())


def _year(printed: str | None) -> int | None:
    return int(printed.replace(" ", "")) if printed else None


def _chains(text: str) -> Iterator[list[_Printed]]:
    """Yield days printed together ("3 to 7 and 17 to 21 October 2022"), each with how it is joined."""
    chain: list[_Printed] = []
    for match in _PRINTED_DAY.finditer(text):
        printed = _printed(match)
        joined = _joint(text, chain, printed) if chain else None
        if chain and not joined:
            yield from _trimmed(text, chain)
            chain = []
        chain.append(replace(printed, joined=joined))
    if chain:
        yield from _trimmed(text, chain)


def _joint(text: str, chain: list[_Printed], printed: _Printed) -> str | None:
    last = chain[-1]
    gap = text[last.span[1] : printed.span[0]]
    if _TO.fullmatch(gap) and last.joined != "to":
        return "to"
    if _AND.fullmatch(gap):
        return "to" if len(chain) == 1 and _BETWEEN.search(_words_before(text, last)) else "and"
    return None


def _trimmed(text: str, chain: list[_Printed]) -> Iterator[list[_Printed]]:
    """Yield the chain without figures at its ends that are no days ("aged 5 and 16 May 2022")."""
    while chain and chain[-1].month is None:
        chain = chain[:-1]
    while len(chain) > 1 and chain[0].month is None and chain[1].joined == "and":
        if not text[: chain[0].span[0]].strip() or _DAYS_FOLLOW.search(_words_before(text, chain[0])):
            break
        chain = [replace(chain[1], joined=None), *chain[2:]]
    if chain:
        yield chain


def _words_before(text: str, printed: _Printed) -> str:
    place = printed.span[0]
    return text[max(0, place - _CUE_LENGTH) : place]


def _complete(chain: list[_Printed], not_after: date | None = None) -> list[_Printed]:
    """Return the chain with months and years filled in from the days beside them, as far as they say."""
    days = [chain[-1]]
    for printed in reversed(chain[:-1]):
        days.insert(0, printed if printed.month else replace(printed, month=days[0].month))
    if not_after and days[-1].month and all(printed.year is None for printed in days):
        later = (days[-1].month, days[-1].day) > (not_after.month, not_after.day)
        days[-1] = replace(days[-1], year=not_after.year - later)
    for place in range(len(days) - 2, -1, -1):
        day, after = days[place], days[place + 1]
        if day.year is None and after.year and day.month and after.month:
            days[place] = replace(day, year=after.year - (day.month > after.month))
    for place in range(1, len(days)):
        before, day = days[place - 1], days[place]
        if day.year is None and before.year and day.month and before.month:
            days[place] = replace(day, year=before.year + (day.month < before.month))
    return days

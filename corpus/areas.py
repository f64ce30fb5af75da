"""Local authorities: names, codes and regions, and finding them in what a report prints.

``areas.csv`` holds every upper-tier authority in England since April 1998, one row a name:
counties, unitaries, metropolitan districts, London boroughs, the City of London and the Isles
of Scilly. Names and codes follow the Department for Education's and the Office for National
Statistics' published lists. ``from`` and ``to`` are first and last days, empty for before
April 1998 and for today. An authority that was reorganised and kept its name is one row;
the codes it had before are in ``former_codes``. An alias with ``=`` before it is used only
for a whole name, never looked for inside a sentence ("=Richmond").
``lookalikes.csv`` holds longer names of other places that contain an authority's name. ``regions.csv`` has the codes
that the Office for National Statistics gives the regions of England.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from corpus.csv_text import csv_text
from corpus.errors import CorpusError
from corpus.slugs import make_slug

COLUMNS = (
    "name", "ons_code", "code", "region", "kind", "from", "to", "successors", "aliases", "former_codes",
)  # fmt: skip

UNKNOWN_AREA = "unknown-area"
"""The kind of warning that a report bears on an area that is not in the table."""

_BEFORE_NAME = re.compile(
    r"^(?:[0-9]+|the|(?:royal |london |metropolitan |county )*borough(?: council)? of|l b(?: of)?|lb(?: of)?|royal|rb|"
    r"(?:city|county|council)(?: council)? of|city and (?:borough|county|district|metropolitan district) of|"
    r"(?:joint )?(?:local )?area of|local authority of|partnership of) "
)
_AFTER_NAME = re.compile(
    r" (?:council|city|county|borough|london|royal|metropolitan|district|and district|and county|unitary|corporation|"
    r"(?:m|l|)bc|mdc|cc|lb|la|ua|(?:city|county) of|"
    r"childrens? services|childrens? trust|services|local|area|authority|areas|partnership)$"
)
_TOGETHER = re.compile(r"\s*[,;/]\s*(?:and\s+)?|\s+(?:and|with)\s+|\s*&\s*", re.IGNORECASE)
_POSSESSIVE = re.compile("['\u2018\u2019\u02bc`]s?\\b|['\u2018\u2019\u02bc`]")
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Area:
    """One authority. ``code`` is the Department for Education's three digits, ``ons_code`` nine characters.

    Codes and days that are not known are ``None``. ``successors`` are names, ``aliases`` other
    printed names (the ``=`` taken off), ``kind`` the sort of authority as words.
    """

    name: str
    slug: str
    region: str | None = None
    ons_code: str | None = None
    code: str | None = None
    kind: str | None = None
    opened: date | None = None
    closed: date | None = None
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    former_codes: tuple[str, ...] = ()


class AreaTable:
    """Every known authority, in order of name, with look-up by any printed form of the name."""

    def __init__(self, rows: Iterable[tuple[Area, tuple[str, ...]]], lookalikes: Iterable[str] = ()) -> None:
        """Take areas, each with its whole-name-only aliases; two areas of one name raise ``ValueError``."""
        self._whole: dict[str, Area] = {}
        mentionable: dict[str, Area] = {}
        areas = []
        for area, whole_only in rows:
            areas.append(area)
            for name in (area.name, *area.aliases):
                other = self._whole.setdefault(_fold(name), area)
                if other is not area:
                    raise ValueError(f"the name {name!r} belongs to both {other.name} and {area.name}")
                if name not in whole_only:
                    mentionable[_fold(name)] = area
        self.areas: tuple[Area, ...] = tuple(sorted(areas, key=lambda area: area.name))
        self._starts: dict[str, list[tuple[list[str], Area | None]]] = {}
        names: dict[str, Area | None] = {_fold(name): None for name in lookalikes} | mentionable
        for name in sorted(names, key=len, reverse=True):
            words = name.split()
            self._starts.setdefault(words[0], []).append((words, names[name]))

    @classmethod
    def load(cls, *extra: Path) -> AreaTable:
        """Return the authorities of ``areas.csv`` and of any extra files with the same columns.

        In an extra file only ``name`` must be filled. A row whose name is already known replaces
        the earlier row, so a copy of the shipped file may be extended and given back.

        Raises:
            CorpusError: a file is missing or malformed; the message has its line and the remedy.
        """
        here = Path(__file__).parent
        rows: dict[str, tuple[Area, tuple[str, ...]]] = {}
        for path in (here / "areas.csv", *extra):
            rows.update((row[0].slug, row) for row in _read_rows(path))
            try:
                table = cls(rows.values(), _read_lookalikes(here / "lookalikes.csv"))
            except ValueError as clash:
                raise CorpusError(f"{path}: {clash}. Remove the name from the aliases of one row.") from clash
        return table

    def __iter__(self) -> Iterator[Area]:
        return iter(self.areas)

    def __len__(self) -> int:
        return len(self.areas)

    def resolve(self, name: str) -> Area | None:
        """Return the area that a whole printed name stands for, or ``None``.

        Case, accents, punctuation and "&" are folded. Words that say what sort of body it is
        ("London Borough of", "City Council", "local area partnership") are taken off the front
        and the end, as few as make a known name.
        """
        forms = [_fold(name)]
        for form in forms:
            if area := self._whole.get(form):
                return area
            forms += {_BEFORE_NAME.sub("", form), _AFTER_NAME.sub("", form)}.difference(forms)
        return None

    def named(self, printed: str) -> list[Area]:
        """Return the areas that a printed name of one area, or of several named together, stands for.

        "Richmond and Kingston" is two whole names; else what is mentioned in it counts.
        """
        whole = self.resolve(printed)
        if whole is not None:
            return [whole]
        parts = [self.resolve(part) for part in _TOGETHER.split(printed)]
        together = [area for area in parts if area is not None]
        return list(dict.fromkeys(together)) if len(together) == len(parts) else self.mentioned(printed)

    def mentioned(self, text: str) -> list[Area]:
        """Return the areas a title or sentence names, each once, in order of first mention.

        Of names at one place the longest counts, whole words only. In text of mixed case a name
        must begin with a capital ("Reading", not "reading").
        """
        plain = _plain(text)
        mixed = plain != plain.lower() and plain != plain.upper()
        printed = plain.split()
        words = [word.casefold() for word in printed]
        found: dict[str, Area] = {}
        place = 0
        while place < len(words):
            length = 1
            for name, area in self._starts.get(words[place], ()):
                if words[place : place + len(name)] == name and not (mixed and printed[place][0].islower()):
                    length = len(name)
                    if area:
                        found.setdefault(area.slug, area)
                    break
            place += length
        return list(found.values())


def unknown_area(name: str) -> str:
    """Return the warning on an area that is not in the table."""
    return f"'{name}' is not in the table of areas, so its region is unknown"


def _plain(text: str) -> str:
    """Words of ``text`` joined by single spaces, case kept: "and" for "&"; no accents, punctuation, possessive s."""
    decomposed = unicodedata.normalize("NFKD", text.replace("&", " and "))
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", _POSSESSIVE.sub("", letters)).strip()


def _fold(name: str) -> str:
    return _plain(name).casefold()


def _read_lookalikes(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [row["name"] for row in csv.DictReader(lines)]


def _read_rows(path: Path) -> Iterator[tuple[Area, tuple[str, ...]]]:
    """Yield the areas of one file, each with the aliases that are whole names only."""
    try:
        lines = csv_text(path.read_bytes()).splitlines(keepends=True)
    except (OSError, ValueError) as problem:
        raise CorpusError(
            f"{path}: this list of areas cannot be read ({problem}). Save it as CSV (comma separated)."
        ) from problem
    reader = csv.DictReader(lines, strict=True)
    try:
        unknown = sorted(set(reader.fieldnames or ()) - set(COLUMNS))
        if "name" not in (reader.fieldnames or ()) or unknown:
            raise CorpusError(f"{path}, line 1: the columns must be from {', '.join(COLUMNS)}, with name among them.")
        for row in reader:
            yield _read_row(path, reader.line_num, row)
    except csv.Error as problem:
        raise CorpusError(f"{path}, line {reader.line_num}: {problem}. Check the quotation marks.") from problem


def _read_row(path: Path, line: int, row: Mapping[str | None, str | list[str] | None]) -> tuple[Area, tuple[str, ...]]:
    if None in row or None in row.values():
        raise CorpusError(f"{path}, line {line}: the row does not have one value a column. Check its commas.")
    value = {str(column): str(text).strip() for column, text in row.items()}
    if not make_slug(value["name"]):
        raise CorpusError(f"{path}, line {line}: the area has no name. Fill in the name column or delete the row.")
    days = {}
    for column in ("from", "to"):
        try:
            days[column] = date.fromisoformat(value[column]) if value.get(column) else None
        except ValueError as problem:
            raise CorpusError(
                f"{path}, line {line}: {column} is {value[column]!r}, not a day. Write it as 2019-04-01."
            ) from problem
    aliases = _split(value.get("aliases", ""))
    area = Area(
        name=value["name"],
        slug=make_slug(value["name"]),
        region=value.get("region") or None,
        ons_code=value.get("ons_code") or None,
        code=value.get("code") or None,
        kind=value.get("kind") or None,
        opened=days["from"],
        closed=days["to"],
        successors=_split(value.get("successors", "")),
        aliases=tuple(alias.removeprefix("=") for alias in aliases),
        former_codes=_split(value.get("former_codes", "")),
    )
    return area, tuple(alias.removeprefix("=") for alias in aliases if alias.startswith("="))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def region_code(name: str) -> str | None:
    """Return the code of a region, in any spelling; ``None`` for what is no region of England.

    >>> region_code("Yorkshire & the Humber")
    'E12000003'
    """
    return _codes().get(make_slug(name.replace("&", "and")))


@cache
def _codes() -> Mapping[str, str]:
    with (Path(__file__).parent / "regions.csv").open(encoding="utf-8", newline="") as lines:
        return {make_slug(row["name"]): row["ons_code"] for row in csv.DictReader(lines)}

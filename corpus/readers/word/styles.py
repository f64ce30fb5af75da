"""Paragraph styles and numbering of a Word file: what is a heading, what is a list, with which number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from corpus.readers.lines.marks import printed_number
from corpus.readers.word.package import child, children, is_on, value, whole_number

_LONGEST_CHAIN = 20  # styles based on styles: a longer chain is a circle
_DEEPEST_LEVEL = 8
_HEADING_NAME = re.compile(r"heading ?([1-9])", re.IGNORECASE)
_LIST_NAME = re.compile(r"list (?:bullet|number) ([2-5])", re.IGNORECASE)
_FORMATS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}


@dataclass(frozen=True, slots=True)
class Numbering:
    """A paragraph's place in a list: the list's id, its level there, 0 outermost, and the nesting, 1 outermost."""

    list_id: str
    level: int
    nesting: int


@dataclass(slots=True)
class Styles:
    """The styles of one file by their id."""

    _by_id: dict[str, etree._Element]

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        """Return the styles of the part ``word/styles.xml``."""
        return cls({value(style, "styleId") or "": style for style in children(root, "style")})

    def _chain(self, properties: etree._Element | None, reference: str = "pStyle") -> list[etree._Element]:
        found: list[etree._Element] = []
        style_id = value(child(properties, reference))
        while style_id in self._by_id and len(found) < _LONGEST_CHAIN:
            found.append(self._by_id[style_id])
            style_id = value(child(found[-1], "basedOn"))
        return found

    def name(self, properties: etree._Element | None) -> str:
        """Return the style's own name, which is English in every language of Word ("heading 1")."""
        chain = self._chain(properties)
        return (value(child(chain[0], "name")) if chain else value(child(properties, "pStyle"))) or ""

    def heading_level(self, properties: etree._Element | None) -> int | None:
        """Return the heading level by outline level or style name, 1 outermost; ``None`` for body text."""
        if self.name(properties).lower() == "title":
            return 1
        for holder in (properties, *(child(style, "pPr") for style in self._chain(properties))):
            outline = whole_number(value(child(holder, "outlineLvl")))
            if outline is not None:
                return outline + 1 if 0 <= outline <= _DEEPEST_LEVEL else None
        names = [self.name(properties), *(value(child(style, "name")) or "" for style in self._chain(properties))]
        matches = (_HEADING_NAME.fullmatch(name) for name in names)
        return next((int(match.group(1)) for match in matches if match), None)

    def numbering(self, properties: etree._Element | None) -> Numbering | None:
        """Return the paragraph's list, its own or its style's."""
        list_id: str | None = None
        level: int | None = None
        for holder in (properties, *(child(style, "pPr") for style in self._chain(properties))):
            given = child(holder, "numPr")
            list_id = list_id or value(child(given, "numId"))
            level = level if level is not None else whole_number(value(child(given, "ilvl")))
        if list_id in {None, "0"}:
            return None
        level = min(max(level or 0, 0), _DEEPEST_LEVEL)
        # "List Bullet 2" is the outermost level of a list of its own, printed further in.
        named = _LIST_NAME.fullmatch(self.name(properties))
        return Numbering(list_id or "", level, max(level + 1, int(named.group(1)) if named else 1))

    def is_set(self, switch: str, run: etree._Element | None, paragraph: etree._Element | None) -> bool:
        """Return whether a run is bold ("b"), italic ("i") or hidden ("vanish"), directly or by its styles."""
        holders = [run]
        holders += [child(style, "rPr") for style in self._chain(run, "rStyle")]
        holders += [child(style, "rPr") for style in self._chain(paragraph)]
        given = (is_on(child(holder, switch)) for holder in holders)
        return next((on for on in given if on is not None), False)


@dataclass(slots=True)
class ListCounting:
    """Counts list items as Word does, to give each the number it is printed with."""

    _lists: dict[str, etree._Element]
    _definitions: dict[str, etree._Element]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _restarted: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: etree._Element | None) -> ListCounting:
        """Return the counting for the part ``word/numbering.xml``."""
        return cls(
            {value(entry, "numId") or "": entry for entry in children(root, "num")},
            {value(entry, "abstractNumId") or "": entry for entry in children(root, "abstractNum")},
        )

    def next_number(self, place: Numbering) -> str | None:
        """Count one more item and return its printed number without dot or brackets; ``None`` for a bullet."""
        definition_id = value(child(self._lists.get(place.list_id), "abstractNumId")) or ""
        level = self._level(definition_id, place.level)
        shape = value(child(level, "numFmt")) or ("bullet" if level is None else "decimal")
        counts = self._counts.setdefault(definition_id, {})
        self._restart(place, counts)
        for deeper in [at for at in counts if at > place.level]:
            del counts[deeper]
        for at in range(place.level):
            counts.setdefault(at, self._start(definition_id, at))
        counts[place.level] = counts.get(place.level, self._start(definition_id, place.level) - 1) + 1
        return None if shape in {"bullet", "none"} else self._printed(definition_id, level, place, counts)

    def _restart(self, place: Numbering, counts: dict[int, int]) -> None:
        """Begin again where the list says so, the first time it is used."""
        if place.list_id in self._restarted:
            return
        self._restarted.add(place.list_id)
        for override in children(self._lists.get(place.list_id), "lvlOverride"):
            start = whole_number(value(child(override, "startOverride")))
            at = whole_number(value(override, "ilvl"))
            if start is not None and at is not None:
                counts[at] = start - 1

    def _level(self, definition_id: str, at: int) -> etree._Element | None:
        levels = children(self._definitions.get(definition_id), "lvl")
        return next((level for level in levels if whole_number(value(level, "ilvl")) == at), None)

    def _start(self, definition_id: str, at: int) -> int:
        start = whole_number(value(child(self._level(definition_id, at), "start")))
        return 1 if start is None else start

    def _printed(
        self, definition_id: str, level: etree._Element | None, place: Numbering, counts: dict[int, int]
    ) -> str:
        def figure(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            shape = value(child(self._level(definition_id, at), "numFmt")) or "decimal"
            return printed_number(counts.get(at, self._start(definition_id, at)), _FORMATS.get(shape, "1"))

        pattern = value(child(level, "lvlText")) or f"%{place.level + 1}"
        return re.sub(r"%([1-9])", figure, pattern).strip(" .()[]:")

"""Footnotes of a web page: links that are marks, and the elements they lead to.

A link to a place of the same page is a mark if its words are one and it is raised, or says that
it refers to a note, or the place links back to it. Pages made by Word, by publishing systems and
by hand differ in all else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

_MARK = re.compile(
    r"[\[(]?\s*(?:(?:foot)?note|ref)?\s*(\d{1,3}|[*\u2020\u2021\u00a7]{1,3}|[ivx]{1,5})\s*[\])]?", re.IGNORECASE
)
_SAYS_SO = re.compile(r"noteref|footnote", re.IGNORECASE)
_HOLDERS = frozenset({"li", "p", "div", "dd", "aside"})
_LONGEST_NOTE = 4_000  # characters: what is longer is a section


@dataclass(frozen=True, slots=True)
class NoteLinks:
    """``marks`` are the linking elements with their marks, ``holders`` the notes in order, each with its mark.

    ``back`` are the links from notes to their marks.
    """

    marks: Mapping[etree._Element, str] = field(default_factory=dict)
    holders: Mapping[etree._Element, str] = field(default_factory=dict)
    back: frozenset[etree._Element] = frozenset()

    def is_apart(self, element: etree._Element) -> bool:
        """Tell whether an element is no part of the text around it: a mark, a note, or a link back."""
        return element in self.marks or element in self.back or element in self.holders


def find_notes(root: etree._Element, part: etree._Element) -> NoteLinks:
    """Return the footnotes that a part of a page links to, wherever they stand on the page."""
    links = [link for link in part.iter("a") if _fragment(link)]
    if not links:
        return NoteLinks()
    targets = _targets(root)
    marks: dict[etree._Element, str] = {}
    holders: dict[etree._Element, str] = {}
    back: set[etree._Element] = set()
    for link in links:
        if link in back or any(above in holders for above in link.iterancestors()):
            continue
        mark = _MARK.fullmatch(_words(link))
        holder = _holder(targets.get(_fragment(link)), link)
        if mark is None or holder is None:
            continue
        returning = list(_returning(holder, link))
        if returning or _is_raised(link) or _says_so(link):
            marks[link] = mark[1]
            back.update(returning)
            holders.setdefault(holder, mark[1])
    return NoteLinks(marks, holders, frozenset(back))


def _fragment(link: etree._Element) -> str:
    address = link.get("href") or ""
    return address[1:] if address.startswith("#") else ""


def _targets(root: etree._Element) -> dict[str, etree._Element]:
    targets: dict[str, etree._Element] = {}
    for element in root.iter(etree.Element):
        for name in (element.get("id"), element.get("name")):
            if name:
                targets.setdefault(name, element)
    return targets


def _holder(target: etree._Element | None, link: etree._Element) -> etree._Element | None:
    """Return the paragraph or list item that a target is or stands in, unless the link stands in it too."""
    while target is not None and target.tag not in _HOLDERS:
        if target.tag in {"body", "main", "td", "th"}:
            return None
        target = target.getparent()
    if target is None or target in link.iterancestors() or not 0 < len(_words(target)) <= _LONGEST_NOTE:
        return None
    return target


def _returning(holder: etree._Element, link: etree._Element) -> Iterator[etree._Element]:
    """Yield the links of a note that lead back to the link, or to what it stands directly in."""
    around = [link, *link.iterdescendants(), *(above for above in link.iterancestors() if above.tag in {"sup", "span"})]
    names = {name for element in around for name in (element.get("id"), element.get("name")) if name}
    yield from (inner for inner in holder.iter("a") if _fragment(inner) in names)


def _is_raised(link: etree._Element) -> bool:
    return link.find(".//sup") is not None or any(above.tag == "sup" for above in link.iterancestors())


def _says_so(link: etree._Element) -> bool:
    said = " ".join(link.get(name) or "" for name in ("role", "rel", "class", "type", "epub:type"))
    return _SAYS_SO.search(said) is not None


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())

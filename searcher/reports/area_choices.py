"""Areas that a person may mean while typing: by part of a name, another name, or a code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.areas import AreaTable
from index.analysis import words
from searcher.asking.facet_values import read_value

MOST = 10


@dataclass(frozen=True, slots=True)
class AreaChoice:
    """An area of the collection; ``by`` is the other name or code that what was typed begins, "" for its own name."""

    value: str
    label: str
    by: str = ""


def area_choices(
    typed: str,
    held: Mapping[str, str],
    table: AreaTable,
    others: Mapping[str, str] | None = None,
    limit: int = MOST,
) -> list[AreaChoice]:
    """Return the areas that what was typed may begin: those whose name does, then a word of it, then another name.

    ``held`` are the collection's areas, value to label; ``others`` gives labels by other names that the
    collection knows. Every word typed must begin a word of one and the same name, in order; a code must be
    typed from its first sign. Alphabetical otherwise. What begins no name may be a whole one in another
    printed form, that of a council for example.
    """
    wanted = words(typed)
    if not wanted:
        return []
    called: dict[str, list[str]] = {}
    for other, label in (others or {}).items():
        called.setdefault(label, []).append(other)
    found: list[tuple[int, str, AreaChoice]] = []
    for value, label in held.items():
        area = table.resolve(label)
        codes = [code for code in (area.code, area.ons_code) if code] if area else []
        names: Iterable[str] = (label, *(area.aliases if area else ()), *called.get(label, ()), *codes)
        for place, name in enumerate(names):
            rank = _fit(wanted, words(name))
            if rank is not None and not (name in codes and rank):
                choice = AreaChoice(value, label, name if place else "")
                found.append((rank + (2 if place else 0), label.casefold(), choice))
                break
    whole = "" if found else read_value("area", typed)
    if whole in held:
        return [AreaChoice(whole, held[whole], typed.strip())]
    return [choice for *_, choice in sorted(found, key=lambda entry: entry[:2])[:limit]]


def _fit(wanted: list[str], name: list[str]) -> int | None:
    """Return 0 where a name begins with the words typed, 1 where they begin later, ``None`` where nowhere."""
    for start in range(len(name) - len(wanted) + 1):
        *whole, last = wanted
        if name[start : start + len(whole)] == whole and name[start + len(whole)].startswith(last):
            return min(start, 1)
    return None

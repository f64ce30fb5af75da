"""The acronyms that a collection of reports defines, each with its printed forms and how much it is used."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.acronyms.keys import compared_words, short_key, short_letters, without_s


@dataclass(frozen=True, slots=True)
class Acronym:
    """One acronym with one meaning: what a search needs to find either by the other.

    ``short`` and ``long`` are the printed forms that define it most often; ``shorts`` and
    ``longs`` are all of them, most often first. An acronym with several meanings has an entry
    for each. ``reports`` is how many reports define it so; ``short_passages`` is in how many
    passages of the collection the acronym is printed, in capitals as one of ``shorts`` or their
    plural, whatever it means there; ``long_passages`` counts the long form likewise, in any case.
    """

    short: str
    long: str
    shorts: tuple[str, ...]
    longs: tuple[str, ...]
    reports: int
    short_passages: int
    long_passages: int


@dataclass(frozen=True, slots=True)
class Defined:
    """How often, and by how many reports, an acronym is defined with one meaning, in its printed forms."""

    short_key: str
    long_key: str
    shorts: Counter[str]
    longs: Counter[str]
    reports: int


def make_glossary(defined: Iterable[Defined], texts: Iterable[str]) -> tuple[Acronym, ...]:
    """Return the acronyms, ordered by short form; its meanings by how many reports define them.

    ``texts`` are the passages of the collection, each of which is looked at once.
    """
    entries = sorted(defined, key=lambda entry: (entry.short_key, -entry.reports, entry.long_key))
    uses = _Uses(entries)
    for text in texts:
        uses.count(text)
    return tuple(
        Acronym(
            short=_by_frequency(entry.shorts)[0],
            long=_by_frequency(entry.longs)[0],
            shorts=_by_frequency(entry.shorts),
            longs=_by_frequency(entry.longs),
            reports=entry.reports,
            short_passages=uses.shorts[entry.short_key],
            long_passages=uses.longs[place],
        )
        for place, entry in enumerate(entries)
    )


_SHORT = re.compile(r"[^\W_]+(?:&[^\W_]+)*(?:['\u2019]s\b)?")


def find_acronyms(acronyms: Iterable[Acronym], word: str) -> list[Acronym]:
    """Return those that a word names, in their order; all where it is empty.

    A word names an acronym in any case, singular or plural, or words that stand together in its
    long form: "sencos", "annual review".
    """
    letters, wanted = {short_letters(word), short_letters(without_s(word))}, compared_words(word)
    return [
        acronym
        for acronym in acronyms
        if not word.strip()
        or letters & {short_letters(form) for short in acronym.shorts for form in (short, without_s(short))}
        or any(_stand_together(wanted, compared_words(long)) for long in acronym.longs)
    ]


def _stand_together(wanted: Sequence[str], words: Sequence[str]) -> bool:
    return any(wanted == words[start : start + len(wanted)] for start in range(len(words))) and bool(wanted)


class _Uses:
    """Counts the passages that print each short form (by key) and each long form (by place of its entry)."""

    def __init__(self, entries: Sequence[Defined]) -> None:
        self.shorts: Counter[str] = Counter()
        self.longs: Counter[int] = Counter()
        self._short_forms: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._long_forms: dict[str, dict[str, set[tuple[tuple[str, ...], int]]]] = defaultdict(dict)
        for place, entry in enumerate(entries):
            for short in entry.shorts:
                plural = short_key(short, plural=False) != entry.short_key
                first, _, rest = (without_s(short) if plural else short).partition(" ")
                self._short_forms[first].add((without_s(rest), entry.short_key))
            for long in entry.longs:
                first, *others = compared_words(long)
                after_first = self._long_forms[first]
                after_first.setdefault(others[0] if others else "", set()).add((tuple(others), place))

    def count(self, text: str) -> None:
        """Add the uses in one passage."""
        self.shorts.update(set(self._shorts_in(text)))
        self.longs.update(set(self._longs_in(text)))

    def _shorts_in(self, text: str) -> Iterator[str]:
        words = text.split()
        for place, printed in enumerate(words):
            if printed.islower():
                continue
            for word in _SHORT.findall(printed):
                for form in (word, without_s(word)) if word.endswith("s") else (word,):
                    for rest, key in self._short_forms.get(form, ()):
                        if not rest or _goes_on(rest, words[place + 1 : place + 3]):
                            yield key

    def _longs_in(self, text: str) -> Iterator[int]:
        words = compared_words(text)
        words.append("")
        for start, word in enumerate(words):
            after_first = self._long_forms.get(word)
            if after_first:
                for others, place in (*after_first.get(words[start + 1], ()), *after_first.get("", ())):
                    if tuple(words[start + 1 : start + 1 + len(others)]) == others:
                        yield place


def _goes_on(rest: str, words: Sequence[str]) -> bool:
    """Whether the words after the first one of an acronym are its others ("EHC plan", "EHC plans.")."""
    printed = " ".join(words)
    return re.match(rf"{re.escape(rest)}s?\b", printed) is not None


def _by_frequency(forms: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(forms, key=lambda form: (-forms[form], form)))

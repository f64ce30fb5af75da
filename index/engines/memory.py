"""The slow engine that is obviously right: every passage looked at for every search.

The other engines are compared with it. It shares nothing with them but the analysis of text and
the figures of ``index.scoring``, and it is plain Python throughout. Good for some hundred passages.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase

from corpus.acronyms.glossary import Acronym
from corpus.report import Report
from index.analysis import Token, patterns, tokens
from index.engine import (
    MAX_EXPANSION,
    MAX_REPEATS,
    DateFilter,
    DateSpan,
    EngineAnswer,
    EngineHit,
    EngineRequest,
    Filter,
    Order,
    PassageDocument,
    ValueCount,
)
from index.engines.field_checks import check_fields, check_kind
from index.fields import MISSING, MISSING_LABEL, TEXT_FIELDS, FieldKind
from index.query import (
    And,
    AtLeast,
    Bonus,
    DateRange,
    Everything,
    Expanded,
    Keyword,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Preferred,
    Prefix,
    Term,
    Weighted,
    Wildcard,
    WordNode,
)
from index.scoring import DECIMALS, K1, LENGTH_NORMALISATION, SAID, WEIGHTS, WORTH, brevity, rarity
from index.spelling import near_words

Fits = Callable[[Token], bool]


class MemoryEngine:
    """Searches a list of passages by looking at each; an ``Engine`` and an ``EngineBuilder`` in one."""

    name = "memory"

    def __init__(self) -> None:
        self._reports: dict[str, Report] = {}
        self._documents: list[PassageDocument] = []
        self._words: dict[str, list[list[Token]]] = {name: [] for name in TEXT_FIELDS}
        self._acronyms: tuple[Acronym, ...] = ()
        self._printed: dict[str, Counter[str]] = {name: Counter() for name in TEXT_FIELDS}

    def add(self, report: Report, documents: Iterable[PassageDocument]) -> None:
        """Add a report and its passages."""
        self._reports[report.id] = report
        before: dict[str, str] = {}
        for document in documents:
            self._documents.append(document)
            texts = {"text": document.text, "heading": document.heading, "title": document.title}
            for name, text in texts.items():
                found = tokens(text)
                self._words[name].append(found)
                # A heading over many passages is printed once.
                if name == "text" or before.get(name) != text:
                    self._printed[name].update(token.text for token in found)
            before = texts

    def add_acronyms(self, acronyms: Sequence[Acronym]) -> None:
        """Keep the acronyms of all reports."""
        self._acronyms = tuple(acronyms)

    def finish(self) -> None:
        """Do nothing: there is nothing to write out."""

    def close(self) -> None:
        """Do nothing: there are no files."""

    def search(self, request: EngineRequest) -> EngineAnswer:
        """Return matches, hits and counts (see ``index.engine``)."""
        check_fields(request, _leaves(request.query))
        numbers = range(len(self._documents))
        matched = {n for n in numbers if self._matches(request.query, n)}
        in_range = {n for n in matched if request.dates is None or _between(self._documents[n], request.dates)}
        through = {n for n in in_range if self._passes(n, request.filters)}
        facets = {}
        for facet in request.facets:
            others = {name: chosen for name, chosen in request.filters.items() if name != facet}
            facets[facet] = self._counts(facet, [n for n in sorted(in_range) if self._passes(n, others)])
        scores = self._scores(request.query)
        ordered = sorted(through, key=lambda n: self._order_key(request.order, n, scores[n]))
        repeats: dict[int, list[int]] = {}
        if request.order is Order.RELEVANCE and request.repeats_last:
            ordered, repeats = self._repeats_last(ordered)
        first = max(request.offset, 0)
        last = None if request.limit is None else first + max(request.limit, 0)
        if request.fold is None:
            chosen = ordered[first:last]
        else:
            report_of = {n: self._documents[n].report_id for n in ordered}
            folded = list(dict.fromkeys(report_of.values()))[first:last]
            chosen = [n for one in folded for n in [n for n in ordered if report_of[n] == one][: request.fold]]
        hits = tuple(self._hit(n, scores[n], repeats.get(n, [])) for n in chosen)
        reports = len({self._documents[n].report_id for n in through})
        return EngineAnswer(len(through), reports, hits, facets, self._cut(request.query))

    def _repeats_last(self, ordered: list[int]) -> tuple[list[int], dict[int, list[int]]]:
        """Return passages with those last that say what an earlier one says, and those by that earlier one."""
        first: dict[tuple[str, ...], int] = {}
        repeats: dict[int, list[int]] = {}
        for n in ordered:
            said = tuple(token.text for token in self._words["text"][n])
            if first.setdefault(said, n) != n:
                repeats.setdefault(first[said], []).append(n)
        firsts = set(first.values())
        return [*(n for n in ordered if n in firsts), *(n for n in ordered if n not in firsts)], repeats

    def _hit(self, n: int, score: float, repeats: list[int]) -> EngineHit:
        others = [self._documents[other] for other in repeats]
        reports = len({other.report_id for other in others})
        return EngineHit(score, self._documents[n], tuple(other.id for other in others[:MAX_REPEATS]), reports)

    def frequencies(self, nodes: Sequence[Node]) -> list[int]:
        """Return how many passages each node matches, in the order asked."""
        return [sum(self._matches(node, n) for n in range(len(self._documents))) for node in nodes]

    def spellings(self, word: str) -> tuple[str, ...]:
        """Return the words of passages that are spelled nearly like a folded word, nearest first."""
        printed = self._printed["text"]
        held = sorted(printed)
        return near_words(word, held, [printed[other] for other in held])

    def passages(self, ids: Sequence[str]) -> list[PassageDocument]:
        """Return the passages with these ids, in the order asked, leaving out unknown ones."""
        by_id = {document.id: document for document in reversed(self._documents)}
        return [by_id[passage_id] for passage_id in ids if passage_id in by_id]

    def report(self, report_id: str) -> Report | None:
        """Return one whole report, or ``None`` when there is none of that id."""
        return self._reports.get(report_id)

    def report_details(self, report_id: str) -> Report | None:
        """Return a report without its sections, or ``None`` when there is none of that id."""
        report = self._reports.get(report_id)
        return replace(report, sections=()) if report else None

    def report_ids(self) -> list[str]:
        """Return the ids of all reports, sorted."""
        return sorted(self._reports)

    def acronyms(self) -> tuple[Acronym, ...]:
        """Return the acronyms that the reports define, in the order they were given in."""
        return self._acronyms

    def labels(self, field: str) -> Mapping[str, str]:
        """Return every value of a keyword field with its label."""
        check_kind(field, FieldKind.KEYWORD)
        found: dict[str, Counter[str]] = {}
        for document in self._documents:
            for value in document.keywords.get(field, ()):
                found.setdefault(value.value, Counter())[value.label] += 1
        return {
            value: min(labels, key=lambda label: (-labels[label], label)) for value, labels in sorted(found.items())
        }

    def date_span(self, field: str) -> DateSpan | None:
        """Return the first and the last day of a date field; ``None`` where no passage has one."""
        check_kind(field, FieldKind.DATE)
        days = [day for document in self._documents if (day := _day(document, field))]
        if not days:
            return None
        reports = {document.report_id for document in self._documents}
        dated = {document.report_id for document in self._documents if _day(document, field)}
        return DateSpan(min(days), max(days), len(reports - dated))

    def _matches(self, node: Node, n: int) -> bool:
        match node:
            case And(children=children):
                return all(self._matches(child, n) for child in children)
            case Or(children=children):
                return any(self._matches(child, n) for child in children)
            case AtLeast(children=children, minimum=minimum):
                return sum(self._matches(child, n) for child in children) >= minimum
            case Not(child=child):
                return not self._matches(child, n)
            case Weighted(child=child):
                return self._matches(child, n)
        return self._matches_leaf(node, n)

    def _matches_leaf(self, node: Node, n: int) -> bool:
        match node:
            case Everything() | Preferred() | Bonus() | Nothing():
                return not isinstance(node, Nothing)
            case Keyword(field=field, value=value):
                return value in _values(self._documents[n], field)
            case DateRange(field=field, first=first, last=last):
                return _between(self._documents[n], DateFilter(field, first, last))
            case Expanded(typed=typed, others=others):
                return any(self._matches_leaf(each, n) for each in (typed, *others))
            case Term() | Phrase() | Prefix() | Wildcard():
                fields = ("text", "heading") if node.field is None else (node.field,)
                slots = self._slots(node)
                return any(_occurrences(self._words[name][n], slots, _slop(node)) for name in fields)
        raise TypeError(f"{type(node).__name__} is not a query node.")

    def _scores(self, query: Node) -> list[float]:
        scores = [0.0] * len(self._documents)
        for node, weight in _scored_leaves(query, 1.0):
            if isinstance(node, Bonus):
                for n in range(len(scores)):
                    scores[n] += weight * node.points if self._matches(node.child, n) else 0
                continue
            matching = sum(self._matches(node, n) for n in range(len(scores)))
            for n in range(len(scores)):
                frequency, said = self._frequency(node, n)
                worth = math.prod(WORTH.get(finding, 1.0) for finding in _values(self._documents[n], "finding"))
                worth *= brevity(len(self._words["text"][n]))
                scores[n] += weight * rarity(len(scores), matching) * (frequency / (K1 + frequency) + said) * worth
        return [round(score, DECIMALS) for score in scores]

    def _frequency(self, node: WordNode | Expanded, n: int) -> tuple[float, float]:
        """Return how often a leaf occurs, weighted and normalised, and the floor for being said."""
        if isinstance(node, Expanded):
            frequency, said = self._frequency(node.typed, n)
            for other in node.others:
                more, also = self._frequency(other, n)
                frequency, said = frequency + node.weight * more, max(said, node.weight * also)
            return frequency, said
        frequency = said = 0.0
        slots = self._slots(node)
        for name in TEXT_FIELDS if node.field is None else (node.field,):
            words = self._words[name]
            count = _occurrences(words[n], slots, _slop(node))
            if count:
                mean = sum(map(len, words)) / len(words)
                b = LENGTH_NORMALISATION[name]
                frequency += WEIGHTS[name] * count / (1 - b + b * len(words[n]) / mean)
                said = SAID if name == "text" else said
        return frequency, said

    def _slots(self, node: WordNode) -> list[Fits]:
        """Return what each word of a leaf must fit, in order."""
        match node:
            case Term(text=text):
                return [_has_stem(token.stem) for token in tokens(text)]
            case Phrase(words=written):
                return [_is(token.text) for word in written for token in tokens(word)]
            case Prefix(text=text):
                *whole, start = [token.text for token in tokens(text)] or [""]
                return [_is(word) for word in whole] + [self._fits(start + "*", node.field)] if start else []
            case Wildcard(pattern=pattern):
                return [self._fits(part, node.field) for part in patterns(pattern)]

    def _fits(self, pattern: str, field: str | None) -> Fits:
        kept = set(self._fitting(pattern, field)[:MAX_EXPANSION])
        return lambda token: token.text in kept

    def _fitting(self, pattern: str, field: str | None) -> list[str]:
        """Return the words a pattern fits, those printed most often first."""
        printed: Counter[str] = Counter()
        for name in ("text", "heading") if field is None else (field,):
            printed += self._printed[name]
        if "*" not in pattern and "?" not in pattern:
            return [pattern]
        words = [word for word in printed if fnmatchcase(word, pattern)]
        return sorted(words, key=lambda word: (-printed[word], word))

    def _cut(self, query: Node) -> tuple[str, ...]:
        cut: dict[str, None] = {}
        for node in _leaves(query):
            parts: list[str] = []
            if isinstance(node, Wildcard):
                parts = patterns(node.pattern)
            elif isinstance(node, Prefix) and tokens(node.text):
                parts = [tokens(node.text)[-1].text + "*"]
            if isinstance(node, Wildcard | Prefix):
                cut |= {part: None for part in parts if len(self._fitting(part, node.field)) > MAX_EXPANSION}
        return tuple(cut)

    def _passes(self, n: int, filters: Mapping[str, Filter]) -> bool:
        return all(_allows(chosen, _values(self._documents[n], field)) for field, chosen in filters.items())

    def _counts(self, facet: str, numbers: list[int]) -> tuple[ValueCount, ...]:
        labels = {MISSING: MISSING_LABEL, **self.labels(facet)}
        passages: Counter[str] = Counter()
        reports: dict[str, set[str]] = {}
        for n in numbers:
            for value in _values(self._documents[n], facet):
                passages[value] += 1
                reports.setdefault(value, set()).add(self._documents[n].report_id)
        ordered = sorted(passages.items(), key=lambda item: (-item[1], item[0]))
        return tuple(ValueCount(value, labels[value], count, len(reports[value])) for value, count in ordered)

    def _order_key(self, order: Order, n: int, score: float) -> tuple[object, ...]:
        document = self._documents[n]
        day = document.inspected or document.published
        newest = (-day.toordinal() if day else 1, document.report_id, document.position)
        match order:
            case Order.RELEVANCE:
                return (-score, *newest)
            case Order.NEWEST:
                return newest
            case Order.OLDEST:
                return (day or date.max, day is None, document.report_id, document.position)
            case Order.AREA:
                areas = [value.label.casefold() for value in document.keywords.get("area", ())]
                return (not areas, areas, *newest)


def _occurrences(words: list[Token], slots: list[Fits], slop: int) -> int:
    """Return at how many words a row of slots begins, with at most ``slop`` other words in all."""
    if not slots:
        return 0
    first, *rest = slots
    count = 0
    for start, token in enumerate(words):
        if first(token):
            following = iter(words[start + 1 : start + len(slots) + slop])
            count += all(any(fits(word) for word in following) for fits in rest)
    return count


def _has_stem(stem: str) -> Fits:
    return lambda token: token.stem == stem


def _is(word: str) -> Fits:
    return lambda token: token.text == word


def _slop(node: Node) -> int:
    return max(node.slop, 0) if isinstance(node, Phrase) else 0


def _values(document: PassageDocument, field: str) -> list[str]:
    values = [value.value for value in document.keywords.get(field, ())]
    return list(dict.fromkeys(values)) or [MISSING]


def _allows(chosen: Filter, values: list[str]) -> bool:
    included = not chosen.include or any(value in chosen.include for value in values)
    return included and not any(value in chosen.exclude for value in values)


def _between(document: PassageDocument, span: DateFilter) -> bool:
    day = _day(document, span.field)
    return day is not None and (span.first or day) <= day <= (span.last or day)


def _day(document: PassageDocument, field: str) -> date | None:
    return document.inspected if field == "inspected" else document.published


def _scored_leaves(node: Node, weight: float) -> list[tuple[WordNode | Expanded | Bonus, float]]:
    match node:
        case Term() | Phrase() | Prefix() | Wildcard() | Expanded() | Bonus():
            return [(node, weight)]
        case Weighted(child=child, weight=factor):
            return _scored_leaves(child, weight * factor)
        case And() | Or() | AtLeast() | Preferred():
            return [leaf for child in node.children for leaf in _scored_leaves(child, weight)]
    return []


def _leaves(node: Node) -> list[Node]:
    match node:
        case Not(child=child) | Weighted(child=child) | Bonus(child=child):
            return _leaves(child)
        case Expanded(typed=typed, others=others):
            return [typed, *others]
        case And() | Or() | AtLeast() | Preferred():
            return [leaf for child in node.children for leaf in _leaves(child)]
    return [node]

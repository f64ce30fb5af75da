"""Lexemes: the words, quotations, brackets, operators and field names of a query.

One pass reads the text and never fails. What cannot be used as typed becomes a Problem. Punctuation inside a word
("children's", "and/or", "18-25") stays inside it; punctuation on its own is ignored.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from index.fields import BY_NAME, FieldKind
from index.query import Span
from searcher.asking.problems import Problem, ProblemKind

MAX_SLOP = 100

FIELD_ALIASES = {"section": "heading", "date": "inspected"}
"""Names used in queries for a field of another name. ``section:outcomes`` looks for the word in
the heading; the section facet's values are long and are for filters only."""
FIELD_NAMES: tuple[str, ...] = tuple(
    sorted({name for name, field in BY_NAME.items() if not field.hidden} | FIELD_ALIASES.keys())
)

QUOTES = '"“”„‟«»″＂'
_OPEN_SINGLE, _CLOSE_SINGLE = "‘", "’"
_LETTER = re.compile(r"[^\W_²³¹⁰-⁹]")
_STARTS_WORD = re.compile(r"[^\W_²³¹⁰-⁹]|[*?]")
_WORD = re.compile(rf"[^\s(){QUOTES}]+")
_VALUE = re.compile(rf"[^\s){QUOTES}]+")
_FIELD = re.compile(r"([^\W\d_]+):(?=\S)")
_FIELD_APART = re.compile(r"([^\W\d_]+):(?=\s|$)")
_SLOP = re.compile(r"~([0-9]*)")
_CLOSING_SINGLE = re.compile(rf"{_CLOSE_SINGLE}(?!\w)")
_AFTERTHOUGHT = re.compile(r"[~^][0-9.]+$")
_SHARE = re.compile(r"(?:^|[0-9])%$")
_OPTIONAL_ENDING = re.compile(r"(?<=\w)\((e?s)\)(?!\w)")


class LexemeKind(StrEnum):
    """What a lexeme is. Signs stand for the operators ``+`` and ``-`` before a word."""

    WORD = "word"
    QUOTED = "quoted"
    FIELD = "field"
    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    PLUS = "+"
    MINUS = "-"


OPERATORS = {"AND": LexemeKind.AND, "OR": LexemeKind.OR, "NOT": LexemeKind.NOT}
_SIGNS = {"+": LexemeKind.PLUS, "-": LexemeKind.MINUS}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One sign. ``text`` is a word as typed, the inside of a quotation, or a field's true name.

    ``span`` covers the whole sign as typed, quotation marks and colon included.
    """

    kind: LexemeKind
    text: str
    span: Span
    slop: int = 0


def read_lexemes(text: str) -> tuple[list[Lexeme], list[Problem]]:
    """Return the lexemes of a query in order, and the problems met; ``searcher.language.limits`` bounds them."""
    scanner = _Scanner(text, last_single=text.rfind(_CLOSE_SINGLE))
    return list(scanner.scan()), scanner.problems


@dataclass(slots=True)
class _Scanner:
    """Walks over the text. ``groups`` holds the field each open bracket is about."""

    text: str
    last_single: int
    problems: list[Problem] = dataclasses.field(default_factory=list)
    at: int = 0
    field: str | None = None
    groups: list[str | None] = dataclasses.field(default_factory=list)

    def scan(self) -> Iterator[Lexeme]:
        """Yield lexemes from left to right."""
        while self.at < len(self.text):
            character = self.text[self.at]
            if character in QUOTES or character == _OPEN_SINGLE:
                yield from self.quotation()
            elif character == "(":
                self.groups.append(self.field or self.group)
                yield self.take(LexemeKind.OPEN, 1)
            elif character == ")":
                del self.groups[-1:]
                yield self.take(LexemeKind.CLOSE, 1)
            elif character in _SIGNS and self.is_sign():
                yield self.take(_SIGNS[character], 1)
            elif character.isspace():
                self.at += 1
            elif self.group and BY_NAME[self.group].kind is not FieldKind.TEXT:
                yield from self.value(self.group)
            elif character == "%" or _STARTS_WORD.match(character):
                yield from self.chunk()
            else:
                self.at += 1

    @property
    def group(self) -> str | None:
        """The field that the innermost open bracket is about."""
        return self.groups[-1] if self.groups else None

    def take(self, kind: LexemeKind, length: int, text: str | None = None) -> Lexeme:
        """Return the next ``length`` characters as a lexeme and move on."""
        start, self.at = self.at, self.at + length
        self.field = text if kind is LexemeKind.FIELD else None
        return Lexeme(kind, self.text[start : self.at] if text is None else text, (start, self.at))

    def report(self, kind: ProblemKind, message: str, span: Span) -> None:
        self.problems.append(Problem(kind, message, "q", span))

    def is_sign(self) -> bool:
        """Whether the + or - here stands before a word, as in ``-word``, not alone or inside one."""
        before = self.text[self.at - 1 : self.at]
        after = self.text[self.at + 1 : self.at + 2]
        starts = not before or before.isspace() or before == "("
        return starts and bool(after) and (after in QUOTES + _OPEN_SINGLE + "(" or bool(_STARTS_WORD.match(after)))

    def quotation(self) -> Iterator[Lexeme]:
        """Yield the quotation that begins here; a mark without its partner is reported and passed."""
        start, self.field = self.at, None
        inside = start + 1
        if self.text[start] == _OPEN_SINGLE:
            closing = _CLOSING_SINGLE.search(self.text, inside) if start < self.last_single else None
            end = closing.start() if closing else -1
        else:
            end = next((i for i in range(inside, len(self.text)) if self.text[i] in QUOTES), -1)
        if end < 0:
            self.at = inside
            if self.text[start] != _OPEN_SINGLE:
                message = "This quotation mark is not closed, so the words after it were searched for as plain words."
                self.report(ProblemKind.SYNTAX, message, (start, inside))
            return
        self.at = end + 1
        slop = self.slop()
        yield Lexeme(LexemeKind.QUOTED, self.text[inside:end], (start, self.at), slop)

    def slop(self) -> int:
        """Read ``~5`` after a quotation: how many other words may stand between its words."""
        mark = _SLOP.match(self.text, self.at)
        if not mark:
            return 0
        self.at = mark.end()
        digits = mark[1].lstrip("0")
        if not mark[1]:
            message = 'After a quotation, "~" needs a number, as in "annual reviews"~5; it was left out.'
            self.report(ProblemKind.SYNTAX, message, mark.span())
            return 0
        if len(digits) > len(str(MAX_SLOP)) or int(digits or "0") > MAX_SLOP:
            message = f"At most {MAX_SLOP} words may stand between; {MAX_SLOP} was used."
            self.report(ProblemKind.BAD_NUMBER, message, mark.span())
            return MAX_SLOP
        return int(digits or "0")

    def chunk(self) -> Iterator[Lexeme]:
        """Yield an operator, a field name with its value, or a word, all without spaces inside."""
        named = _FIELD.match(self.text, self.at)
        if named and not self.text.startswith("//", named.end()):
            yield from self.named(named)
            return
        apart = _FIELD_APART.match(self.text, self.at)
        if apart and apart[1].lower() in FIELD_NAMES:
            message = f"There is nothing straight after “{apart[0]}”, so it was read as a word. Write {apart[0]}value."
            self.report(ProblemKind.SYNTAX, message, apart.span())
        yield from self.word()

    def named(self, named: re.Match[str]) -> Iterator[Lexeme]:
        """Yield a field's name and, where it is neither quoted nor in brackets, its value."""
        name = named[1].lower()
        if name not in FIELD_NAMES:
            known = ", ".join(FIELD_NAMES)
            message = f"“{named[1]}” is not a field, so “{named[0]}” was read as a plain word. Fields: {known}."
            self.report(ProblemKind.UNKNOWN_FIELD, message, named.span())
            yield self.take(LexemeKind.WORD, len(named[1]))
            return
        field = FIELD_ALIASES.get(name, name)
        yield self.take(LexemeKind.FIELD, len(named[0]), field)
        if self.text[self.at] != "(":
            yield from self.value(field)

    def value(self, field: str) -> Iterator[Lexeme]:
        """Yield the value here as typed, with any punctuation it has; nothing before a quotation."""
        match = _VALUE.match(self.text, self.at)
        if match and self.text[self.at] != _OPEN_SINGLE:
            kind = OPERATORS.get(match[0], LexemeKind.WORD) if self.group == field else LexemeKind.WORD
            yield self.take(kind, len(match[0]))

    def word(self) -> Iterator[Lexeme]:
        """Yield the word that begins here, its optional ending ("plan(s)") joined to it; none for "??"."""
        match = _WORD.match(self.text, self.at)
        typed = match[0] if match else self.text[self.at]
        ending = _OPTIONAL_ENDING.match(self.text, self.at + len(typed))
        if typed in OPERATORS:
            yield self.take(OPERATORS[typed], len(typed))
        elif ending:
            yield self.take(LexemeKind.WORD, len(typed) + len(ending[0]), typed + ending[1])
        elif not cut_word(typed)[0]:
            self.at += len(typed)
        else:
            yield self.take(LexemeKind.WORD, len(typed))


def cut_word(typed: str) -> tuple[str, str]:
    """Return a word without the punctuation after it, and a mark such as ``~2`` that was taken off.

    A question mark at the end is punctuation; inside a word it stands for one letter.
    """
    removed = ""
    while True:
        end = len(typed)
        while end and typed[end - 1] != "*" and not _SHARE.search(typed, 0, end) and not _LETTER.match(typed[end - 1]):
            end -= 1
        typed = typed[:end]
        mark = _AFTERTHOUGHT.search(typed)
        if not mark:
            return typed, removed
        typed, removed = typed[: mark.start()], mark[0] + removed

"""The query language: what a person types, read into query nodes and problems.

::

    query    = implicit
    implicit = either { either }           words side by side: enough of them must match
    either   = both { "OR" both }
    both     = single { "AND" single }
    single   = { "NOT" | "-" | "+" } ( [field ":"] ( word | quotation | "(" implicit ")" ) )

User text never raises: each trouble becomes a Problem with its place, and the rest still counts.

Written by hand: what was tried instead, and what each library does wrong, is in docs/decisions.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from corpus.dates import parse_partial
from index.analysis import patterns, tokens
from index.fields import BY_NAME, FieldKind
from index.query import DateRange, Everything, Keyword, Node, Phrase, Prefix, Span, Term, Wildcard
from searcher.asking.facet_values import read_value
from searcher.asking.problems import Problem, ProblemKind
from searcher.asking.request import MAX_QUERY_CHARACTERS
from searcher.language.filter_names import NO_VALUES, Offer, Recogniser, need_what_is_named
from searcher.language.joining import (
    STRICT,
    Leniency,
    Operand,
    is_term,
    join_all,
    join_any,
    join_implicit,
    join_shares,
    join_values,
    negate,
    neighbours,
)
from searcher.language.lexemes import OPERATORS, Lexeme, LexemeKind, cut_word, read_lexemes
from searcher.language.limits import keep_within_limits
from searcher.language.thesaurus import NO_OTHER_WORDS, Expansion, Thesaurus

MAX_PROBLEMS = 20

_STARTS_OPERAND = frozenset(LexemeKind) - {LexemeKind.AND, LexemeKind.OR, LexemeKind.CLOSE}


_REMEDY = "Write a year, a month or a day, as in 2024, 2024-03 or 21/11/2024, or a range, as in 2019..2024."


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query as read. ``left_out`` holds the words that did not count, being too common.

    ``pairs`` are words that were typed side by side: they need not stand so, but rank higher if
    they do. ``expansions`` says what else was searched for which words, ``offers`` which filters
    words of it name. ``words`` are the bare words that count. ``strict`` is the query as it is
    read where enough is found, ``None`` where it is so read.
    """

    node: Node
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()
    pairs: tuple[Node, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    offers: tuple[Offer, ...] = ()
    words: tuple[Node, ...] = ()
    strict: Node | None = None

    @property
    def terms(self) -> tuple[Node, ...]:
        """The terms of the field among its words."""
        return tuple(filter(is_term, self.words))


def parse_query(
    text: str,
    thesaurus: Thesaurus = NO_OTHER_WORDS,
    recogniser: Recogniser = NO_VALUES,
    leniency: Leniency = STRICT,
) -> ParsedQuery:
    """Return what a query means; ``Everything`` when it holds nothing to look for.

    Spans of nodes and problems are in characters of ``text``. With a ``thesaurus``, bare words
    match by other words for them too; with a ``recogniser``, those that name a value are
    preferences. ``leniency`` is for where too little is found.
    """
    kept = text[:MAX_QUERY_CHARACTERS]
    lexemes, problems = read_lexemes(kept)
    if len(text) > len(kept):
        message = f"A query can have {MAX_QUERY_CHARACTERS:,} characters; what came after was left out."
        problems.insert(0, Problem(ProblemKind.TOO_LONG, message, "q", (len(kept), len(text))))
    parser = _Parser(keep_within_limits(lexemes, problems), problems, thesaurus, recogniser, leniency)
    node = parser.implicit(None)
    if node is None and kept.strip():
        message = "There is no word to look for, so all passages are shown. Type a word or choose filters."
        problems.append(Problem(ProblemKind.NO_WORDS, message, "q", (0, len(kept))))
    if len(problems) > MAX_PROBLEMS:
        more = len(problems) - MAX_PROBLEMS
        message = f"There are {more} more problems of this kind in the query."
        problems[MAX_PROBLEMS:] = [Problem(ProblemKind.SYNTAX, message, "q", problems[MAX_PROBLEMS].span)]
    left_out, pairs = tuple(dict.fromkeys(parser.left_out)), tuple(dict.fromkeys(parser.pairs))
    expansions = tuple(dict.fromkeys(parser.expansions))
    return ParsedQuery(
        node or Everything(),
        tuple(problems),
        left_out,
        pairs,
        expansions,
        tuple(dict.fromkeys(parser.offers)),
        tuple(parser.words),
    )


@dataclass(slots=True)
class _Parser:
    lexemes: list[Lexeme]
    problems: list[Problem]
    thesaurus: Thesaurus
    recogniser: Recogniser
    leniency: Leniency
    at: int = 0
    left_out: list[str] = field(default_factory=list)
    pairs: list[Node] = field(default_factory=list)
    expansions: list[Expansion] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    words: list[Node] = field(default_factory=list)

    def next_kind(self) -> LexemeKind | None:
        return self.lexemes[self.at].kind if self.at < len(self.lexemes) else None

    def take(self) -> Lexeme:
        self.at += 1
        return self.lexemes[self.at - 1]

    def report(self, message: str, span: Span, kind: ProblemKind = ProblemKind.SYNTAX) -> None:
        self.problems.append(Problem(kind, message, "q", span))

    def report_lone(self, operator: Lexeme, needs: str) -> None:
        word = operator.text
        message = f"{word} needs {needs}, so it was left out. To look for the word, write “{word.lower()}”."
        self.report(message, operator.span)

    def implicit(self, name: str | None) -> Node | None:
        """Read up to a closing bracket or the end; ``name`` is the field the brackets are about."""
        operands: list[Operand] = []
        while (kind := self.next_kind()) not in (None, LexemeKind.CLOSE):
            if kind in (LexemeKind.AND, LexemeKind.OR):
                self.report_lone(self.take(), "something before it")
            elif (operand := self.either(name)) is not None:
                operands.append(operand)
        if name and BY_NAME[name].kind is not FieldKind.TEXT:
            return join_values(operand.node for operand in operands)
        operands = self.thesaurus.join_forms(join_shares(operands)) if name is None else operands
        operands, offers = self.recogniser.recognise(operands) if name is None else (operands, [])
        expanded, expansions = self.thesaurus.expand(operands)
        expanded = need_what_is_named(expanded)
        needed = any(operand.named for operand in expanded)
        self.offers += [replace(offer, needed=needed) for offer in offers]
        joined = join_implicit(expanded, self.leniency)
        self.left_out += joined.left_out
        self.words += joined.words
        self.pairs += neighbours(expanded)
        self.expansions += expansions
        return joined.node

    def either(self, name: str | None) -> Operand | None:
        return self.joined(name, LexemeKind.OR)

    def joined(self, name: str | None, operator: LexemeKind) -> Operand | None:
        """Read operands joined by one operator; ``None`` when there is nothing to read."""
        tighter = self.single if operator is LexemeKind.AND else self.both
        first = tighter(name)
        if first is None:
            return None
        operands = [first]
        while self.next_kind() is operator:
            sign = self.take()
            following = tighter(name)
            if following is None:
                self.report_lone(sign, "something after it")
            else:
                operands.append(following)
        if len(operands) == 1:
            return first
        nodes = [operand.node for operand in operands if operand.node is not None]
        return Operand(join_all(nodes) if operator is LexemeKind.AND else join_any(nodes))

    def both(self, name: str | None) -> Operand | None:
        return self.joined(name, LexemeKind.AND)

    def single(self, name: str | None) -> Operand | None:
        """Read one operand with the signs and NOTs before it; ``None`` when there is none."""
        signs: list[Lexeme] = []
        while self.next_kind() in (LexemeKind.NOT, LexemeKind.MINUS, LexemeKind.PLUS):
            signs.append(self.take())
        if self.next_kind() not in _STARTS_OPERAND:
            for sign in signs:
                self.report_lone(sign, "something after it")
            return None
        operand = self.operand(name)
        if not signs or operand.node is None:
            return operand
        negative = sum(sign.kind is not LexemeKind.PLUS for sign in signs) % 2
        node = negate(operand.node, signs[0].span[0]) if negative else operand.node
        return Operand(node)

    def operand(self, name: str | None) -> Operand:
        """Read a word, a quotation, a bracket or a field with its value."""
        lexeme = self.take()
        if lexeme.kind is LexemeKind.OPEN:
            return Operand(self.bracket(name, lexeme))
        if lexeme.kind is LexemeKind.FIELD:
            return self.named(lexeme)
        kind = BY_NAME[name].kind if name else FieldKind.TEXT
        if name and kind is not FieldKind.TEXT:
            return Operand(self.keyword(name, lexeme) if kind is FieldKind.KEYWORD else self.days(name, lexeme))
        if lexeme.kind is LexemeKind.QUOTED:
            return Operand(self.quotation(name, lexeme))
        return Operand(self.word(name, lexeme), bare=True)

    def bracket(self, name: str | None, opening: Lexeme) -> Node | None:
        known = len(self.problems)
        node = self.implicit(name)
        closing = self.take()
        if node is None and len(self.problems) == known:
            self.report("There is nothing inside these brackets.", (opening.span[0], closing.span[1]))
        return node

    def named(self, lexeme: Lexeme) -> Operand:
        """Read the value after a field's name, which must follow without a space."""
        following = self.lexemes[self.at] if self.at < len(self.lexemes) else None
        kinds = (LexemeKind.WORD, LexemeKind.QUOTED, LexemeKind.OPEN)
        if following is None or following.kind not in kinds or following.span[0] != lexeme.span[1]:
            self.report(f"Nothing usable stands after “{lexeme.text}:”; it was left out.", lexeme.span)
            return Operand(None)
        return replace(self.operand(lexeme.text), bare=False)

    def days(self, name: str, lexeme: Lexeme) -> Node | None:
        node, problem = read_date_range(name, lexeme)
        self.problems += [problem] if problem else []
        return node

    def keyword(self, name: str, lexeme: Lexeme) -> Node | None:
        typed = lexeme.text.strip()
        value = read_value(name, typed)
        if typed.startswith("-") or not value:
            hint = f"To leave a value out, write -{name}:value." if value else f"Write {name}:value."
            self.report(f"“{typed}” cannot be a value of {name}; it was left out. {hint}", lexeme.span)
            return None
        return Keyword(name, value, span=lexeme.span)

    def quotation(self, name: str | None, lexeme: Lexeme) -> Node | None:
        found = tuple(lexeme.text[token.start : token.end] for token in tokens(lexeme.text))
        if not found:
            self.report("There is no word inside these quotation marks.", lexeme.span)
            return None
        if "*" in lexeme.text:
            self.report(
                "Between quotation marks “*” stands for nothing; the words were searched as written.", lexeme.span
            )
        return Phrase(found, lexeme.slop, name, span=lexeme.span)

    def word(self, name: str | None, lexeme: Lexeme) -> Node | None:
        """Return the node of a plain word, which may be of several parts or a pattern."""
        typed, removed = cut_word(lexeme.text)
        if removed:
            self.report(f"“{removed}” after a single word means nothing here and was left out.", lexeme.span)
        if "*" in typed or "?" in typed:
            pattern = "-".join(patterns(typed))
            if not pattern.strip("*?-"):
                self.report(f"“{typed}” needs letters beside it; it was left out.", lexeme.span)
                return None
            beginning = pattern.rstrip("*")
            if "*" in beginning or "?" in beginning:
                return Wildcard(pattern, name, span=lexeme.span)
            return Prefix(beginning, name, span=lexeme.span)
        found = tokens(typed)
        if not found:
            self.report(f"There is no word in “{lexeme.text}”; it was left out.", lexeme.span)
            return None
        printed = typed[found[0].start : found[-1].end]
        return Term(printed.lower() if printed in OPERATORS else printed, name, span=lexeme.span)


def read_date_range(name: str, lexeme: Lexeme) -> tuple[DateRange | None, Problem | None]:
    """Return the range that stands after a date field, or the problem with it.

    A partial date means all its days. Either end of a range may be left open.
    """
    typed = lexeme.text.strip()
    first_typed, dots, last_typed = (part.strip() for part in typed.partition(".."))
    first = parse_partial(first_typed) if first_typed else None
    last = parse_partial(last_typed) if last_typed else None
    if not dots:
        last = first
    unread = [part for part, days in ((first_typed, first), (last_typed, last)) if part and days is None]
    if unread or not (first or last):
        message = f"“{unread[0] if unread else typed}” is not a date, so it was left out. {_REMEDY}"
        return None, Problem(ProblemKind.BAD_DATE, message, "q", lexeme.span)
    if first and last and last[1] < first[0]:
        message = f"The range “{typed}” ends before it begins, so it was left out."
        return None, Problem(ProblemKind.BAD_DATE, message, "q", lexeme.span)
    return DateRange(name, first[0] if first else None, last[1] if last else None, span=lexeme.span), None

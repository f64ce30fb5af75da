"""Limits that keep every query quick: on words, patterns, and brackets within brackets."""

from __future__ import annotations

from dataclasses import replace

from index.analysis import patterns, tokens
from searcher.asking.problems import Problem, ProblemKind
from searcher.language.lexemes import Lexeme, LexemeKind, cut_word

MAX_WORDS = 200
MAX_PATTERNS = 20
"""Words with ``*`` or ``?``: each stands for up to ``index.engine.MAX_EXPANSION`` words."""
MAX_DEPTH = 50


def keep_within_limits(lexemes: list[Lexeme], problems: list[Problem]) -> list[Lexeme]:
    """Return the lexemes of a query that can be searched, brackets balanced; the rest becomes problems.

    At most ``MAX_WORDS`` words, those in quotations and between hyphens counted one by one,
    ``MAX_PATTERNS`` patterns among them, and ``MAX_DEPTH`` brackets within brackets.
    """
    kept = _shortened(lexemes, problems)
    return _balanced(kept, problems, cut=len(kept) < len(lexemes))


def _shortened(lexemes: list[Lexeme], problems: list[Problem]) -> list[Lexeme]:
    """Leave out patterns after ``MAX_PATTERNS`` and cut the query after ``MAX_WORDS`` words."""
    kept: list[Lexeme] = []
    words = found_patterns = 0
    for lexeme in lexemes:
        if lexeme.kind in (LexemeKind.WORD, LexemeKind.QUOTED):
            found_patterns += _is_pattern(lexeme)
            if _is_pattern(lexeme) and found_patterns > MAX_PATTERNS:
                if found_patterns == MAX_PATTERNS + 1:
                    message = f"A search can have {MAX_PATTERNS} words with * or ?; those after that were left out."
                    problems.append(Problem(ProblemKind.TOO_LONG, message, "q", lexeme.span))
                continue
            before, words = words, words + _words_in(lexeme)
            if words > MAX_WORDS:
                span = (lexeme.span[0], lexemes[-1].span[1])
                message = f"A search can have {MAX_WORDS} words; the words after that were left out."
                problems.append(Problem(ProblemKind.TOO_LONG, message, "q", span))
                return kept + _beginning(lexeme, MAX_WORDS - before)
        kept.append(lexeme)
    return kept


def _is_pattern(lexeme: Lexeme) -> bool:
    typed = cut_word(lexeme.text)[0]
    return lexeme.kind is LexemeKind.WORD and ("*" in typed or "?" in typed)


def _words_in(lexeme: Lexeme) -> int:
    found = tokens(lexeme.text) if lexeme.kind is LexemeKind.QUOTED else patterns(lexeme.text)
    return max(1, len(found))


def _beginning(lexeme: Lexeme, words: int) -> list[Lexeme]:
    """Return a quotation with its first words, so that a long one still finds its place; else nothing."""
    if lexeme.kind is not LexemeKind.QUOTED or not words:
        return []
    return [replace(lexeme, text=lexeme.text[: tokens(lexeme.text)[words - 1].end])]


def _balanced(lexemes: list[Lexeme], problems: list[Problem], *, cut: bool) -> list[Lexeme]:
    """Drop closing brackets without partner and those too deep; close open ones at the end."""
    kept: list[Lexeme] = []
    opened: list[Lexeme] = []
    too_deep: Lexeme | None = None
    for lexeme in lexemes:
        if lexeme.kind is LexemeKind.OPEN:
            opened.append(lexeme)
            if len(opened) > MAX_DEPTH:
                too_deep = too_deep or lexeme
                continue
        elif lexeme.kind is LexemeKind.CLOSE:
            if not opened:
                message = "This closing bracket was never opened, so it was ignored."
                problems.append(Problem(ProblemKind.SYNTAX, message, "q", lexeme.span))
                continue
            opened.pop()
            if len(opened) >= MAX_DEPTH:
                continue
        kept.append(lexeme)
    if too_deep:
        message = f"You can put brackets inside brackets up to {MAX_DEPTH} deep. Deeper ones were ignored."
        problems.append(Problem(ProblemKind.TOO_LONG, message, "q", too_deep.span))
    end = lexemes[-1].span[1] if lexemes else 0
    for bracket in opened[:MAX_DEPTH]:
        kept.append(replace(bracket, kind=LexemeKind.CLOSE, span=(end, end)))
        if not cut:
            message = "This bracket is not closed, so it was closed at the end of the query."
            problems.append(Problem(ProblemKind.SYNTAX, message, "q", bracket.span))
    return kept

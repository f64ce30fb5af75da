"""Did you mean: the query with words that no report has replaced by those most like them."""

from __future__ import annotations

from index.query import Expanded, Node, Span, Term
from searcher.query_language import ParsedQuery
from searcher.thesaurus import Thesaurus


def respelled(text: str, parsed: ParsedQuery, thesaurus: Thesaurus) -> str | None:
    """Return the query as it may have been meant, ``None`` where every word is known or nothing is like it.

    Only bare words are looked at. What stands in quotation marks, acronyms and terms of the
    field are as they are meant.
    """
    slips = [(span, near) for word in parsed.words for span, near in _slips(word, thesaurus)]
    for (start, end), near in sorted(slips, reverse=True):
        text = text[:start] + near + text[end:]
    return text if slips else None


def _slips(word: Node, thesaurus: Thesaurus) -> list[tuple[Span, str]]:
    typed = word.typed if isinstance(word, Expanded) else word
    if not isinstance(typed, Term) or typed.span is None:
        return []
    near = thesaurus.correction(typed.text)
    return [(typed.span, near)] if near else []

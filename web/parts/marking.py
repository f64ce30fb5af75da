"""Text and offsets to HTML: everything is escaped first, marks are put in afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

Span = tuple[int, int]


def mark(text: str, spans: Sequence[Span], inserts: Sequence[tuple[int, Markup]] = ()) -> Markup:
    """Return the text with its spans in ``<mark>``; spans are half-open, in characters of ``text``.

    ``inserts`` is HTML to put before characters, outside of any ``<mark>``, which is parted there.
    """
    pieces: list[Markup] = []
    start = 0
    for at, html in sorted(inserts, key=lambda insert: insert[0]):
        pieces += [mark_part(text, start, at, spans), html]
        start = at
    return Markup("").join([*pieces, mark_part(text, start, len(text), spans)])


def mark_part(text: str, start: int, end: int, spans: Iterable[Span]) -> Markup:
    """Return the characters from ``start`` to ``end`` with the spans that fall there in ``<mark>``.

    Spans are sorted and do not overlap; what reaches over an end is cut there.
    """
    pieces: list[Markup] = []
    place = start
    for first, last in spans:
        first, last = max(first, place), min(last, end)  # noqa: PLW2901 (cut to the part shown)
        if first < last:
            pieces += [escape(text[place:first]), Markup("<mark>"), escape(text[first:last]), Markup("</mark>")]
            place = last
    pieces.append(escape(text[place:end]))
    return Markup("").join(pieces)

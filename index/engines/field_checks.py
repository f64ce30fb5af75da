"""Refuses fields that do not exist, or that cannot be used as a search uses them."""

from __future__ import annotations

from collections.abc import Iterable

from index.engine import EngineRequest
from index.errors import UnknownField
from index.fields import BY_NAME, FieldKind
from index.query import DateRange, Keyword, Node, Phrase, Prefix, Term, Wildcard


def check_fields(request: EngineRequest, leaves: Iterable[Node]) -> None:
    """Raise ``UnknownField`` where a filter, a facet, the dates or a leaf of a search names a field of another kind."""
    for name in (*request.filters, *request.facets):
        check_kind(name, FieldKind.KEYWORD)
    if request.dates is not None:
        check_kind(request.dates.field, FieldKind.DATE)
    for node in leaves:
        match node:
            case Keyword(field=field):
                check_kind(field, FieldKind.KEYWORD)
            case DateRange(field=field):
                check_kind(field, FieldKind.DATE)
            case (
                Term(field=str(field))
                | Phrase(field=str(field))
                | Prefix(field=str(field))
                | Wildcard(field=str(field))
            ):
                check_kind(field, FieldKind.TEXT)


def check_kind(name: str, kind: FieldKind) -> None:
    """Raise ``UnknownField`` where there is no field of that name, or it is of another kind."""
    if name not in BY_NAME or BY_NAME[name].kind is not kind:
        raise UnknownField(f"“{name}” is not a {kind} field.")

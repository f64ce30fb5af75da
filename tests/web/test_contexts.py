"""What templates are given: every field is explained and used."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from pkgutil import iter_modules
from typing import get_args, get_type_hints

import pytest

import web
import web.pages

FOLDER = Path(web.__file__).parent
TEMPLATES = "\n".join(path.read_text(encoding="utf-8") for path in sorted((FOLDER / "templates").glob("*.html")))
PAGES = [
    kind
    for module in iter_modules(web.pages.__path__, "web.pages.")
    for kind in vars(import_module(module.name)).values()
    if isinstance(kind, type) and is_dataclass(kind) and hasattr(kind, "TEMPLATE")
]


def of_the_site(hint: object) -> Iterator[type]:
    """Yield the contexts that a type names, its own parts among them."""
    if isinstance(hint, type) and is_dataclass(hint) and hint.__module__.startswith("web."):
        yield hint
    for part in get_args(hint):
        yield from of_the_site(part)


def contexts() -> list[type]:
    """Return what templates are given: every page, and whatever its fields hold."""
    known: dict[type, None] = {}
    waiting = list(PAGES)
    while waiting:
        if (kind := waiting.pop()) not in known:
            known[kind] = None
            waiting += [part for hint in get_type_hints(kind).values() for part in of_the_site(hint)]
    return sorted(known, key=lambda kind: kind.__name__)


CONTEXTS = contexts()


def explained_beside(context: type) -> set[str]:
    """Return the fields with a sentence of their own below them in the code."""
    body = ast.parse(inspect.getsource(context)).body[0]
    assert isinstance(body, ast.ClassDef)
    return {
        before.target.id
        for before, after in pairwise(body.body)
        if isinstance(before, ast.AnnAssign) and isinstance(before.target, ast.Name) and isinstance(after, ast.Expr)
    }


def contexts_held(context: type) -> set[str]:
    """Return the fields named after the context they hold, which says what it is: ``pager: Pager``."""
    return {
        name
        for name, hint in get_type_hints(context).items()
        if any(name.removesuffix("s") in kind.__name__.lower() for kind in of_the_site(hint))
    }


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda kind: kind.__name__)
def test_every_field_is_explained_and_used(context: type) -> None:
    names = {field.name for field in fields(context)} - {"shell"}
    said = context.__doc__ or ""
    explained = explained_beside(context) | contexts_held(context)
    assert {name for name in names if not re.search(rf"\b{name}\b", said)} - explained == set()
    assert {name for name in names if not re.search(rf"\.{name}\b", TEMPLATES)} == set()


def test_no_template_switches_escaping_off() -> None:
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", TEMPLATES)

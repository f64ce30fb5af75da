"""What templates are given: every field is explained and used."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import web
from web import (
    areas_contexts,
    compare_contexts,
    contexts,
    mentions_contexts,
    note_contexts,
    report_contexts,
    reports_contexts,
    search_contexts,
)

FOLDER = Path(web.__file__).parent
TEMPLATES = "\n".join(path.read_text(encoding="utf-8") for path in sorted((FOLDER / "templates").glob("*.html")))
MODULES = (
    contexts, search_contexts, report_contexts, mentions_contexts, compare_contexts, note_contexts, areas_contexts,
    reports_contexts,
)  # fmt: skip
CONTEXTS = sorted(
    {kind for module in MODULES for kind in vars(module).values() if isinstance(kind, type) and is_dataclass(kind)},
    key=lambda kind: kind.__name__,
)


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda kind: kind.__name__)
def test_every_field_is_explained_and_used(context: type) -> None:
    names = {field.name for field in fields(context)} - {"shell"}
    said = context.__doc__ or ""
    assert {name for name in names if not re.search(rf"\b{name}\b", said)} == set()
    assert {name for name in names if not re.search(rf"\.{name}\b", TEMPLATES)} == set()


def test_no_template_switches_escaping_off() -> None:
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", TEMPLATES)

"""Phrases that nobody should have to read twice stay out of pages, help and docstrings (docs/style.md)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("corpus", "index", "searcher", "web")
AVOIDED = re.compile(
    r"so many of so many|without further ado|for want of|but for want|\boftener\b|nobody should take|takes what is|"
    r"are alternatives; every|found of all",
    re.IGNORECASE,
)
FILES = sorted(
    path
    for package in PACKAGES
    for path in (ROOT / package).rglob("*")
    if path.suffix in {".py", ".html", ".md", ".xml"} and not {"samples", "sample_sources"} & set(path.parts)
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_phrase_to_avoid_is_avoided(path: Path) -> None:
    text = " ".join(path.read_text(encoding="utf-8").split())
    assert AVOIDED.findall(text) == []

"""The stylesheet's colours: readable by WCAG 2.2 AA, by day and by night."""

from __future__ import annotations

import re
from itertools import product

import pytest

from web.site.static_files import STATIC

STYLE = (STATIC / "style.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#\w{6})", block)) for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2]
)
TEXT = ("ink", "soft", "link", "link-hover", "visited", "error")
LABELS = ("strength", "weakness", "recommendation", "mixed", "context", "mark")


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.claim("contrast")
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_fields_stand_out(palette: dict[str, str]) -> None:
    pairs = [*product(TEXT, ("paper", "wash")), ("on-accent", "accent"), *((name, f"{name}-ink") for name in LABELS)]
    assert {pair for pair in pairs if contrast(palette[pair[0]], palette[pair[1]]) < 4.5} == set()
    edges = [("strong-line", "paper"), ("strong-line", "wash"), ("accent", "paper"), ("focus", "focus-ring")]
    assert {pair for pair in edges if contrast(palette[pair[0]], palette[pair[1]]) < 3} == set()


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert not re.search(r"url\(|@import|https?:", STYLE)

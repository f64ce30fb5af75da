"""What axe finds wrong with each page and state, in real Chromium: nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.conftest import OpenPage
from tests.browser.places import DESK, DESK_DARK, NARROW, PLACES, Place, View

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
UNDECIDED = frozenset({"nonBmp", "elmPartiallyObscuring", "elmPartiallyObscured"})
"""Why axe may leave a contrast open: an arrow is no text, a wide table stands behind the edge of its scroll box."""


@pytest.mark.parametrize("view", [DESK, DESK_DARK, NARROW], ids=str)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_axe_finds_nothing(open_page: OpenPage, place: Place, view: View) -> None:
    page = open_page(place, view)
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run({ runOnly: rules, resultTypes: ['violations', 'incomplete'] })", RULES)
    assert found["passes"]
    assert list(complaints(found)) == []


def complaints(found: dict[str, Any]) -> Iterator[str]:
    for rule in [*found["violations"], *found["incomplete"]]:
        for node in rule["nodes"]:
            keys = {check["data"]["messageKey"] for check in node["any"] if isinstance(check["data"], dict)}
            if not keys or not keys <= UNDECIDED:
                yield f"{rule['id']} {sorted(map(str, keys))}: {node['html']}: {node['failureSummary']}"

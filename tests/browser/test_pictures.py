"""A picture of every page and state, on a desk and on a phone, by day and by night, to be looked at.

They are in build/screenshots. What a program can tell from a picture is that nothing stands out to the right.
"""

from __future__ import annotations

import struct

import pytest

from tests.browser.conftest import ROOT, OpenPage
from tests.browser.places import DESK, DESK_DARK, PHONE, PHONE_DARK, PLACES, Place, View

PICTURES = ROOT / "build" / "screenshots"


@pytest.mark.parametrize("view", [DESK, DESK_DARK, PHONE, PHONE_DARK], ids=str)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_picture_is_as_wide_as_its_window(open_page: OpenPage, place: Place, view: View) -> None:
    picture = open_page(place, view).screenshot(path=PICTURES / f"{place.name}-{view}.png", full_page=True)
    width, height = struct.unpack(">II", picture[16:24])
    assert width == view.width
    assert height >= view.height

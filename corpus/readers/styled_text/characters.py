"""Characters as printed: what typesetting added is taken out, everything a person sees stays."""

from __future__ import annotations

import re
import unicodedata

# Latin ligatures of typesetting. Full compatibility normalisation would also change ½, ², ™.
_LIGATURES = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_SPACES = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
_LINE_ENDS = (0x0B, 0x0C, 0x85, 0x2028, 0x2029)
_INVISIBLE = (
    *range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xAD, 0x200B, 0x200E, 0x200F,
    *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xD800, 0xE000), 0xFEFF, *range(0xFFF9, 0xFFFC),
    0xFFFE, 0xFFFF,
)  # fmt: skip
_TABLE: dict[int, str | None] = {
    **_LIGATURES,
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_LINE_ENDS, "\n"),
    **dict.fromkeys(_INVISIBLE, None),
}
_CONTROL_BULLET = re.compile(r"(?m)^([ \t]*)[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f](?=[ \t]+\S)")


def clean_characters(text: str) -> str:
    """Return ``text`` with ligatures expanded, every kind of space a plain one, and no invisible characters.

    Soft hyphens, zero-width and direction marks, byte order marks and control characters go. Quotes,
    dashes and symbols stay as printed. Tabs and line ends stay; every kind of line end becomes a newline.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text.translate(_TABLE))


def show_control_bullets(text: str) -> str:
    """Return ``text`` with a control character that stands for a bullet at a line's start as U+2022.

    Text taken from older reports has such characters where a symbol font drew the bullet.
    """
    return _CONTROL_BULLET.sub("\\1\u2022", text)


def collapse_spaces(text: str) -> str:
    """Return ``text`` on one line, with single spaces and none at either end."""
    return " ".join(text.split())

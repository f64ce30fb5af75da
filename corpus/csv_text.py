"""The text of a CSV file that a spreadsheet saved, on any system."""

from __future__ import annotations

import codecs

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def csv_text(data: bytes) -> str:
    """Return the text of a CSV file: Unicode as its byte order mark says, else UTF-8, else Windows-1252.

    Excel saves "CSV UTF-8" with a mark, "CSV (Comma delimited)" in Windows-1252 without one.

    Raises:
        ValueError: the bytes are no text.
    """
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    if "\0" in text:
        raise ValueError("it holds zero bytes, so it is no text")
    return text

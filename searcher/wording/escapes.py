"""Escapes printed words so that Markdown and XML show them as they are."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<>~|$^]|&(?=#?[0-9A-Za-z]+;)")
_LINE_START = re.compile(r"[-+=#]|[0-9]+(?=[.)])")
_LINE_END = re.compile(r"\r\n|\r|\n")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EMPTY_LINES = re.compile(r"[ \t]*(?:(?:\r\n|\r|\n)[ \t]*){2,}")


def escape_markdown(text: str) -> str:
    """Return text that Markdown shows as it stands, each line kept as a line.

    Spaces at the ends of lines are left out: Markdown does not show them.
    """
    return "\\\n".join(_escape_line(line.strip()) for line in _LINE_END.split(text))


def quote_block(text: str) -> str:
    """Return text as a Markdown block quote; empty lines in it part paragraphs."""
    paragraphs = [escape_markdown(paragraph) for paragraph in _EMPTY_LINES.split(text.strip())]
    return "\n>\n".join("> " + paragraph.replace("\n", "\n> ") for paragraph in paragraphs)


def xml_text(text: str) -> str:
    """Return text with every character that XML 1.0 forbids replaced, so that what is read stays whole."""
    return _NOT_IN_XML.sub("\ufffd", text)


def _escape_line(line: str) -> str:
    escaped = _SPECIAL.sub(r"\\\g<0>", line)
    start = _LINE_START.match(escaped)
    if not start:
        return escaped
    # A figure cannot be escaped; the full stop or bracket after it can.
    place = start.end() if start[0].isdigit() else 0
    return f"{escaped[:place]}\\{escaped[place:]}"

"""Lead inspectors as reports name them, with their role after the name or below it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.blocks import Block, BlockKind

MAX_LINE = 120

_LEAD = re.compile(r"\blead\s+(?:HMI|inspectors?)\b|\bHMI\s+lead\b", re.IGNORECASE)
_ROLE = re.compile(
    r"\s*(?:[,:(]|\s[–-]\s|\b(?:HMI|HMIP|HMICFRS|Ofsted|CQC|Care Quality Commission|Her Majesty|His Majesty|lead)\b)",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[A-Z][\w.’'-]*)(?:\s+(?:[A-Z][\w.’'-]*|de|van|von|le|la)){1,4}")
_ROLE_FIRST = re.compile(r"^lead inspectors?\s*[:–-]\s*", re.IGNORECASE)


_ROLE_WORD = r"(?:HMI|HMIP|HMICFRS|Ofsted|CQC|Lead|Inspectors?|Commission|Quality|Care)\b"
_NAME_WORD = rf"(?!{_ROLE_WORD})[A-Z][\w.’'-]*"
_IN_A_ROW = re.compile(
    rf"(?P<name>{_NAME_WORD}(?: (?:{_NAME_WORD}|de|van|von|le|la)){{1,3}}?)(?: HMI)?, ?"
    r"(?:HMI, ?)?(?:Ofsted|CQC)(?: HMI)? [Ll]ead\b"
)
"""A lead inspector among others in one line, as two columns are where a file does not part them."""
_INSPECTOR = re.compile(r"\binspector\b|\bHMI\b", re.IGNORECASE)
_LONGEST_ROW = 400


def lead_inspectors(texts: Iterable[str]) -> list[str]:
    """Return the names printed with the role of lead inspector, in order, each once.

    ``texts`` are lines or cells in the order of the list they are printed in, so that a role
    on a line of its own belongs to the name in the line above.
    """
    found: list[str] = []
    above = ""
    for text in texts:
        row = _LEAD.search(text) and len(text) <= _LONGEST_ROW and len(_INSPECTOR.findall(text)) > 1
        several = [match["name"] for match in _IN_A_ROW.finditer(text)] if row else []
        if several:
            found += [name for name in several if name not in found]
        elif _LEAD.search(text) and len(text) <= MAX_LINE:
            name = _name_in(text) or _name_in(above)
            if name and name not in found:
                found.append(name)
        above = text
    return found


def column_texts(blocks: Iterable[Block]) -> list[str]:
    """Return the words of lists of people: paragraphs in order, tables column by column."""
    texts: list[str] = []
    for block in blocks:
        if block.kind is not BlockKind.TABLE:
            texts.append(block.text)
            continue
        width = max((len(row) for row in block.rows), default=0)
        for place in range(width):
            texts += [row[place].text for row in block.rows if place < len(row) and row[place].text]
    return texts


def _name_in(text: str) -> str | None:
    rest = _ROLE_FIRST.sub("", text.strip())
    role = _ROLE.search(rest)
    name = _NAME.fullmatch((rest[: role.start()] if role else rest).strip())
    return name.group() if name else None

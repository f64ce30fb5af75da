"""Footnotes on a report's page: a raised link where each mark stands, and a link back from the footnote.

The mark is drawn by the stylesheet and is no part of the text, so that what is selected and copied
from the page is the passage as it is quoted everywhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from corpus.report import Report
from web.site.links import passage_anchor

Insert = tuple[int, Markup]
"""HTML that stands before a character of a text."""

_MARK = Markup(
    '<sup><a class="note-mark" id="{id}" href="#{note}" role="doc-noteref" '
    'aria-label="{label}" data-mark="{mark}"></a></sup>'
)


@dataclass(frozen=True, slots=True)
class NoteMarks:
    """The links to a report's footnotes: in passages by id, in headings by their words; and the links back."""

    in_passages: Mapping[str, Sequence[Insert]]
    in_headings: Mapping[str, Sequence[Insert]]
    back: Mapping[str, str]


def note_marks(report: Report) -> NoteMarks:
    """Return the links between a report's footnotes and their places.

    A heading that is printed more than once gets none: which of them is meant is not known.
    """
    headings = Counter(section.heading for section in report.sections)
    in_passages: dict[str, list[Insert]] = defaultdict(list)
    in_headings: dict[str, list[Insert]] = defaultdict(list)
    back: dict[str, str] = {}
    for _, passage in report.passages():
        note = passage.footnote
        if note is None or note.at is None:
            continue
        anchor = f"n-{passage.id}"
        link = _MARK.format(
            id=anchor,
            note=passage_anchor(passage.id),
            label=f"Footnote {note.mark or ''}".strip(),
            mark=note.mark or "*",
        )
        if note.of is not None:
            in_passages[note.of].append((note.at, link))
        elif note.heading is not None and headings[note.heading] == 1:
            in_headings[note.heading].append((note.at, link))
        else:
            continue
        back[passage.id] = f"#{anchor}"
    return NoteMarks(in_passages, in_headings, back)

"""The page of one passage: the quotation, where it stands, and how to cite it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from werkzeug.wrappers import Response

from corpus.file_paths import file_name
from index.engine import PassageDocument
from searcher.errors import UnknownPassage
from searcher.finding.search import Searcher
from searcher.wording.citations import make_citation
from searcher.wording.footnotes import footnote_place
from searcher.wording.report_names import facts_of, name_of, shorten
from searcher.wording.web_addresses import web_address
from web.parts.labels import place_of, tag_of
from web.parts.report_rows import area_anchors
from web.parts.search_form import make_notices
from web.site.links import Links
from web.site.parameters import unknown_parameters
from web.site.responses import MAX_TITLE
from web.site.shell import Anchor, Notice, Shell, Tag
from web.site.visit import Visit


@dataclass(frozen=True, slots=True)
class PassagePage:
    """One passage to quote.

    ``heading``, ``quote`` (whole), its ``section`` and the headings above it (``path``),
    ``finding``, ``place``, ``report``, its ``areas`` with their pages, ``facts`` of the report,
    ``citation``, ``permalink``, ``in_context``, ``source``, ``file``, ``licence``; ``belongs`` is where the
    mark of a footnote stands, ``note`` a note of this passage; ``notices``.
    """

    TEMPLATE: ClassVar[str] = "passage.html"

    shell: Shell
    heading: str
    quote: str
    section: str
    path: tuple[str, ...]
    finding: Tag
    place: str
    report: Anchor
    areas: tuple[Anchor, ...]
    facts: tuple[str, ...]
    citation: str
    permalink: str
    in_context: str
    source: Anchor | None
    file: Anchor | None
    licence: str | None
    belongs: Anchor | None
    note: str
    notices: tuple[Notice, ...]


def passage(visit: Visit, passage_id: str) -> Response:
    """Answer with one passage, whole, and how to cite it."""
    links = visit.links
    searcher = visit.searcher
    found = next(iter(searcher.engine.passages([passage_id])), None)
    if found is None:
        raise UnknownPassage(passage_id)
    about = searcher.summary(found.report_id)
    belongs = _belongs(links, searcher, found)
    citation = make_citation(found, about, links.permalink)
    source = web_address(about.source.url, found.page)
    file = links.report_file(about.id, about.source.path, found.page)
    return visit.render(
        PassagePage(
            shell=visit.shell(
                f"“{shorten(found.text, MAX_TITLE)}” {name_of(about)}", canonical=links.passage(found.id)
            ),
            heading=name_of(about),
            quote=found.text,
            section=found.heading,
            path=found.path,
            finding=tag_of(found.finding),
            place=place_of(found),
            report=Anchor(about.title, links.report(about.id)),
            areas=area_anchors(links, about),
            facts=facts_of(about),
            citation=citation.text,
            permalink=links.permalink(found.id),
            in_context=links.report(about.id, visit.words(), found.id),
            source=Anchor(about.source.url, source) if source and about.source.url else None,
            file=Anchor(file_name(about.source.path), file) if file else None,
            licence=about.licence,
            belongs=belongs,
            note=links.note([found.id]),
            notices=make_notices(unknown_parameters(visit, {"q"})),
        )
    )


def _belongs(links: Links, searcher: Searcher, passage: PassageDocument) -> Anchor | None:
    """Return where the mark of a footnote stands, in words, with the address of the passage or the report."""
    note = passage.footnote
    if note is None or note.at is None:
        return None
    if note.of is None:
        return Anchor(footnote_place(note, {}), links.report(passage.report_id))
    texts = {found.id: found.text for found in searcher.engine.passages([note.of])}
    return Anchor(footnote_place(note, texts), links.passage(note.of))

"""``/note``: passages that somebody chose, one by one, as a note to put in order and take away.

The address holds everything: the passages (``p``), the title, and the search that leads back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeVar

from werkzeug.exceptions import BadRequest
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from searcher.asking.parameters import read_parameters, write_parameters
from searcher.asking.problems import Problem
from searcher.asking.request import SearchRequest
from searcher.errors import UnknownPassage
from searcher.writing.chosen_note import (
    LONGEST_TITLE,
    MOST_CHOSEN,
    ChosenNote,
    left_out_words,
    make_chosen_note,
    plain_text,
    write_chosen_note,
)
from searcher.writing.exports import EXPORTS
from searcher.writing.note import QuotedReport
from searcher.writing.search_facts import LICENCE_NOTE
from web.parts.hits import hit_anchor
from web.parts.labels import tag_of
from web.parts.search_form import make_notice
from web.site.chosen_passages import PASSAGE, TITLE, split_chosen
from web.site.links import Links
from web.site.parameters import is_untidy, refuse_parameters
from web.site.responses import file_named
from web.site.shell import Anchor, Notice, Shell, Tag
from web.site.visit import Visit


@dataclass(frozen=True, slots=True)
class NoteQuotation:
    """A passage of the note as it will be printed.

    ``anchor`` is its element's id, ``number`` counts through the note; ``quote``, ``finding``, ``citation``,
    ``permalink``, the ``published`` report's page, ``licence``. ``remove`` and ``up`` lead to the note
    without it, and with it before the one above it in its report; ``in_context`` to its report.
    """

    anchor: str
    number: int
    quote: str
    finding: Tag
    citation: str
    permalink: str
    published: str | None
    licence: str | None
    remove: str
    up: str | None
    in_context: str


@dataclass(frozen=True, slots=True)
class NoteReport:
    """A report of the note: its ``name``, ``href``, ``facts``, ``quotations``; ``up`` puts it before the one above."""

    name: str
    href: str
    facts: tuple[str, ...]
    up: str | None
    quotations: tuple[NoteQuotation, ...]


@dataclass(frozen=True, slots=True)
class NotePage:
    """The note of chosen passages.

    ``heading`` is its title, ``typed`` that as typed, at most ``longest`` characters; ``action`` is where
    its form goes, with ``hidden`` names and values, ``carried`` those of another search. ``counts`` says how
    much is quoted, ``notices`` what could not be, ``reports`` hold the quotations. ``back`` leads to
    the search, ``clear`` to an empty note, ``downloads`` to its files;
    ``address`` is the one to send on, ``text`` the whole as plain text. ``licence_note`` as in the files.
    """

    TEMPLATE: ClassVar[str] = "note.html"

    shell: Shell
    heading: str
    typed: str
    longest: int
    action: str
    hidden: tuple[tuple[str, str], ...]
    carried: tuple[tuple[str, str], ...]
    counts: str
    notices: tuple[Notice, ...]
    reports: tuple[NoteReport, ...]
    back: Anchor
    clear: str
    downloads: tuple[Anchor, ...]
    address: str
    text: str
    licence_note: str


Item = TypeVar("Item")

NOTE_LABELS = {"docx": "Word document", "md": "Markdown", "html": "HTML page"}
CHOOSE = (
    "This note has no passages. Select “Add to note” beside a result, or give the id of each passage in the address: "
    "/note?p="
)


def note(visit: Visit) -> Response:
    """Answer with the note of the passages chosen."""
    ids, others = split_chosen(visit.pairs(), limit=None)
    title = visit.parameter(TITLE)
    asked = [pair for pair in others if pair[0] != TITLE]
    request, problems = read_parameters(asked)
    if not problems and any(is_untidy(name, value) for name, value in visit.pairs()):
        return redirect(visit.links.note(ids, request, title))
    links = visit.links
    chosen = make_chosen_note(
        visit.searcher, ids, title, link=links.permalink, address=links.absolute(links.note(ids, title=title))
    )
    return visit.render(make_note_page(visit, chosen, title, request, problems, newest=ids[-1] if ids else ""))


def download_note(visit: Visit, name: str) -> Response:
    """Answer with the note of the passages chosen as a file.

    Raises:
        BadRequest: no passages are chosen, more than a note holds, or a parameter does not exist.
        UnknownPassage: none of them is in the collection.
    """
    refuse_parameters(visit, (PASSAGE, TITLE))
    ids, _ = split_chosen(visit.pairs(), limit=None)
    if not ids:
        raise BadRequest(CHOOSE)
    if len(ids) > MOST_CHOSEN:
        raise BadRequest(f"A note holds at most {MOST_CHOSEN} passages, and {len(ids):,} are asked for.")
    title, links, today = visit.parameter(TITLE), visit.links, date.today()
    address = links.absolute(links.note(ids, title=title))
    chosen = make_chosen_note(visit.searcher, ids, title, link=links.permalink, address=address, day=today)
    if not chosen.ids:
        raise UnknownPassage(ids[0])
    response = Response(write_chosen_note(chosen.note, name, today), content_type=EXPORTS[name].media_type)
    response.headers["Content-Disposition"] = file_named("note", title, name)
    return response


def make_note_page(
    visit: Visit,
    chosen: ChosenNote,
    title: str,
    request: SearchRequest,
    problems: Sequence[Problem],
    *,
    newest: str,
) -> NotePage:
    """Return the context of the page; ``newest`` is the passage chosen last, to which the way back leads."""
    links, ids = visit.links, chosen.ids
    order = _Order(links, chosen, title, request)
    notices = [make_notice(problem, request.text, {"q"}) for problem in problems]
    if chosen.unknown:
        notices.append(Notice("Passages", f"{left_out_words(chosen.unknown)}."))
    if chosen.beyond:
        message = f"A note holds at most {MOST_CHOSEN} passages; the last {chosen.beyond:,} were left out."
        notices.append(Notice("Passages", message))
    carried = tuple((PASSAGE, one) for one in ids)
    searched = request != SearchRequest()
    return NotePage(
        shell=visit.shell(f"Note: {chosen.note.title}", canonical=links.note(ids, title=title), indexable=False),
        heading=chosen.note.title,
        typed=title,
        longest=LONGEST_TITLE,
        action=links.note(),
        hidden=(*carried, *write_parameters(request)),
        carried=carried,
        counts=chosen.note.facts[0][1],
        notices=tuple(notices),
        reports=tuple(_reports(links, chosen, order)),
        back=Anchor(
            "Back to the results" if searched else "Search for passages",
            links.carrying(ids).search(request) + (f"#{hit_anchor(newest)}" if searched and newest else ""),
        ),
        clear=links.note((), request),
        downloads=tuple(Anchor(label, links.note_file(name, ids, title)) for name, label in NOTE_LABELS.items()),
        address=links.absolute(links.note(ids, title=title)),
        text=plain_text(chosen.note),
        licence_note=LICENCE_NOTE,
    )


class _Order:
    """Gives the addresses of the note in another order, or without one of its passages."""

    def __init__(self, links: Links, chosen: ChosenNote, title: str, request: SearchRequest) -> None:
        self._links, self._title, self._request = links, title, request
        self._reports = [[one.passage_id for one in report.quotations] for report in chosen.note.reports]

    def without(self, passage_id: str) -> str:
        return self._address([[one for one in report if one != passage_id] for report in self._reports])

    def report_up(self, place: int) -> str | None:
        return self._address(_swapped(self._reports, place)) if place else None

    def passage_up(self, report: int, place: int) -> str | None:
        if not place:
            return None
        reports = list(self._reports)
        reports[report] = _swapped(reports[report], place)
        return self._address(reports)

    def _address(self, reports: Sequence[Sequence[str]]) -> str:
        return self._links.note([one for report in reports for one in report], self._request, self._title)


def _swapped(items: Sequence[Item], place: int) -> list[Item]:
    """Return items with the one at a place before the one above it."""
    return [*items[: place - 1], items[place], items[place - 1], *items[place + 1 :]]


def _reports(links: Links, chosen: ChosenNote, order: _Order) -> Iterator[NoteReport]:
    number = 0
    for place, report in enumerate(chosen.note.reports):
        yield NoteReport(
            name=report.name,
            href=links.report(report.report_id),
            facts=report.facts,
            up=order.report_up(place),
            quotations=tuple(_quotations(links, report, place, order, number)),
        )
        number += len(report.quotations)


def _quotations(links: Links, report: QuotedReport, at: int, order: _Order, before: int) -> Iterator[NoteQuotation]:
    for place, quotation in enumerate(report.quotations):
        one = quotation.passage_id
        yield NoteQuotation(
            anchor=f"quote-{one}",
            number=before + place + 1,
            quote=quotation.text,
            finding=tag_of(quotation.finding),
            citation=quotation.citation.text,
            permalink=links.permalink(one),
            published=quotation.published,
            licence=quotation.citation.licence,
            remove=order.without(one),
            up=order.passage_up(at, place),
            in_context=links.report(report.report_id, "", one),
        )

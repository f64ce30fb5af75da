"""Reports about invented places, made by hand and by Hypothesis, for the tests of the catalogue."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from corpus.catalogue.catalogue import Catalogue
from corpus.catalogue.files import CatalogueFile, Change, FileStatus, put_report
from corpus.report import (
    Correction,
    Coverage,
    Finding,
    Footnote,
    InspectionType,
    Judgement,
    Passage,
    PassageKind,
    ReadingWarning,
    Report,
    Section,
    Source,
)

WEXCOMBE = Report(
    id="wexcombe-area-send-2024-03-04",
    title="Area SEND inspection of Wexcombe Local Area Partnership",
    inspection_type=InspectionType.AREA_SEND,
    source=Source("/reports/wexcombe.pdf", "a" * 64, "https://example.org/wexcombe"),
    sections=(
        Section(
            "What works in Wexcombe",
            1,
            Finding.STRENGTH,
            "the heading says what works",
            (
                Passage("aaaaaaaaaaaa", PassageKind.BULLET, "Ferrymen teach the young to read the tide.", page=2),
                Passage("bbbbbbbbbbbb", PassageKind.BULLET, "Plans arrive before the swallows do.", 2, None, 2, 3),
            ),
        ),
        Section("Lantern services", 2, Finding.MIXED, "no rule", (), "Good", ("What works in Wexcombe",)),
        Section(
            "What falls short",
            1,
            Finding.WEAKNESS,
            "the heading says what falls short",
            (Passage("cccccccccccc", PassageKind.NUMBERED, "Waiting lists are as long as the pier.", 1, "17", 3, 3),),
        ),
    ),
    areas=("Wexcombe", "Harrowmere"),
    regions=("Inland Marches",),
    inspected_from=date(2024, 3, 4),
    inspected_to=date(2024, 3, 8),
    previous_inspection=date(2018, 6, 1),
    judgement="Inconsistent",
    judgement_printed="experiences and outcomes that vary",
    judgements=(Judgement("Leadership of the harbour", "Good", "2"),),
    inspectorates=("Ofsted", "CQC"),
    lead_inspectors=("Tamsin Oakapple",),
    pages=9,
    authority_number="80999",
    coverage=Coverage(2_400, 7, ((3, 5), (8, 2))),
    warnings=(ReadingWarning("two-dates", "The footer has another date.", 9), ReadingWarning("odd", "Odd.")),
    corrections=(Correction("title", "/reports/reports.csv", "Area inspection"), Correction("licence", "list", None)),
    unknown={"published": "not printed", "licence": "not printed"},
    also_called={"Wexcombe": ("The Combe", "Wex")},
)
REGIONS = {"Wexcombe": "Inland Marches"}


def another(report_id: str, content: str = "b", **changes: Any) -> Report:
    """Return a small report; ``content`` stands for the file's content, one character."""
    stem = f"{report_id} {content}"
    section = Section(
        "Findings", 1, Finding.MIXED, "no rule", (Passage(stem, PassageKind.PARAGRAPH, f"Words of {stem}."),)
    )
    source = Source(f"/reports/{content}.md", content * 64)
    return replace(Report(report_id, "A letter", InspectionType.OTHER, source, (section,)), **changes)


def file_of(report: Report, **changes: Any) -> CatalogueFile:
    """Return the record of the file that a report says it came from."""
    return replace(
        CatalogueFile(
            path=report.source.path,
            root="/reports",
            sha256=report.source.sha256,
            size=10,
            mtime_ns=20,
            status=FileStatus.INDEXED,
            reason=None,
            report_id=report.id,
            reading_version="1",
        ),
        **changes,
    )


def keep(catalogue: Catalogue, *reports: Report) -> list[tuple[Change, str]]:
    """Write reports into a catalogue, one transaction each."""
    done = []
    for report in reports:
        with catalogue.changing() as db:
            done.append(put_report(db, file_of(report), report, REGIONS)[:2])
    return done


def catalogue_with(data: Path, *reports: Report) -> None:
    """Make a catalogue that holds these reports."""
    with Catalogue.open(data, write=True) as catalogue:
        keep(catalogue, *reports)


# Any text that UTF-8 can hold, control characters and NUL included.
_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_line = st.text(string.ascii_letters + " -'é“”", min_size=1, max_size=20)
_day = st.none() | st.dates()
_count = st.integers(0, 40_000)
_page = st.none() | st.integers(1, 400)


def _footnote(draw: st.DrawFn, count: int) -> Footnote | None:
    """Return a footnote to the first passage, to a heading, or to nothing; or that a passage is none."""
    at = draw(st.integers(0, 30))
    others = [
        Footnote("1", of="p1", at=at),
        Footnote("*", heading=draw(_text), at=at),
        Footnote(draw(st.none() | _line)),
    ]
    return draw(st.none() | st.sampled_from(others)) if count > 1 else None


@st.composite
def _sections(draw: st.DrawFn) -> tuple[Section, ...]:
    sections = []
    count = 0
    for _ in range(draw(st.integers(0, 4))):
        passages = []
        for _ in range(draw(st.integers(0, 3))):
            count += 1
            kind = draw(st.sampled_from(PassageKind))
            number = draw(st.none() | _line)
            level = draw(st.integers(1, 3))
            pages = draw(_page), draw(_page)
            note, scale = _footnote(draw, count), draw(st.none() | _line)
            passages.append(Passage(f"p{count}", kind, draw(_text), level, number, *pages, note, scale))
        path = tuple(draw(st.lists(_text, max_size=2)))
        finding = draw(st.sampled_from(Finding))
        judgement = draw(st.none() | _line)
        sections.append(
            Section(draw(_text), draw(st.integers(1, 6)), finding, draw(_line), tuple(passages), judgement, path)
        )
    return tuple(sections)


def _tuple_of(items: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, max_size=3).map(tuple)


whole_reports = st.builds(
    Report,
    id=st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=40),
    title=_text,
    inspection_type=st.sampled_from(InspectionType),
    source=st.builds(Source, _line, st.text("0123456789abcdef", min_size=64, max_size=64), st.none() | _line),
    sections=_sections(),
    areas=_tuple_of(_line),
    regions=_tuple_of(_line),
    inspected_from=_day,
    inspected_to=_day,
    published=_day,
    previous_inspection=_day,
    judgement=st.none() | _line,
    judgement_printed=st.none() | _text,
    judgements=_tuple_of(st.builds(Judgement, _line, _line, _text)),
    inspectorates=_tuple_of(_line),
    lead_inspectors=_tuple_of(_line),
    pages=_page,
    licence=st.none() | _line,
    authority_number=st.none() | _line,
    coverage=st.none() | st.builds(Coverage, _count, _count, _tuple_of(st.tuples(_count, _count))),
    warnings=_tuple_of(st.builds(ReadingWarning, _line, _text, _page)),
    corrections=_tuple_of(st.builds(Correction, _line, _line, st.none() | _text)),
    unknown=st.dictionaries(_line, _text, max_size=3),
    also_called=st.dictionaries(_line, st.lists(_line, min_size=1, max_size=2).map(tuple), max_size=2),
)

"""The five families that must never be lost, as published. Skipped where there are no reports."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from corpus.areas import AreaTable
from corpus.forms import interpret
from corpus.readers import read_document
from corpus.report import Finding, PassageKind, Report, Section, Source

REPORTS = Path(os.environ.get("INSPECTION_REPORTS") or Path(__file__).parents[3] / "shared" / "reports")
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason=f"no reports in {REPORTS}")

AREA_SEND = "seed-area-send-stoke-on-trent-2024.md"
REVISIT = "seed-send-revisit-staffordshire-2022.md"
LETTER = "seed-send-local-area-stockton-on-tees-2019.txt"
REVIEW = "seed-joint-area-review-stoke-on-trent-2009.md"
NEWS = "seed-news-stoke-on-trent-2024.txt"


@cache
def report_of(name: str) -> Report:
    path = REPORTS / name
    if not path.is_file():
        pytest.skip(f"{name} is not there")
    source = Source(name, hashlib.sha256(path.read_bytes()).hexdigest())
    return interpret(read_document(path), source, AreaTable.load())


def sections(report: Report, start: str) -> list[Section]:
    return [section for section in report.sections if section.heading.casefold().startswith(start.casefold())]


def facts(report: Report) -> tuple[object, ...]:
    days = report.inspected_from, report.inspected_to, report.published, report.previous_inspection
    return report.inspection_type.value, report.areas, *days, report.judgement


@pytest.mark.parametrize("name", [AREA_SEND, REVISIT, LETTER, REVIEW, NEWS])
def test_no_seed_is_doubtful(name: str) -> None:
    assert report_of(name).warnings == ()


def test_the_area_send_report() -> None:
    report = report_of(AREA_SEND)
    assert report.id == "stoke-on-trent-area-send-2024-01-29"
    days = date(2024, 1, 29), date(2024, 2, 2), None, date(2016, 7, 11)
    assert facts(report) == ("area-send", ("Stoke-on-Trent",), *days, "Inconsistent")
    assert report.unknown["published"] == "no date of publication is printed in the report"
    assert report.regions == ("West Midlands",)
    assert (report.inspectorates, report.lead_inspectors) == (("Ofsted", "CQC"), ("Chris Pollitt", "Claire Mason"))
    assert report.licence == "Open Government Licence"


def test_the_area_send_report_s_sections() -> None:
    report = report_of(AREA_SEND)
    (strong,), (weak,) = sections(report, "What is the area partnership"), sections(report, "What does the area")
    assert (strong.finding, [p.kind for p in strong.passages]) == (Finding.STRENGTH, [PassageKind.BULLET] * 9)
    assert (weak.finding, [p.kind for p in weak.passages]) == (Finding.WEAKNESS, [PassageKind.BULLET] * 10)
    (improve,) = sections(report, "Areas for improvement")
    assert (improve.finding, [p.kind for p in improve.passages]) == (Finding.RECOMMENDATION, [PassageKind.TABLE] * 5)
    (details,) = sections(report, "Local area partnership details")
    assert (details.finding, len(details.passages)) == (Finding.CONTEXT, 10)
    assert {s.finding for s in sections(report, "Information about")} == {Finding.CONTEXT}
    assert (report.sections[-1].heading, report.sections[-1].finding) == ("", Finding.CONTEXT)


def test_every_bullet_of_the_area_send_report_is_whole() -> None:
    bullets = [p.text for _, p in report_of(AREA_SEND).passages() if p.kind is PassageKind.BULLET]
    assert [text[-20:] for text in bullets if not text.endswith(".") or not text[0].isupper()] == []


def test_the_revisit_letter() -> None:
    report = report_of(REVISIT)
    assert report.id == "staffordshire-send-revisit-2022-01-18"
    days = date(2022, 1, 18), date(2022, 1, 20), date(2022, 2, 23), None
    assert facts(report) == ("send-revisit", ("Staffordshire",), *days, "Sufficient progress in 6 of 8 areas")
    assert report.lead_inspectors == ("Ann Pritchard",)


def test_the_revisit_letter_s_weaknesses() -> None:
    judged = [section for section in report_of(REVISIT).sections if section.judgement]
    assert [s.judgement == "Sufficient progress" for s in judged] == [True, True, False, False, True, True, True, True]
    assert [len([p for p in s.passages if p.kind is PassageKind.BULLET]) for s in judged] == [3, 6, 4, 5, 4, 4, 7, 5]
    assert {(s.level, s.path) for s in judged} == {(2, ("Main findings",))}
    assert [s.finding.value for s in judged if s.judgement == "Not sufficient progress"] == ["weakness", "weakness"]
    assert [s.heading[-1] for s in judged] == ["."] * 8


def test_what_staffordshire_was_told_of_annual_reviews() -> None:
    found = [
        (section.finding, passage.kind)
        for section, passage in report_of(REVISIT).passages()
        if "annual reviews" in passage.text.casefold() and section.finding is Finding.WEAKNESS
    ]
    assert found == [(Finding.WEAKNESS, PassageKind.BULLET)] * 5


def test_the_local_area_letter() -> None:
    report = report_of(LETTER)
    assert report.id == "stockton-on-tees-send-local-area-2019-02-04"
    days = date(2019, 2, 4), date(2019, 2, 8), date(2019, 4, 24), None
    assert facts(report) == ("send-local-area", ("Stockton-on-Tees",), *days, "Written statement of action required")
    assert report.lead_inspectors == ("Michael Wardle",)


def test_the_local_area_letter_s_findings() -> None:
    report = report_of(LETTER)
    strengths = [s for s in report.sections if s.finding is Finding.STRENGTH]
    weaknesses = [s for s in report.sections if s.finding is Finding.WEAKNESS]
    assert [len(s.passages) for s in sections(report, "Main findings")] == [10]
    assert [len(s.passages) for s in strengths] == [5, 13, 5]
    assert [(s.heading, len(s.passages)) for s in weaknesses[:3]] == [
        ("Areas for development", 3),
        ("Areas for development", 7),
        ("Areas for improvement", 3),
    ]
    assert {p.kind for s in (*strengths, *weaknesses[:3]) for p in s.passages} == {PassageKind.BULLET}
    assert [len(s.path) for s in (*strengths, *weaknesses)] == [1, 1, 1, 1, 1, 1, 0]
    assert [p.kind.value for p in weaknesses[3].passages] == ["paragraph", *["bullet"] * 4]


def test_the_joint_area_review() -> None:
    report = report_of(REVIEW)
    assert report.id == "stoke-on-trent-jar-2009-01-13"
    assert facts(report) == ("jar", ("Stoke-on-Trent",), None, None, date(2009, 1, 13), None, None)
    assert [(j.aspect, j.grade, j.printed) for j in report.judgements] == [
        ("Safeguarding", "Adequate", "2"),
        ("Looked after children", "Adequate", "2"),
        ("Learning difficulties and/or disabilities", "Adequate", "2"),
        ("Service management", "Good", "3"),
        ("Capacity to improve", "Good", "3"),
    ]
    assert len(report.inspectorates) == 7


def test_the_joint_area_review_s_paragraphs() -> None:
    numbered = [(s, p) for s, p in report_of(REVIEW).passages() if p.kind is PassageKind.NUMBERED]
    body = [p.number for s, p in numbered if "Annex B" not in s.path]
    assert sorted(map(int, filter(None, body))) == list(range(1, 84))
    assert [p.number for s, p in numbered if "Annex B" in s.path] == ["1", "2", "3"]
    assert [p.text[-30:] for _, p in numbered if p.text[-1] not in ".:"] == []


def test_the_joint_area_review_s_tables() -> None:
    report = report_of(REVIEW)
    strong, weak = sections(report, "Major strengths"), sections(report, "Important weaknesses")
    assert [(len(s.passages), s.finding) for s in strong] == [(n, Finding.STRENGTH) for n in (6, 4, 6, 8)]
    assert [(len(s.passages), s.finding) for s in weak] == [(n, Finding.WEAKNESS) for n in (5, 3, 4, 5)]
    assert {p.kind for s in (*strong, *weak) for p in s.passages} == {PassageKind.TABLE}
    timed = [section for section in report.sections if section.path == ("Recommendations",)]
    advised = [(s.heading, sum(p.kind is PassageKind.BULLET for p in s.passages)) for s in timed]
    assert advised == [("For immediate action", 1), ("For action over the next six months", 10)]
    assert sections(report, "Contents") == []


def test_the_news_article() -> None:
    report = report_of(NEWS)
    assert facts(report) == ("news", ("Stoke-on-Trent",), None, None, None, None, None)
    assert report.unknown["judgement"] == "a news article carries no judgement of its own"
    assert (report.licence, report.inspectorates) == (None, ())
    assert {section.finding for section in report.sections} == {Finding.CONTEXT}

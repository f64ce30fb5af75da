"""A small collection about invented places, some of its text hostile, and how its pages are read."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from lxml import html
from werkzeug.test import TestResponse

from corpus.catalogue.catalogue import Catalogue
from corpus.catalogue.files import CatalogueFile, FileStatus, put_report
from corpus.ids import PassageIds
from corpus.report import (
    Correction,
    Finding,
    InspectionType,
    Judgement,
    Passage,
    PassageKind,
    ReadingWarning,
    Report,
    Section,
    Source,
)
from index.generations.build import build_index

SERVER_FOLDER = "/srv/folder-of-reports"
HOSTILE = "<script>alert(1)</script>"
PLACES = (
    "Tarnside", "Wexcombe", "Port Ellery", "Harrowmere", "Coldbeck", "Ashwold", "Marlhaven", "Stanbeck",
    "Ottermouth", "Grayling Vale", "Fenwick Cross", "Little Sarum", "Northolme", "Sallowfield",
)  # fmt: skip
EFFECTIVE = "What is the area partnership doing that is effective?"
BETTER = "What does the area partnership need to do better?"
TARNSIDE = "tarnside-area-send-2024-01-29"


def make_area_send(place: str, number: int) -> Report:
    slug = place.lower().replace(" ", "-")
    day = date(2024, 1, 29) - timedelta(weeks=20 * number)
    report_id = f"{slug}-area-send-{day}"
    ids = PassageIds(report_id)
    strengths = [
        f"Leaders in {place} review annual plans with families.",
        "Waiting times for speech therapy are short. Children are seen early by staff who know them well.",
    ]
    weaknesses = [
        "Too many annual reviews are late. Leaders do not know why.",
        f"Transport to school in {place} is not planned with families, and parents’ views are not asked for.",
    ]
    sections = (
        Section("Main findings", 1, Finding.MIXED, "stands over both", ()),
        Section(EFFECTIVE, 2, Finding.STRENGTH, "lists strengths", bullets(ids, strengths, 2), path=("Main findings",)),
        Section(BETTER, 2, Finding.WEAKNESS, "lists weaknesses", bullets(ids, weaknesses, 3), path=("Main findings",)),
    )
    return Report(
        id=report_id,
        title=f"Area SEND inspection of {place} Local Area Partnership",
        inspection_type=InspectionType.AREA_SEND,
        source=Source(f"{SERVER_FOLDER}/{slug}.pdf", f"{number:064x}", f"https://reports.example/{slug}.pdf"),
        sections=sections,
        areas=(place,),
        regions=("North Shore" if number % 2 else "South Shore",),
        inspected_from=day,
        inspected_to=day + timedelta(days=4),
        judgement="Inconsistent" if number % 2 else "Typically positive",
        judgement_printed="inconsistent" if number % 2 else "typically positive",
        inspectorates=("Ofsted", "CQC"),
        lead_inspectors=("Ruth Calderbrook",),
        pages=4,
        licence="Open Government Licence v3.0",
        unknown={"published": "no date of publication is printed"},
        corrections=(Correction("lead_inspectors", f"{SERVER_FOLDER}/reports.csv", None),),
    )


def bullets(ids: PassageIds, texts: list[str], page: int) -> tuple[Passage, ...]:
    return tuple(Passage(ids.next_id(text), PassageKind.BULLET, text, page=page, page_end=page) for text in texts)


def make_ilacs() -> Report:
    ids = PassageIds("tarnside-ilacs-2022-05-09")
    texts = [f"Social workers visit children in care often, week {week} of the year." for week in range(1, 41)]
    numbered = tuple(
        Passage(ids.next_id(text), PassageKind.NUMBERED, text, number=str(place), page=5 + place // 20,
                page_end=5 + (place + 1) // 20)
        for place, text in enumerate(texts, start=1)
    )  # fmt: skip
    return Report(
        id="tarnside-ilacs-2022-05-09",
        title="Inspection of Tarnside children’s services",
        inspection_type=InspectionType.ILACS,
        source=Source(f"{SERVER_FOLDER}/ilacs.html", "e" * 64),
        sections=(Section("Children in care: good", 1, Finding.MIXED, "stands over both", numbered, judgement="Good"),),
        areas=("Tarnside",),
        regions=("South Shore",),
        inspected_from=date(2022, 5, 9),
        inspected_to=date(2022, 5, 20),
        published=date(2022, 7, 4),
        judgement="Good",
        judgement_printed="good",
        judgements=(Judgement("Overall effectiveness", "Good", "good"), Judgement("Leaders", "Inadequate", "fails")),
        inspectorates=("Ofsted",),
        pages=7,
    )


def make_hostile() -> Report:
    ids = PassageIds("hostile")
    text = f"Hostile words {HOSTILE} & <b>markup</b> \"quoted\" 'too'."
    return Report(
        id="hostile-2020",
        title=f"Title {HOSTILE}",
        inspection_type=InspectionType.OTHER,
        source=Source(f"{SERVER_FOLDER}/{HOSTILE.replace('/', '')}.txt", "f" * 64, "javascript:alert(1)"),
        sections=(
            Section(f"Heading {HOSTILE}", 1, Finding.CONTEXT, f"rule {HOSTILE}",
                    (Passage(ids.next_id(text), PassageKind.PARAGRAPH, text),), judgement=f"Grade {HOSTILE}",
                    path=(f"Above {HOSTILE}",)),
            Section("", 4, Finding.MIXED, "none", (Passage(ids.next_id("x y"), PassageKind.TABLE, "No heading."),)),
        ),
        areas=(f"Area {HOSTILE}",),
        regions=(f"Region {HOSTILE}",),
        judgement=f"Judged {HOSTILE}",
        judgement_printed=f"Printed {HOSTILE}",
        judgements=(Judgement(f"Aspect {HOSTILE}", f"Grade {HOSTILE}", f"Print {HOSTILE}"),),
        inspectorates=(f"Body {HOSTILE}",),
        lead_inspectors=(f"Person {HOSTILE}",),
        licence=f"Licence {HOSTILE}",
        warnings=(ReadingWarning("form", f"Warning {HOSTILE}", 2),),
        unknown={"published": f"Reason {HOSTILE}"},
    )  # fmt: skip


def make_reports() -> list[Report]:
    return [*(make_area_send(place, number) for number, place in enumerate(PLACES)), make_ilacs(), make_hostile()]


def keep(data: Path, reports: list[Report]) -> None:
    """Write reports into a data folder's catalogue and build its index."""
    with Catalogue.open(data, write=True) as catalogue:
        with catalogue.changing() as db:
            for report in reports:
                file = CatalogueFile(
                    report.source.path,
                    SERVER_FOLDER,
                    report.source.sha256,
                    1,
                    1,
                    FileStatus.INDEXED,
                    None,
                    report.id,
                    "1",
                )
                put_report(db, file, report, {})
        build_index(catalogue, data)


def tree(response: TestResponse) -> html.HtmlElement:
    """Return a page as a tree, after the checks that hold for every page."""
    assert response.content_type == "text/html; charset=utf-8"
    page = html.document_fromstring(response.get_data(as_text=True))
    ids = page.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))
    assert page.xpath("count(//h1)") == 1
    for control in page.xpath("//input[not(@type='hidden')] | //select"):
        assert page.xpath("//label[@for=$id]", id=control.get("id")), html.tostring(control)
    for name in ("aria-describedby", "aria-labelledby"):
        assert {word for value in page.xpath(f"//@{name}") for word in value.split()} <= set(ids)
    assert not page.xpath("//script[not(@src)] | //style | //@style | //@onclick")
    assert {href for href in page.xpath("//a/@href") if href.startswith("#")} <= {f"#{name}" for name in ids}
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    return page


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def texts(page: html.HtmlElement, path: str) -> list[str]:
    return [text_of(element) for element in page.xpath(path)]

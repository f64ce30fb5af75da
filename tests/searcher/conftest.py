"""A small collection about invented places, searched through the plain in-memory engine."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.catalogue.files import CatalogueFile, FileStatus, put_report
from corpus.ids import PassageIds
from corpus.report import Finding, InspectionType, Judgement, Passage, PassageKind, Report, Section, Source
from index.engines.memory import MemoryEngine
from index.generations.build import build_index
from index.generations.documents import passage_documents
from searcher.finding.search import Searcher

BULLET, NUMBERED, PARAGRAPH, TABLE = PassageKind.BULLET, PassageKind.NUMBERED, PassageKind.PARAGRAPH, PassageKind.TABLE
STRENGTH, WEAKNESS, RECOMMENDATION = Finding.STRENGTH, Finding.WEAKNESS, Finding.RECOMMENDATION
EFFECTIVE = "What is the area partnership doing that is effective?"
BETTER = "What does the area partnership need to do better?"


def section(
    ids: PassageIds,
    heading: str,
    finding: Finding,
    texts: list[str],
    kind: PassageKind = BULLET,
    pages: tuple[int | None, int | None] = (None, None),
    first_number: int | None = None,
) -> Section:
    passages = tuple(
        Passage(
            ids.next_id(text),
            kind,
            text,
            number=None if first_number is None else str(first_number + place),
            page=pages[0],
            page_end=pages[1],
        )
        for place, text in enumerate(texts)
    )
    return Section(heading, 2, finding, f"heading {heading!r}", passages)


def area_send(name: str, slug: str, day: date, judgement: str, strengths: list[str], weaknesses: list[str]) -> Report:
    report_id = f"{slug}-area-send-{day}"
    ids = PassageIds(report_id)
    return Report(
        id=report_id,
        title=f"Area SEND inspection of {name} Local Area Partnership",
        inspection_type=InspectionType.AREA_SEND,
        source=Source(f"{slug}.pdf", report_id.encode().hex()[:64].ljust(64, "0"), f"https://reports.example/{slug}"),
        sections=(
            section(ids, EFFECTIVE, STRENGTH, strengths, pages=(3, 3)),
            section(ids, BETTER, WEAKNESS, weaknesses, pages=(4, 5)),
        ),
        areas=(name,),
        regions=("North Shore",),
        inspected_from=day,
        inspected_to=day + timedelta(days=4),
        judgement=judgement,
        judgement_printed=judgement.lower(),
        inspectorates=("Ofsted", "CQC"),
        pages=9,
        licence="Open Government Licence v3.0",
    )


def make_reports() -> list[Report]:
    tarnside = area_send(
        "Tarnside", "tarnside", date(2024, 1, 29), "Inconsistent",
        ["Annual reviews are timely, and families praise the co-production of plans.",
         "The early years team knows every child well."],
        ["Too many annual reviews are late. Leaders do not know why.",
         "Children’s plans for ages 18-25 are thin & vague.",
         "Waiting lists for speech therapy are long."],
    )  # fmt: skip
    wexcombe = area_send(
        "Wexcombe", "wexcombe", date(2023, 3, 6), "Typically positive",
        ["Leaders review plans with families each year.", "Waiting times are short."],
        ["The annual review process starts late for a few young people."],
    )  # fmt: skip
    ids = PassageIds("tarnside-ilacs-2022-05-09")
    ilacs = Report(
        id="tarnside-ilacs-2022-05-09",
        title="Inspection of Tarnside local authority children's services",
        inspection_type=InspectionType.ILACS,
        source=Source("tarnside-ilacs.html", "c" * 64),
        sections=(
            section(ids, "The experiences and progress of children in care: good", Finding.MIXED,
                    ["Social workers visit children in care often.", "Placements are stable."],
                    NUMBERED, (6, 6), first_number=17),
            section(ids, "What needs to improve", RECOMMENDATION, ["The timeliness of reviews."], TABLE, (2, 2)),
        ),
        areas=("Tarnside",),
        regions=("North Shore",),
        inspected_from=date(2022, 5, 9),
        inspected_to=date(2022, 5, 20),
        published=date(2022, 7, 4),
        judgement="Good",
        judgements=(Judgement("Overall effectiveness", "Good", "good"),),
        inspectorates=("Ofsted",),
        pages=14,
    )  # fmt: skip
    ids = PassageIds("news-1")
    news = Report(
        id="news-1",
        title="Families welcome change",
        inspection_type=InspectionType.NEWS,
        source=Source("news.txt", "d" * 64),
        sections=(
            section(ids, "", Finding.MIXED, ["Families in two towns welcome a report on annual reviews."], PARAGRAPH),
        ),
        areas=("Tarnside", "Wexcombe"),
        published=date(2024, 5, 1),
        unknown={"judgement": "News articles give none."},
    )
    return [tarnside, wexcombe, ilacs, news]


def make_searcher(reports: list[Report]) -> Searcher:
    engine = MemoryEngine()
    for report in reports:
        engine.add(report, passage_documents(report))
    engine.finish()
    return Searcher(engine)


@pytest.fixture(scope="session")
def reports() -> list[Report]:
    return make_reports()


@pytest.fixture(scope="session")
def searcher(reports: list[Report]) -> Searcher:
    return make_searcher(reports)


@pytest.fixture(scope="session")
def keep() -> Callable[[Path, list[Report]], None]:
    """Return what writes reports into a data folder's catalogue and builds its index."""

    def write(data: Path, reports: list[Report]) -> None:
        with Catalogue.open(data, write=True) as catalogue:
            with catalogue.changing() as db:
                for report in reports:
                    path = f"/reports/{report.source.path}"
                    file = CatalogueFile(
                        path, "/reports", report.source.sha256, 1, 1, FileStatus.INDEXED, None, report.id, "1"
                    )
                    put_report(db, file, report, {})
            build_index(catalogue, data)

    return write


@pytest.fixture(scope="session")
def kept(
    tmp_path_factory: pytest.TempPathFactory, reports: list[Report], keep: Callable[[Path, list[Report]], None]
) -> Path:
    """A data folder with every report, built once: tests are given copies."""
    folder = tmp_path_factory.mktemp("kept")
    keep(folder, reports)
    return folder


@pytest.fixture
def data(tmp_path: Path, kept: Path) -> Path:
    return Path(shutil.copytree(kept, tmp_path, dirs_exist_ok=True))

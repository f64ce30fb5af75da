"""Small collections about invented places, and how each engine is built from one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from corpus.acronyms.glossary import Acronym
from corpus.report import Finding, InspectionType, Passage, PassageKind, Report, Section, Source
from index.engine import Engine, LabelledValue, PassageDocument
from index.engines.memory import MemoryEngine
from index.errors import UnknownEngine
from index.generations.engine_choice import new_builder, open_folder, require_engine

Collection = list[tuple[Report, list[PassageDocument]]]

PLACES = (
    "Tarnside", "Wexcombe", "Port Ellery", "Harrowmere", "Coldbeck", "Ashwold", "Marlhaven", "Stanbeck",
    "Ottermouth", "Grayling Vale", "Fenwick Cross", "Little Sarum", "Northolme",
)  # fmt: skip

HEADINGS = ("What works well", "What needs to improve", "Information about the visit", "")

SENTENCES = (
    "Annual reviews of education, health and care plans are late.",
    "Annual reviews are timely and the annual review meeting is well attended.",
    "Leaders review annual plans; co-production with families is strong.",
    "Coproduction is a strength. Children’s views shape the children's plans.",
    "The waiting list for speech and language therapy is too long, too long by far.",
    "Therapy is offered early. Language development is good.",
    "Leaders know their area well.",
    "Families say that leaders do not listen to families.",
    "Naïve assumptions about ﬁnance were challenged by the café forum.",
    "Governance and oversight of the partnership improved in 2.1% of cases.",
    "Children’s health visitors, school nurses and therapists work as one team, and plans are reviewed.",
    "CAMHS waits are long.",
)


ACRONYMS = (
    Acronym(
        "CAMHS",
        "child and adolescent mental health services",
        ("CAMHS", "CAMHs"),
        ("child and “adolescent” …",),
        3,
        9,
        4,
    ),
    Acronym(
        "EHC plans", "education, health and care plans", ("EHC plans",), ("education, health and care plans",), 1, 2, 0
    ),
)


def labelled(*labels: str) -> tuple[LabelledValue, ...]:
    return tuple(LabelledValue(label.casefold().replace(" ", "-"), label) for label in labels)


def make_report(report_id: str, title: str, passages: int = 1) -> Report:
    made = tuple(Passage(f"{report_id}-{n}", PassageKind.BULLET, f"Passage {n}.") for n in range(passages))
    section = Section("Findings", 1, Finding.MIXED, "no rule", made)
    source = Source(f"{report_id}.txt", "0" * 64)
    return Report(report_id, title, InspectionType.OTHER, source, (section,), unknown={"areas": "None was named."})


def make_document(report_id: str, position: int, text: str, **changes: object) -> PassageDocument:
    document = PassageDocument(
        id=f"{report_id}-{position}",
        report_id=report_id,
        position=position,
        text=text,
        heading="",
        path=(),
        title="",
        kind=PassageKind.BULLET,
        level=1,
        number=None,
        ordinal=1,
        page=None,
        page_end=None,
        finding=Finding.MIXED,
        judgement=None,
        inspected=None,
        published=None,
        keywords={"report": (LabelledValue(report_id, report_id),)},
    )
    return replace(document, **changes)


def make_collection() -> Collection:
    """Return thirteen reports of six passages: more than ten areas, dates that tie and that are missing."""
    collection: Collection = []
    for number, place in enumerate(PLACES):
        areas = (place, PLACES[number - 1]) if number % 4 == 3 else (place,)
        inspected = None if number % 5 == 4 else date(2018 + number % 3, 1 + number % 2, 5)
        published = date(2019 + number % 3, 6, 1) if number % 3 else None
        report_id = f"report-{number:02}"
        title = f"Inspection of {' and '.join(areas)}: annual report"
        shared = {"area": labelled(*areas), "report": (LabelledValue(report_id, title),)}
        if number % 3 != 1:
            shared["judgement"] = labelled("Good" if number % 2 else "Inconsistent")
        day = inspected or published
        if day:
            shared["year"] = labelled(str(day.year))
        documents = []
        for position in range(6):
            heading = HEADINGS[(position // 2 + number) % len(HEADINGS)]
            finding = list(Finding)[(position // 2 + number) % len(Finding)]
            keywords = (
                shared | {"finding": labelled(finding.value)} | ({"section": labelled(heading)} if heading else {})
            )
            text = SENTENCES[(number * 5 + position * 7) % len(SENTENCES)]
            documents.append(
                make_document(
                    report_id,
                    position,
                    text,
                    heading=heading,
                    title=title,
                    finding=finding,
                    path=("Findings",),
                    inspected=inspected,
                    published=published,
                    keywords=keywords,
                    page=position + 1,
                    page_end=position + 1,
                    number=str(position),
                    judgement="Good" if position else None,
                )
            )
        collection.append((make_report(report_id, title, 6), documents))
    return collection


def build_memory(folder: Path, collection: Collection) -> Engine:  # noqa: ARG001
    engine = MemoryEngine()
    for report, documents in collection:
        engine.add(report, documents)
    engine.add_acronyms(ACRONYMS)
    engine.finish()
    return engine


Build = Callable[[Path, Collection], Engine]


def builds(engine: str) -> Build:
    """Return what builds an engine's index of a collection in an empty folder and opens it."""

    def build(folder: Path, collection: Collection) -> Engine:
        builder = new_builder(engine, folder)
        for report, documents in collection:
            builder.add(report, documents)
        builder.add_acronyms(ACRONYMS)
        builder.finish()
        return open_folder(engine, folder)

    return build


def is_installed(engine: str) -> bool:
    try:
        require_engine(engine)
    except UnknownEngine:
        return False
    return True


build_whoosh = builds("whoosh")
ENGINES: dict[str, Build] = {"memory": build_memory, "whoosh": build_whoosh}
if is_installed("tantivy"):
    ENGINES["tantivy"] = builds("tantivy")

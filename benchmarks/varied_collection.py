"""Large collections made of a few reports: repeated, with other dates and some words exchanged."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from corpus.catalogue.catalogue import Catalogue
from corpus.catalogue.files import CatalogueFile, FileStatus, put_report
from corpus.report import Report
from index.generations.documents import passage_documents

ONE_IN = 12
"""One word in so many is exchanged for another of the collection."""
A_TRANSACTION = 50
"""Reports."""


def varied(reports: Sequence[Report], passages: int) -> Iterator[Report]:
    """Yield reports until they hold so many passages, the same ones in every run."""
    chance = random.Random(2)  # noqa: S311 - the same collection in every run
    vocabulary = sorted(
        {word for report in reports for _, passage in report.passages() for word in passage.text.split()}
    )
    made = 0
    for turn in range(passages):
        for report in reports:
            if made >= passages:
                return
            made += sum(1 for _ in passage_documents(report))
            yield _varied(report, turn, vocabulary, chance)


def _varied(report: Report, turn: int, vocabulary: Sequence[str], chance: random.Random) -> Report:
    sections = []
    for section in report.sections:
        passages = []
        for passage in section.passages:
            words = passage.text.split(" ")
            for _ in range(len(words) // ONE_IN):
                words[chance.randrange(len(words))] = chance.choice(vocabulary)
            note = passage.footnote
            if note is not None and note.of is not None:
                note = replace(note, of=f"{note.of}-{turn}")
            passages.append(replace(passage, id=f"{passage.id}-{turn}", text=" ".join(words), footnote=note))
        sections.append(replace(section, passages=tuple(passages)))
    day = (report.inspected_from or date(2020, 1, 1)) + timedelta(days=97 * turn % 4000)
    name = f"{report.id}-{turn}"
    source = replace(report.source, path=f"/{name}", sha256=hashlib.sha256(name.encode()).hexdigest())
    return replace(report, id=name, source=source, sections=tuple(sections), inspected_from=day)


def fill_catalogue(data: Path, reports: Iterator[Report]) -> None:
    """Write reports into the catalogue of an empty data folder."""
    with Catalogue.open(data, write=True) as catalogue:
        while batch := [report for report, _ in zip(reports, range(A_TRANSACTION), strict=False)]:
            with catalogue.changing() as db:
                for report in batch:
                    source = report.source
                    file = CatalogueFile(
                        source.path, "/", source.sha256, 1, 1, FileStatus.INDEXED, None, report.id, "1"
                    )
                    put_report(db, file, report, {})

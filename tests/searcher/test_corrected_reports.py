"""What a list of reports corrects is marked wherever it is shown, and never looks as if printed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.report import Correction, InspectionType, Report
from searcher.asking.request import SearchRequest
from searcher.cli import main
from searcher.printing.report_text import facts
from searcher.wording.citations import cite
from searcher.wording.publication import authority_words, correction_words, publication_words
from searcher.writing.json_forms import report_form
from tests.searcher.conftest import make_searcher

BY = "/reports/kept/reports.csv"


@pytest.fixture
def corrected(reports: list[Report]) -> Report:
    return replace(
        reports[2],
        inspection_type=InspectionType.SIF,
        published=date(2022, 7, 5),
        judgement=None,
        authority_number="80999",
        lead_inspectors=("Ada Roe",),
        corrections=(
            Correction("title", BY, "Inspection of Tarnsid"),
            Correction("inspection_type", BY, "ilacs"),
            Correction("published", BY, "2022-07-04"),
            Correction("judgement", BY, "Good"),
            Correction("lead_inspectors", BY, None),
            Correction("authority_number", BY, "80998"),
        ),
    )


def test_each_corrected_fact_says_by_what_and_what_was_read(corrected: Report) -> None:
    told = {label: words for label, words in facts(corrected) if "reports.csv" in words}
    assert told == {
        "Title": f"{corrected.title} (by reports.csv; the report was read as: Inspection of Tarnsid)",
        "Type of inspection": "Single inspection framework (by reports.csv; the report was read as: "
        "ILACS (children's services))",
        "Published": "5 July 2022 (by reports.csv; the report was read as: 4 July 2022)",
        "Judgement": "not known (by reports.csv; the report was read as: Good)",
        "Inspectors": "Ada Roe (by reports.csv; the report gave none)",
        "Authority number": "80999 (by reports.csv; the report was read as: 80998)",
    }


def test_lists_and_json_mark_what_is_corrected(corrected: Report) -> None:
    assert publication_words(corrected) == "5 July 2022 (by reports.csv)"
    assert authority_words(corrected) == "80999"
    assert correction_words(corrected, "areas") == ""
    form = report_form(corrected, whole_paths=True)
    assert (form["published_source"], form["authority_number_source"]) == ("list", "list")
    assert form["corrections"][2] == {"field": "published", "list": BY, "read": "2022-07-04"}


def test_a_citation_names_what_a_person_corrected(corrected: Report) -> None:
    (hit,) = make_searcher([corrected]).search(SearchRequest('"placements are stable"')).hits
    assert "published 5 July 2022, p. 6" in cite(hit.passage, hit.report)


def test_the_tables_of_reports_mark_corrected_cells(
    tmp_path: Path, corrected: Report, keep: Callable[[Path, list[Report]], None]
) -> None:
    keep(tmp_path, [corrected])

    def answer(*arguments: str) -> str:
        result = CliRunner().invoke(main, ["--data", str(tmp_path), "reports", *arguments])
        assert result.exit_code == 0, result.output
        return result.stdout

    _, row, note = answer().splitlines()
    assert "Tarnside  Single inspection framework+  2022-05-09  2022-07-05+  +" in " ".join(row.split(" ", 1)[1:])
    assert note == "+ corrected by a list of reports; 'searcher show' says what was read"
    (cells,) = csv.DictReader(io.StringIO(answer("--format", "csv").removeprefix("\ufeff")))
    assert cells["corrected_fields"].split("; ") == [item.field for item in corrected.corrections]
    assert (
        json.loads(answer("--format", "json"))[0]["corrections"]
        == report_form(corrected, whole_paths=True)["corrections"]
    )

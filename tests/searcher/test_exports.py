from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.report import Report
from index.analysis import words
from index.engine import Filter
from searcher.asking.request import SearchRequest
from searcher.errors import UnknownFormat
from searcher.finding.collection import Collection
from searcher.finding.search import Searcher
from searcher.writing.exports import EXPORTS, export
from searcher.writing.json_forms import report_form, report_summary, result_form, search_form, show_form
from searcher.writing.passages_csv import CSV_COLUMNS
from searcher.writing.search_facts import FoundPassages
from tests.searcher.conftest import make_searcher

DAY = date(2025, 3, 12)
REQUEST = SearchRequest(
    'annual "reviews"', {"area": Filter(frozenset({"tarnside"}))}, last=date(2024, 12, 31), per_page=1
)

MARKDOWN = """\
# Passages from inspection reports

- Search: annual "reviews"
- Understood as: “annual” and the exact word “reviews”
- Area: Tarnside
- Inspected: on or before 31 December 2024
- Order: relevance
- Found: 2 passages in 1 report
- Date of this search: 12 March 2025
- Note: 1 report that fits gives no day of inspection and is left out; by the day of publication, it is within the \
range.

Each quotation is the text of the report, word for word. The licence of a report stands in its citation where the \
report prints one; otherwise ask its publisher.

> Too many annual reviews are late. Leaders do not know why.

*Ofsted and CQC, Area SEND inspection: Tarnside, inspected 29 January to 2 February 2024, pp. 4 to 5, "What does the \
area partnership need to do better?", bullet 1* ([source](https://reports.example/tarnside); Open Government Licence \
v3.0)

> Annual reviews are timely, and families praise the co-production of plans.

*Ofsted and CQC, Area SEND inspection: Tarnside, inspected 29 January to 2 February 2024, p. 3, "What is the area \
partnership doing that is effective?", bullet 1* ([source](https://reports.example/tarnside); Open Government Licence \
v3.0)
"""


def text_of(pieces: Iterator[bytes]) -> str:
    return b"".join(pieces).decode()


def test_markdown_holds_every_hit_as_a_quotation_with_its_citation(data: Path) -> None:
    with Collection.open(data) as collection, collection.snapshot() as searcher:
        assert text_of(export(searcher, REQUEST, "md", today=DAY)) == MARKDOWN


def test_markdown_says_what_was_amiss_and_which_part_it_is(data: Path) -> None:
    with Collection.open(data) as collection, collection.snapshot() as searcher:
        written = text_of(export(searcher, SearchRequest('plans AND "', limit=1, offset=1), "md", today=DAY))
    assert "- Note: AND needs something after it" in written
    assert "- Found: 3 passages in 2 reports; here 1 at most, after the first 1\n" in written
    assert written.count("\n> ") == 1


def test_csv_has_a_row_a_passage_under_documented_columns(data: Path) -> None:
    with Collection.open(data) as collection, collection.snapshot() as searcher:
        written = text_of(export(searcher, SearchRequest(per_page=1), "csv"))
        hits = searcher.search(SearchRequest(every_hit=True)).hits
    header, *rows = csv.reader(io.StringIO(written))
    assert tuple(header) == CSV_COLUMNS
    assert [row[header.index("passage_id")] for row in rows] == [hit.passage.id for hit in hits]
    (numbered,) = [dict(zip(header, row, strict=True)) for row in rows if "Placements are stable." in row]
    assert numbered.pop("passage_id")
    assert numbered == {
        "la_code": "",
        "local_authority": "Tarnside",
        "region": "North Shore",
        "inspection_framework": "ILACS (children's services)",
        "inspection_start_date": "2022-05-09",
        "inspection_end_date": "2022-05-20",
        "publication_date": "2022-07-04",
        "inspection_link": "",
        "judgement": "Good",
        "section": "The experiences and progress of children in care: good",
        "polarity": "mixed",
        "page": "6",
        "kind": "numbered",
        "number": "18",
        "text": "Placements are stable.",
        "report_id": "tarnside-ilacs-2022-05-09",
        "score": "0.0",
        "citation": (
            "Ofsted, ILACS (children's services): Tarnside, inspected 9 to 20 May 2022, published 4 July 2022, p. 6, "
            '"The experiences and progress of children in care: good", paragraph 18'
        ),
        "publication_date_source": "printed",
        "time_scale": "",
        "responsible": "",
        "urn": "",
        "region_code": "",
        "ltla23cd": "",
        "bullet": "",
        "permalink": "",
        "no_judgement_reason": "",
    }


def test_csv_names_areas_by_the_codes_of_other_tables_and_says_why_there_is_no_judgement(reports: list[Report]) -> None:
    report = replace(
        reports[0], areas=("Kingston upon Hull",), regions=("Yorkshire and The Humber",), authority_number="80536",
        judgement=None, unknown={"judgement": "none was found"},
    )  # fmt: skip
    searcher = make_searcher([report])
    page = searcher.search(SearchRequest())
    found = FoundPassages(
        SearchRequest(), page, iter(page.hits), searcher.label, "https://site.example/passages/{}".format, None, DAY
    )
    rows = list(csv.DictReader(io.StringIO("".join(map(str, EXPORTS["csv"].write(found))))))
    codes = {(row["urn"], row["la_code"], row["ltla23cd"], row["region_code"]) for row in rows}
    assert codes == {("80536", "810", "E06000010", "E12000003")}
    assert {row["no_judgement_reason"] for row in rows} == {"none was found"}
    assert all(row["permalink"] == f"https://site.example/passages/{row['passage_id']}" for row in rows)
    assert {row["bullet"] == row["number"] for row in rows if row["kind"] == "bullet"} == {True}
    assert {row["bullet"] for row in rows if row["kind"] != "bullet"} <= {""}


def test_json_lines_are_the_results_of_the_json_answer(data: Path) -> None:
    def link(passage_id: str) -> str:
        return f"https://here.example/{passage_id}"

    with Collection.open(data) as collection, collection.snapshot() as searcher:
        lines = text_of(export(searcher, REQUEST, "jsonl", link=link)).splitlines()
        page = searcher.search(replace(REQUEST, per_page=50))
    assert [json.loads(line) for line in lines] == search_form(page, link=link)["results"]


def test_an_unknown_format_is_refused_before_anything_is_written(data: Path) -> None:
    with (
        Collection.open(data) as collection,
        collection.snapshot() as searcher,
        pytest.raises(UnknownFormat, match=r"no export “pdf”. Choose docx or md"),
    ):
        export(searcher, REQUEST, "pdf")


@pytest.mark.parametrize("name", ["csv", "jsonl", "md"])
def test_an_export_of_nothing_is_still_well_formed(data: Path, name: str) -> None:
    with Collection.open(data) as collection, collection.snapshot() as searcher:
        written = text_of(export(searcher, SearchRequest("zebra"), name, today=DAY))
    assert (
        written
        == {
            "csv": ",".join(CSV_COLUMNS) + "\r\n",
            "jsonl": "",
            "md": MARKDOWN.split("\n> ", maxsplit=1)[0]
            .replace('annual "reviews"', "zebra")
            .replace("“annual” and the exact word “reviews”", "“zebra”")
            .replace("- Area: Tarnside\n- Inspected: on or before 31 December 2024\n", "")
            .replace(next(line for line in MARKDOWN.splitlines(keepends=True) if line.startswith("- Note")), "")
            .replace("2 passages in 1 report", "0 passages in 0 reports"),
        }[name]
    )


REPORT_KEYS = {
    "id", "title", "areas", "regions", "inspection_type", "inspected_from", "inspected_to", "published",
    "published_source", "previous_inspection", "judgement", "judgements", "inspectorates", "lead_inspectors", "pages",
    "passages", "source", "warnings",
}  # fmt: skip
SHOW_KEYS = REPORT_KEYS | {"sections"}
SECTION_KEYS = {"heading", "level", "finding", "judgement", "passages"}
PASSAGE_KEYS = {"id", "kind", "level", "number", "text", "page", "page_end", "footnote", "time_scale", "responsible"}
SEARCH_KEYS = {
    "query", "understood", "total", "reports", "engine", "took_ms", "results", "facets", "suggestion", "expansions",
    "problems",
}  # fmt: skip
RESULT_KEYS = {"id", "score", "report", "section", "finding", "page", "text", "highlights"}


def test_the_contracts_hold_their_keys(reports: list[Report], searcher: Searcher) -> None:
    shown = show_form(reports[0])
    page = search_form(searcher.search(SearchRequest("annual reviews")))
    assert set(report_form(reports[0])) >= REPORT_KEYS
    assert set(report_form(reports[0])["source"]) == {"path", "sha256", "url"}
    assert set(shown) >= SHOW_KEYS
    assert all(set(section) >= SECTION_KEYS for section in shown["sections"])
    assert all(set(passage) >= PASSAGE_KEYS for section in shown["sections"] for passage in section["passages"])
    assert set(page) >= SEARCH_KEYS
    assert all(set(result) >= RESULT_KEYS for result in page["results"])
    assert all(
        set(value) >= {"value", "label", "count", "selected"} for values in page["facets"].values() for value in values
    )
    json.dumps([shown, page])


def test_a_report_as_json(reports: list[Report]) -> None:
    ilacs = report_form(reports[2])
    assert ilacs == report_summary(reports[2]) | {"passages": 3}
    assert report_form(replace(reports[2], sections=()), 7)["passages"] == 7
    assert ilacs["judgements"] == {"Overall effectiveness": "Good"}
    assert ilacs["judgements_printed"] == {"Overall effectiveness": "good"}
    assert (ilacs["inspected_from"], ilacs["published"], ilacs["previous_inspection"]) == (
        "2022-05-09", "2022-07-04", None,
    )  # fmt: skip
    assert report_form(reports[3])["unknown"] == {"judgement": "News articles give none."}


def test_sections_come_once_in_reading_order(reports: list[Report]) -> None:
    shown = show_form(reports[2])["sections"]
    assert [section["heading"] for section in shown] == [section.heading for section in reports[2].sections]
    assert [passage["number"] for passage in shown[0]["passages"]] == ["17", "18"]


def test_highlights_are_places_in_the_text(searcher: Searcher) -> None:
    result = result_form(searcher.search(SearchRequest('"annual reviews" late')).hits[0])
    assert [result["text"][start:end] for start, end in result["highlights"]] == ["annual reviews", "late"]


def test_a_result_says_how_many_words_it_has(searcher: Searcher) -> None:
    results = search_form(searcher.search(SearchRequest("reviews")))["results"]
    assert {result["text"]: result["words"] for result in results} == {
        result["text"]: len(words(result["text"])) for result in results
    }
    assert min(result["words"] for result in results) > 0


def test_facets_and_problems_as_json(searcher: Searcher) -> None:
    shown = search_form(searcher.search(SearchRequest("", {"type": Filter(frozenset({"news"}))})))
    assert shown["facets"]["type"][-1] == {
        "value": "news", "label": "News article", "count": 1, "reports": 1, "selected": True, "excluded": False,
    }  # fmt: skip
    (problem,) = search_form(searcher.search(SearchRequest("plans AND")))["problems"]
    assert problem["kind"] == "syntax"
    assert (problem["place"], problem["span"]) == ("q", [6, 9])

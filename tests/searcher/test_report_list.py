"""The list of reports: which fit, what is counted, in which order, and as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.reading.one_file import Reading, ReadingTask, read_file
from corpus.report import PUBLISHED_FROM_FILE_NAME, InspectionType, ReadingWarning, Report, Source
from index.engine import Filter
from index.fields import MISSING, REPORT_FACETS
from searcher.asking.request import SearchRequest
from searcher.reports.listing import make_listing
from searcher.reports.order import read_sort, sort_reports
from searcher.writing.reports_csv import reports_csv
from tests.searcher.conftest import make_searcher

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"


def report(name: str, area: str, kind: InspectionType, judgement: str | None, day: date | None) -> Report:
    return Report(
        id=name,
        title=f"Inspection of {area or 'an unnamed place'}",
        inspection_type=kind,
        source=Source(f"{name}.pdf", "0" * 64),
        sections=(),
        areas=(area,) if area else (),
        regions=("Yorkshire and The Humber",) if area == "Kingston upon Hull" else (),
        inspected_from=day,
        judgement=judgement,
    )


HULL = replace(
    report("hull", "Kingston upon Hull", InspectionType.ILACS, "Good", date(2022, 5, 9)),
    published=date(2022, 7, 4), pages=9, authority_number="80536", inspected_to=date(2022, 5, 20),
    source=Source("reports/hull.pdf", "1" * 64, "https://reports.example/hull.pdf"),
)  # fmt: skip
KENT = report("kent", "Kent", InspectionType.AREA_SEND, "Inconsistent", date(2023, 1, 30))
LEEDS = report("leeds", "Leeds", InspectionType.SIF, "Good", date(2015, 3, 2))
THEMED = report("themed", "Kent", InspectionType.JTAI, None, None)
BY_NAME = replace(
    report("named", "", InspectionType.OTHER, None, None),
    published=date(2019, 1, 2), warnings=(ReadingWarning(PUBLISHED_FROM_FILE_NAME, "from its name"),),
)  # fmt: skip
HELD = (HULL, KENT, LEEDS, BY_NAME, THEMED)


def wanting(**values: str) -> SearchRequest:
    return SearchRequest(filters={name: Filter(frozenset({value})) for name, value in values.items()})


def test_a_facet_counts_reports_under_every_filter_but_its_own() -> None:
    listing = make_listing(HELD, wanting(judgement="good", type="ilacs"))
    assert listing.reports == (HULL,)
    counted = {
        name: {value.value: (value.count, value.selected) for value in facet.values}
        for name, facet in listing.facets.items()
    }
    assert counted == {
        "area": {"kingston-upon-hull": (1, False)},
        "region": {"yorkshire-and-the-humber": (1, False)},
        "type": {
            "ilacs": (1, True), "sif": (1, False), "area-send": (0, False), "jtai": (0, False), "other": (0, False),
        },
        "judgement": {"good": (1, True)},
        "year": {"2022": (1, False)},
        "inspectorate": {MISSING: (1, False)},
    }  # fmt: skip


def test_a_report_that_prints_a_name_in_two_ways_counts_once() -> None:
    twice = replace(KENT, areas=("St. Helens", "St Helens"))
    (area,) = make_listing((twice,), SearchRequest()).facets["area"].values
    assert (area.value, area.count) == ("st-helens", 1)


def test_what_is_chosen_is_listed_at_nought_and_what_is_unknown_is_a_problem() -> None:
    listing = make_listing(HELD, wanting(area="kent", judgement="good"))
    assert listing.reports == ()
    assert [(value.value, value.count, value.selected) for value in listing.facets["judgement"].values] == [
        ("good", 0, True), ("inconsistent", 1, False), (MISSING, 1, False),
    ]  # fmt: skip
    unknown = make_listing(HELD, wanting(area="nowhere"))
    assert [problem.place for problem in unknown.problems] == ["area"]


def test_counts_that_mix_frameworks_or_rest_on_names_of_files_say_so() -> None:
    notes = {name: facet.note for name, facet in make_listing(HELD, SearchRequest()).facets.items() if facet.note}
    assert notes == {
        "judgement": "Each type of inspection has its own judgements. These counts cover 3 types. "
        "“No overall judgement” stands for 1 report of types that give none (Joint targeted area inspection) "
        "and 1 report in which none was found.",
        "year": "In 1 report the year is that of the file name; the report prints no date.",
    }
    alone = make_listing(HELD, wanting(type="ilacs")).facets
    assert (alone["judgement"].note, alone["year"].note) == (None, None)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", HELD),
        ("hull", (HULL,)),
        ("KENT send", (KENT,)),
        ("send kent", (KENT,)),
        ("ent", ()),
        ("unnamed", (BY_NAME,)),
        ("-!", HELD),
    ],
)
def test_words_begin_words_of_area_title_or_type(words: str, found: tuple[Report, ...]) -> None:
    assert make_listing(HELD, SearchRequest(), words).reports == found


def test_another_name_that_a_list_gives_is_found() -> None:
    called = replace(KENT, also_called={"Kent": ("Garden Shire",)})
    assert make_listing((HULL, called), SearchRequest(), "garden").reports == (called,)


@pytest.fixture(scope="module")
def samples() -> tuple[Report, ...]:
    """The sample reports, as they are read."""
    tasks = [
        ReadingTask(path, (SAMPLES / "areas.csv",)) for path in sorted(SAMPLES.glob("*/*")) if path.suffix != ".csv"
    ]
    readings = [read_file(task) for task in tasks]
    return tuple(reading.report for reading in readings if isinstance(reading, Reading))


@pytest.mark.parametrize("chosen", [{}, {"type": "ilacs"}, {"area": "tarnside"}], ids=str)
def test_the_list_and_a_search_over_everything_have_the_same_facets(
    samples: tuple[Report, ...], chosen: dict[str, str]
) -> None:
    searched = make_searcher(list(samples)).search(wanting(**chosen)).facets
    listed = make_listing(samples, wanting(**chosen)).facets
    assert tuple(listed) == REPORT_FACETS
    for name, facet in listed.items():
        assert {(value.value, value.label, value.count) for value in facet.values} == {
            (value.value, value.label, value.reports) for value in searched[name].values
        }
        assert (facet.label, facet.note) == (searched[name].label, searched[name].note)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("area", [KENT, THEMED, HULL, LEEDS, BY_NAME]),
        ("-area", [LEEDS, HULL, KENT, THEMED, BY_NAME]),
        ("inspected", [LEEDS, HULL, KENT, THEMED, BY_NAME]),
        ("-inspected", [KENT, HULL, LEEDS, THEMED, BY_NAME]),
        ("-published", [HULL, BY_NAME, KENT, THEMED, LEEDS]),
        ("judgement", [HULL, LEEDS, KENT, THEMED, BY_NAME]),
        ("-pages", [HULL, KENT, THEMED, LEEDS, BY_NAME]),
        ("-passages", [LEEDS, KENT, THEMED, HULL, BY_NAME]),
        ("-warnings", [BY_NAME, KENT, THEMED, HULL, LEEDS]),
    ],
)
def test_what_is_not_known_comes_last_in_either_direction(sort: str, expected: list[Report]) -> None:
    assert [one.id for one in sort_reports(HELD, sort, {"leeds": 7})] == [one.id for one in expected]


def test_an_order_that_there_is_none_of_is_not_taken() -> None:
    assert [read_sort(typed) for typed in ("-area", "area", "--area", "colour", "")] == [
        "-area",
        "area",
        None,
        None,
        None,
    ]


def test_the_table_has_the_codes_and_column_names_of_the_field() -> None:
    lines = "".join(reports_csv([HULL, BY_NAME], {"hull": 12}, whole_paths=True))
    hull, other = csv.DictReader(io.StringIO(lines))
    assert hull == {
        "report_id": "hull", "title": "Inspection of Kingston upon Hull", "local_authority": "Kingston upon Hull",
        "region": "Yorkshire and The Humber", "inspection_framework": "ILACS (children's services)",
        "inspection_start_date": "2022-05-09", "inspection_end_date": "2022-05-20", "publication_date": "2022-07-04",
        "previous_inspection_date": "", "judgement": "Good", "inspectorates": "", "pages": "9", "passages": "12",
        "file": "reports/hull.pdf", "warnings": "", "publication_date_source": "printed",
        "authority_number": "80536", "url": "https://reports.example/hull.pdf", "corrected_fields": "",
        "urn": "80536", "la_code": "810", "la_code_new": "E06000010", "ltla23cd": "E06000010",
        "inspection_link": "https://reports.example/hull.pdf", "region_code": "E12000003", "no_judgement_reason": "",
    }  # fmt: skip
    assert (other["la_code"], other["passages"], other["publication_date_source"]) == ("", "0", "file name")
    unjudged = replace(THEMED, unknown={"judgement": "letters of this kind give none"})
    (row,) = csv.DictReader(io.StringIO("".join(reports_csv([unjudged], {}))))
    assert (row["judgement"], row["no_judgement_reason"]) == ("", "letters of this kind give none")

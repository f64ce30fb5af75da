from __future__ import annotations

import json
from dataclasses import fields

import pytest
from hypothesis import given

from corpus.report import Report
from corpus.report_json import report_from_dict, report_from_json, report_to_dict, report_to_json
from tests.corpus.invented import WEXCOMBE, another, whole_reports


@given(whole_reports)
def test_every_report_comes_back_whole(report: Report) -> None:
    assert report_from_json(report_to_json(report)) == report


@given(whole_reports)
def test_the_dict_is_what_json_makes_of_it(report: Report) -> None:
    plain = report_to_dict(report)
    assert json.loads(report_to_json(report)) == plain
    assert report_from_dict(plain) == report


def test_a_report_as_json_has_the_names_of_its_fields() -> None:
    plain = report_to_dict(WEXCOMBE)
    assert list(plain) == [field.name for field in fields(Report)]
    assert plain["inspected_from"] == "2024-03-04"
    assert plain["published"] is None
    assert plain["source"] == {
        "path": "/reports/wexcombe.pdf",
        "sha256": "a" * 64,
        "url": "https://example.org/wexcombe",
    }
    assert plain["sections"][1] == {
        "heading": "Lantern services",
        "level": 2,
        "finding": "mixed",
        "finding_rule": "no rule",
        "passages": [],
        "judgement": "Good",
        "path": ["What works in Wexcombe"],
    }
    assert plain["sections"][2]["passages"] == [
        {
            "id": "cccccccccccc",
            "kind": "numbered",
            "text": "Waiting lists are as long as the pier.",
            "level": 1,
            "number": "17",
            "page": 3,
            "page_end": 3,
            "footnote": None,
            "time_scale": None,
            "responsible": None,
        }
    ]
    assert plain["unknown"] == {"published": "not printed", "licence": "not printed"}


def test_making_a_report_of_a_dict_leaves_the_dict_as_it_was() -> None:
    plain = report_to_dict(WEXCOMBE)
    report_from_dict(plain)
    assert plain == report_to_dict(WEXCOMBE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        report_to_json(another("x")).replace('"other"', '"another"'),
        report_to_json(another("x")).replace('"pages"', '"sheets"'),
        report_to_json(another("x", published=None)).replace('"published":null', '"published":"today"'),
    ],
)
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        report_from_json(text)

"""The story README tells, done in one go: a folder of reports in, an answer with its page and a quotation out."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from searcher.cli import main

SAMPLES = Path(__file__).resolve().parent.parent / "corpus" / "samples"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("journey")
    done = CliRunner().invoke(main, ["--data", str(folder), "index", str(SAMPLES), "--jobs", "1", "--format", "json"])
    assert done.exit_code == 0, done.output
    return folder


def searcher(data: Path, *arguments: str) -> Result:
    done = CliRunner().invoke(main, ["--data", str(data), *arguments])
    assert done.exit_code == 0, done.output
    return done


def found(data: Path, *arguments: str) -> dict[str, object]:
    answer: dict[str, object] = json.loads(searcher(data, "search", *arguments, "--format", "json").stdout)
    return answer


def test_every_sample_is_indexed_and_none_failed(data: Path) -> None:
    reports = json.loads(searcher(data, "reports", "--format", "json").stdout)
    files = [path for path in SAMPLES.rglob("*") if path.is_file() and path.name != "areas.csv"]
    assert len(reports) == len(files)
    assert {report["inspection_type"] for report in reports} >= {
        "area-send",
        "send-local-area",
        "send-revisit",
        "jar",
        "ilacs",
        "sif",
        "jtai",
        "news",
        "other",
    }


def test_a_second_run_finds_nothing_to_do(data: Path) -> None:
    again = json.loads(searcher(data, "index", str(SAMPLES), "--format", "json").stdout)
    assert (again["added"], again["updated"], again["removed"]) == (0, 0, 0)
    assert again["unchanged"] > 0


def test_a_phrase_is_found_as_printed_and_marked(data: Path) -> None:
    answer = found(data, '"annual reviews"')
    results = answer["results"]
    assert isinstance(results, list)
    assert results
    for result in results:
        marked = {result["text"][start:end].lower() for start, end in result["highlights"]}
        assert marked == {"annual reviews"} or "annual reviews" in result["section"].lower()


def test_filters_narrow_and_facets_count_everything_that_matches(data: Path) -> None:
    everything = found(data, "children")
    weaknesses = found(data, "children", "--finding", "weakness")
    finding = {value["value"]: value["count"] for value in everything["facets"]["finding"]}  # type: ignore[index]
    assert weaknesses["total"] == finding["weakness"]


def test_a_quotation_in_markdown_is_what_the_report_prints(data: Path) -> None:
    first = found(data, '"annual reviews"', "--limit", "1")["results"][0]  # type: ignore[index]
    text = searcher(data, "search", '"annual reviews"', "--format", "md").stdout
    quoted = " ".join(line.removeprefix("> ") for line in text.splitlines() if line.startswith(">"))
    assert first["text"].replace("*", "\\*") in quoted.replace("\n", " ")


def test_a_report_is_shown_with_its_sections(data: Path) -> None:
    report = found(data, "children", "--limit", "1")["results"][0]["report"]["id"]  # type: ignore[index]
    shown = json.loads(searcher(data, "show", report, "--format", "json").stdout)
    assert shown["id"] == report
    assert all(section["finding"] for section in shown["sections"])
    assert sum(len(section["passages"]) for section in shown["sections"]) == shown["passages"]

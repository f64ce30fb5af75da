from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.filenames import numbered_folder, published_in_name

MONTHS = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("90001_wexcombe/children's services inspection - 30 june 2014.pdf", date(2014, 6, 30)),
        ("Joint Area Inspection – 01 February 2023.PDF", date(2023, 2, 1)),
        (r"C:\reports\tarnside\area send inspection - 9 may 2024.docx", date(2024, 5, 9)),
        ("report -  5  May  2019", date(2019, 5, 5)),
        ("area_send_inspection_-_5th_may_2023.pdf", date(2023, 5, 5)),
        ("area send inspection - 5th May 2023.pdf", date(2023, 5, 5)),
        ("area send inspection - 5 Sept. 2023.pdf", date(2023, 9, 5)),
        ("area send inspection - 05-may-2023.pdf", date(2023, 5, 5)),
        ("area send inspection - 05May2023.pdf", date(2023, 5, 5)),
        ("area send inspection - 2023-06-05.pdf", date(2023, 6, 5)),
        ("area send inspection - 20230605.pdf", date(2023, 6, 5)),
        ("area send inspection - 05.06.2023.pdf", date(2023, 6, 5)),
        ("area send inspection - 05-06-2023.pdf", date(2023, 6, 5)),
        ("area_send_inspection_-_05_06_2023.pdf", date(2023, 6, 5)),
        ("area send inspection - 05_06_2023.pdf", date(2023, 6, 5)),
        ("area send inspection - 05 may 2023 (1).pdf", date(2023, 5, 5)),
    ],
)
def test_the_day_at_the_end_of_a_name_is_read(path: str, day: date) -> None:
    assert published_in_name(path) == day


@pytest.mark.parametrize(
    "path",
    [
        "seed-area-send-wexcombe-2024.md",
        "wexcombe - june 2014.pdf",
        "wexcombe - 31 june 2014.pdf",
        "wexcombe-2014-06-30.pdf",
        "inspected 30 june 2014.pdf",
        "letters - 30 june 2014/wexcombe.pdf",
        "wexcombe - 30 june 2014 - draft.pdf",
        "wexcombe - 2014-30-06.pdf",
        "wexcombe - 31.06.2014.pdf",
        "wexcombe - 06.2014.pdf",
        "wexcombe - 30.06-2014.pdf",
        "wexcombe - 12345678.pdf",
        "",
    ],
)
def test_a_name_that_may_mean_something_else_gives_no_day(path: str) -> None:
    assert published_in_name(path) is None


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2049, 12, 31)))
def test_every_day_written_out_is_read_back(day: date) -> None:
    forms = (f"{day.day} {MONTHS[day.month - 1]} {day.year}", day.isoformat(), f"{day:%d.%m.%Y}", f"{day:%d_%m_%Y}")
    assert {published_in_name(f"x/inspection - {written}.pdf") for written in forms} == {day}


@given(st.text())
def test_no_name_is_too_strange(name: str) -> None:
    found = published_in_name(name)
    assert found is None or isinstance(found, date)


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("80536_oxfordshire/inspection - 30 june 2014.pdf", ("80536", "oxfordshire")),
        (r"C:\reports\2532287_bournemouth & poole\letter.pdf", ("2532287", "bournemouth & poole")),
        ("/reports/90001_Wexcombe/2024/letters/report.md", ("90001", "Wexcombe")),
        ("80001_outer/80002_inner/report.md", ("80002", "inner")),
        ("/reports/wexcombe/report.md", None),
        ("2024_reports/report.md", None),
        ("20240305_download/report.md", None),
        ("80536/report.md", None),
        ("80536_/report.md", None),
        ("80536_oxfordshire.pdf", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_nearest_folder_named_after_an_authority_s_number_is_found(
    path: str, folder: tuple[str, str] | None
) -> None:
    assert numbered_folder(path) == folder

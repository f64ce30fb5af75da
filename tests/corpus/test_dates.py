from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import (
    MONTHS,
    FoundDate,
    FoundRange,
    begins_a_week,
    find_dates,
    find_ranges,
    format_date,
    format_range,
    parse_partial,
    whole_range,
)

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2097, 12, 31))
NEAR = st.integers(min_value=0, max_value=400).map(lambda days: timedelta(days=days))


def ranges(text: str, *, not_after: date | None = None) -> list[str]:
    found = find_ranges(text, not_after=not_after)
    return [f"{one.start}..{one.end}" for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("29 January 2024 to 02 February 2024", ["2024-01-29..2024-02-02"]),
        ("5 to 9 February 2024", ["2024-02-05..2024-02-09"]),
        ("9-24 November 2017", ["2017-11-09..2017-11-24"]),
        ("9–24 November 2017", ["2017-11-09..2017-11-24"]),
        ("9—24 November 2017", ["2017-11-09..2017-11-24"]),
        ("9 − 24 November 2017", ["2017-11-09..2017-11-24"]),
        ("9 \u2500 24 November 2017", ["2017-11-09..2017-11-24"]),
        ("1/06/2015 – 25/06/2015", ["2015-06-01..2015-06-25"]),
        ("1.6.15 to 25.6.15", ["2015-06-01..2015-06-25"]),
        ("Between 18 and 20 January 2022, inspectors came", ["2022-01-18..2022-01-20"]),
        ("Between 4 February 2019 and 8 February 2019, inspectors came", ["2019-02-04..2019-02-08"]),
        ("between the 4th and the 8th of February 2019", ["2019-02-04..2019-02-08"]),
        ("14 September 2015 – 8 October 2015", ["2015-09-14..2015-10-08"]),
        ("4 July 2016–28 July 2016", ["2016-07-04..2016-07-28"]),
        ("3 June – 25 June 2014", ["2014-06-03..2014-06-25"]),
        ("27 November to 1 December 2023", ["2023-11-27..2023-12-01"]),
        ("28 November to 9 December 2022", ["2022-11-28..2022-12-09"]),
        ("12 December 2022 to 20 January 2023", ["2022-12-12..2023-01-20"]),
        ("12 December to 20 January 2023", ["2022-12-12..2023-01-20"]),
        ("29 January 2024 to 2 February", ["2024-01-29..2024-02-02"]),
        ("12 December 2022 to 20 January", ["2022-12-12..2023-01-20"]),
        ("Monday 5 to Friday 9 February 2024", ["2024-02-05..2024-02-09"]),
        ("Mon 5 – Fri. 9 February 2024", ["2024-02-05..2024-02-09"]),
        ("Monday, 5 February to Friday, 9 February, 2024", ["2024-02-05..2024-02-09"]),
        ("3rd to 7th July 2023", ["2023-07-03..2023-07-07"]),
        ("from 21st June until 22nd June 2023", ["2023-06-21..2023-06-22"]),
        ("5February 2024", ["2024-02-05..2024-02-05"]),
        ("5 to 9February2024", ["2024-02-05..2024-02-09"]),
        ("18\u00a0Feb 2014 – 12 March\n2014", ["2014-02-18..2014-03-12"]),
        ("6 Sept. 2016 - 9 Oct. 2016", ["2016-09-06..2016-10-09"]),
        ("2024-01-29 to 2024-02-02", ["2024-01-29..2024-02-02"]),
        ("Published: 13 January 2009", ["2009-01-13..2009-01-13"]),
        ("3 to 7 and 17 to 21 October 2022", ["2022-10-03..2022-10-07", "2022-10-17..2022-10-21"]),
        ("3 to 7 March, 9 May and 17 to 21 October 2022",
         ["2022-03-03..2022-03-07", "2022-05-09..2022-05-09", "2022-10-17..2022-10-21"]),
        ("on 18 and 19 January 2022", ["2022-01-18..2022-01-18", "2022-01-19..2022-01-19"]),
        ("3, 4 and 5 July 2017", ["2017-07-03..2017-07-03", "2017-07-04..2017-07-04", "2017-07-05..2017-07-05"]),
        ("6 to 10 November 2023 9", ["2023-11-06..2023-11-10"]),
        ("7\n6 to 10 November 2023", ["2023-11-06..2023-11-10"]),
        ("13 to17 May 2024", ["2024-05-13..2024-05-17"]),
        ("13to 17 May 2024", ["2024-05-13..2024-05-17"]),
        ("13to17 May 2024", ["2024-05-13..2024-05-17"]),
        ("13 to 17 May 20 24", ["2024-05-13..2024-05-17"]),
        ("13 May 2 024 to 17 May 202 4", ["2024-05-13..2024-05-17"]),
        ("05-02-2024 to 09-02-2024", ["2024-02-05..2024-02-09"]),
        ("5 MAY 2014", ["2014-05-05..2014-05-05"]),
        ("5 may 2014", ["2014-05-05..2014-05-05"]),
    ],
)  # fmt: skip
def test_every_printed_form_is_read(text: str, expected: list[str]) -> None:
    assert ranges(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2013 to 2014",
        "31 February 2023",
        "30 to 31 February 2023",
        "0 to 4 March 2020",
        "9 to 5 February 2024",
        "31/13/2015",
        "2024-02-30",
        "12345678 May 2024x",
        "telephone 0300 123 1231, LM18 1XE",
        "up to 5 may need help",
        "5 to 9 February",
        "ages 0 to 25, section 17 and 21",
        "1.5 to 3.2",
        "5 May 20 24-hour services",
        "20 May 20 100 children",
        "5 into17 May",
        "reference 1-05-02-2024",
        "٣ March 2024",
    ],
)
def test_what_is_no_day_gives_nothing(text: str) -> None:
    assert ranges(text) == []


def test_figures_before_a_day_are_not_days() -> None:
    assert ranges("children aged 5 and 16 May 2022") == ["2022-05-16..2022-05-16"]
    assert ranges("seen on 5 February 2024, 12 children") == ["2024-02-05..2024-02-05"]


def test_a_range_that_ends_before_it_starts_still_holds_its_days() -> None:
    text = "14 September 2015 to 8 October 2014"
    assert ranges(text) == []
    assert find_dates(text) == [FoundDate(date(2015, 9, 14), (0, 17)), FoundDate(date(2014, 10, 8), (21, 35))]


def test_spans_are_the_printed_words() -> None:
    text = "Dated 8 March 2016. Between 4 and 8 February 2016 we visited."
    assert find_ranges(text) == [
        FoundRange(date(2016, 3, 8), date(2016, 3, 8), (6, 18)),
        FoundRange(date(2016, 2, 4), date(2016, 2, 8), (28, 49)),
    ]
    assert text[28:49] == "4 and 8 February 2016"
    assert [text[slice(*found.span)] for found in find_dates(text)] == ["8 March 2016", "4", "8 February 2016"]


def test_a_missing_year_is_taken_only_from_the_caller() -> None:
    text = "Between 16 May and 20 May, inspectors came"
    assert ranges(text) == []
    assert ranges(text, not_after=date(2016, 6, 30)) == ["2016-05-16..2016-05-20"]
    assert ranges(text, not_after=date(2016, 5, 20)) == ["2016-05-16..2016-05-20"]
    assert ranges(text, not_after=date(2016, 5, 19)) == ["2015-05-16..2015-05-20"]


def test_a_missing_year_across_the_turn_of_the_year() -> None:
    text = "12 December to 20 January"
    assert ranges(text, not_after=date(2024, 2, 3)) == ["2023-12-12..2024-01-20"]
    assert ranges("5 to 9 December", not_after=date(2017, 1, 20)) == ["2016-12-05..2016-12-09"]
    assert ranges("12 December 2022 to 20 January", not_after=date(2030, 2, 3)) == ["2022-12-12..2023-01-20"]


def test_a_field_with_two_visits_has_one_first_and_last_day() -> None:
    assert whole_range("3 to 7 and 17 to 21 October 2022") == (date(2022, 10, 3), date(2022, 10, 21))
    assert whole_range("5 to 9 December", not_after=date(2017, 1, 20)) == (date(2016, 12, 5), date(2016, 12, 9))
    assert whole_range("Not previously inspected") is None


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024/2", date(2024, 2, 1), date(2024, 2, 29)),
        ("02/2023", date(2023, 2, 1), date(2023, 2, 28)),
        ("2.2023", date(2023, 2, 1), date(2023, 2, 28)),
        ("March 2024", date(2024, 3, 1), date(2024, 3, 31)),
        ("sept 2023", date(2023, 9, 1), date(2023, 9, 30)),
        ("5/3/2024", date(2024, 3, 5), date(2024, 3, 5)),
        ("5.3.2024", date(2024, 3, 5), date(2024, 3, 5)),
        ("05-03-2024", date(2024, 3, 5), date(2024, 3, 5)),
        ("5 march 2024", date(2024, 3, 5), date(2024, 3, 5)),
        ("Tuesday 5th Mar 2024", date(2024, 3, 5), date(2024, 3, 5)),
        (" 2024-03-05 ", date(2024, 3, 5), date(2024, 3, 5)),
    ],
)
def test_typed_dates_become_their_first_and_last_day(typed: str, first: date, last: date) -> None:
    assert parse_partial(typed) == (first, last)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "0000",
        "24",
        "2024-13",
        "13/2024",
        "31/2/2024",
        "2024-02-30",
        "5 March",
        "Smarch 2024",
        "2024 2025",
        "٢٠٢٤",
    ],
)
def test_typed_dates_that_do_not_exist_are_nothing(typed: str) -> None:
    assert parse_partial(typed) is None


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2024, 2, 5), date(2024, 2, 5), "5 February 2024"),
        (date(2024, 2, 5), date(2024, 2, 9), "5 to 9 February 2024"),
        (date(2024, 1, 29), date(2024, 2, 2), "29 January to 2 February 2024"),
        (date(2022, 12, 12), date(2023, 1, 20), "12 December 2022 to 20 January 2023"),
        (date(2022, 3, 1), date(2023, 3, 1), "1 March 2022 to 1 March 2023"),
    ],
)
def test_ranges_are_written_without_repetition(start: date, end: date, words: str) -> None:
    assert format_range(start, end) == words


@given(DAYS)
def test_a_written_day_is_read_back(day: date) -> None:
    words = format_date(day)
    assert find_dates(words) == [FoundDate(day, (0, len(words)))]
    assert parse_partial(words) == parse_partial(day.isoformat()) == (day, day)
    assert parse_partial(f"{day.day}/{day.month}/{day.year}") == (day, day)


@given(DAYS, NEAR)
def test_a_written_range_is_read_back(start: date, length: timedelta) -> None:
    words = format_range(start, start + length)
    assert find_ranges(words) == [FoundRange(start, start + length, (0, len(words)))]


@given(
    DAYS,
    st.integers(min_value=1, max_value=27).map(lambda days: timedelta(days=days)),
    st.sampled_from([" to ", "-", " – ", "\u2500", "\u00a0to\u00a0", " \u2212 "]),
    st.sampled_from([1, 2, 3]),
)
def test_a_range_is_read_whatever_is_left_out(start: date, length: timedelta, mark: str, parts: int) -> None:
    end = start + length
    shown = 3 if start.year != end.year else max(parts, 2 if start.month != end.month else 1)
    first = " ".join(str(part) for part in (start.day, MONTHS[start.month - 1], start.year)[:shown])
    assert ranges(f"Inspection dates: {first}{mark}{format_date(end)}") == [f"{start}..{end}"]


@given(
    st.text(alphabet="0123456789/.-– toandMayJne,\n") | st.text(),
    st.none() | DAYS,
)
def test_no_text_is_refused(text: str, last: date | None) -> None:
    for found in find_ranges(text, not_after=last):
        assert found.start <= found.end
        assert 0 <= found.span[0] < found.span[1] <= len(text)
    first_and_last = parse_partial(text)
    assert first_and_last is None or first_and_last[0] <= first_and_last[1]


@pytest.mark.parametrize("before", ["", "\n", " ", "\n\n  "])
@pytest.mark.parametrize("printed", ["5 and 6 February 2024", "5 & 6 February 2024", "5, 6 February 2024"])
def test_a_field_may_begin_with_a_day_without_its_month(before: str, printed: str) -> None:
    assert whole_range(before + printed) == (date(2024, 2, 5), date(2024, 2, 6))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("week commencing 5 February 2024", date(2024, 2, 5)),
        ("The week of the 5th February 2024", date(2024, 2, 5)),
        ("5 February 2024", None),
        ("week commencing 5 February 2024 to 9 February 2024", None),
        ("week commencing Monday", None),
    ],
)
def test_a_week_is_known_by_its_first_day(text: str, day: date | None) -> None:
    assert begins_a_week(text) == day

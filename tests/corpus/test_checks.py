from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.areas import Area
from corpus.errors import UnreadableFile
from corpus.ids import PassageIds
from corpus.reading.checks import LONGEST_PASSAGE, check_report, checked_report, out_of_their_time
from corpus.report import Finding, Passage, PassageKind, ReadingWarning, Report, Section
from tests.corpus.invented import WEXCOMBE, another

TODAY = date(2025, 1, 1)
SOUND = replace(WEXCOMBE, warnings=())


def with_texts(*texts: str) -> Report:
    passages = tuple(
        Passage(f"p{place}", PassageKind.PARAGRAPH, text, page=place) for place, text in enumerate(texts, 1)
    )
    return replace(SOUND, sections=(Section("Findings", 1, Finding.MIXED, "no rule", passages),))


def test_a_sound_report_comes_out_as_it_went_in() -> None:
    assert check_report(SOUND, TODAY) == []
    assert checked_report(SOUND, TODAY) == SOUND
    assert checked_report(WEXCOMBE, TODAY) == WEXCOMBE


@pytest.mark.parametrize("texts", [(), ("",), ("  ", "\n")])
def test_a_report_without_any_words_is_refused(texts: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableFile) as refused:
        check_report(with_texts(*texts), TODAY)
    assert refused.value.path == "/reports/wexcombe.pdf"
    assert refused.value.reason == ("no paragraphs or bullets were found in it, only titles or nothing")


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(1916, 3, 4), "the date of publication was read as 4 March 1916, before any such inspection was made"),
        (
            date(2025, 1, 2),
            "the date of publication was read as 2 January 2025, which was still to come when the file was read",
        ),
    ],
)
def test_an_impossible_date_becomes_unknown_with_what_was_read(day: date, reason: str) -> None:
    kept = checked_report(replace(SOUND, published=day), TODAY)
    assert kept == replace(
        SOUND,
        unknown={"published": reason, "licence": "not printed"},
        warnings=(ReadingWarning("impossible-date", f"T{reason[1:]}."),),
    )


def test_the_first_and_last_possible_days_are_believed() -> None:
    report = replace(SOUND, previous_inspection=date(1998, 1, 1), published=TODAY)
    assert checked_report(report, TODAY) == report


def test_an_inspection_that_ends_before_it_begins_has_no_dates_and_another_id() -> None:
    backwards = replace(SOUND, inspected_to=date(2023, 3, 8), published=date(2024, 5, 1))
    kept = checked_report(backwards, TODAY)
    reason = "the inspection was read as lasting from 4 March 2024 to 8 March 2023, which ends before it begins"
    assert (kept.inspected_from, kept.inspected_to) == (None, None)
    assert kept.unknown["inspected_from"] == kept.unknown["inspected_to"] == reason
    assert kept.warnings == (ReadingWarning("impossible-date", f"T{reason[1:]}."),)
    assert kept.id == "wexcombe-harrowmere-area-send-2024-05-01"
    ids = PassageIds(kept.id)
    assert [item.id for _, item in kept.passages()] == [ids.next_id(item.text) for _, item in SOUND.passages()]
    assert [item.text for _, item in kept.passages()] == [item.text for _, item in SOUND.passages()]


def test_an_impossible_end_leaves_the_start_and_the_id() -> None:
    kept = checked_report(replace(SOUND, inspected_to=date(2204, 3, 8)), TODAY)
    assert (kept.id, kept.inspected_from, kept.inspected_to) == (SOUND.id, SOUND.inspected_from, None)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"published": date(2024, 3, 7)},
            "Published on 7 March 2024, before the inspection ended on 8 March 2024.",
        ),
        (
            {"inspected_to": date(2024, 10, 8)},
            "The inspection was read as lasting from 4 March 2024 to 8 October 2024, unusually long.",
        ),
        (
            {"previous_inspection": date(2024, 3, 4)},
            "The previous inspection, 4 March 2024, is not before this one, 4 March 2024.",
        ),
    ],
)
def test_dates_that_contradict_each_other_stay_with_a_warning(changes: dict[str, date], message: str) -> None:
    report = replace(SOUND, **changes)
    warning = ReadingWarning("contradicting-dates", message)
    assert check_report(report, TODAY) == [warning]
    assert checked_report(report, TODAY) == replace(report, warnings=(warning,))


@pytest.mark.parametrize(
    ("texts", "warning"),
    [
        (
            ("Sound.", "A \x07 bell.", "An unread\ufffdble word."),
            ReadingWarning(
                "damaged-text",
                "2 passages with characters that could not be read, the first “A \ufffd bell.…”.",
                2,
            ),
        ),
        (
            ("\uf0b7 a bullet of a symbol font",),
            ReadingWarning(
                "damaged-text",
                "One passage with characters that could not be read, the first “\ufffd a bullet of a symbol font…”.",
                1,
            ),
        ),
        (
            ("Sound.", " "),
            ReadingWarning("empty-passage", "One passage without any text.", 2),
        ),
        (
            ("wide " * 1200 + "w",),
            ReadingWarning(
                "long-passage",
                f"One passage of more than 6,000 characters, perhaps several in one, the first “{'wide ' * 11}wide…”.",
                1,
            ),
        ),
    ],
)
def test_doubtful_text_stays_as_it_is_with_a_warning(texts: tuple[str, ...], warning: ReadingWarning) -> None:
    report = with_texts(*texts)
    assert check_report(report, TODAY) == [warning]
    assert checked_report(report, TODAY).sections == report.sections


def test_a_passage_of_just_the_longest_length_is_not_doubtful() -> None:
    assert check_report(with_texts("w" * LONGEST_PASSAGE), TODAY) == []


def test_a_warning_that_is_there_already_is_not_given_twice() -> None:
    report = replace(SOUND, published=date(2024, 3, 1))
    assert checked_report(checked_report(report, TODAY), TODAY) == checked_report(report, TODAY)


days = st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1))


@given(days, days, days, days)
def test_no_impossible_date_is_ever_kept_and_every_lost_one_has_a_reason(
    began: date | None, ended: date | None, published: date | None, previous: date | None
) -> None:
    report = another("x", inspected_from=began, inspected_to=ended, published=published, previous_inspection=previous)
    kept = checked_report(report, TODAY)
    for name in ("inspected_from", "inspected_to", "published", "previous_inspection"):
        day = getattr(kept, name)
        assert day is None or date(1998, 1, 1) <= day <= TODAY
        assert day == getattr(report, name) or kept.unknown[name]
    assert not (kept.inspected_from and kept.inspected_to) or kept.inspected_from <= kept.inspected_to


def test_an_authority_out_of_its_time_is_doubted() -> None:
    old = Area("Harrowmere", "harrowmere", closed=date(2019, 3, 31))
    new = Area("Harrowmere and Tarnside", "harrowmere-and-tarnside", opened=date(2019, 4, 1))
    during = replace(SOUND, inspected_from=date(2019, 3, 31))
    assert out_of_their_time(during, [old]) == []
    assert out_of_their_time(during, [new]) == [
        ReadingWarning(
            "area-time",
            "Harrowmere and Tarnside was an authority from 1 April 2019, the inspection is of 31 March 2019.",
        )
    ]
    after = replace(SOUND, inspected_from=date(2019, 4, 1))
    assert out_of_their_time(after, [new]) == []
    assert [doubt.message for doubt in out_of_their_time(after, [old])] == [
        "Harrowmere was an authority to 31 March 2019, the inspection is of 1 April 2019."
    ]
    assert out_of_their_time(replace(SOUND, inspected_from=None), [old, new]) == []

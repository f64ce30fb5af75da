from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgements import (
    INCONSISTENT,
    JAR_KEY,
    NOT_SUFFICIENT_PROGRESS,
    STATEMENT_NOT_REQUIRED,
    STATEMENT_REQUIRED,
    SUFFICIENT_PROGRESS,
    area_send_outcome,
    can_judge,
    canonical_grade,
    jar_grade,
    jar_key,
    known_judgement,
    place_on_scale,
    progress_counts,
    progress_in_areas,
    statement_of_action,
    weakness_progress,
)
from corpus.report import InspectionType


@pytest.mark.parametrize(
    ("words", "judgement"),
    [
        ("requires improvement", "Requires improvement to be good"),
        ("inconsistent", "Inconsistent"),
        ("Widespread and/or systemic  failings.", "Widespread and/or systemic failings"),
        ("written statement of action not required", "Written statement of action not required"),
        ("sufficient progress in 3 of the 5 areas", "Sufficient progress in 3 of 5 areas"),
        ("Sufficient progress in 6 of 5 areas", None),
        ("Adequate (Grade 3)", "Adequate"),
        ("Inadequate, grade 4", "Inadequate"),
        ("Not judged", None),
        ("3", None),
        ("", None),
    ],
)
def test_words_of_any_framework_are_known(words: str, judgement: str | None) -> None:
    assert known_judgement(words) == judgement


@pytest.mark.parametrize(
    ("kind", "fitting"),
    [
        (InspectionType.AREA_SEND, {INCONSISTENT}),
        (InspectionType.SEND_LOCAL_AREA, {STATEMENT_REQUIRED}),
        (InspectionType.SEND_REVISIT, {"Sufficient progress in 3 of 5 areas"}),
        (InspectionType.ILACS, {"Good"}),
        (InspectionType.JTAI, set()),
        (InspectionType.OTHER, {INCONSISTENT, STATEMENT_REQUIRED, "Sufficient progress in 3 of 5 areas", "Good"}),
    ],
)
def test_a_report_can_have_the_judgements_of_its_framework(kind: InspectionType, fitting: set[str]) -> None:
    every = [INCONSISTENT, STATEMENT_REQUIRED, "Sufficient progress in 3 of 5 areas", "Good"]
    assert {judgement for judgement in every if can_judge(kind, judgement)} == fitting


@pytest.mark.parametrize(
    ("printed", "grade"),
    [
        ("Outstanding", "Outstanding"),
        ("good", "Good"),
        ("Good.", "Good"),
        ("Good 2", "Good"),
        ("Good²", "Good"),
        ("**Good**", "Good"),
        ("ADEQUATE*", "Adequate"),
        ("inadequate", "Inadequate"),
        ("Satisfactory", "Satisfactory"),
        ("requires improvement", "Requires improvement to be good"),
        ("require improvement.", "Requires improvement to be good"),
        ("Require improvement to be good", "Requires improvement to be good"),
        ("Requires\nimprovement to\nbe\u00a0good", "Requires improvement to be good"),
        ("Requires improvementto be good", "Requires improvement to be good"),
        ("Not judged", None),
        ("Not inspected", None),
        ("Grade 4", None),
        ("good enough", None),
        ("", None),
    ],
)
def test_printed_grades_become_canonical(printed: str, grade: str | None) -> None:
    assert canonical_grade(printed) == grade


@given(
    st.sampled_from([*JAR_KEY.values(), "Requires improvement to be good", "Satisfactory"]),
    st.text(" .*\n2²†", max_size=3),
)
def test_a_grade_is_read_whatever_stands_around_it(grade: str, mark: str) -> None:
    assert canonical_grade(mark + grade.upper() + mark) == grade


@pytest.mark.parametrize("judgement", [STATEMENT_REQUIRED, NOT_SUFFICIENT_PROGRESS, INCONSISTENT])
def test_a_judgement_of_another_framework_is_no_grade(judgement: str) -> None:
    assert canonical_grade(judgement) is None


def test_the_figures_of_a_joint_area_review_are_read_by_its_key() -> None:
    assert jar_key("Key - 4: outstanding; 3: good; 2: adequate; 1: inadequate") == JAR_KEY
    assert jar_key("1 – Outstanding, 2 – Good, 3 – Adequate, 4 – Inadequate")["1"] == "Outstanding"
    assert jar_key("no key is printed, see page 3: safeguarding") == {}
    assert [jar_grade(printed) for printed in ("2", " 3 ", "**4**", "Inadequate", "5", "n/a")] == [
        "Adequate",
        "Good",
        "Outstanding",
        "Inadequate",
        None,
        None,
    ]
    assert jar_grade("1", {"1": "Outstanding"}) == "Outstanding"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Arrangements typically lead to positive experiences and outcomes.", "Typically positive"),
        ("Its arrangements lead to inconsistent experiences\nand outcomes.", "Inconsistent"),
        ("There are widespread and/or systemic failings here.", "Widespread and/or systemic failings"),
        ("There are widespread and systemic failings here.", "Widespread and/or systemic failings"),
    ],
)
def test_each_outcome_sentence_is_recognised(text: str, outcome: str) -> None:
    before, after = "Visits took place in May.", "Leaders must act."
    assert area_send_outcome(f"{before} {text} {after}") == (outcome, " ".join(text.split()))


def test_no_outcome_is_guessed() -> None:
    assert area_send_outcome("Children told us of inconsistent support and some failings.") is None
    both = "Arrangements typically lead to positive experiences. There are widespread and/or systemic failings."
    assert area_send_outcome(both) is None


def test_a_letter_that_asks_for_a_statement_requires_one() -> None:
    asks = "So a written statement of action is required."
    assert statement_of_action(f"We visited in May. {asks} We thank you.", whole_letter=True) == (
        STATEMENT_REQUIRED,
        asks,
    )
    list_opens = "Leaders are required to produce a written statement of action:"
    assert statement_of_action(list_opens, whole_letter=False) == (STATEMENT_REQUIRED, list_opens)


def test_a_statement_is_not_required_only_on_evidence() -> None:
    says = "A written statement of action is not required."
    assert statement_of_action(says, whole_letter=False) == (STATEMENT_NOT_REQUIRED, says)
    assert statement_of_action("Leaders know their area well.", whole_letter=True) == (STATEMENT_NOT_REQUIRED, None)
    assert statement_of_action("Leaders know their area well.", whole_letter=False) is None
    none = "No written statement of action is required, because leaders know what to do."
    assert statement_of_action(none, whole_letter=False) == (STATEMENT_NOT_REQUIRED, none)
    mentions = "The written statement of action of a neighbour was shared."
    assert statement_of_action(mentions, whole_letter=False) is None


@pytest.mark.parametrize(
    ("text", "judgement"),
    [
        ("The area has made sufficient progress to improve this.", SUFFICIENT_PROGRESS),
        ("Leaders have made sufficient progress in this area.", SUFFICIENT_PROGRESS),
        ("The partners are making sufficient progress.", SUFFICIENT_PROGRESS),
        ("Sufficient progress has been made with this weakness.", SUFFICIENT_PROGRESS),
        ("The area has not made sufficient\nprogress to improve this.", NOT_SUFFICIENT_PROGRESS),
        ("Leaders have not yet made sufficient progress.", NOT_SUFFICIENT_PROGRESS),
        ("The area has made insufficient progress here.", NOT_SUFFICIENT_PROGRESS),
        ("Sufficient progress has not been made here.", NOT_SUFFICIENT_PROGRESS),
        ("The area has not made enough progress here.", NOT_SUFFICIENT_PROGRESS),
        ("Not enough progress has been made here.", NOT_SUFFICIENT_PROGRESS),
        ("Enough progress has been made here.", SUFFICIENT_PROGRESS),
        ("We came to decide whether sufficient progress has been made.", None),
        ("It has made sufficient progress in one. It has not made sufficient progress in two.", None),
        ("Progress was swift, and sufficient for some.", None),
    ],
)
def test_the_closing_sentence_on_a_weakness_is_read(text: str, judgement: str | None) -> None:
    assert weakness_progress(text) == judgement


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("It has made sufficient progress in addressing six of eight weaknesses.", (6, 8)),
        ("It has made sufficient progress in addressing 3 of the 4 weaknesses.", (3, 4)),
        ("It has made sufficient progress in addressing six. It has not made sufficient progress in addressing two.",
         (6, 8)),
        ("It has made sufficient progress in addressing all five weaknesses.", (5, 5)),
        ("It has made sufficient progress in addressing the three weaknesses.", (3, 3)),
        ("It has made sufficient progress with both weaknesses.", (2, 2)),
        ("It has not made sufficient progress in addressing any of the four weaknesses.", (0, 4)),
        ("It has not made sufficient progress in tackling two of the five weaknesses.", (3, 5)),
        ("It has made sufficient progress to improve one of the three weaknesses.", (1, 3)),
        ("It has not made sufficient progress to address any of the three weaknesses.", (0, 3)),
        ("It has made sufficient progress to improve the two weaknesses.", (2, 2)),
        ("It has made sufficient progress in addressing six of the weaknesses.", None),
        ("We asked whether sufficient progress has been made in addressing each weakness.", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_counts_of_a_revisit_are_read(text: str, counts: tuple[int, int] | None) -> None:
    assert progress_counts(text) == counts


def test_the_judgement_of_a_revisit_is_a_count() -> None:
    assert progress_in_areas(6, 8) == "Sufficient progress in 6 of 8 areas"


@given(st.text())
def test_no_text_is_refused(text: str) -> None:
    grade = canonical_grade(text)
    assert grade is None or canonical_grade(grade) == grade
    assert area_send_outcome(text) is None
    assert weakness_progress(text) is None
    assert progress_counts(text) is None
    assert statement_of_action(text, whole_letter=False) is None


def test_judgements_stand_by_framework_best_first() -> None:
    in_order = [
        *("Outstanding", "Good", "Requires improvement to be good", "Adequate", "Satisfactory", "Inadequate"),
        *("Typically positive", "Inconsistent", "Widespread and/or systemic failings"),
        *(STATEMENT_NOT_REQUIRED, STATEMENT_REQUIRED),
        *(progress_in_areas(8, 8), progress_in_areas(4, 4), progress_in_areas(7, 8), progress_in_areas(3, 4)),
        *(progress_in_areas(1, 2), progress_in_areas(1, 3), progress_in_areas(0, 2), progress_in_areas(0, 5)),
        *(progress_in_areas(0, 0), "Not judged"),
    ]
    assert sorted(in_order[-3::-1], key=place_on_scale) == in_order[:-2]
    assert place_on_scale(in_order[-1]) > max(map(place_on_scale, in_order[:-1]))

"""学时: the vectors of the rounding rule, one credit per sitting and person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.credit import (
    CreditRule,
    CreditRules,
    attendance_credit,
    credit_for_minutes,
    hours,
    sitting_credit,
)
from gzparty.domain.sitting import Attendance, Status
from gzparty.domain.training import Course, CourseForm


def course(minutes: int, form: CourseForm = CourseForm.LECTURE, credit: int | None = None) -> Course:
    return Course(1, "c", 1, 1, "课", "", "", form, minutes, credit)


def row(status: Status, credit: int | None = None) -> Attendance:
    return Attendance(
        1, "a", 1, 1, 1, "张示例", "zsl", (1,), "官庄村", "党支部书记", status=status, credit=credit
    )


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        *((0, 0), (-5, 0), (29, 0), (30, 0.5), (45, 0.5), (60, 1), (89, 1), (90, 1.5), (179, 2.5)),
        *((180, 4), (209, 4), (210, 4.5), (359, 6.5), (360, 8), (480, 8), (1440, 8)),
    ],
)
def test_minutes_become_credit_by_the_half_hour_rounded_down(minutes: int, expected: float) -> None:
    assert hours(credit_for_minutes(minutes, CreditRule())) == expected


@given(st.integers(0, 2000))
def test_more_minutes_never_earn_less(minutes: int) -> None:
    assert credit_for_minutes(minutes, CreditRule()) <= credit_for_minutes(minutes + 1, CreditRule())


def test_two_courses_of_one_afternoon_make_one_half_day() -> None:
    assert hours(sitting_credit([course(90), course(90)], 180, CreditRules())) == 4


def test_a_sitting_without_courses_counts_its_own_length() -> None:
    assert hours(sitting_credit([], 120, CreditRules())) == 2


def test_a_fixed_credit_wins_over_the_rule_of_its_course() -> None:
    assert hours(sitting_credit([course(180, credit=6), course(60)], 240, CreditRules())) == 4


def test_forms_may_earn_by_their_own_rule() -> None:
    rules = CreditRules({CourseForm.FULL_TIME: CreditRule(half_day=7, day_limit=14)})
    assert hours(sitting_credit([course(360, CourseForm.FULL_TIME)], 360, rules)) == 7


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.PRESENT, 8),
        (Status.LATE, 8),
        (Status.LEAVE, 0),
        (Status.OFFICIAL, 0),
        (Status.ABSENT, 0),
        (Status.SUBSTITUTE, 0),
        (Status.UNMARKED, 0),
    ],
)
def test_only_those_who_were_there_earn_credit(status: Status, expected: int) -> None:
    assert attendance_credit(row(status), 8, 180, None) == expected


@pytest.mark.parametrize(("stayed", "expected"), [(None, 8), (120, 5), (180, 8), (999, 8), (-3, 0), (0, 0)])
def test_leaving_early_earns_the_time_stayed(stayed: int | None, expected: int) -> None:
    assert attendance_credit(row(Status.EARLY), 8, 180, stayed) == expected


def test_a_figure_entered_by_hand_wins() -> None:
    assert attendance_credit(row(Status.EARLY, credit=6), 8, 180, 120) == 6

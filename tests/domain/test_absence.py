"""The two counters of who stays away: from rolls by names only, broken by whatever is in a person's favour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.absence import Alert, Part, Run, Sign, Steps, absence_run, contact_run, part_of
from gzparty.domain.sitting import Status

ON = date(2026, 6, 17)
P, L, A = Status.PRESENT, Status.LEAVE, Status.ABSENT


def signs(*marks: Status | None, last: int = 5, year: int = 2026) -> list[Sign]:
    """One mark a month (None: no roll), the last in the month given, on its 15th."""
    found = []
    for back, status in enumerate(reversed(marks)):
        number = year * 12 + last - 1 - back
        if status is not None:
            found.append(Sign(date(number // 12, number % 12 + 1, 15), status))
    return found


@pytest.mark.parametrize(
    ("statuses", "part"),
    [
        ((), Part.UNKNOWN),
        ((A,), Part.AWAY),
        ((A, A), Part.AWAY),
        ((A, L), Part.EXCUSED),
        ((A, Status.OFFICIAL), Part.EXCUSED),
        ((A, Status.SUBSTITUTE), Part.EXCUSED),
        ((A, L, Status.LATE), Part.TOOK_PART),
        ((A, Status.UNSETTLED), Part.UNKNOWN),
        ((A, Status.UNMARKED), Part.UNKNOWN),
    ],
)
def test_a_month_is_read_in_the_persons_favour(statuses: Sequence[Status], part: Part) -> None:
    assert part_of(statuses) is part


@pytest.mark.parametrize(
    ("marks", "months", "alert"),
    [
        ((P, A, A), 2, Alert.NONE),
        ((P, A, A, A), 3, Alert.REMIND),
        ((P, A, A, A, A), 4, Alert.REMIND),
        ((A,) * 5, 5, Alert.WARN),
        ((A,) * 6, 6, Alert.DISCUSS),
        ((A,) * 9, 9, Alert.DISCUSS),
        ((A, A, A, L, A, A), 2, Alert.NONE),
        ((A, A, A, None, A, A), 2, Alert.NONE),
        ((A, A, A, Status.UNSETTLED, A), 1, Alert.NONE),
        ((A, A, A, P), 0, Alert.NONE),
        ((), 0, Alert.NONE),
    ],
)
def test_months_in_a_row_are_counted_until_anything_breaks_them(
    marks: Sequence[Status | None], months: int, alert: Alert
) -> None:
    run = absence_run(signs(*marks), ON)
    assert (run.months, run.alert) == (months, alert)


def test_the_running_month_never_counts_but_coming_ends_the_run() -> None:
    away = signs(A, A, A)
    assert absence_run([*away, Sign(date(2026, 6, 10), A)], ON).months == 3
    assert absence_run([*away, Sign(date(2026, 6, 10), P)], ON) == Run(0, Alert.NONE, date(2026, 6, 10))
    assert absence_run([*away, Sign(date(2026, 6, 10), L)], ON).months == 0
    assert absence_run([*away, Sign(date(2026, 6, 20), P)], ON).months == 3


def test_papers_still_on_their_way_neither_count_nor_end_a_run() -> None:
    assert absence_run(signs(A, A, A, last=4), ON).months == 3
    assert absence_run(signs(A, A, A, last=3), ON).months == 0


def test_runs_cross_the_turn_of_the_year() -> None:
    assert absence_run(signs(P, A, A, A, A, last=2), date(2026, 3, 1)) == Run(
        4, Alert.REMIND, date(2025, 10, 15)
    )


def test_a_talk_is_a_sign_of_contact_and_no_taking_part() -> None:
    away = signs(*(A,) * 7)
    assert contact_run(away, ON) == Run(7, Alert.DISCUSS, None)
    talked = [*away, Sign(date(2026, 3, 20), None)]
    assert contact_run(talked, ON) == Run(2, Alert.NONE, date(2026, 3, 20))
    assert absence_run(talked, ON).months == 7
    assert contact_run([*away, Sign(date(2026, 6, 2), None)], ON).months == 0


def test_out_of_touch_is_said_at_six_months_only() -> None:
    assert contact_run(signs(*(A,) * 5), ON).alert is Alert.NONE
    assert contact_run(signs(*(A,) * 6), ON).alert is Alert.DISCUSS


marks = st.lists(st.sampled_from([*Status, None]), max_size=20)


@given(marks)
def test_every_counted_month_has_a_roll_that_says_absent(given_marks: list[Status | None]) -> None:
    found = signs(*given_marks)
    absent = {sign.day for sign in found if sign.status is A}
    for run in (absence_run(found, ON), contact_run(found, ON)):
        assert run.months <= len(absent)
        assert bool(run.alert) <= bool(run.months)


@given(st.integers(0, 40), st.integers(1, 6), st.integers(1, 6))
def test_six_months_are_the_constitutions_whatever_the_office_set(
    months: int, first: int, second: int
) -> None:
    steps = Steps(min(first, second), max(first, second))
    assert (steps.reached(months) is Alert.DISCUSS) == (months >= 6)
    assert steps.reached(months) <= steps.reached(months + 1)


def test_the_office_may_be_reminded_earlier_or_later() -> None:
    four = signs(A, A, A, A)
    assert absence_run(four, ON, Steps(2, 4)).alert is Alert.WARN
    assert absence_run(four, ON, Steps(5, 5)).alert is Alert.NONE


@given(marks, st.integers(0, 19))
def test_one_more_attendance_never_lengthens_a_run(given_marks: list[Status | None], place: int) -> None:
    before = absence_run(signs(*given_marks), ON).months
    if place < len(given_marks):
        came = [*given_marks[:place], P, *given_marks[place + 1 :]]
        assert absence_run(signs(*came), ON).months <= before

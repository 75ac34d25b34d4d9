"""Figures of a record that can be true, and the period it counts for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain import meeting_rules as rules
from gzparty.domain.completeness import asked, figures_agree
from gzparty.domain.meeting import YEARLY, Absence, Meeting, MeetingKind
from gzparty.domain.sitting import RollCounts

DAY = date(2026, 6, 15)
FIGURE = st.one_of(st.none(), st.integers(0, 60))


def record(kind: MeetingKind = MeetingKind.STUDY, **facts: object) -> Meeting:
    known = {"group_id": None, "period": "2026-06", **facts}
    return Meeting(1, "u", "2026-0001", 1, kind, 1, **known)  # type: ignore[arg-type]


def codes(meeting: Meeting, day: date = DAY, *, held: bool = True) -> list[str]:
    return [finding.code for finding in rules.findings(meeting, day, held)]


@given(FIGURE, FIGURE, FIGURE, FIGURE)
def test_a_row_is_asked_about_exactly_where_its_figures_cannot_be_true(
    expected: int | None, attended: int | None, leave: int | None, absent: int | None
) -> None:
    meeting = record(expected=expected, attended=attended, on_leave=leave, absent=absent)
    assert bool(codes(meeting)) is not figures_agree(expected, attended, leave, absent)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            {"on_leave": 1, "absences": (Absence("甲", leave=True), Absence("乙", leave=True))},
            ["meeting_leave_names"],
        ),
        ({"absent": 0, "absences": (Absence("甲"),)}, ["meeting_absent_names"]),
        ({"on_leave": 2, "absences": (Absence("甲", leave=True),)}, []),
        ({"received_on": date(2026, 6, 14)}, ["meeting_received_before"]),
        ({"received_on": DAY}, []),
        ({"period": "2026-07"}, ["meeting_before_period"]),
        ({"period": "2026-05"}, []),
    ],
)
def test_names_and_days_that_contradict_each_other(facts: dict[str, Any], expected: list[str]) -> None:
    assert codes(record(**facts)) == expected


def test_papers_of_a_plan_are_not_early() -> None:
    assert codes(record(received_on=date(2026, 6, 1)), held=False) == []


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.booleans())
def test_a_record_counts_for_its_own_month_or_for_its_year_or_the_one_before(
    day: date, is_open: bool
) -> None:
    for kind in MeetingKind:
        period = rules.default_period(kind, day, is_open)
        if kind in YEARLY:
            assert (period.months, day.year - period.year) == (12, 1 if is_open and day.month <= 3 else 0)
        else:
            assert day in period
        assert rules.check_period(kind, period.code) == period


def test_who_is_away_with_leave_or_on_duty_counts_as_on_leave() -> None:
    told = rules.figures_of(RollCounts(expected=9, present=5, leave=1, official=2, absent=1, observers=3))
    assert told == {"expected": 9, "attended": 5, "on_leave": 3, "absent": 1, "observers": 3}


@pytest.mark.parametrize(
    ("sign_in", "photos", "expected"),
    [
        (True, False, ("minutes", "sign_in")),
        (False, False, ("minutes",)),
        (True, True, ("minutes", "sign_in", "photos")),
    ],
)
def test_which_materials_are_asked_for(sign_in: bool, photos: bool, expected: tuple[str, ...]) -> None:
    assert asked(sign_in, photos) == expected

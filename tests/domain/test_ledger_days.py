"""Days of the ledger: proposed ones land on workdays and say why, parts follow from the deadline."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.calendar import DayKind, DayMark, WorkCalendar
from gzparty.domain.ledger_days import (
    LedgerGroup,
    asks_look_back,
    day_off,
    days_past,
    done_late,
    group_of,
    look_back_day,
    proposed_deadline,
)
from gzparty.domain.problem import Lane, ProblemSource, ProblemState
from gzparty.labels import sentence
from tests.problems import DEADLINE, TODAY, a_problem, a_standing

DRAGON_BOAT = WorkCalendar({date(2026, 6, 19): DayMark(DayKind.OFF, "端午节")}, frozenset({2026}))
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def test_the_proposed_deadline_counts_workdays_only() -> None:
    proposed = proposed_deadline(date(2026, 6, 17), 3, DRAGON_BOAT)
    assert (proposed.day, sentence(proposed.why)) == (date(2026, 6, 23), "6月17日发现，往后第 3 个工作日")


def test_a_look_back_that_falls_on_a_holiday_moves_on_and_says_so() -> None:
    plain = look_back_day(date(2026, 5, 18), 30, DRAGON_BOAT)
    assert (plain.day, sentence(plain.why)) == (date(2026, 6, 17), "5月18日销号，30 天以后")
    moved = look_back_day(date(2026, 5, 20), 30, DRAGON_BOAT)
    assert moved.day == date(2026, 6, 22)
    assert sentence(moved.why) == "5月20日销号，30 天以后是 6月19日，不上班，顺延到 6月22日"


@given(day=DAYS, count=st.integers(1, 120))
def test_what_is_proposed_is_worked_and_lies_ahead(day: date, count: int) -> None:
    for proposed in (proposed_deadline(day, count, DRAGON_BOAT), look_back_day(day, count, DRAGON_BOAT)):
        assert DRAGON_BOAT.is_workday(proposed.day)
        assert proposed.day >= day + timedelta(days=1)


def test_a_deadline_typed_on_a_holiday_is_pointed_out() -> None:
    warning = day_off(date(2026, 6, 19), DRAGON_BOAT)
    assert warning is not None
    assert sentence(warning) == "时限 6月19日不上班，后面最近的工作日是 6月22日"
    assert day_off(date(2026, 6, 18), DRAGON_BOAT) is None


OPEN_STATES = ["registered", "assigned", "rectifying", "submitted"]


@pytest.mark.parametrize("lane", list(Lane))
@pytest.mark.parametrize("state", OPEN_STATES)
def test_past_its_deadline_is_overdue_in_every_open_state_and_lane(lane: Lane, state: str) -> None:
    row = a_standing(lane, ProblemState(state))
    assert group_of(row, DEADLINE + timedelta(days=1), 7) is LedgerGroup.OVERDUE
    assert group_of(row, DEADLINE, 7) is not LedgerGroup.OVERDUE


@pytest.mark.parametrize("state", OPEN_STATES)
def test_what_lasts_without_a_deadline_is_never_overdue(state: str) -> None:
    row = a_problem(lane=Lane.LASTING, deadline=None, state=ProblemState(state))
    assert group_of(row, date(2099, 1, 1), 7) is LedgerGroup.LASTING
    assert days_past(row, date(2099, 1, 1)) is None


@given(days=st.integers(0, 40), soon=st.integers(0, 30))
def test_soon_reaches_so_many_days_ahead_and_not_further(days: int, soon: int) -> None:
    row = a_problem(deadline=TODAY + timedelta(days=days))
    assert group_of(row, TODAY, soon) is (LedgerGroup.SOON if days <= soon else LedgerGroup.LATER)
    assert days_past(row, TODAY) == -days


def test_late_is_who_does_it_late_not_who_confirms_it_late() -> None:
    assert done_late(a_problem(done_on=date(2026, 6, 10), closed_on=date(2026, 6, 20))) == -2
    assert done_late(a_problem(closed_on=date(2026, 6, 20))) == 8
    assert done_late(a_problem()) is None
    assert done_late(a_problem(done_on=date(2026, 6, 10), deadline=None)) is None


def test_a_closed_problem_is_past_nothing() -> None:
    assert days_past(a_standing(Lane.TERM, ProblemState.CLOSED), TODAY) is None


@pytest.mark.parametrize("source", list(ProblemSource))
def test_only_tours_findings_from_above_and_repeats_are_looked_back_at(source: ProblemSource) -> None:
    by_source = source in (ProblemSource.JOINT, ProblemSource.SUPERIOR)
    assert asks_look_back(a_problem(source=source), recurs=False) is by_source
    assert asks_look_back(a_problem(source=source), recurs=True)
    assert asks_look_back(a_problem(source=source, round=2), recurs=False)

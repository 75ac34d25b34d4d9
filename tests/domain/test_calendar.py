"""The work calendar: the traps of domain.md 7.3 and the manner past the last official year."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.calendar import DayKind, DayMark, DayRun, WorkCalendar, run_problem, runs
from gzparty.exchange.holiday_notices import HolidayNotices


@pytest.fixture(scope="module")
def official() -> WorkCalendar:
    marks: dict[date, DayMark] = {}
    years = set()
    for year in range(2023, 2028):
        known, days = HolidayNotices().year(year)
        marks.update(days)
        if known:
            years.add(year)
    return WorkCalendar(marks, frozenset(years))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2023, 1, 28), True),
        (date(2025, 1, 28), False),
        (date(2026, 2, 14), True),
        (date(2024, 2, 9), True),
        (date(2026, 10, 10), True),
        (date(2026, 6, 17), True),
        (date(2026, 6, 20), False),
    ],
)
def test_make_up_workdays_and_holidays_are_told_apart(
    official: WorkCalendar, day: date, worked: bool
) -> None:
    assert official.is_workday(day) is worked


@pytest.mark.parametrize(
    ("year", "first", "last", "name"),
    [
        (2023, date(2023, 1, 21), date(2023, 1, 27), "春节"),
        (2024, date(2024, 10, 1), date(2024, 10, 7), "国庆节"),
        (2026, date(2026, 2, 15), date(2026, 2, 23), "春节"),
        (2026, date(2026, 6, 19), date(2026, 6, 21), "端午节"),
        (2026, date(2026, 5, 1), date(2026, 5, 5), "劳动节"),
    ],
)
def test_weekends_and_days_in_lieu_carry_the_name_of_their_holiday(
    official: WorkCalendar, year: int, first: date, last: date, name: str
) -> None:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert {official.holiday_name(day) for day in days} == {name}
    assert official.holiday_name(first - timedelta(days=1)) == ""


def test_a_year_without_its_notice_is_flagged_not_guessed(official: WorkCalendar) -> None:
    assert official.is_official(date(2026, 12, 31))
    assert not official.is_official(date(2027, 1, 4))


def test_counting_workdays_skips_the_spring_festival(official: WorkCalendar) -> None:
    assert official.add_workdays(date(2026, 2, 13), 1) == date(2026, 2, 14)
    assert official.add_workdays(date(2026, 2, 14), 1) == date(2026, 2, 24)


@given(day=st.dates(date(2000, 1, 1), date(2060, 12, 31)), count=st.integers(0, 30))
def test_added_workdays_always_land_on_a_workday_later(day: date, count: int) -> None:
    calendar = WorkCalendar({date(2026, 2, 16): DayMark(DayKind.OFF, "春节")})
    landed = calendar.add_workdays(day, count)
    assert landed >= day
    assert count == 0 or calendar.is_workday(landed)


def test_a_table_with_every_day_off_still_answers() -> None:
    first = date(2026, 1, 1)
    marks = {first + timedelta(days=n): DayMark(DayKind.OFF, "x") for n in range(800)}
    assert WorkCalendar(marks).next_workday(first) > first


OFF, WORK = DayMark(DayKind.OFF, "春节"), DayMark(DayKind.WORK, "春节")
EVE = DayMark(DayKind.OFF, "除夕")


def february(*days: int) -> list[date]:
    return [date(2027, 2, day) for day in days]


@pytest.mark.parametrize(
    ("marks", "by_hand", "wanted"),
    [
        ({}, [], []),
        (dict.fromkeys(february(6, 7, 8), OFF), [], [(6, 8, OFF, False)]),
        (dict.fromkeys(february(6, 8), OFF), [], [(6, 6, OFF, False), (8, 8, OFF, False)]),
        (dict.fromkeys(february(8, 6, 7), OFF), [], [(6, 8, OFF, False)]),
        (
            dict.fromkeys(february(6, 7), OFF) | dict.fromkeys(february(8), WORK),
            [],
            [(6, 7, OFF, False), (8, 8, WORK, False)],
        ),
        (
            dict.fromkeys(february(5), EVE) | dict.fromkeys(february(6), OFF),
            [],
            [(5, 5, EVE, False), (6, 6, OFF, False)],
        ),
        (dict.fromkeys(february(6, 7), OFF), february(7), [(6, 6, OFF, False), (7, 7, OFF, True)]),
        ({date(2026, 12, 31): OFF, date(2028, 1, 1): OFF}, [], []),
    ],
)
def test_days_that_say_the_same_are_one_run(
    marks: dict[date, DayMark], by_hand: list[date], wanted: list[tuple[int, int, DayMark, bool]]
) -> None:
    found = runs(marks, 2027, by_hand)
    assert [(run.first.day, run.last.day, run.mark, run.by_hand) for run in found] == wanted


@given(
    marks=st.dictionaries(st.dates(date(2026, 12, 1), date(2028, 2, 1)), st.sampled_from([OFF, WORK, EVE])),
    by_hand=st.sets(st.dates(date(2026, 12, 1), date(2028, 2, 1))),
)
def test_runs_cover_exactly_the_marked_days_and_could_not_be_fewer(
    marks: dict[date, DayMark], by_hand: set[date]
) -> None:
    found = runs(marks, 2027, by_hand)
    covered = [(day, run.mark, run.by_hand) for run in found for day in run.days()]
    assert covered == [(day, marks[day], day in by_hand) for day in sorted(marks) if day.year == 2027]
    for before, after in pairwise(found):
        touching = after.first - before.last == timedelta(days=1)
        assert not touching or (before.mark, before.by_hand) != (after.mark, after.by_hand)


def test_the_last_day_there_is_ends_a_run() -> None:
    assert [run.length for run in runs({date.max: OFF}, 9999)] == [1]


@pytest.mark.parametrize(
    ("run", "code"),
    [
        (DayRun(date(2027, 2, 12), date(2027, 2, 6), OFF), "run_end_before_start"),
        (DayRun(date(2027, 2, 6), date(2027, 4, 7), OFF), "run_too_long"),
        (DayRun(date(2027, 2, 6), date(2027, 4, 6), OFF), None),
        (DayRun(date(2027, 2, 6), date(2027, 2, 6), DayMark(DayKind.OFF, " ")), "holiday_without_name"),
        (DayRun(date(2027, 2, 6), date(2027, 2, 6), DayMark(DayKind.WORK, "")), None),
        (DayRun(date(202, 2, 6), date(202, 2, 6), OFF), "calendar_year_absurd"),
        (DayRun(date.max, date.max, OFF), "calendar_year_absurd"),
    ],
)
def test_a_run_no_notice_can_contain_is_found_out(run: DayRun, code: str | None) -> None:
    problem = run_problem(run)
    assert (problem.code if problem else None) == code

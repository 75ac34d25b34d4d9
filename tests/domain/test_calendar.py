"""The work calendar: the traps of domain.md 7.3 and the manner past the last official year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.calendar import DayKind, DayMark, WorkCalendar
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

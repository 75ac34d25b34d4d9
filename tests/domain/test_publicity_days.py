"""The days of a 公示 by the real holiday notices: 2026-06-15 and 5 workdays end on 06-22, over the Dragon Boat holiday."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain import publicity_days as days
from gzparty.domain.calendar import DayMark, WorkCalendar
from gzparty.domain.publicity_days import StripState
from gzparty.exchange.holiday_notices import HolidayNotices

YEARS = range(2023, 2027)


def _official() -> WorkCalendar:
    marks: dict[date, DayMark] = {}
    for year in YEARS:
        marks.update(HolidayNotices().year(year)[1])
    return WorkCalendar(marks, frozenset(YEARS))


CALENDAR = _official()
JUNE = (date(2026, 6, 15), date(2026, 6, 22))
starts = st.dates(date(2023, 1, 1), date(2026, 10, 1)).map(CALENDAR.next_workday)
lengths = st.integers(1, 30)


def june(day: int) -> date:
    return date(2026, 6, day)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (june(15), june(22)),
        (june(1), june(5)),
        (june(8), june(12)),
        # Before National Day 2025: off from 1 to 8 October, worked on Sunday 28 September and Saturday 11 October.
        (date(2025, 9, 26), date(2025, 9, 30)),
        (date(2025, 9, 29), date(2025, 10, 11)),
        # Spring Festival 2026: worked on Saturday 14 and Saturday 28 February.
        (date(2026, 2, 10), date(2026, 2, 14)),
    ],
)
def test_both_ends_and_make_up_workdays_count(start: date, end: date) -> None:
    count = days.workdays_between(start, end, CALENDAR)
    assert days.end_of(start, count, CALENDAR) == end
    assert count == (4 if start == date(2025, 9, 26) else 5)


def test_the_picture_of_june_is_reckoned_to_the_day() -> None:
    strip = days.strip(*JUNE, CALENDAR, june(17))
    assert [(day.day.day, day.state.value, day.ordinal, day.holiday, day.last) for day in strip] == [
        (15, "done", 1, "", False),
        (16, "done", 2, "", False),
        (17, "today", 3, "", False),
        (18, "ahead", 4, "", False),
        (19, "off", 0, "端午节", False),
        (20, "off", 0, "端午节", False),
        (21, "off", 0, "端午节", False),
        (22, "ahead", 5, "", True),
    ]
    assert days.days_left(*JUNE, CALENDAR, june(17)) == 3
    assert days.day_number(*JUNE, CALENDAR, june(17)) == 3
    assert days.shifted(*JUNE, CALENDAR) == ("端午节",)
    assert days.result_from(JUNE[1]) == june(23)


@pytest.mark.parametrize(
    ("today", "left", "number"),
    [(14, 5, 0), (15, 5, 1), (18, 2, 4), (19, 1, 4), (21, 1, 4), (22, 1, 5), (23, 0, 5), (30, 0, 5)],
)
def test_what_is_left_counts_today(today: int, left: int, number: int) -> None:
    assert days.days_left(*JUNE, CALENDAR, june(today)) == left
    assert days.day_number(*JUNE, CALENDAR, june(today)) == number


def test_a_day_off_is_never_today_on_the_strip() -> None:
    strip = days.strip(*JUNE, CALENDAR, june(20))
    assert {day.state for day in strip if day.day == june(20)} == {StripState.OFF}
    assert [day.day.day for day in strip if day.state is StripState.DONE] == [15, 16, 17, 18]


def test_a_plain_week_is_put_off_by_nothing() -> None:
    assert days.shifted(june(1), june(8), CALENDAR) == ()


@given(starts, lengths)
def test_so_many_workdays_end_on_a_workday_and_are_counted_back(start: date, count: int) -> None:
    end = days.end_of(start, count, CALENDAR)
    assert CALENDAR.is_workday(end)
    assert days.workdays_between(start, end, CALENDAR) == count
    assert days.workdays_between(start, end - timedelta(days=1), CALENDAR) == count - 1
    assert days.result_from(end) > end


@given(starts, lengths, st.integers(-10, 70))
def test_the_strip_shows_every_day_once_and_its_states_agree_with_the_calendar(
    start: date, count: int, offset: int
) -> None:
    end, today = days.end_of(start, count, CALENDAR), start + timedelta(days=offset)
    strip = days.strip(start, end, CALENDAR, today)
    assert [day.day for day in strip] == [start + timedelta(days=n) for n in range((end - start).days + 1)]
    assert [day.ordinal for day in strip if day.ordinal] == list(range(1, count + 1))
    for day in strip:
        assert (day.state is StripState.OFF) == (not CALENDAR.is_workday(day.day))
    assert [day.last for day in strip] == [False] * (len(strip) - 1) + [True]
    left = sum(day.state in (StripState.TODAY, StripState.AHEAD) for day in strip)
    assert days.days_left(start, end, CALENDAR, today) == left


@given(starts, lengths, st.integers(-5, 60))
def test_each_day_is_over_still_to_come_or_today(start: date, count: int, offset: int) -> None:
    end, today = days.end_of(start, count, CALENDAR), start + timedelta(days=offset)
    works_today = start <= today <= end and CALENDAR.is_workday(today)
    number, left = (days.day_number(start, end, CALENDAR, today), days.days_left(start, end, CALENDAR, today))
    assert number + left == count + works_today

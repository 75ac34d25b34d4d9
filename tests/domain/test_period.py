"""Months, quarters and years: their codes, their bounds, what lies in them."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.period import Every, Period, month_end, periods

RHYTHMS = (Every.MONTH, Every.QUARTER, Every.YEAR)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026-06", date(2026, 6, 1), date(2026, 6, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2100-02", date(2100, 2, 1), date(2100, 2, 28)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_read_from_its_code_and_written_as_it(code: str, first: date, last: date) -> None:
    period = Period.parse(code)
    assert (period.code, period.first, period.last) == (code, first, last)


@pytest.mark.parametrize(
    "code", ["", "2026-13", "2026-00", "2026-Q5", "26-06", "2026-6", "2026-06-01", "2026-"]
)
def test_what_is_no_period_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Period.parse(code)


@given(DAYS, st.sampled_from(RHYTHMS))
def test_a_day_lies_in_the_period_around_it_and_in_no_other_of_the_year(day: date, every: Every) -> None:
    around = Period.around(day, every)
    assert day in around
    assert [period for period in periods(day.year, every) if day in period] == [around]


@given(st.integers(1900, 2100), st.sampled_from(RHYTHMS))
def test_the_periods_of_a_year_follow_each_other_without_a_gap(year: int, every: Every) -> None:
    found = list(periods(year, every))
    assert (found[0].first, found[-1].last) == (date(year, 1, 1), date(year, 12, 31))
    for earlier, later in itertools.pairwise(found):
        assert later.first == earlier.last + timedelta(days=1)


@given(DAYS)
def test_a_month_ends_the_day_before_the_next_begins(day: date) -> None:
    assert (month_end(day.year, day.month) + timedelta(days=1)).day == 1
    assert month_end(day.year, day.month).month == day.month


def test_months_beyond_december_end_in_the_next_year() -> None:
    assert month_end(2026, 12 + 3) == date(2027, 3, 31)
    assert month_end(2027, 12 + 2) == date(2028, 2, 29)


@given(DAYS, st.sampled_from(RHYTHMS), st.integers(-30, 30))
def test_a_step_leads_to_the_neighbour_and_back(day: date, every: Every, count: int) -> None:
    here = Period.around(day, every)
    assert here.step(1).first == here.last + timedelta(days=1)
    assert here.step(count).step(-count) == here
    assert here.step(count).months == here.months


def test_what_comes_once_has_no_periods_and_lies_in_its_month() -> None:
    assert list(periods(2026, Every.ONCE)) == []
    assert Period.around(date(2026, 6, 18), Every.ONCE).code == "2026-06"


def test_a_quarter_covers_its_months_and_not_the_next() -> None:
    quarter = Period.parse("2026-Q2")
    assert quarter.covers(Period.parse("2026-06"))
    assert quarter.covers(quarter)
    assert not quarter.covers(Period.parse("2026-07"))
    assert not quarter.covers(Period.parse("2025-06"))
    assert not Period.parse("2026-06").covers(quarter)


@pytest.mark.parametrize(
    ("code", "closing"), [("2026-06", "2026-06"), ("2026-Q2", "2026-06"), ("2026", "2026-12")]
)
def test_the_closing_month_is_the_last_of_a_period(code: str, closing: str) -> None:
    assert Period.parse(code).closing.code == closing

"""Dates and times are understood as clerks type them."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.date_text import read_date, read_time


@pytest.mark.parametrize(
    "text",
    [
        "6.12",
        "0612",
        "2026-06-12",
        "2026.6.12",
        "20260612",
        "6/12",
        "6-12",
        "6月12日",
        "6月12号",
        "2026年6月12日",
        "六月十二",
        "六月十二日",
        "二〇二六年六月十二日",
        "二零二六年六月十二日",
        " ６．１２ ",
        "6。12",
    ],
)
def test_one_day_in_many_spellings(text: str) -> None:
    assert read_date(text, 2026) == date(2026, 6, 12)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("十二月二十五", date(2026, 12, 25)),
        ("十月三十一", date(2026, 10, 31)),
        ("一月二十", date(2026, 1, 20)),
        ("2027-01-02", date(2027, 1, 2)),
    ],
)
def test_other_days(text: str, day: date) -> None:
    assert read_date(text, 2026) == day


@pytest.mark.parametrize(
    "text", ["", "2.30", "13.1", "112", "后天", "2026-02-29", "6.12.", "abc", "六月十十", "十二十五"]
)
def test_what_is_no_date_or_could_be_two_is_not_guessed(text: str) -> None:
    assert read_date(text, 2026) is None


@given(st.dates(date(1949, 1, 1), date(2099, 12, 31)))
def test_what_a_field_shows_is_read_back(day: date) -> None:
    assert read_date(day.isoformat(), 2000) == day
    assert read_date(f"{day.month}.{day.day}", day.year) == day


@pytest.mark.parametrize(
    "text",
    ["14:30", "1430", "14.30", "１４：３０", "下午2点半", "下午2:30", "14点30分", "14时30", "十四点半"],
)
def test_one_time_in_many_spellings(text: str) -> None:
    assert read_time(text) == time(14, 30)


@pytest.mark.parametrize(
    ("text", "expected"), [("9", time(9)), ("上午9点", time(9)), ("晚上7点", time(19)), ("930", time(9, 30))]
)
def test_other_times(text: str, expected: time) -> None:
    assert read_time(text) == expected


@pytest.mark.parametrize("text", ["", "25:00", "14:75", "午饭后", "14:30:15"])
def test_what_is_no_time_is_not_guessed(text: str) -> None:
    assert read_time(text) is None


@given(st.text("〇零一二三十0123456789.-/年月日号 时点分半下午", max_size=12), st.integers(2000, 2100))
def test_no_text_breaks_the_reading_of_a_day_or_an_hour(text: str, year: int) -> None:
    assert read_date(text, year) == read_date(f" {text} ", year)
    assert read_time(text) == read_time(f" {text} ")

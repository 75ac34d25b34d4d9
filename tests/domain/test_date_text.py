"""Dates and times are understood as clerks type them."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.date_text import Around, Lean, date_numbers, read_date, read_month, read_time
from gzparty.domain.period import Period

JUNE = Around.day(date(2026, 6, 17))
DIGITS = "〇一二三四五六七八九"
STYLES = (
    "{y}-{m:02}-{d:02}",
    "{y}-{m}-{d}",
    "{y}.{m}.{d}",
    "{y}/{m}/{d}",
    "{y}{m:02}{d:02}",
    "{y}年{m}月{d}日",
    "{y}年{m}月{d}号",
    "{y}年{cm}月{cd}日",
    "{cy}年{cm}月{cd}日",
    "{s:02}.{m}.{d}",
    "{s:02}-{m}-{d}",
    "{s:02}年{m}月{d}日",
)
SHORT_STYLES = (
    "{m}.{d}",
    "{m:02}{d:02}",
    "{m}-{d}",
    "{m}/{d}",
    "{m}月{d}日",
    "{m}月{d}",
    "{cm}月{cd}",
    "{cm}月{cd}日",
)


def chinese(number: int) -> str:
    """十二, 三十一."""
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{DIGITS[tens]}十") + (
        DIGITS[ones] if ones or not tens else ""
    )


def written(day: date, style: str) -> str:
    return style.format(
        y=day.year,
        s=day.year % 100,
        m=day.month,
        d=day.day,
        cy="".join(DIGITS[int(one)] for one in str(day.year)),
        cm=chinese(day.month),
        cd=chinese(day.day),
    )


def full_width(text: str) -> str:
    """As a Chinese input method types it."""
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


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
        "26.6.12",
        "26年6月12日",
        "2026年六月十二日",
        "２０２６０６１２",
        "06.12",
        "12",
        "12日",
        "十二日",
        "12号",
    ],
)
def test_one_day_in_many_spellings(text: str) -> None:
    assert read_date(text, JUNE) == date(2026, 6, 12)


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
    assert read_date(text, Around(2026)) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2.30",
        "13.1",
        "112",
        "大后天",
        "2026-02-29",
        "6.12.",
        "abc",
        "六月十十",
        "十二十五",
        "31",
        "0",
        "6.12.26.1",
        "٦.١٢",
    ],
)
def test_what_is_no_date_or_could_be_two_is_not_guessed(text: str) -> None:
    assert read_date(text, JUNE) is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(STYLES), st.booleans())
def test_every_day_written_in_every_style_reads_back(day: date, style: str, wide: bool) -> None:
    text = written(day, style)
    assert read_date(full_width(text) if wide else text, Around(1950)) == day


@given(st.dates(date(1949, 1, 1), date(2099, 12, 31)), st.sampled_from(SHORT_STYLES), st.booleans())
def test_every_day_of_the_year_on_show_reads_back_without_its_year(day: date, style: str, wide: bool) -> None:
    text = written(day, style)
    assert read_date(full_width(text) if wide else text, Around(day.year)) == day


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(-180, 180), st.sampled_from(SHORT_STYLES))
def test_a_day_within_half_a_year_is_the_one_meant_whatever_lies_between(
    today: date, away: int, style: str
) -> None:
    day = today + timedelta(days=away)
    lean = Lean.PAST if away <= 0 else Lean.FUTURE
    read = read_date(written(day, style), Around.day(today, lean))
    assert read is not None
    assert (read.month, read.day) == (day.month, day.day)
    assert abs((read - today).days) <= 366
    assert read == day or day.year != today.year


@pytest.mark.parametrize(
    ("today", "lean", "text", "day"),
    [
        (date(2027, 1, 4), Lean.PAST, "12.28", date(2026, 12, 28)),
        (date(2027, 1, 4), Lean.PAST, "1.20", date(2027, 1, 20)),
        (date(2026, 11, 20), Lean.PAST, "3.5", date(2026, 3, 5)),
        (date(2026, 11, 20), Lean.FUTURE, "1.15", date(2027, 1, 15)),
        (date(2026, 3, 20), Lean.FUTURE, "11.30", date(2026, 11, 30)),
        (date(2026, 11, 20), Lean.FUTURE, "10.8", date(2026, 10, 8)),
        (date(2027, 1, 4), Lean.NONE, "12.28", date(2027, 12, 28)),
        (date(2025, 1, 4), Lean.PAST, "2.29", None),
        (date(2024, 12, 4), Lean.PAST, "2.29", date(2024, 2, 29)),
        (date(2027, 12, 4), Lean.FUTURE, "2.29", date(2028, 2, 29)),
    ],
)
def test_a_day_without_its_year_lies_where_it_can_be_meant(
    today: date, lean: Lean, text: str, day: date | None
) -> None:
    assert read_date(text, Around.day(today, lean)) == day


def test_another_year_on_show_is_the_year_of_what_is_typed() -> None:
    assert read_date("12.28", Around(2024, date(2027, 1, 4), Lean.PAST)) == date(2024, 12, 28)
    assert read_date("12", Around(2024, date(2027, 1, 4))) is None
    assert read_date("12", Around(2024, date(2027, 1, 4), month=5)) == date(2024, 5, 12)


@pytest.mark.parametrize(
    ("text", "day"),
    [("前天", 15), ("昨天", 16), ("昨日", 16), ("今天", 17), ("今日", 17), ("明天", 18), ("后天", 19)],
)
def test_days_spoken_of_are_counted_from_today(text: str, day: int) -> None:
    assert read_date(text, JUNE) == date(2026, 6, day)
    assert read_date(text, Around(2026)) is None, "without today they mean nothing"


@pytest.mark.parametrize(
    "text",
    [
        "6",
        "06",
        "六",
        "六月",
        "6月",
        "6月份",
        "2026.6",
        "2026-06",
        "202606",
        "26年6月",
        "２０２６年六月",
        "26.6",
    ],
)
def test_one_month_in_many_spellings(text: str) -> None:
    assert read_month(text, 2026) == Period.of_month(2026, 6)


@pytest.mark.parametrize("text", ["", "0", "13", "2026.13", "六月十二", "2026", "6.12", "Q2"])
def test_what_is_no_month_is_not_guessed(text: str) -> None:
    assert read_month(text, 2026) is None


def test_the_year_of_two_figures_is_whole_for_everybody_who_asks() -> None:
    assert date_numbers("26.6.12") == (2026, 6, 12)


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
    assert read_date(text, Around(year)) == read_date(f" {text} ", Around(year))
    assert read_time(text) == read_time(f" {text} ")

"""Dates and times as clerks type them: 6.12, 0612, 2026-06-12, 六月十二; 14:30, 1430, 下午2点半."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time
from unicodedata import normalize

from gzparty.domain.chinese import digits_of
from gzparty.domain.period import Period

_YEAR, _MONTH, _DAY, _DAY_SPOKEN = "年", "月", "日", "号"
_AFTERNOON, _MORNING, _EVENING = "下午", "上午", "晚上"
_HOUR, _HOUR_SPOKEN, _MINUTE, _HALF = "时", "点", "分", "半"

_MONTH_DAY = re.compile(r"(\d{1,2})[./\-](\d{1,2})")
_FULL = re.compile(r"(\d{4})[./\-](\d{1,2})[./\-](\d{1,2})")


def read_date(text: str, year: int) -> date | None:
    """Read a date; without a year it lies in `year`. None where it is no date, such as 2.30."""
    numbers = date_numbers(text)
    if not numbers:
        return None
    return _date(*numbers) if len(numbers) == 3 else _date(year, *numbers)


def date_numbers(text: str) -> tuple[int, ...]:
    """Year, month and day, or month and day, of what is written like a date; empty where nothing is."""
    plain = _plain(text)
    for word in (_DAY, _DAY_SPOKEN):
        plain = plain.removesuffix(word)
    plain = plain.replace(_YEAR, "-").replace(_MONTH, "-")
    if re.fullmatch(r"\d{4}", plain):
        plain = f"{plain[:2]}-{plain[2:]}"
    elif re.fullmatch(r"\d{8}", plain):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    found = _FULL.fullmatch(plain) or _MONTH_DAY.fullmatch(plain)
    return tuple(int(part) for part in found.groups()) if found else ()


def day_near(numbers: Sequence[int], month: Period) -> date | None:
    """The day of some numbers, [[year,] month,] day: what is not said is taken so that it lies in or nearest to a month."""
    year, number, day = month.year, month.month, numbers[-1]
    if len(numbers) > 1:
        number = numbers[-2]
        distance = number - month.month
        year += -1 if distance > 6 else 1 if distance < -6 else 0
    if len(numbers) > 2:
        year = numbers[0] if numbers[0] > 99 else 2000 + numbers[0]
    return _date(year, number, day)


def read_time(text: str) -> time | None:
    """Read a time of day; 下午 and 晚上 add twelve hours. None where it is no time."""
    plain = _plain(text)
    later = plain.startswith((_AFTERNOON, _EVENING))
    for word in (_AFTERNOON, _MORNING, _EVENING):
        plain = plain.removeprefix(word)
    plain = plain.replace(_HALF, "30").removesuffix(_MINUTE)
    for mark in (_HOUR_SPOKEN, _HOUR, "."):
        plain = plain.replace(mark, ":")
    if re.fullmatch(r"\d{3,4}", plain):
        plain = f"{plain[:-2]}:{plain[-2:]}"
    found = re.fullmatch(r"(\d{1,2})(?::(\d{1,2})?)?", plain)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if later and hour < 12:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _plain(text: str) -> str:
    """Fold full-width characters, drop blanks and turn Chinese numerals into digits."""
    return digits_of(re.sub(r"\s+", "", normalize("NFKC", text))).replace("。", ".")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
